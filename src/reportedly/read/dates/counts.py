"""What shapes that count stand for: from now, from a date told before, lengths of time, anniversaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reportedly.read.dates import company, values
from reportedly.read.dates.at import FROM_TEXT, WHICH, Answer, At, written
from reportedly.read.dates.telling import beside, counted, fits, moved, opened, unknown
from reportedly.read.dates.values import UNKNOWN_YEAR, Value
from reportedly.read.dates.words import UNIT
from reportedly.record.vocabulary import Anchor


def unit(at: At) -> Answer | None:
    """ "last week", "this year", "next month"; "the following day" counts from the date before."""
    name = UNIT[at.norm("u")]
    from_text = at.norm("dir") in FROM_TEXT or (at.has("the") and at.step() > 0 and name in ("day", "year"))
    if from_text:
        return beside(at, name, at.step())
    if name == "day" or at.words.norm(at.past_end) == "of":
        return None
    now, anchor = at.now()
    if now is None:
        return Answer(unknown(name), "none")
    if at.norm("u") != name and name != "century":  # "the coming weeks"
        return Answer(opened(now, at.step()), anchor) if at.step() else None
    if (
        at.norm("dir") == "past"
        or "LL" in at.match.group()
        or "HL" in at.match.group()
        or (at.has("the") and at.step() < 0)
    ):
        return Answer(values.days(values.moved(now, name, -1), now), anchor)
    return Answer(values.at(values.moved(now, name, at.step()), name), anchor)


def part_of_unit(at: At) -> Answer | None:
    """ "earlier this year" up to now, "later this week" from now on, "late last year", "the end of the month"."""
    now, anchor = at.now()
    name = UNIT[at.norm("u")]
    if now is None:
        return Answer(unknown(name), "none")
    step = at.step() if at.has("dir") else 0
    if name == "day":
        return None
    before = None if at.has("dir") else at.setting.before(at.span)
    if before and before.earliest and before.earliest.year != now.year:  # "the end of the year" of a past one
        return _parted_unit(at, values.at(before.earliest, name), "text")
    value = values.at(values.moved(now, name, step), name)
    if step == 0 and value.earliest and value.latest and at.norm("g") in ("earlier", "later"):
        earliest, latest = (value.earliest, now) if at.norm("g") == "earlier" else (now, value.latest)
        return Answer(replace(value, earliest=earliest, latest=latest), anchor)
    return _parted_unit(at, value, anchor)


def _parted_unit(at: At, value: Value, anchor: Anchor) -> Answer | None:
    word = WHICH.get(at.norm("g"), at.norm("g"))
    which = {"earlier": "early"}.get(word, word)
    return Answer(values.part_of(value, which), anchor) if which in ("early", "mid", "late") else None


def stretch(at: At) -> Answer | None:
    """ "the past 30 years", "over the next five days", "the last few weeks" (its beginning is open)."""
    if at.words.norm(at.past_end) == "of":  # "the last months of his life"
        return None
    now, anchor = at.now()
    count = at.amount()
    hours = at.match.group("u") == "j"
    name = "day" if hours else UNIT[at.norm("u")]
    if now is None:
        return Answer(unknown(name), "none")
    if count is None:
        return Answer(opened(now, at.step()), anchor)
    whole = -(-int(count) // 24) if hours else count
    other = moved(now, name, at.step() * whole)
    if other is None:
        return None
    one = timedelta(days=1)  # the last three days are three days
    value = values.days(*((other + one, now) if at.step() < 0 else (now + one, other)))
    return Answer(value if name in ("day", "week") else value.approximately(), anchor)


def recent(at: At) -> Answer | None:
    """ "in recent years": up to now, its beginning open."""
    now, anchor = at.now()
    if at.norm("n") != "recent":
        return None
    return Answer(opened(now, -1), anchor) if now else Answer(unknown(UNIT[at.norm("u")]), "none")


def ago(at: At) -> Answer | None:
    """ "31 years ago": the year; "two weeks ago": the day, about; "three days ago": the day."""
    now, anchor = at.now()
    return counted(at, now, anchor, -1)


def in_time(at: At) -> Answer | None:
    """ "in two weeks' time", "ten years from now"; "in ten years" where the clause looks ahead."""
    told = at.match.group()[-1] in "c!"
    if not told and not (at.words.norm(at.match.start()) == "in" and at.setting.ahead(at.span)):
        return None
    now, anchor = at.now()
    return counted(at, now, anchor, 1)


def half_more(at: At) -> Answer | None:
    """ "a year and a half ago"."""
    now, anchor = at.now()
    if now is None:
        return Answer(unknown(UNIT[at.norm("u")]), "none")
    there = moved(now, UNIT[at.norm("u")], -1.5)
    return Answer(values.month(there.year, there.month).approximately(), anchor) if there else None


def from_text(at: At) -> Answer | None:
    """ "two days later", "five years before", "the day after": from the date told before, where one is near."""
    step = -1 if at.norm("g") in ("before", "earlier", "previously", "prior") else 1
    if at.norm("g") in ("before", "after") and company.goes_on(at.words, at.match):
        return None
    name = UNIT[at.norm("u")]
    if not at.has("n"):
        return beside(at, name, step)
    before = at.setting.before(at.span)
    if before is None or before.earliest is None:
        return Answer(unknown(name), "none")
    if not fits(before, name):
        return Answer(unknown(name), "none")
    return counted(at, before.earliest, "text", step)


def duration(at: At) -> Answer | None:
    """ "44-day", "for 30 years": so long, at no place in time (ISO 8601 ``P44D``); an age ("12-year-old") is none."""
    count, name = at.amount(), UNIT.get(at.norm("u"), "hour")
    if not count or "old" in (at.words.norm(at.past_end), at.words.norm(at.past_end + 1)):
        return None
    times, letter = _DURATIONS[name]
    number = f"{times * count:g}"
    return Answer(values.lasting(f"PT{number}H" if name == "hour" else f"P{number}{letter}"), "none")


_DURATIONS = {
    "hour": (1, "H"),
    "day": (1, "D"),
    "week": (1, "W"),
    "fortnight": (2, "W"),
    "month": (1, "M"),
    "quarter": (3, "M"),
    "year": (1, "Y"),
    "decade": (10, "Y"),
    "century": (100, "Y"),
}


def within(at: At) -> Answer | None:
    """ "within ten days", where the clause looks ahead: from the day of writing on."""
    now, anchor = at.now()
    count = at.amount()
    if at.norm("p") != "within" or not count or not at.setting.ahead(at.span):
        return None
    if now is None:
        return Answer(unknown(UNIT[at.norm("u")]), "none")
    there = moved(now, UNIT[at.norm("u")], count)
    return Answer(values.days(now, there), anchor) if there else None


def anniversary(at: At) -> Answer | None:
    """What is remembered: the year (or month) named with it, else that many years before the day of writing."""
    if at.has("m"):
        return written(values.month(at.value("y"), at.value("m")))
    if at.has("y2"):
        return written(values.year(at.value("y2")))
    now, anchor = at.now()
    count = at.amount() if at.has("n") else at.value("o")
    if now is None or not count or count >= now.year:
        return Answer(UNKNOWN_YEAR, "none") if count else None
    return Answer(values.year(now.year - int(count)), anchor)
