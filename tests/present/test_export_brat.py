"""brat standoff: what is written reads back as what was read, and so do the corrections that brat writes."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

import pytest
from export_builders import ARTICLE, DENIED, ENTRIES, READING, SAID, TEXT, TITLE, TOPIC, asked, entry_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

import factory
from reportedly.errors import FormatError
from reportedly.present.exports.brat import (
    BRAT,
    CONFIGURATION,
    DOCUMENTS,
    Marked,
    document_name,
    read_document,
)
from reportedly.present.tables import Entry
from reportedly.record import ENUMERATIONS, Span, Statement

LINE = re.compile(
    r"T\d+\t(Statement|Cue|Source) \d+ \d+(;\d+ \d+)*\t[^\n]*|E\d+\tStatement:T\d+( (Cue|Source):T\d+| Parent:E\d+)*"
    r"|A\d+\t\w+ E\d+( \w+)?|#\d+\tAnnotatorNotes E\d+\t[^\n]*"
)
"""A line as brat's page on its format has it (brat.nlplab.org/standoff.html)."""


def folder(*entries: Entry) -> dict[str, str]:
    assert BRAT.files is not None
    return {name: raw.decode() for name, raw in BRAT.files(iter(entries), asked(with_text=True), Counter())}


def marked(statement: Statement, speaker: str | None = None) -> Marked:
    """What reading back should give of a statement."""
    lists = ("stance", "kind", "form", "voice", "resolution")
    raised = {"inferred": statement.inferred, "topic_only": statement.topic_only}
    return Marked(
        statement.id,
        statement.content,
        statement.cue,
        statement.source,
        speaker,
        statement.parent,
        {name: getattr(statement, name) for name in lists},
        frozenset(name for name, up in raised.items() if up),
    )


def test_a_folder_has_a_text_and_its_marks_for_each_article() -> None:
    found = folder(*ENTRIES)
    name = document_name(ARTICLE.id, "text")
    assert found[f"{name}.txt"] == TEXT
    assert found[f"{name}--title.txt"] == ARTICLE.title
    assert {"a2.txt", "a2.ann", CONFIGURATION, DOCUMENTS} < set(found)
    assert f'{name}\ttext\t"a/1 ü"\n' in found[DOCUMENTS]
    assert "Stance\tArg:<EVENT>, Value:" + "|".join(ENUMERATIONS["statement.stance"]) in found[CONFIGURATION]


def test_every_line_is_in_the_format_and_covers_its_words() -> None:
    found = folder(*ENTRIES)
    for name in [n for n in found if n.endswith(".ann")]:
        text = found[name.replace(".ann", ".txt")]
        for line in found[name].splitlines():
            assert LINE.fullmatch(line), line
            if line.startswith("T"):
                _, where, words = line.split("\t")
                places = [p.split() for p in where.split(" ", 1)[1].split(";")]
                assert " ".join(text[int(a) : int(b)] for a, b in places) == words


def test_what_was_written_reads_back() -> None:
    found, name = folder(*ENTRIES), document_name(ARTICLE.id, "text")
    names = {s.id: s.name for s in READING.speakers}
    of_text = [marked(s, names.get(s.speaker or "")) for s in READING.statements if s.part == "text"]
    assert list(read_document(found[f"{name}.ann"], TEXT)) == of_text
    assert TOPIC.content == ()
    (title,) = read_document(found[f"{name}--title.ann"], ARTICLE.title)
    assert title == marked(TITLE)


@st.composite
def documents(draw: st.DrawFn) -> Entry:
    """Statements at any places of a text full of line ends; no two places of one statement lie closer than a word."""
    text = "".join(
        draw(st.lists(st.sampled_from(["ab", "c", "\n", "\r\n", "😀", "\u2028", " "]), min_size=6))
    )
    text += "xy"
    article = factory.article(text)
    made = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if text[start:end].strip("\r\n\u2028"):
            made.append(factory.statement(article, Span(start, end), cue=Span(0, 1), stance="denies"))
    return Entry(article, factory.reading(article, *{s.id: s for s in made}.values()))


