"""Properties of dates, figures and events on any text."""

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.read.dates import Anchors, find_dates, publication_bound
from reportedly.read.events import Ground, find_events
from reportedly.read.figures import find_figures
from reportedly.record import Span
from strategies import texts

WORDS = (
    "On in the of May march 12 31 2020 1992 30 Tuesday last next this years days ago later from to and - , . “ ” today yesterday "
    "since after before until about every possibly later early late 1980s century 19th anniversary quarter second more than at least $ % million dozen people killed attack "
    "shelled were no between first week month year a an half December September 03/05/2031 9/11 00 9999 99999999999999 1/2 : \n"
).split(" ")
NEWSY = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | texts(max_size=60)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
ANCHORS = st.builds(Anchors, st.none() | DAYS, st.none() | DAYS)


@given(NEWSY, ANCHORS)
@settings(max_examples=300)
def test_dates_lie_inside_the_text_in_order_and_do_not_overlap(text: str, anchors: Anchors) -> None:
    """Kills: a span taken from the classes instead of the text, a match that may begin inside the last."""
    found = find_dates(text, anchors)
    assert all(0 <= d.span.start < d.span.end <= len(text) for d in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@given(NEWSY, ANCHORS)
@settings(max_examples=300)
def test_no_date_ends_before_it_begins_and_none_is_known_without_an_anchor(
    text: str, anchors: Anchors
) -> None:
    """Kills: swapped ends of a range, a rule that falls back on some day when nothing anchors it."""
    for d in find_dates(text, anchors):
        first, last = d.value.earliest, d.value.latest
        assert first is None or last is None or first <= last
        assert d.anchor != "none" or not d.value.known


@given(NEWSY)
def test_an_undated_article_has_only_dates_that_the_text_gives(text: str) -> None:
    """Kills: a clock, or an anchor left over from another article."""
    found = find_dates(text, Anchors())
    assert {d.anchor for d in found} <= {"text", "none", "speech"}
    bound = publication_bound(text, found)
    assert bound is None or bound[1] in {d.value.earliest for d in found}


@given(NEWSY, ANCHORS, st.integers(1, 30))
def test_shifting_the_text_shifts_the_spans(text: str, anchors: Anchors, by: int) -> None:
    """Kills: a rule that looks at absolute places."""
    moved = " " * by + text
    assert [(d.span.shifted(by), d.value, d.anchor) for d in find_dates(text, anchors)] == [
        (d.span, d.value, d.anchor) for d in find_dates(moved, anchors)
    ]
    assert [(c.span.shifted(by), c.value, c.unit) for c in find_figures(text, [])] == [
        (c.span, c.value, c.unit) for c in find_figures(moved, [])
    ]


@given(NEWSY)
@settings(max_examples=300)
def test_figures_lie_inside_the_text_with_bounds_in_order(text: str) -> None:
    """Kills: a bound set on the wrong side, a figure found in a date or twice."""
    dates = [d.span for d in find_dates(text, Anchors())]
    found = find_figures(text, dates)
    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert not [c for c in found for d in dates if c.span.overlaps(d)]
    for c in found:
        assert c.low is None or c.high is None or c.low <= c.high
        assert c.value is None or (
            (c.low is None or c.low <= c.value) and (c.high is None or c.value <= c.high)
        )


@given(NEWSY)
def test_events_stand_on_the_ground_that_tells_them(text: str) -> None:
    """Kills: an event of a sentence that nobody says, a date from another statement's words."""
    half = Span(0, len(text) // 2)
    found = find_events(text, [], [Ground(half, "s1", "asserts", "statement")])
    assert all(half.contains(h.span) and h.told_by == ("s1",) for h in found)
    assert find_events(text, [], []) == []
    assert find_events(text, [], [Ground(half, "s1", "denies", "statement")]) == []


PARTY = st.lists(
    st.sampled_from(
        "Kelmar Tosven said that on Tuesday forces attacked killed 12 people in May 2020 the village . , no if".split()
    ),
    max_size=30,
).map(" ".join)


@given(PARTY)
def test_exchanging_the_parties_changes_nothing_but_the_names(text: str) -> None:
    """Kills: a word list or a length that knows a party."""
    other = text.replace("Kelmar", "\0").replace("Tosven", "Kelmar").replace("\0", "Tosven")
    day = Anchors(date(2023, 2, 24))
    assert find_dates(text, day) == find_dates(other, day)
    assert find_figures(text, []) == find_figures(other, [])
    ground = [Ground(Span(0, len(text)), "s1", "asserts", "statement")]
    assert find_events(text, [], ground) == find_events(other, [], ground)
