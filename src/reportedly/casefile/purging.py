"""Taking articles away for good: rows, words, reviews, captures, and what the file still holds of them.

In one transaction everything that has their words goes, and a tombstone comes (hashes only). Then the file is written
anew (VACUUM) and the write-ahead log cut to nothing, so that no page keeps old bytes; a purge that was stopped in
between is finished by the next one. What lies elsewhere (backups, exports, other copies, blocks of the disk) stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.casefile import audit, captures, comparisons, holds, readings, reviews
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError, InputError, UnknownItemError
from reportedly.record import Comparison, Story

PENDING = "purge pending"
"""Setting that is there while old bytes may still be in the file."""

_FORGET_ARTICLE = """INSERT INTO article_words (article_words, rowid, title, shown)
    SELECT 'delete', number, title, shown FROM article WHERE number = ?"""
_TOMBSTONE = "INSERT INTO tombstone (id, text_sha256, by, at, reason) VALUES (?, ?, ?, ?, ?)"
_REVIEWED = """SELECT id FROM review WHERE (target_kind = 'article' AND target = ?1)
    OR (target_kind = 'statement' AND target IN (SELECT id FROM statement WHERE article = ?2))
    OR id IN (SELECT review FROM review_place WHERE article = ?1)
    OR (target_kind = 'tie' AND EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(target) THEN target ELSE '[]' END)
      WHERE value = ?1))"""
_NAMELESS = "SELECT id FROM review WHERE target_kind = 'speaker' AND target NOT IN (SELECT name FROM speaker)"


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took away. ``tombstones`` are SHA-256 of the articles' ids."""

    articles: int
    reviews: int
    captures: int
    tombstones: tuple[str, ...]


def id_sha256(article: str) -> str:
    """What a tombstone keeps of an article's id: enough to know it again, not to read it."""
    return hashlib.sha256(article.encode()).hexdigest()


def entombed(store: Store, article: str, text_sha256: str) -> bool:
    """Whether an article, by its id or its text, was purged from this casefile."""
    sql = "SELECT 1 FROM tombstone WHERE id = ? OR text_sha256 = ?"
    return store.row(sql, (id_sha256(article), text_sha256)) is not None


def purge(store: Store, ids: Sequence[str], reason: str, by: str, at: str) -> Purged:
    """Take articles away for good. Raises ``InputError`` under a hold, ``UnknownItemError`` for an unknown id."""
    reviews.check_person(by, at)
    if not reason.strip():
        raise InputError.expected("purge", "a reason", reason)
    wanted = tuple(dict.fromkeys(ids))
    with store.transaction():
        holds.check_free(store, wanted)
        before = _count(store)
        gone = _reviews_of(store, wanted)
        _take_comparison(store, set(wanted))
        stones = tuple(_take_article(store, id, reason, by, at) for id in wanted)
        gone |= {id for (id,) in store.rows(_NAMELESS)} if wanted else set()
        withdrawn = _take_reviews(store, gone)
        if wanted:
            store.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?, '1')", (PENDING,))
            told = {
                "articles": stones,
                "reviews": sorted(gone),
                "withdrawals": withdrawn,
                "by": by,
                "reason": reason,
            }
            audit.log(store, "purged", told)
        after = _count(store)
    finish(store)
    return Purged(len(wanted), len(gone), before - after, stones)


