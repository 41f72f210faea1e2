"""The words of one article as comparing sees them: numbers to compare, places to point at, a voice for each."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from reportedly.compare import kernel
from reportedly.record import Article, Reading, Span
from reportedly.text import Quotation, quotations
from reportedly.text.mending import Mended, mend

OWN, QUOTED, FURNITURE = 0, 1, 2
"""Voices of a word: the outlet's own, inside quotation marks, page furniture or credit line."""

CREDIT_LINES = frozenset({"dateline", "byline", "wire", "reporting_by", "copyright"})
"""Kinds of credit whose words are furniture. A self-credit or a source link stands in a sentence: its words count."""

_ANY_MARK = re.compile(r"[“”„‟«»\"]|''|``")

_POSTED = re.compile(r"[-–—]\s*[^\n()]{1,80}\(@\w{1,30}\)\s+\w{3,9}\.? \d{1,2}, \d{4}")
"""The signature of an embedded post ("— Name (@handle) May 3, 2025"): its line is somebody's words without marks."""

_GLUED = re.compile(
    r"\b([A-Z][\w'’-]+)\b(?:[ (.\")]+[\w'’-]+){0,5}?[ (.\")]+\1(?=[A-Z\d])[^\n]{0,700}?\bMORE\b"
)
"""A profile box that a page prints inside a sentence: the name again, glued to a list of headlines, "MORE" (CASES 47).
It changes by the hour, so it need not stand in many articles of a case to be furniture."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one article: ``ids[k]`` stands for the k-th word, ``voices[k]`` says whose it is.

    Equal ids mean equal case-folded words, in every article and every run. ``place`` leads back to the text as
    it came.
    """

    article: str
    ids: array[int]
    voices: bytes
    starts: array[int]
    ends: array[int]
    mended: Mended

    def place(self, first: int, last: int) -> Span:
        """The span, in the text as it came, from word ``first`` up to and including word ``last``."""
        return self.mended.to_source(Span(self.starts[first], self.ends[last]))

    @property
    def own(self) -> int:
        """How many words the outlet says in its own voice."""
        return self.voices.count(OWN)


def words_of(article: Article, reading: Reading | None = None) -> Words:
    """The words of an article's mended text, with their voices; O(n), under 1 ms for 1,000 words."""
    mended = mend(article.text)
    ids, starts, ends = (
        array(code, column) for code, column in zip("QII", kernel.words(mended.text), strict=True)
    )
    voices = bytearray(len(ids))
    _speak(voices, starts, ends, _quoted(mended.text), QUOTED)
    _speak(voices, starts, ends, _credit_lines(mended, reading), FURNITURE)
    _speak(voices, starts, ends, _profile_boxes(mended.text), FURNITURE)
    return Words(article.id, ids, bytes(voices), starts, ends, mended)


def _quoted(text: str) -> list[Span]:
    posts = [Span(text.rfind("\n", 0, m.start()) + 1, m.end()) for m in _POSTED.finditer(text)]
    return sorted([_trusted(text, quotation) for quotation in quotations(text)] + posts)


def _trusted(text: str, quotation: Quotation) -> Span:
    """Of a quotation that nobody closes, the part up to the next mark of any style.

    Outlets mix styles; a stray mark must not turn the rest of a long paragraph into speech (CASES 45), which
    would hide the copying in it.
    """
    if quotation.closed or quotation.continues:
        return quotation.span
    mark = _ANY_MARK.search(text, quotation.inner.start, quotation.span.end)
    return Span(quotation.span.start, mark.end()) if mark else quotation.span


def _profile_boxes(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _GLUED.finditer(text)] if "MORE" in text else []


def _credit_lines(mended: Mended, reading: Reading | None) -> list[Span]:
    credits = reading.credits if reading else ()
    return sorted(mended.to_mended(c.span) for c in credits if c.kind in CREDIT_LINES)


def _speak(
    voices: bytearray, starts: array[int], ends: array[int], spans: Iterable[Span], voice: int
) -> None:
    """Give the words that lie inside ``spans`` a voice."""
    given = list(spans)
    first = np.searchsorted(np.frombuffer(starts, np.uint32), [span.start for span in given])
    last = np.searchsorted(np.frombuffer(ends, np.uint32), [span.end for span in given], side="right")
    for start, end in zip(first.tolist(), last.tolist(), strict=True):
        voices[start:end] = bytes([voice]) * (end - start)
