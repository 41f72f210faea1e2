"""Lines of JSON, one article each (INTERFACE, article in)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from reportedly.acquire import metadata
from reportedly.acquire.decoding import check_characters, decoded
from reportedly.acquire.intake import Seen, remember
from reportedly.acquire.languages import with_language
from reportedly.acquire.plain import Clock, How, capture
from reportedly.acquire.refusal import RefusedError, shown
from reportedly.acquire.streams import TOO_LARGE, too_large
from reportedly.record import Article, Problem

DEEPEST = 200
"""Levels of lists and objects in one line: far below where Python's recursion limit (1,000) would stop a writer."""

Rename = Callable[[dict[str, Any]], dict[str, Any]]
"""Gives the values of a line under the names of the record; raises ``RefusedError``."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one non-blank line gave: an article, or problems, or an article with problems of its metadata.

    ``number`` counts from 1 and counts blank lines; ``id`` is there wherever it could be read.
    """

    number: int
    id: str | None
    article: Article | None
    problems: tuple[Problem, ...] = ()


def acquire_lines(
    lines: Iterable[bytes],
    where: str,
    now: Clock | None = None,
    seen: Seen | None = None,
    rename: Rename | None = None,
) -> Iterator[Line]:
    """One :class:`Line` for each non-blank line, in order and lazily; use ``capped_lines`` to bound memory.

    ``where`` names the source in problems and metadata (``news.jsonl`` gives ``news.jsonl:7``). An id met before
    with another text makes a ``duplicate_id``; the same text again comes again, for the casefile to skip. For
    this, ids and texts met are remembered as hashes: about 200 bytes an article, all that grows.
    """
    seen = {} if seen is None else seen
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _line(line.rstrip(b"\r\n"), number, where, now, seen, rename)


def article_of(
    value: dict[str, Any], raw: bytes, item: str, how: How, custody: list[str], now: Clock | None
) -> tuple[Article, list[RefusedError]]:
    """The article of the values of a line or row, and what was wrong with its metadata; raises ``RefusedError``."""
    id, text = _string(value, "id"), _string(value, "text")
    _check_strings(value, raw)
    noted, extra, refused = metadata.of_line(value, item)
    kept = capture(raw, how, "application/json", custody, now)
    return with_language(Article(id, text, noted, kept, extra)), refused


def _line(raw: bytes, number: int, where: str, now: Clock | None, seen: Seen, rename: Rename | None) -> Line:
    item = f"{where}:{number}"
    id = None
    try:
        value, note = _object(raw)
        value = rename(value) if rename else value
        id = _string(value, "id")
        article, refused = article_of(value, raw, item, "line", [item, note], now)
        remember(article, seen)
    except RefusedError as error:
        return Line(number, id, None, (error.problem(item),))
    return Line(number, id, article, tuple(r.problem(item) for r in refused))


def _object(raw: bytes) -> tuple[dict[str, Any], str]:
    if len(raw) >= TOO_LARGE:
        raise too_large()
    text, note = decoded(raw)
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise RefusedError("broken_json", "a JSON object", _reason(error)) from error
    if not isinstance(value, dict):
        raise RefusedError("wrong_type", "a JSON object", _type_name(value))
    return value, note


def _string(value: dict[str, Any], name: str) -> str:
    if name not in value:
        raise RefusedError("missing_field", f'a field "{name}"', "none")
    found = value[name]
    if not isinstance(found, str):
        actual = f"{_type_name(found)}: {shown(found)}" if found is not None else "null"
        raise RefusedError("wrong_type", f'"{name}" to be a string', actual)
    if not found.strip():
        raise RefusedError("empty", f'a "{name}" that is not blank', shown(found))
    check_characters(found, f'"{name}"')
    return found


def _check_strings(value: dict[str, Any], raw: bytes) -> None:
    """Refuse a NUL or lone surrogate anywhere, and nesting too deep to be written again.

    Both need an escape or many brackets in the line, so most lines are not looked through.
    """
    if b"\\u" not in raw and b"\0" not in raw and raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return
    todo: list[tuple[Any, str, int]] = [(value[name], name, 1) for name in value]
    for name in value:
        check_characters(name, "a field name")
    while todo:
        inner, field, depth = todo.pop()
        if depth > DEEPEST:
            raise RefusedError(
                "broken_json", f"at most {DEEPEST} levels of lists and objects", f'more in "{field}"'
            )
        if isinstance(inner, str):
            check_characters(inner, f'"{field}"')
        elif isinstance(inner, dict):
            todo += [(part, field, depth + 1) for pair in inner.items() for part in pair]
        elif isinstance(inner, list):
            todo += [(part, field, depth + 1) for part in inner]


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word}, which is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"the number {digits[:20]}, which is too large")
    return number


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"broken JSON at character {error.pos} ({error.msg})"
    return "too many levels of lists and objects" if isinstance(error, RecursionError) else str(error)


def _type_name(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
