"""The check that everything in the file fits together: each hash recomputed, each place looked up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from reportedly.casefile import (
    articles,
    audit,
    captures,
    comparisons,
    edits,
    migrations,
    purging,
    readings,
    reviews,
    schema_check,
)
from reportedly.casefile.packing import unpack
from reportedly.casefile.results import Verification
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError, InputError
from reportedly.record import Article, Problem, Reading, Span, statement_id, text_sha256

_RECORD_HASHES = """SELECT article.id, reading.sha256, record
    FROM reading JOIN article ON article.number = reading.article WHERE article.id > ? ORDER BY article.id LIMIT ?"""
_ROW_IDS = """SELECT group_concat(id, ' ') FROM (SELECT statement.id FROM statement
    JOIN article ON article.number = article WHERE article.id = ? ORDER BY position)"""

SHOWN = (
    "every text, capture and reading still has the hash that was noted when it came",
    "every statement's words stand at its places, and its id follows from them",
    "every review and withdrawal says what it said when it was given, and none that the audit names is missing",
    "the audit's entries follow one another without a gap, and none was changed",
    "the schema and its guards are those of this program, and every page of the file is whole",
)
"""What follows when every check holds, in sentences."""

NOT_SHOWN = (
    "that nobody with write access built the whole file anew, hashes and chain included",
    "that no entries were cut off at the end of the audit: keep its last hash elsewhere (a mail, a printout) to see that",
    "that people are who they said they were, and clocks were right: names and times are as given",
    "that what was purged is gone from backups, exports, other copies and the disk's own blocks",
    "that what the articles say happened",
)
"""What no check of the file alone can show, in sentences."""

Check = Callable[[Store], Iterator[str | None]]
"""A check gives one value for each thing it looked at: ``None`` where it holds, or what does not hold."""


def verify(store: Store) -> Verification:
    """Every check, in one snapshot; a check that cannot go on because of damage says so and ends."""
    checked: dict[str, int] = {}
    findings: list[Problem] = []
    with store.snapshot():
        for name, check in _CHECKS.items():
            outcomes = list(_guarded(check, store))
            checked[name] = len(outcomes)
            findings += [Problem("casefile", name, found) for found in outcomes if found is not None]
    return Verification(checked, tuple(findings))


def _guarded(check: Check, store: Store) -> Iterator[str | None]:
    try:
        yield from check(store)
    except (CasefileError, InputError) as error:
        yield str(error)


def _file(store: Store) -> Iterator[str | None]:
    for pragma in ("integrity_check", "foreign_key_check"):
        for row in store.rows(f"PRAGMA {pragma}"):
            yield None if row == ("ok",) else f"{pragma}: {row}"


def _schema(store: Store) -> Iterator[str | None]:
    """Every table, view and guard is there as this program makes it."""
    yield from schema_check.differences(store, migrations.version_of(store))


def _words(store: Store) -> Iterator[str | None]:
    """The full-text tables index the rows that are there, no more (FTS5's own integrity-check would need to write)."""
    for table in ("article", "statement"):
        rows, indexed = (
            store.value(f"SELECT count(*) FROM {table}"),
            store.value(f"SELECT count(*) FROM {table}_words_docsize"),
        )
        yield None if rows == indexed else f"expected {rows} rows of {table} in the index, got {indexed}"


def _captures(store: Store) -> Iterator[str | None]:
    for (sha256,) in store.pages(
        "SELECT sha256 FROM capture WHERE (content IS NOT NULL OR beside) AND sha256 > ? ORDER BY sha256 LIMIT ?"
    ):
        found = hashlib.sha256(captures.get(store, sha256)).hexdigest()
        yield None if found == sha256 else f"expected bytes with SHA-256 {sha256}, got {found}"


def _articles(store: Store) -> Iterator[str | None]:
    for id, sha256, text in store.pages(
        "SELECT id, text_sha256, text FROM article WHERE id > ? ORDER BY id LIMIT ?"
    ):
        found = text_sha256(text)
        yield None if found == sha256 else f"{id}: expected a text with SHA-256 {sha256}, got {found}"


def _records(store: Store) -> Iterator[str | None]:
    for id, sha256, record in store.pages(_RECORD_HASHES):
        found = hashlib.sha256(unpack(record, f"reading of {id!r}")).hexdigest()
        yield None if found == sha256 else f"{id}: expected a reading with SHA-256 {sha256}, got {found}"


def _readings(store: Store) -> Iterator[str | None]:
    for reading in readings.every(store):
        yield from _reading(store, reading, articles.one(store, reading.id))


def _reading(store: Store, reading: Reading, article: Article) -> Iterator[str | None]:
    if reading.text_sha256 != text_sha256(article.text):
        yield f"{reading.id}: the reading is of another text"
    rows = store.value(_ROW_IDS, (reading.id,))
    if (rows or "") != " ".join(s.id for s in reading.statements):
        yield f"{reading.id}: the rows of table statement are not those of the reading"
    for s in reading.statements:
        spans = (*s.content, *s.cue, *s.source)
        if any(span.end > len(article.title if s.part == "title" else article.text) for span in spans):
            yield f"{reading.id}: statement {s.id}: a place leaves the text"
        elif s.id != statement_id(reading.id, s.part, s.content, s.cue, s.source, s.voice):
            yield f"{reading.id}: statement {s.id}: the id does not follow from its place"
        else:
            yield None


def _comparison(store: Store) -> Iterator[str | None]:
    comparison = comparisons.whole(store)
    expected = store.value("SELECT sha256 FROM comparison")
    if expected is not None:
        found = comparisons.content_sha256(comparison)
        yield None if found == expected else f"expected findings with SHA-256 {expected}, got {found}"
    lengths: dict[str, int] = dict(store.rows("SELECT id, length(text) FROM article"))
    for p in comparison.passages:
        ends: tuple[tuple[str, Span], ...] = ((p.a, p.a_span), (p.b, p.b_span))
        out = [id for id, span in ends if span.end > lengths[id]]
        yield f"passage {p.a} – {p.b}: a place leaves the text of {out[0]}" if out else None


def _reviews(store: Store) -> Iterator[str | None]:
    logged = _logged(store)
    found = [(review.id, reviews.expected_id(review)) for review in reviews.of(store, None)]
    found += [(taken.id, reviews.expected_withdrawal_id(taken)) for taken in reviews.withdrawals(store)]
    for id, expected in found:
        if id != expected:
            yield f"review {id}: the id does not follow from what it says"
        elif id not in logged:
            yield f"review {id}: the audit does not know it"
        else:
            yield None
        logged.discard(id)
    yield from (f"review {id}: the audit names it, but it is gone" for id in sorted(logged))


def _logged(store: Store) -> set[str]:
    """Ids of reviews and withdrawals that the audit names and no purge took away."""
    ids: set[str] = set()
    for entry in audit.entries(store, 2**53, 0).items:
        told = entry.detail
        if entry.action in ("review", "withdrawal"):
            ids.add(str(told.get("id")))
        elif entry.action in ("reviews_merged", "purged"):
            named = {str(id) for kind in ("reviews", "withdrawals") for id in told.get(kind, ())}
            ids = ids | named if entry.action == "reviews_merged" else ids - named
    return ids


def _edits(store: Store) -> Iterator[str | None]:
    """The rows that the final views read are those that the reviews' JSON gives."""
    for review in reviews.of(store, None):
        if review.verdict == "edited":
            yield edits.differs(store, review.id, review.target_kind, review.after)


def _purge(store: Store) -> Iterator[str | None]:
    """Purges were finished: nothing in the file that no row names."""
    if store.row("SELECT 1 FROM tombstone"):
        stopped = purging.pending(store)
        yield (
            "a purge was stopped before the file was written anew; `reportedly purge` finishes it"
            if stopped
            else None
        )
    yield from (f"{place}: no capture names this file" for place in captures.unneeded(store))


_CHECKS: dict[str, Check] = {
    "file": _file,
    "schema": _schema,
    "index": _words,
    "capture": _captures,
    "article": _articles,
    "record": _records,
    "reading": _readings,
    "comparison": _comparison,
    "review": _reviews,
    "edit": _edits,
    "purge": _purge,
    "audit": audit.checked,
}
