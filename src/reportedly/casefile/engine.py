"""The SQLite that this Python brings: whether it can do what a casefile asks of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

NEEDED = {
    "STRICT tables": "CREATE TABLE strict_table (a INTEGER) STRICT",
    "full-text search (FTS5) that folds diacritics": (
        'CREATE VIRTUAL TABLE folding USING fts5 (a, tokenize="unicode61 remove_diacritics 2")'
    ),
}
"""What is needed → a statement that succeeds where it is there. SQLite has both from 3.37 on, where built with FTS5."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The version of SQLite, and what it lacks of :data:`NEEDED`."""

    version: str
    missing: tuple[str, ...]


def engine() -> Engine:
    """What SQLite is there, tried out in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        missing = tuple(what for what, statement in NEEDED.items() if not _does(connection, statement))
    return Engine(sqlite3.sqlite_version, missing)


def _does(connection: sqlite3.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.Error:
        return False
    return True
