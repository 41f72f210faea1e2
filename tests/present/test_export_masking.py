"""Protected names are hidden everywhere, character for character, and nothing else is."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from export_builders import ARTICLE, DENIED, ENTRIES, READING, SPEAKERS, STORY, asked
from hypothesis import example, given, settings
from hypothesis import strategies as st

import factory
from reportedly.codec import encode
from reportedly.present.exports import FORMATS
from reportedly.present.exports.masking import BLOCK, Mask, protected_names
from reportedly.present.tables import Entry
from reportedly.record import Noted, Reading

PROTECTED = replace(READING, speakers=(SPEAKERS[0], replace(SPEAKERS[1], protected=True)))
NAMED = replace(
    ARTICLE,
    metadata=(
        *(n for n in ARTICLE.metadata if n.name not in ("url", "title")),
        Noted("title", "RENN: =Bridge", "field", "field"),
        Noted("url", "https://example.org/news/pavo-renn-denies?x=1", "field", "field"),
    ),
    extra={"note": ["asked Mr Renn again", {"Renn": 1}]},
)
ENTRY = Entry(NAMED, replace(PROTECTED, statements=PROTECTED.statements[:-1]), ("st1", 1))


def masked(entry: Entry = ENTRY) -> Entry:
    return Mask(protected_names([entry.reading])).entry(entry)


def test_names_are_those_of_protected_speakers_and_their_entities() -> None:
    entities = (factory.entity("Pavo K. Renn", id="e2"), factory.entity("Ina Dorvalda", id="e1"))
    of_entity = replace(PROTECTED.speakers[1], entity="e2")
    reading = replace(PROTECTED, entities=entities, speakers=(SPEAKERS[0], of_entity))
    assert protected_names([reading, OTHERS]) == {"Pavo Renn", "Pavo K. Renn"}
    assert protected_names([READING]) == frozenset()


OTHERS = Reading("x", READING.stamp, "")


def test_every_place_of_a_name_becomes_blocks_of_its_length() -> None:
    text = masked().article.text
    assert "Renn" not in text
    assert len(text) == len(ARTICLE.text)
    assert f"{BLOCK * 9} denied that Tosven knew" in text
    assert text.replace(BLOCK * 9, "Pavo Renn") == ARTICLE.text  # nothing else


def test_metadata_addresses_and_further_fields_are_hidden_too() -> None:
    found = masked()
    assert found.article.title == f"{BLOCK * 4}: =Bridge"
    assert found.article.url == f"https://example.org/{BLOCK}"
    assert found.article.extra == {"note": [f"asked Mr {BLOCK * 4} again", {BLOCK * 4: 1}]}
    assert found.reading.speakers[1].name == BLOCK * 9
    assert found.reading.speakers[0] == SPEAKERS[0]


def test_ids_spans_and_words_of_lists_stay() -> None:
    found = masked().reading
    assert [s.id for s in found.statements] == [s.id for s in ENTRY.reading.statements]
    assert [s.content for s in found.statements] == [s.content for s in ENTRY.reading.statements]
    assert found.stamp == READING.stamp
    assert DENIED.id in {s.id for s in found.statements}


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_a_protected_name(name: str) -> None:
    # Kills: a format that takes words from anywhere but the entry it was handed.
    form, wish = FORMATS[name], asked(with_text=FORMATS[name].texts != "never")
    mask = Mask(protected_names([PROTECTED]))
    entries = [mask.entry(ENTRY), mask.entry(ENTRIES[1])]
    if form.pieces:
        raw = b"".join(form.pieces(iter(entries), wish, Counter()))
    else:
        assert form.files is not None
        raw = b"".join(content for _, content in form.files(iter(entries), wish, Counter()))
    shown = raw.decode("utf-8", "replace").casefold()
    assert "renn" not in shown
    assert "pavo" not in shown


def test_what_an_origin_is_called_is_hidden() -> None:
    origin = replace(STORY.origins[0], named="Renn Press")
    found = Mask({"Pavo Renn"}).story(replace(STORY, origins=(origin,)))
    assert found.origins[0].named == f"{BLOCK * 4} Press"
    assert found.articles == STORY.articles


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Pavo Renn", "Renn’s brother, Rennick, and PAVO RENN", "████’s brother, Rennick, and █████████"),
        ("Pavo Renn", "Pavo\nRenn", "█████████"),
        ("Dr. Renn", "Dr. Renn and Renn", "████████ and ████"),
        ("a girl of 14", "A girl; a girl of 14 said the girl", "A girl; ████████████ said the girl"),
        ("The Mother", "The bridge. The Mother", "The bridge. ██████████"),
        ("Ruud van Tosk", "van Tosk, a van, Ruud", "van ████, a van, ████"),
        ("Ina Dorvalda", "Dorvald\N{SOFT HYPHEN}a said", "█████████ said"),
        ("José O’Kel", "Jose\u0301 O'Kel", "███████████"),
        ("Łukasz Öz", "Öz, ÖZ and oz", "██, ██ and oz"),
    ],
)
def test_how_much_of_a_name_is_hidden(name: str, text: str, shown: str) -> None:
    assert Mask({name}).text(text) == shown


def test_without_names_everything_is_handed_back_as_it_is() -> None:
    assert Mask(()).entry(ENTRY) is ENTRY
    assert Mask(()).story(STORY) is STORY


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.sampled_from("abRenvoP. \n'()*+"), max_size=30),
    st.sampled_from(["Pavo Renn", "a(b", "R*", "'"]),
)
@example("Pavo Renn", "(")
def test_lengths_never_change(text: str, name: str) -> None:
    # Kills: a name taken for a pattern; a mask of another length, after which spans point elsewhere.
    assert len(Mask({name}).text(text)) == len(text)


def test_a_masked_reading_is_still_one() -> None:
    found = json.loads(encode(masked().reading))
    assert found["speakers"][1]["protected"] is True
