"""Prints docs/schema.md from a casefile made now: ``python docs/schema.py > docs/schema.md``; a test holds the two together."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reportedly.casefile import create_casefile

HEAD = """# The casefile's schema

Made from a live casefile by `python docs/schema.py > docs/schema.md`. Schema {version}; SQLite, STRICT tables, application id
`0x{mark:08x}`. Any SQLite shell shows the same, comments included: `sqlite3 CASE.db .schema`. What is said of columns here
are those comments.

- **The machine's layer**: capture, article, reading and what is taken from it (speaker, statement, credit, gap), problem, comparison
  and what it found (passage, tie, story, origin, finding). A run may replace it.
- **People's layer**: review, withdrawal, hold, tombstone, audit: only ever added to (triggers). review_place, edit and name_edit
  are taken from reviews; `verify` compares them.
- **The final layer**: the views `final_*`, machine ⊕ reviews; nothing is stored twice.
- Full text: `statement_words` (speaker, source, content) and `article_words` (title, text); diacritics folded.
"""
_SKIP = re.compile(r"_(data|idx|docsize|config|content)$|^sqlite_")
ADDED = {"beside": "1 where the bytes lie in the captures' folder"}
"""Columns that a later version added: SQLite takes no comment there."""

_COMMENT = re.compile(r"--\s*(.*)$")


def page() -> Iterator[str]:
    """The lines of the page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        create_casefile(path).close()
        with closing(sqlite3.connect(path)) as db:
            version, mark = (
                db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
            )
            yield HEAD.format(version=version, mark=mark)
            for kind, title in (("table", "Tables"), ("view", "Views")):
                yield f"## {title}\n"
                for name, sql in objects(db, kind):
                    yield from described(db, name, sql)
            yield "## Indexes and guards\n"
            yield from (f"- `{name}` on `{table}`" for name, table in guards(db))


def objects(db: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    """Names and definitions of a kind, in the order they were made, without FTS5's own tables."""
    rows = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = ? ORDER BY rowid", (kind,))
    return [(name, sql) for name, sql in rows if not (_SKIP.search(name) and name not in ("setting",))]


def guards(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Indexes and triggers with the table they are on."""
    return db.execute(
        "SELECT name, tbl_name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
    ).fetchall()


def described(db: sqlite3.Connection, name: str, sql: str) -> Iterator[str]:
    """One table or view: what it is, and its columns."""
    first, *lines = sql.strip().splitlines()
    about = _COMMENT.search(first)
    notes = {line.split()[0]: found[1] for line in lines if line.strip() and (found := _COMMENT.search(line))}
    yield f"### {name}\n"
    if about:
        yield f"{about[1][0].upper()}{about[1][1:]}.\n"
    yield "| column | type | |\n|---|---|---|"
    for _, column, type_, required, _, key, hidden in db.execute(f'PRAGMA table_xinfo("{name}")'):
        if hidden == 1:  # a virtual table's own
            continue
        words = ", ".join(filter(None, ("key" if key else "", "required" if required and not key else "")))
        yield f"| {column} | {type_.lower()} | {'; '.join(filter(None, (words, notes.get(column, ADDED.get(column, '')))))} |"
    yield ""


if __name__ == "__main__":
    print("\n".join(page()))
