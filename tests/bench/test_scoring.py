"""The definitions of METRICS § 1 on attributions small enough to count by hand."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import span

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from scoring import Scored, Scores, add_article, attribution, iou, matching

TEXT = "Mara Delk said the old road was closed. “It stays closed,” Oren Tal said."


def scored(source: str, cue: str, content: str) -> Scored:
    return attribution(TEXT, *([span(TEXT, w)] if w else [] for w in (source, cue, content)))


ONE = scored("Mara Delk", "said", "the old road was closed")


def figures(*found: Scored, gold: tuple[Scored, ...] = (ONE,)) -> dict[str, float]:
    scores = Scores()
    add_article(scores, gold, found)
    return scores.figures()


def test_marks_at_the_edges_of_a_span_do_not_count() -> None:
    assert (
        scored("Oren Tal", "", "“It stays closed,”").roles == scored("Oren Tal", "", "It stays closed").roles
    )


def test_all_equal() -> None:
    found = figures(ONE)
    assert {found[f"attribution {n}"] for n in ("overlap", "IoU.5", "exact", "attr@.5")} == {100.0}
    assert found["token content"] == found["span exact content"] == 100.0


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (scored("Mara Delk", "said", "old road was closed"), {"overlap", "IoU.5", "attr@.5"}),
        (scored("Delk", "said", "the old road was closed"), {"overlap", "IoU.5", "attr@.5"}),
        (scored("Mara Delk", "said", "closed"), {"overlap"}),
        (scored("Oren Tal", "said", "the old road was closed"), set()),
        (scored("", "said", "the old road was closed"), set()),
        (scored("Mara Delk", "", "the old road was closed"), {"attr@.5"}),
    ],
)
def test_what_counts_as_right(found: Scored, right: set[str]) -> None:
    told = figures(found)
    assert {n for n in ("overlap", "IoU.5", "exact", "attr@.5") if told[f"attribution {n}"] == 100.0} == right


def test_no_source_on_both_sides_agrees() -> None:
    bare = scored("", "said", "the old road was closed")
    told = figures(bare, gold=(bare,))
    assert told["attribution overlap"] == told["recall source-less"] == 100.0


def test_precision_and_recall_are_of_all_found_and_all_wanted() -> None:
    scores = Scores()
    add_article(scores, [ONE], [ONE, scored("Oren Tal", "said", "It stays closed")])
    counts = scores["attribution exact"]
    assert (counts.precision, counts.recall) == (50.0, 100.0)
    assert counts.f1 == pytest.approx(66.67, abs=0.01)


def test_one_found_answers_one_wanted_only() -> None:
    """Kills: counting a wanted attribution as met by each of two copies."""
    assert figures(ONE, ONE)["attribution exact"] == pytest.approx(66.7)


def test_a_matching_is_as_large_as_can_be() -> None:
    """Kills: greedy matching, which takes the first partner and leaves the second without."""
    wide, left = (
        scored("Mara Delk", "said", "the old road was closed"),
        scored("Mara Delk", "said", "the old road"),
    )
    edges = {(id(wide), id(wide)), (id(wide), id(left)), (id(left), id(wide))}
    pairs = matching([wide, left], [wide, left], lambda x, y: (id(x), id(y)) in edges)
    assert pairs == [(0, 1), (1, 0)]


def test_recall_goes_by_the_form_of_the_wanted_content() -> None:
    quoted = scored("Oren Tal", "", "“It stays closed,”")
    assert quoted.form == "direct"
    assert ONE.form == "indirect"
    told = figures(ONE, gold=(ONE, quoted))
    assert (told["recall indirect"], told["recall direct"]) == (100.0, 0.0)


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_iou_is_symmetric_and_one_for_equals_only(a: frozenset[int], b: frozenset[int]) -> None:
    """Kills: dividing by the tokens of one side."""
    assert iou(a, b) == iou(b, a)
    assert (iou(a, b) == 1.0) == (a == b)
