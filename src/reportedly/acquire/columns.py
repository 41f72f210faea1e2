"""Which column of a table holds what: as the person says, else guessed from its name, and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.acquire.refusal import RefusedError, shown

NAMES = {
    "id": "id docid documentid articleid uuid guid",
    "text": "text body content articletext fulltext maintext articlebody story",
    "url": "url link uri address canonicalurl",
    "outlet": "outlet source publication publisher newspaper site domain",
    "title": "title headline",
    "byline": "byline author authors",
    "published": "published publishedat date datepublished publishdate pubdate publicationdate",
    "modified": "modified modifiedat updated updatedat datemodified",
    "language": "language lang",
}
"""Name in the record → names of columns that hold it, likelier first, without case and anything but letters. From tables
of news that are public: newspaper3k's and trafilatura's output, CC-News, GDELT's lists, MediaCloud's downloads."""
_NAMES = {name: known.split() for name, known in NAMES.items()}
_NO_LETTERS = re.compile(r"[\W\d_]+")


def mapping(columns: Sequence[str], asked: Mapping[str, str]) -> dict[str, str]:
    """Name in the record → column of a table.

    Raises ``RefusedError`` (``columns``) where one that was asked for is not there, or none holds the text.
    """
    listed = ", ".join(map(shown, columns[:12]))
    for name, column in asked.items():
        if column not in columns:
            raise RefusedError("columns", f"a column {shown(column)} for {name}", f"only {listed}")
    found = guess(columns, asked)
    if "text" not in found:
        raise RefusedError("columns", "a column with the text (name it with --text-col)", f"only {listed}")
    return found


def guess(columns: Sequence[str], asked: Mapping[str, str]) -> dict[str, str]:
    """Name in the record → column, as far as there is one. Asked ones count first; each column is used once."""
    found = dict(asked)
    free = {_NO_LETTERS.sub("", column).casefold(): column for column in reversed(columns)}
    for name, known in _NAMES.items():
        likely = (free[key] for key in known if key in free and free[key] not in found.values())
        if name not in found and (column := next(likely, None)):
            found[name] = column
    return found


def told(where: str, found: Mapping[str, str], columns: Sequence[str], asked: Mapping[str, str]) -> str:
    """The mapping in one line, which of it was guessed, and which columns are kept as they are."""
    parts = [
        f"{name} from {shown(found[name])}{'' if name in asked else ' (guessed)'}"
        for name in _NAMES
        if name in found
    ]
    rest = [column for column in columns if column not in found.values()]
    kept = f"; kept as they are: {', '.join(map(shown, rest[:12]))}" if rest else ""
    no_id = "" if "id" in found else "; ids made from the rows"
    return f"{where}: {', '.join(parts)}{no_id}{kept}"


def renamed(row: Mapping[str, Any], found: Mapping[str, str]) -> dict[str, Any]:
    """The row under the names of the record, everything else under its own, or with ``(as it came)`` where taken."""
    used = set(found.values())
    values = {name: row[column] for name, column in found.items() if column in row}
    for column, value in row.items():
        if column not in used:
            values[f"{column} (as it came)" if column in found else column] = value
    return values
