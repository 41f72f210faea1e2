"""Lines for a terminal: widths in cells, wrapping that never cuts a word, characters that must not act."""

from hypothesis import given
from hypothesis import strategies as st

import strategies
from reportedly.present.layout import cells, harmless, paint, wrapped


@given(strategies.texts(), st.integers(8, 60))
def test_wrapping_keeps_every_word_in_order(text: str, width: int) -> None:
    # Kills: losing the word that did not fit, starting a line with a blank.
    lines = list(wrapped(text, width, "  ", "    "))
    assert " ".join(lines).split() == harmless(text).split()


@given(strategies.texts(), st.integers(8, 60))
def test_no_line_is_wider_than_asked_unless_one_word_is(text: str, width: int) -> None:
    # Kills: counting code points for cells, off-by-one at the blank between two words.
    for line in wrapped(text, width, "  "):
        assert cells(line) <= width or len(line.split()) == 1


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_printed(text: str) -> None:
    # Kills: letting through escape (colours, titles), line ends, or a turn of direction.
    shown = harmless(text)
    assert not any(c in shown for c in "\x1b\x07\r\n\x9b\u202e\u2066")


def test_an_escape_sequence_is_shown_by_its_code() -> None:
    assert harmless("a\x1b[31mb\u202ec") == "a<U+001B>[31mb<U+202E>c"


def test_cells_of_combining_wide_and_joined_characters() -> None:
    assert [cells(t) for t in ("abc", "e\u0301", "日本", "\u200b")] == [3, 1, 4, 0]


def test_paint_only_where_there_is_colour_and_text() -> None:
    assert paint("x", "bold", color=True) == "\x1b[1mx\x1b[0m"
    assert paint("x", "bold", color=False) == "x"
    assert paint("", "bold", color=True) == ""
