"""acquire(): the one way in."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.acquire import columns
from reportedly.acquire.folder import TABLES, WEB_ARCHIVES, ending, endings, walk
from reportedly.acquire.intake import Intake, Item, Options
from reportedly.acquire.jsonl import acquire_lines
from reportedly.acquire.makers import Maker, maker
from reportedly.acquire.plain import Clock, How
from reportedly.acquire.refusal import RefusedError
from reportedly.acquire.streams import (
    TOO_LARGE,
    capped_lines,
    check_regular,
    too_large,
    unreadable,
    whole_file,
)
from reportedly.errors import AcquireError, InputError

STDIN = "-"

_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def acquire(
    paths: Sequence[str | Path],
    stdin: BinaryIO | None = None,
    now: Clock | None = None,
    options: Options | None = None,
) -> Iterator[Item]:
    """The articles at ``paths``, lazily and in order, with a ``Problem`` for each item that cannot be used.

    A path is a ``.txt`` file (one article; its id is the name without ending), a ``.md``, ``.html``, ``.htm``,
    ``.xhtml``, ``.pdf``, ``.docx`` or ``.eml`` file (one article; its id is the name with its ending, so that a page
    saved beside its text is a second article), a ``.jsonl``, ``.csv``, ``.tsv`` or ``.parquet`` file (one article a
    line or row), a web archive (``.warc``, ``.arc``, either with ``.gz``, ``.wacz``; one article a page), a folder
    (its files of all kinds, sorted; ids are paths relative to it), or ``-`` for ``stdin``: JSON lines where its first
    character is ``{``, a page where it begins with ``<!doctype html`` or ``<html``, else one text; ids of these are
    made from their hash. ``now`` gives the time noted in captures; without it none is noted. docs/inputs.md tells
    what of each kind comes in, and what is refused.

    A problem of kind ``metadata``, ``digest`` or ``manifest`` stands beside the article it belongs to. An id met
    before with another text makes a ``duplicate_id``; the casefile does the same across runs. Memory: the largest
    article, and about 200 bytes for each article met.

    Raises ``AcquireError`` at once when the only path is missing or unreadable, ``InputError`` without a path.
    """
    if not paths:
        raise InputError.expected("paths", "at least one file, folder or -", list(paths))
    if len(paths) == 1:
        _check_reachable(paths[0])
    intake = Intake(now, options=options or Options())
    return map(intake.finished, chain.from_iterable(_source(path, stdin, intake) for path in paths))


def expected(paths: Sequence[str | Path]) -> int | None:
    """How many items will come, where every path is a file that says so (Parquet); else ``None``."""
    total = 0
    for path in paths:
        if ending(Path(path)) != ".parquet":
            return None
        from reportedly.acquire.tables import parquet_rows

        try:
            total += parquet_rows(Path(path))
        except (RefusedError, OSError):
            return None
    return total


def shown_path(path: str | Path) -> str:
    """A path as text that can be stored: bytes of a name that are no UTF-8 are written as ``\\xff``."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _check_reachable(path: str | Path) -> None:
    if str(path) == STDIN:
        return
    try:
        next(Path(path).iterdir(), None) if Path(path).is_dir() else Path(path).stat()
    except OSError as error:
        raise AcquireError(f"{shown_path(path)}: {unreadable(error)}") from error


def _source(path: str | Path, stdin: BinaryIO | None, intake: Intake) -> Iterator[Item]:
    if str(path) == STDIN:
        return _standard_input(stdin, intake)
    found = Path(path)
    if found.is_dir():
        return _folder(found, intake)
    if not ending(found) and found.exists():
        refused = RefusedError("unsupported_file", f"a {endings()} file", f"{found.name!r}")
        return iter([refused.problem(shown_path(path))])
    return _file(found, found.name, intake)


def _folder(folder: Path, intake: Intake) -> Iterator[Item]:
    empty = True
    for found in walk(folder):
        empty = False
        if isinstance(found, tuple):
            yield found[1].problem(shown_path(found[0]))
        else:
            yield from _file(found, found.relative_to(folder).as_posix(), intake)
    if empty:
        wanted = f"files that end in {endings()}"
        yield RefusedError("empty", wanted, "a folder without any").problem(shown_path(folder))


def _file(path: Path, name: str, intake: Intake) -> Iterator[Item]:
    """The articles of a file; ``name`` is its path from where the caller pointed."""
    suffix, where = ending(path), shown_path(path)
    if suffix == ".jsonl":
        return _jsonl_file(path, intake)
    if suffix in TABLES or suffix in WEB_ARCHIVES:
        return _many(suffix)(path, where, intake)
    id = shown_path(name.removesuffix(path.suffix) if suffix == ".txt" else name)
    return _one_article(lambda: whole_file(path), maker(suffix), id, where, "file", intake)


def _many(suffix: str) -> Callable[[Path, str, Intake], Iterator[Item]]:
    """What gives the articles of a file that holds many."""
    if suffix in TABLES:
        from reportedly.acquire.tables import delimited_items, parquet_items

        return parquet_items if suffix == ".parquet" else delimited_items
    from reportedly.acquire.archives import wacz_items, warc_items

    return wacz_items if suffix == ".wacz" else warc_items


def _one_article(
    read: Callable[[], bytes], make: Maker, id: str, where: str, how: How, intake: Intake
) -> Iterator[Item]:
    try:
        article = make(read(), id, where, how, intake.now)
        intake.remember(article)
    except RefusedError as error:
        yield error.problem(where)
    else:
        yield article


def _jsonl_file(path: Path, intake: Intake) -> Iterator[Item]:
    try:
        check_regular(path)
        with path.open("rb") as stream:
            yield from _lines(capped_lines(stream), shown_path(path), intake)
    except RefusedError as error:
        yield error.problem(shown_path(path))
    except OSError as error:
        yield unreadable(error).problem(shown_path(path))


def _lines(lines: Iterable[bytes], where: str, intake: Intake) -> Iterator[Item]:
    rename = partial(_renamed, where=where, intake=intake, found={})
    for line in acquire_lines(lines, where, intake.now, intake.seen, rename):
        if line.article:
            yield line.article
        yield from line.problems


def _renamed(value: dict[str, Any], where: str, intake: Intake, found: dict[str, str]) -> dict[str, Any]:
    """A line under the record's names: as asked, or, where the first has no ``text``, as its own names suggest.

    ``found`` is the mapping once there is one; lines of our own form need none.
    """
    asked = intake.options.columns
    if not found and (asked or "text" not in value):
        names = list(value)
        guess = columns.guess(names, asked)
        if "text" in guess and "id" in guess:
            found |= guess
            intake.options.tell(columns.told(where, found, names, asked))
    return columns.renamed(value, found) if found else value


def _standard_input(stdin: BinaryIO | None, intake: Intake) -> Iterator[Item]:
    if stdin is None:
        raise InputError.expected("stdin", "a binary stream to read for the path -", None)
    lines, head = capped_lines(stdin), list[bytes]()
    for line in lines:
        head.append(line)
        if line.strip():
            break
    if b"".join(head).removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        return _lines(chain(head, lines), "standard input", intake)
    return _text_input(b"".join(head) + stdin.read(TOO_LARGE), intake)


def _text_input(raw: bytes, intake: Intake) -> Iterator[Item]:
    if len(raw) >= TOO_LARGE:
        return iter([too_large().problem("standard input")])
    id = f"stdin-{hashlib.sha256(raw).hexdigest()[:16]}"
    make = maker(".html" if _PAGE.match(raw.removeprefix(BOM_UTF8)) else ".txt")
    return _one_article(lambda: raw, make, id, "standard input", "stdin", intake)
