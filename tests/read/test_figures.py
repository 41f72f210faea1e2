"""Figures of invented sentences: value, bounds, unit; and the numbers that are none."""

import pytest

from reportedly.read.figures import find_figures
from reportedly.record import Span

CASES = [
    ("More than 40 people were hurt.", "More than 40", 40, 40, None, "people", False),
    ("Over 10 countries signed.", "Over 10", 10, 10, None, "countries", False),
    ("At least six people were hurt.", "At least six", 6, 6, None, "people", False),
    ("Up to 300 homes burned.", "Up to 300", 300, None, 300, "homes", False),
    ("Fewer than 20 Kelmar soldiers left.", "Fewer than 20", 20, None, 20, "soldiers", False),
    ("Nearly 2,500 soldiers left.", "Nearly 2,500", 2500, None, 2500, "soldiers", True),
    ("About 15 percent voted.", "About 15 percent", 15, None, None, "percent", True),
    ("Some 40 villages burned.", "Some 40", 40, None, None, "villages", True),
    ("It killed 12 or 13 people.", "12 or 13", None, 12, 13, "people", False),
    ("Between 12 and 15 drones fell.", "Between 12 and 15", None, 12, 15, "drones", False),
    ("They lost 10-12 tanks.", "10-12", None, 10, 12, "tanks", False),
    ("It cost 2 to 3 million euros.", "2 to 3 million", None, 2e6, 3e6, "euros", False),
    ("It cost $1.2 billion.", "$1.2 billion", 1.2e9, 1.2e9, 1.2e9, "$", False),
    ("Dozens of houses burned.", "Dozens", None, 24, None, "houses", True),
    ("Tens of thousands of people fled.", "Tens of thousands", None, 20000, None, "people", True),
    ("Several hundred fighters fled.", "Several hundred", None, 200, None, "fighters", True),
    ("A third of the village burned.", "A third", 0.3333, 0.3333, 0.3333, "village", False),
    ("Two in five voters stayed.", "Two in five", 0.4, 0.4, 0.4, "voters", False),
    ("There were no casualties.", "no", 0, 0, 0, "casualties", False),
    ("The toll rose to 52.", "52", 52, 52, 52, None, False),
    ("It killed 52 and hurt nobody.", "52", 52, 52, 52, None, False),
    ("Two hundred and five refugees came.", "Two hundred and five", 205, 205, 205, "refugees", False),
    ("Twenty-five heavily armed Tosven border guards came.", "Twenty-five", 25, 25, 25, "guards", False),
    ("100 or more homes burned.", "100 or more", 100, 100, None, "homes", False),
    ("The 44-day blockade ended.", "44", 44, 44, 44, "day", False),
    ("Not one soldier left.", "Not one", 0, 0, 0, "soldier", False),
    ("Half a million people fled.", "Half a million", 5e5, 5e5, 5e5, "people", False),
    ("Two and a half thousand people fled.", "Two and a half thousand", 2500, 2500, 2500, "people", False),
    ("It lost 40 sheep.", "40", 40, 40, 40, "sheep", False),
    ("12 of the 30 villagers left.", "12", 12, 12, 12, "villagers", False),
    ("It hit 3.5 million residents.", "3.5 million", 3.5e6, 3.5e6, 3.5e6, "residents", False),
    ("40% voted.", "40%", 40, 40, 40, "%", False),
]

NONE = [
    "The Resolution 822 was read.",
    "A Boeing 737 landed near Lomar.",
    "Lomar won 3-1 on Sunday.",
    "Call +7 495 123 45 67 for more.",
    "It began at 10:30 and ended at 5 p.m.",
    "1. The road is closed.",
    "One of the ministers left.",
    "The two sides met.",
    "He was 12 years old.",
    "A 12-year-old boy came.",
    "The first road is closed.",
    "The Su-25 fell.",
    "See section 12 and Article 5.",
    "In 1992 it burned.",
]


@pytest.mark.parametrize(("text", "words", "value", "low", "high", "unit", "approximate"), CASES)
def test_a_figure_has_its_bounds_and_unit(
    text: str,
    words: str,
    value: float | None,
    low: float | None,
    high: float | None,
    unit: str | None,
    approximate: bool,
) -> None:
    first = find_figures(text, [])[0]
    assert first.span.of(text) == words
    assert (first.value, first.low, first.high) == (value, low, high)
    assert (first.unit, first.approximate) == (unit, approximate)


@pytest.mark.parametrize("text", NONE)
def test_a_number_that_is_a_name_a_time_or_a_score_is_no_figure(text: str) -> None:
    assert find_figures(text, []) == []


def test_nothing_is_found_inside_a_date() -> None:
    text = "The war ended 31 years ago."
    assert find_figures(text, [Span(14, 26)]) == []
    assert find_figures(text, []) != []


def test_the_whole_of_a_part_is_no_figure_of_its_own() -> None:
    assert [c.value for c in find_figures("Two of the five ministers and 3 judges left.", [])] == [2, 3]


def test_figures_that_differ_are_all_kept() -> None:
    """Kills: merging what outlets count differently (CASES 41)."""
    text = "Kelmar counted 12 dead, Tosven counted 13 dead; later reports gave more than 40 dead."
    assert [(c.value, c.high) for c in find_figures(text, [])] == [(12, 12), (13, 13), (40, None)]
