"""The shapes in which news writes dates, as patterns over the classes of :mod:`~reportedly.read.dates.words`.

Where two shapes begin at one word the longer is tried first, then the one that stands earlier here; a shape whose rule
declines gives way to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reportedly.read.dates import counts, days, periods
from reportedly.read.dates.at import Answer, At

_MON = r"(?P<m>[Mm])\.?"
_DAY = r"(?P<d>[DO])"
_WD = r"(?:[Ww]\.?,?(?:xd)?)?"
_PART = r"(?:(?P<e>e)(?:-|od?)?|d?(?P<e2>B)od?)"
_YEAR = r",?(?P<y>Y)"
_MANY = r"(?P<n>dqo?|qo?|d|[DNY]|n(?:[-&]?n)*|n&?d?Q)"
_SAME = r"(?:d?s|h)"
_TO = r"(?:-|r)"


class Shape(NamedTuple):
    """One way to write a date: its name (the rule's, in docs/method.md), its pattern and what gives the value."""

    name: str
    pattern: re.Pattern[str]
    rule: Callable[[At], Answer | None]


_TABLE: tuple[tuple[str, str, Callable[[At], Answer | None]], ...] = (
    # ranges
    ("range_days", rf"[Fb]?{_MON}(?P<d>[DO])(?:{_TO}|&)d?(?P<d2>[DO])(?:{_YEAR})?", days.days_of_month),
    ("range_days", rf"[Fb]?d?(?P<d>[DO])(?:{_TO}|&)d?(?P<d2>[DO])o?{_MON}(?:{_YEAR})?", days.days_of_month),
    (
        "range_dates",
        rf"[Fb]?{_MON}{_DAY}(?:{_TO}|&)(?P<m2>[Mm])\.?(?P<d2>[DO])(?:{_YEAR})?",
        days.days_of_months,
    ),
    (
        "range_dates",
        rf"[Fb]?{_DAY}{_MON}(?:{_TO}|&)(?P<d2>[DO])(?P<m2>[Mm])\.?(?:{_YEAR})?",
        days.days_of_months,
    ),
    ("range_months", rf"[Fb]?{_MON}(?:{_TO}|&)(?P<m2>[Mm])\.?(?:,|o)?(?P<y>Y)", periods.months_of_year),
    ("range_years", r"(?P<y>Y)[-/](?P<y2>[YDN])", periods.some_years),
    ("range_years", r"(?:F(?P<y>Y)r(?P<y2>Y)|b(?P<y3>Y)&(?P<y4>Y))", periods.some_years),
    ("range_centuries", r"F?d?(?P<o>O)rd?(?P<o2>O)-?C", periods.centuries),
    ("range_weekdays", r"[Fb]?(?P<w>W)(?:-|r|&)(?P<w2>W)", days.weekdays),
    # days
    ("day_written", rf"{_WD}{_MON}d?{_DAY}{_YEAR}", days.full_day),
    ("day_written", rf"{_WD}d?{_DAY}-?o?{_MON}(?:,|o|-)?(?P<y>Y)", days.full_day),
    ("day_numeric", r"(?P<i>I)", days.numeric_day),
    ("day_of_year", rf"{_WD}{_MON}{_DAY},?o?(?:(?P<dir>[LXH])|{_SAME})(?P<u>u)", days.day_without_year),
    ("day_of_year", rf"{_WD}d?{_DAY}o?{_MON},?o?(?:(?P<dir>[LXH])|{_SAME})(?P<u>u)", days.day_without_year),
    ("day_without_year", rf"{_WD}{_MON}d?{_DAY}", days.day_without_year),
    ("day_without_year", rf"{_WD}d?{_DAY}o?{_MON}", days.day_without_year),
    ("named_time", r"(?P<v>V)", periods.named_time),
    ("holiday", r"(?P<j>J)(?P<k>K|u)?(?:,?o?(?P<y>Y))?", days.holiday),
    ("every", r"v[Ww]P?", days.every),
    ("every", r"v[uMS]", days.every),
    ("weekday_of_week", r"(?P<w>[Ww])P?(?:o|,)?(?P<dir>[LXH])(?P<u>u)", days.weekday),
    ("weekday", r"(?P<dir>[LXH])?(?P<w>[Ww])P?", days.weekday),
    ("day_but_one", r"d?u(?P<g>[gf])(?P<t>t)", days.day_but_one),
    ("deictic", r"(?P<g>[gf])?(?P<t>t)P?", days.deictic),
    ("part_of_day", r"d?(?P<dir>[LXHh])L?(?P<p>P)", days.part_of_day),
    ("weekend", r"d(?P<p>P)", days.weekend),
    # months, seasons, years and their parts
    ("month", rf"{_PART}?{_MON}(?:,|o)?(?P<y>Y)", periods.month_of_year),
    ("month_of_year", rf"{_PART}?{_MON},?o?(?:(?P<dir>[LXH])|{_SAME})(?P<u>u)", periods.month_without_year),
    ("month_without_year", rf"{_PART}?(?P<dir>[LXH])?{_MON}", periods.month_without_year),
    ("season", rf"{_PART}?d?(?P<dir>[LXHh])?L?(?P<s>S)(?:,|o)*(?:(?P<y>Y)(?:-[DNY])?)?", periods.season),
    ("season", r"d?(?P<s>S)(?:,|o)*(?P<dir>[LXH])(?P<u>u)", periods.season),
    ("quarter", r"d?(?P<o>O)(?:(?P<u>u)|Q)od?(?:(?P<y>Y)|(?P<dir>[LXH])u)", periods.quarter),
    ("year_part", rf"{_PART}(?P<y>Y)", periods.year_part),
    ("year_era", r"(?P<y>[YND])E", periods.year_of_era),
    ("year", r"(?P<y>Y)", periods.bare_year),
    ("year_spoken", r"(?P<n>nn(?:-n)?)", periods.spoken_year),
    ("decade", rf"d?{_PART}?(?P<z>Z)", periods.decade),
    ("decade_word", rf"d{_PART}?(?P<z>z)", periods.decade),
    ("century", rf"d?{_PART}?(?:n-)?(?P<o>O)-?(?P<c>C)", periods.century),
    # counted from now
    ("part_of_unit", r"(?P<g>[gfe])o?(?P<dir>[LXH])(?P<u>u|C)", counts.part_of_unit),
    ("part_of_unit", r"d?(?P<g>B)od?(?P<dir>[LXH])(?P<u>u|C)", counts.part_of_unit),
    ("part_of_unit", r"d?(?P<g>B)od(?P<u>u)", counts.part_of_unit),
    ("part_of_unit", r"(?P<g>[gf])od(?P<u>u)", counts.part_of_unit),
    ("unit", r"(?P<the>d)?(?P<dir>[LXH])L?(?P<u>u|C)", counts.unit),
    ("stretch", rf"d?(?P<dir>[LX]){_MANY}(?P<u>[uj])", counts.stretch),
    ("recent", r"o(?P<n>q)(?P<u>u)", counts.recent),
    ("ago", rf"{_MANY}(?P<u>u)G", counts.ago),
    ("ago", r"d(?P<u>u)&dQG", counts.half_more),
    ("in_time", rf"o{_MANY}(?P<u>u)'?c", counts.in_time),
    ("in_time", rf"o{_MANY}(?P<u>u)", counts.in_time),
    ("in_time", rf"{_MANY}(?P<u>u)F!", counts.in_time),
    # counted from an earlier date in the text
    ("from_text", rf"{_MANY}(?P<u>u)(?P<g>[gf])", counts.from_text),
    ("from_text", r"d(?P<u>u)(?P<g>[gf])", counts.from_text),
    ("same_unit", rf"{_SAME}(?P<u>u|P)", days.same_unit),
    ("within", rf"(?P<p>p){_MANY}(?P<u>u)", counts.within),
    ("duration", r"(?P<n>[DNY]|n(?:-?n)*|n&?d?Q)-?(?P<u>[uj])", counts.duration),
    # anniversaries
    ("anniversary", r"(?:n-)?(?P<o>O)A(?:od?(?P<m>[Mm])(?P<y>Y)|od?(?P<y2>Y))?", counts.anniversary),
    ("anniversary", r"(?P<n>[DN]|n)-?(?P<u>u)A", counts.anniversary),
)

SHAPES: tuple[Shape, ...] = tuple(Shape(name, re.compile(pattern), rule) for name, pattern, rule in _TABLE)
"""Every shape, in order of precedence."""
