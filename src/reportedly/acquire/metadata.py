"""Metadata with the place where each was found; several candidates for one name are kept, better first."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reportedly.acquire.refusal import RefusedError, shown
from reportedly.codec import noted
from reportedly.record import METADATA, Noted

LESSER_FIELDS = {"published": ("date",), "byline": ("authors", "author")}
"""Metadatum → fields of other people's JSON lines that often hold it (seen in the shared corpora). They count after
the field of that name, and stay in ``extra`` as they came."""

LONGEST_TITLE = 200
"""Characters; of 41,421 headlines in the shared corpora 999 in 1,000 have at most 164."""
FEWEST_TITLE_WORDS = 3
"""Below that a first line is rather a place, a section or a label."""

_DATES = ("published", "modified")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].+)?", re.ASCII)
_LEADING_DATE = re.compile(r"\s*date\s+(\d{4}-\d\d-\d\d)\b", re.ASCII)
_FIRST_LINE = re.compile(r"\s*([^\r\n]+)(\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*\S")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)]*\s*$")


def is_iso(value: str) -> bool:
    """Whether a string is a calendar date or date-time of ISO 8601 (``2031-05-03``, ``2031-05-03T10:00:00Z``)."""
    try:
        return bool(_ISO.fullmatch(value)) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def of_line(line: dict[str, Any], where: str) -> tuple[tuple[Noted, ...], dict[str, Any], list[RefusedError]]:
    """The metadata of one JSON line, everything else in it as it came, and what was wrong with its metadata.

    A metadatum that cannot be used is left with its raw value among the rest, so that nothing is lost. Null and
    empty strings say that there is none.
    """
    refused = [r for name in METADATA if (r := _refusal(name, line.get(name)))]
    names = {name for name in METADATA if _refusal(name, line.get(name)) is None}
    given = {name: line[name] for name in METADATA if name in names and line.get(name)}
    extra = {k: v for k, v in line.items() if k not in names and k not in ("id", "text")}
    return noted(given, where) + tuple(_lesser(line, where)), extra, refused


def of_text(text: str) -> tuple[Noted, ...]:
    """What the first line of a plain text gives away: a leading date, or a headline. The text keeps them."""
    where = "text:first line"
    if (date := _LEADING_DATE.match(text)) and is_iso(date[1]):
        return (Noted("published", date[1], where, "leading date"),)
    first = _FIRST_LINE.match(text)
    if first is None or _SENTENCE_END.search(first[1]):
        return ()
    title = first[1].strip()
    if len(title) > LONGEST_TITLE or len(title.split()) < FEWEST_TITLE_WORDS:
        return ()
    return (Noted("title", title, where, "first line"),)


def _refusal(name: str, value: object) -> RefusedError | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return RefusedError("metadata", f'"{name}" to be a string', shown(value))
    if name in _DATES and not is_iso(value):
        return RefusedError("metadata", f'"{name}" to be an ISO 8601 date or date-time', shown(value))
    return None


def _lesser(line: dict[str, Any], where: str) -> Iterator[Noted]:
    for name, fields in LESSER_FIELDS.items():
        for field in fields:
            value = _joined(line.get(field))
            if value and (name not in _DATES or is_iso(value)):
                yield Noted(name, value, f"{where}:{field}", "lesser field")


def _joined(value: object) -> str:
    """A string as it is, a list of strings joined by commas, else nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    return ""
