"""What shapes of months, seasons, years, decades and centuries stand for."""

from __future__ import annotations

from datetime import date

from reportedly.read.dates import company, values
from reportedly.read.dates.at import FROM_TEXT, Answer, At, parted, which_part, written
from reportedly.read.dates.telling import in_told_year, told_year, year_of
from reportedly.read.dates.values import LAST_YEAR, SEASONS, UNKNOWN_YEAR, Value
from reportedly.read.dates.words import NAMED_TIMES
from reportedly.read.numbers import in_words


def month_of_year(at: At) -> Answer | None:
    """A month of a year, or its early, middle or late part."""
    return parted(at, written(values.month(at.value("y"), at.value("m"))))


def months_of_year(at: At) -> Answer | None:
    """ "January-June 2016", "between May and June in 1981"."""
    first, last = at.value("m"), at.value("m2")
    joined = "&" in at.match.group() and not at.match.group().startswith("b")
    if joined and last != first + 1:
        return None
    start = values.month(at.value("y") - (first > last), first)
    return written(values.between(start, values.month(at.value("y"), last)))


def month_without_year(at: At) -> Answer | None:
    """A month alone; its year as for a day without one."""
    number = at.value("m")
    if at.has("u") or "s" in at.match.group():
        return parted(at, in_told_year(at, lambda year: written(values.month(year, number))))
    if not company.month(at.words, at.match, has_head=at.has("dir") or bool(which_part(at))):
        return None
    if at.has("dir"):
        return _month_from_now(at, number)
    year, anchor = year_of(at, number, None)
    if year is None:
        return Answer(Value(f"XXXX-{number:02}"), "none")
    return parted(at, Answer(values.month(year, number), anchor))


def _month_from_now(at: At, number: int) -> Answer:
    now, anchor = at.now()
    if now is None:
        return Answer(Value(f"XXXX-{number:02}"), "none")
    if at.step() < 0:
        return Answer(values.month(now.year - (number >= now.month), number), anchor)
    return Answer(values.month(now.year + (at.step() > 0 and number <= now.month), number), anchor)


def season(at: At) -> Answer | None:
    """ "spring 2021", "this summer", "last winter"; alone ("in summer") it has no year."""
    name = at.norm("s")
    if at.has("y"):
        return parted(at, written(values.season(at.value("y"), name)))
    if at.has("u"):
        return in_told_year(at, lambda year: written(values.season(year, name)))
    if not at.has("dir"):
        return _bare_season(at, name) if company.season(at.words, at.match) else None
    if at.norm("dir") in ("that", *FROM_TEXT):
        return _season_beside(at, name)
    now, anchor = at.now()
    if now is None:
        return Answer(Value(f"XXXX-{SEASONS[name]}"), "none")
    return Answer(_season_from(now, name, at.step(), at.setting.ahead(at.span)), anchor)


def _bare_season(at: At, name: str) -> Answer:
    """ "in spring": the last one begun, or the next where the clause looks ahead."""
    now, anchor = at.now()
    if now is None:
        return Answer(Value(f"XXXX-{SEASONS[name]}"), "none")
    this = _season_from(now, name, 0, ahead=True)
    if at.setting.ahead(at.span):
        return Answer(
            this if this.latest and this.latest >= now else _season_from(now, name, 1, ahead=True), anchor
        )
    return Answer(_season_from(now, name, 0, ahead=False), anchor)


def _season_beside(at: At, name: str) -> Answer:
    """ "that summer", "the following autumn": of the date told before."""
    before = at.setting.before(at.span)
    if before is None or before.earliest is None:
        return Answer(Value(f"XXXX-{SEASONS[name]}"), "none")
    same = values.season(before.earliest.year, name)
    step = 0 if at.norm("dir") == "that" else at.step()
    late = step > 0 and same.latest is not None and same.latest < before.earliest
    early = step < 0 and same.earliest is not None and same.earliest > before.earliest
    return Answer(values.season(before.earliest.year + late - early, name), "text")


