"""Which articles of a case are laid side by side, and with what voices: everything before the alignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportedly.compare.candidates import WIDE_CROWD, Candidates, Pair, candidates, expanded
from reportedly.compare.case import Case
from reportedly.compare.fingerprints import Prints, prints_of
from reportedly.compare.furniture import Flags, learned, revoiced, shown
from reportedly.compare.passages import Shared, passages_of
from reportedly.compare.sources import Source, source_of
from reportedly.compare.ties import tie_between
from reportedly.compare.words import Words, words_of
from reportedly.record import Tie


class Seen(NamedTuple):
    """A case before its pairs are laid side by side.

    ``near`` are all pairs that share fingerprints, ``furniture`` flags those that tell nothing, ``telling`` are the pairs
    that share others; ``pairs`` are these with what families hide, ``left`` of them left to leaders; ``shown`` are
    compared for their furniture alone.
    """

    sources: Mapping[str, Source]
    words: Mapping[str, Words]
    prints: Prints
    near: Candidates
    furniture: Flags
    telling: Candidates
    pairs: tuple[Pair, ...]
    left: int
    shown: frozenset[Pair]

    @property
    def laid(self) -> list[Pair]:
        """All pairs to lay side by side, sorted."""
        return sorted({*self.pairs, *self.shown})


def seen_in(case: Case) -> Seen:
    """The words, fingerprints, furniture and pairs of a case."""
    sources = {id: source_of(*given) for id, given in case.items()}
    words = {id: words_of(*given) for id, given in case.items()}
    prints = prints_of(words)
    near = candidates(prints, WIDE_CROWD)
    furniture = learned(prints, near, {id: source.publisher for id, source in sources.items()})
    telling = candidates(prints.without(furniture))
    pairs, left = expanded(telling)
    kept = frozenset(shown(near, frozenset(pairs)))
    voiced = revoiced(words, prints, furniture)
    return Seen(sources, voiced, prints, near, furniture, telling, tuple(pairs), left, kept)


def tied(
    words: Mapping[str, Words], sources: Mapping[str, Source], pairs: list[Pair]
) -> Iterator[tuple[Shared, Tie | None]]:
    """What sorted pairs share, and how they hang together."""
    for pair in passages_of(words, pairs):
        yield pair, tie_between(pair, sources[pair.a.article], sources[pair.b.article])
