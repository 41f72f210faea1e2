"""Counts, versions and a digest of what comparing found."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from reportedly.codec import encode
from reportedly.record import Alteration, Comparison, Passage, Story, Tie
from reportedly.version import SCHEMA, __version__

Found = Passage | Tie | Story | Alteration

DIGEST = 1 << 256
"""The digest adds up the SHA-256 of the records, modulo this: what is added or dropped later changes it without the rest
being read again. It tells whether two results are equal; it is no signature."""


class LookedAt(NamedTuple):
    """What was compared and what was not: articles and pairs laid side by side, pairs that share nothing but furniture,
    grams that too many independent texts have, and a bound on the pairs of large families left to their leaders."""

    articles: int
    pairs: int
    furniture_only: int
    crowded: int
    left: int


Tally = Counter[tuple[str, str]]
"""Kind of count and what is counted → how often; the digest among them. Tallies of parts add up to that of the whole."""


def tallied(found: Iterable[Found]) -> Tally:
    """The counts of some records."""
    tally: Tally = Counter()
    for record in found:
        tally.update(_counts(record))
        name = type(record).__name__.encode()
        tally["digest", ""] += int.from_bytes(hashlib.sha256(name + encode(record)).digest(), "big")
    return tally


def _counts(record: Found) -> dict[tuple[str, str], int]:
    match record:
        case Tie():
            return {("ties", record.kind): 1, ("directions", record.direction): 1}
        case Story():
            return {("stories", ""): 1, ("articles_in_stories", ""): len(record.articles)}
        case Passage():
            return {("passages", ""): 1}
        case Alteration():
            return {("alterations", ""): 1}


def whole_tally(found: Comparison) -> Tally:
    """The counts of a comparison."""
    return tallied((*found.passages, *found.ties, *found.stories, *found.alterations))


def summarised(tally: Tally, looked_at: LookedAt) -> dict[str, Any]:
    """``summary.json``: counts, versions, a digest over the records, and what was left out, so that lists say it."""
    return {
        "reportedly": __version__,
        "schema": SCHEMA,
        "articles": looked_at.articles,
        "pairs_compared": looked_at.pairs,
        "pairs_of_furniture_only": looked_at.furniture_only,
        "passages": tally["passages", ""],
        "ties": _of("ties", tally),
        "directions": _of("directions", tally),
        "stories": tally["stories", ""],
        "articles_in_stories": tally["articles_in_stories", ""],
        "alterations": tally["alterations", ""],
        "truncated": bool(looked_at.crowded or looked_at.left),
        "crowded_fingerprints": looked_at.crowded,
        "pairs_left_to_leaders": looked_at.left,
        "digest": f"{tally['digest', ''] % DIGEST:064x}",
    }


def _of(kind: str, tally: Tally) -> dict[str, int]:
    return {name: count for (of, name), count in sorted(tally.items()) if of == kind and count}
