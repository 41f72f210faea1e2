"""A compared case that grows: new articles cost what they change, and the result is that of comparing all anew.

    index, comparison = indexed(articles, readings)           a whole case, once
    changes = index.add(newcomers, their_readings, known)     what they change of it

``known`` gives an article of the case with its reading when it has to be laid beside another again. Whatever the split into
batches and their order, index and result are those of the whole (tests/compare/test_index.py; how, and what it costs:
docs/decisions/0008). Articles that go, and readings that change, need ``indexed`` anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from reportedly.compare.alterations import alterations_of
from reportedly.compare.candidates import CROWD, WIDE_CROWD
from reportedly.compare.case import Case, Entry, Readings, collected
from reportedly.compare.fingerprints import Prints, prints_of
from reportedly.compare.furniture import Flags, with_furniture
from reportedly.compare.index.kin import Kin, Turned, turned
from reportedly.compare.index.ledger import Changes, Ledger, Pair, pair_of
from reportedly.compare.index.level import Level
from reportedly.compare.index.plan import Plan
from reportedly.compare.index.postings import Postings
from reportedly.compare.looking import tied
from reportedly.compare.passages import Shared, passages_of
from reportedly.compare.sources import Provenance, source_of
from reportedly.compare.summary import LookedAt, summarised
from reportedly.compare.whole import compared
from reportedly.compare.words import Words, words_of
from reportedly.errors import InputError
from reportedly.record import Alteration, Article, Comparison

__all__ = ["Changes", "Index", "indexed"]

Known = Callable[[str], Entry]
"""Article id → the article and its reading, as they were given to the index."""


def indexed(articles: Iterable[Article], readings: Readings = None) -> tuple[Index, Comparison]:
    """The comparison of some articles, as ``compare`` gives it, with the index to which others can be added."""
    work = compared(collected(articles, readings))
    index = Index()
    sources = {id: source.provenance for id, source in work.seen.sources.items()}
    index._take(work.seen.prints, work.seen.furniture, sources)
    index._wide.fill(work.seen.prints, work.seen.near)
    index._telling.fill(work.seen.prints.without(work.seen.furniture), work.seen.telling)
    index._kin.fill()
    index._plan.fill()
    index._ledger.fill(work.ties, work.found)
    return index, work.found


class Index:
    """What is kept of a compared case: about 25 bytes a fingerprint, and its pairs and stories."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, Provenance] = {}
        self._owners: dict[str | None, int] = {None: 0}
        self._owner: list[int] = []
        self._places: list[NDArray[np.uint32]] = []
        self._flags: list[Flags] = []
        self._postings = Postings()
        self._wide = Level(self._postings, WIDE_CROWD, with_furniture=True)
        self._telling = Level(self._postings, CROWD, with_furniture=False)
        self._kin = Kin(self._wide)
        self._plan = Plan(self._wide, self._telling)
        self._ledger = Ledger()

    def __len__(self) -> int:
        return len(self._names)

    def add(self, articles: Iterable[Article], readings: Readings, known: Known) -> Changes:
        """Take in articles that the index doesn't have; what that changes of the comparison.

        Raises ``InputError`` for an id that is there already or comes twice, and for a reading of another text.
        """
        case = collected(articles, readings)
        if already := sorted(case.keys() & self._numbers.keys()):
            raise InputError.expected("articles", "ids that the index doesn't have", already[0])
        at_hand = _AtHand(case, known)
        prints = prints_of({id: at_hand.words(id) for id in case})
        new = range(len(self), len(self) + len(case))
        self._take(
            prints,
            np.zeros(len(prints.grams), np.bool_),
            {id: source_of(*case[id]).provenance for id in case},
        )
        revoiced = self._follow(prints, new)
        concerned = self._plan.follow() | revoiced
        return self._laid(concerned, revoiced | set(new), at_hand)

    def _take(self, prints: Prints, furniture: Flags, sources: Mapping[str, Provenance]) -> None:
        numbers = np.arange(len(self), len(self) + len(prints.articles), dtype=np.uint32)
        rows = np.repeat(numbers, prints.sizes)
        self._postings.add(prints.grams, rows, furniture)
        for k, id in enumerate(prints.articles):
            publisher = sources[id].publisher
            self._numbers[id] = len(self._names)
            self._names.append(id)
            self._sources[id] = sources[id]
            self._owner.append(self._owners.setdefault(publisher, len(self._owners)))
            self._places.append(prints.places[prints.of(k)])
            self._flags.append(furniture[prints.of(k)])

    def _follow(self, prints: Prints, new: range) -> set[int]:
        """Pairs, kin and furniture after newcomers; gives the articles whose furniture changed."""
        for level in (self._wide, self._telling):
            level.rest()
            for k, id in enumerate(prints.articles):
                level.append(id, prints.grams[prints.of(k)])
        self._wide.settle(new)
        wide = self._wide
        changed = self._kin.follow(wide.touched | wide.moved | wide.sizes.keys() | set(new))
        flags = turned(self._postings, self._kin, changed, np.array(self._owner, np.int64))
        revoiced = set(flags.articles.tolist())
        concerned = self._telling.withdraw(revoiced)
        self._reflag(flags)
        self._telling.regram({k: wide.grams[k][~self._flags[k]] for k in revoiced})
        self._telling.settle(concerned | set(new))
        return revoiced

    def _reflag(self, turned: Turned) -> None:
        self._postings.flag(turned.at, turned.furniture)
        for article in set(turned.articles.tolist()):
            here = turned.articles == article
            places = np.searchsorted(self._wide.grams[article], turned.grams[here])
            self._flags[article] = self._flags[article].copy()
            self._flags[article][places] = turned.furniture[here]

    def _laid(self, concerned: set[int], anew: set[int], at_hand: _AtHand) -> Changes:
        """Lay side by side what is new or has other voices, drop what is compared no more, settle round both."""
        changes, ledger = Changes(), self._ledger
        names = {self._names[k] for k in concerned}
        voiced = {self._names[k] for k in anew}
        now = {_pair(self._names[a], self._names[b]) for a in concerned for b in self._plan.laid_with(a)}
        before = {_pair(a, b) for a in names for b in ledger.beside.get(a, ())}
        laying = [pair for pair in sorted(now) if pair not in before or not voiced.isdisjoint(pair)]
        for pair in sorted(before - now):
            ledger.drop(pair, changes)
        shared = dict(self._lay(laying, at_hand, changes))
        ledger.settle({id for pair in (before - now).union(laying) for id in pair}, self._sources, changes)
        self._alter(shared, at_hand, changes)
        left_out = self._plan.furniture_only, self._telling.crowded, self._plan.left
        changes.summary = summarised(ledger.tally, LookedAt(len(self), len(ledger.kept), *left_out))
        return changes

    def _lay(self, pairs: list[Pair], at_hand: _AtHand, changes: Changes) -> Iterator[tuple[Pair, Shared]]:
        names = sorted({id for pair in pairs for id in pair})
        words = {id: self._voiced(at_hand.words(id)) for id in names}
        sources = {id: source_of(*at_hand[id]) for id in names}
        for shared, tie in tied(words, sources, pairs):
            self._ledger.lay(shared, tie, changes)
            yield (shared.a.article, shared.b.article), shared

    def _voiced(self, words: Words) -> Words:
        number = self._numbers[words.article]
        return with_furniture(words, self._places[number], self._flags[number])

    def _alter(self, shared: dict[Pair, Shared], at_hand: _AtHand, changes: Changes) -> None:
        """Alterations follow from a pair's words and its direction: where one of these changed they are looked for again."""
        ties = {pair: tie for pair, tie in changes.ties.items() if tie or pair in shared}
        turned = [pair for pair in sorted(ties.keys() - shared.keys()) if all(at_hand[id][1] for id in pair)]
        words = {id: self._voiced(at_hand.words(id)) for pair in turned for id in pair}
        again = shared | {(s.a.article, s.b.article): s for s in passages_of(words, turned)}
        kept = [tie for pair in sorted(again) if (tie := self._ledger.kept[pair].tie)]
        found: dict[Pair, list[Alteration]] = {pair: [] for pair in again}
        for alteration in alterations_of(again.values(), kept, at_hand):
            found[pair_of(alteration)].append(alteration)
        for pair in sorted(found):
            self._ledger.alter(pair, found[pair], changes)


class _AtHand(dict[str, Entry]):
    """Articles with their readings, and their words once they were asked for; those of the case are fetched."""

    def __init__(self, case: Case, known: Known) -> None:
        super().__init__(case)
        self._known = known
        self._words: dict[str, Words] = {}

    def __missing__(self, id: str) -> Entry:
        self[id] = self._known(id)
        return self[id]

    def words(self, id: str) -> Words:
        """An article's words, without the furniture that the case shows."""
        if id not in self._words:
            self._words[id] = words_of(*self[id])
        return self._words[id]


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
