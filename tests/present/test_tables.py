"""Rows of a table: every cell says what stands in the article, and no cell acts in a spreadsheet."""

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import factory
import strategies
from reportedly.codec import decode, encode
from reportedly.errors import InputError
from reportedly.present.exports import Exported, Written, completeness, format_named, manifest
from reportedly.present.tables import COLUMNS, FORMULA, Entry, guarded, rows, unguarded
from reportedly.record import Reading, Relay, Stamp

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
    raw = b"".join(format_named("csv").pieces(iter(entries), False))
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
    assert b"".join(format_named("csv").pieces([], False)) == ",".join(COLUMNS).encode() + b"\r\n"


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


def test_a_line_is_the_reading_of_the_interface() -> None:
    (line,) = format_named("jsonl").pieces([Entry(ARTICLE, READING, STORY)], False)
    assert line == encode(READING) + b"\n"


def test_a_line_with_its_text_is_still_a_reading() -> None:
    (line,) = format_named("jsonl").pieces([Entry(ARTICLE, READING)], True)
    found = json.loads(line)
    assert (found["text"], found["title"]) == (ARTICLE.text, ARTICLE.title)
    assert list(found)[:2] == ["id", "stamp"]
    assert list(found)[-2:] == ["text", "title"]
    assert decode(line, Reading) == READING
    untitled = factory.article()
    (line,) = format_named("jsonl").pieces([Entry(untitled, factory.reading(untitled))], True)
    assert "title" not in json.loads(line)


def test_formats_that_are_not_there_are_named_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"export: expected a format, one of csv, jsonl, got 'xlsx'"):
        format_named("xlsx")
    with pytest.raises(InputError, match=r"expected a format that takes texts, one of jsonl, got 'csv'"):
        format_named("csv", with_text=True)


def test_pieces_are_made_one_at_a_time() -> None:
    taken = []

    def entries():
        for n in range(3):
            taken.append(n)
            yield Entry(ARTICLE, READING)

    for name, first in (("csv", 2), ("jsonl", 1)):
        taken.clear()
        pieces = format_named(name).pieces(entries(), False)
        for _ in range(first):
            next(pieces)
        assert taken == [0]


EXPORTED = Exported({Stamp("0.2", "m", "1"): 1, Stamp("0.1", "r", "1"): 4}, "d" * 64, True, 5, 40, 0)


def test_a_manifest_says_what_was_written_and_whether_it_is_all() -> None:
    told = manifest(
        format_named("csv"),
        EXPORTED,
        casefile="case.db",
        query="who:dorvald",
        with_text=False,
        files=[Written("out.csv", 9, "f" * 64)],
        at="2031-03-03T00:00:00Z",
        audit={"logged": False, "reason": "r"},
    )
    assert told["complete"] is True
    assert told["completeness"] == "Complete: everything that the query finds."
    assert told["columns"] == COLUMNS
    assert told["article_text"] is False
    assert told["files"] == [{"name": "out.csv", "bytes": 9, "sha256": "f" * 64}]
    assert [(s["reportedly"], s["readings"]) for s in told["stamps"]] == [("0.1", 4), ("0.2", 1)]
    assert told["casefile"] == {"name": "case.db", "digest": "d" * 64, "compared": True}


def test_what_was_left_out_makes_it_incomplete() -> None:
    one = Exported({}, "", True, 5, 40, 1)
    assert completeness(one, None) == (
        "Not complete: 1 article of the casefile has no reading yet and had to be left out."
    )
    assert completeness(Exported({}, "", True, unread=2), "q").startswith(
        "Not complete: 2 articles that the query finds have no reading yet"
    )


def test_the_columns_are_those_of_the_rows() -> None:
    assert {len(row) for row in rows(Entry(ARTICLE, READING, STORY))} == {len(COLUMNS)}
    assert not any(FORMULA.match(name) for name in COLUMNS)
