"""Quotations introduced in the paragraph before, or signed behind."""

from reportedly.models import Attribution
from reportedly.read.introduced import introduced, with_announced
from reportedly.read.units import units
from reportedly.record import Span


def shown(text: str) -> list[tuple[str, str, str]]:
    found = introduced(units(text), [])
    return [(a.source[0].of(text), a.cue[0].of(text), a.content[0].of(text)) for a in found]


def test_a_colon_at_the_end_of_a_paragraph_gives_the_next_to_its_subject() -> None:
    text = "The harbour office wrote:\n\n“The piers are closed until further notice.”\n\nSnow fell."
    assert shown(text) == [("The harbour office", "wrote", "“The piers are closed until further notice.”")]


def test_only_a_quotation_that_opens_a_paragraph_is_announced() -> None:
    """Kills: any paragraph behind a colon given to somebody."""
    assert shown("The harbour office wrote:\n\nThe piers are closed.") == []
    assert shown("The harbour office wrote: “The piers are closed.”") == []


def test_a_passive_announcement_names_nobody() -> None:
    assert shown("The following was reported:\n\n“The piers are closed until Monday.”") == []


def test_a_name_behind_a_dash_signs() -> None:
    text = "“The piers are closed for ever.” ― Ada Ruun, harbour master\n“Never.” – Aldo Ferin."
    assert shown(text) == [
        ("Ada Ruun, harbour master", "―", "“The piers are closed for ever.”"),
        ("Aldo Ferin", "–", "“Never.”"),
    ]


def test_a_dash_that_goes_on_in_small_letters_signs_nothing() -> None:
    assert shown("“The piers are closed” – and so are the roads.") == []


def test_what_somebody_is_given_for_stays_with_them() -> None:
    """Kills: a second attribution of the same words."""
    text = "“The piers are closed for ever.” ― Ada Ruun"
    inside = units(text)
    (first,) = introduced(inside, [])
    assert list(introduced(inside, [first])) == []


def test_a_content_takes_in_the_quotation_it_announces() -> None:
    text = "She said the office needs one thing: “Patience, and then more patience.”"
    said = Attribution((Span(9, 35),), (Span(4, 8),), (Span(0, 3),), "made:up", 1.0)
    assert said.content[0].of(text) == "the office needs one thing"
    (grown,) = with_announced(units(text), [said])
    assert [s.of(text) for s in grown.content] == [
        "the office needs one thing",
        "“Patience, and then more patience.”",
    ]
