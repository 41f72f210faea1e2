"""What happened to a statement on its way: so far, that its attribution was lost.

Reported only where it is plain: the direction is known, the origin attributes the words with a cue and a source,
the copy has these words in its own voice, has neither the cue nor the source beside them, and nothing is
attributed in the sentences where they stand. A reader that missed an attribution so makes no alteration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reportedly.compare.case import Case
from reportedly.compare.passages import Shared
from reportedly.compare.stories import COPYING
from reportedly.compare.words import OWN, Words
from reportedly.record import Alteration, AlteredPlace, Evidence, Reading, Span, Statement, Tie, hull
from reportedly.text import sentences

CARRIED = 0.8
"""Share of a content's words that the copy must have. Set by hand: below, it may be another statement."""

SHORTEST = 8
"""Words of the shortest content looked at; shorter ones stand in many sentences by chance."""

SPREAD = 1.5
"""Stretch of the carried words in the copy, in their number, above which they stand apart from each other."""


class Way(NamedTuple):
    """Origin and copy of one tie, with the index of each origin's word in the copy."""

    origin: Words
    copy: Words
    carried: Mapping[int, int]


def alterations_of(shared: Iterable[Shared], ties: Iterable[Tie], case: Case) -> tuple[Alteration, ...]:
    """Attributions lost between tied articles that were both read."""
    pairs = {(pair.a.article, pair.b.article): pair for pair in shared}
    ways = (_way(pairs[tie.a, tie.b], tie) for tie in ties if tie.kind in COPYING)
    return tuple(
        lost
        for way in ways
        if way
        for lost in _lost(way, case[way.origin.article][1], case[way.copy.article][1])
    )


def _way(shared: Shared, tie: Tie) -> Way | None:
    runs = shared.runs.tolist()
    if tie.direction == "a_to_b":
        return Way(shared.a, shared.b, {a + k: b + k for a, b, length in runs for k in range(length)})
    if tie.direction == "b_to_a":
        return Way(shared.b, shared.a, {b + k: a + k for a, b, length in runs for k in range(length)})
    return None


def _lost(way: Way, reading: Reading | None, copied: Reading | None) -> Iterator[Alteration]:
    if not reading or not copied:
        return
    for statement in reading.statements:
        place = _unattributed(way, statement, copied) if _attributed(statement) else None
        if place:
            yield _alteration(way, statement, place)


def _attributed(statement: Statement) -> bool:
    plain = statement.voice == "attributed" and statement.part == "text" and not statement.topic_only
    return plain and bool(statement.cue) and bool(statement.source)


def _unattributed(way: Way, statement: Statement, copied: Reading) -> Span | None:
    """The place of the content in the copy (as it came), if it stands there with no attribution."""
    content = _indices(way.origin, statement.content)
    there = sorted(way.carried[index] for index in content if index in way.carried)
    if len(content) < SHORTEST or len(there) < CARRIED * len(content):
        return None
    if there[-1] - there[0] >= SPREAD * len(there) or any(way.copy.voices[index] != OWN for index in there):
        return None
    if any(index in way.carried for index in _indices(way.origin, statement.cue + statement.source)):
        return None
    place = way.copy.place(there[0], there[-1])
    return None if _says_who(way.copy, place, copied) else place


def _indices(words: Words, spans: Iterable[Span]) -> list[int]:
    """The words that lie in spans of the text as it came."""
    mended = [words.mended.to_mended(span) for span in spans]
    return [k for k, start in enumerate(words.starts) if any(s.start <= start < s.end for s in mended)]


def _says_who(copy: Words, place: Span, reading: Reading) -> bool:
    """Whether anything is attributed in the sentences that a place touches."""
    inside = copy.mended.to_mended(place)
    touched = [copy.mended.to_source(s) for s in sentences(copy.mended.text) if s.overlaps(inside)]
    attributed = [
        span
        for s in reading.statements
        if s.voice == "attributed" and s.part == "text"
        for span in (*s.content, *s.cue, *s.source)
    ]
    return any(span.overlaps(sentence) for span in attributed for sentence in touched)


def _alteration(way: Way, statement: Statement, place: Span) -> Alteration:
    whole = hull(statement.content + statement.cue + statement.source)
    return Alteration(
        AlteredPlace(way.origin.article, hull(statement.content), statement.id),
        AlteredPlace(way.copy.article, place),
        "attribution_lost",
        whole.of(way.origin.mended.source),
        place.of(way.copy.mended.source),
        Evidence("content-carried-without-cue-and-source", spans=(*statement.cue, *statement.source)),
    )
