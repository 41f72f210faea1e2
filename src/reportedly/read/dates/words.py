"""The words of a text as classes, one character each, so that the shapes of dates are patterns over a short string.

``In late May 1992, two days later`` becomes ``ieMY,nuf``: :mod:`~reportedly.read.dates.shapes` reads that.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reportedly.read.dates.values import SEASONS
from reportedly.read.numbers import CARDINALS, ORDINALS
from reportedly.record import Span

_MONTHS = "january february march april may june july august september october november december".split()
MONTHS: dict[str, int] = (
    {name: n for n, name in enumerate(_MONTHS, 1)}
    | {name[:3]: n for n, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
"""Names of months and their short forms → number."""

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: dict[str, int] = (
    {name: n for n, name in enumerate(_WEEKDAYS)}
    | {name[:3]: n for n, name in enumerate(_WEEKDAYS)}
    | {"tues": 1, "thur": 3, "thurs": 3}
)
"""Names of weekdays and their short forms → days after Monday."""

DEICTIC = {"today": 0, "tonight": 0, "overnight": 0, "yesterday": -1, "tomorrow": 1}
"""Words that point from the day of writing or speaking → days from it; "overnight" may begin the day before."""

DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

HOLIDAYS: dict[str, tuple[int, int]] = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "armistice day": (11, 11),
}
"""Days with a name and a fixed place in the year."""

NAMED_TIMES = (
    (date(2001, 9, 11), date(2001, 9, 11)),
    (date(1914, 7, 28), date(1918, 11, 11)),
    (date(1939, 9, 1), date(1945, 9, 2)),
)
"""Times known by a name that no party disputes: 9/11, the first and the second world war."""

UNITS = "day week fortnight month quarter year decade century".split()
_PLURALS = {"centuries": "century"} | {u + "s": u for u in UNITS if u != "century"}
UNIT = {u: u for u in UNITS} | _PLURALS
"""Units of the calendar, singular and plural → singular."""

FEW = {"few", "several", "couple", "some", "recent", "many"}
"""Words for a number that is not told."""

_FEASTS = frozenset(HOLIDAYS) | {"new year's", "valentine's"}

_CLASSES: dict[str, str] = {
    word: cls
    for cls, words in {
        "L": "last past previous preceding",
        "X": "next coming following upcoming",
        "H": "this current",
        "s": "same",
        "h": "that",
        "G": "ago back",
        "g": "earlier before previously prior",
        "f": "later after afterwards",
        "e": "early late mid",
        "B": "beginning start end middle turn",
        "P": "morning afternoon evening night noon midnight weekend",
        "o": "of in",
        "d": "the a an",
        "r": "to until till through",
        "b": "between",
        "F": "from",
        "&": "and or",
        "k": "since",
        "A": "anniversary",
        "E": "ad ce bc bce",
        "Q": "half",
        "j": "hours hour",
        "p": "on over during within throughout",
        "K": "eve",
        "c": "time",
        "!": "now",
        "v": "every each",
        "@": "her his their your my",
    }.items()
    for word in words.split()
}
_CLASSES |= dict.fromkeys(DEICTIC, "t") | dict.fromkeys(FEW, "q") | dict.fromkeys(UNIT, "u")
_CLASSES |= dict.fromkeys(CARDINALS, "n") | dict.fromkeys(ORDINALS, "O")
_CLASSES |= dict.fromkeys(SEASONS, "S") | dict.fromkeys(DECADES, "z") | {"century": "C", "centuries": "C"}

_TOKEN = re.compile(
    r"\n|\b(?:world war (?:ii|i|two|one|2|1)|(?:first|second) world war|wwii|wwi|ww2|ww1|9/11)\b|\d{4}-\d\d-\d\d(?![\d-])|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|['’]?\d0['’]?s\b|\d+(?:,\d{3}(?!\d)|[.:]\d+)*(?:st|nd|rd|th|s|['’]s)?"
    r"|new year['’]s|valentine['’]s|[^\W\d_]+|[^\w\s]",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<day>9/11)|(?:world war |ww)(?:(?P<two>ii|two|2)|i|one|1)|(?:first|(?P<second>second)) world war",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3}0)['’]?s|['’]?(\d0)['’]?s", re.IGNORECASE)
LONGEST_SHORT = 4
"""Letters of the longest short form of a month ("sept")."""

LONGEST_NUMBER = 9
"""Digits of a number that may count units of time; longer ones are codes."""

_WORDY = frozenset("may march mar jan jun sun sat mon wed dec".split())
"""Names that are also words or names of people: months and days only with company (class ``m`` or ``w``)."""

_PERSONS = frozenset("april june august".split())
"""Months that people and places are named after."""


class Word(NamedTuple):
    """One token at ``[start, end)``; ``norm`` is its case-folded form and ``value`` the number in it."""

    start: int
    end: int
    norm: str
    value: int


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text and their classes, one character for each token."""

    text: str
    words: tuple[Word, ...]
    classes: str

    def span(self, first: int, stop: int) -> Span:
        """The place of tokens ``[first, stop)``."""
        return Span(self.words[first].start, self.words[stop - 1].end)

    def norm(self, index: int) -> str:
        """The case-folded token; empty outside the text."""
        return self.words[index].norm if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return 0 <= index < len(self.words) and self.text[self.words[index].start].isupper()


