"""One casefile brought into another: what is new of articles, readings, problems and reviews; nothing is replaced.

The file that comes may be a stranger's: it is only read, after :func:`opening.stranger` has looked at it, and every
record of it passes the checks that records from anywhere pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from reportedly.casefile import (
    articles,
    audit,
    captures,
    comparisons,
    digests,
    exchange,
    listing,
    opening,
    readings,
)
from reportedly.casefile.exchange import Imported
from reportedly.casefile.problems import keep
from reportedly.casefile.purging import entombed
from reportedly.casefile.results import Tally
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError, InputError, UnknownItemError
from reportedly.record import Article, Capture, Problem, Reading, statement_id

_IDS = "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?"
_TEXTS = "SELECT id, text_sha256 FROM article WHERE id > ? ORDER BY id LIMIT ?"
_UNREAD_HERE = (
    "SELECT 1 FROM article WHERE id = ? AND text_sha256 = ? AND number NOT IN (SELECT article FROM reading)"
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of one source. ``purged_there`` are articles kept here that the other copy purged."""

    source: str
    articles: Tally
    readings: int
    reviews: Imported
    comparison: bool
    purged_there: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything came in."""
        return bool(self.articles.new or self.readings or self.reviews.new or self.comparison)


def merge(store: Store, path: str | PathLike[str]) -> Merged:
    """Bring another casefile in. Safe to kill and to repeat: what is there already is passed over.

    An article whose id has another text here stays out (Problem ``duplicate_id``), with its reading and reviews; so
    does one that was purged here. An article that has a reading here keeps it. The comparison comes along only
    where both copies then hold the same articles and readings; else ``run`` makes it anew.
    """
    source = Path(path).name
    with opening.stranger(path) as other:
        tally = articles.add_all(store, _articles(other), None)
        read = readings.store_all(store, _readings(store, other), None)
        with store.transaction():
            for problem in _problems(store, other):
                keep(store, problem)
        reviewed = exchange.take_in(store, exchange.every(other), source)
        compared = _compared(store, other)
        gone = _purged_there(store, other)
    merged = Merged(source, tally, read, reviewed, compared, gone)
    if merged.changed:
        counts = {"articles": tally.new, "readings": read, "reviews": reviewed.new, "comparison": compared}
        audit.log(store, "merge", {"from": source, **counts})
    return merged


def _articles(other: Store) -> Iterator[Article | Problem]:
    for (id,) in other.pages(_IDS):
        try:
            found = articles.one(other, id)
        except InputError as error:
            yield Problem("casefile", "article_refused", str(error), id)
        else:
            yield (
                found if found.capture is None else replace(found, capture=_with_bytes(other, found.capture))
            )


def _with_bytes(other: Store, capture: Capture) -> Capture:
    with suppress(
        UnknownItemError, CasefileError
    ):  # where only the hash was kept, or the folder beside did not come along
        return replace(capture, content=captures.get(other, capture.sha256))
    return capture


def _readings(store: Store, other: Store) -> Iterator[Reading]:
    for id, sha256 in other.pages(_TEXTS):
        if store.row(_UNREAD_HERE, (id, sha256)) and readings.has(other, id):
            try:
                reading = readings.one(other, id)
                _check(id, sha256, reading)
            except (InputError, CasefileError) as error:
                articles.add_problem(store, Problem("casefile", "reading_refused", str(error), id))
            else:
                yield reading


def _check(id: str, sha256: str, reading: Reading) -> None:
    """Raise unless the reading is of this article, and its statements' ids are those of their places."""
    if reading.id != id or reading.text_sha256 != sha256:
        raise InputError(f"reading of {id!r}: expected one of its text, got one of another")
    for s in reading.statements:
        if s.id != statement_id(id, s.part, s.content, s.cue, s.source, s.voice):
            raise InputError(
                f"reading of {id!r}: statement {s.id!r}: expected an id that follows from its place"
            )


def _problems(store: Store, other: Store) -> Iterator[Problem]:
    """Problems of the other, but not those of articles that stayed out."""
    offset = 0
    while items := listing.problems(other, 500, offset).items:
        for problem in items:
            theirs = problem.item and other.value(
                "SELECT text_sha256 FROM article WHERE id = ?", (problem.item,)
            )
            here = "SELECT 1 FROM article WHERE id = ? AND text_sha256 = ?"
            if not theirs or store.row(here, (problem.item, theirs)):
                yield problem
        offset += len(items)


def _compared(store: Store, other: Store) -> bool:
    """Take the other's comparison where it is of exactly what is here now, and none here is."""
    theirs = comparisons.stamp(other)
    now = digests.inputs_digest(store)
    if theirs is None or theirs != now or comparisons.stamp(store) == now:
        return False
    comparisons.store(store, comparisons.whole(other), theirs)
    return True


def _purged_there(store: Store, other: Store) -> tuple[str, ...]:
    if not other.row("SELECT 1 FROM tombstone"):
        return ()
    here = store.pages("SELECT id, text_sha256 FROM article WHERE id > ? ORDER BY id LIMIT ?", size=2000)
    return tuple(id for id, sha256 in here if entombed(other, id, sha256))
