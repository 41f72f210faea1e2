"""Records ↔ one SQLite file: the only place that speaks SQL.

::

    with create_casefile("case.db") as case:
        case.add(article, reading)
        case.store_comparison(compare(case.articles(), case.readings()))
    with open_casefile("case.db", readonly=True) as case:
        page = case.search("who:ministry ceasefire")

The machine's layer (articles, readings, the comparison) can be replaced by a later run; people's reviews and the
audit are append-only. Times: opening for reading takes under 5 ms (measured, see ``tests/casefile``).
"""

from reportedly.casefile.case import Casefile, create_casefile, open_casefile
from reportedly.casefile.results import (
    COPY_KINDS,
    Added,
    ArticleOrder,
    ArticleRow,
    AuditEntry,
    Hit,
    ListQuery,
    Page,
    Piece,
    SearchOrder,
    Summary,
    Tally,
    Verification,
    Where,
)

__all__ = [
    "COPY_KINDS",
    "Added",
    "ArticleOrder",
    "ArticleRow",
    "AuditEntry",
    "Casefile",
    "Hit",
    "ListQuery",
    "Page",
    "Piece",
    "SearchOrder",
    "Summary",
    "Tally",
    "Verification",
    "Where",
    "create_casefile",
    "open_casefile",
]
