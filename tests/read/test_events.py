"""Events of invented sentences: the word, its place and date, who tells it; and what is no event."""

import pytest
from reading_words import reading_of

from reportedly.read.events import Ground, event_words, find_events
from reportedly.record import Span
from reportedly.text.lexicon import table

TOLD = [
    ("Kelmar forces shelled Ostrava.", ["shelled"]),
    ("There was an attack on the bridge.", ["attack"]),
    ("Two people died after the strike.", ["died", "strike"]),
    ("Talks were held in Lomar.", ["Talks"]),
    ("He was arrested in Lomar.", ["arrested"]),
    ("A ceasefire agreement was signed.", ["signed"]),
    ("They shelled the town, killing two people.", ["shelled", "killing"]),
    ("The 44-day war ended.", ["war"]),
    ("Kelmar shells a village.", ["shells"]),
    ("Since the earthquake the road is closed.", ["earthquake"]),
]

NOT_TOLD = [
    "If Kelmar attacked, the road closed.",
    "No attack took place.",
    "They would have attacked the town.",
    "The talks will be held in Lomar.",
    "The visit was cancelled.",
    "They want to visit the town.",
    "The war crimes court is full.",
    "Attack helicopters are loud.",
    "The occupied lands are wide.",
    "They called for talks.",
    "Kelmar did not shell the town.",
    "The threat of an attack is real.",
    "Protest leaders are tired.",
]


def told(text: str, *over: str) -> list[str]:
    ground = Ground(Span(0, len(text)), "s1", *(over or ("asserts", "statement")))  # type: ignore[arg-type]
    return [h.span.of(text) for h in find_events(text, [], [ground])]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_is_told_is_an_event(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_supposed_planned_or_negated_is_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("stance", "kind"), [("denies", "statement"), ("asks", "question"), ("promises", "intention")]
)
def test_who_denies_asks_or_promises_does_not_vouch(stance: str, kind: str) -> None:
    assert told("Kelmar forces shelled Ostrava.", stance, kind) == []


@pytest.mark.parametrize("stance", ["asserts", "accuses", "alleges", "recalls", "confirms"])
def test_whoever_tells_it_vouches(stance: str) -> None:
    assert told("Kelmar forces shelled Ostrava.", stance, "statement") == ["shelled"]


def test_the_innermost_statement_vouches() -> None:
    text = "Boruk said that Tosven reported that Kelmar shelled Ostrava."
    inner = Span(text.index("Kelmar"), len(text) - 1)
    grounds = [
        Ground(Span(16, len(text)), "outer", "asserts", "statement"),
        Ground(inner, "inner", "asserts", "statement"),
    ]
    assert [h.told_by for h in find_events(text, [], grounds)] == [("inner",)]


def test_the_nearest_date_and_place_of_the_same_words_are_taken() -> None:
    text = "He said on Tuesday that forces shelled the village of Ostrava on Monday."
    tuesday, monday = Span(11, 18), Span(text.index("Monday"), text.index("Monday") + 6)
    ground = Ground(Span(text.index("that"), len(text)), "s1", "asserts", "statement")
    event = find_events(text, [tuesday, monday], [ground])[0]
    assert event.date == monday
    assert event.place is not None
    assert event.place.of(text) == "Ostrava"


def test_an_event_of_a_reading_points_at_its_statements_and_participants() -> None:
    text = (
        "Minister Ana Boruk said that Tosven forces shelled the village of Ostrava on 3 May 2031. "
        "Ana Boruk was arrested in Lomar in June 2031."
    )
    article, reading = reading_of(text)
    shelled, arrested = reading.events
    statements = {s.id: s for s in reading.statements}
    assert (shelled.kind, arrested.kind) == ("shelled", "arrested")
    assert [statements[i].voice for i in shelled.vouched_by] == ["attributed"]
    assert [statements[i].voice for i in arrested.vouched_by] == ["outlet"]
    names = {e.id: e.name for e in reading.entities}
    assert [names[i] for i in arrested.participants] == ["Ana Boruk"]
    assert arrested.date is not None
    assert arrested.date in [d.span for d in reading.dates]
    assert arrested.date.of(article.text) == "June 2031"
    assert arrested.place is not None
    assert arrested.place.of(article.text) == "Lomar"


def test_the_lexicon_is_well_made() -> None:
    rows = table("events.tsv")
    assert all(len(row) == 5 and row[2] in ("noun", "verb") and row[4] in ("hand", "polnear") for row in rows)
    assert len({(row[0], row[2]) for row in rows}) == len(rows) >= 200
    assert {"shelled", "attacks", "struck", "met"} <= event_words().keys()


def test_the_reading_of_an_undated_article_asks_when_it_was_published() -> None:
    _, reading = reading_of("The bridge was closed in May 2031. It will open in June 2032.")
    asked = [g for g in reading.gaps if g.question == "When was this published?"]
    assert [g.candidates for g in asked] == [("not before 2031-05-01",)]
    _, dated = reading_of("The bridge was closed in May 2031.", published="2031-06-01")
    assert [g for g in dated.gaps if "published" in g.question] == []


def test_dates_of_the_title_are_of_the_title() -> None:
    article, reading = reading_of(
        "The bridge was closed.", title="Bridge closed on Monday", published="2031-06-04"
    )
    assert [(d.part, d.edtf, d.span.of(article.title)) for d in reading.dates] == [
        ("title", "2031-06-02", "Monday")
    ]
