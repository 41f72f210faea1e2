"""Connected components of ids."""

from __future__ import annotations

from collections.abc import Iterable


class Components:
    """Union of ids into groups, each named by its smallest id, so that the order of joining leaves no trace."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._above: dict[str, str] = {}
        for one, other in pairs:
            self.join(one, other)

    def join(self, one: str, other: str) -> None:
        """Put two ids, and all that hang on them, into one group."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def root(self, id: str) -> str:
        """The smallest id of the group; the id itself when nothing was joined to it. Nearly O(1)."""
        top = id
        while self._above.get(top, top) != top:
            top = self._above[top]
        while id != top:
            self._above[id], id = top, self._above.get(id, id)
        return top

    def groups(self, ids: Iterable[str]) -> list[list[str]]:
        """``ids`` by group, everything sorted."""
        found: dict[str, list[str]] = {}
        for id in sorted(ids):
            found.setdefault(self.root(id), []).append(id)
        return [found[root] for root in sorted(found)]
