"""What is said: the stretch of a unit that a cue opens, to its right or before it."""

from __future__ import annotations

from reportedly.read.cues import Cue
from reportedly.read.sources import DETERMINERS, JOINS, PRONOUNS
from reportedly.read.units import Unit

Tokens = tuple[int, int]
"""Half-open range of token places in a unit."""

ADDRESSEE_WINDOW = 9
"""Tokens between "told" and its "that" or quotation; 10 % of 297 in PolNeAR train are longer; set by hand."""

_DANGLING = frozenset("and but while or as well also then".split())
_SETTING = frozenset(
    "in on at during after before to via through by from when while as speaking late early this last earlier "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_AFTER_ADDRESSEE = frozenset("to he she they it about of how whether not".split())
_OPENERS = frozenset("that to not about how why what whether".split())
_OBJECT_PRONOUNS = frozenset("him her them us me you it".split())


def content_right(unit: Unit, cue: Cue, limit: int) -> Tokens | None:
    """The content after a cue, up to token ``limit``: after the addressee or setting, from "that", a quotation or a clause."""
    start = cue.stop
    if start >= limit:
        return None
    opening = _opening(unit, start, limit)
    takes_clause = cue.frame.pattern in ("tell", "clause", "quote") or unit.norm(start) in _SETTING
    if opening is not None and (takes_clause or unit.quoted[opening]):
        start = opening
    elif cue.frame.pattern == "tell":
        start = _after_addressee(unit, start, limit)
    while start < limit and unit.word(start) in (",", ":", "-", "–", "—") and not unit.quoted[start]:
        start += 1
    return trimmed(unit, start, limit)


def _opening(unit: Unit, start: int, limit: int) -> int | None:
    """Where "that", "to" after an addressee or a quotation opens the content, if it stands near enough."""
    for k in range(start, min(start + ADDRESSEE_WINDOW, limit)):
        if unit.norm(k) == "that" or (unit.quoted[k] and not unit.is_word(k)):
            return None if unit.norm(k) == "that" and unit.norm(k - 1) in ("and", "but", "or") else k
        if unit.norm(k) in (",", ";") and unit.norm(k + 1) not in ("that",):
            return k + 1 if k == start and unit.quoted[k + 1 : k + 2] == (True,) else None
        if unit.norm(k) in PRONOUNS and k > start:
            return None
    return None


def _after_addressee(unit: Unit, start: int, limit: int) -> int:
    """Where the content begins after "told X": "to …", a pronoun, or the next noun phrase ("told the council the road …")."""
    if unit.norm(start) in _OBJECT_PRONOUNS:
        return start + 1
    if unit.norm(start) in _OPENERS:
        return start
    for k in range(start + 1, min(limit, start + ADDRESSEE_WINDOW)):
        if unit.norm(k) in _AFTER_ADDRESSEE:
            return k
        if unit.norm(k) in DETERMINERS and unit.norm(k - 1) not in JOINS:
            return k
    return start


def content_left(unit: Unit, start: int, stop: int) -> Tokens | None:
    """The content before a cue's source (or an inverted cue): back to token ``start``, without the closing comma."""
    while stop > start and unit.norm(stop - 1) in (",", "-", "–", "—") and not unit.quoted[stop - 1]:
        stop -= 1
    while start < stop and (unit.norm(start) in ("and", "but", "yet", ",") and not unit.quoted[start]):
        start += 1
    return (start, stop) if stop > start else None


def is_setting(unit: Unit, start: int, limit: int) -> bool:
    """Whether what follows a cue is no content: nothing, a mark, or when and where it was said."""
    if start >= limit:
        return True
    if unit.norm(start) in (".", ",", ";", "!", "?", ")"):
        return True
    opens = any(
        unit.norm(k) in ("that", "whether") and not unit.quoted[k]
        for k in range(start, min(start + 16, limit))
    )
    return unit.norm(start) in _SETTING and not opens


def is_addressee(unit: Unit, start: int) -> bool:
    """Whether a bare addressee is all that follows "told": "…, she told reporters on Monday"; up to a comma or the end."""
    stop = start
    while stop < len(unit.tokens) and unit.is_word(stop):
        if unit.quoted[stop] or unit.norm(stop) in _OPENERS | (PRONOUNS - {"it"}):
            return False
        stop += 1
    return start < stop <= start + 2 * ADDRESSEE_WINDOW and unit.norm(stop) in ("", ".", ",")


def trimmed(unit: Unit, start: int, limit: int) -> Tokens | None:
    """A token range without the marks and dangling conjunctions at its edges; ``None`` when nothing is left."""
    while start < limit and not unit.quoted[start] and unit.word(start) in (",", ":", ";", "-", "–", "—"):
        start += 1
    stop = limit
    while (
        stop > start
        and not unit.quoted[stop - 1]
        and (unit.norm(stop - 1) in ".,;:-–—" or unit.norm(stop - 1) in _DANGLING)
    ):
        stop -= 1
    return (start, stop) if stop > start else None
