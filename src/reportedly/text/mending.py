"""Damaged texts, mended, with the way back to every character as it came.

People read and search the mended text; spans, hashes and exports are of the source (INTERFACE). ``mend`` knows
no damage itself: the kinds, each found by one function, are in :mod:`reportedly.text.damage`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.errors import SpanError
from reportedly.record import Span
from reportedly.text.damage import KINDS, Edit

MAX_ROUNDS = 12
"""Rounds over the kinds of damage before ``mend`` stops. One mending can bare another (a doubled encoding hides a
soft hyphen); two rounds have mended each of 42,758 real articles (shared corpora), and a bound keeps
the cost linear for texts made up to nest deeper."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The places one kind of mending changed, as columns in text order; ``before`` and ``after`` name its two texts.

    Each edit turns ``before[start:end]`` into ``after[place:until]``, which is one character or none. Costs
    16 bytes an edit; finding a place takes the logarithm of their number.
    """

    kind: str
    starts: array[int]
    ends: array[int]
    places: array[int]
    untils: array[int]

    @classmethod
    def of(cls, kind: str, edits: Sequence[Edit]) -> Layer:
        """The columns of some edits, which stand in text order and do not overlap."""
        columns = tuple(array("I") for _ in range(4))
        shift = 0
        for edit in edits:
            place = edit.start + shift
            until = place + len(edit.put)
            shift = until - edit.end
            for column, value in zip(columns, (edit.start, edit.end, place, until), strict=True):
                column.append(value)
        return cls(kind, *columns)

    def back(self, span: Span) -> Span:
        """The place before of a span after: that of its characters, without what was taken out at its edges."""
        start = self._start_before(span.start)
        if not span.length:
            return Span(start, start)
        return Span(start, self._end_before(span.end - 1))

    def forth(self, span: Span) -> Span:
        """The characters after that stand for those of a span before, without what was put in at its edges."""
        start = self._start_after(span.start)
        if not span.length:
            return Span(start, start)
        return Span(start, max(start, self._end_after(span.end)))

    def _start_before(self, index: int) -> int:
        edit = bisect_right(self.places, index) - 1
        if edit < 0:
            return index
        inside = index < self.untils[edit]
        return self.starts[edit] if inside else self.ends[edit] + index - self.untils[edit]

    def _end_before(self, index: int) -> int:
        edit = bisect_right(self.places, index) - 1
        inside = edit >= 0 and index < self.untils[edit]
        return self.ends[edit] if inside else self._start_before(index) + 1

    def _start_after(self, start: int) -> int:
        edit = bisect_right(self.starts, start) - 1
        if edit < 0:
            return start
        inside = start < self.ends[edit]
        return self.places[edit] if inside else self.untils[edit] + start - self.ends[edit]

    def _end_after(self, end: int) -> int:
        edit = bisect_left(self.starts, end) - 1
        if edit < 0:
            return end
        inside = end < self.ends[edit]
        return self.untils[edit] if inside else self.untils[edit] + end - self.ends[edit]


@dataclass(frozen=True, slots=True)
class Mended:
    """A text to read and search, with the text as it came and the way between the two.

    ``layers`` lead from ``source`` to ``text``; there are none where nothing was mended, and then the two texts
    are one object. Spans that leave their text raise :class:`~reportedly.errors.SpanError`.
    """

    source: str
    text: str
    layers: tuple[Layer, ...] = field(default=(), repr=False, hash=False)

    def to_source(self, span: Span) -> Span:
        """Where the characters of a span of ``text`` stood as they came.

        Never wider than needed: it begins with the first and ends with the last character that was there. A
        span of nothing but what was put in (a missing space) gives the empty place where it is missing. Order
        is kept. O(layers x log edits).
        """
        _check(span, self.text)
        for layer in reversed(self.layers):
            span = layer.back(span)
        return span

    def to_mended(self, span: Span) -> Span:
        """Where the characters of a span of ``source`` stand in ``text``; empty where all of them were taken out.

        A span that cuts through characters which became one (``â€™``) holds the whole of it.
        """
        _check(span, self.source)
        for layer in self.layers:
            span = layer.forth(span)
        return span

    @property
    def counts(self) -> dict[str, int]:
        """Kind of damage → number of places mended, for those found."""
        found: dict[str, int] = {}
        for layer in self.layers:
            found[layer.kind] = found.get(layer.kind, 0) + len(layer.starts)
        return found


def mend(text: str) -> Mended:
    """A text with its damage mended (CASES 45), and the way back; the same object where it has none.

    Takes any string and never raises. Only characters named in :mod:`reportedly.text.damage` are taken out or
    replaced, and only spaces are put in; figures, names, addresses and well-formed paragraphs stay. Mending a
    mended text changes nothing. O(len(text)); 1 MB of news takes about 80 ms.
    """
    mended, layers = text, list[Layer]()
    for _ in range(MAX_ROUNDS):
        before = mended
        for kind, find in KINDS.items():
            if edits := find(mended):
                mended = _apply(edits, mended)
                layers.append(Layer.of(kind, edits))
        if mended == before:
            break
    return Mended(text, mended, tuple(layers))


def _apply(edits: Sequence[Edit], text: str) -> str:
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.put]
        done = edit.end
    return "".join([*pieces, text[done:]])


def _check(span: Span, text: str) -> None:
    if span.end > len(text):
        raise SpanError.expected("span", f"an end of at most {len(text)}", (span.start, span.end))
