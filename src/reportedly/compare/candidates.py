"""Which pairs of articles are worth laying side by side: those that share fingerprints.

The index is compressed by leaders: an article that is almost wholly covered by an earlier one joins its family
and adds only what the leader lacks. A story with 500 reprints so costs 500 comparisons, not 125,000, and the
count of a gram's postings is a count of independent texts. Everything is bounded: a gram leads to at most
``CROWD`` articles, a family of more than ``EXPANDED`` is compared with its leader alone; what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from reportedly.compare import kernel
from reportedly.compare.fingerprints import Prints

COVERED = 0.9
"""Share of an article's fingerprints in a leader from which it joins the family (research/reuse.md § 6, step 4)."""

SHARED = 2
"""Fingerprints in common from which a pair is compared; fewer where an article has fewer (the same, step 6)."""

CROWD = 8
"""Articles that one gram leads to: each part of an article finds that many partners, longest first, so that the story is
held together. Bounds the cost of a gram that stands everywhere. 32 make three times the pairs of stories with
hundreds of partial copies and find nothing more (docs/decisions/0006)."""

WIDE_CROWD = 32
"""The same while furniture is learned: which articles are related has to be known before what they share is weighed."""

EXPANDED = 8
"""Members up to which a family's articles are all compared with each other, and with the leader's neighbours."""

Pair = tuple[str, str]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of articles that share fingerprints, found directly: ``a < b`` index ``articles``, ``shared`` counts.

    ``leaders`` gives the leader of each article, itself where none covers it; ``crowded`` the number of grams that
    stand in more than ``crowd`` independent texts.
    """

    articles: tuple[str, ...]
    a: Numbers
    b: Numbers
    shared: Numbers
    leaders: Numbers
    crowded: int

    @property
    def direct(self) -> list[Pair]:
        """The pairs found directly, sorted."""
        name = self.articles
        return [(name[a], name[b]) for a, b in zip(self.a.tolist(), self.b.tolist(), strict=True)]

    @property
    def families(self) -> dict[str, list[str]]:
        """Leader → sorted members, the leader among them."""
        members: dict[str, list[str]] = {}
        for article, leader in zip(self.articles, self.leaders.tolist(), strict=True):
            members.setdefault(self.articles[leader], []).append(article)
        return members


def candidates(prints: Prints, crowd: int = CROWD) -> Candidates:
    """The pairs that share fingerprints, longest articles first so that leaders cover; at most ``crowd`` look-ups a gram."""
    order = np.argsort(-prints.sizes, kind="stable").astype(np.uint32)
    pairs, shared, leaders, crowded = kernel.pairs(
        prints.grams, prints.offsets, order, COVERED, SHARED, crowd
    )
    keys = np.frombuffer(pairs, np.uint64)
    return Candidates(
        prints.articles,
        (keys >> np.uint64(32)).astype(np.int64),
        (keys & np.uint64(0xFFFFFFFF)).astype(np.int64),
        np.frombuffer(shared, np.uint32).astype(np.int64),
        np.frombuffer(leaders, np.uint32).astype(np.int64),
        crowded,
    )


def expanded(found: Candidates) -> tuple[list[Pair], int]:
    """The pairs with those that compression hid, sorted, and a bound on the pairs that are left to leaders.

    Hidden are pairs within a family, and of its members with the leader's neighbours; a family of more than
    ``EXPANDED`` is compared with its leader alone.
    """
    members = found.families
    small = {leader: ids for leader, ids in members.items() if 1 < len(ids) <= EXPANDED}
    pairs = set(found.direct)
    for one, other in found.direct:
        if one in small or other in small:
            for a in small.get(one, [one]):
                pairs.update(_pair(a, b) for b in small.get(other, [other]) if a != b)
    for leader, ids in members.items():
        pairs.update(_within(leader, ids))
    left = (len(ids) for leader, ids in members.items() if leader not in small)
    return sorted(pairs), sum((size - 1) * (size - 2) // 2 for size in left)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _within(leader: str, ids: list[str]) -> Iterator[Pair]:
    if len(ids) <= EXPANDED:
        return combinations(ids, 2)
    return (_pair(leader, id) for id in ids if id != leader)
