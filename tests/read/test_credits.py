"""Provenance that a text itself gives (CASES 1-8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.credits import find_credits
from reportedly.read.credits_media import is_media
from strategies import texts

LONG = " The dam is closed to all traffic until the water falls below the second mark, and nobody knows when that will be, who decides it or what it costs."


@pytest.mark.parametrize(
    ("head", "place", "date", "agency"),
    [
        ("BROVIN, Kelmary, February 24.", "BROVIN", "February 24", None),
        ("TARSEL, OCTOBER 15, ARDESS.", "TARSEL", "OCTOBER 15", "ARDESS"),
        ("Brovin. 26 April. ARDESS.TA/", "Brovin", "26 April", "ARDESS.TA"),
        ("BROVIN (Ardess) -", "BROVIN", None, "Ardess"),
        ("BROVIN, (ADS) -", "BROVIN", None, "ADS"),
        ("BROVIN --", "BROVIN", None, None),
        (
            "BROVIN (Ebbline News / Ardess - 04th October, 2031)",
            "BROVIN",
            "04th October, 2031",
            "Ebbline News / Ardess",
        ),
        ("Brovin, 8 May, /ARDESS/", "Brovin", "8 May", "ARDESS"),
        ("Brovin, (ardess) -", "Brovin", None, "ardess"),
        ("BROVIN. -", "BROVIN", None, None),
        ("Brovin:", "Brovin", None, None),
        ("BROVIN —", "BROVIN", None, None),
    ],
)
def test_every_shape_of_dateline(head: str, place: str, date: str | None, agency: str | None) -> None:
    text = head + LONG
    (credit,) = find_credits(text, None)
    assert (credit.kind, credit.place, credit.date, credit.agency) == ("dateline", place, date, agency)
    assert credit.span.of(text) == head


@pytest.mark.parametrize(
    "text",
    [
        "President Delk:" + LONG,
        "In Tarsel." + LONG,
        "The reports on the dam say that it is closed." + LONG,
        "May 5:" + LONG,
        "Minister: Dam closed",
        "Brovin: closed",
        "BROVIN — closed",
        "“Brovin -- the town” is a song." + LONG,
        "The dam is closed, Mara Delk reported." + LONG,
        "According to Mara Delk, the dam is closed." + LONG,
        "She reports to the minister." + LONG,
        "An interview with her was planned." + LONG,
    ],
)
def test_near_misses_are_no_credits(text: str) -> None:
    assert find_credits(text, None) == []


def test_a_dateline_stands_at_the_head_only() -> None:
    text = "\n\n".join(["One is here.", "Two is here.", "Three is here.", "BROVIN (Ardess) -" + LONG])
    assert find_credits(text, None) == []


@pytest.mark.parametrize(
    ("text", "kind", "agency", "words"),
    [
        ("The dam is closed, Ardess reports.", "source_link", "Ardess", "Ardess reports"),
        ("The dam is closed, the newspaper Lodd reported.", "source_link", "Lodd", "the newspaper Lodd reported"),
        ("The dam is closed, The Example reports.", "self", "The Example", "The Example reports"),
        ("The dam is closed, Ardess reports with reference to Lodd.", "source_link", "Ardess", "Ardess reports"),
        ("As Ardess reports, the dam is closed.", "source_link", "Ardess", "As Ardess reports"),
        ("Source: Ardess", "source_link", "Ardess", "Source: Ardess"),
        ("According to Norvesta News, it is closed.", "source_link", "Norvesta News", "According to Norvesta News"),
        ("It is closed.\nReporting by Hanne Tvig; editing by Rolf Ost", "reporting_by", None, "Reporting by Hanne Tvig; editing by Rolf Ost"),
        ("It is closed.\n© 2031 Lodd. All rights reserved.\nEnd", "copyright", "Lodd", "© 2031 Lodd. All rights reserved."),
        ("By Mara Delk\n\nThe dam is closed.", "byline", "Mara Delk", "By Mara Delk"),
        ("She said so in an interview with The Merrow Gazette.", "interview", "The Merrow Gazette", "in an interview with The Merrow Gazette"),
        ("In an exclusive interview to the Tosvian Voce paper, she", "interview", "Voce", "In an exclusive interview to the Tosvian Voce"),
    ],
)  # fmt: skip
def test_every_other_credit(text: str, kind: str, agency: str | None, words: str) -> None:
    (credit,) = find_credits(text, "The Example")
    assert (credit.kind, credit.agency, credit.span.of(text)) == (kind, agency, words)


def test_the_agency_of_the_dateline_credits_itself() -> None:
    text = "BROVIN (Ardess) - The dam is closed, Ardess reports."
    assert [c.kind for c in find_credits(text, "Lodd")] == ["dateline", "self"]


@pytest.mark.parametrize(
    ("name", "known"),
    [("Reuters", True), ("the Associated Press", True), ("The Pellar Courier", True), ("Radio Odrel", True), ("Mara Delk", False), ("radio", False)],
)  # fmt: skip
def test_a_medium_is_in_the_table_or_has_a_media_word_in_its_name(name: str, known: bool) -> None:
    assert is_media(name) is known


@given(
    st.one_of(
        texts(),
        st.lists(
            st.sampled_from(
                ["BROVIN", " (", ")", "-", ", ", "May 5", "Ardess reports", ".", "/", "\n", "By Mara", "©"]
            )
        ).map("".join),
    )
)
def test_credits_lie_in_the_text_in_order(text: str) -> None:
    """Kills: a span counted from the paragraph instead of the text, and one that takes the line end with it."""
    found = find_credits(text, "Lodd")
    assert found == sorted(found, key=lambda c: (c.span, c.kind))
    assert all(c.span.of(text).strip(" \n") == c.span.of(text) for c in found)
