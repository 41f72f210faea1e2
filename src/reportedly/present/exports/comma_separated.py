"""CSV: one row for each statement, guarded against formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.tables import COLUMNS, Entry, rows


class _Echo:
    """Where :mod:`csv` writes a row; it hands the row back."""

    def write(self, row: str) -> str:
        return row


def pieces(entries: Iterable[Entry], _asked: Asked, _left: Left) -> Iterator[bytes]:
    """RFC 4180 in UTF-8 without a byte order mark; a line end inside a cell stays as it came."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS).encode()
    for entry in entries:
        for row in rows(entry):
            yield writer.writerow(row).encode()


CSV = Format(
    "csv",
    "text/csv; charset=utf-8; header=present",
    "one row for each statement",
    lost="spans of source and cue, evidence, mentions, dates, figures, gaps",
    columns=COLUMNS,
    articles=False,
    pieces=pieces,
)
