"""One match of a shape in its setting, and what a rule answers.

No rule gives a day that nothing anchors: without a year ``XXXX-05-12``, without a day of writing ``XXXX-XX-XX``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reportedly.read.dates import values
from reportedly.read.dates.anchors import made
from reportedly.read.dates.setting import Setting
from reportedly.read.dates.values import Value
from reportedly.read.dates.words import Words
from reportedly.read.numbers import in_words
from reportedly.record import Span
from reportedly.record.vocabulary import Anchor


class Answer(NamedTuple):
    """What a date stands for and what it was reckoned from."""

    value: Value
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class At:
    """One match of a shape in its setting."""

    words: Words
    match: re.Match[str]
    setting: Setting

    @property
    def span(self) -> Span:
        """The characters of the match."""
        return self.words.span(self.match.start(), self.match.end())

    @property
    def past_end(self) -> int:
        """Index of the first token after the match."""
        return self.match.end()

    def has(self, group: str) -> bool:
        """Whether a group of the shape is there."""
        return self.match.groupdict().get(group) is not None

    def value(self, group: str) -> int:
        """The number of a group's first token."""
        return self.words.words[self.match.start(group)].value

    def norm(self, group: str) -> str:
        """The case-folded words of a group, joined by single spaces; empty where it is not there."""
        if not self.has(group):
            return ""
        return " ".join(w.norm for w in self.words.words[self.match.start(group) : self.match.end(group)])

    def amount(self) -> float | None:
        """The number of units; ``None`` where it is not told ("a few")."""
        words = self.norm("n").split()
        if "couple" in words:
            return 2.0
        if any(w in ("few", "several", "some", "recent", "many", "the") for w in words):
            return None
        return (in_words([w for w in words if w != "half"]) or 0) + 0.5 * ("half" in words)

    def now(self) -> tuple[date | None, Anchor]:
        """The day that "today" means here, and what tells it."""
        return self.setting.now(self.span)

    def step(self) -> int:
        """-1, 0 or 1 for last, this (or none of them) and next."""
        word = self.norm("dir")
        return -1 if word in BACK else 0 if word in ("this", "current", "that", "") else 1


BACK = frozenset(["last", "past", "previous", "preceding"])


FROM_TEXT = frozenset(["following", "previous", "preceding"])


WHICH = {"beginning": "early", "start": "early", "end": "late", "middle": "mid", "later": "late"}
"""Nouns for the parts of a period → the adjective."""


def written(value: Value) -> Answer:
    """The answer that the words themselves give."""
    return Answer(value, "text")


def day_of(year: int, month: int, day: int) -> Answer | None:
    """The answer for a written day, or ``None`` where the calendar has no such day."""
    of = made(year, month, day)
    return written(values.day(of)) if of else None


def which_part(at: At) -> str:
    """``early``, ``mid`` or ``late`` where the match says so; empty where it says no part."""
    word = at.norm("e") or at.norm("e2")
    return WHICH.get(word, word)


def parted(at: At, answer: Answer | None) -> Answer | None:
    """The answer narrowed to the part that the match names."""
    which = which_part(at)
    if answer is None or which not in ("early", "mid", "late"):
        return None if which == "turn" else answer
    return Answer(values.part_of(answer.value, which), answer.anchor)