def finish(store: Store) -> bool:
    """Write the file anew where a purge left old bytes in it; gives whether there was something to do.

    Needs room for a second copy of the file. Raises ``BusyError`` while another process reads or writes.
    """
    if not pending(store):
        return False
    for place in captures.unneeded(store):
        place.unlink(missing_ok=True)
    for index in ("article_words", "statement_words"):
        store.run(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    store.run("VACUUM")
    busy = store.value("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy:
        raise CasefileError(
            f"{store.path}: expected nobody to read while it is written anew, but somebody does; "
            "what was purged is gone from the record, and the same command takes it from the file's log"
        )
    store.run("DELETE FROM setting WHERE name = ?", (PENDING,))
    return True


def pending(store: Store) -> bool:
    """Whether a purge was stopped before the file was written anew."""
    return store.row("SELECT 1 FROM setting WHERE name = ?", (PENDING,)) is not None


def _count(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM capture"))


def _take_article(store: Store, id: str, reason: str, by: str, at: str) -> str:
    row = store.row("SELECT number, text_sha256, capture_sha256 FROM article WHERE id = ?", (id,))
    if row is None:
        raise UnknownItemError(f"{store.path}: there is no article {id!r}")
    number, text_sha256, capture = row
    members = "SELECT id FROM statement WHERE article = ?"
    store.run(f"DELETE FROM seen WHERE item = ? OR item IN ({members})", (f"/{id}", number))
    readings.clear(store, number)
    store.run(_FORGET_ARTICLE, (number,))
    store.run("DELETE FROM article WHERE number = ?", (number,))
    store.run("DELETE FROM problem WHERE item = ?", (id,))
    if capture is not None:
        captures.forget(store, capture)
    store.run(_TOMBSTONE, (id_sha256(id), text_sha256, by, at, reason))
    return id_sha256(id)


def _reviews_of(store: Store, ids: Sequence[str]) -> set[str]:
    """Reviews of articles, their statements and ties, withdrawn and orphaned ones too."""
    numbers = {id: store.value("SELECT number FROM article WHERE id = ?", (id,)) for id in ids}
    return {review for id, number in numbers.items() for (review,) in store.rows(_REVIEWED, (id, number))}


def _take_reviews(store: Store, ids: set[str]) -> list[str]:
    """Delete reviews with what hangs on them; the guards are put back in the same transaction."""
    if not ids:
        return []
    marks = [(id,) for id in sorted(ids)]
    sql = f"SELECT id FROM withdrawal WHERE review IN ({', '.join('?' * len(marks))}) OR became IN ({', '.join('?' * len(marks))})"
    withdrawn = sorted(id for (id,) in store.rows(sql, tuple(id for (id,) in marks * 2)))
    guards = store.rows(
        "SELECT name, sql FROM sqlite_schema WHERE name IN ('review_never_deleted', 'withdrawal_never_deleted')"
    )
    for name, _ in guards:
        store.run(f"DROP TRIGGER {name}")
    store.many("DELETE FROM withdrawal WHERE id = ?", [(id,) for id in withdrawn])
    for table in ("edit", "name_edit", "review_place"):
        store.many(f"DELETE FROM {table} WHERE review = ?", marks)
    store.run("PRAGMA defer_foreign_keys = ON")  # a chain of reviews goes together, in whatever order
    store.many("DELETE FROM review WHERE id = ?", marks)
    for _, sql in guards:
        store.run(sql)
    return withdrawn


def _take_comparison(store: Store, ids: set[str]) -> None:
    """What the comparison holds without these articles; stale, so that the next run makes it anew."""
    if comparisons.stamp(store) is None or not ids:
        return
    whole = comparisons.whole(store)
    comparisons.store(store, _without(whole, ids), comparisons.stamp(store))
    readings.outdate(store)


def _without(found: Comparison, ids: set[str]) -> Comparison:
    claims = [
        replace(c, statements=tuple(s for s in c.statements if s.article not in ids)) for c in found.claims
    ]
    return replace(
        found,
        passages=tuple(p for p in found.passages if not {p.a, p.b} & ids),
        ties=tuple(t for t in found.ties if not {t.a, t.b} & ids),
        stories=tuple(s for s in (_story(s, ids) for s in found.stories) if len(s.articles) > 1),
        claims=tuple(c for c in claims if c.statements),
        relations=tuple(r for r in found.relations if not {r.a.article, r.b.article} & ids),
        alterations=tuple(a for a in found.alterations if not {a.origin.article, a.copy.article} & ids),
    )


def _story(story: Story, ids: set[str]) -> Story:
    """A story without some articles; how many origins are left is not judged here, the next run does."""
    if not set(story.articles) & ids:
        return story
    origins = [replace(o, articles=tuple(a for a in o.articles if a not in ids)) for o in story.origins]
    return replace(
        story,
        articles=tuple(a for a in story.articles if a not in ids),
        origins=tuple(o for o in origins if o.articles),
        origins_basis="articles were purged since; the next run compares anew",
    )
