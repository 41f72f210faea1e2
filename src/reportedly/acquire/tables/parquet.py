"""Parquet files, by pyarrow (the extra ``parquet``), a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.acquire.intake import Intake, Item
from reportedly.acquire.refusal import RefusedError
from reportedly.acquire.streams import check_regular, file_sha256, open_regular
from reportedly.acquire.tables.rows import opened_table, row_items

BATCH = 64
"""Most rows taken from the file at once."""
HELD = 64_000_000
"""Bytes that a batch may take: one long value may stand in every row and be written once, so a batch has as many rows as
values of a column's whole size fit in. One row at a time costs 15 µs a row instead of 3 (20,000 rows of 2.5 KB)."""
LARGEST_CHUNK = 2_000_000_000
"""Bytes of one column in one group of rows, unpacked: writers make groups of 128 MB to 1 GB."""


def parquet_items(path: Path, where: str, intake: Intake) -> Iterator[Item]:
    """The articles of a Parquet file, one a row, numbered from 1.

    Memory: pages of the file, 1 MB read ahead for each column, and ``HELD`` bytes or one row; a list in one row that
    repeats a long value is not bounded. A file that breaks off in the middle gives the articles before that, and one
    ``Problem``.
    """
    try:
        with open_regular(path) as raw:
            custody = f"{where} (sha256 {file_sha256(raw)})"
        yield from _items(path, where, custody, intake)
    except RefusedError as error:
        yield error.problem(where)


def parquet_rows(path: Path) -> int:
    """How many rows a file says it has; raises ``RefusedError``."""
    check_regular(path)
    return int(_opened(path).metadata.num_rows)


def _items(path: Path, where: str, custody: str, intake: Intake) -> Iterator[Item]:
    file = _opened(path)
    table = opened_table(where, custody, list(file.schema_arrow.names), intake)
    for number, row in enumerate(_rows(file), 1):
        yield from row_items(table, row, number)


def _rows(file: Any) -> Iterator[dict[str, Any]]:
    from pyarrow import ArrowException

    number = 0
    try:
        for group in range(file.metadata.num_row_groups):
            size = _batch_size(file.metadata.row_group(group))
            for batch in file.iter_batches(size, row_groups=[group], use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield row
    except (ArrowException, OSError, ValueError) as error:
        raise RefusedError(
            "damaged", f"{file.metadata.num_rows:,} rows", f"{number:,}, then {_words(error)}"
        ) from error


def _batch_size(group: Any) -> int:
    """Rows of a group to take at once. Raises ``RefusedError`` for one that would unpack to more than memory holds."""
    largest = max((group.column(i).total_uncompressed_size for i in range(group.num_columns)), default=1)
    if largest > LARGEST_CHUNK:
        raise RefusedError("too_large", f"columns of at most {LARGEST_CHUNK:,} bytes a group", f"{largest:,}")
    return max(1, min(BATCH, HELD // max(1, largest)))


def _opened(path: Path) -> Any:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise RefusedError(
            "missing_extra",
            "pyarrow for Parquet: pip install 'reportedly[parquet]'",
            "an installation without",
        ) from error
    try:
        return parquet.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
    except (ArrowException, OSError, ValueError) as error:
        raise RefusedError("damaged", "a Parquet file", _words(error)) from error


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__
