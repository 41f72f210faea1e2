"""Spans: what is one, what is not, and how they lie to each other."""

import pickle

import pytest
from hypothesis import given

import strategies
from reportedly.errors import InputError, SpanError
from reportedly.record import Span, hull


@pytest.mark.parametrize("bounds", [(-1, 0), (2, 1), (-2, -1)])
def test_a_reversed_or_negative_range_is_refused(bounds: tuple[int, int]) -> None:
    with pytest.raises(SpanError) as error:
        Span(*bounds)
    assert str(error.value) == f"span: expected 0 <= start <= end, got {bounds}"
    assert isinstance(error.value, InputError)
    assert isinstance(error.value, ValueError)


def test_the_characters_at_a_span() -> None:
    assert Span(1, 3).of("a\U0001f30ae\u0301b") == "\U0001f30ae"
    assert Span(2, 2).of("ab") == ""


def test_a_span_that_leaves_its_text_is_refused() -> None:
    with pytest.raises(SpanError, match=r"span: expected an end of at most 2, got \(1, 3\)"):
        Span(1, 3).of("ab")


def test_half_open_neighbours_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).contains(Span(0, 4))
    assert not Span(0, 4).contains(Span(1, 5))


def test_shifting_below_zero_is_refused() -> None:
    assert Span(1, 3).shifted(2) == Span(3, 5)
    with pytest.raises(SpanError):
        Span(1, 3).shifted(-2)


@given(strategies.spans(50), strategies.spans(50))
def test_overlap_is_sharing_a_code_point(a: Span, b: Span) -> None:
    # Kills: <= for < in overlaps, an end taken as included.
    assert a.overlaps(b) is bool(set(range(*a)) & set(range(*b))) or not a.length or not b.length
    assert a.overlaps(b) is b.overlaps(a)


@given(strategies.spans(50), strategies.spans(50))
def test_the_hull_holds_both_and_no_more(a: Span, b: Span) -> None:
    # Kills: min and max confused.
    whole = hull([a, b])
    assert whole.contains(a)
    assert whole.contains(b)
    assert {whole.start, whole.end} <= {*a, *b}


@given(strategies.spans())
def test_a_span_survives_a_process_pool(span: Span) -> None:
    again = pickle.loads(pickle.dumps(span))
    assert again == span
    assert type(again) is Span
