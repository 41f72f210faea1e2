"""Fingerprints of articles: few of their word 5-grams, chosen so that a shared run is always noticed.

Winnowing after Schleimer, Wilkerson and Aiken (SIGMOD 2003): of every ``WINDOW`` neighbouring grams the smallest
is kept, so that two texts with a common run of ``GRAM + WINDOW - 1`` = 14 words keep a gram in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.compare import kernel
from reportedly.compare.kernel.plain import GRAM
from reportedly.compare.words import Words

__all__ = ["GRAM", "WINDOW", "Prints", "prints_of"]

WINDOW = 10
"""Neighbouring grams of which one is kept: about 180 fingerprints for 1,000 words (research/reuse.md § 6: 5-grams
with w = 10 find 98.5 % of derived pairs at 98 % precision)."""


@dataclass(frozen=True, slots=True, eq=False)
class Prints:
    """Fingerprints of many articles as columns; those of ``articles[k]`` are ``offsets[k]`` to ``offsets[k + 1]``.

    ``grams`` are sorted within an article and stand there once; ``places`` give the index of each one's first word.
    12 bytes a fingerprint. ``articles`` are sorted.
    """

    articles: tuple[str, ...]
    offsets: NDArray[np.int64]
    grams: NDArray[np.uint64]
    places: NDArray[np.uint32]

    def of(self, k: int) -> slice:
        """Where the fingerprints of article ``k`` stand."""
        return slice(self.offsets[k], self.offsets[k + 1])

    def without(self, left_out: NDArray[np.bool_]) -> Prints:
        """The same without some of the fingerprints, one flag for each."""
        before = np.concatenate([np.zeros(1, np.int64), np.cumsum(~left_out)])
        kept = ~left_out
        return Prints(self.articles, before[self.offsets], self.grams[kept], self.places[kept])

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many fingerprints each article has."""
        return np.diff(self.offsets)


def prints_of(words: Mapping[str, Words]) -> Prints:
    """The fingerprints of articles; none for one below five words. O(words)."""
    articles = tuple(sorted(words))
    found = [kernel.prints(words[id].ids, WINDOW) for id in articles]
    offsets = np.zeros(len(found) + 1, np.int64)
    np.cumsum([len(grams) // 8 for grams, _ in found], out=offsets[1:])
    grams = np.frombuffer(b"".join(grams for grams, _ in found), np.uint64)
    places = np.frombuffer(b"".join(places for _, places in found), np.uint32)
    return Prints(articles, offsets, grams, places)
