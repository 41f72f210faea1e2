"""Words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_READING_TOKEN = re.compile(r"[^\W_]+(?:['’.\-‑&][^\W_]+)*['’]?(?=\W|$)|[^\W_]+|[^\w\s]|_", re.UNICODE)


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
