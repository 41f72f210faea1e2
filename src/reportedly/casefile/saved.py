"""Searches that are kept, and what is new to them since somebody last looked."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.casefile import search
from reportedly.casefile.results import Hit, Page, SearchOrder
from reportedly.casefile.store import Store
from reportedly.errors import InputError, UnknownItemError


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; ``at`` is when its hits were last looked at, ``seen`` how many they were."""

    name: str
    query: str
    by: str
    at: str
    seen: int


def save(store: Store, name: str, query: str, by: str, at: str) -> None:
    """Keep a search in place of one of that name; what it finds now counts as looked at."""
    if not name.strip():
        raise InputError.expected("saved search", "a name", name)
    with store.transaction():
        search.items(store, query)  # raises for what cannot be understood
        store.run("DELETE FROM saved_search WHERE name = ?", (name,))
        store.run("INSERT INTO saved_search (name, query, by, at) VALUES (?, ?, ?, ?)", (name, query, by, at))
        _look(store, name, query)


def saved(store: Store) -> tuple[SavedSearch, ...]:
    """Every search kept, by name."""
    rows = store.rows(
        "SELECT name, query, by, at, (SELECT count(*) FROM seen WHERE search = name) FROM saved_search ORDER BY name"
    )
    return tuple(SavedSearch(*row) for row in rows)


def new_since(store: Store, name: str, limit: int, offset: int, order: SearchOrder) -> Page[Hit]:
    """Hits of a search that it had not when they were last looked at."""
    return search.search(store, _query(store, name), limit, offset, order, unseen_by=name)


def looked(store: Store, name: str, at: str) -> int:
    """All hits count as looked at from now on; gives how many were new."""
    with store.transaction():
        query = _query(store, name)
        store.run("UPDATE saved_search SET at = ? WHERE name = ?", (at, name))
        return _look(store, name, query)


def forget(store: Store, name: str) -> None:
    """Keep a search no longer."""
    with store.transaction():
        _query(store, name)
        store.run("DELETE FROM saved_search WHERE name = ?", (name,))


def _query(store: Store, name: str) -> str:
    query: str | None = store.value("SELECT query FROM saved_search WHERE name = ?", (name,))
    if query is None:
        raise UnknownItemError(f"{store.path}: there is no saved search {name!r}")
    return query


def _look(store: Store, name: str, query: str) -> int:
    found, values = search.items(store, query)
    # FROM before WITH would end the statement's table early: the hits stand in a query of their own.
    return store.run(f"INSERT OR IGNORE INTO seen (search, item) SELECT ?, * FROM ({found})", (name, *values))
