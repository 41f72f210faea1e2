"""Search over statements, and over titles and texts of articles none of whose statements match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from typing import get_args

from reportedly.casefile import names
from reportedly.casefile.querying import Query, Term, parse
from reportedly.casefile.results import Hit, Page, Piece, SearchOrder, Where
from reportedly.casefile.store import Row, Store, number
from reportedly.errors import InputError, QueryError

_ON, _OFF = "\x02", "\x03"
"""Set around a match on its way out of SQLite: characters that have no place in a text."""

EXCERPT_TOKENS = 30
"""Length of an excerpt of an article's text, in words: about two lines of a list; FTS5 allows 64."""

_ORDERS: dict[SearchOrder, str] = {
    "date": "published DESC, id, position",  # SQLite sorts NULL last when descending
    "oldest": "published IS NULL, published, id, position",
    "rank": "position < 0, rank, id, position",  # scores of statements and of whole texts do not compare
}
_FOUND = "statement.number, article, published, article.id AS id, position"
_HOME = "JOIN article ON article.number = statement.article"
_ABOUT = """statement.number IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?
    UNION ALL SELECT number FROM statement WHERE article IN
    (SELECT rowid FROM article_words WHERE article_words MATCH ?))"""
_ITEM = """CASE WHEN position < 0 THEN '/' || found.id
    ELSE (SELECT statement.id FROM statement WHERE statement.number = found.number) END"""
_UNSEEN = f"NOT EXISTS (SELECT 1 FROM seen WHERE search = ? AND item = {_ITEM})"
_OUTLETS = "SELECT DISTINCT outlet FROM article"
_AGENCIES = """SELECT agency FROM credit WHERE agency IS NOT NULL UNION SELECT named FROM origin WHERE named IS NOT NULL
    UNION SELECT value FROM (SELECT DISTINCT relays FROM statement), json_each(relays)"""
_CREDITED = "SELECT article FROM credit WHERE agency IN {marks}"
_GOES_BACK = """SELECT article.number FROM origin, json_each(origin.articles) JOIN article ON article.id = value
    WHERE named IN {marks}"""
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


MOST_SPELLINGS = 64
"""Most spellings of one name that are looked for together."""

MOST_NAMES = 1_000
"""Most outlets or agencies that one word may stand for; SQLite takes 32,766 values in all."""


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


def search(
    store: Store, query: str, limit: int, offset: int, order: SearchOrder, unseen_by: str | None = None
) -> Page[Hit]:
    """One page of hits, with the exact count of all; ``unseen_by`` leaves out what a saved search has seen."""
    if order not in _ORDERS:
        raise InputError.expected("order", f"one of {', '.join(get_args(SearchOrder))}", order)
    asked = parse(query)
    bounds = (number("limit", limit), number("offset", offset))
    with store.snapshot():
        found, values = _found(store, asked, ranked=order == "rank")
        only, more = (f"WHERE {_UNSEEN}", (unseen_by,)) if unseen_by is not None else ("", ())
        page = f"{found} SELECT position, number FROM found {only} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
        rows = store.rows(page, (*values, *more, *bounds))
        count = store.value(f"{found} SELECT count(*) FROM found {only}", (*values, *more))
        return Page(tuple(_hit(store, asked, *row) for row in rows), count, offset)


def every_article(store: Store, query: str | None) -> Iterator[tuple[str, tuple[int, ...] | None]]:
    """Every article with a hit, in the order of ids, with the places of its statements that are hits."""
    if query is None:
        yield from ((id, None) for (id,) in store.pages(_EVERY_ARTICLE))
        return
    found, values = _found(store, parse(query), ranked=False)
    for id, places in store.pages(f"{found} {_ARTICLES_FOUND}", values, _PAGE_ARTICLES):
        yield id, tuple(sorted(map(int, places.split(",")))) if places else ()


def items(store: Store, query: str) -> tuple[str, Row]:
    """SQL, with its values, of one row for each hit: the name under which a saved search remembers it."""
    found, values = _found(store, parse(query), ranked=False)
    return f"{found} SELECT {_ITEM} FROM found", values


def statements_found(store: Store, query: str, columns: str) -> tuple[str, Row]:
    """SQL, with its values, of some columns of every statement that is a hit."""
    return _statements(store, parse(query), columns)


def _found(store: Store, asked: Query, *, ranked: bool) -> tuple[str, Row]:
    """SQL of the table ``found`` and its values; an article has position -1. Ranking every match is dear: only on wish."""
    rank = "statement_words.rank" if ranked and _match(store, asked) else "0.0"
    said, values = _statements(store, asked, f"{_FOUND}, {rank} AS rank")
    if asked.statements_only:
        return f"WITH found AS ({said})", values
    where = _of_article(store, asked).also("article_words MATCH ?", _all_of(asked.anywhere))
    articles = _ARTICLES.format(rank="article_words.rank" if ranked else "0.0", where=where.sql)
    sql = f"WITH said AS ({said}), found AS (SELECT * FROM said UNION ALL {articles})"
    return sql, (*values, *where.values)


