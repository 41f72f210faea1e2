"""The article's memory of names, and titles apart from them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factory
from reportedly.models.mentions import Named
from reportedly.read.mentions import NameSeen, find_mentions, shorter, title_after, title_before
from reportedly.record import Span


def named(text: str, words: str, kind: str, score: float = 0.95, nth: int = 1) -> Named:
    return Named(factory.span(text, words, nth), kind, score)


def seen(text: str, *found: Named) -> dict[str, list[NameSeen]]:
    """What is found, by the words at the place."""
    by_words: dict[str, list[NameSeen]] = {}
    for s in find_mentions(text, found):
        by_words.setdefault(s.span.of(text), []).append(s)
    return by_words


def test_a_surname_takes_the_kind_of_the_full_name() -> None:
    text = "Ana Boruk left. Later Boruk came back."
    found = seen(text, named(text, "Ana Boruk", "person"), named(text, "Boruk", "place", 0.6, 2))
    assert [(s.kind, s.name, s.by) for s in found["Boruk"]] == [("person", "Ana Boruk", "memory")]


def test_a_sure_other_kind_stays() -> None:
    text = "Ana Tosven left. She went to Tosven."
    found = seen(text, named(text, "Ana Tosven", "person"), named(text, "Tosven", "place", 0.97, 2))
    assert [s.kind for s in found["Tosven"]] == ["place"]


def test_a_name_the_tagger_passed_by_is_found_again() -> None:
    text = "The Kelmar Relief Union met. Ana Boruk joined the KRU, said Boruk."
    found = seen(text, named(text, "Kelmar Relief Union", "organisation"), named(text, "Ana Boruk", "person"))
    assert [(s.kind, s.name) for s in found["KRU"]] == [("organisation", "Kelmar Relief Union")]
    assert [(s.kind, s.name) for s in found["Boruk"]] == [("person", "Ana Boruk")]


def test_a_part_of_a_longer_name_is_not_taken_for_the_name() -> None:
    text = "They reached Kelmar. The Kelmar Ferry sank."
    assert list(seen(text, named(text, "Kelmar", "place"))) == ["Kelmar"]
    assert len(seen(text, named(text, "Kelmar", "place"))["Kelmar"]) == 1


def test_two_bearers_of_a_surname_stay_two() -> None:
    text = "Ana Boruk met Ilo Boruk. Boruk spoke."
    found = seen(text, named(text, "Ana Boruk", "person"), named(text, "Ilo Boruk", "person"))
    assert [s.name for s in found["Boruk"]] == ["Boruk"]


@pytest.mark.parametrize(
    ("text", "name", "title", "affiliation"),
    [
        ("Kelmaran Ambassador to Tosven Ana Boruk spoke.", "Ana Boruk", "Kelmaran Ambassador to Tosven", "Tosven"),
        ("The minister of defence of Tosven Ana Boruk left.", "Ana Boruk", "minister of defence of Tosven", "Tosven"),
        ("Ana Boruk, ambassador to Tosven, spoke.", "Ana Boruk", "ambassador to Tosven", "Tosven"),
        ("Mrs. Ana Boruk, the head of Tosven, spoke.", "Ana Boruk", "head of Tosven", "Tosven"),
        ("Tosven’s deputy foreign minister Ana Boruk spoke.", "Ana Boruk", "Tosven’s deputy foreign minister", "Tosven"),
        ("In Tosven on Monday Ana Boruk spoke.", "Ana Boruk", None, None),
        ("Tosven fell, and Ana Boruk, tired and cold, left.", "Ana Boruk", None, None),
    ],
)  # fmt: skip
def test_titles_and_affiliations_are_apart(
    text: str, name: str, title: str | None, affiliation: str | None
) -> None:
    found = seen(text, named(text, name, "person"), named(text, "Tosven", "place"))[name][0]
    assert (found.title, found.affiliation) == (title, affiliation)


def test_a_title_inside_the_span_is_left_out() -> None:
    text = "Then Foreign Minister Ana Boruk’s plane left."
    (found,) = find_mentions(text, [named(text, "Foreign Minister Ana Boruk’s", "person")])
    assert (found.span.of(text), found.title) == ("Ana Boruk", "Foreign Minister")


def test_a_title_does_not_reach_over_a_sentence() -> None:
    text = "He is a minister. Ana Boruk left."
    assert title_before(text, factory.span(text, "Ana Boruk"), factory.span(text, "Ana Boruk").start) is None
    assert title_after(text, factory.span(text, "Ana Boruk")) is None


def test_short_forms() -> None:
    assert shorter("Ana M. Boruk", "person") == ["Boruk", "Ana", "Ana Boruk"]
    assert shorter("Boruk", "person") == []
    assert shorter("Kelmar Relief Union", "organisation") == ["KRU"]
    assert shorter("Upper Kelmar", "place") == []


@given(
    st.lists(
        st.sampled_from(["Ana", "Boruk", "Kelmar", "minister", "of", "said", ".", ",", "’s", "\n\n", "Dr."]),
        max_size=30,
    ),
    st.data(),
)
def test_spans_stay_inside_and_apart(words: list[str], data: st.DataObject) -> None:
    """Kills: a span trimmed to nothing or past its bounds, a place taken twice, an order that isn't the text's."""
    text = " ".join(words)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    kinds = st.sampled_from(["person", "organisation", "place"])
    given_ = [
        Named(Span(a, b), data.draw(kinds), data.draw(st.floats(0, 1)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if text[a:b].strip() == text[a:b]
    ]
    found = find_mentions(text, given_)
    assert all(s.span.length > 0 and s.span.end <= len(text) for s in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert found == find_mentions(text, given_)
