"""Tables as text: fields parted by commas, semicolons, tabs or bars, the first row naming the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.acquire import detection
from reportedly.acquire.decoding import check_is_text, decoded, has_mark
from reportedly.acquire.intake import Intake, Item
from reportedly.acquire.refusal import RefusedError
from reportedly.acquire.streams import TOO_LARGE, capped_lines, file_sha256, open_regular, too_large
from reportedly.acquire.tables.rows import opened_table, row_items

DELIMITERS = ",;\t|"
HEAD = 1_000_000
"""Bytes from which the encoding is told: a thousand short articles."""
MOST_COLUMNS = 1_000
"""Columns of a table: what has more is no table of articles."""


def delimited_items(path: Path, where: str, intake: Intake) -> Iterator[Item]:
    """The articles of a CSV or TSV file, one a row, with a ``Problem`` for each row that cannot be used.

    Quotation by double marks as in RFC 4180, line ends within quotation marks too. Items are named by the number of the
    line on which their row ends. Memory: one row of less than ``TOO_LARGE`` bytes.
    """
    try:
        with open_regular(path) as raw:
            yield from _items(raw, where, intake)
    except RefusedError as error:
        yield error.problem(where)


def _items(raw: BinaryIO, where: str, intake: Intake) -> Iterator[Item]:
    custody = f"{where} (sha256 {file_sha256(raw)})"
    lines, note = _lines(raw)
    first = next(lines, "")
    if not first.strip():
        raise RefusedError("empty", "a row with the names of the columns", "an empty file")
    csv.field_size_limit(TOO_LARGE)
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(_again(first, lines), delimiter=delimiter, strict=True)
    names = _names(rows)
    table = opened_table(where, "; ".join(n for n in (custody, note) if n), names, intake)
    while True:
        try:
            row = next(rows)
            if not row:
                continue
            if len(row) != len(names):
                raise RefusedError("damaged", f"{len(names)} fields", f"{len(row)}")
        except StopIteration:
            return
        except csv.Error as error:
            yield RefusedError("damaged", "a row", str(error)).problem(f"{where}:{rows.line_num}")
        except RefusedError as error:
            yield error.problem(f"{where}:{rows.line_num}")
            if error.kind == "too_large":
                return
        else:
            yield from row_items(table, dict(zip(names, row, strict=True)), rows.line_num)


def _names(rows: Iterator[list[str]]) -> list[str]:
    """The names of the columns, each once. Raises ``RefusedError`` (``columns``)."""
    try:
        names = [name.strip() for name in next(rows)]
    except (csv.Error, StopIteration) as error:
        raise RefusedError("damaged", "a row with the names of the columns", str(error)) from error
    if len(names) > MOST_COLUMNS:
        raise RefusedError("columns", f"at most {MOST_COLUMNS:,} columns", f"{len(names):,}")
    if len(set(names)) < len(names):
        raise RefusedError("columns", "columns with names of their own", "two of one name")
    return names


def _lines(raw: BinaryIO) -> tuple[Iterator[str], str]:
    """The lines of a table as text, and what must be known of how they were decoded."""
    head = raw.read(HEAD)
    raw.seek(0)
    if has_mark(head) and not head.startswith(b"\xef\xbb\xbf"):
        whole = raw.read(TOO_LARGE)
        if len(whole) >= TOO_LARGE:
            raise too_large()
        found = decoded(whole)
        return iter(found.text.splitlines(keepends=True)), found.note
    encoding, note = _encoding(head)
    return _decoded_lines(raw, encoding), note


def _encoding(head: bytes) -> tuple[str, str]:
    """The encoding of a head that is cut at a line's end. Raises ``RefusedError``: ``binary``, ``encoding``."""
    whole = head if len(head) < HEAD else head[: head.rfind(b"\n") + 1]
    check_is_text(whole)
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError as error:
        if not whole[: error.start].isascii():  # begins as UTF-8: the damage is a row's
            return "utf-8", ""
        told = detection.tell(whole)
        if not told.encoding:
            raise RefusedError(
                "encoding", "a table whose encoding can be told", "one that is not UTF-8"
            ) from error
        return told.encoding, f"decoded as {detection.name(told.encoding)}, told from its letters"
    return "utf-8", ""


def _decoded_lines(raw: BinaryIO, encoding: str) -> Iterator[str]:
    """Bytes that do not fit become lone surrogates, for which their row is refused."""
    for number, line in enumerate(capped_lines(raw)):
        if len(line) >= TOO_LARGE:
            raise too_large()
        bare = line.removeprefix(b"\xef\xbb\xbf") if not number else line
        yield bare.decode(encoding, "surrogateescape")


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
