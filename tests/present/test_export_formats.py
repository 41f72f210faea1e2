"""What formats have in common: how they are asked for, that they stream, and what lies beside them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from export_builders import ARTICLE, ENTRIES, READING, STORY, asked, written
from hypothesis import given, settings

import factory
import strategies
from reportedly.codec import decode, encode
from reportedly.errors import FormatError, InputError
from reportedly.present.exports import FORMATS, Exported, Written, completeness, format_named, manifest
from reportedly.present.exports.lines import ReadingLine, read_lines
from reportedly.present.tables import COLUMNS, Entry
from reportedly.record import Reading, Stamp

STREAMED = ("csv", "jsonl", "parquet", "web-annotation", "followthemoney", "claimreview", "prov", "bibtex")
"""Formats whose bytes come while articles go by. XLSX waits on disk, a dossier is bounded."""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_holds_and_what_it_has_no_place_for(name: str) -> None:
    form = FORMATS[name]
    assert form.name == name
    assert (form.pieces is None) != (form.files is None)
    assert len(form.holds) > 10
    assert len(form.lost) > 10
    assert form.texts in ("never", "can", "must")


def test_formats_that_are_not_there_are_named_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"export: expected a format, one of csv, xlsx, .*, got 'pdf'"):
        format_named("pdf")
    with pytest.raises(InputError, match=r"expected a format that takes texts, one of jsonl, followthemoney"):
        format_named("csv", with_text=True)
    with pytest.raises(InputError, match=r"brat marks places in texts .* --with-text"):
        format_named("brat")


@pytest.mark.parametrize("name", STREAMED)
def test_pieces_are_made_while_articles_go_by(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Kills: a format that gathers a list first (Parquet gathers one group of rows).
    monkeypatch.setattr("reportedly.present.exports.parquet.ROWS", 50)
    taken = []

    def entries() -> Iterator[Entry]:
        for n in range(100):
            taken.append(n)
            yield ENTRIES[0]

    pieces = FORMATS[name].pieces
    assert pieces is not None
    made = pieces(entries(), asked(), Counter())
    for _ in range(2):
        next(made)
    assert len(taken) < 100


@pytest.mark.parametrize("name", [n for n, form in FORMATS.items() if form.pieces])
def test_the_same_entries_give_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)


@pytest.mark.parametrize("name", [n for n, form in FORMATS.items() if form.pieces and form.narrows])
def test_nothing_at_all_is_still_a_file_of_its_kind(name: str) -> None:
    form = FORMATS[name]
    assert form.pieces is not None
    raw = b"".join(form.pieces(iter(()), asked(), Counter()))
    if form.media_type.startswith("application/ld+json"):
        assert json.loads(raw)
    assert raw or name in ("jsonl", "followthemoney", "bibtex")


@pytest.mark.parametrize("name", [n for n, form in FORMATS.items() if form.pieces and form.name != "xlsx"])
def test_no_format_has_a_full_text_unless_asked(name: str) -> None:
    raw = written(name)
    assert TEXT_ONLY not in raw
    if FORMATS[name].takes_text:
        assert TEXT_ONLY in written(name, with_text=True).replace(b"\\n", b"\n")


TEXT_ONLY = b"Pavo Renn denied that Tosven knew.\nTraffic was light."
"""Neighbouring sentences: statements apart have them apart."""


def test_a_line_is_the_reading_of_the_interface() -> None:
    assert written("jsonl", ENTRIES[0]) == encode(READING) + b"\n"


def test_a_line_with_its_text_is_still_a_reading() -> None:
    line = written("jsonl", ENTRIES[0], with_text=True)
    found = json.loads(line)
    assert list(found)[:2] == ["id", "stamp"]
    assert list(found)[-2:] == ["text", "title"]
    assert decode(line, Reading) == READING
    assert list(read_lines([line, b"\n"])) == [ReadingLine(READING, ARTICLE.text, ARTICLE.title)]
    untitled = factory.article()
    line = written("jsonl", Entry(untitled, factory.reading(untitled)), with_text=True)
    assert list(read_lines([line])) == [ReadingLine(factory.reading(untitled), untitled.text)]


@settings(max_examples=25, deadline=None)
@given(strategies.record(Reading))
def test_any_reading_comes_back_from_its_line(reading: Reading) -> None:
    # Kills: a field of a reading that is written under another name than it is read.
    article = factory.article(id=reading.id)
    raw = written("jsonl", Entry(article, reading), with_text=True)
    assert list(read_lines(raw.splitlines(keepends=True))) == [ReadingLine(reading, article.text)]


def test_a_line_that_is_no_reading_is_refused_with_its_field() -> None:
    with pytest.raises(FormatError, match="stamp"):
        list(read_lines([b'{"id": "a1"}']))


STAMPS = {Stamp("0.2", "m", "1"): 1, Stamp("0.1", "r", "1"): 4}


def test_a_manifest_says_what_was_written_and_whether_it_is_all() -> None:
    wish = asked(query="who:dorvald", at="2031-03-03T00:00:00Z")
    exported = Exported(wish, STAMPS, "d" * 64, True, 5, 40, masked=2)
    told = manifest(
        format_named("csv"), exported, files=[Written("out.csv", 9, "f" * 64)], audit={"logged": False}
    )
    assert told["complete"] is True
    assert told["completeness"] == "Complete: everything that the query finds."
    assert told["columns"] == COLUMNS
    assert told["article_text"] is False
    assert told["protected_names"] == {"masked": True, "names": 2}
    assert told["files"] == [{"name": "out.csv", "bytes": 9, "sha256": "f" * 64}]
    assert [(s["reportedly"], s["readings"]) for s in told["stamps"]] == [("0.1", 4), ("0.2", 1)]
    assert told["casefile"] == {"name": "case.db", "digest": "d" * 64, "compared": True}
    assert told["made"]["at"] == "2031-03-03T00:00:00Z"
    assert "lost" in told["format"]


def test_what_was_left_out_makes_it_incomplete() -> None:
    assert completeness({"articles_without_reading": 1}, None) == (
        "Not complete: 1 article of the casefile has no reading yet and had to be left out."
    )
    assert completeness({"articles_without_reading": 2, "cells_cut": 1}, "q") == (
        "Not complete: 2 articles that the query finds have no reading yet and had to be left out; "
        "1 cell that the query finds is longer than a spreadsheet takes and was cut."
    )
    assert completeness({"cells_cut": 0}, None, "st1") == "Complete: every article of the story."
    left = Exported(asked(story=STORY), {}, "", True, 2, 9, left={"statements_without_claim": 4})
    told = manifest(format_named("claimreview"), left, files=[], audit={})
    assert (told["statements"], told["complete"], told["story"]) == (5, False, "st1")
    assert told["left_out"] == {"articles_without_reading": 0, "statements_without_claim": 4}
