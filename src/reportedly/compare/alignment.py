"""Where the words of articles run together: passages as chains of equal runs, for many pairs at once.

Of equally good chains the one first in the first text is taken, so in texts that repeat themselves an exchange of
the two may pair other occurrences; pairs are therefore always laid side by side in the order of their ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.compare import kernel

SURPLUS = 8
"""Occurrences of a gram beyond those of the other text that are still paired: bounds texts that repeat themselves."""

GAP = 40
"""Words, on either side, that a chain may leap: a dropped or inserted sentence of usual length."""

LEAP_COST = 0.5
"""Cost of a word leapt, in words matched: a run joins a chain when it brings more than half its distance."""

LOOK_BACK = 64
"""Earlier runs weighed as the predecessor of one: bounds the chaining to 64 steps a run."""

DROP = 4
"""Changed words that may outnumber the equal ones beside a run before nothing more is looked for there."""

LEAST = 14.0
"""Least score of a chain: the length of an exact run that fingerprints are sure to notice (see fingerprints.py)."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """Equal runs of pairs of texts, as columns in the order of pairs, chains and places.

    ``runs`` has a row of place in the one, place in the other and length for each run; those of chain ``c`` stand
    from ``chains[c]`` to ``chains[c + 1]``, the chains of pair ``p`` from ``pairs[p]`` to ``pairs[p + 1]``.
    """

    runs: Numbers
    chains: Numbers
    pairs: Numbers


def align(texts: Sequence[array[int]], pairs: Sequence[tuple[int, int]]) -> Aligned:
    """The stretches that pairs of texts share; pairs are sorted. O(words of both) a pair."""
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    keys = np.array([a << 32 | b for a, b in pairs], np.uint64)
    found = kernel.align(
        b"".join(text.tobytes() for text in texts),
        offsets,
        keys,
        SURPLUS,
        GAP,
        LOOK_BACK,
        DROP,
        LEAP_COST,
        LEAST,
    )
    rows = np.frombuffer(found, np.int32).reshape(-1, 5).astype(np.int64)
    return _ordered(rows, len(pairs))


def _ordered(rows: Numbers, pairs: int) -> Aligned:
    """Chains as the kernel gives them, best first, put in the order of their places."""
    first = np.flatnonzero(np.diff(rows[:, 1], prepend=-1))
    length = np.diff(first, append=len(rows))
    order = np.lexsort((rows[first, 3], rows[first, 2], rows[first, 0]))
    chains = np.concatenate([np.zeros(1, np.int64), np.cumsum(length[order])])
    picked = np.repeat(first[order] - chains[:-1], length[order]) + np.arange(len(rows))
    return Aligned(
        rows[picked, 2:],
        chains,
        np.searchsorted(rows[first[order], 0], np.arange(pairs + 1)).astype(np.int64),
    )
