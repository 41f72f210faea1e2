"""Layered marks: every cut where a layer begins or ends, nothing lost, nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factory
import strategies
from reportedly.errors import SpanError
from reportedly.present.marks import Mark, Segment, marks_of, part_marks, segments
from reportedly.record import Span

LAYERS = ("content", "source", "cue", "voice")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(strategies.texts(max_size=30))
    mark = st.builds(Mark, strategies.spans_of(text), st.sampled_from(LAYERS), st.sampled_from("abc"))
    return text, draw(st.lists(mark, max_size=12))


@given(marked_texts())
def test_segments_joined_are_the_text(drawn: tuple[str, list[Mark]]) -> None:
    # Kills: dropping the first or last bound, starting a segment one code point late, empty segments.
    text, marks = drawn
    found = segments(len(text), marks)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(s.start < s.end for s in found)


@given(marked_texts())
def test_each_mark_covers_exactly_its_characters(drawn: tuple[str, list[Mark]]) -> None:
    # Kills: closing a mark before opening at the same place is swapped with opening first; counting a layer and
    # key once where two spans overlap (the first end would close both); taking layer or key alone as the mark.
    text, marks = drawn
    found = segments(len(text), marks)
    for layer in LAYERS:
        for key in "abc":
            wanted = {i for m in marks if (m.layer, m.key) == (layer, key) for i in range(*m.span)}
            covered = [i for s in found if (layer, key) in s.marks for i in range(s.start, s.end)]
            assert sorted(wanted) == covered


@given(marked_texts(), st.lists(st.integers(-5, 40)))
def test_further_cuts_change_no_mark(drawn: tuple[str, list[Mark]], cuts: list[int]) -> None:
    # Kills: treating a cut as the end of the marks above it; cuts outside the text as bounds.
    text, marks = drawn
    found = segments(len(text), marks, cuts)
    by_character = [s.marks for s in found for _ in range(s.start, s.end)]
    plain = [s.marks for s in segments(len(text), marks) for _ in range(s.start, s.end)]
    assert by_character == plain
    assert {c for c in cuts if 0 < c < len(text)} <= {s.start for s in found}


def test_a_cue_inside_a_content_is_a_piece_of_its_own() -> None:
    marks = [Mark(Span(0, 9), "content", "outer"), Mark(Span(3, 6), "cue", "inner")]
    outer, both = frozenset({("content", "outer")}), frozenset({("content", "outer"), ("cue", "inner")})
    assert segments(10, marks) == [
        Segment(0, 3, outer),
        Segment(3, 6, both),
        Segment(6, 9, outer),
        Segment(9, 10, frozenset()),
    ]


def test_an_empty_text_has_no_segments() -> None:
    assert segments(0, []) == []


def test_a_mark_that_leaves_the_text_is_refused() -> None:
    with pytest.raises(SpanError, match="at most 3"):
        segments(3, [Mark(Span(1, 4), "cue", "a")])


def test_marks_of_an_attributed_statement() -> None:
    a = factory.article("Kelmar said the bridge was shut.")
    s = factory.statement(a, "the bridge was shut", cue="said", source="Kelmar")
    assert {(m.layer, m.span.of(a.text)) for m in marks_of(s)} == {
        ("content", "the bridge was shut"),
        ("cue", "said"),
        ("source", "Kelmar"),
    }


def test_the_outlets_own_voice_is_a_layer_of_its_own() -> None:
    a = factory.article("The bridge was shut.")
    assert [m.layer for m in marks_of(factory.statement(a, "The bridge was shut."))] == ["voice"]


def test_marks_of_title_and_text_are_kept_apart() -> None:
    a = factory.article("Kelmar said no.", title="Kelmar says no")
    said = factory.statement(a, "no", cue="said", source="Kelmar")
    says = factory.statement(a, "no", cue="says", source="Kelmar", part="title")
    assert {m.key for m in part_marks([said, says], "title")} == {says.id}


def test_twenty_thousand_marks_are_quick() -> None:
    """A sweep takes a fraction of a second where comparing each mark with each would take minutes."""
    marks = [Mark(Span(i, i + 3), "content", str(i)) for i in range(20_000)]
    assert len(segments(20_003, marks)) == 20_003
