"""Lists and counts over the case."""

from __future__ import annotations

from typing import get_args

from reportedly.casefile.judging import count_orphans
from reportedly.casefile.results import COPY_KINDS, ArticleOrder, ArticleRow, ListQuery, Page, Summary
from reportedly.casefile.store import Row, Store, number
from reportedly.errors import InputError
from reportedly.record import ENUMERATIONS, Problem

_COPIES = ", ".join(f"'{kind}'" for kind in COPY_KINDS)
_ORDERS: dict[ArticleOrder, str] = {
    "published": "published DESC, id",  # SQLite sorts NULL last when descending
    "oldest": "published IS NULL, published, id",
    "title": "title IS NULL, title COLLATE NOCASE, id",
    "outlet": "outlet IS NULL, outlet COLLATE NOCASE, published DESC, id",
    "id": "id",
}
# The page is cut first, so that the counts are made for its rows only.
_LIST = f"""WITH page AS (SELECT * FROM article WHERE ?1 IS NULL OR outlet = ?1 ORDER BY {{order}} LIMIT ?2 OFFSET ?3)
    SELECT id, coalesce(title, ''), outlet, published,
        reading.article IS NOT NULL, coalesce(n_attributed, 0), coalesce(n_outlet, 0),
        (SELECT count(*) FROM speaker WHERE article = page.number),
        (SELECT count(*) FROM tie WHERE a = page.number AND kind IN ({_COPIES}))
        + (SELECT count(*) FROM tie WHERE b = page.number AND kind IN ({_COPIES})),
        (SELECT story.id FROM story_article JOIN story ON story.number = story
            WHERE article = page.number ORDER BY story.number LIMIT 1),
        (SELECT count(*) FROM problem WHERE item = page.id)
    FROM page LEFT JOIN reading ON reading.article = page.number ORDER BY {{order}}"""
_VOICES = "SELECT count(*), coalesce(sum(n_attributed), 0), coalesce(sum(n_outlet), 0) FROM reading"


# One pass over the statements (0.11 s for 160,000 on the machine this was written on): the dearest part of a summary.
_WORDINGS = """SELECT form, stance, resolution = 'unresolved', inferred, count(*) FROM statement
    WHERE voice = 'attributed' GROUP BY 1, 2, 3, 4"""


def article_list(store: Store, query: ListQuery) -> Page[ArticleRow]:
    """A page of the article list."""
    if query.order not in _ORDERS:
        raise InputError.expected("order", f"one of {', '.join(get_args(ArticleOrder))}", query.order)
    bounds = (number("limit", query.limit), number("offset", query.offset))
    with store.snapshot():
        rows = store.rows(_LIST.format(order=_ORDERS[query.order]), (query.outlet, *bounds))
        count = store.value("SELECT count(*) FROM article WHERE ?1 IS NULL OR outlet = ?1", (query.outlet,))
    return Page(tuple(map(_article_row, rows)), count, query.offset)


def _article_row(row: Row) -> ArticleRow:
    id, title, outlet, published, read, *counts = row
    return ArticleRow(id, title, outlet, published, bool(read), *counts)


def outlets(store: Store) -> tuple[tuple[str, int], ...]:
    """Every outlet with its number of articles."""
    sql = "SELECT outlet, count(*) FROM article WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY outlet"
    return tuple((name, count) for name, count in store.rows(sql))


def problems(store: Store, limit: int, offset: int) -> Page[Problem]:
    """A page of problems in the order they came."""
    bounds = (number("limit", limit), number("offset", offset))
    sql = "SELECT stage, kind, message, item FROM problem ORDER BY number LIMIT ? OFFSET ?"
    with store.snapshot():
        items = tuple(Problem(*row) for row in store.rows(sql, bounds))
        return Page(items, store.value("SELECT count(*) FROM problem"), offset)


def summary(store: Store) -> Summary:
    """The case in numbers."""
    with store.snapshot():
        articles = _count(store, "article")
        read, attributed, outlet_voice = store.rows(_VOICES)[0]
        wordings = store.rows(_WORDINGS)
        ties: dict[str, int] = dict(store.rows("SELECT kind, count(*) FROM tie GROUP BY kind ORDER BY kind"))
        return Summary(
            articles=articles,
            read=read,
            unread=articles - read,
            attributed=attributed,
            outlet_voice=outlet_voice,
            speakers=store.value("SELECT count(DISTINCT name) FROM speaker"),
            problems=_count(store, "problem"),
            ties=ties,
            copies=sum(ties.get(kind, 0) for kind in COPY_KINDS),
            stories=_count(store, "story"),
            separate_origins=store.value("SELECT coalesce(sum(independent_origins), 0) FROM story"),
            reviews=_count(store, "review"),
            compared=store.value("SELECT stale FROM comparison") == 0,
            outlets=store.value("SELECT count(DISTINCT outlet) FROM article"),
            in_stories=store.value("SELECT count(DISTINCT article) FROM story_article"),
            forms=_split(wordings, 0, ENUMERATIONS["statement.form"]),
            stances=_split(wordings, 1, ENUMERATIONS["statement.stance"]),
            unresolved=sum(row[-1] for row in wordings if row[2]),
            inferred=sum(row[-1] for row in wordings if row[3]),
            open_questions=_count(store, "gap"),
            orphans=count_orphans(store),
        )


def _split(wordings: list[Row], column: int, words: tuple[str, ...]) -> dict[str, int]:
    """How many statements have each word of a closed list in a column; words that do not occur are left out."""
    counts = {word: sum(row[-1] for row in wordings if row[column] == word) for word in words}
    return {word: count for word, count in counts.items() if count}


def _count(store: Store, table: str) -> int:
    return int(store.value(f"SELECT count(*) FROM {table}"))