def _season_from(now: date, name: str, step: int, ahead: bool) -> Value:
    """The season of this year; "this summer" before its summer is the last one unless the clause looks ahead."""
    this = values.season(now.year - (name == "winter" and now.month <= 2), name)
    if step == 0 and this.earliest and this.earliest > now and not ahead:
        return values.season(this.earliest.year - 1, name)
    if step == 0 or this.earliest is None or this.latest is None:
        return this
    if step < 0:
        return this if this.latest < now else values.season(this.earliest.year - 1, name)
    return this if this.earliest > now else values.season(this.earliest.year + 1, name)


def quarter(at: At) -> Answer | None:
    """ "the first quarter of 2023", "the second half of last year"."""
    number = at.value("o")
    halves = not at.has("u")
    if (not halves and at.norm("u") != "quarter") or number > (2 if halves else 4):
        return None
    base, anchor = (at.value("y"), "text") if at.has("y") else told_year(at)
    if base is None:
        return Answer(UNKNOWN_YEAR, "none")
    size, code = (6, 39) if halves else (3, 32)
    return Answer(
        values.months(base, size * (number - 1) + 1, size, f"{base:04}-{code + number}"),
        "text" if at.has("y") else anchor,
    )


def year_part(at: At) -> Answer | None:
    """ "late 2020", "the beginning of 2021"."""
    return parted(at, bare_year(at))


def bare_year(at: At) -> Answer | None:
    """A year alone, where its company doesn't make it an amount or a number of something."""
    number = at.value("y")
    if not 0 < number <= LAST_YEAR or not company.year(at.words, at.match):
        return None
    return written(values.year(number))


def year_of_era(at: At) -> Answer | None:
    """ "347 AD"; a year before the common era is counted as EDTF does (500 BCE is ``-0499``) and has no days."""
    number = at.value("y")
    if at.words.norm(at.past_end - 1) in ("bc", "bce"):
        return written(Value(f"-{number - 1:04}"))
    return written(values.year(number)) if 0 < number <= LAST_YEAR else None


def spoken_year(at: At) -> Answer | None:
    """ "nineteen eighty-four", as transcripts spell it."""
    first, rest = at.norm("n").split()[0], at.norm("n").split()[1:]
    head, tail = in_words([first]), in_words([w for w in rest if w != "-"])
    if (
        head not in (17, 18, 19, 20)
        or tail is None
        or not 10 <= tail <= 99
        or not company.end(at.words, at.match)
    ):
        return None
    return written(values.year(int(100 * head + tail)))


def named_time(at: At) -> Answer | None:
    """A time known by its name: the two world wars, 9/11."""
    first, last = NAMED_TIMES[at.value("v")]
    return written(values.days(first, last))


def some_years(at: At) -> Answer | None:
    """ "1992-1994", "1992-94", "from 2016 to 2020"."""
    first = at.value("y") if at.has("y") else at.value("y3")
    last = at.value("y2") if at.has("y2") else at.value("y4")
    if last < 100:
        last += first // 100 * 100
    if not first < last <= LAST_YEAR or not company.year(at.words, at.match):
        return None
    return written(values.years(first, last))


def decade(at: At) -> Answer | None:
    """ "the 1980s", "the '80s", "the sixties"; "the 1800s" are a century. "his 80s" are an age."""
    if at.words.classes[max(0, at.match.start() - 1)] == "@":
        return None
    number = at.value("z")
    if number < 100:
        number += 1900
    century = number % 100 == 0 and number < 2000
    return parted(at, written(values.century(number) if century else values.decade(number)))


def centuries(at: At) -> Answer | None:
    """ "from the 15th to the 19th century"."""
    first, last = at.value("o"), at.value("o2")
    if not 1 <= first < last <= 21:
        return None
    low, high = values.century(100 * (first - 1)), values.century(100 * (last - 1))
    return written(values.between(low, high))


def century(at: At) -> Answer | None:
    """ "the 19th century": 1800 to 1899, as people count."""
    words = [w.norm for w in at.words.words[at.match.start() : at.match.end("o")]]
    tens = next((int(in_words([w]) or 0) for w in words if w in ("twenty",)), 0)
    number = at.value("o") + tens
    if not 1 <= number <= 30:
        return None
    return parted(at, written(values.century(100 * (number - 1))))
