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
from reportedly.record import METADATA, Alteration, Article, Noted, Span

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON of a record or of plain values, without a line end. Equal values give equal bytes.

    Dictionaries are written with sorted keys, records in the order of their fields.
    """
    return _encoder.encode(_wire(value))


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


def _wire(value: Any) -> Any:
    if isinstance(value, Alteration):
        rest = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in ("origin", "copy")}
        return {"from": value.origin, "to": value.copy, **rest}
    return value


def _alteration(raw: bytes | str) -> Alteration:
    line = msgspec.json.decode(raw, type=dict[str, Any])
    return msgspec.convert(
        {"origin": line.pop("from", None), "copy": line.pop("to", None), **line}, Alteration
    )


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
