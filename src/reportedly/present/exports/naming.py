"""Names under which things of a casefile appear in linked data: URNs, so that nothing points at a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from reportedly.codec import encode

TERMS = "urn:reportedly:terms#"
"""Namespace of what we say beyond the published vocabularies; shortened to ``rp:`` in every export."""


def urn(kind: str, *ids: str) -> str:
    """``urn:reportedly:statement:4f2a…``: each id percent-encoded whole, so that any characters may be in it."""
    return ":".join(("urn:reportedly", kind, *(quote(id, safe="") for id in ids)))


def without_nothing(item: dict[str, Any]) -> dict[str, Any]:
    """The entries that hold something: ``None``, ``""`` and empty lists are left out; zero and ``False`` stay."""
    return {name: value for name, value in item.items() if value not in (None, "", [], ())}


def listed(before: bytes, items: Iterable[Any], after: Callable[[], bytes]) -> Iterator[bytes]:
    """JSON with a long list, one item a line: what stands before it, the items, what stands after (made when all are gone through)."""
    yield before
    first = True
    for item in items:
        yield (b"\n" if first else b",\n") + encode(item)
        first = False
    yield b"\n" + after()
