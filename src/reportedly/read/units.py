"""The stretches in which reported speech is looked for: sentences, joined where a quotation spans them."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reportedly.record import Span
from reportedly.text import Quotation, Token, paragraphs, quotations, reading_tokens, sentences


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or several that one quotation holds together.

    ``tokens`` are words and marks with places in the whole text, ``quoted`` says for each whether it stands
    inside quotation marks, ``quotes`` are the outermost quotations of the unit, ``paragraph`` its number.
    """

    text: str
    span: Span
    paragraph: int
    tokens: tuple[Token, ...]
    quoted: tuple[bool, ...]
    quotes: tuple[Quotation, ...]

    def norm(self, index: int) -> str:
        """The token's case-folded form; empty outside the unit."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def word(self, index: int) -> str:
        """The token as written; empty outside the unit."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def is_word(self, index: int) -> bool:
        """Whether there is a word (no mark) at this place."""
        return self.word(index)[:1].isalnum()

    def capital(self, index: int) -> bool:
        """Whether the word there begins with a capital letter."""
        return self.word(index)[:1].isupper()

    def between(self, first: int, stop: int) -> Span:
        """The span of tokens ``[first, stop)``; at least one token."""
        return Span(self.tokens[first].start, self.tokens[stop - 1].end)

    @property
    def all_quoted(self) -> bool:
        """Whether every word stands inside quotation marks."""
        words = [q for q, t in zip(self.quoted, self.tokens, strict=True) if self.text[t.start].isalnum()]
        return bool(words) and all(words)


@functools.lru_cache(maxsize=4)
def units(text: str) -> tuple[Unit, ...]:
    """The units of a text in order; kept for the last texts, since several steps walk them.

    A quotation left open holds to the end of its sentence only: its bound is a guess.
    """
    outer = [_bounded(text, q) for q in quotations(text) if q.depth == 1]
    found: list[Unit] = []
    for number, paragraph in enumerate(paragraphs(text)):
        first = bisect_left(outer, paragraph.start, key=lambda q: q.span.start)
        inside = outer[first : bisect_left(outer, paragraph.end, key=lambda q: q.span.start)]
        for span in _joined(text, paragraph, inside):
            found.extend(_unit(text, piece, number, inside) for piece in _pieces(text, span))
    return tuple(found)


LONGEST_UNIT = 400
"""Words and marks that are read as one unit (the longest of 10,376 in the first 300 articles of PolNeAR train has 329). What is longer is no sentence but a table or
a made-up text; cut up, it costs linear time."""


def _pieces(text: str, span: Span) -> list[Span]:
    """The unit, or its pieces where it is longer than any sentence."""
    if span.length <= LONGEST_UNIT:
        return [span]
    tokens = reading_tokens(text, *span)
    heads = range(0, len(tokens), LONGEST_UNIT)
    return [Span(tokens[k].start, tokens[min(k + LONGEST_UNIT, len(tokens)) - 1].end) for k in heads]


_TAIL = re.compile(
    r",\s(?=(?:the\s)?(?:\w+[\s.]+){1,5}?(?:said|says|told|added|wrote|stressed|noted|warned|asked)\b)|"
    r",\s(?=(?:said|says|added|wrote|warned|asked)\s)"
)


def _bounded(text: str, quotation: Quotation) -> Quotation:
    """A quotation left open ends with its first sentence, or before the ", she said" in it."""
    if quotation.closed or quotation.continues or not quotation.inner.length:
        return quotation
    first = sentences(text, quotation.inner)
    end = first[0].end if first else quotation.span.end
    tails = list(_TAIL.finditer(text, quotation.inner.start, end))
    end = tails[-1].start() + 1 if tails else end
    return Quotation(Span(quotation.span.start, end), Span(quotation.inner.start, end), False)


def _joined(text: str, paragraph: Span, quotes: list[Quotation]) -> list[Span]:
    joined: list[Span] = []
    for sentence in sentences(text, paragraph):
        cut = joined and any(q.span.start < joined[-1].end < q.span.end for q in quotes)
        if cut or (joined and _quote_tail(text, joined[-1], sentence, quotes)):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _quote_tail(text: str, before: Span, sentence: Span, quotes: list[Quotation]) -> bool:
    """A sentence that a closed quotation ends with "?" or "!" goes on in small letters or with its cue: “Why?” he asked."""
    ended = any(q.span.end == before.end for q in quotes)
    head = text[sentence.start : sentence.start + 40].split()
    return (
        ended
        and bool(head)
        and text[before.end - 2] in "?!,"
        and head[0][:1] not in "“\"«‘'"
        and len(text[sentence.start : sentence.end].split()) <= 6
    )


def _unit(text: str, span: Span, paragraph: int, quotes: list[Quotation]) -> Unit:
    tokens = tuple(reading_tokens(text, span.start, span.end))
    inside = sorted((q for q in quotes if q.span.overlaps(span)), key=lambda q: q.span)
    starts = [q.span.start for q in inside]
    quoted = tuple(_within(t, inside, starts) for t in tokens)
    return Unit(text, span, paragraph, tokens, quoted, tuple(inside))


def _within(token: Token, quotes: list[Quotation], starts: list[int]) -> bool:
    at = bisect_right(starts, token.start) - 1
    return at >= 0 and token.end <= quotes[at].span.end
