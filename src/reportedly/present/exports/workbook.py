"""XLSX: the rows of CSV with numbers as numbers, on as many sheets as they need.

Every text is a string in the file, never a formula, and carries the same guard as in CSV, so that it stays text
where somebody saves the sheet as CSV later.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Any

from reportedly.errors import InputError
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.typed import Cell, typed_rows
from reportedly.present.tables import COLUMNS, Entry

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header among them: Microsoft's limit for Excel since 2007."""

MOST_CHARACTERS = 32_767
"""Characters of a cell: Microsoft's limit, counted in UTF-16 units; longer ones are cut and counted."""

_PIECE = 1 << 20
_UNTOLD = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""In place of the clock, so that the same content gives the same sheet; when it was made stands in the manifest."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no place for; they become U+FFFD."""


def pieces(entries: Iterable[Entry], _asked: Asked, left: Left) -> Iterator[bytes]:
    """The workbook; openpyxl writes the sheets to disk as they grow, so that memory stays small.

    Raises ``InputError`` where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise InputError("xlsx: expected openpyxl to be installed: pip install 'reportedly[xlsx]'") from error
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "reportedly", _UNTOLD
    _fill(book, chain.from_iterable(typed_rows(entry, guard=True) for entry in entries), left)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        yield from iter(partial(file.read, _PIECE), b"")


def _fill(book: Any, rows: Iterator[tuple[Cell, ...]], left: Left) -> None:
    """Sheet after sheet, each with the header; a casefile without statements has one with the header only."""
    sheet, room = _sheet(book), MOST_ROWS - 1
    for row in rows:
        if not room:
            sheet, room = _sheet(book), MOST_ROWS - 1
        sheet.append([_cell(sheet, value, left) for value in row])
        room -= 1


def _sheet(book: Any) -> Any:
    sheet = book.create_sheet(f"statements {len(book.worksheets) + 1}" if book.worksheets else "statements")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    return sheet


def _cell(sheet: Any, value: Cell, left: Left) -> Any:
    if not isinstance(value, str):
        return value
    shown = _NO_XML.sub("\ufffd", value)
    if len(shown) + sum(c > "\uffff" for c in shown) > MOST_CHARACTERS:
        left["cells_cut"] += 1
        shown = shown.encode("utf-16-le")[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore")
    if shown[0] not in "='#":  # what openpyxl may take for a formula or for an error of one, such as #REF!
        return shown
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, shown)
    cell.data_type = "s"
    return cell


XLSX = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "one row for each statement, numbers as numbers",
    lost="spans of source and cue, evidence, mentions, dates, figures, gaps; cells over 32,767 characters are cut",
    extra="xlsx",
    columns=COLUMNS,
    articles=False,
    pieces=pieces,
)
