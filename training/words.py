"""The common words that are no names, counted in news: ``python training/words.py > common.txt`` (half a minute).

A word is common if at least 20 articles have it in small letters, and one in ten of its occurrences is small.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter

from corpora import CORPORA

SOURCES = (
    "news_2017_2020.jsonl.xz", "reuters21578.jsonl.xz", "agnews_test.jsonl", "fnc1_bodies.jsonl",
    "abp_conflict_singles.jsonl", "finescoop_sep2020.jsonl", "ukraine2014_33countries.jsonl", "basil.jsonl",
)  # fmt: skip
ARTICLES, SHARE = 20, 0.1
ALWAYS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms miss dr sir lord lady prof rev gen lt col maj capt sgt adm gov sen "
    "rep hon st jr sr i ii iii iv no nos fig vol"
).split()
"""Days, months, forms of address and numerals: always in capitals, and nobody's names."""
_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Print the words."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for name in SOURCES:
        opened = lzma.open if name.endswith("xz") else open
        with opened(CORPORA / "corpora" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = _WORD.findall(json.loads(line).get("text") or "")
                small.update(w for w in words if w.islower())
                capital.update(w.lower() for w in words if not w.islower())
                articles.update({w for w in words if w.islower()})
    common = {w for w, n in articles.items() if n >= ARTICLES and small[w] >= SHARE * (small[w] + capital[w])}
    print("\n".join(sorted(common | set(ALWAYS))))


if __name__ == "__main__":
    main()
