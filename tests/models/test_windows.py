"""What the encoder sees of a text."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.models.windows import WINDOW, case_of, windows
from reportedly.models.wordpiece import FIRST, LAST, WordPiece

LETTERS = WordPiece(["[PAD]", "[NAME]", *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), ".", ",", '"', "“", "”"])  # fmt: skip


@given(st.lists(st.text("ab. “”", min_size=1, max_size=200), max_size=12))
def test_every_piece_is_in_one_window_and_none_is_too_long(paragraphs: list[str]) -> None:
    """Kills: a paragraph lost at a window's edge, a window over the encoder's length."""
    text = "\n\n".join(paragraphs)
    found = windows(text, LETTERS)
    places = [p for w in found for p in w.places[1:-1]]
    assert places == sorted(places)
    assert "".join(p.of(text) for p in places) == "".join(text.split())
    assert all(len(w.ids) <= WINDOW and w.ids[0] == FIRST and w.ids[-1] == LAST for w in found)
    assert all(len(w.ids) == len(w.places) == len(w.case) == len(w.quoted) for w in found)


def test_a_window_depends_on_its_own_paragraphs_only() -> None:
    """Kills: features that look over the paragraph's edge (copies are then not encoded alike)."""
    long = "ab " * 40
    alone, behind = windows(long, LETTERS), windows(f"“ba {long}\n\n{long}", LETTERS)
    assert (alone[0].ids, alone[0].case, alone[0].quoted) == (
        behind[-1].ids,
        behind[-1].case,
        behind[-1].quoted,
    )


def test_quotation_and_case_are_told() -> None:
    (window,) = windows("Ab “cd” AB", LETTERS)
    assert [case_of(w) for w in ("said", "Ana", "EU", "1994", "—", "É")] == [1, 2, 3, 4, 5, 2]
    assert window.quoted[1:-1] == [1, 1, 2, 2, 2, 2, 1, 1]
