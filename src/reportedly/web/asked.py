"""What a request asks for, checked: numbers, words of closed lists, places. Anything else raises ``InputError``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from reportedly.errors import InputError
from reportedly.record import Span
from reportedly.web.addresses import here

PAGE_SIZE = 50
"""Rows of a list on one page: about three screens, and under 100 ms to render."""

LARGEST_PAGE = 500
"""Rows that may be asked for at once, so that one address cannot hold the server."""

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)

Query = Mapping[str, str]

W = TypeVar("W", bound=str)


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a list that is asked for."""

    limit: int
    offset: int


def number(query: Query, name: str, default: int, least: int, most: int) -> int:
    """A whole number in ``[least, most]``."""
    raw = query.get(name, str(default))
    if not _NUMBER.fullmatch(raw) or not least <= int(raw) <= most:
        raise InputError.expected(f"?{name}=", f"a whole number from {least} to {most}", raw)
    return int(raw)


def cut(query: Query) -> Cut:
    """``limit`` and ``offset``."""
    return Cut(number(query, "limit", PAGE_SIZE, 1, LARGEST_PAGE), number(query, "offset", 0, 0, 999_999_999))


def choice(query: Query, name: str, words: Mapping[W, str]) -> W:
    """One of the words of a closed list, the first where nothing is asked."""
    asked = query.get(name) or next(iter(words))
    for word in words:
        if word == asked:
            return word
    raise InputError.expected(f"?{name}=", f"one of {', '.join(words)}", asked)


def place(query: Query, length: int) -> Span | None:
    """``at=12-80``: a place in a text of ``length`` code points, or ``None`` where nothing is asked."""
    raw = query.get("at")
    if not raw:
        return None
    found = _PLACE.fullmatch(raw)
    if not found or not int(found[1]) <= int(found[2]) <= length:
        raise InputError.expected("?at=", f"a place as in 12-80 within a text of {length} characters", raw)
    return Span(int(found[1]), int(found[2]))


def places(raw: str, length: int, what: str) -> tuple[Span, ...]:
    """``12-80, 90-101``: places of at least one character in a text of ``length``; none where nothing is asked."""
    found = [_PLACE.fullmatch(part.strip()) for part in raw.split(",") if part.strip()]
    spans = [(int(one[1]), int(one[2])) for one in found if one]
    if len(spans) != len(found) or not all(start < end <= length for start, end in spans):
        raise InputError.expected(what, f"places as in 12-80, 90-101 within {length} characters", raw)
    return tuple(Span(*ends) for ends in sorted(set(spans)))


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one stands in a list: rows ``first`` to ``last`` of ``count``, and the addresses around."""

    first: int
    last: int
    count: int
    previous: str | None
    next: str | None


def paging(path: str, query: Query, shown: Cut, n: int, count: int) -> Paging:
    """The paging of a list of which ``n`` rows from ``shown.offset`` are on the page."""
    kept = {name: value for name, value in query.items() if name != "offset"}
    back, ahead = max(0, shown.offset - shown.limit), shown.offset + n
    return Paging(
        shown.offset + 1 if n else 0,
        ahead if n else 0,
        count,
        here(path, **kept, offset=back or None) if shown.offset else None,
        here(path, **kept, offset=ahead) if n and ahead < count else None,
    )
