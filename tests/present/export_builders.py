"""An invented article with everything an export has to carry, and what formats make of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import factory
from reportedly.present.exports import Asked, format_named
from reportedly.present.exports.formats import Left
from reportedly.present.tables import Entry
from reportedly.record import Article, Evidence, Origin, Relay, Story, Tie

TEXT = (
    "🌉 The bridge is “clo\N{SOFT HYPHEN}sed”, Ina Dorvald\N{SOFT HYPHEN}a said, “till\nMay”.\n\n"
    "Pavo Renn denied that Tosven knew.\nTraffic was light. =1+2 lorries turned. Was it safe, the council asked."
)
ARTICLE = replace(
    factory.article(
        TEXT,
        id="a/1 ü",
        outlet="The Example & Sons",
        title="=Bridge {closed} 100%",
        published="2031-03-03T10:00:00Z",
        url="https://example.org/1_2?a=b&c=%20d",
        byline="By Lena Orsk, Halvik",
        language="en",
    ),
    capture=factory.capture(fetched_at="2031-03-04T00:00:00Z", url="https://example.org/1"),
)
SAID = factory.statement(
    ARTICLE,
    ["clo\N{SOFT HYPHEN}sed", "till\nMay"],
    cue="said",
    source="Ina Dorvald\N{SOFT HYPHEN}a",
    speaker="s1",
    form="direct",
    relays=(Relay("The Paper", "explicit"), Relay(None, "inferred"), Relay("The Example & Sons", "explicit")),
    inferred=True,
    score=0.75,
    evidence=Evidence(rule="pairs", score=0.75),
)
DENIED = factory.statement(
    ARTICLE,
    "that Tosven knew",
    cue="denied",
    source="Pavo Renn",
    speaker="s2",
    stance="denies",
    parent=SAID.id,
)
OWN = factory.statement(ARTICLE, "Traffic was light.")
SUM = factory.statement(ARTICLE, "=1+2 lorries turned.")
ASKED = factory.statement(
    ARTICLE, "Was it safe", cue="asked", source="the council", kind="question", stance="asks"
)
TOPIC = factory.statement(ARTICLE, (), cue="said", source="Pavo Renn", speaker="s2", topic_only=True)
TITLE = factory.statement(ARTICLE, "=Bridge", part="title")
SPEAKERS = (
    factory.speaker("Ina Dorvalda", title="Mayor", affiliation="Kelmar"),
    factory.speaker("Pavo Renn", id="s2", title="foreign minister"),
)
READING = factory.reading(ARTICLE, SAID, DENIED, OWN, SUM, ASKED, TOPIC, TITLE, speakers=SPEAKERS)
OTHER = factory.article("The council of Kelmar said gates were shut.", id="a2", published="2031-03-05")
GATES = factory.statement(OTHER, "gates were shut", cue="said", source="The council of Kelmar", speaker="s1")
OTHER_READING = factory.reading(
    OTHER, GATES, speakers=[factory.speaker("The council of Kelmar", kind="organisation")]
)
TIE = Tie(ARTICLE.id, "a2", "copy", 0.9, 0.8, 0.7, "a_to_b")
STORY = Story(
    "st1",
    (ARTICLE.id, "a2"),
    (Origin("o1", (ARTICLE.id, "a2"), "Orbis", "2031-03-03"),),
    1,
    "shared credit",
)
ENTRIES = (
    Entry(ARTICLE, READING, ("st1", 1), ties=(TIE,)),
    Entry(OTHER, OTHER_READING, ("st1", 1), ties=(TIE,)),
)


def asked(**over: object) -> Asked:
    return Asked(**{"casefile": "case.db", "digest": "d" * 64, "find_story": lambda _: STORY, **over})  # type: ignore[arg-type]


def written(name: str, *entries: Entry, left: Left | None = None, **over: object) -> bytes:
    """The bytes of a format of one file; :data:`ENTRIES` where none are given."""
    form = format_named(name, with_text=bool(over.get("with_text")))
    assert form.pieces is not None
    return b"".join(form.pieces(iter(entries or ENTRIES), asked(**over), Counter() if left is None else left))


def entry_of(text: str, **over: object) -> Entry:
    """One article whose whole text is one statement of the outlet."""
    article: Article = factory.article(text, **over)  # type: ignore[arg-type]
    return Entry(article, factory.reading(article, factory.statement(article, text)))
