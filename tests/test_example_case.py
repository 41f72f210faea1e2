"""The example case, compared: what was written by hand in examples/expected_comparison.toml, against what comes out."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reportedly import codec
from reportedly.compare import compare
from reportedly.read import load_reader, read
from reportedly.record import Article, Comparison, Tie

EXAMPLES = Path(__file__).parents[1] / "examples"
TURNED = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}


@cache
def expected() -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "expected_comparison.toml").read_text("utf-8"))


@cache
def compared() -> Comparison:
    lines = map(json.loads, (EXAMPLES / "articles.jsonl").read_text("utf-8").splitlines())
    articles = [Article(line["id"], line["text"], codec.noted(line, "examples")) for line in lines]
    reader = load_reader()
    return compare(articles, [read(article, reader) for article in articles])


def tie(a: str, b: str) -> Tie | None:
    return next((t for t in compared().ties if {t.a, t.b} == {a, b}), None)


def test_no_pair_is_tied_that_the_gold_does_not_list() -> None:
    listed = {frozenset((row["a"], row["b"])) for row in expected()["copies"]}
    assert {frozenset((t.a, t.b)) for t in compared().ties} <= listed


def test_every_tie_is_of_a_kind_and_direction_that_the_gold_accepts() -> None:
    wrong = []
    for row in expected()["copies"]:
        found = tie(row["a"], row["b"])
        kind = found.kind if found else "none"
        way = found.direction if found else "unknown"
        way = TURNED.get(way, way) if found and found.a != row["a"] else way
        kinds = {row["kind"], *row.get("also_accepted_kind", [])}
        ways = {row["direction"], "unknown", *row.get("also_accepted", [])}
        if kind not in kinds or way not in ways:
            wrong.append((row["a"], row["b"], kind, way))
    assert wrong == KNOWN_WRONG


def test_the_stories_and_their_separate_origins() -> None:
    found = {frozenset(s.articles): s.independent_origins for s in compared().stories}
    wanted = {frozenset(s["articles"]): s["separate_origins"] for s in expected()["stories"]}
    several = {articles: n for articles, n in wanted.items() if len(articles) > 1}
    assert set(several) - set(found) == NOT_JOINED
    assert found == {
        articles: n for articles, n in {**several, **OTHER_ORIGINS}.items() if articles not in NOT_JOINED
    }


def test_no_attribution_is_reported_lost_that_was_not() -> None:
    found = {
        (a.origin.article, a.copy.article) for a in compared().alterations if a.kind == "attribution_lost"
    }
    wanted = {(row["from_article"], row["article"]) for row in expected()["attribution_lost"]}
    assert found
    assert found <= wanted


KNOWN_WRONG: list[tuple[str, str, str, str]] = []
"""Ties that differ from the gold: none."""

WIRE_STORY = frozenset({"wire", "copy-credited", "copy-uncredited", "partial", "denial", "aggregation"})
OTHER_ORIGINS = {WIRE_STORY: 2}
"""Stories whose origins differ from the gold: ``partial`` has reporting of its own beside what it took over, so 3."""

NOT_JOINED = {frozenset({"interview-a", "interview-b"}), frozenset({"background", "rerun"})}
"""Stories of the gold that are not made: two tellings of one interview share a quotation only; a re-run a year later
shares no news (DESIGN § 5)."""
