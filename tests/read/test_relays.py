"""Through whom a statement came: nearest the speaker first, the publishing outlet last (CASES 1-11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_words import attributed, reading_of

from strategies import texts

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
        ("Mara Delk said A was shut, Ardess reports.", [[("Ardess", "explicit"), OWN]]),
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
        ("Mara Delk told Minister Jarek Solm that A was shut.", [[OWN]]),
        ("“A is shut,” she told Radio Odrel.", [[("Radio Odrel", "explicit"), OWN]]),
        ("According to the Ardess agency, Mara Delk said A was shut.", [[OWN], [("Ardess", "explicit"), OWN]]),
        ("According to Mara Delk, the ministry said A was shut.", [[OWN], [("Mara Delk", "explicit"), OWN]]),
        (
            "Mara Delk said in an interview with Ebbline News that A was shut, Ardess reports.",
            [[("Ebbline News", "explicit"), ("Ardess", "explicit"), OWN]],
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
    assert chains(text) == [[("Ardess", "explicit"), OWN]]


def test_the_outlets_own_voice_came_through_the_outlet_only() -> None:
    _, reading = reading_of("BROVIN (Ardess) - The road to the dam is shut.", outlet="Lodd")
    (statement,) = reading.statements
    assert [r.carrier for r in statement.relays] == ["Lodd"]


def test_a_relay_points_at_the_words_that_name_it() -> None:
    article, reading = reading_of("Mara Delk told Ebbline News that A was shut.", outlet="Lodd")
    relay = attributed(reading)[0].relays[0]
    assert relay.span is not None
    assert relay.span.of(article.text) == "Ebbline News"


def carriers(text: str, title: str = "") -> list[list[str | None]]:
    """The carriers of each statement of the text before the outlet."""
    _, reading = reading_of(text, title, outlet="Lodd")
    return [[r.carrier for r in s.relays[:-1]] for s in attributed(reading) if s.part == "text"]


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("Mara Delk told Vesprin that A was shut.", "Vesprin"),
        ("Mara Delk told the Ostrel that A was shut.", "Ostrel"),
        ("Mara Delk told the Vesprin agency that A was shut.", "Vesprin"),
        ("Mara Delk told Vesprin’s reporter that A was shut.", "Vesprin"),
        ("Mara Delk told a reporter of Vesprin that A was shut.", "Vesprin"),
        ("Speaking to the Ostrel, Mara Delk said A was shut.", "Ostrel"),
        ("Asked by the Ostrel, Mara Delk said A was shut.", "Ostrel"),
        ("Mara Delk said on Kanal Imbar that A was shut.", "Kanal Imbar"),
        ("Mara Delk was quoted by Vesprin as saying that A was shut.", "Vesprin"),
        ("Mara Delk was quoted in the Ostrel as saying that A was shut.", "Ostrel"),
        ("As Vesprin reports, Mara Delk said A was shut.", "Vesprin"),
        ("As conveyed by Vesprin, Mara Delk said A was shut.", "Vesprin"),
        ("If Radio Imbar is to be believed, Mara Delk said A was shut.", "Radio Imbar"),
        ("In a letter seen by the Ostrel, Mara Delk said A was shut.", "Ostrel"),
        ("As read in a communiqué of the embassy, Mara Delk said A was shut.", "embassy"),
    ],
)  # fmt: skip
def test_a_carrier_in_the_sentence(text: str, carrier: str) -> None:
    assert [carrier] in carriers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Delk told Parliament that A was shut.",
        "Mara Delk told the Senate that A was shut.",
        "Mara Delk told reporters that A was shut.",
        "Mara Delk told this newspaper that A was shut.",
        "Mara Delk told Lodd that A was shut.",
        "Mara Delk told the court that A was shut.",
        "Mara Delk told a neighbour that A was shut.",
        "According to the law, Mara Delk said, A was shut.",
        "Mara Delk wrote on Telegram that A was shut.",
        "Mara Delk said on its website that A was shut.",
        "Mara Delk said on Monday that A was shut.",
        "Mara Delk told Tosven that A was shut. There was no rain in Tosven.",
        "Mara Delk said A was shut.\n\nReporting by Hanne Tvig; editing by Rolf Ost",
        "Mara Delk said A was shut.\n\n© 2031 Lodd",
    ],
)
def test_nobody_else_is_a_carrier(text: str) -> None:
    assert [c for chain in carriers(text) for c in chain] == []


BODY = "Mara Delk said that A was shut in the north. Oren Tal denied that B was open."


@pytest.mark.parametrize(
    ("line", "carrier"),
    [
        ("Distributed by Vesprin Media, Karmel.", "Vesprin Media"),
        ("This is a translation from the Ostrel.", "Ostrel"),
        ("We take the following from the Ostrel:", "Ostrel"),
        ("From our partner Vesprin", "Vesprin"),
        ("Source: Vesprin", "Vesprin"),
        ("Via Vesprin", "Vesprin"),
        ("This article first appeared in the Ostrel.", "Ostrel"),
    ],
)
@pytest.mark.parametrize("over", [True, False])
def test_a_line_over_or_under_the_item_covers_all_of_it(line: str, carrier: str, over: bool) -> None:
    text = f"{line}\n\n{BODY}" if over else f"{BODY}\n\n{line}"
    assert carriers(text) == [[carrier], [carrier]]


@pytest.mark.parametrize(
    "line", ["© 2031 Vesprin", "With material from Vesprin", "Vesprin contributed to this report.", "Based on reports by Vesprin"]
)  # fmt: skip
def test_what_can_only_be_guessed_is_inferred(line: str) -> None:
    assert chains(f"{BODY}\n\n{line}") == [[("Vesprin", "inferred"), OWN]] * 2


def test_a_source_in_brackets_covers_its_entry() -> None:
    text = "10:15 Mara Delk said A was shut. (Vesprin)\n\n10:40 Oren Tal denied that B was open. (Imbar)\n\n11:05 Ilse Ruhl said C was open."
    assert carriers(text) == [["Vesprin"], ["Imbar"], []]


def test_a_medium_behind_the_headline_is_the_whole_items() -> None:
    assert carriers(BODY, "Dam shut – Vesprin") == [["Vesprin"], ["Vesprin"]]


def test_an_interview_ends_where_another_speaks() -> None:
    text = "Mara Delk told the Ostrel that A was shut. Delk added that B was shut. Oren Tal said C was open. Delk said D was shut."
    assert carriers(text) == [["Ostrel"], ["Ostrel"], [], []]


def test_the_paper_points_back() -> None:
    text = "Mara Delk told the daily Ostrel that A was shut. Oren Tal said B was open. Ilse Ruhl told the paper that C was open."
    assert carriers(text) == [["Ostrel"], [], ["Ostrel"]]


@pytest.mark.parametrize(
    "text", ["{} told Vesprin that A was shut.", "According to Vesprin, {} said A was shut."]
)
def test_the_parties_are_treated_alike(text: str) -> None:
    """Kills: a rule that knows a party's name."""
    assert carriers(text.format("Kelmary")) == carriers(text.format("Tasmory"))


@given(
    st.one_of(
        texts(),
        st.lists(
            st.sampled_from(
                ["Mara Delk said ", "told Vesprin", "according to ", "the Ostrel", ", ", ". ", "“", "”", "\n\n", "Source: Vesprin", "quoted by ", "(Imbar)", " reports", "A was shut"]
            )
        ).map("".join),
    )
)  # fmt: skip
def test_spans_of_relays_lie_in_the_text(text: str) -> None:
    """Kills: a span counted from the sentence, and a name whose span is not its words."""
    article, reading = reading_of(text, outlet="Lodd")
    for statement in reading.statements:
        for relay in statement.relays:
            assert relay.span is None or relay.span.of(article.text).strip()
