"""The comparison: one at a time, replaced whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from reportedly.casefile import digests
from reportedly.casefile.results import Page
from reportedly.casefile.store import Row, Store, number
from reportedly.codec import decode, encode
from reportedly.errors import UnknownItemError
from reportedly.record import (
    Alteration,
    Claim,
    Comparison,
    Evidence,
    Origin,
    Passage,
    Relation,
    Span,
    Story,
    Tie,
)

_COMPARISON = "INSERT INTO comparison (number, inputs, stale, sha256, summary) VALUES (1, ?, ?, ?, ?)"
_NUMBER = "(SELECT number FROM article WHERE id = ?)"
_PASSAGE = f"""INSERT INTO passage
    (a, b, a_start, a_stop, b_start, b_stop, similarity, identical, in_quotation, boilerplate)
    VALUES ({_NUMBER}, {_NUMBER}, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TIE = f"""INSERT INTO tie (a, b, kind, containment_a, containment_b, jaccard, direction, evidence)
    VALUES ({_NUMBER}, {_NUMBER}, ?, ?, ?, ?, ?, ?)"""
_STORY = """INSERT INTO story (id, n_articles, independent_origins, origins_basis, uncertain_ties)
    VALUES (?, ?, ?, ?, ?)"""
_STORY_ARTICLE = f"INSERT INTO story_article (story, position, article) VALUES (?, ?, {_NUMBER})"
_ORIGIN = "INSERT INTO origin (story, position, id, named, earliest, articles, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)"
_FINDING = "INSERT INTO finding (kind, position, record) VALUES (?, ?, ?)"
_TABLES = ("passage", "tie", "origin", "story_article", "story", "finding", "comparison")

_ENDS = "JOIN article AS one ON one.number = a JOIN article AS other ON other.number = b"
_PASSAGES = f"""SELECT one.id, other.id, a_start, a_stop, b_start, b_stop, similarity, identical, in_quotation,
    boilerplate FROM passage {_ENDS}"""
_TIES = f"""SELECT one.id, other.id, kind, containment_a, containment_b, jaccard, direction, evidence
    FROM tie {_ENDS}"""
_OF = "WHERE {0}.number IN (SELECT number FROM {0} WHERE a = ?1 UNION SELECT number FROM {0} WHERE b = ?1)"
_ORIGINS_FOUND = """SELECT id, independent_origins FROM story_article JOIN story ON story.number = story
    WHERE article = ? ORDER BY story.number LIMIT 1"""
_STORIES = "SELECT number, id, independent_origins, origins_basis, uncertain_ties FROM story"


def store(store: Store, comparison: Comparison, inputs: str | None) -> None:
    """Put a comparison in place of the earlier one."""
    with store.transaction():
        _check_articles(store, comparison)
        for table in _TABLES:
            store.run(f"DELETE FROM {table}")
        now, summary = digests.inputs_digest(store), encode(comparison.summary).decode()
        compared = now if inputs is None else inputs
        store.run(_COMPARISON, (compared, compared != now, content_sha256(comparison), summary))
        store.many(_PASSAGE, map(_passage_row, comparison.passages))
        store.many(_TIE, map(_tie_row, comparison.ties))
        for story in comparison.stories:
            _put_story(store, story)
        for kind in ("claim", "relation", "alteration"):
            found: tuple[Any, ...] = getattr(comparison, kind + "s")
            store.many(_FINDING, ((kind, i, encode(record).decode()) for i, record in enumerate(found)))


def whole(store: Store) -> Comparison:
    """The comparison as it was stored."""
    with store.snapshot():
        summary = store.value("SELECT summary FROM comparison")
        return Comparison(
            tuple(map(_passage, store.rows(f"{_PASSAGES} ORDER BY passage.number"))),
            tuple(map(_tie, store.rows(f"{_TIES} ORDER BY tie.number"))),
            _stories(store, store.rows(f"{_STORIES} ORDER BY number")),
            tuple(_findings(store, "claim", Claim)),
            tuple(_findings(store, "relation", Relation)),
            tuple(_findings(store, "alteration", Alteration)),
            decode(summary, dict[str, Any]) if summary else {},
        )


def content_sha256(comparison: Comparison) -> str:
    """A digest of what was found, whatever the order it was found in. The summary (counts, versions) is left out."""
    found: Iterable[Any] = chain(
        comparison.passages,
        comparison.ties,
        comparison.stories,
        comparison.claims,
        comparison.relations,
        comparison.alterations,
    )
    # The kind goes in, as records of two kinds may have the same JSON.
    each = (hashlib.sha256(type(f).__name__.encode() + encode(f)).digest() for f in found)
    return hashlib.sha256(b"".join(sorted(each))).hexdigest()


def stamp(store: Store) -> str | None:
    """The digest of what was compared."""
    value: str | None = store.value("SELECT inputs FROM comparison")
    return value


def ties_of(store: Store, article_id: str) -> tuple[Tie, ...]:
    """Ties with this article at either end."""
    here = (_number(store, article_id),)
    return tuple(map(_tie, store.rows(f"{_TIES} {_OF.format('tie')} ORDER BY tie.number", here)))


def passages_of(store: Store, article_id: str) -> tuple[Passage, ...]:
    """Passages with one side in this article."""
    here = (_number(store, article_id),)
    rows = store.rows(f"{_PASSAGES} {_OF.format('passage')} ORDER BY passage.number", here)
    return tuple(map(_passage, rows))


def story_of(store: Store, article_id: str) -> Story | None:
    """The story of an article."""
    here = (_number(store, article_id),)
    with store.snapshot():
        sql = f"{_STORIES} WHERE number IN (SELECT story FROM story_article WHERE article = ?) ORDER BY number LIMIT 1"
        return next(iter(_stories(store, store.rows(sql, here))), None)


def origins_found(store: Store, article_id: str) -> tuple[str, int] | None:
    """Id of an article's story, and how many separate origins were found for it."""
    row = store.row(_ORIGINS_FOUND, (_number(store, article_id),))
    return (row[0], row[1]) if row else None


def stories(store: Store, limit: int, offset: int) -> Page[Story]:
    """A page of stories, those with the most articles first."""
    bounds = (number("limit", limit), number("offset", offset))
    with store.snapshot():
        rows = store.rows(f"{_STORIES} ORDER BY n_articles DESC, id LIMIT ? OFFSET ?", bounds)
        return Page(_stories(store, rows), store.value("SELECT count(*) FROM story"), offset)


def story(store: Store, id: str) -> Story:
    """One story."""
    with store.snapshot():
        found = _stories(store, store.rows(f"{_STORIES} WHERE id = ?", (id,)))
    if not found:
        raise UnknownItemError(f"{store.path}: there is no story {id!r}")
    return found[0]


def _number(store: Store, article_id: str) -> int:
    found: int | None = store.value("SELECT number FROM article WHERE id = ?", (article_id,))
    if found is None:
        raise UnknownItemError(f"{store.path}: there is no article {article_id!r}")
    return found


def _check_articles(store: Store, comparison: Comparison) -> None:
    named = {id for p in comparison.passages for id in (p.a, p.b)}
    named.update(id for t in comparison.ties for id in (t.a, t.b))
    named.update(id for s in comparison.stories for id in s.articles)
    for id in sorted(named):
        _number(store, id)


def _put_story(store: Store, story: Story) -> None:
    here = store.insert(
        _STORY,
        (
            story.id,
            len(story.articles),
            story.independent_origins,
            story.origins_basis,
            story.uncertain_ties,
        ),
    )
    store.many(_STORY_ARTICLE, ((here, i, id) for i, id in enumerate(story.articles)))
    store.many(_ORIGIN, (_origin_row(here, i, origin) for i, origin in enumerate(story.origins)))


def _passage_row(p: Passage) -> Row:
    return (p.a, p.b, *p.a_span, *p.b_span, p.similarity, p.identical, p.in_quotation, p.boilerplate)


def _passage(row: Row) -> Passage:
    a, b, a_start, a_stop, b_start, b_stop, similarity, identical, in_quotation, boilerplate = row
    spans = Span(a_start, a_stop), Span(b_start, b_stop)
    return Passage(a, b, *spans, similarity, bool(identical), in_quotation, bool(boilerplate))


def _tie_row(t: Tie) -> Row:
    shares = (t.containment_a, t.containment_b, t.jaccard)
    return (t.a, t.b, t.kind, *shares, t.direction, encode(t.evidence).decode())


def _tie(row: Row) -> Tie:
    a, b, kind, containment_a, containment_b, jaccard, direction, evidence = row
    shares = containment_a, containment_b, jaccard
    return Tie(a, b, kind, *shares, direction, decode(evidence, Evidence))


def _origin_row(story: int, position: int, o: Origin) -> Row:
    lists = encode(o.articles).decode(), encode(o.evidence).decode()
    return (story, position, o.id, o.named, o.earliest, *lists)


def _origin(row: Row) -> Origin:
    id, named, earliest, articles, evidence = row
    return Origin(id, decode(articles, tuple[str, ...]), named, earliest, decode(evidence, Evidence))


def _stories(store: Store, rows: list[Row]) -> tuple[Story, ...]:
    return tuple(_story(store, row) for row in rows)


def _story(store: Store, row: Row) -> Story:
    here, id, independent, basis, uncertain = row
    ids = store.rows(
        "SELECT id FROM story_article JOIN article ON number = article WHERE story = ? ORDER BY position",
        (here,),
    )
    origins = store.rows(
        "SELECT id, named, earliest, articles, evidence FROM origin WHERE story = ? ORDER BY position",
        (here,),
    )
    return Story(id, tuple(i for (i,) in ids), tuple(map(_origin, origins)), independent, basis, uncertain)


def _findings(store: Store, kind: str, type_: type[Any]) -> Iterator[Any]:
    rows = store.rows("SELECT record FROM finding WHERE kind = ? ORDER BY position", (kind,))
    return (decode(record, type_) for (record,) in rows)
