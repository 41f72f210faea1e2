"""Rows of the table with numbers as numbers, for formats whose cells have types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reportedly.present.tables import COLUMNS, Entry, bare_rows, guarded

Cell = str | int | float | bool | None

TYPES: Mapping[str, type] = {
    "inferred": bool,
    "topic_only": bool,
    "start": int,
    "end": int,
    "score": float,
    "separate_origins": int,
}
"""Column → what its cells are; text where it is not named."""

_FROM_TEXT: Mapping[type, Callable[[str], Cell]] = {bool: lambda cell: cell == "1", int: int, float: float}
_READERS = tuple(_FROM_TEXT.get(TYPES.get(name, str)) for name in COLUMNS)


def typed_rows(entry: Entry, *, guard: bool = False) -> Iterator[tuple[Cell, ...]]:
    """One row for each statement asked for; an empty cell is ``None``. ``guard``: texts get the guard of CSV."""
    keep: Callable[[str], Cell] = guarded if guard else str
    for row in bare_rows(entry):
        yield tuple(
            None if not cell else (read or keep)(cell) for read, cell in zip(_READERS, row, strict=True)
        )
