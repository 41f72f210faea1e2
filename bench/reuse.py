"""How well and how fast `compare` finds copies: METRICS § 3, on the hand-labelled pairs of the shared corpora.

    .venv/bin/python bench/reuse.py                 figures, with the credits that `read` finds in the texts
    .venv/bin/python bench/reuse.py --no-credits    texts and metadata alone
    .venv/bin/python bench/reuse.py --json          for a gate

Positives: 35 + 10 labelled pairs. Negatives: all other pairs of the same set that share less than 2 % of the
smaller one's 6-word shingles. A pair counts as related by copying when its tie is of a kind that joins a story.
Nothing here was fitted on one pair and measured on another: the rules have no learned part. No text is printed,
ids only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly.compare import compare
from reportedly.compare.stories import COPYING
from reportedly.read.credits import find_credits
from reportedly.record import Article, Comparison, Reading, Stamp, text_sha256
from reportedly.text import tokenize
from reportedly.text.mending import mend

DATA = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[2] / "shared" / "data")) / "corpora"

SETS = {
    "abp": ("abp_reuse_articles.jsonl", "abp_reuse_pairs.jsonl"),
    "karabakh2020": ("karabakh2020_countries.jsonl", "karabakh2020_reuse_pairs.jsonl"),
}
SPEED = ("karabakh2020_countries.jsonl", "abp_conflict_singles.jsonl")

EXPECTED = {
    "wire_copy": {"copy", "wire_version"},
    "same_text": {"copy", "same_page"},
    "syndicated_column": {"copy"},
    "same_publisher_update": {"copy", "same_page"},
    "same_outlet_versions": {"copy"},
    "wire_versions": {"wire_version"},
    "wire_partial": {"partial"},
    "shared_passage": {"partial"},
    "aggregation": {"aggregation"},
    "same_page": {"same_page"},
    "shared_primary": {"shared_quotation"},
    "quotes_primary": {"shared_quotation"},
    "shared_background": {"none"},
}
"""Label → kinds of INTERFACE that say the same. Two outlets with one post or document (shared_primary) share a
quotation; a background paragraph makes no tie of copying (CASES 12)."""

NOT_COPYING = {"shared_primary", "quotes_primary", "shared_background"}
UNRELATED = 0.02
SHINGLE = 6

Pair = tuple[str, str]


def lines(name: str) -> Iterator[dict[str, Any]]:
    """The objects of one file."""
    with (DATA / name).open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def article(line: dict[str, Any]) -> Article:
    """An article with the metadata that the corpora give."""
    fields = {"outlet": "outlet", "url": "url", "title": "title", "published": "date", "byline": "authors"}
    given = {name: line[key] for name, key in fields.items() if line.get(key)}
    return Article.from_text(line["text"], id=line["id"], **given)


def shingles(text: str) -> set[tuple[str, ...]]:
    """All 6-word shingles of a text."""
    words = [token.norm for token in tokenize(text)]
    return set(zip(*(words[k:] for k in range(SHINGLE)), strict=False))


def unrelated(articles: Iterable[Article], labelled: set[Pair]) -> set[Pair]:
    """The pairs, labelled ones apart, that share less than 2 % of the smaller one's shingles."""
    found = {a.id: shingles(a.text) for a in articles}
    return {
        (a, b)
        for a, b in combinations(sorted(found), 2)
        if (a, b) not in labelled
        and len(found[a] & found[b]) < UNRELATED * max(1, min(len(found[a]), len(found[b])))
    }


def credited(article: Article) -> Reading:
    """A reading of nothing but the credits in an article's text."""
    mended = mend(article.text)
    found = find_credits(mended.text, article.outlet)
    credits = tuple(replace(credit, span=mended.to_source(credit.span)) for credit in found)
    return Reading(article.id, Stamp("bench", "credits", "1"), text_sha256(article.text), credits)


