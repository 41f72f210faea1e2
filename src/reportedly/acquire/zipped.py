"""Zip files from outside: every member checked before it is opened, and counted while it is read."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from reportedly.acquire.limits import MOST_MEMBERS, Budget
from reportedly.acquire.refusal import RefusedError, shown

LARGEST_DIRECTORY = 20_000_000
"""Bytes of a zip's directory, which the standard library reads whole: enough for ``MOST_MEMBERS`` of 400 bytes."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, OSError)
"""What the standard library raises for zip files that are none, or damaged, or packed by methods it lacks."""


@contextmanager
def opened_zip(raw: BinaryIO) -> Iterator[ZipFile]:
    """A zip file whose directory and names are harmless.

    Raises ``RefusedError``: ``damaged``; ``too_large`` for too many members; ``unsafe_path`` for a name that leads
    out (absolute, ``..``, a drive, a backslash) or a link; ``encrypted``; ``nested`` for members that overlap.
    """
    _check_directory(raw)
    try:
        found = ZipFile(raw)
    except _BROKEN as error:
        raise RefusedError("damaged", "a zip file", str(error)) from error
    with found:
        _check_members(found.infolist())
        yield found


def member(archive: ZipFile, name: str, most: int, budget: Budget) -> bytes:
    """The bytes of one member of at most ``most`` bytes. Raises ``RefusedError``, or ``KeyError`` for none."""
    parts, size = list[bytes](), 0
    for part in member_chunks(archive, name, budget):
        parts.append(part)
        size += len(part)
        if size > most:
            raise RefusedError("too_large", f"{name} of at most {most:,} bytes", "more")
    return b"".join(parts)


def member_chunks(archive: ZipFile, name: str, budget: Budget) -> Iterator[bytes]:
    """A member in pieces of 64 KB, within the ratio of its packed size and the budget of the whole."""
    info = archive.getinfo(name)
    ratio = Budget()
    ratio.spend(info.compress_size, 0)
    try:
        with archive.open(info) as stream:
            while part := stream.read(1 << 16):
                ratio.spend(0, len(part))
                budget.spend(len(part), len(part))
                yield part
    except RefusedError:
        raise
    except (*_BROKEN, RuntimeError) as error:
        raise RefusedError("damaged", f"member {shown(name)} of a zip file", str(error)) from error


class BoundedMember:
    """An open member as a stream that spends while it is read."""

    def __init__(self, stream: IO[bytes], packed: int) -> None:
        self._stream, self._budget = stream, Budget()
        self._budget.spend(packed, 0)

    def read(self, size: int, /) -> bytes:
        """Up to that many bytes; raises ``RefusedError``."""
        try:
            found = self._stream.read(size)
        except _BROKEN as error:
            raise RefusedError("damaged", "a member of a zip file", str(error)) from error
        self._budget.spend(0, len(found))
        return found


@contextmanager
def opened_member(archive: ZipFile, name: str) -> Iterator[BoundedMember]:
    """A member to be read in bounds; raises ``RefusedError`` (``damaged``) where it cannot be opened."""
    try:
        stream = archive.open(name)
    except (*_BROKEN, RuntimeError) as error:
        raise RefusedError("damaged", f"member {shown(name)} of a zip file", str(error)) from error
    with stream:
        yield BoundedMember(stream, archive.getinfo(name).compress_size)


def _check_directory(raw: BinaryIO) -> None:
    """Refuse a directory that would take too much memory, from the sizes at the file's end."""
    raw.seek(0, 2)
    tail_size = min(raw.tell(), (1 << 16) + 200)
    raw.seek(-tail_size, 2)
    tail = raw.read(tail_size)
    raw.seek(0)
    at, wide = tail.rfind(_END), tail.rfind(_END_64)
    if at < 0 or len(tail) < at + 22:
        raise RefusedError("damaged", "a zip file", "no directory at its end (is it cut off?)")
    count, size = struct.unpack_from("<HL", tail, at + 10)
    if wide >= 0 and len(tail) >= wide + 56:
        count, size = struct.unpack_from("<QQ", tail, wide + 32)
    if count > MOST_MEMBERS or 0xFFFFFFFF > size > LARGEST_DIRECTORY or size > 0xFFFFFFFF:
        raise RefusedError(
            "too_large", f"at most {MOST_MEMBERS:,} members", f"{count:,} ({size:,} bytes of names)"
        )


def _check_members(infos: list[ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise RefusedError("too_large", f"at most {MOST_MEMBERS:,} members", f"{len(infos):,}")
    for info in infos:
        if _leads_out(info):
            raise RefusedError("unsafe_path", "names inside the zip file", shown(info.orig_filename))
        if info.flag_bits & 1:
            raise RefusedError(
                "encrypted", "a zip file without password", f"{shown(info.filename)} encrypted"
            )
    _check_overlap(infos)


def _leads_out(info: ZipInfo) -> bool:
    name = info.orig_filename
    path = PurePosixPath(name)
    is_odd = path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or name[1:2] == ":"
    return is_odd or stat.S_ISLNK(info.external_attr >> 16)


def _check_overlap(infos: list[ZipInfo]) -> None:
    """Members share no bytes: sharing is how 10 MB become 281 TB without nesting (D. Fifield, WOOT 2019)."""
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise RefusedError(
                "nested", "members one after the other", f"{shown(info.filename)} within another"
            )
        end = info.header_offset + 30 + info.compress_size
