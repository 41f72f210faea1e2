"""Words with their places."""

from itertools import pairwise

import pytest
from hypothesis import given

from reportedly.text import reading_tokens, tokenize
from strategies import texts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ex-minister's 3.5 km", ["the", "ex", "minister", "s", "3", "5", "km"]),
        ("“Nein”, sagte ER_42", ["nein", "sagte", "er", "42"]),
        ("дорога 😀 道", ["дорога", "道"]),
        (" \n", []),
    ],
)
def test_a_token_is_a_run_of_letters_and_digits(text: str, words: list[str]) -> None:
    assert [t.norm for t in tokenize(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the ex-minister don’t", ["the", "ex-minister", "don’t"]),
        ("U.S. AT&T", ["u.s", ".", "at&t"]),
        ("ministers' talks", ["ministers'", "talks"]),
        ("a_b, (c)", ["a", "_", "b", ",", "(", "c", ")"]),
        ("Zdena Ru\u0301mec said", ["zdena", "ru\u0301mec", "said"]),
        ("🚢 he", ["🚢", "he"]),
    ],
)
def test_reading_keeps_a_word_whole_and_each_mark_alone(text: str, words: list[str]) -> None:
    assert [t.norm for t in reading_tokens(text)] == words


def test_reading_starts_and_stops_where_it_is_told() -> None:
    assert [t.norm for t in reading_tokens("one two three", 4, 7)] == ["two"]
    assert [t.norm for t in reading_tokens("one two three", 4)] == ["two", "three"]


@given(texts())
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    """Kills: places counted from the start of a slice, or of the case-folded text (which may be longer)."""
    for found in (tokenize(text), reading_tokens(text)):
        places = [(t.start, t.end) for t in found]
        assert places == sorted(places)
        assert all(a[1] <= b[0] for a, b in pairwise(places))
        assert all(text[t.start : t.end].casefold() == t.norm for t in found)


@given(texts())
def test_reading_drops_no_letter(text: str) -> None:
    """Kills: a pattern that skips a word it has no branch for (a trailing apostrophe, an underscore)."""
    covered = {i for t in reading_tokens(text) for i in range(t.start, t.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())
