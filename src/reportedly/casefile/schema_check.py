"""Whether a file has our schema and nothing that runs by itself: looked at before anything else is read of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from reportedly.casefile import migrations
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError

_OBJECTS = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
_SHADOWS = ("_data", "_idx", "_docsize", "_config", "_content")
"""Ends of the tables that FTS5 makes for itself; how it writes them differs from one SQLite to the next."""

RUNNING = ("trigger", "view")
"""Kinds of objects that run somebody's SQL when we write or read."""

Objects = dict[tuple[str, str], str]


@cache
def expected(version: int) -> Objects:
    """Kind and name → definition, of every object in a casefile of a version; made once a process, in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        store = Store(connection, ":memory:")
        for step in migrations.MIGRATIONS[:version]:
            step(store)
        return _objects(store)


def check(store: Store, version: int, *, strict: bool = False) -> None:
    """Raise ``CasefileError`` where the file lacks or changes what a casefile stands on, or has what runs by itself.

    Not ``strict`` (one's own file): tables and indexes somebody added are left alone, and guards that are missing are
    left to ``verify``. ``strict`` (a stranger's): every object of its version as we make it, and none besides.
    """
    ours, found = expected(version), _objects(store)
    looked_at = {
        name for name in ours if strict or name[0] == "table" or (name[0] in RUNNING and name in found)
    }
    if missing := sorted(name for kind, name in looked_at - found.keys()):
        raise CasefileError(
            f"{store.path}: expected the tables of schema {version}, got none named {', '.join(missing)}"
        )
    if changed := sorted(key[1] for key in looked_at if found[key] != ours[key]):
        raise CasefileError(
            f"{store.path}: expected the schema {version} of a casefile, got {', '.join(changed)} defined otherwise"
        )
    foreign = sorted(
        f"{kind} {name}" for kind, name in found.keys() - ours.keys() if strict or kind in RUNNING
    )
    if foreign:
        raise CasefileError(f"{store.path}: expected nothing but a casefile's own, got {', '.join(foreign)}")


def differences(store: Store, version: int) -> Iterator[str | None]:
    """For each object of our schema ``None``, or that it is missing or defined otherwise."""
    found = _objects(store)
    for (kind, name), sql in sorted(expected(version).items()):
        there = found.get((kind, name))
        word = "is missing" if there is None else "is defined otherwise"
        yield None if there == sql else f"{kind} {name} {word}"


def _objects(store: Store) -> Objects:
    indexes = tuple(
        name + end
        for (name,) in store.rows("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'")
        for end in _SHADOWS
    )
    return {
        (kind, name): "" if name in indexes else " ".join(sql.split())
        for kind, name, sql in store.rows(_OBJECTS)
    }
