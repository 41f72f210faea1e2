"""Statements on PolNeAR dev (or a part of train), by METRICS § 1: ``python bench/polnear.py [dev|train] [n] [model folder]``.

What is scored is the whole reading: the model, the rules round it, and quotations that nobody is given for.

Prints the figures only; no sentence of the corpus leaves the terminal (PolNeAR states no licence for its texts).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from reportedly.read import load_reader, read
from reportedly.record import Article
from scoring import Scored, Scores, add_article, attribution, show

CORPORA = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[1].parent / "shared" / "data"))


def articles(part: str = "dev", limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The articles of one part, as POLNEAR's conversion has them."""
    with (CORPORA / "polnear" / f"{part}.jsonl").open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if limit is not None and n >= limit:
                return
            yield json.loads(line)


def gold(article: dict[str, Any]) -> list[Scored]:
    """The first annotator's attributions that have a content."""
    return [
        attribution(article["text"], a["source"], a["cue"], a["content"])
        for a in article["attributions"]
        if a["content"]
    ]


def score(
    part: str = "dev",
    limit: int | None = None,
    model: str | None = None,
    slices: dict[str, Scores] | None = None,
) -> Scores:
    """Figures of a reader's readings on a part of PolNeAR; with ``slices`` those of each publisher go there."""
    reader, scores = load_reader(model), Scores()
    for article in articles(part, limit):
        text = article["text"]
        discarded = [tuple(s) for s in article.get("discard") or [] if isinstance(s, list) and len(s) == 2]
        found = [
            attribution(text, s.source, s.cue, s.content)
            for s in read(Article(article["id"], text), reader).statements
            if s.voice == "attributed"
            and s.parent is None  # the corpus forbids nesting: only the outermost layer is annotated
            and not any(start <= s.content[0].start < end for start, end in discarded)
        ]
        add_article(scores, gold(article), found)
        if slices is not None:
            add_article(slices.setdefault(article["publisher"], Scores()), gold(article), found)
    return scores


def main(part: str = "dev", limit: str = "1000000", model: str | None = None) -> None:
    """Print the figures, and attr@.5 by publisher."""
    slices: dict[str, Scores] = {}
    print(show(score(part, int(limit), model, slices)))
    for publisher, scores in sorted(slices.items()):
        counts = scores["attribution attr@.5"]
        print(f"{publisher:28} attr@.5 {counts.f1:5.1f}  ({counts.wanted:.0f} wanted)")


if __name__ == "__main__":
    main(*sys.argv[1:])
