"""Names for names in training, so that what is learned is where a name stands and what it looks like, not who bears it.

A name that the vocabulary has no word for is told by its shape alone (``models.mentions.unknown``): to the head, an invented
Caucasian, Arabic, Slavic, South or East Asian name is what every such name is. So the swap for one needs no list.
"""

from __future__ import annotations

import random

from prepared import Example, Features

from reportedly.models.mentions import BEFORE, Splitter, Word, unknown

STRANGE = 0.6
"""Share of the swaps that make a name unknown; the others put in another of its kind."""


class Swaps:
    """Swaps a share of the names; only words that the encoder didn't see, so that its states stay what they would be."""

    def __init__(self, examples: list[Example], splitter: Splitter, share: float) -> None:
        self.splitter, self.share = splitter, share
        self.others: dict[tuple[int, int], list[list[str]]] = {}
        for e in examples:
            for first, stop, kind in names_of(e.tags):
                if all(masked(w) for w in e.found[first:stop]):
                    self.others.setdefault((kind, stop - first), []).append(e.words[first:stop])

    def features(self, e: Example, rng: random.Random) -> Features:
        """Parts and looks of a window's words, with some names swapped."""
        parts, looks = [w.parts for w in e.found], [w.looks for w in e.found]
        for first, stop, kind in names_of(e.tags):
            if rng.random() >= self.share:
                continue
            others = self.others.get((kind, stop - first))
            instead = rng.choice(others) if others and rng.random() >= STRANGE else None
            for k in range(first, stop):
                if masked(e.found[k]):
                    made = self.splitter.own(instead[k - first], True) if instead else unknown(e.words[k])
                    parts[k], shape, *endings = made
                    looks[k] = (BEFORE * shape + e.found[k].looks[0] % BEFORE, *endings)
        return parts, looks


def masked(word: Word) -> bool:
    """Whether the encoder saw the place-holder instead of the word."""
    return word.looks[0] % 2 == 1


def names_of(tags: list[int]) -> list[tuple[int, int, int]]:
    """First word, end and kind of each marked name."""
    found: list[tuple[int, int, int]] = []
    for k, tag in enumerate(tags):
        if tag > 0 and tag % 2 == 1:
            found.append((k, k + 1, tag // 2))
        elif tag > 0:
            found[-1] = (found[-1][0], k + 1, found[-1][2])
    return found
