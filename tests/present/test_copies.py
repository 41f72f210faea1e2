"""Copies of an article, seen from that article."""

import dataclasses

import pytest

import factory
from reportedly.present.copies import copies, origins, percent
from reportedly.record import Origin, Passage, Span, Story, Tie

HERE = factory.article("The bridge was shut at dawn. More words.", id="b")
TIE = Tie("a", "b", "copy", 0.9, 0.4, 0.38, "a_to_b")
PASSAGE = Passage("a", "b", Span(10, 38), Span(0, 28), 0.97, False, 0.0)


def test_the_second_article_sees_shares_and_direction_turned() -> None:
    # Kills: showing a's share as one's own whichever side one is; turning the direction but not the passage.
    (copy,) = copies(HERE, [TIE], [PASSAGE])
    assert (copy.other, copy.share_here, copy.share_there) == ("a", 0.4, 0.9)
    assert copy.direction.label == "other → this"
    (place,) = copy.places
    assert (place.here, place.there) == (Span(0, 28), Span(10, 38))
    assert place.excerpt == "The bridge was shut at dawn."


def test_the_first_article_sees_them_as_stored() -> None:
    first = dataclasses.replace(HERE, id="a", text="x" * 10 + HERE.text)
    (copy,) = copies(first, [TIE], [PASSAGE])
    assert (copy.other, copy.share_here, copy.direction.label) == ("b", 0.9, "this → other")
    assert copy.places[0].here == Span(10, 38)


def test_most_shared_first_then_by_id() -> None:
    ties = [
        dataclasses.replace(TIE, a=id, containment_a=share)
        for id, share in (("z", 0.9), ("c", 0.9), ("d", 1.0))
    ]
    assert [c.other for c in copies(HERE, ties, [])] == ["d", "c", "z"]


def test_a_long_passage_is_shown_by_its_beginning() -> None:
    long = dataclasses.replace(HERE, text="word " * 100)
    (copy,) = copies(long, [TIE], [dataclasses.replace(PASSAGE, b_span=Span(0, 500))])
    assert copy.places[0].excerpt.endswith("word…")
    assert len(copy.places[0].excerpt) <= 160


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.994, "99 %"), (0.999, "> 99 %"), (1, "100 %")],
)
def test_none_and_all_are_kept_for_none_and_all(share: float, shown: str) -> None:
    assert percent(share) == shown


def test_an_origin_is_called_by_the_name_the_texts_give() -> None:
    story = Story(
        "s", ("a", "b"), (Origin("1", ("a",), "Vesta", None), Origin("2", ("b",), None, None)), 2, ""
    )
    assert [o.label for o in origins(story)] == ["Vesta", "an article of this case"]
