"""Paragraphs and sentences of a (mended) text.

Rules of our own, since the spans must be exact, the text is news, and the usual splitters neither keep offsets
nor know datelines, initials and quotation marks of all styles.
"""

from __future__ import annotations

import re

from reportedly.record import Span

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_CLOSING = re.escape("\"'”’»›)]」』")
_BOUNDARY = re.compile(rf"[.!?…]+[{_CLOSING}]*(?=\s)|[。！？][{_CLOSING}]*")
_STARTS = re.compile(
    r"\s+[\"'“‘„«‹(\[「『\-–—―•*]*\s?[\"'“‘„«‹]?[A-Z0-9À-ÖØ-ÞĀ-ž\u0370-\u03ff\u0400-\u04ff\u0530-\u058f\u05d0-\u07ff\u4e00-\u9fff@#]"
)

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col maj capt sgt cpl adm cmdr brig hon rev fr st sr jr messrs mme "
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos vs v inc ltd co corp dept univ est fig vol art al "
    "mt ft approx amb pres sec supt atty u.s u.k u.n e.g i.e a.m p.m d.c ph.d".split()
)
"""Words that end in a full stop without ending a sentence: titles, months, ranks and measures of news English."""

_MAY_END = frozenset("u.s u.k u.n a.m p.m d.c inc ltd co corp jr sr".split())
_LAST_WORD = re.compile(r"([^\W_](?:[^\W_]|\.(?=[^\W_]))*)\.$")


def paragraphs(text: str) -> list[Span]:
    """The non-blank lines of a text, without the white space at their edges."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        body = match.group()
        left = len(body) - len(body.lstrip())
        if body.strip():
            found.append(Span(match.start() + left, match.start() + len(body.rstrip())))
    return found


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of a text, or of one stretch of it; they never cross a paragraph, and leave white space out."""
    found: list[Span] = []
    for paragraph in paragraphs(text) if within is None else [within]:
        start = paragraph.start
        for match in _BOUNDARY.finditer(text, paragraph.start, paragraph.end):
            if _ends_sentence(text, match, paragraph.end):
                found.append(Span(start, match.end()))
                start = _SPACE.match(text, match.end(), paragraph.end).end()  # type: ignore[union-attr]
        if start < paragraph.end:
            found.append(Span(start, paragraph.end))
    return found


_SPACE = re.compile(r"\s*")


def _ends_sentence(text: str, match: re.Match[str], limit: int) -> bool:
    if match.group()[0] in "。！？":
        return match.end() < limit
    if not _STARTS.match(text, match.end(), limit):
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start() + 1)
    if word is None:
        return True
    last = word.group(1).casefold()
    if last in _MAY_END and len(match.group()) == 1:
        return bool(
            re.match(
                r"\s+(?:The|A|In|On|He|She|It|They|But|And|This|That|At|Under)\b", text[match.end() : limit]
            )
        )
    return not (last in ABBREVIATIONS or (len(last) == 1 and word.group(1).isupper()))
