"""Candidate pairs that follow when articles come: the outcome of ``kernel.pairs``, kept true where something changed.

There an article's pairs and its leader follow from the first ``crowd`` articles, in the order longest first, that posted
one of its grams before it. So an article needs to be weighed again only where one before it began or ceased to post a
gram that it has, within sight, or began or ceased to lead. Articles are weighed in that order, each at most
once for a batch. A gram in n articles is changed within sight by one newcomer in n / ``crowd``, and then concerns n of
them: about ``crowd`` articles for each gram of a newcomer, whatever n is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

import numpy as np

from reportedly.compare.candidates import COVERED, SHARED, Candidates
from reportedly.compare.fingerprints import Prints
from reportedly.compare.index.postings import Postings
from reportedly.compare.kernel.columns import U64

Key = tuple[int, str, int]
"""Place of an article in the order: minus its fingerprints, its id, its number."""

NOBODY = -1
"""The leader of an article that was not weighed yet."""


class Level:
    """Pairs, leaders and families of a growing number of articles, known by numbers.

    ``near`` gives for each article those it shares enough with, and how many grams were seen to be shared. ``touched`` are
    the articles whose ``near`` changed since ``rest``, ``moved`` those whose leader did, ``sizes`` gives for each family
    that changed how many it had.
    """

    def __init__(self, postings: Postings, crowd: int, with_furniture: bool) -> None:
        self.postings, self.crowd, self.with_furniture = postings, crowd, with_furniture
        self.grams: list[U64] = []
        self.keys: list[Key] = []
        self.leaders: list[int] = []
        self.near: list[dict[int, int]] = []
        self.members: dict[int, set[int]] = {}
        self.crowded = 0
        self.rest()

    def fill(self, prints: Prints, found: Candidates) -> None:
        """Take over what was found of a whole case, whose rows are in the postings."""
        for k, name in enumerate(prints.articles):
            self.append(name, prints.grams[prints.of(k)])
            self.leaders[k] = leader = int(found.leaders[k])
            self.members.setdefault(leader, set()).add(k)
        for a, b, shared in zip(found.a.tolist(), found.b.tolist(), found.shared.tolist(), strict=True):
            self.near[a][b] = self.near[b][a] = shared
        self.crowded = found.crowded

    def rest(self) -> None:
        """Forget what was noted for one batch."""
        self.touched: set[int] = set()
        self.moved: set[int] = set()
        self.sizes: dict[int, int] = {}
        self._forget()

    def _forget(self) -> None:
        self._loaded: set[int] = set()
        self._having: dict[int, list[Key]] = {}
        self._posters: dict[int, list[Key]] = {}
        self._held: dict[int, frozenset[int]] = {}

    def append(self, name: str, grams: U64) -> None:
        """A new article; its rows are in the postings."""
        self.keys.append((-len(grams), name, len(self.keys)))
        self.grams.append(grams)
        self.leaders.append(NOBODY)
        self.near.append({})

    # -- what stands ----------------------------------------------------------------------------------------------

    def _load(self, articles: Iterable[int]) -> None:
        """Bring into memory which articles have and post the grams of some; a gram that only one has concerns nobody."""
        missing = {gram for article in articles for gram in self._grams_of(article)} - self._loaded
        self._loaded |= missing
        grams = np.fromiter(missing, np.uint64, len(missing))
        grams.sort()
        rows = self.postings.having(grams)
        counted = np.ones(len(rows.gram), np.bool_) if self.with_furniture else ~rows.furniture
        counted[counted] = np.bincount(rows.gram[counted], minlength=len(grams))[rows.gram[counted]] > 1
        found = zip(grams[rows.gram[counted]].tolist(), rows.article[counted].tolist(), strict=True)
        having: dict[int, list[Key]] = {}
        for gram, article in found:
            having.setdefault(gram, []).append(self.keys[article])
        for gram, keys in having.items():
            keys.sort()
            self._posters[gram] = [key for key in keys if self._posts(key[2], gram)]
        self._having |= having

    def _posts(self, article: int, gram: int) -> bool:
        """Whether an article posts a gram that it has: one without a leader all, one with a leader what that one lacks."""
        leader = self.leaders[article]
        return leader == article or (leader != NOBODY and gram not in self._grams_of(leader))

    def _grams_of(self, article: int) -> frozenset[int]:
        if article not in self._held:
            self._held[article] = frozenset(self.grams[article].tolist())
        return self._held[article]

    def _posted(self, article: int) -> set[int]:
        grams = self._grams_of(article)
        leader = self.leaders[article]
        if leader == article:
            return set(grams)
        return set() if leader == NOBODY else set(grams - self._grams_of(leader))

    # -- what changes ---------------------------------------------------------------------------------------------

    def settle(self, articles: Iterable[int]) -> None:
        """Weigh articles, and all that this concerns."""
        queued = set(articles)
        self._load(queued)
        heap = [self.keys[article] for article in queued]
        heapify(heap)
        while heap:
            for key in self._weighed(heappop(heap)):
                if key[2] not in queued:
                    queued.add(key[2])
                    heappush(heap, key)

    def withdraw(self, articles: Iterable[int]) -> set[int]:
        """Take articles out whose grams will change, with those that they led; gives whom that concerns."""
        leaving = {one for article in articles for one in (article, *self.members.get(article, ()))}
        concerned = set(leaving)
        self._load(leaving)
        for article in leaving:
            concerned.update(key[2] for key in self._behind(article, self._posted(article)))
        for article in leaving:
            self._draw(article, dict(self.near[article]), {})
        for article in leaving:
            self._follow(article, NOBODY, self._posted(article), set())
        return concerned

    def regram(self, grams: dict[int, U64]) -> None:
        """Give withdrawn articles their new grams; the flags in the postings are changed."""
        for article, given in grams.items():
            self.grams[article] = given
            self.keys[article] = (-len(given), *self.keys[article][1:])
        self._forget()

    def _weighed(self, key: Key) -> Iterator[Key]:
        """Weigh one article; gives the later ones that this concerns."""
        article = key[2]
        shared = self._shared(key)
        enough = min(SHARED, len(self.grams[article]))
        earlier = {other: n for other, n in self.near[article].items() if self.keys[other] < key}
        self._draw(article, earlier, {other: n for other, n in shared.items() if n >= enough})
        leader = self._leader(article, shared)
        old = self.leaders[article]
        if leader == old:
            return
        before = self._posted(article)
        self.leaders[article] = leader
        after = self._posted(article)
        self.leaders[article] = old
        led = article in (old, leader)
        self._follow(article, leader, before, after)
        if old == NOBODY:
            yield from self._meeting(key, after)
        else:
            yield from self._behind(article, before | after if led else before ^ after)

    def _shared(self, key: Key) -> Counter[int]:
        self._load([key[2]])
        shared: Counter[int] = Counter()
        for gram in self._grams_of(key[2]) & self._posters.keys():
            posters = self._posters[gram]
            seen = posters[: min(self.crowd, bisect_left(posters, key))]
            shared.update([other[2] for other in seen])
        return shared

    def _leader(self, article: int, shared: Counter[int]) -> int:
        least = COVERED * len(self.grams[article])
        leading = [(-n, self.keys[k][1], k) for k, n in shared.items() if self.leaders[k] == k and n >= least]
        return min(leading)[2] if leading else article

    def _behind(self, article: int, grams: set[int]) -> Iterator[Key]:
        """Who, after an article, sees it by some grams, or would."""
        key = self.keys[article]
        for gram in self._posters.keys() & grams:
            if bisect_left(self._posters[gram], key) < self.crowd:
                having = self._having[gram]
                yield from having[bisect_right(having, key) :]

    def _meeting(self, key: Key, grams: set[int]) -> Iterator[Key]:
        """Whom it concerns that a newcomer posts some grams: who sees enough of them, or no longer sees another article."""
        meeting: Counter[Key] = Counter()
        for gram in self._posters.keys() & grams:
            posters, having = self._posters[gram], self._having[gram]
            if bisect_left(posters, key) < self.crowd:
                start = bisect_right(having, key)
                end = bisect_right(having, posters[self.crowd]) if len(posters) > self.crowd else len(having)
                meeting.update(having[start:end])
                yield from having[max(start, end) :]
        for later, shared in meeting.items():
            if shared >= min(SHARED, len(self.grams[later[2]])):
                yield later

    def _draw(self, article: int, old: dict[int, int], new: dict[int, int]) -> None:
        for other in old.keys() | new.keys():
            if old.get(other) != new.get(other):
                self.touched.update((article, other))
                if other in new:
                    self.near[article][other] = self.near[other][article] = new[other]
                else:
                    self.near[article].pop(other, None)
                    self.near[other].pop(article, None)

    def _follow(self, article: int, leader: int, before: set[int], after: set[int]) -> None:
        """Give an article another leader, and let it post ``after`` instead of ``before``."""
        for family in {self.leaders[article], leader} - {NOBODY}:
            self.sizes.setdefault(family, len(self.members.get(family, ())))
        self.members.get(self.leaders[article], set()).discard(article)
        self.leaders[article] = leader
        if leader != NOBODY:
            self.members.setdefault(leader, set()).add(article)
        self.moved.add(article)
        key = self.keys[article]
        for gram in self._posters.keys() & (before - after):
            self.crowded -= len(self._posters[gram]) == self.crowd + 1
            self._posters[gram].remove(key)
        for gram in self._posters.keys() & (after - before):
            insort(self._posters[gram], key)
            self.crowded += len(self._posters[gram]) == self.crowd + 1