def judged(name: str, with_credits: bool) -> dict[str, Any]:
    """One set, compared and counted; errors by id."""
    articles = [article(line) for line in lines(SETS[name][0])]
    readings = [credited(article) for article in articles] if with_credits else None
    labels = {tuple(sorted((p["a"], p["b"]))): p["label"] for p in lines(SETS[name][1])}
    ties = {(tie.a, tie.b): tie for tie in compare(articles, readings).ties}
    kinds = {pair: ties[pair].kind if pair in ties else "none" for pair in labels}
    negatives = unrelated(articles, set(labels))
    wanted = {pair for pair, label in labels.items() if label not in NOT_COPYING}
    called = {pair for pair, tie in ties.items() if tie.kind in COPYING}
    wrong = (called & negatives) | {pair for pair in called & set(labels) if pair not in wanted}
    return {
        "right": len(called & wanted),
        "missed": sorted(wanted - called),
        "wrong": sorted(wrong),
        "negatives": len(negatives),
        "confusion": Counter((label, kinds[pair]) for pair, label in labels.items()),
        "quotation_called_copy": sorted(
            pair for pair in called & set(labels) if "shared_quotation" in EXPECTED[labels[pair]]
        ),
        "kinds_right": sum(kinds[pair] in EXPECTED[label] for pair, label in labels.items()),
        "labelled": len(labels),
        "unknown_directions": sum(ties[p].direction == "unknown" for p in called & wanted),
    }


def f1(right: int, missed: int, wrong: int) -> float:
    """F1 from counts, in percent."""
    return round(200 * right / max(1, 2 * right + missed + wrong), 1)


def timed() -> dict[str, Any]:
    """CPU seconds of one comparison of the 1,279 articles, from text to stories."""
    articles = [article(line) for name in SPEED for line in lines(name)]
    start = time.process_time()
    found: Comparison = compare(articles)
    seconds = time.process_time() - start
    return {
        "articles": len(articles),
        "cpu_seconds": round(seconds, 2),
        "articles_per_second": round(len(articles) / seconds),
        "summary": found.summary,
    }


def measured(with_credits: bool) -> dict[str, Any]:
    """Every figure."""
    sets = {name: judged(name, with_credits) for name in SETS}
    right = sum(s["right"] for s in sets.values())
    missed = sum(len(s["missed"]) for s in sets.values())
    wrong = sum(len(s["wrong"]) for s in sets.values())
    return {
        "f1": f1(right, missed, wrong),
        "right": right,
        "missed": missed,
        "wrong": wrong,
        "sets": sets,
        "speed": timed(),
    }


def shown(figures: dict[str, Any]) -> None:
    """Print the figures as text."""
    print(
        f"related by copying: F1 {figures['f1']} (right {figures['right']}, missed {figures['missed']}, ",
        end="",
    )
    print(f"wrong {figures['wrong']})")
    for name, found in figures["sets"].items():
        print(f"\n{name}: {found['labelled']} labelled pairs, {found['negatives']} negatives")
        print(f"  right {found['right']}  missed {found['missed']}  wrong {found['wrong']}")
        print(f"  F1 {f1(found['right'], len(found['missed']), len(found['wrong']))}", end="")
        print(f"  shared quotations called copies: {found['quotation_called_copy'] or 0}")
        print(f"  kind right: {found['kinds_right']} of {found['labelled']}", end="")
        print(f"; direction unknown: {found['unknown_directions']} of {found['right']}")
        for (label, kind), n in sorted(found["confusion"].items()):
            print(f"    {'  ' if kind in EXPECTED[label] else '≠ '}{label:22} {kind:17} {n}")
    speed = figures["speed"]
    print(f"\nspeed: {speed['articles']} articles in {speed['cpu_seconds']} CPU-s", end="")
    print(f" ({speed['articles_per_second']} a second)")
    print(f"  {json.dumps(speed['summary'])}")


def main() -> None:
    """Measure and print; exit status 2 when the corpora are not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-credits", action="store_true", help="texts and metadata alone")
    given = parser.parse_args()
    if not DATA.is_dir():
        print(f"{DATA}: no such folder; set REPORTEDLY_DATA", file=sys.stderr)
        sys.exit(2)
    figures = measured(not given.no_credits)
    if given.json:
        for found in figures["sets"].values():
            found["confusion"] = {
                f"{label} as {kind}": n for (label, kind), n in sorted(found["confusion"].items())
            }
        print(json.dumps(figures, sort_keys=True))
    else:
        shown(figures)


if __name__ == "__main__":
    main()