def _statements(store: Store, asked: Query, columns: str) -> tuple[str, Row]:
    where, match = _of_article(store, asked, said=True), _match(store, asked)
    for field, value in asked.choices:
        where = where.also(f"statement.{field} = ?", value)
    for term in asked.about:
        words = _one_of(_spelled(store, term))
        where = where.also(_ABOUT, f"{{content}} : ({words})", f"{{title}} : ({words})")
    words = "statement"
    if match:
        where = where.also("statement_words MATCH ?", match)
        words = "statement_words JOIN statement ON statement.number = statement_words.rowid"
    return f"SELECT {columns} FROM {words} {_HOME} WHERE {where.sql}", where.values


def _of_article(store: Store, asked: Query, *, said: bool = False) -> _Where:
    """What is asked of the article; of a statement (``said``) the origin may be one of its own relays."""
    where = _Where(("1",))
    for name in asked.outlets:
        where = where.also(*_among("outlet", _names_with(store, _OUTLETS, name)))
    for name in asked.origins:
        agencies = _names_with(store, _AGENCIES, name)
        inner = " OR ".join(f"article.number IN ({sql})" for sql in (_CREDITED, _GOES_BACK))
        relays = f" OR EXISTS (SELECT 1 FROM json_each(statement.relays) WHERE value IN {_marks(agencies)})"
        where = where.also(
            f"({inner.format(marks=_marks(agencies))}{relays if said else ''})",
            *agencies * (3 if said else 2),
        )
    for days in asked.days:
        where = where.also("published >= ?", days.first) if days.first else where
        where = where.also("published <= ?", days.last) if days.last else where
    return where


def _among(column: str, values: Row) -> tuple[str, ...]:
    return (f"{column} IN {_marks(values)}", *values)


def _marks(values: Row) -> str:
    return f"({', '.join('?' * len(values))})"


def _names_with(store: Store, every: str, part: str) -> tuple[str, ...]:
    """Names of a list that hold a part, case and diacritics apart; at most :data:`MOST_NAMES`."""
    wanted = folded(part)
    found = sorted({name for (name,) in store.rows(every) if name and wanted in folded(name)})
    if len(found) > MOST_NAMES:
        raise QueryError(
            f"query: expected a part of at most {MOST_NAMES} names, got {part!r}, of {len(found):,}"
        )
    return tuple(found)


@lru_cache(20_000)
def folded(text: str) -> str:
    """A text without case and diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _match(store: Store, asked: Query) -> str:
    """FTS5's expression for statements, '' where no words are asked for."""
    who = " AND ".join(_one_of(_spelled(store, term)) for term in asked.who)
    fields = (
        ("", _all_of(asked.anywhere)),
        ("{speaker source} : ", who),
        ("{content} : ", _all_of(asked.said)),
    )
    return " AND ".join(f"{columns}({words})" for columns, words in fields if words)


def _spelled(store: Store, term: Term) -> tuple[Term, ...]:
    """A term, and the other spellings under which the case has its names."""
    words = term.text.split()
    if term.prefix or not words:
        return (term,)
    each = [(word, *names.spellings(store, word)) for word in words]
    every = islice(product(*each), MOST_SPELLINGS)
    return tuple(dict.fromkeys((term, *(Term(" ".join(spelled)) for spelled in every))))


def _all_of(terms: Iterable[Term]) -> str:
    return " AND ".join(map(_quoted, terms))


def _one_of(terms: Iterable[Term]) -> str:
    return f"({' OR '.join(map(_quoted, terms))})"


def _quoted(term: Term) -> str:
    """In FTS5's quotation marks, so that nothing a person types is taken for its syntax."""
    return '"' + term.text.replace('"', '""') + '"' + ("*" if term.prefix else "")


def _hit(store: Store, asked: Query, position: int, here: int) -> Hit:
    return _article_hit(store, asked, here) if position < 0 else _statement_hit(store, asked, here)


def _statement_hit(store: Store, asked: Query, here: int) -> Hit:
    article, id, speaker, resolution, inferred, *said = _one(store, _OF_STATEMENT, here)
    content = said[2]
    snippet = _marked(store, "highlight(statement_words, 2, ?, ?)", _marking(store, asked), here) or (
        Piece(content, False),
    )
    hit = _bare_hit(store, "statement", article, snippet)
    names = ("source", "cue", "content", "stance", "kind", "voice", "form")
    about = dict(zip(names, said, strict=True))
    return replace(
        hit, statement=id, speaker=speaker, resolution=resolution, inferred=bool(inferred), **about
    )


def _marking(store: Store, asked: Query) -> str:
    """FTS5's expression for what is marked in a statement's content."""
    about = [spelled for term in asked.about for spelled in _spelled(store, term)]
    terms = (*asked.anywhere, *asked.said, *about)
    return f"{{content}} : {_one_of(terms)}" if terms else ""


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
