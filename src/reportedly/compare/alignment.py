"""Where two word sequences run together: seeds, maximal exact runs, chains with bounded gaps.

Works on plain sequences of numbers and knows nothing of articles, so that a compiled kernel can take its place.
Of equally good chains the one first in the first text is taken, so in texts that repeat themselves an exchange of
the two may pair other occurrences; pairs are therefore always laid side by side in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

SEED = 3
"""Words of a seed. Re-aligning densely on 3-grams raised plagdet from .72 to .93 (research/reuse.md § 6, step 7)."""

SURPLUS = 8
"""Occurrences of a gram beyond those of the other text that are still paired: bounds texts that repeat themselves."""

GAP = 40
"""Words, on either side, that a chain may leap: a dropped or inserted sentence of usual length."""

LEAP_COST = 0.5
"""Cost of a word leapt, in words matched: a run joins a chain when it brings more than half its distance."""

LOOK_BACK = 64
"""Earlier runs weighed as the predecessor of one: bounds the chaining to 64 steps a run."""

LEAST = 14.0
"""Least score of a chain: the length of an exact run that fingerprints are sure to notice (see fingerprints.py)."""

Places = Mapping[tuple[int, ...], Sequence[int]]


class Run(NamedTuple):
    """``length`` equal words from index ``a`` in the first text and ``b`` in the second."""

    a: int
    b: int
    length: int


class Chain(NamedTuple):
    """Runs in the order of both texts, without overlap; ``score`` is the words matched less the cost of leaps."""

    runs: tuple[Run, ...]
    score: float

    @property
    def matched(self) -> int:
        """Words that are equal on both sides."""
        return sum(run.length for run in self.runs)

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last word in the first text, and in the second (the last one included)."""
        first, last = self.runs[0], self.runs[-1]
        return (first.a, last.a + last.length - 1), (first.b, last.b + last.length - 1)


def places(ids: Sequence[int]) -> Places:
    """Each gram of ``SEED`` words → the indices where it begins. O(n)."""
    found: dict[tuple[int, ...], list[int]] = {}
    for index, gram in enumerate(zip(ids, ids[1:], ids[2:], strict=False)):
        found.setdefault(gram, []).append(index)
    return found


def align(a: Sequence[int], b: Sequence[int], in_a: Places, in_b: Places) -> list[Chain]:
    """The stretches that two texts share, in the order of the first; ``in_a`` and ``in_b`` are their ``places``."""
    return sorted(_chains(_runs(a, b, _seeds(in_a, in_b))))


def _seeds(in_a: Places, in_b: Places) -> Iterator[tuple[int, int]]:
    """Diagonal and index of each shared gram: the k-th occurrence with the k-th, surplus ones with the last."""
    for gram in in_a.keys() & in_b.keys():
        here, there = in_a[gram], in_b[gram]
        common = min(len(here), len(there))
        pairs = zip_longest(here[: common + SURPLUS], there[: common + SURPLUS])
        for i, j in pairs:
            x, y = here[-1] if i is None else i, there[-1] if j is None else j
            yield x - y, x


def _runs(a: Sequence[int], b: Sequence[int], seeds: Iterator[tuple[int, int]]) -> list[Run]:
    """Every seed grown to a maximal run, each run once, sorted by place. A word is visited once per diagonal."""
    found: list[Run] = []
    on, end = None, 0
    for diagonal, index in sorted(seeds):
        if diagonal != on:
            on, end = diagonal, max(0, diagonal)
        if index < end:
            continue
        start = _grown_left(a, b, index, diagonal, end)
        end = _grown_right(a, b, index, diagonal)
        found.append(Run(start, start - diagonal, end - start))
    return sorted(found)


def _grown_left(a: Sequence[int], b: Sequence[int], index: int, diagonal: int, floor: int) -> int:
    while index > floor and a[index - 1] == b[index - 1 - diagonal]:
        index -= 1
    return index


def _grown_right(a: Sequence[int], b: Sequence[int], index: int, diagonal: int) -> int:
    limit = min(len(a), len(b) + diagonal)
    while index < limit and a[index] == b[index - diagonal]:
        index += 1
    return index


def _chains(runs: list[Run]) -> Iterator[Chain]:
    """Chains of runs, best first, each run in one chain only; those under ``LEAST`` are left out."""
    scores, before = _best_chains(runs)
    used = [False] * len(runs)
    for last in sorted(range(len(runs)), key=lambda k: (-scores[k], runs[k])):
        if scores[last] < LEAST:
            break
        chain = _traced(runs, scores, before, used, last)
        if chain.score >= LEAST:
            yield chain


def _best_chains(runs: list[Run]) -> tuple[list[float], list[int]]:
    """For each run the score of the best chain that ends with it, and its predecessor there (-1: none)."""
    scores = [float(run.length) for run in runs]
    before = [-1] * len(runs)
    for k, run in enumerate(runs):
        for earlier in range(k - 1, max(-1, k - 1 - LOOK_BACK), -1):
            score = scores[earlier] + _gain(runs[earlier], run)
            if score > scores[k]:
                scores[k], before[k] = score, earlier
    return scores, before


def _gain(earlier: Run, run: Run) -> float:
    """What a run adds to a chain that ends with ``earlier``; minus infinity where it cannot follow."""
    leap_a = run.a - earlier.a - earlier.length
    leap_b = run.b - earlier.b - earlier.length
    overlap = max(0, -leap_a, -leap_b)
    leap = max(leap_a, leap_b) + overlap
    if overlap >= run.length or leap > GAP or run.b <= earlier.b:
        return float("-inf")
    return run.length - overlap - LEAP_COST * leap


def _traced(runs: list[Run], scores: list[float], before: list[int], used: list[bool], last: int) -> Chain:
    """The chain that ends with run ``last``, back to its start or to a run that another chain has taken."""
    taken: list[Run] = []
    k, rest = last, 0.0
    while k >= 0:
        if used[k]:
            rest = scores[k]
            break
        used[k] = True
        taken.append(runs[k])
        k = before[k]
    return Chain(tuple(_without_overlap(taken[::-1])), scores[last] - rest)


def _without_overlap(runs: list[Run]) -> Iterator[Run]:
    end_a = end_b = 0
    for run in runs:
        cut = max(0, end_a - run.a, end_b - run.b)
        if cut < run.length:
            yield Run(run.a + cut, run.b + cut, run.length - cut)
            end_a, end_b = run.a + run.length, run.b + run.length
