"""The casefile's methods for finding things: search, facets, saved searches."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.casefile import facets, saved, search
from reportedly.casefile.facets import Facets
from reportedly.casefile.results import Hit, Page, SearchOrder
from reportedly.casefile.saved import SavedSearch
from reportedly.casefile.store import Store


class Finding:
    """How a casefile is searched; part of :class:`Casefile`."""

    _store: Store

    def search(self, query: str, limit: int = 50, offset: int = 0, order: SearchOrder = "date") -> Page[Hit]:
        """Statements, and articles none of whose statements match, that hold every word of the query.

        Words and ``"phrases"`` are looked for in content, speaker and source of statements and in titles and
        texts of articles; case and diacritics don't matter, ``word*`` matches beginnings. Fields narrow it: ``who:``
        (speaker or source, in whatever spelling or alphabet the case has the name), ``said:`` (content), ``about:``
        (content, or the article's title; names in any spelling), ``outlet:`` and ``origin:`` (a part of the name;
        origin: the agency credited, relayed or found to be the source of a copy), ``kind: stance: voice: form:``,
        and ``date:`` of publication (``2031``, ``2031-03``, ``2031-03-01..2031-04``). All but outlet, origin and
        date leave statements only. Raises ``QueryError`` saying what cannot be understood, and where.
        """
        return search.search(self._store, query, limit, offset, order)

    def facets(self, query: str, seconds: float = facets.BUDGET, listed: int = facets.LISTED) -> Facets:
        """How the statements found divide by speaker, outlet, month, kind, stance, form and voice.

        Within ``seconds``; where that ends first, only what came until then is counted, and ``cut`` says so.
        """
        return facets.facets(self._store, query, seconds, listed)

    def save_search(self, name: str, query: str, by: str, at: str) -> None:
        """Keep a search under a name; what it finds now counts as looked at. Raises ``QueryError``, ``InputError``."""
        saved.save(self._store, name, query, by, at)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Every search kept, by name."""
        return saved.saved(self._store)

    def new_since(
        self, name: str, limit: int = 50, offset: int = 0, order: SearchOrder = "date"
    ) -> Page[Hit]:
        """Hits of a saved search that it did not have when they were last looked at, whenever their article came.

        A statement that a later run reads otherwise (another place or voice) has another id and counts as new.
        """
        return saved.new_since(self._store, name, limit, offset, order)

    def looked_at(self, name: str, at: str) -> int:
        """All hits of a saved search count as looked at; gives how many were new."""
        return saved.looked(self._store, name, at)

    def forget_search(self, name: str) -> None:
        """Keep a search no longer. Raises ``UnknownItemError``."""
        saved.forget(self._store, name)

    def found_articles(self, query: str | None) -> Iterator[tuple[str, tuple[int, ...] | None]]:
        """Ids of articles that have a hit of :meth:`search`, in order, a bounded number in memory at a time.

        Each comes with the places, in its reading's statements, of those that are hits; an empty tuple where only
        its title or text is one. Without a query: every article, and ``None``. Raises ``QueryError``.
        """
        return search.every_article(self._store, query)
