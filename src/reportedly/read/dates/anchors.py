"""What dates are reckoned from: the day of publication, the dateline, the day of speaking, an earlier date in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reportedly.read.dates.words import MONTHS
from reportedly.record import Credit
from reportedly.record.vocabulary import Anchor

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WRITTEN = re.compile(r"(?:(\d{1,2})\w*\s+)?([^\W\d_]{3,9})\.?(?:\s+(\d{1,2})(?!\d)\w*)?(?:,?\s+(\d{4}))?")

LATER_THAN_PUBLISHED = 7
"""Days by which a dateline may lie after the noted publication (time zones, early editions) before its year is taken to be the one before."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days an article is dated with; ``None`` where it is not."""

    published: date | None = None
    dateline: date | None = None

    @property
    def day(self) -> date | None:
        """The day that "today" means in the outlet's own voice: the dateline's, else that of publication."""
        return self.dateline or self.published

    @property
    def kind(self) -> Anchor:
        """Which of the two that is: the dateline where it says another day than the metadata, or stands alone."""
        if self.dateline and self.dateline != self.published:
            return "dateline"
        return "published" if self.published else "none"


def anchors_of(published: str | None, credits: list[Credit]) -> Anchors:
    """The anchors that metadata and datelines give; a value that is no day gives none."""
    noted = iso_day(published or "")
    lines = (_written(c.date, noted) for c in credits if c.kind == "dateline" and c.date)
    return Anchors(noted, next((d for d in lines if d), None))


def iso_day(value: str) -> date | None:
    """The day at the head of an ISO 8601 date or date-time, or ``None``."""
    if not _DAY.match(value):
        return None
    return made(int(value[:4]), int(value[5:7]), int(value[8:10]))


def made(year: int, month: int, day: int) -> date | None:
    """The day with these numbers, or ``None`` where there is none (31 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(words: str, published: date | None) -> date | None:
    """A dateline's day; where it names no year, that of publication or the one before."""
    found = _WRITTEN.fullmatch(words.strip(" .,"))
    number = MONTHS.get(found[2].casefold()) if found else None
    if found is None or number is None or not (found[1] or found[3]):
        return None
    day = int(found[1] or found[3])
    if found[4]:
        return made(int(found[4]), number, day)
    if published is None:
        return None
    here = made(published.year, number, day)
    if here and (here - published).days > LATER_THAN_PUBLISHED:
        return made(published.year - 1, number, day)
    return here
