"""Which spans touch a place, as a walk over all of them would say."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.places import Taken, overlapping
from reportedly.record import Span
from strategies import spans

APART = (
    st.lists(st.integers(0, 60), unique=True)
    .map(sorted)
    .map(lambda cuts: [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)])
)


@given(st.lists(spans(40).filter(lambda s: s.length), max_size=8), spans(40).filter(lambda s: s.length))
def test_ground_is_taken_where_one_of_the_spans_lies(taken: list[Span], place: Span) -> None:
    """Kills: looking at the last span before only, which a longer one from further back may outreach."""
    assert Taken(taken).touches(place) == any(s.overlaps(place) for s in taken)


@given(APART, spans(60).filter(lambda s: s.length))
def test_the_spans_that_overlap_a_place(apart: list[Span], place: Span) -> None:
    """Kills: taking in a neighbour that ends where the place begins."""
    assert list(overlapping(apart, place)) == [s for s in apart if s.overlaps(place)]
