"""Search over statements, and over titles and texts of articles none of whose statements match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from reportedly.casefile.querying import Query, Term, parse
from reportedly.casefile.results import Hit, Page, Piece, SearchOrder, Where
from reportedly.casefile.store import Row, Store, number
from reportedly.errors import InputError

_ON, _OFF = "\x02", "\x03"
"""Set around a match on its way out of SQLite: characters that have no place in a text."""

EXCERPT_TOKENS = 30
"""Length of an excerpt of an article's text, in words: about two lines of a list; FTS5 allows 64."""

_ORDERS: dict[SearchOrder, str] = {
    "date": "published DESC, id, position",  # SQLite sorts NULL last when descending
    "oldest": "published IS NULL, published, id, position",
    "rank": "position < 0, rank, id, position",  # scores of statements and of whole texts do not compare
}
_STATEMENTS = """SELECT statement.number, article, published, article.id AS id, position, {rank} AS rank
    FROM {words} JOIN article ON article.number = statement.article WHERE {where}"""
_ARTICLES = """SELECT article.number, article.number, published, id, -1, {rank}
    FROM article_words JOIN article ON article.number = article_words.rowid
    WHERE {where} AND article.number NOT IN (SELECT article FROM said)"""
_EVERY_ARTICLE = "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?"
# A page asks the full-text index anew, so it is long; 10,000 articles with their places take some megabytes.
_ARTICLES_FOUND = """SELECT id, group_concat(CASE WHEN position >= 0 THEN position END) FROM found
    WHERE id > ? GROUP BY id ORDER BY id LIMIT ?"""
_PAGE_ARTICLES = 10_000
_OF_STATEMENT = """SELECT article, id, speaker, resolution, inferred, source, cue, content, stance, kind, voice, form
    FROM statement WHERE number = ?"""
_OF_ARTICLE = "SELECT id, coalesce(title, ''), outlet, published FROM article WHERE number = ?"


@dataclass(frozen=True, slots=True)
class _Where:
    """Conditions joined by AND, with the values they ask for."""

    conditions: tuple[str, ...] = ()
    values: Row = ()

    def also(self, condition: str, *values: object) -> _Where:
        return _Where((*self.conditions, condition), (*self.values, *values))

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions)


def search(store: Store, query: str, limit: int, offset: int, order: SearchOrder) -> Page[Hit]:
    """One page of hits, with the exact count of all."""
    if order not in _ORDERS:
        raise InputError.expected("order", f"one of {', '.join(get_args(SearchOrder))}", order)
    asked = parse(query)
    bounds = (number("limit", limit), number("offset", offset))
    found, values = _found(asked, ranked=order == "rank")
    page = f"{found} SELECT position, number FROM found ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    with store.snapshot():
        rows = store.rows(page, (*values, *bounds))
        count = store.value(f"{found} SELECT count(*) FROM found", values)
        return Page(tuple(_hit(store, asked, *row) for row in rows), count, offset)


def every_article(store: Store, query: str | None) -> Iterator[tuple[str, tuple[int, ...] | None]]:
    """Every article with a hit, in the order of ids, with the places of its statements that are hits."""
    if query is None:
        yield from ((id, None) for (id,) in store.pages(_EVERY_ARTICLE))
        return
    found, values = _found(parse(query), ranked=False)
    for id, places in store.pages(f"{found} {_ARTICLES_FOUND}", values, _PAGE_ARTICLES):
        yield id, tuple(sorted(map(int, places.split(",")))) if places else ()


def _found(asked: Query, *, ranked: bool) -> tuple[str, Row]:
    """SQL of the table ``found`` and its values; an article has position -1. Ranking every match is dear: only on wish."""
    said, values = _statements(asked, ranked)
    if asked.statements_only:
        return f"WITH found AS ({said})", values
    where = _outlets(asked).also("article_words MATCH ?", _all_of(asked.anywhere))
    articles = _ARTICLES.format(rank="article_words.rank" if ranked else "0.0", where=where.sql)
    sql = f"WITH said AS ({said}), found AS (SELECT * FROM said UNION ALL {articles})"
    return sql, (*values, *where.values)


