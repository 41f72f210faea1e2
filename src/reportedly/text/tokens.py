"""Words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

COMBINING = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that stand over or under the letter before them, as the inside of a character class: a decomposed "é" is two
code points, and Python's ``\\w`` knows the first only."""

LETTERS = rf"(?:[^\W_][{COMBINING}]*)+"
"""A run of letters and digits with their combining marks, as a pattern."""

_WORD = re.compile(r"[^\W_]+")
_READING_TOKEN = re.compile(rf"{LETTERS}(?:['’.\-‑&]{LETTERS})*['’]?(?=\W|$)|{LETTERS}|[^\w\s]|_", re.UNICODE)


class Token(NamedTuple):
    """A run of letters and digits at ``[start, end)``; ``norm`` is its case-folded form."""

    start: int
    end: int
    norm: str


def tokenize(text: str) -> list[Token]:
    """The runs of letters and digits of a text, in order (the token of METRICS § 1).

    Quotation marks, dashes, hyphens, apostrophes and spaces of all kinds separate, so that "re-typed" copies
    keep their tokens.
    """
    return [Token(m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(text)]


def reading_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words with their inner hyphens, apostrophes and dots kept ("ex-minister", "U.S", "don’t"), and each mark alone."""
    stop = len(text) if end is None else end
    return [
        Token(m.start(), m.end(), m.group().casefold()) for m in _READING_TOKEN.finditer(text, start, stop)
    ]
