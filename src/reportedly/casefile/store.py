"""The connection: every statement passes here, so that SQLite's failures become ours in one place."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from reportedly.errors import BusyError, CasefileError, InputError, NotACasefileError, ReportedlyError

Row = tuple[Any, ...]

STEPS = 2_000
"""Steps of SQLite's machine between two looks at the clock: some microseconds, so that a budget is kept to 1 ms."""

_MEANING: dict[int, tuple[type[ReportedlyError], str]] = {
    sqlite3.SQLITE_BUSY: (
        BusyError,
        "expected to write within the time allowed, but another process holds it",
    ),
    sqlite3.SQLITE_LOCKED: (BusyError, "expected to write, but another connection holds it"),
    sqlite3.SQLITE_FULL: (
        CasefileError,
        "expected room to write, but the disk is full; what was committed is kept",
    ),
    sqlite3.SQLITE_READONLY: (CasefileError, "expected to write, but it is open or stored for reading only"),
    sqlite3.SQLITE_PERM: (CasefileError, "expected permission to open it"),
    sqlite3.SQLITE_CANTOPEN: (CasefileError, "expected to open it and the files beside it"),
    sqlite3.SQLITE_IOERR: (CasefileError, "expected to read and write it, but the disk refused"),
    sqlite3.SQLITE_CORRUPT: (CasefileError, "expected an undamaged file"),
    sqlite3.SQLITE_NOTADB: (NotACasefileError, "expected a casefile"),
    sqlite3.SQLITE_CONSTRAINT: (InputError, "expected an item that keeps the casefile's rules"),
    sqlite3.SQLITE_TOOBIG: (InputError, "expected items below SQLite's limit of 1 GB"),
}


def meaning_of(error: sqlite3.Error, path: str) -> ReportedlyError:
    """Our error for one of SQLite's: the file, what was expected, and SQLite's own words."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest says where
    kind, expected = _MEANING.get(code, (CasefileError, "expected the casefile to take this"))
    return kind(f"{path}: {expected} (SQLite: {error})")


class errors:  # noqa: N801  (reads as a context: `with errors(path):`)
    """Within it, a failure of SQLite is raised as one of ours; can be entered many times."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise meaning_of(error, self._path) from error
        if isinstance(error, UnicodeEncodeError):
            raise InputError.expected("text", "no lone surrogates", error.object) from error


class Store:
    """An open casefile's connection. Transactions are explicit; outside one, each statement is its own.

    A lock keeps threads that share one store apart: a statement, a transaction or a snapshot at a time.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self._errors = errors(path)
        self.path = path

    def close(self) -> None:
        """Let go of the file; again does nothing."""
        with self._lock, self._errors:
            self._connection.close()

    def run(self, sql: str, values: Row = ()) -> int:
        """Do one statement; gives the number of rows it changed."""
        with self._lock, self._errors:
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, values: Row) -> int:
        """Insert one row; gives its number."""
        with self._lock, self._errors:
            return self._connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Iterable[Row]) -> None:
        """Do one statement for each row."""
        with self._lock, self._errors:
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Row = ()) -> list[Row]:
        """All rows of a query."""
        with self._lock, self._errors:
            return self._connection.execute(sql, values).fetchall()

    def some(self, sql: str, values: Row, seconds: float) -> tuple[list[Row], bool]:
        """The rows of a query that come within some seconds, and whether these are all."""
        rows: list[Row] = []
        end = time.monotonic() + seconds
        with self._lock, self._errors:
            self._connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
            try:
                for row in self._connection.execute(sql, values):
                    rows.append(row)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                    raise
                return rows, False
            finally:
                self._connection.set_progress_handler(None, 0)
        return rows, True

    def row(self, sql: str, values: Row = ()) -> Row | None:
        """The first row of a query, or ``None`` where it has none."""
        with self._lock, self._errors:
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def pages(self, sql: str, values: Row = (), size: int = 200) -> Iterator[Row]:
        """The rows of a query, ``size`` in memory at a time and no lock held between them.

        The query's first column is a text that grows from row to row; it ends with ``> ? ORDER BY … LIMIT ?``
        on that column. Rows may be written meanwhile: none is given twice.
        """
        last = ""
        while rows := self.rows(sql, (*values, last, size)):
            yield from rows
            last = rows[-1][0]

    def value(self, sql: str, values: Row = ()) -> Any:
        """The first column of the first row, ``None`` where there is no row."""
        row = self.row(sql, values)
        return row[0] if row else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, holding the write lock from the start, so that it cannot fail half-way for another writer."""
        yield from self._within("BEGIN IMMEDIATE", "COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries that see one state of the file; nothing may be written in it."""
        # Not COMMIT: on a damaged file that fails even where nothing was written.
        yield from self._within("BEGIN", "ROLLBACK")

    def _within(self, begin: str, end: str) -> Iterator[None]:
        with self._lock:
            if self._open:
                yield
                return
            self.run(begin)
            try:
                yield
                self.run(end)
            finally:
                self._undo()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """All or nothing for one item inside an open transaction, which goes on after the item failed."""
        self.run("SAVEPOINT item")
        try:
            yield
        except InputError:
            self.run("ROLLBACK TO item")
            raise
        finally:
            if self._open:
                self.run("RELEASE item")

    @property
    def _open(self) -> bool:
        """Whether a transaction is open."""
        with self._errors:
            return self._connection.in_transaction

    def _undo(self) -> None:
        """Roll back what is still open; where SQLite did so itself (a full disk) there is nothing to do."""
        if self._open:
            self.run("ROLLBACK")


def number(what: str, value: object, least: int = 0, most: int = 2**53) -> int:
    """A whole number within bounds; raises ``InputError`` (SQLite's integers end at 64 bits, and -1 means "all")."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise InputError.expected(what, f"a whole number from {least} to {most}", value)
    return value
