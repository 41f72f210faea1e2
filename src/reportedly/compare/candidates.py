"""Which pairs of articles are worth laying side by side: those that share fingerprints.

The index is compressed by leaders: an article that is almost wholly covered by an earlier one joins its family
and adds only what the leader lacks. A story with 500 reprints so costs 500 comparisons, not 125,000, and the
count of a gram's postings is a count of independent texts. Everything is bounded: a gram leads to at most
``CROWD`` articles, a family of more than ``EXPANDED`` is compared with its leader alone; what is left out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

COVERED = 0.9
"""Share of an article's fingerprints in a leader from which it joins the family (research/reuse.md § 6, step 4)."""

SHARED = 2
"""Fingerprints in common from which a pair is compared; fewer where an article has fewer (the same, step 6)."""

CROWD = 32
"""Articles that one gram leads to. Bounds the cost of a gram that stands everywhere to 32 comparisons an article."""

EXPANDED = 8
"""Members up to which a family's articles are all compared with each other, and with the leader's neighbours."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Candidates:
    """Pairs to compare (a < b, sorted), with what was left out.

    ``overlap`` gives the shared fingerprints of pairs found directly; ``families`` the leader of each article;
    ``crowded`` the number of grams that stand in more than ``CROWD`` independent texts, ``unexpanded`` a bound on the
    pairs inside large families that are not compared because both are compared with the leader.
    """

    pairs: list[Pair] = field(default_factory=list)
    overlap: dict[Pair, int] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    crowded: int = 0
    unexpanded: int = 0


def candidates(prints: Mapping[str, Mapping[int, int]]) -> Candidates:
    """The pairs that share fingerprints, longest articles first so that leaders cover; at most ``CROWD`` look-ups a gram."""
    found = Candidates()
    postings: dict[int, list[str]] = {}
    crowded: set[int] = set()
    for article in sorted(prints, key=lambda id: (-len(prints[id]), id)):
        shared = _shared(prints[article], postings)
        found.overlap.update(
            (_pair(article, other), count)
            for other, count in shared.items()
            if count >= min(SHARED, len(prints[article]))
        )
        leader = _leader(shared, found.families, len(prints[article]))
        found.families[article] = leader or article
        lacking = prints[article].keys() - (prints[leader].keys() if leader else set())
        crowded.update(gram for gram in lacking if not _posted(article, postings.setdefault(gram, [])))
    found.crowded = len(crowded)
    return _expanded(found)


def families_of(leaders: Mapping[str, str]) -> dict[str, list[str]]:
    """Leader → sorted members, the leader among them."""
    members: dict[str, list[str]] = {}
    for article in sorted(leaders):
        members.setdefault(leaders[article], []).append(article)
    return members


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _shared(grams: Mapping[int, int], postings: Mapping[int, list[str]]) -> Counter[str]:
    """How many of the grams each article posted so far shares."""
    shared: Counter[str] = Counter()
    for gram in grams:
        shared.update(postings.get(gram, ()))
    return shared


def _leader(shared: Counter[str], families: Mapping[str, str], size: int) -> str | None:
    """The leader that covers the article, the best first; ``None`` where none does."""
    leading = [(-count, id) for id, count in shared.items() if families[id] == id and count >= COVERED * size]
    return min(leading)[1] if leading else None


def _posted(article: str, posting: list[str]) -> bool:
    if len(posting) >= CROWD:
        return False
    posting.append(article)
    return True


def _expanded(found: Candidates) -> Candidates:
    """Add what compression hid: pairs within a family, and of its members with the leader's neighbours."""
    members = families_of(found.families)
    small = {leader: ids for leader, ids in members.items() if len(ids) <= EXPANDED}
    pairs = set(found.overlap)
    for one, other in found.overlap:
        for a in small.get(one, [one]):
            pairs.update(_pair(a, b) for b in small.get(other, [other]) if a != b)
    for leader, ids in members.items():
        pairs.update(_within(leader, ids))
        if leader not in small:
            found.unexpanded += (len(ids) - 1) * (len(ids) - 2) // 2
    found.pairs = sorted(pairs)
    return found


def _within(leader: str, ids: list[str]) -> Iterator[Pair]:
    if len(ids) <= EXPANDED:
        return combinations(ids, 2)
    return (_pair(leader, id) for id in ids if id != leader)
