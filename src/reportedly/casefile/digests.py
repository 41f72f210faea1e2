"""Digests of the machine's layer: the same records give the same digest, whatever happened on the way."""

from __future__ import annotations

import hashlib

from reportedly.casefile.store import Store
from reportedly.codec import decode, encode
from reportedly.record import Noted
from reportedly.version import __version__

_RECORDS = """SELECT id, text_sha256, metadata, extra, capture_sha256, reading.sha256
    FROM article LEFT JOIN reading ON reading.article = article.number WHERE id > ? ORDER BY id LIMIT ?"""


def inputs_digest(store: Store) -> str:
    """SHA-256 over the program's version, articles and readings."""
    with store.snapshot():
        return _digest(store, __version__)


def digest(store: Store) -> str:
    """SHA-256 over articles, readings and what the comparison found.

    Out of it stay what differs from run to run and from machine to machine (times of fetching, the paths in which
    metadata were found, problems of acquiring), reviews and the audit (people's layer).
    """
    with store.snapshot():
        return _digest(store, store.value("SELECT sha256 FROM comparison"))


def _digest(store: Store, first: str | None) -> str:
    total = hashlib.sha256(encode(first) + b"\n")
    for row in store.pages(_RECORDS, size=2000):
        id, text, metadata, *rest = row
        noted = [(n.name, n.value, n.rule) for n in decode(metadata, tuple[Noted, ...])]
        total.update(encode((id, text, noted, *rest)) + b"\n")
    return total.hexdigest()
