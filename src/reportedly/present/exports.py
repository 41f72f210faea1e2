"""A casefile's content for other programs: each format as a stream of bytes, and the manifest beside it.

A format is one entry of :data:`FORMATS`; whoever exports asks for it by name. Pure: files, time and audit belong
to the caller.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.codec import encode, plain
from reportedly.errors import InputError
from reportedly.present.tables import COLUMNS, Entry, rows
from reportedly.present.words import counted
from reportedly.record import Stamp
from reportedly.version import SCHEMA, __version__


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a casefile's content.

    ``whole``: an article that has a hit is given with all its statements. ``takes_text``: the articles' full
    texts can go in. ``pieces`` gives the bytes of the file, one article or less at a time.
    """

    name: str
    media_type: str
    holds: str
    whole: bool
    takes_text: bool
    columns: Mapping[str, str]
    pieces: Callable[[Iterable[Entry], bool], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what was not.

    ``articles`` and ``statements`` are those in the file; ``unread`` are articles asked for that have no reading
    and are left out. ``stamps`` counts readings by the versions that made them. ``digest`` is the casefile's,
    ``compared`` says whether its stories are of the articles and readings it holds now.
    """

    stamps: Mapping[Stamp, int]
    digest: str
    compared: bool
    articles: int = 0
    statements: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: its name, its length in bytes, and SHA-256 over them."""

    name: str
    bytes: int
    sha256: str


def format_named(name: str, with_text: bool = False) -> Format:
    """The format of that name; raises ``InputError`` for one that is not there, or that takes no texts."""
    known = [form.name for form in FORMATS.values() if form.takes_text or not with_text]
    if name not in known:
        what = "a format that takes texts" if with_text and name in FORMATS else "a format"
        raise InputError.expected("export", f"{what}, one of {', '.join(known)}", name)
    return FORMATS[name]


class _Echo:
    """Where :mod:`csv` writes a row; it hands the row back."""

    def write(self, row: str) -> str:
        return row


def _csv(entries: Iterable[Entry], _with_text: bool) -> Iterator[bytes]:
    """RFC 4180 in UTF-8 without a byte order mark; a line end inside a cell stays as it came."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS).encode()
    for entry in entries:
        for row in rows(entry):
            yield writer.writerow(row).encode()


def _jsonl(entries: Iterable[Entry], with_text: bool) -> Iterator[bytes]:
    """Readings as INTERFACE has them; the text, and the title where there is one, come last in the line."""
    for entry in entries:
        line, article = encode(entry.reading), entry.article
        if with_text:
            more = {"text": article.text} | ({"title": article.title} if article.title else {})
            line = line[:-1] + b"," + encode(more)[1:]
        yield line + b"\n"


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format(
            "csv",
            "text/csv; charset=utf-8; header=present",
            "one row for each statement",
            whole=False,
            takes_text=False,
            columns=COLUMNS,
            pieces=_csv,
        ),
        Format(
            "jsonl",
            "application/x-ndjson",
            "one reading a line, in the form of the interface",
            whole=True,
            takes_text=True,
            columns={},
            pieces=_jsonl,
        ),
    )
}
"""Name → format; a later one is added here."""


def completeness(exported: Exported, query: str | None) -> str:
    """Whether everything that was asked for is in the file, in a sentence."""
    asked = "of the casefile" if query is None else "that the query finds"
    if not exported.unread:
        return f"Complete: every article {asked}." if query is None else f"Complete: everything {asked}."
    left = f"{counted(exported.unread, 'article')} {asked}"
    return f"Not complete: {left} {'has' if exported.unread == 1 else 'have'} no reading yet and had to be left out."


def manifest(
    form: Format,
    exported: Exported,
    *,
    casefile: str,
    query: str | None,
    with_text: bool,
    files: Iterable[Written],
    at: str,
    audit: Mapping[str, Any],
) -> dict[str, Any]:
    """What lies beside an export, so that it can be checked and cited: who made what of which casefile, how much."""
    return {
        "format": {"name": form.name, "media_type": form.media_type, "holds": form.holds},
        "columns": dict(form.columns),
        "made": {"at": at, "reportedly": __version__, "schema": SCHEMA},
        "casefile": {"name": casefile, "digest": exported.digest, "compared": exported.compared},
        "query": query,
        "articles": exported.articles,
        "statements": exported.statements,
        "complete": not exported.unread,
        "completeness": completeness(exported, query),
        "left_out": {"articles_without_reading": exported.unread},
        "article_text": with_text,
        "stamps": [{**plain(stamp), "readings": n} for stamp, n in _by_stamp(exported.stamps)],
        "files": [plain(file) for file in files],
        "audit": dict(audit),
    }


def _by_stamp(stamps: Mapping[Stamp, int]) -> list[tuple[Stamp, int]]:
    return sorted(stamps.items(), key=lambda item: (item[0].reportedly, item[0].model, item[0].schema))
