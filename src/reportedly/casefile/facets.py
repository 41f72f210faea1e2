"""How the statements found divide, counted within a time budget, and said to be cut where it ran out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reportedly.casefile import search
from reportedly.casefile.store import Store, number

BUDGET = 0.2
"""Seconds that all facets of a search may take together: Datasette's limit, which people know (research/workbench.md § 1.3)."""

COUNTING = 0.5
"""Share of the budget for fetching; counting what was fetched takes about as long."""

LISTED = 20
"""Values of a facet that are listed, the most frequent first."""

COLUMNS = {
    "speaker": "statement.speaker",
    "outlet": "outlet",
    "month": "substr(published, 1, 7)",
    "kind": "statement.kind",
    "stance": "statement.stance",
    "form": "statement.form",
    "voice": "statement.voice",
}
"""Facet → the column it counts."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The most frequent values with their counts, how many values there are, and how many statements have none."""

    values: tuple[tuple[str, int], ...]
    distinct: int
    without: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How the statements found divide. Where ``cut``, only the first ``counted`` of them were counted."""

    facets: dict[str, Facet]
    counted: int
    cut: bool


def facets(store: Store, query: str, seconds: float, listed: int) -> Facets:
    """Facets of the statements that a query finds."""
    number("listed", listed, 1)
    with store.snapshot():
        sql, values = search.statements_found(store, query, ", ".join(COLUMNS.values()))
        rows, whole = store.some(sql, values, seconds * COUNTING)
    columns = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    found = {name: _facet(Counter(column), listed) for name, column in zip(COLUMNS, columns, strict=True)}
    return Facets(found, len(rows), not whole)


def _facet(counts: Counter[str | None], listed: int) -> Facet:
    without = counts.pop(None, 0)
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))[:listed]
    return Facet(tuple((value or "", n) for value, n in first), len(counts), without)
