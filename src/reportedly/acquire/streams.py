"""Reading bytes with a bound on memory."""

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.acquire.refusal import RefusedError

TOO_LARGE = 50_000_000
"""Bytes at which one article (a text file, or one line of JSON) is refused: fifteen times *War and
Peace*. The longest of 42,000 articles in the shared corpora has 68,294; what is larger is a dump."""


def whole_file(path: Path) -> bytes:
    """The bytes of a regular file; raises ``RefusedError`` (``too_large``, ``unreadable``) without reading more."""
    try:
        check_regular(path)
        if (size := path.stat().st_size) >= TOO_LARGE:
            raise too_large(size)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error


def check_regular(path: Path) -> None:
    """Raise ``RefusedError`` for a pipe or device, which could block for ever; ``OSError`` for a missing file."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise RefusedError("unreadable", "a regular file", "a pipe, device or folder")


def open_regular(path: Path) -> BinaryIO:
    """A regular file, open for reading; raises ``RefusedError`` (``unreadable``)."""
    try:
        check_regular(path)
        return path.open("rb")
    except OSError as error:
        raise unreadable(error) from error


def file_sha256(stream: BinaryIO) -> str:
    """SHA-256 of an open file from its beginning, to which it goes back. Cost: 1 s each GB or less."""
    found = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    return found


def capped_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream with their line feeds, one at a time.

    Of a line of ``TOO_LARGE`` bytes or more only the first ``TOO_LARGE`` come, so that memory stays bounded and
    the line can be named as too large.
    """
    while line := stream.readline(TOO_LARGE):
        if len(line) == TOO_LARGE and not line.endswith(b"\n"):
            _skip_line(stream)
        yield line


def too_large(size: int | None = None) -> RefusedError:
    """The refusal of an article that is too large; ``size`` in bytes where it is known."""
    actual = f"{size:,} bytes" if size is not None else "more"
    return RefusedError("too_large", f"an article of less than {TOO_LARGE:,} bytes", actual)


def unreadable(error: OSError) -> RefusedError:
    """The refusal of a path that the system will not read, in the system's words."""
    return RefusedError("unreadable", "a path that can be read", error.strerror or type(error).__name__)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass
