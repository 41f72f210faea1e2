"""Pages → text beside plain trafilatura: word F1 on the invented pages of the tests, in one run.

``python bench/pages.py`` prints a row for each page. With the folder of trafilatura's own public test pages
(``tests`` of its repository, 990 pages) as argument, the same for their segments: found, and wrongly in.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "acquire"))
import trafilatura
from invented_pages import PAGES, raw

from reportedly.acquire.pages import page_article
from reportedly.acquire.refusal import RefusedError


def ours(page: bytes) -> str:
    """The text that acquire takes from a page; empty where it refuses."""
    try:
        return page_article(page, "a", "a", "file", None).text
    except RefusedError:
        return ""


def plain(page: bytes) -> str:
    """What trafilatura gives with the same preference for recall."""
    return trafilatura.extract(page, favor_recall=True, include_comments=False, include_tables=False) or ""


EXTRACTORS = {"reportedly": ours, "trafilatura": plain}


def f1(expected: str, actual: str) -> float:
    """Word F1, counting repeats."""
    wanted, got = (Counter(re.findall(r"\w+", text.casefold())) for text in (expected, actual))
    shared = sum((wanted & got).values())
    return 2 * shared / max(1, sum(wanted.values()) + sum(got.values()))


def invented() -> None:
    """One row for each invented page."""
    rows = [(p.name, [f1("\n".join(p.paragraphs), e(raw(p))) for e in EXTRACTORS.values()]) for p in PAGES]
    rows.append(("mean", [sum(r[1][i] for r in rows) / len(rows) for i in range(len(EXTRACTORS))]))
    print(f"{'word F1':78}" + "".join(f"{name:>13}" for name in EXTRACTORS))
    for name, scores in rows:
        print(f"{name:78}" + "".join(f"{score:13.3f}" for score in scores))


def public(folder: Path) -> None:
    """Segments of the public pages, as trafilatura's own gate counts them."""
    gold = json.loads((folder / "evaldata.json").read_text("utf-8")).values()
    counts = {name: Counter[str]() for name in EXTRACTORS}
    for item in gold:
        path = next(p for d in ("eval", "cache") if (p := folder / d / item["file"]).exists())
        for name, extract in EXTRACTORS.items():
            began = time.process_time()
            text = " ".join(extract(path.read_bytes()).split())
            counts[name]["ms"] += round(1000 * (time.process_time() - began))
            for kind in ("with", "without"):
                found = [" ".join(segment.split()) in text for segment in item[kind]]
                counts[name][kind] += sum(found)
                counts[name]["of " + kind] += len(found)
    for name, c in counts.items():
        precision, recall = c["with"] / (c["with"] + c["without"]), c["with"] / c["of with"]
        both = 2 * precision * recall / (precision + recall)
        print(
            f"{name:12} {len(gold)} pages  P {precision:.3f}  R {recall:.3f}  F {both:.3f}  {c['ms'] / len(gold):.0f} ms a page"
        )


if __name__ == "__main__":
    invented()
    if len(sys.argv) > 1:
        public(Path(sys.argv[1]))
