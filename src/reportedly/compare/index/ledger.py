"""What was found of each pair and story, kept as far as later articles can change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.compare.passages import Shared
from reportedly.compare.sources import Provenance
from reportedly.compare.stories import COPYING, stories_of
from reportedly.compare.summary import Tally, tallied
from reportedly.compare.triangles import settled
from reportedly.record import Alteration, Comparison, Passage, Story, Tie

Pair = tuple[str, str]


@dataclass(slots=True)
class Changes:
    """What a batch of articles changed of a comparison.

    By pair of article ids, ``a < b``: its passages, its tie, its alterations now; nothing or ``None`` where it has none
    any more. ``stories`` are those that came, ``gone`` the ids of those that went: a story that gets an article has another
    id. ``summary`` is that of the whole.
    """

    passages: dict[Pair, tuple[Passage, ...]] = field(default_factory=dict)
    ties: dict[Pair, Tie | None] = field(default_factory=dict)
    alterations: dict[Pair, tuple[Alteration, ...]] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    gone: tuple[str, ...] = ()
    summary: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Kept:
    """A pair: its tie as the two articles alone tell it, and as its story does; the counts of its other records."""

    raw: Tie | None = None
    tie: Tie | None = None
    passages: Tally = field(default_factory=Tally)
    alterations: Tally = field(default_factory=Tally)


class Ledger:
    """Pairs and stories, and the counts over all of them."""

    def __init__(self) -> None:
        self.kept: dict[Pair, Kept] = {}
        self.beside: dict[str, set[str]] = {}
        self.tied: dict[str, set[str]] = {}
        self.stories: dict[str, Story] = {}
        self.story_of: dict[str, str] = {}
        self.tally: Tally = Tally()

    def fill(self, raw: Mapping[Pair, Tie | None], found: Comparison) -> None:
        """Take over a whole comparison, and each pair's tie before stories settled its direction."""
        for pair, tie in raw.items():
            self._of(pair).raw = tie
            self._join(tie)
        for passage in found.passages:
            self.kept[passage.a, passage.b].passages.update(tallied([passage]))
        for alteration in found.alterations:
            self.kept[pair_of(alteration)].alterations.update(tallied([alteration]))
        for tie in found.ties:
            self.kept[tie.a, tie.b].tie = tie
        for story in found.stories:
            self._tell(story)
        self.tally = tallied((*found.passages, *found.ties, *found.stories, *found.alterations))

    def lay(self, shared: Shared, raw: Tie | None, changes: Changes) -> None:
        """A pair was laid side by side, for the first time or again."""
        pair = shared.a.article, shared.b.article
        kept = self._of(pair)
        self._part(kept.raw)
        kept.raw = raw
        self._join(raw)
        self._count(kept, "passages", tallied(shared.passages))
        changes.passages[pair] = shared.passages
        if raw is None or raw.kind not in COPYING:
            self._retie(pair, raw, changes)

    def drop(self, pair: Pair, changes: Changes) -> None:
        """A pair is compared no more."""
        kept = self.kept.pop(pair)
        self._part(kept.raw)
        for one, other in (pair, pair[::-1]):
            self.beside[one].discard(other)
        for tally in (kept.passages, kept.alterations, tallied([kept.tie] if kept.tie else ())):
            self.tally.subtract(tally)
        changes.passages[pair] = changes.alterations[pair] = ()
        changes.ties[pair] = None

    def _of(self, pair: Pair) -> Kept:
        if pair not in self.kept:
            self.kept[pair] = Kept()
            for one, other in (pair, pair[::-1]):
                self.beside.setdefault(one, set()).add(other)
        return self.kept[pair]

    def settle(self, articles: Iterable[str], sources: Mapping[str, Provenance], changes: Changes) -> None:
        """Directions and stories round articles whose ties changed."""
        reached: set[str] = set()
        gone: dict[str, Story] = {}
        came: list[Story] = []
        for article in sorted(articles):
            if article in reached:
                continue
            group = self._reached(article)
            reached |= group
            ties = settled([self.kept[pair].raw for pair in self._ties_in(group)])  # type: ignore[misc]
            for tie in ties:
                self._retie((tie.a, tie.b), tie, changes)
            gone.update((id, self.stories[id]) for a in group if (id := self.story_of.get(a)))
            came += stories_of(sources, ties)
        self._retell(gone, came, changes)

    def alter(self, pair: Pair, alterations: Sequence[Alteration], changes: Changes) -> None:
        """What happened to statements on the way between two articles."""
        if alterations or self.kept[pair].alterations:
            self._count(self.kept[pair], "alterations", tallied(alterations))
            changes.alterations[pair] = tuple(alterations)

    def _retie(self, pair: Pair, tie: Tie | None, changes: Changes) -> None:
        kept = self.kept[pair]
        if kept.tie == tie:
            return
        self.tally.subtract(tallied([kept.tie] if kept.tie else ()))
        self.tally.update(tallied([tie] if tie else ()))
        kept.tie = changes.ties[pair] = tie

    def _retell(self, gone: Mapping[str, Story], came: Sequence[Story], changes: Changes) -> None:
        new = {story.id: story for story in came}
        for id, story in gone.items():
            if new.get(id) != story:
                self.tally.subtract(tallied([story]))
                del self.stories[id]
                for article in story.articles:
                    self.story_of.pop(article, None)
        fresh = [story for id, story in new.items() if gone.get(id) != story]
        for story in fresh:
            self._tell(story)
        self.tally.update(tallied(fresh))
        changes.gone = tuple(sorted(id for id, story in gone.items() if new.get(id) != story))
        changes.stories = tuple(fresh)

    def _tell(self, story: Story) -> None:
        self.stories[story.id] = story
        self.story_of.update(dict.fromkeys(story.articles, story.id))

    def _count(self, kept: Kept, what: str, tally: Tally) -> None:
        self.tally.subtract(getattr(kept, what))
        self.tally.update(tally)
        setattr(kept, what, tally)

    def _join(self, tie: Tie | None) -> None:
        if tie and tie.kind in COPYING:
            self.tied.setdefault(tie.a, set()).add(tie.b)
            self.tied.setdefault(tie.b, set()).add(tie.a)

    def _part(self, tie: Tie | None) -> None:
        if tie and tie.kind in COPYING:
            self.tied[tie.a].discard(tie.b)
            self.tied[tie.b].discard(tie.a)

    def _reached(self, article: str) -> set[str]:
        found, ahead = {article}, [article]
        while ahead:
            new = self.tied.get(ahead.pop(), set()) - found
            found |= new
            ahead += new
        return found

    def _ties_in(self, group: set[str]) -> list[Pair]:
        return sorted({(a, b) for a in group for b in self.tied.get(a, ()) if a < b})


def pair_of(alteration: Alteration) -> Pair:
    """The pair that an alteration is of."""
    ends = alteration.origin.article, alteration.copy.article
    return min(ends), max(ends)