@functools.lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """The tokens of a text with their classes; linear, and kept for the last texts, since two steps walk them."""
    words, classes = [], []
    for match in _TOKEN.finditer(text):
        written = match.group()
        cls, value = _classified(written)
        words.append(Word(match.start(), match.end(), written.casefold(), value))
        classes.append(cls)
    return Words(text, tuple(words), "".join(classes))


def _classified(written: str) -> tuple[str, int]:
    if named := _NAMED.fullmatch(written):
        return "V", 0 if named["day"] else 2 if named["two"] or named["second"] else 1
    if written[0].isdecimal() or (written[0] in "'’" and len(written) > 1):
        return _numeric(written)
    norm = written.casefold()
    full = len(norm) > LONGEST_SHORT + 1 or written[0].isupper()
    if norm in MONTHS and (full or len(norm) > 3 or norm == "may"):
        return _month(written, norm)
    if norm in WEEKDAYS and full:
        return ("W" if len(norm) > LONGEST_SHORT + 1 else "w"), WEEKDAYS[norm]
    cls = "J" if norm.replace("’", "'") in _FEASTS else _CLASSES.get(norm) or _mark(written)
    return cls, ORDINALS.get(norm, DECADES.get(norm, DEICTIC.get(norm, 0)))


def _mark(written: str) -> str:
    if written == "\n":
        return "¶"
    if written in "-‐‑–—−":
        return "-"
    if written in "'’":
        return "'"
    return written if written in ".,()/;:" else "x"


def _month(written: str, norm: str) -> tuple[str, int]:
    """``M``, or ``m`` for what may be a verb or a name; "may" and "march" in small letters are no months."""
    if norm in ("may", "march") and written.islower():
        return "x", 0
    return ("m" if norm in _WORDY or norm in _PERSONS else "M"), MONTHS[norm]


def _numeric(written: str) -> tuple[str, int]:
    if found := _ORDINAL.fullmatch(written):
        return ("O", int(found[1])) if int(found[1]) >= 1 else ("x", 0)
    if found := _DECADE.fullmatch(written):
        return "Z", int(found[1] or found[2])
    if written.count("-") == 2 or re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{4}", written):
        return "I", 0
    if not written.isdecimal() or len(written) > LONGEST_NUMBER:
        return ("N" if written[-1].isdecimal() and ":" not in written else "x"), 0
    return _whole(written, int(written))


def _whole(written: str, number: int) -> tuple[str, int]:
    """``Y`` for what may be a year, ``D`` for what may be a day of a month, else ``N``."""
    if len(written) == 4 and 1000 <= number <= 2199:
        return "Y", number
    return ("D" if len(written) <= 2 and 1 <= number <= 31 else "N"), number
