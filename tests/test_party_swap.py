"""Exchanging the names of the two parties changes nothing but the names (DESIGN § 3, rule 1)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reportedly import codec
from reportedly.compare import compare
from reportedly.read import load_reader, read
from reportedly.record import Article, Comparison, Reading
from reportedly.text.lexicon import table

EXAMPLES = Path(__file__).parents[1] / "examples"
PAIRS: list[list[str]] = json.loads((EXAMPLES / "parties.json").read_text("utf-8"))["swap"]
OTHER = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
PARTY = re.compile("|".join(sorted(map(re.escape, OTHER), key=len, reverse=True)))
LINES = [json.loads(x) for x in (EXAMPLES / "articles.jsonl").read_text("utf-8").splitlines()]
READER = load_reader()


def swapped(text: str) -> str:
    return PARTY.sub(lambda m: OTHER[m.group()], text)


def article(line: dict[str, Any], swap: bool) -> Article:
    change = swapped if swap else str
    given = {k: change(v) if k in ("title", "text") else v for k, v in line.items() if isinstance(v, str)}
    return Article(line["id"], given["text"], codec.noted(given, "examples"))


def plain(record: Any) -> Any:
    """A record as its JSON says it."""
    return json.loads(codec.encode(record))


def back(value: Any) -> Any:
    """A plain record with the parties' names swapped in every string, and without the hash of the text."""
    if isinstance(value, str):
        return swapped(value)
    if isinstance(value, list):
        return [back(x) for x in value]
    if isinstance(value, dict):
        return {k: back(v) for k, v in value.items() if k != "text_sha256"}
    return value


def test_the_pairs_are_of_equal_length_and_stand_in_the_articles() -> None:
    assert all(len(a) == len(b) for a, b in PAIRS)
    assert sum(bool(PARTY.search(line["text"])) for line in LINES) >= 8
    assert all(swapped(swapped(line["text"])) == line["text"] for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_the_reading_of_an_article_is_the_same(line: dict[str, Any]) -> None:
    one, other = (read(article(line, swap), READER) for swap in (False, True))
    assert one.text_sha256 != other.text_sha256 or not PARTY.search(line["text"])
    assert back(plain(other)) == {k: v for k, v in plain(one).items() if k != "text_sha256"}


def test_the_comparison_is_the_same() -> None:
    one, other = (compared(swap) for swap in (False, True))
    assert one.ties
    assert one.stories
    assert ordered(back(plain(other))) == ordered(plain(one))


def compared(swap: bool) -> Comparison:
    articles = [article(line, swap) for line in LINES]
    readings: list[Reading] = [read(a, READER) for a in articles]
    return compare(articles, readings)


def ordered(comparison: dict[str, Any]) -> Any:
    """A comparison without its digests, which are of the texts."""
    return {k: v for k, v in comparison.items() if k != "summary"}


def test_swapping_shows_where_a_rule_knows_a_party() -> None:
    """Tests the tester: a reader that listens to one party only gives another reading after the swap."""
    line = LINES[0]
    partial = [
        [s for s in plain(read(article(line, swap), READER))["statements"] if knows(line, s, swap)]
        for swap in (False, True)
    ]
    assert back(partial[1]) != partial[0]


def knows(line: dict[str, Any], statement: dict[str, Any], swap: bool) -> bool:
    text = article(line, swap).text
    return statement["part"] == "title" or any(PAIRS[0][0] in text[a:b] for a, b in statement["content"])


@pytest.mark.parametrize("name", ["cues.tsv", "roles.tsv", "agencies.tsv"])
def test_no_list_of_words_knows_a_party(name: str) -> None:
    forms = {form.casefold() for form in OTHER}
    assert not [
        row for row in table(name) for cell in row if forms & set(re.findall(r"\w+", cell.casefold()))
    ]
