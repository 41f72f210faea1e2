"""Through whom a statement came: nearest the speaker first, the publishing outlet last (CASES 1-11)."""

import pytest
from reading_words import attributed, reading_of

Chain = list[tuple[str | None, str]]


def chains(text: str, outlet: str | None = "Lodd") -> list[Chain]:
    _, reading = reading_of(text, **({"outlet": outlet} if outlet else {}))
    return [[(r.carrier, r.basis) for r in s.relays] for s in attributed(reading)]


OWN = ("Lodd", "explicit")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Delk said A was shut.", [[OWN]]),
        ("Mara Delk said A was shut, Lodd reports.", [[OWN]]),
        ("Mara Delk said A was shut, Ardess reports.", [[("Ardess", "inherited"), OWN]]),
        ("BROVIN (Ardess) - Mara Delk said A was shut.", [[("Ardess", "inherited"), OWN]]),
        (
            "BROVIN (Ebbline News / Ardess - 7 March) Mara Delk said A was shut.",
            [[("Ardess", "inherited"), ("Ebbline News", "inherited"), OWN]],
        ),
        (
            "Mara Delk said in an interview with Ebbline News that A was shut.",
            [[("Ebbline News", "explicit"), OWN]],
        ),
        (
            "Mara Delk said in an interview with Ebbline News that A was shut. Delk said B was shut.",
            [[("Ebbline News", "explicit"), OWN], [("Ebbline News", "inherited"), OWN]],
        ),
        (
            "Mara Delk said in an interview with Ebbline News that A was shut. Oren Tal said B was shut.",
            [[("Ebbline News", "explicit"), OWN], [OWN]],
        ),
        ("Mara Delk told Ebbline News that A was shut.", [[("Ebbline News", "explicit"), OWN]]),
        (  # the agency was not the one interviewed
            "According to the Ardess agency, Mara Delk said in an interview with Ebbline News that A was shut.",
            [[OWN], [("Ebbline News", "explicit"), ("Ardess", "explicit"), OWN]],
        ),
        ("Mara Delk told Jarek Solm that A was shut.", [[OWN]]),
        ("“A is shut,” she told Radio Odrel.", [[("Radio Odrel", "explicit"), OWN]]),
        ("According to the Ardess agency, Mara Delk said A was shut.", [[OWN], [("Ardess", "explicit"), OWN]]),
        ("According to Mara Delk, the ministry said A was shut.", [[OWN], [OWN]]),
        (
            "Mara Delk said in an interview with Ebbline News that A was shut, Ardess reports.",
            [[("Ebbline News", "explicit"), ("Ardess", "inherited"), OWN]],
        ),
    ],
)  # fmt: skip
def test_chain(text: str, expected: list[Chain]) -> None:
    assert chains(text) == expected


def test_an_unknown_outlet_is_a_carrier_without_a_name_at_the_end() -> None:
    assert [c[-1][0] for c in chains("Mara Delk said A was shut, Ardess reports.", outlet=None)] == [None]


def test_nobody_carries_their_own_words() -> None:
    ((last,),) = chains("The Ardess agency said A was shut, Ardess reports.")
    assert last == OWN


def test_a_carrier_stands_once() -> None:
    text = "BROVIN (Ardess) - Mara Delk said A was shut, Ardess reports."
    assert chains(text) == [[("Ardess", "inherited"), OWN]]


def test_the_outlets_own_voice_came_through_the_outlet_only() -> None:
    _, reading = reading_of("BROVIN (Ardess) - The road to the dam is shut.", outlet="Lodd")
    (statement,) = reading.statements
    assert [r.carrier for r in statement.relays] == ["Lodd"]


def test_a_relay_points_at_the_words_that_name_it() -> None:
    article, reading = reading_of("Mara Delk told Ebbline News that A was shut.", outlet="Lodd")
    relay = attributed(reading)[0].relays[0]
    assert relay.span is not None
    assert relay.span.of(article.text) == "Ebbline News"
