"""Places counted in code points, as everywhere here, and in UTF-16 units, as browsers count them.

Characters outside the basic plane (emoji, rare scripts) take two units. For the browser's edge only.
"""

import re
from collections.abc import Iterable

from reportedly.errors import SpanError

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def to_utf16(text: str, offsets: Iterable[int]) -> list[int]:
    """Offsets in code points → in UTF-16 units, in the order given; raises ``SpanError`` for one outside the text.

    O(len(text) + k log k) for k offsets, whatever their order.
    """
    given = list(offsets)
    _check(given, len(text))
    astral = [m.start() for m in _ASTRAL.finditer(text)]
    return _counted(given, astral, 1)


def from_utf16(text: str, offsets: Iterable[int]) -> list[int]:
    """Offsets in UTF-16 units → in code points, in the order given; raises ``SpanError`` for one outside the text.

    An offset between the two halves of a character becomes the place before it. Same cost.
    """
    given = list(offsets)
    astral = [m.start() + i for i, m in enumerate(_ASTRAL.finditer(text))]
    _check(given, len(text) + len(astral))
    return _counted(given, astral, -1)


def _check(offsets: list[int], limit: int) -> None:
    for offset in offsets:
        if not 0 <= offset <= limit:
            raise SpanError.expected("offset", f"0 to {limit}", offset)


def _counted(offsets: list[int], marks: list[int], step: int) -> list[int]:
    """Each offset moved by ``step`` for every mark before it: one walk over both in order."""
    moved = list(offsets)
    passed = 0
    for index in sorted(range(len(offsets)), key=offsets.__getitem__):
        while passed < len(marks) and marks[passed] < offsets[index]:
            passed += 1
        moved[index] += step * passed
    return moved
