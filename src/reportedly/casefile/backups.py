"""A copy of a casefile while it is in use: one state of it, whole, checked before it gets its name."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from reportedly.casefile import captures, opening
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError

_PIECE = 2**20
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made: its size in bytes, SHA-256, and the folder of captures that is not in it, if there is one."""

    path: str
    size: int
    sha256: str
    captures_beside: str | None


def backup(store: Store, target: str | PathLike[str]) -> Backup:
    """Copy the casefile to a new file; others may read and write meanwhile. Never replaces a file.

    Written by ``VACUUM INTO`` in one snapshot: without the free pages, so it is often smaller. Raises
    ``InputError`` where a file is there already, ``CasefileError`` where it cannot be written or read.
    """
    place = Path(target)
    opening.refuse_taken(place)
    draft = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        store.run("VACUUM INTO ?", (str(draft),))
        opening.finish_copy(draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        sha256, size = _sha256(draft), draft.stat().st_size
        opening.put_in_place(draft, place)
    except OSError as error:
        raise CasefileError(f"{place}: expected to write a copy there, got: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    folder = captures.folder_of(store)
    return Backup(str(place), size, sha256, str(folder) if folder else None)


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total.update(piece)
    return total.hexdigest()
