"""Whom, what, where and when an accusation names; parties and places are invented."""

import pytest

from reportedly.models import Attribution
from reportedly.read.accusations import accusation
from reportedly.record import Span

CASES = [
    ("accused", "Kelmar of looting the depot at Orvin", "Kelmar", "looting the depot at Orvin", "Orvin"),
    ("blamed", "the Tosven side for the flood", "the Tosven side", "the flood", None),
    (
        "said",
        "that Tosven troops burned the archive in Vellin",
        "Tosven troops",
        "burned the archive in Vellin",
        "Vellin",
    ),
    ("said", "The depot was looted by Kelmar guards", "Kelmar guards", "looted by Kelmar guards", None),
]


@pytest.mark.parametrize(("cue", "content", "accused", "act", "place"), CASES)
def test_the_particulars(cue: str, content: str, accused: str, act: str, place: str | None) -> None:
    text = f"Ada Ruun {cue} {content}."
    at = text.index(content)
    found = accusation(
        text,
        Attribution((Span(at, at + len(content)),), (Span(9, 9 + len(cue)),), (Span(0, 8),), "test", 1.0),
        [],
    )
    got = [s.of(text) if s else None for s in (found.accused, found.act, found.place)]
    assert got == [accused, act, place]


def test_the_date_is_one_inside_the_content() -> None:
    """Kills: the article's first date taken for that of the deed."""
    text = "On Friday Kelmar accused Tosven of firing on Monday."
    content = Span(text.index("Tosven"), len(text) - 1)
    friday, monday = (Span(text.index(d), text.index(d) + 6) for d in ("Friday", "Monday"))
    found = accusation(
        text, Attribution((content,), (Span(17, 24),), (Span(10, 16),), "test", 1.0), [friday, monday]
    )
    assert found.date == monday
