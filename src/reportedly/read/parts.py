"""An article laid out for reading: its text and its title, mended, each with the way back."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.record import Article, Span
from reportedly.record.vocabulary import Part
from reportedly.text import Mended, mend


@dataclass(frozen=True, slots=True)
class PartText:
    """One part of an article. Steps work on ``text`` (mended); ``to_source`` leads back to the characters as they came."""

    part: Part
    mended: Mended

    @property
    def text(self) -> str:
        """The mended text of the part."""
        return self.mended.text

    def to_source(self, span: Span) -> Span:
        """The place of a span of the mended text in the text as it came."""
        return self.mended.to_source(span)


def prepare(article: Article) -> tuple[PartText, PartText]:
    """The text and the title of an article, mended."""
    return PartText("text", mend(article.text)), PartText("title", mend(article.title))


def blanked(text: str, spans: list[Span]) -> str:
    """``text`` with spaces at ``spans``, so that every other place stays where it is."""
    pieces, last = [], 0
    for span in sorted(spans):
        if span.start >= last:
            pieces += [text[last : span.start], " " * span.length]
            last = span.end
    return "".join(pieces) + text[last:]
