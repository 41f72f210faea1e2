"""Records built by hand for the casefile's tests: an invented dispute between Kelmar and Tosven."""

from __future__ import annotations

import hashlib
from itertools import pairwise

from reportedly.record import (
    Article,
    Capture,
    Comparison,
    Credit,
    Evidence,
    Gap,
    Noted,
    Origin,
    Passage,
    Problem,
    Reading,
    Relay,
    Span,
    Speaker,
    Stamp,
    Statement,
    Story,
    Tie,
    statement_id,
    text_sha256,
)

STAMP = Stamp("0.1.0", "rules-1", "1.0.0")
LEAD = "HALVIK, March 1 (Orbis) – "
SAID = "The ministry of Kelmar said on Friday that {what}."
OWN = " Talks go on."


def article(n: int = 1, what: str = "the café crossing stays shut", **metadata: str) -> Article:
    """An article with a capture, of which number and wording make text, title and date."""
    text = LEAD + SAID.format(what=what) + OWN + f" Report {n}."
    given = {
        "outlet": "The Example",
        "title": f"Crossing shut, part {n}",
        "published": f"2031-03-{n % 28 + 1:02d}",
    }
    noted = tuple(Noted(k, v, "line 1", "field") for k, v in {**given, **metadata}.items())
    raw = text.encode()
    capture = Capture(
        hashlib.sha256(raw).hexdigest(), len(raw), "text/plain", "file", None, "2031-03-01T00:00:00Z", "", raw
    )
    return Article(f"a{n:05d}", text, noted, capture, {"page": n, "tags": ["x", None]})


def place(text: str, words: str) -> tuple[Span, ...]:
    """Where some words stand."""
    start = text.index(words)
    return (Span(start, start + len(words)),)


def statement(
    of: Article, content: str, cue: str = "", source: str = "", speaker: str | None = None
) -> Statement:
    """An attributed statement, or one in the outlet's voice where there is no cue."""
    spans = (
        place(of.text, content),
        place(of.text, cue) if cue else (),
        place(of.text, source) if source else (),
    )
    voice = "attributed" if cue else "outlet"
    return Statement(
        statement_id(of.id, "text", *spans, voice),
        "text",
        *spans,
        form="indirect",
        kind="statement",
        stance="asserts",
        voice=voice,
        speaker=speaker,
        resolution="named" if speaker else "none",
        relays=(Relay("Orbis", "explicit"), Relay(of.outlet, "inferred")),
        evidence=Evidence("cue-frame", None, 0.875, spans[1]),
    )


def reading(of: Article, stamp: Stamp = STAMP, copies: int = 1) -> Reading:
    """A reading with one attributed statement, ``copies`` in the outlet's voice, a credit, a gap and a problem."""
    what = of.text[of.text.index("that ") + 5 : of.text.index(OWN) - 1]
    own = [statement(of, (OWN + " Report")[1 : len(OWN) + i]) for i in range(copies)]
    return Reading(
        of.id,
        stamp,
        text_sha256(of.text),
        credits=(Credit("dateline", Span(0, len(LEAD) - 3), "Orbis", "HALVIK"),),
        speakers=(Speaker("s1", "Ministry of Kelmar", "organisation", title="ministry"),),
        statements=(statement(of, what, "said", "The ministry of Kelmar", "s1"), *own),
        gaps=(Gap(Span(0, 6), "text", "which Halvik?", ("north", "south")),),
        problems=(Problem("read", "long_sentence", "expected at most 90 words, got 120", of.id),),
        extra={"note": [1, 2.5, "ü"]},
    )


def comparison(articles: list[Article]) -> Comparison:
    """Every article a copy of the one before; one story with two origins."""
    pairs = list(pairwise(articles))
    ids = tuple(a.id for a in articles)
    origins = (
        Origin("o1", ids[:1], "Orbis", "2031-03-01", Evidence("dateline", None, 0.5)),
        Origin("o2", ids[1:], None, None),
    )
    return Comparison(
        tuple(Passage(a.id, b.id, Span(0, 20), Span(0, 20), 0.96875, False, 0.25) for a, b in pairs),
        tuple(Tie(a.id, b.id, "copy", 0.9, 0.8, 0.75, "a_to_b", Evidence("containment")) for a, b in pairs),
        (Story("st1", ids, origins, 2, "no copying found between them", 1),),
        summary={"ties": len(pairs)},
    )
