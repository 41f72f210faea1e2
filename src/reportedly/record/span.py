"""Places in a text."""

from typing import NamedTuple

from reportedly.errors import SpanError


class _Bounds(NamedTuple):
    start: int
    end: int


class Span(_Bounds):
    """A half-open range ``[start, end)`` of Unicode code points of one text.

    A named tuple rather than a dataclass: it sorts, hashes and unpacks by place, and its JSON form is
    ``[start, end]`` as INTERFACE asks. Raises :class:`~reportedly.errors.SpanError` when it is no range.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> "Span":
        """A span from its bounds; raises ``SpanError`` unless ``0 <= start <= end``."""
        if not 0 <= start <= end:
            raise SpanError.expected("span", "0 <= start <= end", (start, end))
        return super().__new__(cls, start, end)

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters at this place; raises ``SpanError`` when the span leaves the text."""
        if self.end > len(text):
            raise SpanError.expected("span", f"an end of at most {len(text)}", (self.start, self.end))
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        """The same length, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


def hull(spans: "tuple[Span, ...] | list[Span]") -> Span:
    """The smallest span that holds all of ``spans`` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
