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

from reportedly.casefile.backups import Backup
from reportedly.casefile.case import Casefile, create_casefile, open_casefile
from reportedly.casefile.exchange import Conflict, Imported, ReviewLine
from reportedly.casefile.exchange import parsed as review_lines_of
from reportedly.casefile.facets import Facet, Facets
from reportedly.casefile.holds import Hold
from reportedly.casefile.judging import STRATA, Agreement, Orphan, Sample, Stratum, ToJudge
from reportedly.casefile.merging import Merged
from reportedly.casefile.purging import Purged
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
from reportedly.casefile.saved import SavedSearch
from reportedly.casefile.verify import NOT_SHOWN, SHOWN

__all__ = [
    "COPY_KINDS",
    "NOT_SHOWN",
    "SHOWN",
    "STRATA",
    "Added",
    "Agreement",
    "ArticleOrder",
    "ArticleRow",
    "AuditEntry",
    "Backup",
    "Casefile",
    "Conflict",
    "Facet",
    "Facets",
    "Hit",
    "Hold",
    "Imported",
    "ListQuery",
    "Merged",
    "Orphan",
    "Page",
    "Piece",
    "Purged",
    "ReviewLine",
    "Sample",
    "SavedSearch",
    "SearchOrder",
    "Stratum",
    "Summary",
    "Tally",
    "ToJudge",
    "Verification",
    "Where",
    "create_casefile",
    "open_casefile",
    "review_lines_of",
]
