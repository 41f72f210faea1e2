"""Denials that only the article tells, and what they point to; parties and places are invented."""

import pytest

from reportedly.models import Attribution
from reportedly.read.found import Found, with_wording
from reportedly.read.parts import prepare
from reportedly.record import Article, Span

Said = tuple[str, str, str]
"""Source, cue, content."""


def read_said(said: list[Said]) -> list[Found]:
    """The statements of an article made of them, with what their wording does."""
    pieces = [f"{source} {cue}: {content}" for source, cue, content in said]
    text, _ = prepare(Article.from_text("\n\n".join(pieces), id="a"))
    found, at = [], 0
    for (source, cue, content), piece in zip(said, pieces, strict=True):
        places = [text.text.index(w, at) for w in (content, cue, source)]
        spans = [(Span(p, p + len(w)),) for p, w in zip(places, (content, cue, source), strict=True)]
        found.append(Found(text, Attribution(*spans, "test", 1.0)))
        at += len(piece) + 2
    return with_wording(found)


ACCUSED: Said = ("Kelmar", "accused", "Tosven of shelling the mill at Orvin")
OTHER: Said = ("Mara Delk", "alleged", "that guards stole the flour")


def test_a_denial_points_to_what_shares_its_words_and_not_to_the_nearest() -> None:
    *_, last = read_said([ACCUSED, OTHER, ("Tosven", "denied", "that the mill had been shelled")])
    assert (last.attribution.stance, last.denies) == ("denies", 0)


def test_an_anaphor_points_to_the_nearest() -> None:
    *_, last = read_said([ACCUSED, OTHER, ("Tosven", "denied", "the allegation")])
    assert last.denies == 1


def test_one_shared_word_is_no_pointer() -> None:
    """Kills: a threshold of one word ("mill")."""
    *_, last = read_said([ACCUSED, ("Rell", "denied", "that the mill was sold to bakers")])
    assert (last.attribution.stance, last.denies) == ("denies", None)


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("We never shelled the mill", "denies"),
        ("Nobody stole anything", "denies"),
        ("No house was lost in the flood", "asserts"),
        ("We would never shell a mill", "asserts"),
        ("We were never asked", "asserts"),
    ],
)
def test_a_bare_negation_denies_only_what_another_has_said(content: str, stance: str) -> None:
    """Kills: every negation taken for a denial; a plan taken for one."""
    *_, last = read_said([ACCUSED, OTHER, ("Tosven", "said", content)])
    assert last.attribution.stance == stance


def test_nobody_denies_their_own_words() -> None:
    *_, last = read_said(
        [("Tosven", "said", "They shelled the mill"), ("Tosven", "said", "We never shelled the mill")]
    )
    assert last.attribution.stance != "denies"


def test_an_offer_turned_down_is_no_denial() -> None:
    *_, last = read_said([("Kelmar", "said", "The bridge is open to all"), ("Tosven", "rejected", "it")])
    assert last.attribution.stance == "asserts"
