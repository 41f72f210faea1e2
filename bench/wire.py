"""Wire credits from the text alone on PolNeAR train + dev (METRICS § 2): ``python bench/wire.py [-v]``.

Its metadata names a wire agency for 75 articles; ``NA`` and empty are negatives. Metadata are by publisher, so a negative may
still be a wire's text. Prints figures and, with ``-v``, ids; no sentence of the corpus leaves the terminal.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import polnear
from reportedly.read.credits import find_credits
from reportedly.read.credits_media import agencies
from reportedly.record import Credit
from reportedly.text import mend

WHOLE = frozenset({"dateline", "wire"})
"""Kinds of credit that stand for the whole item."""


def wire_of(text: str) -> str | None:
    """The agency that a text's dateline or line of credit gives for the whole of it, by its public name."""
    named = (_public(c) for c in find_credits(mend(text).text, None) if c.kind in WHOLE and c.agency)
    return next((name for name in named if name), None)


def _public(credit: Credit) -> str | None:
    parts = re.split(r"\s*/\s*", credit.agency or "")
    return next((agencies()[p.casefold()] for p in parts if p.casefold() in agencies()), None)


def figures(verbose: bool = False) -> dict[str, float]:
    """Precision and recall in per cent, the share of right names among what is found and wanted, and counts."""
    right = found = wanted = named = 0
    for part in ("train", "dev"):
        for article in polnear.articles(part):
            gold = article.get("wire") not in (None, "", "NA", "None")
            agency = wire_of(article["text"])
            wanted, found = wanted + gold, found + (agency is not None)
            right += gold and agency is not None
            named += bool(gold and agency and agency.casefold() == article["wire"].casefold())
            if verbose and gold != (agency is not None):
                print("missed" if gold else "extra", article["id"], article.get("wire"), agency)
    return {
        "precision": 100 * right / max(1, found),
        "recall": 100 * right / max(1, wanted),
        "named right": 100 * named / max(1, right),
        "found": found,
        "wanted": wanted,
    }


if __name__ == "__main__":
    print({k: round(v, 1) for k, v in figures("-v" in sys.argv).items()})
