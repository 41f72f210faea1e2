"""When an undated article can have been published: not before the latest day it tells of as past. A bound, never a date."""

from __future__ import annotations

from datetime import date

from reportedly.read.dates.anchors import Anchors
from reportedly.read.dates.setting import Setting
from reportedly.read.dates.tagger import Dated
from reportedly.read.dates.words import words_of
from reportedly.read.places import Taken
from reportedly.record import Span


def publication_bound(text: str, dates: list[Dated]) -> tuple[Span, date] | None:
    """The date that the article tells of latest, and the first day on which it can have been written; ``None`` where no
    date of a clause that looks back has a place in time.

    Of a month or a year the first day counts: the article may have been written within it. Dates inside a clause that
    looks ahead ("will open in May 2031") bound nothing.
    """
    setting = Setting(words_of(text), Anchors(), Taken(()))
    past = [(d.value.earliest, d.span) for d in dates if d.value.earliest and not setting.ahead(d.span)]
    if not past:
        return None
    latest, place = max(past, key=lambda p: (p[0], -p[1].start))
    return place, latest
