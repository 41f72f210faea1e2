"""What was done, in order, each entry chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reportedly.casefile.results import AuditEntry, Page
from reportedly.casefile.store import Row, Store, number
from reportedly.codec import decode, encode
from reportedly.errors import InputError

_LONE = re.compile("[\ud800-\udfff]")
_COLUMNS = "number, at, action, detail, previous, hash"


def log(store: Store, action: str, detail: dict[str, Any]) -> AuditEntry:
    """Append an entry with the present time; part of the open transaction where there is one."""
    if not action:
        raise InputError.expected("audit", "an action", action)
    told = _json(detail)
    with store.transaction():
        last, previous = store.row("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1") or (0, "")
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        values = (last + 1, at, action, told, previous)
        entry = (*values, chain_hash(values))
        store.run(f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", entry)
    return _entry(entry)


def chain_hash(values: Row) -> str:
    """The hash of an entry from its number, time, action, detail (JSON as stored) and the hash before."""
    return hashlib.sha256(encode(values)).hexdigest()


def entries(store: Store, limit: int, offset: int) -> Page[AuditEntry]:
    """A page of the audit, first entry first."""
    bounds = (number("limit", limit), number("offset", offset))
    with store.snapshot():
        rows = store.rows(f"SELECT {_COLUMNS} FROM audit ORDER BY number LIMIT ? OFFSET ?", bounds)
        return Page(tuple(map(_entry, rows)), store.value("SELECT count(*) FROM audit"), offset)


def checked(store: Store) -> Iterator[str | None]:
    """For each entry of the chain ``None``, or what does not hold."""
    before = (0, "")
    for row in store.rows(f"SELECT {_COLUMNS} FROM audit ORDER BY number"):
        if (row[0] - 1, row[4]) != before:
            yield f"entry {row[0]}: expected to follow entry {before[0]} with hash {before[1]!r}"
        elif chain_hash(row[:5]) != row[5]:
            yield f"entry {row[0]}: its words and its hash differ"
        else:
            yield None
        before = (row[0], row[5])


def _json(detail: dict[str, Any]) -> str:
    try:
        # json lets lone surrogates through (a path that is not UTF-8); a file of UTF-8 text takes them written out.
        plain = json.dumps(detail, ensure_ascii=False, allow_nan=False)
        return encode(json.loads(_LONE.sub(lambda found: rf"\\u{ord(found[0]):04x}", plain))).decode()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(f"audit: expected a detail that can be written as JSON, got: {error}") from error


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(row[0], row[1], row[2], decode(row[3], dict[str, Any]), row[4], row[5])
