"""What shapes of days stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.read.dates import company, values
from reportedly.read.dates.anchors import made
from reportedly.read.dates.at import BACK, FROM_TEXT, Answer, At, day_of, written
from reportedly.read.dates.telling import beside, in_told_year, unknown, yearless
from reportedly.read.dates.values import UNKNOWN_DAY, Value
from reportedly.read.dates.words import HOLIDAYS, UNIT
from reportedly.record.vocabulary import Anchor


def full_day(at: At) -> Answer | None:
    """A day with month and year."""
    return day_of(at.value("y"), at.value("m"), at.value("d"))


def numeric_day(at: At) -> Answer | None:
    """``2031-05-03`` and ``03.05.2031``; with slashes both orders are in use: one of two days unless a number decides."""
    digits = at.norm("i")
    numbers = [int(n) for n in re.split(r"[-./]", digits)]
    if "-" in digits:
        return day_of(*numbers)
    first, second, year = numbers
    if "." in digits:
        return day_of(year, second, first)
    both = sorted({d for d in (made(year, second, first), made(year, first, second)) if d})
    if not both:
        return None
    if len(both) == 1:
        return written(values.day(both[0]))
    return written(Value(f"[{both[0]},{both[1]}]", both[0], both[1]))


def days_of_month(at: At) -> Answer | None:
    """ "5-6 September 2019", "from 27 to 30 June"; joined by "and" only where the days follow one another."""
    low, high = at.value("d"), at.value("d2")
    joined = "&" in at.match.group() and not at.match.group().startswith("b")
    if high <= low or (joined and high != low + 1):
        return None
    return _from_to(at, (at.value("m"), low), (at.value("m"), high))


def days_of_months(at: At) -> Answer | None:
    """ "from September 27 to November 10, 2020"."""
    return _from_to(at, (at.value("m"), at.value("d")), (at.value("m2"), at.value("d2")))


def _from_to(at: At, first: tuple[int, int], last: tuple[int, int]) -> Answer | None:
    end = day_of(at.value("y"), *last) if at.has("y") else yearless(at, *last)
    if end is None:
        return None
    if end.value.earliest is None:
        both = (f"XXXX-{m:02}-{d:02}" for m, d in (first, last))
        return Answer(Value("/".join(both)), "none")
    start = made(end.value.earliest.year - (first > last), *first)
    return Answer(values.days(start, end.value.earliest), end.anchor) if start else None


def day_without_year(at: At) -> Answer | None:
    """A day and a month: the year is told by "this year", by an earlier date in the text, or by the day of writing."""
    if not company.day_and_month(at.words, at.match):
        return None
    if at.has("u") or "s" in at.match.group():
        return in_told_year(at, lambda year: day_of(year, at.value("m"), at.value("d")))
    return yearless(at, at.value("m"), at.value("d"))


def holiday(at: At) -> Answer | None:
    """A day with a name and a fixed place in the year; without a year it is taken for a feast, not for a date."""
    name = at.norm("j").replace("’", "'")
    name += f" {at.norm('k')}" if at.has("k") else ""
    number = HOLIDAYS.get(name)
    if number is None:
        return None
    return day_of(at.value("y"), *number) if at.has("y") else None


def every(at: At) -> Answer | None:
    """ "every Monday", "each year": no one time."""
    return Answer(unknown(UNIT.get(at.words.norm(at.past_end - 1), "day")), "none")


def weekday(at: At) -> Answer | None:
    """The last such day up to the day of writing, or the next one where the clause looks ahead."""
    if not company.weekday(at.words, at.match):
        return None
    now, anchor = at.now()
    if at.has("u") and at.norm("u") != "week":
        return None
    if now is None:
        return Answer(UNKNOWN_DAY, "none")
    if at.has("u"):
        monday = now - timedelta(days=now.weekday()) + timedelta(weeks=at.step())
        return Answer(values.day(monday + timedelta(days=at.value("w"))), anchor)
    return Answer(values.day(_weekday(at, now)), anchor)


def _weekday(at: At, now: date) -> date:
    back = (now.weekday() - at.value("w")) % 7
    word = at.norm("dir")
    if word in ("next", "coming", "following", "upcoming"):
        return now + timedelta(days=7 - back)
    if word in BACK:
        return now - timedelta(days=back or 7)
    ahead = back and at.setting.ahead(at.span)
    return now + timedelta(days=7 - back) if ahead else now - timedelta(days=back)


def weekdays(at: At) -> Answer | None:
    """ "from Monday to Wednesday"; two days joined by "and" only behind "between"."""
    if "&" in at.match.group() and not at.match.group().startswith("b"):
        return None
    now, anchor = at.now()
    if now is None:
        return Answer(UNKNOWN_DAY, "none")
    first = _weekday(at, now)
    return Answer(values.days(first, first + timedelta(days=(at.value("w2") - at.value("w")) % 7)), anchor)


def day_but_one(at: At) -> Answer | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    return _days_from_now(at, at.value("t") + (1 if at.norm("g") == "after" else -1))


def deictic(at: At) -> Answer | None:
    """ "today", "yesterday", "tomorrow"; "overnight" is the night before the day of writing and its morning."""
    if at.norm("t") != "overnight":
        return _days_from_now(at, at.value("t"))
    now, anchor = at.now()
    if now is None:
        return Answer(UNKNOWN_DAY, "none")
    return Answer(values.days(now - timedelta(days=1), now), anchor)


def _days_from_now(at: At, count: int) -> Answer:
    now, anchor = at.now()
    return Answer(values.day(now + timedelta(days=count)), anchor) if now else Answer(UNKNOWN_DAY, "none")


def part_of_day(at: At) -> Answer | None:
    """ "this morning", "last night", "this weekend"; "that night" is of the day told before."""
    if at.norm("dir") == "that":
        return same_unit(at)
    if at.norm("dir") in FROM_TEXT:
        return beside(at, "day", at.step())
    now, anchor = at.now()
    if at.norm("p") == "weekend":
        return weekend_round(at, now, anchor)
    if at.norm("dir") in ("last", "past", "previous"):
        return _days_from_now(at, -1)
    return _days_from_now(at, at.step())


def weekend(at: At) -> Answer | None:
    """ "the weekend" round the day of writing."""
    now, anchor = at.now()
    return weekend_round(at, now, anchor) if at.norm("p") == "weekend" else None


def weekend_round(at: At, now: date | None, anchor: Anchor) -> Answer:
    """Saturday and Sunday: those of this week, or of the week before where the week has just begun and the clause looks back."""
    if now is None:
        return Answer(UNKNOWN_DAY, "none")
    saturday = now - timedelta(days=now.weekday()) + timedelta(days=5)
    back = at.step() < 0 or (at.step() == 0 and now.weekday() <= 2 and not at.setting.ahead(at.span))
    saturday += timedelta(weeks=1 if at.step() > 0 else -1 if back else 0)
    return Answer(values.days(saturday, saturday + timedelta(days=1)), anchor)


def same_unit(at: At) -> Answer | None:
    """ "the same day", "that year", "that night": of the date told before."""
    word = at.norm("u") or at.norm("p")
    name = UNIT.get(word, "day")
    if name not in ("day", "week", "month", "year") or word in (
        "days",
        "weeks",
        "months",
        "years",
        "weekend",
    ):
        return None
    return beside(at, name, 0)
