"""Quotation marks of all styles: which characters are quoted, and where a quotation opens and closes.

The state is kept per paragraph. An opening mark that never closes runs to the end of its paragraph and is
marked ``closed=False``; where the next paragraph opens again, that is the news convention for one quotation over
several paragraphs (``continues=True``). Nothing is ever refused: other tools raise on an odd number of marks and
lose a quarter of all articles (METRICS § 1, "articles refused").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.record import Span
from reportedly.text.sentences import paragraphs

_CLOSERS = {
    "“": "”“",
    "”": "”",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "＂": "＂",
    '"': '"',
    "``": "''",
    "‘": "’‘",
    "'": "'",
}
"""Opening mark → marks that may close it. German „…“, reversed »…« and Swedish ”…” are in use beside English and French ones."""

_MARK = re.compile(r"``|''|[“”„‟«»‹›「」『』＂\"‘’']")
_SINGLE = frozenset("‘’'")
_SPACED = frozenset("«‹")
DEEPEST = 8
"""Marks that may be open at once: news nests three deep at most, and a bound keeps made-up texts linear."""

SINGLE_REACH = 2_000
"""Characters in which a single mark must find its close; longer stretches between two are apostrophes."""

_OPENS_AFTER = frozenset("([{-–—―/:;,…") | _SINGLE | frozenset('“„«"')


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch: ``span`` with its marks, ``inner`` without; ``depth`` 1 outermost."""

    span: Span
    inner: Span
    closed: bool
    continues: bool = False
    depth: int = 1


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a text, in order of its opening mark, nested ones included. Never raises; O(n)."""
    found: list[Quotation] = []
    for paragraph in paragraphs(text):
        inside = _in_paragraph(text, paragraph)
        if inside and inside[0].span.start == paragraph.start and _still_open(found):
            found[-1] = replace(found[-1], continues=True)
        found.extend(inside)
    return tuple(found)


def _still_open(found: list[Quotation]) -> bool:
    return bool(found) and not found[-1].closed and found[-1].depth == 1


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    open_marks: list[tuple[int, str]] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, place = match.group(), match.start()
        depth = _closing_depth(text, open_marks, mark, match)
        if depth is not None:
            start, opener = open_marks[depth]
            found.append(_quotation(start, len(opener), match.end(), len(mark), depth + 1))
            del open_marks[depth:]
        elif len(open_marks) < DEEPEST and _opens(text, mark, match, paragraph):
            open_marks.append((place, mark))
    end = len(text[: paragraph.end].rstrip())
    outer = next(((i, s, m) for i, (s, m) in enumerate(open_marks) if m not in _SINGLE), None)
    if outer is not None:
        index, start, mark = outer
        found.append(
            Quotation(Span(start, end), Span(min(start + len(mark), end), end), False, depth=index + 1)
        )
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


def _quotation(start: int, opener: int, end: int, closer: int, depth: int) -> Quotation:
    return Quotation(Span(start, end), Span(start + opener, end - closer), True, depth=depth)


def _closing_depth(
    text: str, open_marks: list[tuple[int, str]], mark: str, match: re.Match[str]
) -> int | None:
    """Index of the innermost open mark that this one closes, if it does."""
    for depth in range(len(open_marks) - 1, -1, -1):
        place, opener = open_marks[depth]
        if mark not in _CLOSERS[opener] or match.start() == place:
            continue
        if mark == opener and _looks_opening(text, match):
            continue
        if mark in _SINGLE and _is_apostrophe(text, match):
            return None
        return depth
    return None


def _opens(text: str, mark: str, match: re.Match[str], paragraph: Span) -> bool:
    if mark not in _CLOSERS:
        return False
    if not _looks_opening(text, match):
        return mark in _SPACED and _spaced_closes(text, match, paragraph)
    return mark not in _SINGLE or _single_closes(text, match, paragraph)


def _spaced_closes(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """French « Oui » stands off from its marks: it opens where a mark that stands off closes it in the paragraph."""
    after = re.compile(rf"\s\S[^«‹]*?\s[{_CLOSERS[match.group()]}]")
    return after.match(text, match.end(), paragraph.end) is not None


def _looks_opening(text: str, match: re.Match[str]) -> bool:
    """An opening mark stands after a space, a bracket or a dash, and before something that is no space and ends nothing."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return (before.isspace() or before in _OPENS_AFTER) and not (after.isspace() or after in ",;:!?)")


def _is_apostrophe(text: str, match: re.Match[str]) -> bool:
    after = text[match.end()] if match.end() < len(text) else " "
    return after.isalnum()


def _single_closes(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """A single mark opens only where a later one in its paragraph closes: apostrophes must not swallow text."""
    closers = _CLOSERS[match.group()]
    for later in _MARK.finditer(text, match.end(), min(paragraph.end, match.end() + SINGLE_REACH)):
        if later.group() in closers and not _is_apostrophe(text, later):
            return match.group() != "'" or not _plural_possessive(text, later)
    return False


def _plural_possessive(text: str, match: re.Match[str]) -> bool:
    """In "the ministers' talks" an s, a mark, a space and a small letter: rather a possessive than a close."""
    return bool(re.match(r"[sS]' [a-z]", text[match.start() - 1 : match.end() + 2]))
