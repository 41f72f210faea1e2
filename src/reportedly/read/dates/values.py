"""What a date can stand for: a day, a month, a season, a year … as EDTF (ISO 8601-2) with its first and last day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.errors import InputError

LAST_YEAR = 9998
"""The last year that is reckoned with (``datetime.date`` ends a year later); what leads beyond stays unresolved."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF's codes. Their days are those of the northern half of the world; the code itself leaves the half open."""


@dataclass(frozen=True, slots=True)
class Value:
    """``edtf`` with the first and last day it may mean; either is ``None`` where it is open or unknown."""

    edtf: str
    earliest: date | None = None
    latest: date | None = None

    def approximately(self) -> Value:
        """The same with EDTF's mark of an approximation at each of its ends."""
        return self._marked("~")

    def uncertain(self) -> Value:
        """The same with EDTF's mark of uncertainty at each of its ends."""
        return self._marked("?")

    def _marked(self, mark: str) -> Value:
        ends = [e if e in ("", "..") or e[-1] in "~?%" else e + mark for e in self.edtf.split("/")]
        return replace(self, edtf="/".join(ends))

    @property
    def exact_day(self) -> bool:
        """Whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def known(self) -> bool:
        """Whether it has a place in time at all."""
        return self.earliest is not None or self.latest is not None


UNKNOWN_DAY = Value("XXXX-XX-XX")
UNKNOWN_MONTH = Value("XXXX-XX")
UNKNOWN_YEAR = Value("XXXX")


def day(of: date) -> Value:
    """One day."""
    return Value(of.isoformat(), of, of)


def month(year: int, number: int) -> Value:
    """One month."""
    last = monthrange(year, number)[1]
    return Value(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, last))


def year(number: int) -> Value:
    """One year."""
    return Value(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int, edtf: str | None = None) -> Value:
    """Some years on end; the written form is ``edtf`` where one is given (``198X``)."""
    return Value(edtf or f"{first:04}/{last:04}", date(first, 1, 1), date(last, 12, 31))


def decade(first: int) -> Value:
    """Ten years from ``first``."""
    return years(first, first + 9, f"{first // 10:03}X")


def century(first: int) -> Value:
    """A hundred years as people count them: the 19th century and the 1800s are both 1800 to 1899."""
    return years(max(first, 1), first + 99, f"{first // 100:02}XX")


def season(of_year: int, name: str) -> Value:
    """A season; a winter begins in ``of_year`` and ends in the next."""
    code = SEASONS[name]
    first = 3 * (code - 20)
    start = date(of_year, first, 1)
    end_year, end_month = (of_year + 1, 2) if code == 24 else (of_year, first + 2)
    return Value(f"{of_year:04}-{code}", start, date(end_year, end_month, monthrange(end_year, end_month)[1]))


def months(of_year: int, first: int, count: int, edtf: str) -> Value:
    """Some months of a year, written ``edtf``: a quarter (33 to 36), a half (40, 41)."""
    last = first + count - 1
    return Value(edtf, date(of_year, first, 1), date(of_year, last, monthrange(of_year, last)[1]))


def between(first: Value, last: Value) -> Value:
    """From one to another, both included; raises ``InputError`` when the second ends before the first begins."""
    if first.earliest and last.latest and last.latest < first.earliest:
        raise InputError.expected("interval", "an end after its beginning", (first.edtf, last.edtf))
    return Value(f"{first.edtf}/{last.edtf}", first.earliest, last.latest)


def since(first: Value) -> Value:
    """From one on; its end is open."""
    return Value(f"{first.edtf}/..", first.earliest, None)


def days(first: date, last: date) -> Value:
    """Some days on end."""
    return day(first) if first == last else between(day(first), day(last))


def week_of(of: date) -> Value:
    """The seven days from Monday in which a day lies."""
    monday = of - timedelta(days=of.weekday())
    return days(monday, monday + timedelta(days=6))


def moved(of: date, unit: str, count: int) -> date:
    """The day that many units on (or back); the last of the month where the month is shorter."""
    if unit in ("day", "week", "fortnight"):
        return of + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    step = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    number = of.year * 12 + of.month - 1 + step
    to_year, to_month = divmod(number, 12)
    return date(to_year, to_month + 1, min(of.day, monthrange(to_year, to_month + 1)[1]))


def at(of: date, unit: str) -> Value:
    """The unit in which a day lies."""
    return _AT[unit](of)


def _quarter_of(of: date) -> Value:
    number = (of.month - 1) // 3
    return months(of.year, 3 * number + 1, 3, f"{of.year:04}-{33 + number}")


_AT: dict[str, Callable[[date], Value]] = {
    "day": day,
    "week": week_of,
    "fortnight": week_of,
    "month": lambda of: month(of.year, of.month),
    "quarter": _quarter_of,
    "year": lambda of: year(of.year),
    "decade": lambda of: decade(of.year // 10 * 10),
    "century": lambda of: century(of.year // 100 * 100),
}


def lasting(iso: str) -> Value:
    """A length of time in ISO 8601 (``P44D``), which has no place in time."""
    return Value(iso)


def part_of(value: Value, which: str) -> Value:
    """The value with the bounds of its early or late half, or of its middle half ("mid"): the words have no bounds of their own.

    By days, and for what is longer than a year by whole years, so that "the early 1980s" are 1980 to 1984.
    """
    if value.earliest is None or value.latest is None:
        return value
    first, last = value.earliest, value.latest
    low, high = {"early": (0.0, 0.5), "mid": (0.25, 0.75), "late": (0.5, 1.0)}[which]
    if last.year > first.year:
        count = last.year - first.year + 1
        start, stop = first.year + int(low * count), first.year + int(high * count)
        return replace(value, earliest=date(start, 1, 1), latest=date(max(start + 1, stop) - 1, 12, 31))
    count = (last - first).days + 1
    start_day, stop_day = int(low * count), max(int(low * count) + 1, round(high * count))
    return replace(value, earliest=first + timedelta(start_day), latest=first + timedelta(stop_day - 1))


def until(last: Value) -> Value:
    """Up to one, it included; its beginning is open."""
    return Value(f"../{last.edtf}", None, last.latest)


def before(what: Value) -> Value:
    """Up to the day (month, year) before one; unchanged where it has no such shape."""
    edge = _neighbour(what, -1)
    return until(edge) if edge else what


def after(what: Value) -> Value:
    """From the day (month, year) after one on; unchanged where it has no such shape."""
    edge = _neighbour(what, 1)
    return since(edge) if edge else what


def _neighbour(what: Value, step: int) -> Value | None:
    """The day, month or year beside one."""
    if what.earliest is None or what.latest is None or not what.edtf[-1].isdecimal():
        return None
    inside = what.latest + timedelta(1) if step > 0 else what.earliest - timedelta(1)
    name = {10: "day", 7: "month", 4: "year"}.get(len(what.edtf))
    plain = name is not None and at(what.earliest, name) == what
    return at(inside, name) if plain and name else None
