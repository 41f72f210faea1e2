"""The gold of the example case: readable TOML and INTERFACE's format say the same."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reportedly import codec
from reportedly.record import Reading

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gold():
    sys.path.insert(0, str(ROOT / "bench"))
    import gold

    yield gold
    sys.path.remove(str(ROOT / "bench"))


def test_the_stored_gold_is_what_the_toml_says(gold) -> None:
    stored = (ROOT / "examples" / "gold.jsonl").read_bytes().splitlines()
    assert stored == [codec.encode(line) for line in gold.gold_lines()]


@pytest.mark.parametrize("folder", ["examples", "training/golden", "training/in_domain"])
def test_gold_is_in_the_format_of_a_reading_and_its_spans_lie_in_their_part(gold, folder: str) -> None:
    articles = gold.articles(ROOT / folder)
    lines = list(gold.gold_lines(ROOT / folder))
    assert len(articles) == len(lines) > 10
    for article, line in zip(articles, lines, strict=True):
        reading = codec.decode(json.dumps(line), Reading)
        assert reading.id == article.id
        for s in reading.statements:
            text = article.text if s.part == "text" else article.title
            assert all(span.of(text).strip() for span in (*s.content, *s.cue, *s.source))
            assert s.speaker is None or reading.speaker(s.speaker)
