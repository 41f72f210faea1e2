"""Two articles side by side: the passages they share, and how much of each is the outlet's own voice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.compare.alignment import Chain, Places, Run, align, places
from reportedly.compare.fingerprints import WINDOW
from reportedly.compare.words import FURNITURE, OWN, QUOTED, Words
from reportedly.record import Passage

EDGE = WINDOW - 1
"""Words that a repeated paragraph can reach beyond its fingerprints, at each end."""

BOILERPLATE = 0.75
"""Share of a long passage's equal words that are furniture from which the whole passage is."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles have in common; numbers count words.

    ``own_a`` words of a's own voice are found in b's own voice, ``own_b`` the reverse; ``quoted`` equal words stand
    inside quotation marks on either side, ``half_quoted`` of them on one side only. ``runs`` are the exact runs behind the passages.
    """

    a: Words
    b: Words
    passages: tuple[Passage, ...]
    runs: tuple[Run, ...]
    own_a: int
    own_b: int
    quoted: int
    half_quoted: int

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


def passages_between(a: Words, b: Words, places_of: Callable[[Words], Places] | None = None) -> Shared:
    """The passages two articles share. Pure; O(words of both) but for texts that repeat themselves.

    ``places_of`` may be a cached ``alignment.places`` over the words' ids.
    """
    seeds = places_of or (lambda words: places(words.ids))
    chains = align(a.ids, b.ids, seeds(a), seeds(b))
    found = tuple(_passage(a, b, chain) for chain in chains)
    told = [
        run for chain, place in zip(chains, found, strict=True) if not place.boilerplate for run in chain.runs
    ]
    own = [(run, k) for run in told for k, voices in enumerate(_voices(a, b, run)) if voices == (OWN, OWN)]
    return Shared(
        a,
        b,
        found,
        tuple(run for chain in chains for run in chain.runs),
        len({run.a + k for run, k in own}),
        len({run.b + k for run, k in own}),
        sum(QUOTED in voices for run in told for voices in _voices(a, b, run)),
        sum(set(voices) == {OWN, QUOTED} for run in told for voices in _voices(a, b, run)),
    )


def _voices(a: Words, b: Words, run: Run) -> Iterator[tuple[int, int]]:
    """The two voices of each equal word of a run."""
    return zip(a.voices[run.a : run.a + run.length], b.voices[run.b : run.b + run.length], strict=True)


def _passage(a: Words, b: Words, chain: Chain) -> Passage:
    (a_first, a_last), (b_first, b_last) = chain.ends
    a_span, b_span = a.place(a_first, a_last), b.place(b_first, b_last)
    voices = [pair for run in chain.runs for pair in _voices(a, b, run)]
    longer = max(a_last - a_first, b_last - b_first) + 1
    return Passage(
        a.article,
        b.article,
        a_span,
        b_span,
        similarity=round(chain.matched / longer, 3),
        identical=a_span.of(a.mended.source) == b_span.of(b.mended.source),
        in_quotation=round(voices.count((QUOTED, QUOTED)) / chain.matched, 3),
        boilerplate=_is_boilerplate(sum(FURNITURE in pair for pair in voices), chain.matched),
    )


def _is_boilerplate(furniture: int, matched: int) -> bool:
    rest = matched - furniture
    return furniture > 0 and (rest <= 2 * EDGE or furniture >= BOILERPLATE * matched)
