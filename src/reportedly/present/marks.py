"""Layered marks: a text cut wherever a layer begins or ends.

Statements overlap, nest and come in pieces, so their marks cannot be nested tags. ``segments`` cuts the text at
every boundary into pieces that each carry the set of marks above them; a page then writes one tag per piece.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reportedly.errors import SpanError
from reportedly.record import Span, Statement
from reportedly.record.vocabulary import Part

Layer = Literal["content", "source", "cue", "voice", "passage", "date", "figure", "event"]
"""What a mark says of its characters: content, source or cue of an attributed statement, the outlet's own
voice, a passage that another article has too, or a date, figure or event."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One layer of one statement (or passage) over one span; ``key`` is the statement's id."""

    span: Span
    layer: Layer
    key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters ``[start, end)`` under the same marks; never empty."""

    start: int
    end: int
    marks: frozenset[tuple[Layer, str]]


def marks_of(statement: Statement) -> tuple[Mark, ...]:
    """The marks of one statement, in the coordinates of its part. Empty spans mark nothing."""
    content: Layer = "voice" if statement.voice == "outlet" else "content"
    layers: tuple[tuple[Layer, tuple[Span, ...]], ...] = (
        (content, statement.content),
        ("source", statement.source),
        ("cue", statement.cue),
    )
    return tuple(Mark(span, layer, statement.id) for layer, spans in layers for span in spans if span.length)


def part_marks(statements: Iterable[Statement], part: Part) -> tuple[Mark, ...]:
    """The marks of those statements that stand in ``part``."""
    return tuple(mark for s in statements if s.part == part for mark in marks_of(s))


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """A text of ``length`` code points cut at every mark's bounds, and at ``cuts`` besides.

    The segments are in order, leave no gap and do not overlap; joined they are the text. O(n log n) for n marks
    plus the size of the answer. Raises ``SpanError`` for a mark that leaves the text.
    """
    opening: dict[int, list[tuple[Layer, str]]] = {}
    closing: dict[int, list[tuple[Layer, str]]] = {}
    for mark in marks:
        if mark.span.end > length:
            raise SpanError.expected("mark", f"an end of at most {length}", tuple(mark.span))
        if mark.span.length:
            opening.setdefault(mark.span.start, []).append((mark.layer, mark.key))
            closing.setdefault(mark.span.end, []).append((mark.layer, mark.key))
    bounds = {0, length, *opening, *closing, *(c for c in cuts if 0 < c < length)}
    return _sweep(sorted(bounds), opening, closing)


def _sweep(
    bounds: list[int],
    opening: dict[int, list[tuple[Layer, str]]],
    closing: dict[int, list[tuple[Layer, str]]],
) -> list[Segment]:
    """Walk the bounds with a count per mark: the same layer and key may cover a place twice."""
    active: dict[tuple[Layer, str], int] = {}
    found = []
    for start, end in pairwise(bounds):
        for over in closing.get(start, ()):
            active[over] -= 1
            if not active[over]:
                del active[over]
        for new in opening.get(start, ()):
            active[new] = active.get(new, 0) + 1
        found.append(Segment(start, end, frozenset(active)))
    return found
