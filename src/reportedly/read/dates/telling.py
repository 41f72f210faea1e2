"""What rules of all kinds reckon with: the year that is not said, a count of units, the date told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reportedly.read.dates import company, values
from reportedly.read.dates.anchors import made
from reportedly.read.dates.at import Answer, At
from reportedly.read.dates.values import UNKNOWN_DAY, UNKNOWN_MONTH, UNKNOWN_YEAR, Value
from reportedly.read.dates.words import UNIT
from reportedly.record.vocabulary import Anchor


def told_year(at: At) -> tuple[int | None, Anchor]:
    """The year of "last year", "this year"; of "that year", "the same year" the one told before."""
    if at.has("dir"):
        now, anchor = at.now()
        return (now.year + at.step() if now else None), anchor
    before = at.setting.before(at.span)
    return (before.earliest.year, "text") if before and before.earliest else (None, "none")


def in_told_year(at: At, of_year: Callable[[int], Answer | None]) -> Answer | None:
    """What ``of_year`` makes of the year that is told ("May of last year"), unresolved where it is not known."""
    if at.norm("u") not in ("year", ""):
        return None
    base, anchor = told_year(at)
    answer = of_year(base) if base else None
    return answer._replace(anchor=anchor) if answer else None


def year_of(at: At, month: int, day: int | None) -> tuple[int | None, Anchor]:
    """The year of a day or month that names none: that of the day or month just told where it is another year's; else
    the last such day before the day of writing, or the next after it where the clause looks ahead."""
    now, anchor = at.now()
    ahead = at.setting.ahead(at.span)
    before = at.setting.told_before(at.span)
    if before and before.earliest and not ahead and (now is None or before.earliest.year != now.year):
        return before.earliest.year, "text"
    if now is None:
        return None, "none"
    here, today = (month, day or 0), (now.month, now.day if day else 0)
    return now.year + (1 if ahead and here < today else -1 if here > today and not ahead else 0), anchor


def yearless(at: At, month: int, day: int) -> Answer | None:
    """A day without a year: with the year that is meant, or ``XXXX-05-12`` where nothing tells it."""
    year, anchor = year_of(at, month, day)
    if year is None:
        return Answer(Value(f"XXXX-{month:02}-{day:02}"), "none") if day <= 31 else None
    of = made(year, month, day)
    return Answer(values.day(of), anchor) if of else None


def unknown(name: str) -> Value:
    """The unresolved value of a unit."""
    return {"day": UNKNOWN_DAY, "week": UNKNOWN_DAY, "fortnight": UNKNOWN_DAY, "month": UNKNOWN_MONTH}.get(
        name, UNKNOWN_YEAR
    )


def opened(now: date, step: int) -> Value:
    """From an untold beginning up to a day, or from it on."""
    return Value(f"../{now}", None, now) if step < 0 else Value(f"{now}/..", now, None)


def moved(of: date, name: str, count: float) -> date | None:
    """That many units on; halves of years and months count as months and days. ``None`` out of reach of the calendar."""
    try:
        whole = values.moved(of, name, int(count))
        rest = count - int(count)
        if rest and name in ("year", "decade"):
            return values.moved(whole, "month", round(rest * (12 if name == "year" else 120)))
        return whole
    except (ValueError, OverflowError):
        return None


def fits(before: Value, name: str) -> bool:
    """Whether a date is fine enough to count from: days from a day, months from a month, years from a year."""
    if before.earliest is None or before.latest is None:
        return False
    length = (before.latest - before.earliest).days + 1
    return length <= {"day": 1, "week": 7, "fortnight": 7, "month": 31, "quarter": 92}.get(name, 366)


def beside(at: At, name: str, step: int) -> Answer:
    """The unit before (-1), of (0) or after (1) the date told before."""
    before = at.setting.before(at.span)
    if before is None or before.earliest is None or not fits(before, name):
        return Answer(unknown(name), "none")
    there = moved(before.earliest, name, step)
    return Answer(values.at(there, name), "text") if there else Answer(unknown(name), "none")


def counted(at: At, base: date | None, anchor: Anchor, step: int) -> Answer | None:
    """The match's count of units before (-1) or after (1) a day; open where the count is not told ("a few years ago")."""
    name = UNIT[at.norm("u")]
    count = at.amount()
    if base is None:
        return Answer(unknown(name), "none")
    if count is None:
        return Answer(opened(base, step), anchor)
    there = moved(base, name, step * count)
    if there is None:
        return None
    value = _fine(there, name, count)
    return Answer(value.approximately() if company.approximate(at.words, at.match) else value, anchor)


def _fine(there: date, name: str, count: float) -> Value:
    """The precision that counting in a unit leaves: decades give a year, about; half years a month."""
    if name in ("decade", "century"):
        return values.year(there.year).approximately()
    if name == "year" and count != int(count):
        return values.month(there.year, there.month).approximately()
    if name in ("week", "fortnight"):
        return values.day(there).approximately()
    return values.at(there, name)
