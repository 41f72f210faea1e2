"""The reader that ships: plain cases every user tries first, the same bytes every time, and no eye for names."""

import pytest
from reading_words import words

from reportedly import codec
from reportedly.read import load_reader, read
from reportedly.record import Article, Reading

READER = load_reader()
NOTE = (
    "According to the Kelmaran ministry, envoy Ana Boruk stressed that the post at Lindel had been shelled. "
    "Tosven denied the charge.\n\n"
    "The bridge was closed on Monday. Snow fell on the hills.\n\n"
    "“We never fired,” said General Oto Brand, adding that his men had left in May."
)


def reading_of(text: str) -> tuple[Article, Reading]:
    article = Article.from_text(text, id="a1")
    return article, read(article, READER)


def said(text: str) -> list[tuple[str, str, str]]:
    article, reading = reading_of(text)
    return [
        (words(article, s, s.source), words(article, s, s.cue), words(article, s, s.content))
        for s in reading.statements
        if s.voice == "attributed"
    ]


def test_what_anyone_tries_first() -> None:
    assert said("The minister said that the bridge was closed.") == [
        ("The minister", "said", "that the bridge was closed")
    ]
    assert said("“The bridge is closed,” the mayor told reporters.")[0][0] == "the mayor"


def test_according_to_holds_what_the_other_said() -> None:
    """Kills: parents lost on the way from the model to the reading."""
    article, reading = reading_of(NOTE)
    attributed = {words(article, s, s.cue): s for s in reading.statements if s.voice == "attributed"}
    assert attributed["stressed"].parent == attributed["According to"].id
    assert words(article, attributed["stressed"], attributed["stressed"].source) == "envoy Ana Boruk"


def test_the_outlets_own_voice_is_given_to_nobody() -> None:
    article, reading = reading_of(NOTE)
    own = [words(article, s, s.content) for s in reading.statements if s.voice == "outlet"]
    assert own == ["The bridge was closed on Monday.", "Snow fell on the hills."]


def test_the_same_bytes_again() -> None:
    article, reading = reading_of(NOTE)
    assert codec.encode(read(article, READER)) == codec.encode(reading)


@pytest.mark.parametrize("names", [("Sundrian", "Ugo Wemba", "Ristal", "Vost", "Li Xu"), ("Adriatic", "Joan Smith", "Paris", "Rome", "Max Lee")])  # fmt: skip
def test_other_names_give_the_same_reading(names: tuple[str, ...]) -> None:
    """Kills: a model that sees who is named (docs/decisions/0005)."""
    other = NOTE
    for old, new in zip(("Kelmaran", "Ana Boruk", "Lindel", "Tosven", "Oto Brand"), names, strict=True):
        other = other.replace(old, new)
    one, two = said(NOTE), said(other)
    assert [cue for _, cue, _ in one] == [cue for _, cue, _ in two]
    for old, new in zip(("Kelmaran", "Ana Boruk", "Lindel", "Tosven", "Oto Brand"), names, strict=True):
        one = [tuple(x.replace(old, new) for x in row) for row in one]
    assert one == two


def test_scores_are_probabilities_and_name_their_model() -> None:
    _, reading = reading_of(NOTE)
    found = [s for s in reading.statements if s.voice == "attributed"]
    assert all(0 < s.score <= 1 and s.evidence.score == s.score for s in found)
    assert {s.evidence.model for s in found} >= {READER.stamp.model}


def test_who_is_quoted_as_saying_speaks_through_the_one_who_quotes() -> None:
    """Kills: the agency's words where it only quoted."""
    text = "The Orbis agency quoted Ana Boruk as saying “we shell no villages”."
    article, reading = reading_of(text)
    inner = next(s for s in reading.statements if s.cue and words(article, s, s.cue) == "saying")
    outer = next(s for s in reading.statements if s.id == inner.parent)
    assert (words(article, inner, inner.source), words(article, outer, outer.cue)) == ("Ana Boruk", "quoted")
