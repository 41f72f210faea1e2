"""One comparison at a time, complete, and known by what it compared."""

from __future__ import annotations

import dataclasses

import pytest
from casefile_builders import article, comparison, reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from reportedly.casefile import Casefile
from reportedly.errors import UnknownItemError
from reportedly.record import Alteration, AlteredPlace, Claim, Comparison, Passage, Relation, Span, Story, Tie

IDS = [article(n).id for n in range(1, 5)]


def filled(case: Casefile) -> Comparison:
    articles = [article(n) for n in range(1, 5)]
    case.add_all(articles)
    case.store_readings(map(reading, articles[:3]))
    return comparison(articles[:3])


ends = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))
ties = st.builds(lambda t, e: dataclasses.replace(t, a=e[0], b=e[1]), strategies.record(Tie), ends)
passages = st.builds(lambda p, e: dataclasses.replace(p, a=e[0], b=e[1]), strategies.record(Passage), ends)
stories = st.lists(strategies.record(Story), max_size=3, unique_by=lambda s: s.id).map(
    lambda found: tuple(dataclasses.replace(s, articles=tuple(IDS[: i + 1])) for i, s in enumerate(found))
)
comparisons = st.builds(
    Comparison,
    st.lists(passages, max_size=3).map(tuple),
    st.lists(ties, max_size=3).map(tuple),
    stories,
    st.lists(strategies.record(Claim), max_size=2).map(tuple),
    st.lists(strategies.record(Relation), max_size=2).map(tuple),
    st.lists(strategies.record(Alteration), max_size=2).map(tuple),
)


# Kills: a field of any finding not stored, ends swapped, order lost, rows of the earlier comparison left behind.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=comparisons)
def test_a_comparison_comes_back_equal(case: Casefile, made: Comparison) -> None:
    case.add_all([article(n) for n in range(1, 5)])
    case.store_comparison(made)
    assert case.comparison() == made


def test_what_hangs_on_an_article(case: Casefile) -> None:
    made = filled(case)
    case.store_comparison(made)
    assert case.ties_of("a00002") == made.ties
    assert case.ties_of("a00001") == made.ties[:1]
    assert case.passages_of("a00003") == made.passages[1:]
    assert case.story_of("a00003") == made.stories[0] == case.story("st1")
    assert case.story_of("a00004") is None
    assert case.ties_of("a00004") == ()
    rows = {row.id: (row.n_copies, row.story) for row in case.article_list().items}
    assert rows == {"a00001": (1, "st1"), "a00002": (2, "st1"), "a00003": (1, "st1"), "a00004": (0, None)}


def test_shared_quotation_is_no_copy(case: Casefile) -> None:
    made = filled(case)
    quoting = dataclasses.replace(made, ties=(dataclasses.replace(made.ties[0], kind="shared_quotation"),))
    case.store_comparison(quoting)
    assert case.summary().copies == 0
    assert case.summary().ties == {"shared_quotation": 1}
    assert [row.n_copies for row in case.article_list().items] == [0] * 4


def test_stories_come_largest_first(case: Casefile) -> None:
    made = filled(case)
    small = dataclasses.replace(made.stories[0], id="st0", articles=("a00004",))
    case.store_comparison(dataclasses.replace(made, stories=(small, *made.stories)))
    page = case.stories(limit=1)
    assert ([s.id for s in page.items], page.count, page.truncated) == (["st1"], 2, True)
    assert case.stories(limit=1, offset=1).items == (small,)
    assert case.summary().separate_origins == 4


def test_the_stamp_tells_whether_anything_changed(case: Casefile) -> None:
    made = filled(case)
    assert case.comparison_stamp() is None
    before = case.inputs_digest()
    case.store_comparison(made)
    assert case.comparison_stamp() == before == case.inputs_digest()
    assert case.summary().compared
    case.store_readings([reading(article(4))])
    assert case.comparison_stamp() != case.inputs_digest()
    assert not case.summary().compared
    case.store_comparison(made, inputs=before)  # compared before the reading was stored
    assert case.comparison_stamp() == before
    assert not case.summary().compared
    case.store_comparison(made)
    case.add(article(4))  # known: nothing new to compare
    assert case.summary().compared
    case.add(article(5))
    assert not case.summary().compared


def test_an_unknown_article_leaves_the_earlier_comparison(case: Casefile) -> None:
    made = filled(case)
    case.store_comparison(made)
    foreign = Passage("a00001", "nowhere", Span(0, 1), Span(0, 1), 1.0, True, 0.0)
    with pytest.raises(UnknownItemError, match="there is no article 'nowhere'"):
        case.store_comparison(Comparison((foreign,)))
    assert case.comparison() == made


def test_the_digest_is_of_records_not_of_their_order(case: Casefile) -> None:
    made = filled(case)
    case.store_comparison(made)
    first = case.digest()
    case.store_comparison(
        dataclasses.replace(made, ties=made.ties[::-1], passages=made.passages[::-1], summary={"x": 1})
    )
    assert case.digest() == first
    place = AlteredPlace("a00001", Span(0, 1))
    altered = dataclasses.replace(made, alterations=(Alteration(place, place, "insertion", "", "x"),))
    case.store_comparison(altered)
    assert case.digest() != first
