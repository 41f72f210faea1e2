"""Lines for a terminal: widths in cells, wrapping, colour, and characters that must not act.

``textwrap`` counts code points; a terminal counts cells, where a combining mark takes none and a wide character
two. Characters of control, and those that turn the direction of a line, are shown by their code instead of sent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

STYLES = {"bold": "1", "dim": "2", "italic": "3", "yellow": "33", "cyan": "36"}
"""ANSI codes (ECMA-48 SGR) by the name used here."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def harmless(text: str) -> str:
    """The text on one line, with control and direction characters shown as ``<U+001B>``; blanks become one space."""
    return " ".join("".join(_shown(c) for c in text).split())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    acting = unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING
    return f"<U+{ord(character):04X}>" if acting else character


def cells(text: str) -> int:
    """How many terminal cells a text without control characters takes."""
    return sum(_cells_of(c) for c in text)


def _cells_of(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The words of ``text`` in lines of at most ``width`` cells, each after its indent.

    A word longer than the line stands alone and runs over: it is never cut, so that it can be copied whole.
    """
    line, room = first, width - cells(first)
    indent = first if rest is None else rest
    fresh = True
    for token in harmless(text).split():
        if not fresh and cells(token) + 1 > room:
            yield line
            line, room, fresh = indent, width - cells(indent), True
        line, room = (
            (line + token, room - cells(token)) if fresh else (f"{line} {token}", room - cells(token) - 1)
        )
        fresh = False
    yield line


def paint(text: str, style: str, color: bool) -> str:
    """The text in a style, or as it is where colour is off or there is nothing to paint."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if color and text else text
