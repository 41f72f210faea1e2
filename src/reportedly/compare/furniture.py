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

from reportedly.compare.candidates import SHARED, Candidates, Pair
from reportedly.compare.components import Components
from reportedly.compare.fingerprints import GRAM
from reportedly.compare.words import FURNITURE, Words

ONE_OUTLET = 4
"""Unrelated articles of one outlet that make its furniture (research/reuse.md § 4, on AllSides)."""

ANY_OUTLET = 8
"""Unrelated articles that make a stock paragraph whatever their outlets: twice the above, since a wire item may
really be used in part by several outlets."""

RELATED = 0.5
"""Share of the shorter article's fingerprints in the other from which two count as related; less can be a series
lead and a closing background together."""

Prints = Mapping[str, Mapping[int, int]]


def learned(prints: Prints, found: Candidates, outlets: Mapping[str, str | None]) -> dict[str, set[int]]:
    """Article → its grams that are furniture or stock; ``outlets`` gives each publisher, ``None`` if not known."""
    related = _related(prints, found)
    stock = _repeated(((gram, related.root(id)) for id in prints for gram in prints[id]), ANY_OUTLET)
    own = _repeated(
        (((outlets[id], gram), related.root(id)) for id in prints if outlets[id] for gram in prints[id]),
        ONE_OUTLET,
    )
    return {
        id: {gram for gram in grams if gram in stock or (outlets[id], gram) in own}
        for id, grams in prints.items()
    }


def revoiced(
    words: Mapping[str, Words], prints: Prints, furniture: Mapping[str, set[int]]
) -> dict[str, Words]:
    """The same words, those of furniture given the voice ``FURNITURE``."""
    return {id: _revoiced(words[id], prints[id], furniture[id]) for id in words}


def telling(found: Candidates, prints: Prints, furniture: Mapping[str, set[int]]) -> list[Pair]:
    """The pairs to lay side by side: those that share more than furniture.

    Of the others each article keeps one, so that the record shows where its furniture stands; a newsletter box
    in 10,000 articles so costs 10,000 comparisons at most.
    """
    shown: set[str] = set()
    return [pair for pair in found.pairs if _shares_more(pair, prints, furniture) or _first(pair, shown)]


def _shares_more(pair: Pair, prints: Prints, furniture: Mapping[str, set[int]]) -> bool:
    a, b = pair
    common = (prints[a].keys() & prints[b].keys()) - furniture[a] - furniture[b]
    return len(common) >= min(SHARED, len(prints[a]), len(prints[b]))


def _first(pair: Pair, shown: set[str]) -> bool:
    new = not shown.issuperset(pair)
    if new:
        shown.update(pair)
    return new


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
