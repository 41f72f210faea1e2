"""Page furniture and stock paragraphs: words that stand in many articles without making them one story.

Learned from the case itself: a fingerprint in several otherwise unrelated articles of one outlet is that outlet's
furniture (newsletter boxes, disclaimers, series leads); one in several unrelated articles of any outlet is a
stock paragraph (background, licence lines). Dropping such fingerprints removed two thirds of all candidate pairs
of 37,554 real articles at < 0.1 % loss of derived ones (research/reuse.md § 4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportedly.compare.candidates import Candidates
from reportedly.compare.components import Components
from reportedly.compare.fingerprints import GRAM
from reportedly.compare.words import FURNITURE, Words

ONE_OUTLET = 4
"""Unrelated articles of one outlet that make its furniture (research/reuse.md § 4, on AllSides)."""

ANY_OUTLET = 8
"""Unrelated articles that make a stock paragraph whatever their outlets: twice the above, since a wire item may
really be used in part by several outlets."""

RELATED = 0.3
"""Share of the shorter article's fingerprints in the other from which two articles count as related."""

Prints = Mapping[str, Mapping[int, int]]


def furnished(
    words: Mapping[str, Words], prints: Prints, found: Candidates, outlets: Mapping[str, str]
) -> dict[str, Words]:
    """The same words, those of furniture and stock paragraphs given the voice ``FURNITURE``.

    ``outlets`` has a key for each article whose outlet is known.
    """
    related = _related(prints, found)
    stock = _repeated(((gram, related.root(id)) for id in prints for gram in prints[id]), ANY_OUTLET)
    own = _repeated(
        (((outlets[id], gram), related.root(id)) for id in prints if id in outlets for gram in prints[id]),
        ONE_OUTLET,
    )
    return {
        id: _revoiced(
            words[id],
            prints[id],
            {gram for gram in prints[id] if gram in stock or (outlets.get(id), gram) in own},
        )
        for id in words
    }


def _related(prints: Prints, found: Candidates) -> Components:
    close = (
        pair
        for pair, n in found.overlap.items()
        if n >= RELATED * min(len(prints[pair[0]]), len(prints[pair[1]]))
    )
    return Components([*close, *found.families.items()])


def _repeated(seen: Iterable[tuple[object, str]], least: int) -> set[object]:
    """The keys that are seen in at least ``least`` different groups."""
    counts = Counter(key for key, _ in set(seen))
    return {key for key, count in counts.items() if count >= least}


def _revoiced(words: Words, prints: Mapping[int, int], furniture: set[int]) -> Words:
    """Words from a furniture gram to the next one that follows it directly are furniture."""
    if not furniture:
        return words
    voices = bytearray(words.voices)
    start: int | None = None
    for gram, place in prints.items():
        start = (place if start is None else start) if gram in furniture else None
        if start is not None:
            end = min(place + GRAM, len(voices))
            voices[start:end] = bytes([FURNITURE]) * (end - start)
            start = place
    return replace(words, voices=bytes(voices))
