"""Page furniture and stock paragraphs: words that stand in many articles without making them one story.

Learned from the case itself: a fingerprint in several otherwise unrelated articles of one outlet is that outlet's
furniture (newsletter boxes, disclaimers, series leads); one in several unrelated articles of any outlet is a
stock paragraph (background, licence lines), unless most of these articles are one story. Dropping such fingerprints removed two thirds of all candidate pairs
of 37,554 real articles at < 0.1 % loss of derived ones (research/reuse.md § 4).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from reportedly.compare.candidates import Candidates, Pair
from reportedly.compare.components import Components
from reportedly.compare.fingerprints import GRAM, Prints
from reportedly.compare.words import FURNITURE, Words

ONE_OUTLET = 4
"""Unrelated articles of one outlet that make its furniture (research/reuse.md § 4, on AllSides)."""

ANY_OUTLET = 8
"""Unrelated articles that make a stock paragraph whatever their outlets: twice the above, since a wire item may
really be used in part by several outlets."""

RELATED = 0.5
"""Share of the shorter article's fingerprints in the other from which two count as related; less can be a series
lead and a closing background together."""

Numbers = NDArray[np.int64]

Flags = NDArray[np.bool_]
"""One for each fingerprint of a ``Prints``: whether it is furniture or stock in its article."""


def learned(prints: Prints, found: Candidates, outlets: Mapping[str, str | None]) -> Flags:
    """Which fingerprints are furniture or stock; ``outlets`` gives each publisher, ``None`` if not known. O(n log n)."""
    related = _related(prints, found)
    groups = _numbered(related.root(id) for id in prints.articles)
    owners = _numbered(outlets[id] for id in prints.articles)
    known = np.array([outlets[id] is not None for id in prints.articles], np.bool_)
    rows, gram = _often(prints.grams)
    article = np.repeat(np.arange(len(prints.articles)), prints.sizes)[rows]
    flags = np.zeros(len(prints.grams), np.bool_)
    flags[rows] = flagged(gram, groups[article], owners[article], known[article])
    return flags


def flagged(gram: Numbers, group: Numbers, owner: Numbers, known: Flags) -> Flags:
    """For rows of gram and article, all those of each gram, whether it is furniture or stock there. O(n log n).

    ``group`` numbers the article's relatives, ``owner`` its publisher, ``known`` says whether that one is known.
    """
    stock = _repeated(gram, group, ANY_OUTLET)
    own = _repeated(gram * (owner.max(initial=0) + 1) + owner, group, ONE_OUTLET)
    return stock | (own & known)


def revoiced(words: Mapping[str, Words], prints: Prints, furniture: Flags) -> dict[str, Words]:
    """The same words, those of furniture given the voice ``FURNITURE``."""
    return {
        id: with_furniture(words[id], prints.places[prints.of(k)], furniture[prints.of(k)])
        for k, id in enumerate(prints.articles)
    }


def shown(found: Candidates, compared: Collection[Pair]) -> set[Pair]:
    """Of the pairs that share nothing but furniture those to lay side by side as well: for each article the first one.

    The record so shows where its furniture stands; a newsletter box in 10,000 articles costs 10,000 comparisons at most.
    """
    first: dict[str, str] = {}
    for one, other in found.direct:
        if (one, other) not in compared:
            first[one] = min(other, first.get(one, other))
            first[other] = min(one, first.get(other, one))
    return {(min(pair), max(pair)) for pair in first.items()}


def _related(prints: Prints, found: Candidates) -> Components:
    sizes = prints.sizes
    close = found.shared >= RELATED * np.minimum(sizes[found.a], sizes[found.b])
    rows = [
        *zip(found.a[close].tolist(), found.b[close].tolist(), strict=True),
        *enumerate(found.leaders.tolist()),
    ]
    return Components((found.articles[a], found.articles[b]) for a, b in rows)


def _numbered(keys: Iterable[Hashable]) -> Numbers:
    """The same small number for the same key."""
    numbers: dict[Hashable, int] = {}
    return np.fromiter((numbers.setdefault(key, len(numbers)) for key in keys), np.int64)


def _often(grams: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    """The rows whose gram stands in at least ``ONE_OUTLET`` articles, and a number for that gram."""
    order = np.argsort(grams, kind="stable")
    first = np.ones(len(grams), np.bool_)
    np.not_equal(grams[order][1:], grams[order][:-1], out=first[1:])
    number = np.cumsum(first) - 1
    often = np.bincount(number)[number] >= ONE_OUTLET if len(grams) else first
    return order[often], number[often]


def _repeated(key: Numbers, group: Numbers, least: int) -> Flags:
    """For each row whether its key is seen in at least ``least`` different groups, none with most of its rows.

    Where one group has most of them, the words are its story's, of which others used a part.
    """
    if not len(key):
        return np.zeros(0, np.bool_)
    _, number, rows = np.unique(key, return_inverse=True, return_counts=True)
    width = int(group.max()) + 1
    parts, sizes = np.unique(number * width + group, return_counts=True)
    largest = np.zeros(len(rows), np.int64)
    np.maximum.at(largest, parts // width, sizes)
    many: Flags = ((np.bincount(parts // width) >= least) & (2 * largest < rows))[number]
    return many


def with_furniture(words: Words, places: NDArray[np.uint32], furniture: Flags) -> Words:
    """Words from a furniture gram to the next one that follows it directly are furniture."""
    if not furniture.any():
        return words
    voices = bytearray(words.voices)
    start: int | None = None
    for index in np.argsort(places).tolist():
        place = int(places[index])
        start = (place if start is None else start) if furniture[index] else None
        if start is not None:
            end = min(place + GRAM, len(voices))
            voices[start:end] = bytes([FURNITURE]) * (end - start)
            start = place
    return replace(words, voices=bytes(voices))