def _statements(asked: Query, ranked: bool) -> tuple[str, Row]:
    where, match = _outlets(asked), _match(asked)
    for field, value in asked.choices:
        where = where.also(f"statement.{field} = ?", value)
    if not match:
        return _STATEMENTS.format(rank="0.0", words="statement", where=where.sql), where.values
    where = where.also("statement_words MATCH ?", match)
    words = "statement_words JOIN statement ON statement.number = statement_words.rowid"
    rank = "statement_words.rank" if ranked else "0.0"
    return _STATEMENTS.format(rank=rank, words=words, where=where.sql), where.values


def _outlets(asked: Query) -> _Where:
    where = _Where(("1",))
    for name in asked.outlets:
        pattern = re.sub(r"([%_\\])", r"\\\1", name)
        where = where.also("outlet LIKE ? ESCAPE '\\'", f"%{pattern}%")
    return where


def _match(asked: Query) -> str:
    """FTS5's expression for statements, '' where no words are asked for."""
    fields = (("", asked.anywhere), ("{speaker source} : ", asked.who), ("{content} : ", asked.said))
    return " AND ".join(f"{columns}({_all_of(terms)})" for columns, terms in fields if terms)


def _all_of(terms: Iterable[Term]) -> str:
    """Everything in FTS5's quotation marks, so that nothing a person types is taken for its syntax."""
    return " AND ".join('"' + t.text.replace('"', '""') + '"' + ("*" if t.prefix else "") for t in terms)


def _hit(store: Store, asked: Query, position: int, here: int) -> Hit:
    return _article_hit(store, asked, here) if position < 0 else _statement_hit(store, asked, here)


def _statement_hit(store: Store, asked: Query, here: int) -> Hit:
    article, id, speaker, resolution, inferred, *said = _one(store, _OF_STATEMENT, here)
    content = said[2]
    snippet = _marked(store, "highlight(statement_words, 2, ?, ?)", _match(asked), here) or (
        Piece(content, False),
    )
    hit = _bare_hit(store, "statement", article, snippet)
    names = ("source", "cue", "content", "stance", "kind", "voice", "form")
    about = dict(zip(names, said, strict=True))
    return replace(
        hit, statement=id, speaker=speaker, resolution=resolution, inferred=bool(inferred), **about
    )


def _article_hit(store: Store, asked: Query, here: int) -> Hit:
    words = _all_of(asked.anywhere)
    title = _marked(store, "highlight(article_words, 0, ?, ?)", f"{{title}} : ({words})", here)
    if title:
        return _bare_hit(store, "title", here, title)
    excerpt = f"snippet(article_words, 1, ?, ?, '…', {EXCERPT_TOKENS})"
    return _bare_hit(store, "text", here, _marked(store, excerpt, words, here))


def _bare_hit(store: Store, where: Where, article: int, snippet: tuple[Piece, ...]) -> Hit:
    id, title, outlet, published = _one(store, _OF_ARTICLE, article)
    return Hit(where, id, title, outlet, published, snippet)


def _one(store: Store, sql: str, here: int) -> Row:
    row = store.row(sql, (here,))
    assert row is not None  # the snapshot in which it was found
    return row


def _marked(store: Store, marking: str, match: str, here: int) -> tuple[Piece, ...]:
    """The words with their matches marked; nothing where the row does not match."""
    table = "statement_words" if "statement_words" in marking else "article_words"
    sql = f"SELECT {marking} FROM {table} WHERE {table} MATCH ? AND rowid = ?"
    text = store.value(sql, (_ON, _OFF, match, here)) if match else None
    return tuple(_pieces(text or ""))


def _pieces(text: str) -> Iterator[Piece]:
    marked = False
    for stretch in re.split(f"([{_ON}{_OFF}])", text):
        if stretch in (_ON, _OFF):
            marked = stretch == _ON
        elif stretch:
            yield Piece(stretch, marked)
