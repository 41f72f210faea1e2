"""A casefile as SQL text, so that files of earlier versions can be kept in the repository and read in a review.

``python tests/casefile/casefile_dump.py > tests/casefile/v1.sql`` writes the one of the present version.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

INDEXES = ("article_words", "statement_words")


def dump(path: Path) -> Iterator[str]:
    """Statements that make the file again."""
    connection = sqlite3.connect(path)
    for pragma in ("application_id", "user_version"):
        yield f"PRAGMA {pragma} = {connection.execute(f'PRAGMA {pragma}').fetchone()[0]};"
    schema = list(
        connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
    )
    for kind, name, sql in schema:
        if not name.startswith(tuple(f"{index}_" for index in INDEXES)):  # FTS5 makes its own tables
            yield f"{sql};"
            if kind == "table" and name not in INDEXES:
                yield from _rows(connection, name)
    yield from (f"INSERT INTO {index} ({index}) VALUES ('rebuild');" for index in INDEXES)
    connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    quoted = " || ', ' || ".join(f"quote({column})" for column in columns)
    for (values,) in connection.execute(f"SELECT {quoted} FROM {table}"):
        yield f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values});"


def load(script: str, path: Path) -> None:
    """The file that a dump describes."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(script)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _tiny(path: Path) -> None:
    from casefile_builders import article, comparison, reading

    from reportedly.casefile import create_casefile
    from reportedly.record import Problem

    with create_casefile(path) as case:
        articles = [article(1), article(2), article(3, "the cross\u00ading at Zelhan is open")]
        case.add_all([*articles, Problem("acquire", "empty", "expected a text, got none", "b.txt")])
        case.store_readings(map(reading, articles[1:]))
        case.store_comparison(comparison(articles))
        case.review("article", "a00001", "right", "Ada", "2031-03-02T10:00:00Z")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    with tempfile.TemporaryDirectory() as folder:
        _tiny(Path(folder) / "case.db")
        print("\n".join(dump(Path(folder) / "case.db")))
