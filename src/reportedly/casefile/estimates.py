"""Arithmetic of judged samples: shares with intervals, and how far reviewers agree. No database here."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import sqrt
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

Z = 1.959964
"""Normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``n`` hold, as a share with its 95 % interval; ``value`` is ``None`` where nothing was judged."""

    held: int
    n: int
    value: float | None
    low: float
    high: float


def share(held: int, n: int) -> Share:
    """A share with Wilson's score interval, which keeps its level for small ``n`` and shares near 0 and 1.

    Source: E. B. Wilson, JASA 22 (1927); recommended for small n by Brown, Cai & DasGupta, Stat. Sci. 16 (2001).
    """
    if not n:
        return Share(0, 0, None, 0.0, 1.0)
    return Share(held, n, held / n, *wilson(held / n, n))


def wilson(p: float, n: float) -> tuple[float, float]:
    """Bounds of Wilson's 95 % interval for a share ``p`` of ``n`` (``n`` may be an effective size, > 0)."""
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, min(p, middle - reach)), min(1.0, max(p, middle + reach))


def weighted(strata: Iterable[tuple[int, Share]]) -> Share:
    """The share over strata of given sizes: each stratum counts by its size, those without a judgement not at all.

    The interval is Wilson's at the effective sample size, the one at which simple sampling would have this variance
    (Korn & Graubard, Surv. Methodol. 24, 1998); where the variance is 0 it is that of the number judged.
    """
    judged = [(size, found) for size, found in strata if found.value is not None]
    n, total = sum(found.n for _, found in judged), sum(size for size, _ in judged)
    if not judged or not total:
        return share(0, 0)
    p = sum(size * (found.value or 0.0) for size, found in judged) / total
    variance = sum(
        (size / total) ** 2 * (found.value or 0.0) * (1 - (found.value or 0.0)) / found.n
        for size, found in judged
    )
    effective = min(p * (1 - p) / variance, n) if variance > 0 else n
    return Share(sum(found.held for _, found in judged), n, p, *wilson(p, effective))


def drawn(strata: Mapping[K, Sequence[str]], n: int, seed: int) -> dict[K, list[str]]:
    """``n`` ids drawn from strata in proportion to their sizes, at least one of each while ``n`` allows.

    Within a stratum those come first whose hash with the seed is smallest: the same ids and seed give the same draw
    on any machine, and a few more ids change it little.
    """
    quota = _allotted({name: len(ids) for name, ids in strata.items()}, n)
    return {
        name: heapq.nsmallest(
            quota[name], ids, key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest()
        )
        for name, ids in strata.items()
    }


def _allotted(sizes: Mapping[K, int], n: int) -> dict[K, int]:
    """Seats for strata: one each, largest first, then by largest remainder, never more than there are members."""
    order = sorted((name for name in sizes if sizes[name]), key=lambda name: (-sizes[name], str(name)))
    n, total = min(n, sum(sizes.values())), sum(sizes.values())
    seats = Counter(dict.fromkeys(order[:n], 1))
    wished = {name: n * sizes[name] / total for name in order}
    while (left := n - seats.total()) > 0:
        open_ = [name for name in order if seats[name] < sizes[name]]
        for name in sorted(open_, key=lambda name: seats[name] - wished[name])[:left]:
            seats[name] += 1
    return {name: seats[name] for name in sizes}


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: 1 agreement, 0 what chance gives; ``None`` where there is no pair.

    ``units`` holds the values that each unit was given, one for each reviewer who judged it; a unit with fewer than
    two counts for nothing. Where all values are the same there is nothing to disagree about, and alpha is 1.
    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), § C.
    """
    paired: Counter[tuple[Hashable, Hashable]] = Counter()
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for values in units:
        if len(values) > 1:
            paired.clear()
            paired.update(permutations(values, 2))
            for pair, count in paired.items():
                weights[pair] = weights.get(pair, 0.0) + count / (len(values) - 1)
    if not weights:
        return None
    margin: dict[Hashable, float] = {}
    for (one, _), weight in weights.items():
        margin[one] = margin.get(one, 0.0) + weight
    n = sum(margin.values())
    seen = sum(weight for (one, other), weight in weights.items() if one != other)
    by_chance = sum(margin[one] * margin[other] for one, other in permutations(margin, 2)) / (n - 1)
    return 1 - seen / by_chance if by_chance else 1.0
