"""Dates, figures and events as cards: bounds and anchors said, what is unknown said too."""

import pytest

import factory
from reportedly.present.facts import UNREAD, facts, number
from reportedly.present.reading_view import reading_view
from reportedly.record import Entity, Event, Figure, When

TEXT = "On Monday Kelmar said about 40 people were hurt in the clash at Sel."
ARTICLE = factory.article(TEXT)
SAID = factory.statement(
    ARTICLE, "about 40 people were hurt in the clash at Sel", cue="said", source="Kelmar"
)
MONDAY = factory.span(TEXT, "Monday")


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "value", "bounds"),
    [
        ("2031-03-10", "2031-03-10", "2031-03-10", "2031-03-10", "on 2031-03-10"),
        ("2031-03", "2031-03-01", "2031-03-31", "2031-03", "between 2031-03-01 and 2031-03-31"),
        ("2031-03-10/..", "2031-03-10", None, "2031-03-10/..", "on or after 2031-03-10"),
        ("../2031-03-10", None, "2031-03-10", "../2031-03-10", "on or before 2031-03-10"),
        ("", None, None, UNREAD, ""),
    ],
)
def test_a_date_says_how_far_it_reaches(
    edtf: str, earliest: str | None, latest: str | None, value: str, bounds: str
) -> None:
    when = When(MONDAY, "text", edtf, earliest, latest, "published")
    (fact,) = facts(factory.reading(ARTICLE, dates=(when,)), TEXT)
    assert (fact.value, fact.bounds, fact.span) == (value, bounds, MONDAY)
    assert fact.basis is not None
    assert fact.basis.label == "from the day of publication"


@pytest.mark.parametrize(
    ("value", "low", "high", "approximate", "shown", "reach"),
    [
        (40.0, 40.0, 40.0, True, "about 40 people", ""),
        (40.0, 35.0, 45.0, False, "40 people", "from 35 to 45"),
        (40.0, 40.0, None, False, "40 people", "40 or more"),
        (40.0, None, 40.0, False, "40 people", "40 or fewer"),
        (None, None, None, False, f"{UNREAD} people", ""),
    ],
)
def test_a_figure_says_its_bounds(
    value: float | None, low: float | None, high: float | None, approximate: bool, shown: str, reach: str
) -> None:
    figure = Figure(factory.span(TEXT, "about 40 people"), "text", value, low, high, "people", approximate)
    (fact,) = facts(factory.reading(ARTICLE, figures=(figure,)), TEXT)
    assert (fact.value, fact.bounds) == (shown, reach)


def test_numbers_show_no_digits_that_were_not_given() -> None:
    assert [number(n) for n in (4000.0, 0.5, 1234567.25, 0.0)] == ["4,000", "0.5", "1,234,567.25", "0"]


def test_an_event_leads_to_the_statements_it_stands_in() -> None:
    clash = Event(
        "e",
        factory.span(TEXT, "clash"),
        "clash",
        factory.span(TEXT, "Sel"),
        MONDAY,
        ("k", "gone"),
        (SAID.id, "gone"),
    )
    reading = factory.reading(
        ARTICLE, SAID, events=(clash,), entities=(Entity("k", "Kelmar", "organisation"),)
    )
    (shown,) = reading_view(ARTICLE, reading).facts
    assert shown.words == "clash"
    assert shown.said_in == ((1, SAID.id),)
    assert shown.fact.detail == (("place", "Sel"), ("date", "Monday"), ("named", "Kelmar"))


def test_marks_of_facts_stand_among_those_of_statements() -> None:
    # Kills: a mark of the title put into the text, a fact's key that hides a statement's.
    when, titled = (
        When(MONDAY, "text", "2031", None, None, "none"),
        When(factory.span("Monday talks", "Monday"), "title", "2031", None, None, "none"),
    )
    article = factory.article(TEXT, title="Monday talks")
    view = reading_view(article, factory.reading(article, dates=(when, titled)))
    found = {
        name: [p.text for p in pieces for layer in p.layers if layer.layer == "date"]
        for name, pieces in (("title", view.title), ("text", [p for par in view.paragraphs for p in par]))
    }
    assert found == {"title": ["Monday"], "text": ["Monday"]}
    assert [fact.fact.part for fact in view.facts] == ["title", "text"]
