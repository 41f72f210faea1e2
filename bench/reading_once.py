"""What reading copies once gains on real coverage: ``python bench/reading_once.py [corpus …]``.

Each corpus is read twice in one run, with what was found in earlier windows kept and without; readings must be equal to
the byte. Prints the share of windows that were copies, and processor time as a ratio.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import json

from polnear import CORPORA
from reportedly.models.learned import LearnedReader, load_learned
from reportedly.models.windows import windows

DEFAULT = ("abp_reuse_articles", "karabakh2020_countries")
MOST = 400
"""Articles of a corpus that are read."""


def texts(name: str) -> list[str]:
    """The texts of a corpus, at most ``MOST``."""
    lines = (CORPORA / "corpora" / f"{name}.jsonl").open(encoding="utf-8")
    return [json.loads(line)["text"] for _, line in zip(range(MOST), lines, strict=False)]


def seconds(reader: LearnedReader, articles: list[str], keep: bool) -> tuple[float, list[object]]:
    """Processor time, and everything found."""
    start, found = time.process_time(), []
    for text in articles:
        if not keep:
            reader.seen.clear()
        found.append(reader.find(text))
    return time.process_time() - start, found


def main(names: list[str]) -> None:
    """Print a row for each corpus."""
    for name in names:
        reader, articles = load_learned(), texts(name)
        plain, first = seconds(reader, articles, keep=False)
        reader.seen.clear()
        reader.hits = 0
        kept, second = seconds(reader, articles, keep=True)
        total = sum(len(windows(t, reader.wordpiece)) for t in articles)
        same = "equal" if first == second else "NOT EQUAL"
        share = 100 * reader.hits / total
        print(
            f"{name}: {len(articles)} articles, {total} windows, {share:.1f} % copies, time {kept / plain:.2f}, readings {same}"
        )


if __name__ == "__main__":
    main(sys.argv[1:] or list(DEFAULT))
