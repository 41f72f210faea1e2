"""The records of a WARC (ISO 28500) or ARC file, one at a time, each whole or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.acquire.archives.bytes_in import Stream
from reportedly.acquire.refusal import RefusedError, shown
from reportedly.acquire.streams import TOO_LARGE, too_large

MOST_HEADERS = 1_000
"""Lines of one record's header; WARC defines 25."""
READ = frozenset({"response", "resource"})
"""Types of records that may hold an article. ``conversion`` and ``revisit`` repeat others, the rest describes them."""

_ARC = re.compile(rb"(\S+) (\S+) (\d{14}) (\S+) (?:.* )?(\d+)\r?\n?")
_VERSION = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])\r?\n?")


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``block`` is empty where ``kind`` is none of ``READ``, since it was passed over.

    ``date`` is ISO 8601 as far as it is one; header names are in small letters.
    """

    kind: str
    url: str
    date: str
    block: bytes
    offset: int
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be used, and where it begins."""

    offset: int
    error: RefusedError


def records(stream: Stream) -> Iterator[Record | Refused]:
    """Every record in order. After a damaged one reading goes on at the next line, or gzip member, that begins one.

    Memory: one record of less than ``TOO_LARGE`` bytes.
    """
    while True:
        begun = stream.offset
        try:
            if not stream.at_start():
                raise RefusedError("damaged", "the first line of a record", shown(_glimpse(stream)))
            begun = stream.offset
            found = _record(stream, begun)
        except RefusedError as error:
            yield Refused(begun, error)
            if not _is_behind(error, stream) and not stream.recover():
                return
            continue
        if found is None:
            return
        yield found


def _is_behind(error: RefusedError, stream: Stream) -> bool:
    """Whether the refused record was passed over whole, so that the next one begins here."""
    return error.kind == "too_large" and not stream.is_damaged


def _glimpse(stream: Stream) -> str:
    line = stream.line()
    stream.give_back(line)
    return line[:60].decode("latin-1").rstrip("\r\n")


def _record(stream: Stream, offset: int) -> Record | None:
    first = stream.line()
    if not first:
        return None
    if first.startswith(b"WARC/"):
        return _warc(stream, first, offset)
    return _arc(stream, first, offset)


def _warc(stream: Stream, first: bytes, offset: int) -> Record:
    if not _VERSION.fullmatch(first):
        raise RefusedError("damaged", "WARC/1.0 or 1.1", shown(first.decode("latin-1").strip()))
    headers = _headers(stream)
    size = _size(headers.get("content-length", ""))
    kind = headers.get("warc-type", "").lower()
    url = headers.get("warc-target-uri", "").strip("<>")
    return Record(kind, url, headers.get("warc-date", ""), _block(stream, size, kind), offset, headers)


def _arc(stream: Stream, first: bytes, offset: int) -> Record:
    found = _ARC.fullmatch(first)
    if found is None:
        raise RefusedError("damaged", "the line of an ARC record", shown(first[:60].decode("latin-1")))
    url, _, stamp, media, size = (part.decode("utf-8", "replace") for part in found.groups())
    kind = "response" if url.startswith(("http://", "https://")) else "filedesc"
    return Record(kind, url, _date(stamp), _block(stream, _size(size), kind), offset, {"content-type": media})


def _headers(stream: Stream) -> dict[str, str]:
    """Names and values; of a name that comes twice the first counts; lines that begin with a blank go on."""
    headers = dict[str, str]()
    name = ""
    for _ in range(MOST_HEADERS):
        line = stream.line()
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            if not line:
                raise RefusedError("truncated", "the end of a record's header", "the end of the file")
            return headers
        if text[0] in " \t" and name:
            headers[name] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if not colon:
            raise RefusedError("damaged", "a header line with a colon", shown(text))
        headers.setdefault(name, value.strip())
    raise RefusedError("damaged", f"at most {MOST_HEADERS:,} header lines", "more")


def _size(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise RefusedError("damaged", "a content length", shown(value) if value else "none")
    return int(value)


def _block(stream: Stream, size: int, kind: str) -> bytes:
    """The record's bytes; empty for kinds that are not read."""
    if size >= TOO_LARGE:
        stream.skip(size)
        if kind in READ:
            raise too_large(size)
        return b""
    block = stream.take(size)
    if not stream.ends_record() and not stream.at_start():
        stream.give_back(block)
        raise RefusedError("damaged", "a record that ends where its length says", "more or less of it")
    return block if kind in READ else b""


def _date(stamp: str) -> str:
    """ISO 8601 of 14 digits; empty where they are no date."""
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return ""
