"""Rows of a table: every cell says what stands in the article, and no cell acts in a spreadsheet."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import factory
import strategies
from reportedly.present.exports import Asked
from reportedly.present.exports.comma_separated import CSV
from reportedly.present.tables import COLUMNS, FORMULA, Entry, guarded, rows, unguarded
from reportedly.record import Relay

TEXT = "The bridge is “-clo\N{SOFT HYPHEN}sed”, Ina Dorvald\N{SOFT HYPHEN}a said, “till\nMay”. Traffic was light."
ARTICLE = factory.article(
    TEXT, outlet="The Example", title="=Bridge, closed", published="2031-03-03", url="https://example.org/1"
)
SAID = factory.statement(
    ARTICLE,
    ["-clo\N{SOFT HYPHEN}sed", "till\nMay"],
    cue="said",
    source="Ina Dorvald\N{SOFT HYPHEN}a",
    speaker="s1",
    form="mixed",
    stance="denies",
    relays=(Relay("The Paper", "explicit"), Relay(None, "inferred"), Relay("The Example", "explicit")),
    inferred=True,
    score=0.75,
)
OWN = factory.statement(ARTICLE, "Traffic was light.", parent=SAID.id)
TITLE = factory.statement(ARTICLE, "=Bridge", part="title")
READING = factory.reading(
    ARTICLE, SAID, OWN, TITLE, speakers=[factory.speaker("Ina Dorvalda", title="Mayor", affiliation="Kelmar")]
)
STORY = ("st1", 1)


def table(*entries: Entry) -> list[dict[str, str]]:
    """What a program reads that opens the file."""
    raw = b"".join(CSV.pieces(iter(entries), Asked(), Counter()))
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))


def test_a_row_says_all_that_is_known_of_a_statement() -> None:
    (row, *_) = table(Entry(ARTICLE, READING, STORY))
    assert row == {
        "article": "a1",
        "outlet": "The Example",
        "title": "'=Bridge, closed",
        "published": "2031-03-03",
        "url": "https://example.org/1",
        "statement": SAID.id,
        "part": "text",
        "speaker": "Ina Dorvalda",
        "speaker_title": "Mayor",
        "affiliation": "Kelmar",
        "resolution": "named",
        "source": "Ina Dorvald\N{SOFT HYPHEN}a",
        "cue": "said",
        "content": "'-clo\N{SOFT HYPHEN}sed … till\nMay",
        "content_mended": "'-closed … till\nMay",
        "form": "mixed",
        "kind": "statement",
        "stance": "denies",
        "voice": "attributed",
        "inferred": "1",
        "topic_only": "0",
        "relays": "The Paper > unknown > The Example",
        "parent": "",
        "start": str(TEXT.index("-clo")),
        "end": str(TEXT.index("May") + 3),
        "score": "0.75",
        "story": "st1",
        "separate_origins": "1",
    }


def test_own_voice_and_titles_have_empty_cells_for_what_they_have_not() -> None:
    _, own, title = table(Entry(ARTICLE, READING))
    assert [own[c] for c in ("speaker", "source", "cue", "relays", "story", "separate_origins")] == [""] * 6
    assert (own["voice"], own["content"], own["parent"]) == ("outlet", "Traffic was light.", SAID.id)
    assert (title["part"], title["content"], title["start"], title["end"]) == ("title", "'=Bridge", "0", "7")


def test_only_the_statements_asked_for_are_rows() -> None:
    assert [row["statement"] for row in table(Entry(ARTICLE, READING, None, (0, 2)))] == [SAID.id, TITLE.id]
    assert table(Entry(ARTICLE, READING, None, ())) == []


def test_a_table_without_statements_has_its_heading() -> None:
    assert b"".join(CSV.pieces([], Asked(), Counter())) == ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize("begin", ["=1+2", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "''-1"])
def test_what_a_spreadsheet_may_take_for_a_formula_is_guarded(begin: str) -> None:
    assert guarded(begin) == f"'{begin}"


@pytest.mark.parametrize("plain", ["", "a=1", " =1", "'tis so", "1-2", "“-”", "–1"])
def test_other_cells_stay_as_they_are(plain: str) -> None:
    assert guarded(plain) == plain


@given(st.text(st.sampled_from("'=+-@\t\r\nab"), max_size=6) | strategies.texts())
@example("'=x")
def test_the_guard_can_be_taken_off_and_lets_no_formula_through(cell: str) -> None:
    # Kills: a guard that leaves "'=x" alone, so that it reads back as "=x"; a sign left out of the list.
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@given(title=strategies.texts(), outlet=strategies.texts())
@example(title='a,"b"\r\nc', outlet="\r")
def test_any_characters_come_back_from_the_file(title: str, outlet: str) -> None:
    # Kills: a writer that leaves a line end, a comma or a quotation mark unquoted, or drops a byte order mark.
    article = factory.article(outlet=outlet, title=title)
    reading = factory.reading(article, factory.statement(article, "the bridge was closed"))
    (row,) = table(Entry(article, reading))
    assert (unguarded(row["title"]), unguarded(row["outlet"])) == (title, outlet)


def test_the_columns_are_those_of_the_rows() -> None:
    assert {len(row) for row in rows(Entry(ARTICLE, READING, STORY))} == {len(COLUMNS)}
    assert not any(FORMULA.match(name) for name in COLUMNS)
