"""Places in code points and in UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from reportedly.errors import SpanError
from reportedly.text.utf16 import from_utf16, to_utf16

TEXT = "a😀e\u0301👩‍👧б𝔸"


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_each_place_of_a_text_with_emoji_and_combining_marks() -> None:
    places = list(range(len(TEXT) + 1))
    assert to_utf16(TEXT, places) == [units(TEXT[:p]) for p in places]
    assert to_utf16("plain", [5, 0, 3]) == [5, 0, 3]


def test_half_a_character_is_the_place_before_it() -> None:
    assert from_utf16("a😀b😀", range(7)) == [0, 1, 1, 2, 3, 3, 4]


@pytest.mark.parametrize("offset", [-1, 3])
def test_a_place_outside_is_a_callers_mistake(offset: int) -> None:
    with pytest.raises(SpanError, match=rf"offset: expected 0 to 2, got {offset}"):
        to_utf16("a😀", [0, offset])


def test_the_end_counts_in_units_on_the_way_back() -> None:
    assert from_utf16("a😀", [3]) == [2]
    with pytest.raises(SpanError, match="offset: expected 0 to 3, got 4"):
        from_utf16("a😀", [4])


@given(strategies.texts(), st.data())
def test_there_and_back_in_any_order(text: str, data: st.DataObject) -> None:
    # Kills: offsets taken as sorted, a mark counted at its own place.
    offsets = data.draw(st.lists(st.integers(0, len(text))))
    there = to_utf16(text, offsets)
    assert there == [units(text[:o]) for o in offsets]
    assert from_utf16(text, there) == offsets
