"""Which articles have a fingerprint: sorted columns that grow.

Rows are kept in segments, each sorted by gram, and a segment is merged with the one before while it is not much
smaller (a log-structured merge, O'Neil and others, Acta Informatica 1996): a row is moved O(log n) times, a gram is
looked up in O(log n) segments.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.compare.kernel.columns import U64

SMALLER = 2
"""A segment stays apart while the one before is so many times as long."""

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Rows(NamedTuple):
    """Rows of some grams: which of these, the article's number, whether the gram is furniture there, where the row stands."""

    gram: Numbers
    article: Numbers
    furniture: Flags
    at: Numbers

    def where(self, chosen: Flags) -> Rows:
        """Some of the rows."""
        return Rows(self.gram[chosen], self.article[chosen], self.furniture[chosen], self.at[chosen])


class Segment(NamedTuple):
    """Rows sorted by gram."""

    grams: U64
    articles: NDArray[np.uint32]
    furniture: Flags


class Postings:
    """Gram → articles that have it, with a flag for furniture that can be changed; 13 bytes a row."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []

    def add(self, grams: U64, articles: NDArray[np.uint32], furniture: Flags) -> None:
        """Rows of new articles, in any order."""
        self.segments.append(_sorted(Segment(grams, articles, furniture)))
        while len(self.segments) > 1 and len(self.segments[-2].grams) < SMALLER * len(
            self.segments[-1].grams
        ):
            later, earlier = self.segments.pop(), self.segments.pop()
            self.segments.append(_merged(earlier, later))

    def having(self, grams: U64) -> Rows:
        """All rows of some grams, each given once. O(grams x log n + rows)."""
        found = [
            _rows(segment, grams, base) for segment, base in zip(self.segments, self._bases(), strict=True)
        ]
        if not found:
            none = np.zeros(0, np.int64)
            return Rows(none, none, np.zeros(0, np.bool_), none)
        gram, article, furniture, at = (np.concatenate(columns) for columns in zip(*found, strict=True))
        return Rows(gram, article, furniture, at)

    def flag(self, at: Numbers, furniture: Flags) -> None:
        """Say of rows, as ``having`` told their place, whether they are furniture."""
        for segment, base in zip(self.segments, self._bases(), strict=True):
            here = (at >= base) & (at < base + len(segment.grams))
            segment.furniture[at[here] - base] = furniture[here]

    def _bases(self) -> list[int]:
        sizes = [len(segment.grams) for segment in self.segments]
        return [sum(sizes[:k]) for k in range(len(sizes))]


def _merged(one: Segment, other: Segment) -> Segment:
    return _sorted(
        Segment(
            np.concatenate([one.grams, other.grams]),
            np.concatenate([one.articles, other.articles]),
            np.concatenate([one.furniture, other.furniture]),
        )
    )


def _sorted(segment: Segment) -> Segment:
    order = np.argsort(segment.grams, kind="stable")
    return Segment(segment.grams[order], segment.articles[order], segment.furniture[order])


def _rows(segment: Segment, grams: U64, base: int) -> Rows:
    first = np.searchsorted(segment.grams, grams, "left")
    count = np.searchsorted(segment.grams, grams, "right") - first
    gram = np.repeat(np.arange(len(grams)), count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    at = np.repeat(first, count) + within
    return Rows(gram, segment.articles[at].astype(np.int64), segment.furniture[at], at + base)
