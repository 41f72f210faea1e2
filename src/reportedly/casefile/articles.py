"""Articles, the bytes they came from, and the problems of their coming."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reportedly.casefile import captures, edits, purging, readings
from reportedly.casefile.problems import keep
from reportedly.casefile.results import Added, Tally
from reportedly.casefile.store import Row, Store
from reportedly.casefile.wording import shown
from reportedly.codec import decode, encode
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import METADATA, Article, Capture, Noted, Problem, Reading, text_sha256

BATCH_ITEMS = 500
"""Most items of one transaction: what a kill can lose. A commit (one fsync) then costs under 1 % of the batch."""

BATCH_BYTES = 16 * 2**20
"""Most bytes of text and captures of one transaction, one item at least: bounds memory and the write-ahead log."""

_COLUMNS = "id, text, metadata, capture, extra"
_EVERY = f"SELECT {_COLUMNS} FROM article WHERE id > ? ORDER BY id LIMIT ?"
_INSERT = f"""INSERT INTO article
    (id, {", ".join(METADATA)}, text_sha256, metadata, extra, capture_sha256, capture, text, mended)
    VALUES ({", ".join("?" * (len(METADATA) + 8))})"""

_WORDS = """INSERT INTO article_words (rowid, title, shown) SELECT number, title, shown FROM article
    WHERE number = ?"""


def add(store: Store, article: Article, reading: Reading | None) -> Added:
    """Store an article and, unless its id is taken by another text, its reading."""
    if reading is not None and reading.id != article.id:
        raise InputError.expected("reading", f"that of article {article.id!r}", reading.id)
    with store.transaction():
        outcome = _put(store, article)
        if reading is not None and outcome != "conflict":
            readings.put(store, reading)
    return outcome


def add_all(
    store: Store,
    items: Iterable[Article | Problem],
    on_item: Callable[[Article | Problem], None] | None,
) -> Tally:
    """Store a stream of articles and problems, batch by batch."""
    counts: Counter[str] = Counter()
    for batch in _batches(items):
        with store.transaction():
            for item in batch:
                counts[_take(store, item)] += 1
                if on_item is not None:
                    on_item(item)
    return Tally(**counts)


def one(store: Store, id: str) -> Article:
    """The article with that id."""
    row = store.row(f"SELECT {_COLUMNS} FROM article WHERE id = ?", (id,))
    if row is None:
        raise UnknownItemError(f"{store.path}: there is no article {id!r}")
    return _article(row)


def every(store: Store) -> Iterator[Article]:
    """Every article in the order of ids."""
    return map(_article, store.pages(_EVERY))


def add_problem(store: Store, problem: Problem) -> None:
    """Keep a problem, once."""
    with store.transaction():
        keep(store, problem)


def _batches(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """The stream in lists of bounded length and weight, so that no lock is held while it is waited for."""
    batch: list[Article | Problem] = []
    weight, last = 0, ""
    for item in items:
        batch.append(item)
        if isinstance(item, Article):
            weight += len(item.text)
            if item.capture is not None and item.capture.sha256 != last:
                weight, last = weight + item.capture.size, item.capture.sha256
        if len(batch) >= BATCH_ITEMS or weight >= BATCH_BYTES:
            yield batch
            batch, weight, last = [], 0, ""
    if batch:
        yield batch


def _take(store: Store, item: Article | Problem) -> str:
    if isinstance(item, Problem):
        keep(store, item)
        return "problems"
    try:
        with store.attempt():
            return _put(store, item)
    except InputError as error:
        keep(store, Problem("casefile", "article_refused", str(error), item.id))
        return "problems"


def _put(store: Store, article: Article) -> Added:
    _check(article)
    sha256 = text_sha256(article.text)
    there = store.value("SELECT text_sha256 FROM article WHERE id = ?", (article.id,))
    if there is None:
        if purging.entombed(store, article.id, sha256):
            # Not by its id, which may be what had to go.
            stone = purging.id_sha256(article.id)
            told = f"expected an article that was not purged here, got that of tombstone {stone}"
            keep(store, Problem("casefile", "purged", told))
            return "conflict"
        if article.capture is not None:
            _keep_capture(store, article.capture)
        here = store.insert(_INSERT, _row(article, sha256))
        store.run(_WORDS, (here,))
        edits.put_waiting(store, article.id)
        readings.outdate(store)
        return "new"
    if there == sha256:
        return "known"
    message = f"expected one text for one id, got another (SHA-256 {sha256}) than the one kept ({there})"
    keep(store, Problem("casefile", "duplicate_id", message, article.id))
    return "conflict"


def _check(article: Article) -> None:
    """Raise unless id, text and metadata are what a file of UTF-8 text can hold and show."""
    values = [("id", article.id), ("text", article.text), *((n.name, n.value) for n in article.metadata)]
    for name, value in values:
        if not value.isascii():
            _check_encodes(name, value)
        if "\0" in value:
            raise InputError(f"{name}: expected characters without NUL, got one at {value.index(chr(0))}")
    if not article.id:
        raise InputError.expected("article", "an id", article.id)


def _check_encodes(name: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{name}: expected no lone surrogate, got one at {error.start}") from error


def _row(article: Article, sha256: str) -> Row:
    noted = {name: article.first(name) for name in METADATA}
    if noted["title"] is not None:
        noted["title"] = shown(noted["title"])
    mended = shown(article.text)
    came = article.capture
    return (
        article.id,
        *noted.values(),
        sha256,
        encode(article.metadata).decode(),
        _extra(article),
        came.sha256 if came else None,
        encode(replace(came, content=None)).decode() if came else None,
        article.text,
        mended if mended != article.text else None,
    )


def _extra(article: Article) -> str:
    try:
        return encode(article.extra).decode()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(f"extra: expected what can be written as JSON, got: {error}") from error


def _keep_capture(store: Store, came: Capture) -> None:
    if came.content is not None and (found := hashlib.sha256(came.content).hexdigest()) != came.sha256:
        raise InputError.expected("capture", f"bytes with SHA-256 {came.sha256}", found)
    captures.put(store, came.sha256, came.size, came.media_type, came.content)


def _article(row: Row) -> Article:
    id, text, metadata, came, extra = row
    return Article(
        id,
        text,
        decode(metadata, tuple[Noted, ...]),
        decode(came, Capture) if came else None,
        decode(extra, dict[str, object]),
    )
