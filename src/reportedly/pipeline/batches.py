"""Batches without a casefile: one file at once, lines in and lines out, a comparison of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reportedly import codec
from reportedly.acquire import Line, acquire, acquire_lines, capped_lines
from reportedly.compare import compare
from reportedly.errors import AcquireError, FormatError
from reportedly.pipeline.following import NoArticle, Tell, Tick, each, problems_of, quiet, unheard
from reportedly.pipeline.workers import mapped, read_all, read_safely
from reportedly.read import Reader, load_reader
from reportedly.record import Article, Comparison, Problem, Reading


def quick(
    paths: list[str], stdin: BinaryIO | None, model: Path | None = None
) -> Iterator[tuple[Article, Reading] | Problem]:
    """Articles of a file with their readings, without a casefile."""
    reader = load_reader(model)
    for item in acquire(paths, stdin=stdin):
        yield item if isinstance(item, Problem) else (item, read_safely(item, reader))


def read_lines(
    stream: BinaryIO, where: str, model: Path | None = None, workers: int = 1, min_score: float = 0.0
) -> Iterator[Reading | NoArticle]:
    """One result for each non-blank line, in order: a reading, or what was wrong with the line (INTERFACE)."""
    lines = _lines(stream, where)
    return mapped(partial(_read_line, min_score=min_score), lines, load_reader(model), model, workers)


def _lines(stream: BinaryIO, where: str) -> Iterator[Line]:
    """The lines of a batch, with a name that JSON can hold, and without the bytes, which no worker's process needs."""
    name = where.encode("utf-8", "backslashreplace").decode()
    for line in acquire_lines(capped_lines(stream), name):
        yield replace(line, article=replace(line.article, capture=None)) if line.article else line


def _read_line(line: Line, reader: Reader, min_score: float) -> Reading | NoArticle:
    if line.article is None:
        return NoArticle(line.number, line.id, line.problems)
    reading = read_safely(line.article, reader)
    return with_min_score(replace(reading, problems=(*line.problems, *reading.problems)), min_score)


def with_min_score(reading: Reading, min_score: float) -> Reading:
    """The reading without attributed statements that score lower; one nested in such a one stands alone."""
    kept = [s for s in reading.statements if s.score >= min_score or s.voice == "outlet"]
    ids = {s.id for s in kept}
    return replace(reading, statements=tuple(s if s.parent in ids else replace(s, parent=None) for s in kept))


def compare_lines(
    stream: BinaryIO,
    where: str,
    readings: Path | None,
    only_reuse: bool,
    model: Path | None = None,
    workers: int = 1,
    tick: Tick = quiet,
    tell: Tell = unheard,
) -> Comparison:
    """The comparison of a batch of article lines. A line that came before with the same id and text counts once."""
    articles: dict[str, Article] = {}
    for line in _lines(stream, where):
        each(tell, line.problems)
        if line.article:
            articles.setdefault(line.article.id, line.article)
    if only_reuse:
        made = None
    elif readings:
        made = stored_readings(readings)
    else:
        made = list(
            _followed(
                read_all(articles.values(), load_reader(model), model, workers), len(articles), tick, tell
            )
        )
    tick("comparing", 0, None)
    return compare(articles.values(), made)


def _followed(readings: Iterable[Reading], total: int, tick: Tick, tell: Tell) -> Iterator[Reading]:
    for done, reading in enumerate(readings, 1):
        each(tell, problems_of(reading))
        tick("reading", done, total)
        yield reading


def stored_readings(path: Path) -> list[Reading]:
    """Readings that ``reportedly read`` wrote; its lines without an article are passed over.

    Raises ``AcquireError`` for a file that cannot be read, ``FormatError`` naming the line that is no reading.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise AcquireError(f"{path}: expected a file that can be read, got: {error.strerror}") from error
    found = [_stored_reading(raw, f"{path}:{n}") for n, raw in enumerate(lines, 1) if raw.strip()]
    return [reading for reading in found if isinstance(reading, Reading)]


def _stored_reading(raw: bytes, where: str) -> Reading | NoArticle:
    try:
        return codec.decode(raw, Reading)
    except FormatError as error:
        with suppress(FormatError):
            return codec.decode(raw, NoArticle)
        raise FormatError(f"{where}: {error}") from error
