"""Parquet: the same table with types, for pandas, R, DuckDB and Spark; no guard, as nothing there takes formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import chain, islice
from typing import Any

from reportedly.errors import InputError
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.typed import TYPES, Cell, typed_rows
from reportedly.present.tables import COLUMNS, Entry
from reportedly.version import SCHEMA

ROWS = 20_000
"""Rows of one group: about 10 MB in memory, and groups long enough for columns to compress."""


class _Drained(RawIOBase):
    """What is written gathers here until it is taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole


def pieces(entries: Iterable[Entry], _asked: Asked, _left: Left) -> Iterator[bytes]:
    """One file, a group of :data:`ROWS` rows at a time. Raises ``InputError`` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            "parquet: expected pyarrow to be installed: pip install 'reportedly[parquet]'"
        ) from error
    schema, sink = _schema(pyarrow), _Drained()
    rows = chain.from_iterable(typed_rows(entry) for entry in entries)
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_batch(_batch(pyarrow, schema, group))
            yield sink.taken()
    yield sink.taken()


def _schema(pyarrow: Any) -> Any:
    of = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64()}
    fields = [
        pyarrow.field(
            name,
            of.get(TYPES.get(name, str), pyarrow.string()),
            metadata={"description": meaning},
        )
        for name, meaning in COLUMNS.items()
    ]
    return pyarrow.schema(fields, metadata={"reportedly.schema": SCHEMA})


def _batch(pyarrow: Any, schema: Any, group: list[tuple[Cell, ...]]) -> Any:
    columns = (
        pyarrow.array(cells, field.type)
        for cells, field in zip(zip(*group, strict=True), schema, strict=True)
    )
    return pyarrow.RecordBatch.from_arrays(list(columns), schema=schema)


PARQUET = Format(
    "parquet",
    "application/vnd.apache.parquet",
    "one row for each statement, with types",
    lost="spans of source and cue, evidence, mentions, dates, figures, gaps",
    extra="parquet",
    columns=COLUMNS,
    articles=False,
    pieces=pieces,
)
