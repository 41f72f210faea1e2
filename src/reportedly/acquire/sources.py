"""acquire(): the one way in."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from reportedly.acquire.folder import PAGES, SUFFIXES, endings, walk
from reportedly.acquire.jsonl import Seen, acquire_lines, remember
from reportedly.acquire.plain import Clock, How, text_article
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
from reportedly.record import Article, Problem

STDIN = "-"
Item = Article | Problem
Maker = Callable[[bytes, str, str, How, Clock | None], Article]
"""Makes an article of bytes, an id, the place they came from, how they came, and a clock."""

_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def acquire(
    paths: Sequence[str | Path], stdin: BinaryIO | None = None, now: Clock | None = None
) -> Iterator[Item]:
    """The articles at ``paths``, lazily and in order, with a ``Problem`` for each item that cannot be used.

    A path is a ``.txt`` file (one article; its id is the name without ending), a ``.md``, ``.html``, ``.htm`` or
    ``.xhtml`` file (one article; its id is the name with its ending, so that a page saved beside its text is a second
    article), a ``.jsonl`` file (one article a line), a folder (its files of all kinds, sorted; ids are paths relative
    to it), or ``-`` for ``stdin``: JSON lines where its first character is ``{``, a page where it begins with
    ``<!doctype html`` or ``<html``, else one text; ids of these are made from their hash. ``now`` gives the time noted
    in captures; without it none is noted.

    A problem of kind ``metadata`` follows the article it belongs to. An id met before with another text makes a
    ``duplicate_id``; the casefile does the same across runs. Memory: the largest article, and about 200 bytes
    for each article met.

    Raises ``AcquireError`` at once when the only path is missing or unreadable, ``InputError`` without a path.
    """
    if not paths:
        raise InputError.expected("paths", "at least one file, folder or -", list(paths))
    if len(paths) == 1:
        _check_reachable(paths[0])
    seen: Seen = {}
    return chain.from_iterable(_source(path, stdin, now, seen) for path in paths)


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


def _source(path: str | Path, stdin: BinaryIO | None, now: Clock | None, seen: Seen) -> Iterator[Item]:
    if str(path) == STDIN:
        return _standard_input(stdin, now, seen)
    found = Path(path)
    if found.is_dir():
        return _folder(found, now, seen)
    if found.suffix.lower() not in SUFFIXES and found.exists():
        refused = RefusedError("unsupported_file", f"a {endings()} file", f"{found.name!r}")
        return iter([refused.problem(shown_path(path))])
    return _file(found, found.name, now, seen)


def _folder(folder: Path, now: Clock | None, seen: Seen) -> Iterator[Item]:
    empty = True
    for found in walk(folder):
        empty = False
        if isinstance(found, tuple):
            yield found[1].problem(shown_path(found[0]))
        else:
            yield from _file(found, found.relative_to(folder).as_posix(), now, seen)
    if empty:
        expected = f"files that end in {endings()}"
        yield RefusedError("empty", expected, "a folder without any").problem(shown_path(folder))


def _file(path: Path, name: str, now: Clock | None, seen: Seen) -> Iterator[Item]:
    """The articles of a file; ``name`` is its path from where the caller pointed."""
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        return _jsonl_file(path, now, seen)
    id = shown_path(name.removesuffix(path.suffix) if suffix == ".txt" else name)
    return _one_article(lambda: whole_file(path), _maker(suffix), id, shown_path(path), "file", now, seen)


def _maker(suffix: str) -> Maker:
    """What makes an article of a file's bytes. The parsers of pages and Markdown are imported when one is met."""
    if suffix in PAGES:
        from reportedly.acquire.pages import page_article

        return page_article
    if suffix == ".md":
        from reportedly.acquire.markdown import markdown_article

        return markdown_article
    return text_article


def _one_article(
    read: Callable[[], bytes], make: Maker, id: str, where: str, how: How, now: Clock | None, seen: Seen
) -> Iterator[Item]:
    try:
        article = make(read(), id, where, how, now)
        remember(article, seen)
    except RefusedError as error:
        yield error.problem(where)
    else:
        yield article


def _jsonl_file(path: Path, now: Clock | None, seen: Seen) -> Iterator[Item]:
    try:
        check_regular(path)
        with path.open("rb") as stream:
            yield from _lines(capped_lines(stream), shown_path(path), now, seen)
    except RefusedError as error:
        yield error.problem(shown_path(path))
    except OSError as error:
        yield unreadable(error).problem(shown_path(path))


def _lines(lines: Iterable[bytes], where: str, now: Clock | None, seen: Seen) -> Iterator[Item]:
    for line in acquire_lines(lines, where, now, seen):
        if line.article:
            yield line.article
        yield from line.problems


def _standard_input(stdin: BinaryIO | None, now: Clock | None, seen: Seen) -> Iterator[Item]:
    if stdin is None:
        raise InputError.expected("stdin", "a binary stream to read for the path -", None)
    lines, head = capped_lines(stdin), list[bytes]()
    for line in lines:
        head.append(line)
        if line.strip():
            break
    if b"".join(head).removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        return _lines(chain(head, lines), "standard input", now, seen)
    return _text_input(b"".join(head) + stdin.read(TOO_LARGE), now, seen)


def _text_input(raw: bytes, now: Clock | None, seen: Seen) -> Iterator[Item]:
    if len(raw) >= TOO_LARGE:
        return iter([too_large().problem("standard input")])
    id = f"stdin-{hashlib.sha256(raw).hexdigest()[:16]}"
    make = _maker(".html" if _PAGE.match(raw.removeprefix(BOM_UTF8)) else ".txt")
    return _one_article(lambda: raw, make, id, "standard input", "stdin", now, seen)
