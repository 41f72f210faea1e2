"""Records ↔ JSON: the one place that knows both.

The records' field names are those of INTERFACE, so the mapping is msgspec's own; what differs (an article line
carries plain values, an alteration's ends are called ``from`` and ``to``) is said here. Decoding checks types,
closed lists and spans, and raises :class:`~reportedly.errors.FormatError` naming the field.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

import msgspec

from reportedly.errors import FormatError
from reportedly.record import (
    ENUMERATIONS,
    METADATA,
    Alteration,
    Article,
    Claim,
    Noted,
    Passage,
    Problem,
    Reading,
    Relation,
    Span,
    Story,
    Tie,
)
from reportedly.version import SCHEMA

T = TypeVar("T")

LINES: dict[str, type[Any]] = {
    "passages": Passage,
    "ties": Tie,
    "stories": Story,
    "claims": Claim,
    "relations": Relation,
    "alterations": Alteration,
}
"""Files of a comparison (INTERFACE, comparison out) → what each of their lines is."""

_ENDS = {"origin": "from", "copy": "to"}
"""Fields of an alteration → their names in JSON: ``from`` is no name in Python."""

_REF = "#/$defs/{name}"
_STRING_OR_NULL = {"type": ["string", "null"]}

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON of a record or of plain values, without a line end. Equal values give equal bytes.

    Dictionaries are written with sorted keys, records in the order of their fields.
    """
    return _encoder.encode(_wire(value))


def indented(value: Any) -> bytes:
    """JSON of plain values for people to read: lines with an indent of two, keys in the order they have, a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def plain(value: Any) -> Any:
    """A record as dictionaries, lists, strings and numbers, with INTERFACE's names."""
    return msgspec.to_builtins(_wire(value))


@functools.cache
def _decoder(type_: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)


def decode(raw: bytes | str, type_: type[T]) -> T:
    """A record of ``type_`` from its JSON; raises ``FormatError`` with the field and what was expected there."""
    try:
        value = _alteration(raw) if type_ is Alteration else _decoder(cast(Any, type_)).decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{type_.__name__}: {error}") from error
    for span in _spans(value):
        if not 0 <= span[0] <= span[1]:
            raise FormatError.expected(f"{type_.__name__}: span", "0 <= start <= end", tuple(span))
    return cast(T, value)


def article_line(article: Article) -> dict[str, Any]:
    """An article as INTERFACE's input line: plain metadata, other fields as they came."""
    shown = {name: article.first(name) for name in METADATA}
    return {**article.extra, "id": article.id, "text": article.text, **{k: v for k, v in shown.items() if v}}


def noted(line: dict[str, Any], where: str) -> tuple[Noted, ...]:
    """The metadata of an input line as candidates, each saying that it stood in ``where``."""
    return tuple(Noted(name, line[name], f"{where}:{name}", "field") for name in METADATA if line.get(name))


def schemas() -> dict[str, Any]:
    """One JSON Schema (draft 2020-12) of all formats of INTERFACE, made from the records.

    ``$defs`` holds ``article`` (a line in), ``reading`` (a line out), each file of :data:`LINES`, every record under
    its name and every closed list under its name in ``ENUMERATIONS``; the whole takes a line of any format. Fields
    that a reader does not know are allowed, as formats grow by adding.
    """
    made, records = msgspec.json.schema_components([Reading, Problem, *LINES.values()], ref_template=_REF)
    formats = {"article": _article_schema(), "reading": _reading_schema(made[0])}
    formats |= dict(zip(LINES, made[2:], strict=True))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reportedly:schema:{SCHEMA}",
        "title": f"Formats of reportedly {SCHEMA}: each line of an article in, a reading out, a comparison",
        "anyOf": [{"$ref": _REF.format(name=name)} for name in formats],
        "$defs": {
            **formats,
            **_named(records),
            **{name: {"enum": list(w)} for name, w in ENUMERATIONS.items()},
        },
    }


def _wire(value: Any) -> Any:
    if isinstance(value, Alteration):
        return {_ENDS.get(f.name, f.name): getattr(value, f.name) for f in fields(value)}
    return value


def _alteration(raw: bytes | str) -> Alteration:
    line = msgspec.json.decode(raw, type=dict[str, Any])
    back = {field: line.pop(end, None) for field, end in _ENDS.items()}
    return msgspec.convert({**back, **line}, Alteration)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)


def _article_schema() -> dict[str, Any]:
    known = {"id": {"type": "string", "pattern": r"\S"}, "text": {"type": "string", "pattern": r"\S"}}
    noted = dict.fromkeys(METADATA, _STRING_OR_NULL)
    return {"title": "Article", "type": "object", "properties": known | noted, "required": list(known)}


def _reading_schema(reading: dict[str, Any]) -> dict[str, Any]:
    """A reading, or what stands in its place for a line that gave no article."""
    problems = {"type": "array", "items": {"$ref": _REF.format(name="Problem")}}
    known = {"line": {"type": "integer", "minimum": 1}, "id": _STRING_OR_NULL, "problems": problems}
    return {"anyOf": [reading, {"type": "object", "properties": known, "required": list(known)}]}


def _named(records: dict[str, Any]) -> dict[str, Any]:
    """The records' schemas with closed lists and ends of alterations under INTERFACE's names, and plain descriptions."""
    names = {frozenset(words): _REF.format(name=name) for name, words in ENUMERATIONS.items()}

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "enum" in value:
            return {"$ref": names[frozenset(value["enum"])]}
        return {key: " ".join(v.split()) if key == "description" else walk(v) for key, v in value.items()}

    ends = records["Alteration"]
    ends["properties"] = {_ENDS.get(name, name): value for name, value in ends["properties"].items()}
    ends["required"] = [_ENDS.get(name, name) for name in ends["required"]]
    records["Span"]["prefixItems"] = [{"type": "integer", "minimum": 0}] * 2
    found: dict[str, Any] = walk(records)
    return found
