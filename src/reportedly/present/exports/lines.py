"""JSON lines: readings whole, as the interface has them, and the way back into records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.codec import decode, encode
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.tables import Entry
from reportedly.record import Reading


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One line read back: the reading, and the text and title where they were written with it."""

    reading: Reading
    text: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a line with texts has beside the reading."""

    text: str | None = None
    title: str | None = None


def pieces(entries: Iterable[Entry], asked: Asked, _left: Left) -> Iterator[bytes]:
    """Readings as INTERFACE has them; the text, and the title where there is one, come last in the line."""
    for entry in entries:
        line, article = encode(entry.reading), entry.article
        if asked.with_text:
            more = {"text": article.text} | ({"title": article.title} if article.title else {})
            line = line[:-1] + b"," + encode(more)[1:]
        yield line + b"\n"


def read_lines(lines: Iterable[bytes]) -> Iterator[ReadingLine]:
    """What :func:`pieces` wrote, as records again, a line at a time; blank lines are passed over.

    Raises ``FormatError`` with the field and what was expected there.
    """
    for line in lines:
        if line.strip():
            texts = decode(line, _Texts)
            yield ReadingLine(decode(line, Reading), texts.text, texts.title)


JSONL = Format(
    "jsonl",
    "application/x-ndjson",
    "one reading a line, in the form of the interface",
    lost="the comparison (stories, ties), reviews",
    whole=True,
    texts="can",
    pieces=pieces,
)
