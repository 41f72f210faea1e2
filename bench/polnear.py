"""Statements on PolNeAR dev (or a part of train), by METRICS § 1: ``python bench/polnear.py [dev|train] [n]``.

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
from reportedly.read.attributor import load_attributor
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


def score(part: str = "dev", limit: int | None = None) -> Scores:
    """Figures of the shipped attributor on a part of PolNeAR."""
    attributor, scores = load_attributor(), Scores()
    for article in articles(part, limit):
        text = article["text"]
        discarded = [tuple(s) for s in article.get("discard") or [] if isinstance(s, list) and len(s) == 2]
        found = [
            attribution(text, a.source, a.cue, a.content)
            for a in attributor.attribute(text)
            if a.parent is None  # the corpus forbids nesting: only the outermost layer is annotated
            and not any(s <= a.content[0].start < e for s, e in discarded)
        ]
        add_article(scores, gold(article), found)
    return scores


if __name__ == "__main__":
    arguments = sys.argv[1:]
    print(
        show(score(arguments[0] if arguments else "dev", int(arguments[1]) if len(arguments) > 1 else None))
    )
