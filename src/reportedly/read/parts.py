"""An article laid out for reading: its text and its title, mended, each with the way back."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.record import Article, Span
from reportedly.record.vocabulary import Part
from reportedly.text import Mended, mend, quotations


@dataclass(frozen=True, slots=True)
class PartText:
    """One part of an article. Steps work on ``text`` (mended), whose outermost quotations are ``quoted``;
    ``to_source`` leads back to the characters as they came."""

    part: Part
    mended: Mended
    quoted: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The mended text of the part."""
        return self.mended.text

    def to_source(self, span: Span) -> Span:
        """The place of a span of the mended text in the text as it came."""
        return self.mended.to_source(span)


def prepare(article: Article) -> tuple[PartText, PartText]:
    """The text and the title of an article, mended; a title that stands in the text itself is read there only."""
    noted = article.candidates("title")
    apart = "" if noted and noted[0].where.startswith("text:") else article.title
    return _part("text", article.text), _part("title", apart)


def _part(part: Part, source: str) -> PartText:
    mended = mend(source)
    return PartText(part, mended, tuple(q.span for q in quotations(mended.text) if q.depth == 1))


def blanked(text: str, spans: list[Span]) -> str:
    """``text`` with spaces at ``spans``, so that every other place stays where it is."""
    pieces, last = [], 0
    for span in sorted(spans):
        if span.start >= last:
            pieces += [text[last : span.start], " " * span.length]
            last = span.end
    return "".join(pieces) + text[last:]
