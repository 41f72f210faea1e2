"""Which pairs to lay side by side that follow when articles come: what ``candidates.expanded`` and ``furniture.shown`` say."""

from __future__ import annotations

from reportedly.compare.candidates import EXPANDED
from reportedly.compare.index.level import Level

Pair = tuple[int, int]


class Plan:
    """Pairs of articles to compare, and the one pair of each that is compared for its furniture alone.

    ``left`` bounds the pairs left to leaders, ``furniture_only`` counts those that share nothing else and are not laid.
    """

    def __init__(self, wide: Level, telling: Level) -> None:
        self.wide, self.telling = wide, telling
        self.partners: list[set[int]] = []
        self.shows: dict[int, int] = {}
        self.left = self._only = self._shown = 0
        self._onlys: dict[int, int] = {}

    def fill(self) -> None:
        """The pairs of a whole case."""
        everyone = range(len(self.telling.keys))
        self.left = sum(_left(len(family)) for family in self.telling.members.values())
        self.partners = [self._partners_of(article) for article in everyone]
        for article in everyone:
            self._show(article)

    @property
    def furniture_only(self) -> int:
        """Pairs that share nothing but furniture and are not laid side by side."""
        return self._only // 2 - self._shown

    def laid_with(self, article: int) -> set[int]:
        """Whom an article is laid beside."""
        shown = {self.shows[article]} if article in self.shows else set()
        back = {other for other in self.wide.near[article] if self.shows.get(other) == article}
        return self.partners[article] | shown | back

    def follow(self) -> set[int]:
        """Take over what the levels noted; gives the articles that may be laid beside others now."""
        new = range(len(self.partners), len(self.telling.keys))
        self.partners += [set() for _ in new]
        concerned = self._concerned() | set(new)
        changed = set(concerned)
        for article in concerned:
            partners = self._partners_of(article)
            for other in self.partners[article] ^ partners:
                self.partners[other] ^= {article}
                changed.add(other)
            self.partners[article] = partners
        for article in changed | self.wide.touched:
            changed |= self._show(article)
        return changed

    def _concerned(self) -> set[int]:
        """Whose partners may have changed: of a small family all of them."""
        level = self.telling
        found = level.touched | level.moved
        for leader, before in level.sizes.items():
            now = len(level.members.get(leader, ()))
            self.left += _left(now) - _left(before)
        for leader in level.touched | level.sizes.keys():
            members = level.members.get(leader, set())
            if min(len(members), level.sizes.get(leader, len(members))) <= EXPANDED:
                found |= members
        return found

    def _partners_of(self, article: int) -> set[int]:
        level = self.telling
        leader = level.leaders[article]
        family = level.members[leader]
        small = len(family) <= EXPANDED
        found = set(family) if small or article == leader else {leader}
        for end in {article, leader} if small else {article}:
            for other in level.near[end]:
                found.add(other)
                led = level.members.get(other, ())
                found.update(led if len(led) <= EXPANDED else ())
        return found - {article}

    def _show(self, article: int) -> set[int]:
        """Choose anew with whom an article shows its furniture; gives whom that concerns."""
        only = self.wide.near[article].keys() - self.partners[article]
        self._only += len(only) - self._onlys.get(article, 0)
        self._onlys[article] = len(only)
        old = self.shows.pop(article, article)
        self._shown -= old != article and self.shows.get(old) != article
        new = min(only, key=lambda other: self.wide.keys[other][1], default=article)
        if new != article:
            self.shows[article] = new
            self._shown += self.shows.get(new) != article
        return {article, old, new} if old != new else set()


def _left(size: int) -> int:
    return (size - 1) * (size - 2) // 2 if size > EXPANDED else 0
