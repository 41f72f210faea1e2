"""Groups of related articles that follow when articles come, and the fingerprints that this makes furniture or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from reportedly.compare.furniture import ONE_OUTLET, RELATED, Flags, Numbers, flagged
from reportedly.compare.index.level import Level
from reportedly.compare.index.postings import Postings
from reportedly.compare.kernel.columns import U64

NOBODY = -1


class Kin:
    """Which articles are related, as ``furniture.learned`` sees it: numbered groups over close pairs and leaders."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self.groups: list[int] = []
        self.members: dict[int, set[int]] = {}
        self.named = 0

    def fill(self) -> None:
        """The groups of a whole case."""
        self.follow(range(len(self.level.keys)))

    def follow(self, articles: Iterable[int]) -> set[int]:
        """Join and part groups round articles whose pairs, or leader, changed; gives those who are with others now.

        Newcomers are among ``articles``. Of two groups that join only the smaller one is given: a gram for which it matters
        who is with whom stands in one of these.
        """
        self.groups += [NOBODY] * (len(self.level.keys) - len(self.groups))
        changed: set[int] = set()
        seen: set[int] = set()
        for article in sorted(articles):
            if article not in seen:
                group = self._reached(article)
                seen |= group
                changed |= self._named(group)
        return changed

    def _reached(self, article: int) -> set[int]:
        found, ahead = {article}, [article]
        while ahead:
            new = self._next_to(ahead.pop()) - found
            found |= new
            ahead += new
        return found

    def _next_to(self, article: int) -> set[int]:
        level = self.level
        size = len(level.grams[article])
        close = {
            other
            for other, shared in level.near[article].items()
            if shared >= RELATED * min(size, len(level.grams[other]))
        }
        return close | {level.leaders[article]} | level.members.get(article, set())

    def _named(self, group: set[int]) -> set[int]:
        """Name a group after the largest old one that is wholly in it; gives those who were not in that one."""
        old = {self.groups[article] for article in group} - {NOBODY}
        whole = [name for name in sorted(old) if self.members[name] <= group]
        name = max(whole, key=lambda name: len(self.members[name]), default=self.named)
        self.named += name == self.named
        stayed = self.members.pop(name, set())
        for other in old - {name}:
            self.members[other] -= group
        self.members[name] = group
        for article in group - stayed:
            self.groups[article] = name
        return group - stayed


class Turned(NamedTuple):
    """Rows of the postings that become furniture or cease to be: gram, article's number, place, what it is now."""

    grams: U64
    articles: Numbers
    at: Numbers
    furniture: Flags


def turned(postings: Postings, kin: Kin, articles: Iterable[int], owners: Numbers) -> Turned:
    """What changes since some articles are with others now; ``owners`` number the publishers, 0 where none is known.

    Costs the rows of these articles' grams: a gram that stands everywhere is counted anew once for each batch.
    """
    of = [kin.level.grams[k] for k in sorted(articles)]
    grams = np.unique(np.concatenate([np.zeros(0, np.uint64), *of]))
    rows = postings.having(grams)
    often = np.bincount(rows.gram, minlength=len(grams))[rows.gram] >= ONE_OUTLET
    rows = rows.where(often)
    groups, owner = np.array(kin.groups, np.int64)[rows.article], owners[rows.article]
    now = flagged(rows.gram, groups, owner, owner > 0)
    other = now != rows.furniture
    return Turned(grams[rows.gram[other]], rows.article[other], rows.at[other], now[other])
