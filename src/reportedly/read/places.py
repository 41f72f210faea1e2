"""Which spans of a list touch a place: by bisection, so that a live blog of a megabyte costs no more by the word than a note."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from reportedly.record import Span


class Taken:
    """The ground that some spans cover; they may overlap and stand in any order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [s.start for s in ordered]
        self._reach = list(accumulate((s.end for s in ordered), max))

    def touches(self, span: Span) -> bool:
        """Whether one of the spans overlaps this one."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def overlapping(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Those of some spans, ordered and apart from one another, that overlap a place."""
    first = bisect_right(spans, place.start, key=lambda s: s.end)
    return spans[first : bisect_left(spans, place.end, lo=first, key=lambda s: s.start)]
