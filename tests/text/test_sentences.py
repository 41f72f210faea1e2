"""Paragraphs and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.record import Span
from reportedly.text import paragraphs, sentences
from strategies import texts

SHAPES = st.lists(
    st.sampled_from(
        ["He left.", " ", "“Go!”", "Mr. ", "U.S. ", "…", "道。", "\n", "\r\n", "Delk", "3.5", "?", "\u2028"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Delk met Dr. Tal. They spoke.", ["Mr. Delk met Dr. Tal.", "They spoke."]),
        ("J. R. Delk spoke. He left.", ["J. R. Delk spoke.", "He left."]),
        ("He met U.S. officials. They left.", ["He met U.S. officials.", "They left."]),
        ("It is 5 p.m. The road is closed.", ["It is 5 p.m.", "The road is closed."]),
        ("Delk Ltd. Tal said so.", ["Delk Ltd. Tal said so."]),
        ("No. 5 is shut. On Jan. 5 it was.", ["No. 5 is shut.", "On Jan. 5 it was."]),
        ("It cost 3.5 million. Two left.", ["It cost 3.5 million.", "Two left."]),
        ("“Go.” She left. “Why?” he asked.", ["“Go.”", "She left.", "“Why?” he asked."]),
        ("Wait... He left… Then no.", ["Wait...", "He left…", "Then no."]),
        ("He came (late.) They left.", ["He came (late.)", "They left."]),
        ("Is it? Yes! Good.", ["Is it?", "Yes!", "Good."]),
        ("道は閉鎖。橋も。", ["道は閉鎖。", "橋も。"]),
        ("「はい。」橋も。", ["「はい。」", "橋も。"]),
        ("Дорога закрыта. Мост открыт.", ["Дорога закрыта.", "Мост открыт."]),
        ("one. two", ["one. two"]),
        ("One line\nTwo line", ["One line", "Two line"]),
        ("", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in sentences(text)] == expected


def test_a_paragraph_is_a_line_without_the_space_around_it() -> None:
    text = "  One. \r\n\r\n\tTwo\u2028Three\x0b \n"
    assert [p.of(text) for p in paragraphs(text)] == ["One.", "Two", "Three"]


def test_sentences_of_a_stretch_stay_in_it() -> None:
    text = "One is. Two is. Three is."
    assert [s.of(text) for s in sentences(text, Span(8, 20))] == ["Two is.", "Thre"]


@given(st.one_of(texts(), SHAPES))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    """Kills: a boundary that swallows the closing mark after it, and a start that is not moved past the space."""
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for s in found for i in range(*s)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)
    assert all(s.of(text) == s.of(text).strip() != "" for s in found)


@given(st.one_of(texts(), SHAPES))
def test_a_sentence_never_crosses_a_paragraph(text: str) -> None:
    """Kills: running over the whole text instead of each paragraph."""
    lines = paragraphs(text)
    assert all(sum(p.contains(s) for p in lines) == 1 for s in sentences(text))
