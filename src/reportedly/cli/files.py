"""The files that batch commands read and write, or standard input and output for ``-``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reportedly.cli import terminal
from reportedly.errors import AcquireError, InputError


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """A file or standard input as bytes; raises ``AcquireError`` where it cannot be opened."""
    if source == "-":
        yield terminal.standard_input()
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 (closed below; an error inside must not look like one of opening)
    except OSError as error:
        raise AcquireError(f"{source}: expected a file that can be read, got: {error.strerror}") from error
    with stream:
        yield stream


@contextmanager
def written(output: str | Path) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is whole, in place of an earlier one.

    It grows as NAME.part, which a killed process leaves and the next one begins anew. Devices and pipes are
    written straight. Raises ``InputError`` where nothing can be written.
    """
    if str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(output).resolve()  # what a link points to is replaced, not the link
    if place.exists() and not place.is_file():
        with _for_writing(place, output) as stream:
            yield stream
        return
    part = place.with_name(f"{place.name}.part")
    with _for_writing(part, output) as stream:
        try:
            yield stream
        except BaseException:
            part.unlink()
            raise
    part.replace(place)


def _for_writing(place: Path, output: str | Path) -> BinaryIO:
    try:
        return place.open("wb")
    except OSError as error:
        raise _unwritable(output, "file", error) from error


def folder(output: Path) -> Path:
    """A folder that is there or is made now; raises ``InputError`` where it cannot be."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(output, "folder", error) from error
    return output


def _unwritable(output: str | Path, what: str, error: OSError) -> InputError:
    return InputError(f"{output}: expected a {what} that can be written, got: {error.strerror}")
