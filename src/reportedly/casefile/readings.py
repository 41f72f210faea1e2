"""Readings: the record whole, and the rows that search and listing need, always in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from reportedly.casefile import names as name_words
from reportedly.casefile.packing import pack, unpack
from reportedly.casefile.problems import keep, settle
from reportedly.casefile.store import Row, Store
from reportedly.casefile.wording import unmended, words
from reportedly.codec import decode, encode
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import Noted, Problem, Reading, Span, Stamp, Statement, hull
from reportedly.record.vocabulary import Part
from reportedly.text.mending import Mended, mend

BATCH_READINGS = 200
"""Most readings of one transaction: what a kill can lose, some seconds of a reader's work. One fsync per batch."""

_RECORD = "SELECT article.id, record FROM reading JOIN article ON article.number = reading.article WHERE"
_UNREAD = """SELECT id FROM article LEFT JOIN reading ON reading.article = article.number
    WHERE (reportedly, model, schema) IS NOT (?, ?, ?) AND id > ? ORDER BY id LIMIT ?"""
_WORDS = """INSERT INTO statement_words (rowid, speaker, source, content)
    SELECT number, speaker, source, content FROM statement WHERE article = ?"""
_FORGET_WORDS = """INSERT INTO statement_words (statement_words, rowid, speaker, source, content)
    SELECT 'delete', number, speaker, source, content FROM statement WHERE article = ?"""
_TABLES = ("statement", "speaker", "credit", "gap", "reading")  # in the order that foreign keys allow


def _insert(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"


_READING = _insert("reading", "article, reportedly, model, schema, n_attributed, n_outlet, sha256, record")
_SPEAKER = _insert("speaker", "article, id, name, kind, title, affiliation, protected")
_CREDIT = _insert("credit", "article, kind, agency, place, date, start, stop, words")
_GAP = _insert("gap", "article, part, start, stop, question, candidates")
_STATEMENT = _insert(
    "statement",
    "article, id, position, part, start, stop, speaker_id, speaker, resolution, source, cue, content,"
    " form, kind, stance, voice, inferred, topic_only, parent, relays, score",
)


@dataclass(frozen=True, slots=True)
class _Home:
    """The article a reading is of, as far as its rows need it."""

    number: int
    text: Mended
    title: Mended

    def words(self, spans: tuple[Span, ...], part: Part) -> str:
        return words(spans, self.title if part == "title" else self.text)


def store_all(store: Store, readings: Iterable[Reading], on_item: Callable[[Reading], None] | None) -> int:
    """Store a stream of readings, batch by batch; gives how many were stored."""
    stored, stream = 0, iter(readings)
    while batch := list(islice(stream, BATCH_READINGS)):
        with store.transaction():
            for reading in batch:
                stored += _take(store, reading)
                if on_item is not None:
                    on_item(reading)
    return stored


def put(store: Store, reading: Reading) -> None:
    """Store one reading in place of the article's earlier one, inside the open transaction."""
    home = _home(store, reading)
    record = _record(reading)
    clear(store, home.number)
    settle(store, reading.id)
    outdate(store)
    store.run(_READING, _reading_row(reading, home.number, record))
    _put_rows(store, reading, home)
    for problem in reading.problems:
        keep(store, replace(problem, item=reading.id))


def outdate(store: Store) -> None:
    """Mark the comparison as made before a change of what it compared, inside the open transaction."""
    store.run("UPDATE comparison SET stale = 1 WHERE NOT stale")


def clear(store: Store, number: int) -> None:
    """Take away an article's reading with all its rows, inside the open transaction."""
    if store.row("SELECT 1 FROM reading WHERE article = ?", (number,)):
        store.run(_FORGET_WORDS, (number,))
        name_words.forget_article(store, number)
        for table in _TABLES:
            store.run(f"DELETE FROM {table} WHERE article = ?", (number,))


def unread(store: Store, stamp: Stamp) -> Iterator[str]:
    """Ids of articles without a reading of this stamp."""
    rows = store.pages(_UNREAD, (stamp.reportedly, stamp.model, stamp.schema), size=1000)
    return (id for (id,) in rows)


def one(store: Store, id: str) -> Reading:
    """The reading of one article."""
    row = store.row(f"{_RECORD} article.id = ?", (id,))
    if row is None:
        raise UnknownItemError(f"{store.path}: there is no reading of an article {id!r}")
    return _reading(row)


def has(store: Store, id: str) -> bool:
    """Whether an article has a reading."""
    return store.row(f"{_RECORD} article.id = ?", (id,)) is not None


def every(store: Store) -> Iterator[Reading]:
    """Every reading in the order of article ids."""
    return map(_reading, store.pages(f"{_RECORD} article.id > ? ORDER BY article.id LIMIT ?"))


def _take(store: Store, reading: Reading) -> bool:
    try:
        with store.attempt():
            put(store, reading)
    except (InputError, UnknownItemError) as error:
        keep(store, Problem("casefile", "reading_refused", str(error), reading.id))
        return False
    return True


def _home(store: Store, reading: Reading) -> _Home:
    row = store.row(
        "SELECT number, text_sha256, text, metadata, mended IS NOT NULL FROM article WHERE id = ?",
        (reading.id,),
    )
    if row is None:
        raise UnknownItemError(f"{store.path}: there is no article {reading.id!r} for this reading")
    number, sha256, text, metadata, mended = row
    if sha256 != reading.text_sha256:
        raise InputError.expected(f"reading of {reading.id!r}", f"text_sha256 {sha256}", reading.text_sha256)
    noted = decode(metadata, tuple[Noted, ...])
    title = next((n.value for n in noted if n.name == "title"), "")
    return _Home(number, mend(text) if mended else unmended(text), mend(title))


def _record(reading: Reading) -> bytes:
    try:
        return encode(reading)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(
            f"reading of {reading.id!r}: expected what can be written as JSON, got: {error}"
        ) from error


def _reading_row(reading: Reading, number: int, record: bytes) -> Row:
    stamp, voices = reading.stamp, Counter(s.voice for s in reading.statements)
    return (
        number,
        stamp.reportedly,
        stamp.model,
        stamp.schema,
        voices["attributed"],
        voices["outlet"],
        hashlib.sha256(record).hexdigest(),
        pack(record),
    )


def _put_rows(store: Store, reading: Reading, home: _Home) -> None:
    n = home.number
    names = {s.id: s.name for s in reading.speakers}
    store.many(
        _SPEAKER,
        [(n, s.id, s.name, s.kind, s.title, s.affiliation, s.protected) for s in reading.speakers],
    )
    name_words.count(store, names.values())
    store.many(_STATEMENT, [_statement(s, i, home, names) for i, s in enumerate(reading.statements)])
    store.run(_WORDS, (n,))
    store.many(
        _CREDIT,
        [
            (n, c.kind, c.agency, c.place, c.date, *c.span, home.words((c.span,), "text"))
            for c in reading.credits
        ],
    )
    store.many(_GAP, [(n, g.part, *g.span, g.question, encode(g.candidates).decode()) for g in reading.gaps])


def _statement(s: Statement, position: int, home: _Home, names: dict[str, str]) -> Row:
    places = s.content or s.cue or s.source
    if not places:
        raise InputError(f"statement {s.id!r}: expected a place in the text, got none")
    if s.speaker is not None and s.speaker not in names:
        raise InputError.expected(f"statement {s.id!r}", "a speaker of its reading", s.speaker)
    return (
        home.number,
        s.id,
        position,
        s.part,
        *hull(places),
        s.speaker,
        names.get(s.speaker or ""),
        s.resolution,
        home.words(s.source, s.part),
        home.words(s.cue, s.part),
        home.words(s.content, s.part),
        s.form,
        s.kind,
        s.stance,
        s.voice,
        s.inferred,
        s.topic_only,
        s.parent,
        encode([r.carrier for r in s.relays]).decode(),
        s.score,
    )


def _reading(row: Row) -> Reading:
    id, record = row
    return decode(unpack(record, f"reading of {id!r}"), Reading)
