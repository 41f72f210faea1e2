"""`reportedly quick` on the terminal: one golden page, and what must hold for any."""

import dataclasses
import re

import pytest

import factory
from reportedly.present import quick_lines
from reportedly.present.layout import cells
from reportedly.record import Article, Credit, Evidence, Gap, Noted, Problem, Reading, Relay, Span

TEXT = """ORSHA, March 14 (Vesta) - The bridge over the Sel is shut.

Minister Iva Dorn told La Voce that it had been shelled before dawn from the other bank, and that people in Lower Sel had heard it, according to a letter.

Tosven denied it. One of them said no.
"""

GOLDEN = """\
Minister: bridge was shelled
  outlet       The Kelmar Courier  (line 1:outlet)
  published    2031-03-14  (line 1:published)
  published    2031-03-15  (json-ld)
  dateline     Vesta, Orsha, March 14  (“ORSHA, March 14 (Vesta)”)

  1  Iva Dorn, Minister — told La Voce
     [accuses]
       that it had been shelled before dawn from the other bank … that people in
       Lower Sel had heard it
     via The Kelmar Courier ← Vesta (inherited) ← La Voce

      2  within 1: a letter — according to
         [inferred]
           that people in Lower Sel had heard it
         via The Kelmar Courier ← Vesta (inherited)

  3  Tosven — denied
     [denies · topic only]
       it

  4  “One of them” — said
     [unresolved]
       no
     via The Kelmar Courier ← unknown (inferred)

Left open
  ? Who is meant? “One of them” Weighed: people in Lower Sel; soldiers.

Problems
  ! read, too_long: a sentence of 9,000 words was not read

4 attributed statements (4 indirect) · 3 speakers · 3 relayed · 1 in the
outlet's own voice · 1 open question · 1 problem"""


def _last(words: str, n: int) -> Span:
    """The place of the last ``n`` characters of ``words``."""
    whole = factory.span(TEXT, words)
    return Span(whole.end - n, whole.end)


@pytest.fixture
def invented() -> tuple[Article, Reading]:
    a = Article(
        "a1",
        TEXT,
        (
            Noted("outlet", "The Kelmar Courier", "line 1:outlet", "field"),
            Noted("title", "Minister: bridge was shelled", "line 1:title", "field"),
            Noted("published", "2031-03-14", "line 1:published", "field"),
            Noted("published", "2031-03-15", "json-ld", "field"),
        ),
    )
    vesta, here = Relay("Vesta", "inherited"), Relay("The Kelmar Courier", "explicit")
    shelled = factory.statement(
        a,
        ("that it had been shelled before dawn from the other bank", "that people in Lower Sel had heard it"),
        cue="told La Voce",
        source="Minister Iva Dorn",
        speaker="p1",
        stance="accuses",
        relays=(Relay("La Voce", "explicit"), vesta, here),
    )
    letter = factory.statement(
        a,
        "that people in Lower Sel had heard it",
        cue="according to",
        source="a letter",
        speaker="p2",
        parent=shelled.id,
        inferred=True,
        relays=(vesta, here),
    )
    denied = factory.statement(
        a,
        _last("denied it", 2),
        cue="denied",
        source="Tosven",
        speaker="p3",
        stance="denies",
        topic_only=True,
        relays=(here,),
    )
    unnamed = factory.statement(
        a,
        _last("said no", 2),
        cue="said",
        source="One of them",
        relays=(Relay(None, "inferred"), here),
    )
    own = factory.statement(a, "The bridge over the Sel is shut.")
    return a, factory.reading(
        a,
        own,
        shelled,
        letter,
        denied,
        unnamed,
        speakers=(
            factory.speaker("Iva Dorn", id="p1", title="Minister"),
            factory.speaker("a letter", id="p2", kind="document"),
            factory.speaker("Tosven", id="p3", kind="organisation"),
        ),
        credits=(
            Credit(
                "dateline",
                factory.span(TEXT, "ORSHA, March 14 (Vesta)"),
                "Vesta",
                "Orsha",
                "March 14",
                Evidence(),
            ),
        ),
        gaps=(
            Gap(
                factory.span(TEXT, "One of them"),
                "text",
                "Who is meant?",
                ("people in Lower Sel", "soldiers"),
            ),
        ),
        problems=(Problem("read", "too_long", "a sentence of 9,000 words was not read"),),
    )


def test_golden(invented: tuple[Article, Reading]) -> None:
    assert "\n".join(quick_lines(*invented)) == GOLDEN


def test_colour_changes_no_character(invented: tuple[Article, Reading]) -> None:
    coloured = "\n".join(quick_lines(*invented, color=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == GOLDEN


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_to_the_width(invented: tuple[Article, Reading], width: int) -> None:
    assert all(cells(line) <= width for line in quick_lines(*invented, width=width))


def test_deep_nesting_stays_readable_and_a_ring_ends() -> None:
    a = factory.article("Kelmar said yes and Tosven said no.")
    one = factory.statement(a, "yes", cue="said", source="Kelmar")
    two = factory.statement(a, "no", cue="said", source="Tosven", parent=one.id)
    ring = factory.reading(a, dataclasses.replace(one, parent=two.id), two)
    assert sum("within" in line for line in quick_lines(a, ring)) == 2


def test_an_article_without_title_or_statements() -> None:
    a = factory.article("Nothing.", id="a-7")
    lines = list(quick_lines(a, factory.reading(a)))
    assert lines[0] == "(no title) a-7"
    assert "0 attributed statements · 0 speakers" in " ".join(lines)


def test_damaged_characters_are_shown_mended() -> None:
    a = factory.article("Dorn said the cafÃ© is open.")
    s = factory.statement(a, "the cafÃ© is open", cue="said", source="Dorn")
    assert "       the café is open" in list(quick_lines(a, factory.reading(a, s)))


def test_exchanging_the_parties_exchanges_their_names_and_nothing_else() -> None:
    # Kills: any sorting, width or label that depends on whose name it is.
    text = "Kelmar accused Tosven of shelling. Tosven denied it."

    def swapped(words: str) -> str:
        return words.replace("Kelmar", "\0").replace("Tosven", "Kelmar").replace("\0", "Tosven")

    def lines(turn: bool) -> str:
        t = swapped if turn else str
        a = factory.article(t(text), title=t("Kelmar against Tosven"), outlet=t("Kelmar Post"))
        first = factory.statement(
            a, "of shelling", cue="accused", source=t("Kelmar"), speaker="p1", stance="accuses"
        )
        second = factory.statement(a, "it", cue="denied", source=t("Tosven"), speaker="p2", stance="denies")
        speakers = (factory.speaker(t("Kelmar"), id="p1"), factory.speaker(t("Tosven"), id="p2"))
        return "\n".join(quick_lines(a, factory.reading(a, first, second, speakers=speakers)))

    assert lines(turn=True) == swapped(lines(turn=False))
