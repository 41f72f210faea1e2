"""Articles side by side: the passages they share, and how much of each is the outlet's own voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.compare.alignment import Aligned, Numbers, align
from reportedly.compare.fingerprints import WINDOW
from reportedly.compare.words import FURNITURE, OWN, QUOTED, Words
from reportedly.record import Passage

EDGE = WINDOW - 1
"""Words that a repeated paragraph can reach beyond its fingerprints, at each end."""

TELLING = 30
"""Own-voice words from which a passage is an outlet's writing together with the quotations in it: a long sentence."""

BOILERPLATE = 0.75
"""Share of a long passage's equal words that are furniture from which the whole passage is."""

AT_ONCE = 2048
"""Pairs laid side by side at once: bounds the memory to about 100 MB at 1,000 words an article."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What two articles have in common; numbers count words.

    ``own_a`` words of a's own voice are found in b's own voice, ``own_b`` the reverse; ``quoted`` equal words stand
    inside quotation marks on either side, ``half_quoted`` of them on one side only. ``runs`` are the exact runs behind
    the passages: rows of place in a, place in b, length.
    """

    a: Words
    b: Words
    passages: tuple[Passage, ...]
    runs: Numbers
    own_a: int
    own_b: int
    quoted: int
    half_quoted: int
    taken: float
    """Share of the shorter article that stands in passages with ``TELLING`` own-voice words and more."""

    @property
    def one_sided(self) -> float:
        """Share of the words in common that stand in quotation marks on one side and are own voice on the other."""
        return self.half_quoted / max(1, self.quoted + min(self.own_a, self.own_b))

    @property
    def containment_a(self) -> float:
        """Share of a's own-voice words found again in b's."""
        return self.own_a / self.a.own if self.own_a else 0.0

    @property
    def containment_b(self) -> float:
        """Share of b's own-voice words found again in a's."""
        return self.own_b / self.b.own if self.own_b else 0.0

    @property
    def jaccard(self) -> float:
        """Own-voice words in common over all own-voice words of both."""
        common = min(self.own_a, self.own_b)
        return common / (self.a.own + self.b.own - common) if common else 0.0


def passages_between(a: Words, b: Words) -> Shared:
    """The passages two articles share. Pure; O(words of both) but for texts that repeat themselves."""
    (shared,) = passages_of({a.article: a, b.article: b}, [(a.article, b.article)])
    return shared


def passages_of(words: Mapping[str, Words], pairs: Sequence[tuple[str, str]]) -> Iterator[Shared]:
    """The passages of sorted pairs of articles, pair by pair; ``passages_between`` for many."""
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        names = sorted({id for pair in some for id in pair})
        number = {id: k for k, id in enumerate(names)}
        numbered = [(number[a], number[b]) for a, b in some]
        found = align([words[id].ids for id in names], numbered)
        weights = _weighed([words[id] for id in names], np.array(numbered, np.int64), found)
        yield from _shared([(words[a], words[b]) for a, b in some], found, weights)


class _Weights(NamedTuple):
    """Words by chain (equal ones, those of furniture, quoted in both) and whether it is boilerplate; words by pair,
    without those of boilerplate."""

    matched: Numbers
    in_quotation: Numbers
    boilerplate: NDArray[np.bool_]
    own_a: Numbers
    own_b: Numbers
    quoted: Numbers
    half: Numbers
    taken: Numbers


def _weighed(words: Sequence[Words], pairs: Numbers, found: Aligned) -> _Weights:
    """All words of all runs at once: a Python step for each would cost more than finding them."""
    voices = np.frombuffer(b"".join(given.voices for given in words), np.uint8)
    base = np.cumsum([0, *(len(given.voices) for given in words)])
    chain_of_run = np.repeat(np.arange(len(found.chains) - 1), np.diff(found.chains))
    pair_of_chain = np.repeat(np.arange(len(pairs)), np.diff(found.pairs))
    length = found.runs[:, 2]
    within = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    chain = np.repeat(chain_of_run, length)
    pair = pair_of_chain[chain]
    a = base[pairs[pair, 0]] + np.repeat(found.runs[:, 0], length) + within
    b = base[pairs[pair, 1]] + np.repeat(found.runs[:, 1], length) + within
    voice_a, voice_b = voices[a], voices[b]
    own = (voice_a | voice_b) == OWN
    quoted = (voice_a == QUOTED) | (voice_b == QUOTED)
    furniture = (voice_a == FURNITURE) | (voice_b == FURNITURE)

    def by_chain(flags: NDArray[np.bool_]) -> Numbers:
        return np.bincount(chain[flags], minlength=len(pair_of_chain))

    matched = by_chain(np.ones(len(chain), np.bool_))
    boilerplate = _are_boilerplate(by_chain(furniture), matched)
    told = ~boilerplate[chain]
    telling = np.where((by_chain(own) >= TELLING) & ~boilerplate, matched, 0)

    def by_pair(flags: NDArray[np.bool_]) -> Numbers:
        return np.bincount(pair[flags & told], minlength=len(pairs))

    def once(place: Numbers) -> Numbers:
        keys = np.sort(pair[own & told] * len(voices) + place[own & told])
        first = keys[np.diff(keys, prepend=-1) > 0]
        return np.bincount(first // max(1, len(voices)), minlength=len(pairs))

    half = quoted & ((voice_a == OWN) | (voice_b == OWN))
    return _Weights(
        matched,
        by_chain((voice_a == QUOTED) & (voice_b == QUOTED)),
        boilerplate,
        once(a),
        once(b),
        by_pair(quoted),
        by_pair(half),
        np.bincount(pair_of_chain, telling, minlength=len(pairs)).astype(np.int64),
    )


def _are_boilerplate(furniture: Numbers, matched: Numbers) -> NDArray[np.bool_]:
    mostly = (matched - furniture <= 2 * EDGE) | (furniture >= BOILERPLATE * matched)
    found: NDArray[np.bool_] = (furniture > 0) & mostly
    return found


def _shared(pairs: Sequence[tuple[Words, Words]], found: Aligned, weights: _Weights) -> Iterator[Shared]:
    bounds = found.chains.tolist()
    by_chain = zip(*(column.tolist() for column in weights[:3]), strict=True)
    told = list(zip(pairwise(bounds), by_chain, strict=True))
    of_pair = zip(*(column.tolist() for column in weights[3:]), strict=True)
    for (a, b), (first, last), given in zip(pairs, pairwise(found.pairs.tolist()), of_pair, strict=True):
        own_a, own_b, quoted, half, taken = given
        yield Shared(
            a,
            b,
            tuple(_passage(a, b, found.runs[i:j], *weighed) for (i, j), weighed in told[first:last]),
            found.runs[bounds[first] : bounds[last]],
            own_a,
            own_b,
            quoted,
            half,
            min(1.0, taken / max(1, min(len(a.ids), len(b.ids)))),
        )


def _passage(
    a: Words, b: Words, runs: Numbers, matched: int, in_quotation: int, boilerplate: bool
) -> Passage:
    (a_first, b_first, _), (a_last, b_last, length) = runs[0].tolist(), runs[-1].tolist()
    a_span, b_span = a.place(a_first, a_last + length - 1), b.place(b_first, b_last + length - 1)
    return Passage(
        a.article,
        b.article,
        a_span,
        b_span,
        similarity=round(matched / (max(a_last - a_first, b_last - b_first) + length), 3),
        identical=a_span.of(a.mended.source) == b_span.of(b.mended.source),
        in_quotation=round(in_quotation / matched, 3),
        boilerplate=boilerplate,
    )
