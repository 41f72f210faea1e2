"""The bytes as they came: inside the casefile, or in a folder beside it, once each and compressed either way."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reportedly.casefile.packing import pack, unpack
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError, InputError, UnknownItemError

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SETTING = "SELECT value FROM setting WHERE name = 'captures'"


def keep_beside(store: Store, folder: str) -> None:
    """From now on keep bytes in a folder, named from the casefile's own; what is inside stays there."""
    place = Path(store.path).absolute().parent / folder
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{place}: expected a folder that can be written, got: {error.strerror}") from error
    store.run("INSERT OR REPLACE INTO setting (name, value) VALUES ('captures', ?)", (folder,))


def folder_of(store: Store) -> Path | None:
    """The folder beside the casefile in which bytes are kept, or ``None``."""
    folder: str | None = store.value(_SETTING)
    return Path(store.path).absolute().parent / folder if folder else None


def put(store: Store, sha256: str, size: int, media_type: str, content: bytes | None) -> None:
    """Keep bytes once; where so far only their hash was known, add them. Inside the open transaction."""
    row = store.row("SELECT content IS NOT NULL OR beside FROM capture WHERE sha256 = ?", (sha256,))
    if row is not None and (row[0] or content is None):
        return
    folder = folder_of(store)
    inside, beside = (
        (None if content is None or folder else pack(content)),
        bool(folder and content is not None),
    )
    if folder is not None and content is not None:
        _write(folder, sha256, pack(content))
    store.run(
        """INSERT INTO capture (sha256, size, media_type, content, beside) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (sha256) DO UPDATE SET content = excluded.content, beside = excluded.beside""",
        (sha256, size, media_type, inside, beside),
    )


def get(store: Store, sha256: str) -> bytes:
    """The bytes kept under a hash. Raises ``UnknownItemError`` where there are none, ``CasefileError`` where the file is."""
    what = f"{store.path}: capture {sha256}"
    row = store.row("SELECT content, beside FROM capture WHERE sha256 = ?", (sha256,))
    if row is None or (row[0] is None and not row[1]):
        raise UnknownItemError(f"{store.path}: no bytes are kept under SHA-256 {sha256!r}")
    if row[0] is not None:
        return unpack(row[0], what)
    folder = folder_of(store)
    try:
        return unpack(_place(folder, sha256).read_bytes(), what) if folder else b""
    except OSError as error:
        raise CasefileError(f"{what}: expected its file in {folder}, got: {error.strerror}") from error


def forget(store: Store, sha256: str) -> list[Path]:
    """Take away a capture that no article names any more; gives the file beside that may now be removed."""
    if store.row("SELECT 1 FROM article WHERE capture_sha256 = ?", (sha256,)):
        return []
    folder, beside = folder_of(store), store.value("SELECT beside FROM capture WHERE sha256 = ?", (sha256,))
    store.run("DELETE FROM capture WHERE sha256 = ?", (sha256,))
    return [_place(folder, sha256)] if folder and beside else []


def unneeded(store: Store) -> list[Path]:
    """Files in the folder beside that no capture names: a purge was stopped before it removed them, or a batch failed."""
    folder = folder_of(store)
    if folder is None or not folder.is_dir():
        return []
    kept = {sha256 for (sha256,) in store.rows("SELECT sha256 FROM capture WHERE beside")}
    return sorted(p for p in folder.glob("??/*.z") if _SHA256.fullmatch(p.stem) and p.stem not in kept)


def _place(folder: Path, sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):  # of a stranger's file: it must not lead out of the folder
        raise CasefileError(f"{folder}: expected a SHA-256 in hexadecimal, got {sha256[:80]!r}")
    return folder / sha256[:2] / f"{sha256}.z"


def _write(folder: Path, sha256: str, packed: bytes) -> None:
    """The file, whole or not at all, on the disk before the row that names it is committed."""
    place = _place(folder, sha256)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f"{place.name}.{os.getpid()}.new")
        with draft.open("wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except OSError as error:
        raise CasefileError(
            f"{place}: expected room and permission to write, got: {error.strerror}"
        ) from error