def trimmed(span: Span, text: str) -> Span:
    """Without the line ends at its ends: brat marks none."""
    words = span.of(text)
    left = len(words) - len(words.lstrip("\r\n\u2028"))
    return Span(span.start + left, span.start + len(words.rstrip("\r\n\u2028")))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_any_places_come_back(entry: Entry) -> None:
    # Kills: offsets in UTF-16 units or bytes; a mark that ends at a line end; fragments put together across words.
    text = entry.article.text
    found = read_document(folder(entry)["a1.ann"], text)
    assert [m.statement for m in found] == [s.id for s in entry.statements]
    for m, s in zip(found, entry.statements, strict=True):
        assert m.content == (trimmed(s.content[0], text),)
        assert m.labels["stance"] == "denies"


def test_a_correction_is_read_whatever_the_order_of_lines() -> None:
    ann = folder(ENTRIES[0])[f"{document_name(ARTICLE.id, 'text')}.ann"]
    at = DENIED.content[0]
    corrected = ann.replace(f"Statement {at.start} {at.end}\t", f"Statement {at.start + 5} {at.end}\t")
    corrected = corrected.replace("Stance E2 denies", "Stance E2 asserts")
    corrected = (
        "\n".join(reversed(corrected.splitlines())) + "\n#99\tAnnotatorNotes E2\tsee the second page\n"
    )
    corrected += "R1\tOther Arg1:E1 Arg2:E2\n*\tEquiv T1 T2\n"
    found = {m.statement: m for m in read_document(corrected, TEXT)}
    assert found[DENIED.id].content == (Span(at.start + 5, at.end),)
    assert found[DENIED.id].labels["stance"] == "asserts"
    assert found[DENIED.id].parent == SAID.id
    assert found[SAID.id].content == SAID.content


def test_a_statement_that_a_person_added_has_no_id() -> None:
    added = "T1\tStatement 0 3\tAda\nT2\tCue 4 8\tsaid\nE1\tStatement:T1 Cue:T2\nA1\tStance E1 denies\n"
    (found,) = read_document(added, "Ada said so.")
    assert found == Marked(None, (Span(0, 3),), (Span(4, 8),), (), labels={"stance": "denies"})


@pytest.mark.parametrize(
    ("ann", "said"),
    [
        ("T1\tStatement 0\tx\n", "line 1: expected brat's standoff format"),
        ("T1\tStatement 0 99\tx\n", "line 1"),
        ("T1\tStatement 5 2\tx\n", "line 1"),
        ("E1\tStatement:T9\n", "E1: expected marks that are in the document"),
        ("\nE1\tStatement\n", "line 2"),
        ('#1\tAnnotatorNotes E1\t{"a\n', "line 1"),
        ("A1\tStance\n", "line 1"),
    ],
)
def test_what_cannot_be_understood_is_named(ann: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read_document(ann, "Ada said so.")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('TEA#1\t:; \n{}"S'), max_size=60))
@example("#1\tAnnotatorNotes\t{}")
@example("E1\ta:b:c")
def test_any_file_gives_statements_or_a_clear_error(ann: str) -> None:
    # Kills: an index or a key that is taken for granted.
    with suppress(FormatError):
        assert all(isinstance(m, Marked) for m in read_document(ann, "Ada said so."))


def test_names_of_documents_are_plain_and_differ() -> None:
    ids = ["a1", "a/1", "a_1", "a 1", "é", "è", "x" * 300, "x" * 301, "", ".."]
    names = [document_name(id, part) for id in ids for part in ("text", "title")]  # type: ignore[arg-type]
    assert len({n.casefold() for n in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,110}", n) for n in names)
    assert entry_of("x").article.id == "a1"
