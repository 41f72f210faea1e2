"""One row of a table → one article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly.acquire import columns
from reportedly.acquire.intake import Intake, Item
from reportedly.acquire.jsonl import article_of
from reportedly.acquire.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its rows are gone through; ``custody`` names the file and its hash."""

    where: str
    custody: str
    mapping: Mapping[str, str]
    intake: Intake


def opened_table(where: str, custody: str, names: Sequence[str], intake: Intake) -> Table:
    """A table whose columns are known, and told. Raises ``RefusedError`` (``columns``)."""
    asked = intake.options.columns
    found = columns.mapping(names, asked)
    intake.options.tell(columns.told(where, found, names, asked))
    return Table(where, custody, found, intake)


def row_items(table: Table, row: Mapping[str, Any], number: int) -> Iterator[Item]:
    """The article of a row, with problems of its metadata, or a ``Problem``.

    Its capture is the row as JSON under the table's own names: a row has no bytes of its own in every format.
    """
    item = f"{table.where}:{number}"
    try:
        raw = json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "backslashreplace")
        value = columns.renamed({name: _value(cell) for name, cell in row.items()}, table.mapping)
        value["id"] = _id(value, raw)
        article, refused = article_of(value, raw, item, "row", [item, table.custody], table.intake.now)
        table.intake.remember(article)
    except RefusedError as error:
        yield error.problem(item)
        return
    yield article
    yield from (error.problem(item) for error in refused)


def _id(value: Mapping[str, Any], raw: bytes) -> str:
    """The row's own id as a string, or one made from its content."""
    given = value.get("id")
    if given is None or given == "":
        return f"row-{hashlib.sha256(raw).hexdigest()[:16]}"
    return given if isinstance(given, str) else str(given)


def _value(cell: Any) -> Any:
    """A cell as JSON has it; dates and times in ISO 8601."""
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    return json.loads(json.dumps(cell, ensure_ascii=False, default=_plain))


def _plain(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
