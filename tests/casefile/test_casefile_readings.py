"""A reading comes back to the byte, and its rows are those of the latest."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from casefile_builders import STAMP, article, place, reading, statement
from hypothesis import HealthCheck, given, settings

import strategies
from reportedly.casefile import Casefile
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import Article, Reading, Span, Stamp, statement_id, text_sha256


# Kills: a reading rebuilt from rows that lack a field; floats or order lost on the way.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=strategies.record(Reading))
def test_a_reading_comes_back_equal(case: Casefile, made: Reading) -> None:
    case.add(article(1))
    made = dataclasses.replace(
        made,
        id="a00001",
        text_sha256=text_sha256(article(1).text),
        statements=(),
        credits=(),
        gaps=(),
        speakers=(),
    )
    assert case.store_readings([made]) == 1
    assert case.reading("a00001") == made


def test_unread_is_what_has_no_reading_of_this_stamp(case: Casefile) -> None:
    given = [article(n) for n in (3, 1, 2)]
    case.add_all(given)
    case.store_readings([reading(given[0])])
    assert list(case.unread(STAMP)) == ["a00001", "a00002"]
    assert list(case.unread(Stamp("0.1.0", "rules-2", "1.0.0"))) == ["a00001", "a00002", "a00003"]


def test_readings_may_be_stored_while_unread_is_walked(case: Casefile) -> None:
    case.add_all([article(n) for n in range(1100)])  # more than one page of ids
    walked = []
    for id in case.unread(STAMP):
        walked.append(id)
        case.store_readings([reading(case.article(id))])
    assert walked == [article(n).id for n in range(1100)]
    assert list(case.unread(STAMP)) == []


def rows_of(case: Casefile) -> list[tuple[str, int]]:
    tables = ("reading", "statement", "speaker", "credit", "gap", "problem", "statement_words_docsize")
    return [(table, case._store.value(f"SELECT count(*) FROM {table}")) for table in tables]


def test_a_later_reading_takes_the_place_of_the_earlier_whole(case: Casefile) -> None:
    case.add(article(1), reading(article(1), copies=3))
    before = dict(rows_of(case))
    assert (before["statement"], before["statement_words_docsize"]) == (4, 4)
    assert case.search("talks").count == 3
    later = Reading("a00001", Stamp("0.2.0", "rules-2", "1.0.0"), text_sha256(article(1).text))
    assert case.store_readings([later]) == 1
    assert rows_of(case) == [(t, int(t == "reading")) for t, _ in rows_of(case)]
    assert [hit.where for hit in case.search("talks").items] == ["text"]
    assert case.reading("a00001") == later
    assert case.verify().ok


def test_a_failed_attempt_at_reading_is_settled_by_a_reading(case: Casefile) -> None:
    case.add(article(1))
    unfit = dataclasses.replace(reading(article(1)), text_sha256="0" * 64)
    assert case.store_readings([unfit]) == 0
    assert [p.kind for p in case.problems().items] == ["reading_refused"]
    case.store_readings([dataclasses.replace(reading(article(1)), problems=())])
    assert case.problems().count == 0


def broken(of: Article, **change: Any) -> Reading:
    made = reading(of)
    return dataclasses.replace(made, statements=(dataclasses.replace(made.statements[0], **change),))


@pytest.mark.parametrize(
    ("unfit", "said"),
    [
        (dataclasses.replace(reading(article(1)), id="nowhere"), "there is no article 'nowhere'"),
        (dataclasses.replace(reading(article(1)), text_sha256="0" * 64), "expected text_sha256"),
        (broken(article(1), content=(Span(5, 5000),)), "expected an end of at most"),
        (broken(article(1), speaker="s9"), "expected a speaker of its reading, got 's9'"),
        (broken(article(1), content=(), cue=(), source=()), "expected a place in the text"),
        (
            dataclasses.replace(reading(article(1)), statements=reading(article(1)).statements[:1] * 2),
            "UNIQUE",
        ),
        (broken(article(1), score=None), "NOT NULL"),
        (dataclasses.replace(reading(article(1)), extra={"x": "\ud800"}), "written as JSON"),
    ],
)
def test_an_unfit_reading_is_a_problem_and_the_rest_goes_on(
    case: Casefile, unfit: Reading, said: str
) -> None:
    case.add_all([article(1), article(2)])
    case.store_readings([reading(article(1))])
    assert case.store_readings([unfit, reading(article(2))]) == 1
    (problem,) = (p for p in case.problems().items if p.stage == "casefile")
    assert (problem.kind, problem.item) == ("reading_refused", unfit.id)
    assert said in problem.message
    assert case.reading("a00001") == reading(article(1))  # the earlier one was not lost
    assert case.verify().ok


def test_an_unfit_reading_given_with_its_article_raises_and_stores_neither(case: Casefile) -> None:
    with pytest.raises(InputError, match="expected that of article 'a00002'"):
        case.add(article(2), reading(article(1)))
    with pytest.raises(InputError, match="expected a speaker"):
        case.add(article(1), broken(article(1), speaker="s9"))
    assert case.summary().articles == 0


def test_statements_of_the_title_take_their_words_from_it(case: Casefile) -> None:
    spans = (
        place("Halvik: “no talks”", "no talks"),
        place("Halvik: “no talks”", ":"),
        place("Halvik: “no talks”", "Halvik"),
    )
    of = article(1, title="Halvik: “no talks”")
    id = statement_id(of.id, "title", *spans, "attributed")
    in_title = dataclasses.replace(
        reading(of).statements[0], id=id, part="title", content=spans[0], cue=spans[1], source=spans[2]
    )
    case.add(of, dataclasses.replace(reading(of), statements=(in_title,)))
    (hit,) = case.search("said:talks").items
    assert (hit.content, hit.cue, hit.source) == ("no talks", ":", "Halvik")


def test_damaged_words_are_shown_mended_and_kept_as_they_came(case: Casefile) -> None:
    of = article(1, "the crossing at Zel\u00adhan stays shut")  # a soft hyphen, as from a typeset page
    case.add(of, reading(of))
    (hit,) = case.search("said:zelhan").items
    assert hit.content == "the crossing at Zelhan stays shut"
    assert case.article(of.id).text == of.text
    assert case.search("zelhan dateline").count == 0
    assert case.verify().ok


def test_a_statement_in_two_places_shows_both(case: Casefile) -> None:
    of = article(1)
    parts = place(of.text, "the café") + place(of.text, "stays shut")
    whole = statement(of, "the café", "said", "The ministry of Kelmar", "s1")
    split = dataclasses.replace(
        whole, content=parts, id=statement_id(of.id, "text", parts, whole.cue, whole.source, "attributed")
    )
    case.add(of, dataclasses.replace(reading(of), statements=(split,)))
    assert case.search("said:shut").items[0].content == "the café … stays shut"


def test_no_row_can_hang_on_an_article_that_is_not_there(case: Casefile) -> None:
    with pytest.raises(InputError, match="FOREIGN KEY"):
        case._store.run("INSERT INTO gap VALUES (1, 99, 'text', 0, 1, 'who?', '[]')")


def test_a_reading_can_be_asked_for(case: Casefile) -> None:
    case.add_all([article(1), article(2)])
    case.store_readings([reading(article(2))])
    assert (case.has_reading("a00001"), case.has_reading("a00002")) == (False, True)
    assert list(case.readings()) == [reading(article(2))]
    with pytest.raises(UnknownItemError, match="no reading"):
        case.reading("a00001")
