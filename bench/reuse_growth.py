"""What it costs to add articles to a compared case, beside comparing all anew (docs/decisions/0008).

    .venv/bin/python bench/reuse_growth.py [--cases 2500 10000] [--added 25 100 400] [--json]

The corpus is that of reuse_speed.py (seven tenths unrelated, derivations in groups of Zipf sizes, in mixed order), with
stories as news has them: up to ``--largest`` articles, no paragraphs of a second article. ``--largest 500 --all-kinds``
gives the corpus of that benchmark, whose derivations join hundreds of articles to one story. CPU seconds of one process;
the result of adding is held against the whole by its digest.
"""

from __future__ import annotations

import argparse
import json
import time

from reportedly.compare import compare
from reportedly.compare.index import indexed
from reportedly.record import Article
from reuse_speed import KINDS, corpus

ONE_SOURCE = [
    kind for kind in KINDS if kind not in ("new headline", "two merged", "embedded", "quotation only")
]


def measured(size: int, added: list[int], kinds: list[str], largest: int) -> list[dict[str, object]]:
    """For each number of newcomers what adding them to ``size`` articles costs."""
    pieces = corpus(size + sum(added), kinds, largest).pieces
    articles = [Article.from_text(p.text, id=p.id, outlet=p.outlet) for p in pieces]
    known = {article.id: (article, None) for article in articles}
    index, _ = indexed(articles[:size])
    rows = []
    for count in added:
        here = len(index)
        began = time.process_time()
        changes = index.add(articles[here : here + count], None, known.__getitem__)
        took = time.process_time() - began
        rows.append({"case": here, "added": count, "cpu": took, "ms each": 1000 * took / count})
        rows[-1]["pairs changed"] = len(changes.passages)
    began = time.process_time()
    whole = compare(articles)
    rows[-1]["all anew"] = time.process_time() - began
    assert whole.summary == changes.summary, "grown and whole differ"
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, nargs="+", default=[2500, 10_000])
    parser.add_argument("--added", type=int, nargs="+", default=[25, 100, 400])
    parser.add_argument("--largest", type=int, default=30)
    parser.add_argument("--all-kinds", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for size in given.cases:
        for row in measured(size, given.added, list(KINDS) if given.all_kinds else ONE_SOURCE, given.largest):
            print(json.dumps(row) if given.json else "  ".join(f"{k} {v:,.2f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
