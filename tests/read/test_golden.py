"""What is read in the example articles, a line for each statement, compared exactly.

A change of reading shows here as a readable difference. To take a change over, look at it, then::

    REPORTEDLY_GOLDEN=write pytest tests/read/test_golden.py

The files say what the program reads, not what is right: that is the gold of ``examples/`` and ``bench/gold.py``.
"""

import json
import os
from pathlib import Path

import pytest
from reading_words import words

from reportedly import codec
from reportedly.read import load_reader, read
from reportedly.record import Article, Reading, Statement

HERE = Path(__file__).parent / "golden"
LINES = (Path(__file__).parents[2] / "examples" / "articles.jsonl").read_text("utf-8").splitlines()
ARTICLES = {line["id"]: line for line in map(json.loads, LINES)}
HEADING = "# speaker | resolution | stance | source | cue | content | relays   (‖: in the title, own: the outlet's own voice)"


def article(id: str) -> Article:
    line = ARTICLES[id]
    return Article(id, line["text"], codec.noted(line, "examples"))


def golden(article: Article, reading: Reading) -> str:
    lines = [HEADING, *(_line(article, reading, s) for s in reading.statements)]
    lines += [f"credit | {c.kind} | {c.agency} | {c.span.of(article.text)!r}" for c in reading.credits]
    lines += [f"gap | {g.question} | {', '.join(g.candidates)}" for g in reading.gaps]
    lines += _particulars(article, reading)
    return "\n".join(lines) + "\n"


def _particulars(article: Article, reading: Reading) -> list[str]:
    """Dates, figures and events, as words."""
    text = {"text": article.text, "title": article.title}
    dates = [f"date | {d.span.of(text[d.part])} | {d.edtf} | {d.anchor}" for d in reading.dates]
    figures = [
        f"figure | {f.span.of(text[f.part])} | {f.value:g} | {f.unit}"
        if f.value is not None
        else f"figure | {f.span.of(text[f.part])} | {f.low} to {f.high} | {f.unit}"
        for f in reading.figures
    ]
    events = [
        f"event | {e.kind} | {e.place.of(article.text) if e.place else '–'} | {e.date.of(article.text) if e.date else '–'}"
        for e in reading.events
    ]
    return [line.replace("\n", "⏎") for line in (*dates, *figures, *events)]


def _line(article: Article, reading: Reading, s: Statement) -> str:
    speaker = reading.speaker(s.speaker)
    who = "own" if s.voice == "outlet" else speaker.name if speaker else "–"
    flags = "".join(
        f" {name}"
        for name, up in (("inferred", s.inferred), ("topic", s.topic_only), ("nested", s.parent))
        if up
    )
    relays = " → ".join(f"{r.carrier} ({r.basis})" for r in s.relays)
    shown = [
        who,
        s.resolution,
        s.stance + flags,
        *(words(article, s, x) for x in (s.source, s.cue, s.content)),
        relays,
    ]
    return ("‖ " if s.part == "title" else "") + " | ".join(x.replace("\n", "⏎") for x in shown)


@pytest.mark.parametrize("id", ARTICLES)
def test_the_reading_of_an_example_is_the_stored_one(id: str) -> None:
    path = HERE / f"{id}.txt"
    found = golden(article(id), read(article(id), load_reader()))
    if os.environ.get("REPORTEDLY_GOLDEN") == "write":
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8"), "see the head of this file for how to take the change over"


def test_no_golden_reading_is_left_of_an_article_that_is_gone() -> None:
    assert {p.stem for p in HERE.glob("*.txt")} == set(ARTICLES)
