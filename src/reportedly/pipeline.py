"""acquire → read → compare → casefile: the one place where stages meet, with progress, Problems and resume.

Every function here is a few calls into pure stages. A run that is killed is run again: what was stored is not done
twice, what was not is done now, and the casefile's digest comes out the same.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from reportedly import codec
from reportedly.acquire import Line, acquire, acquire_lines, capped_lines
from reportedly.casefile import Casefile, Tally
from reportedly.compare import compare
from reportedly.errors import FormatError, ReportedlyError
from reportedly.read import Reader, load_reader, read
from reportedly.record import Article, Comparison, Problem, Reading, text_sha256

CHUNK = 16
"""Articles handed to a worker at once: about half a second of work, so that progress moves and little is redone."""

DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a defect of ours may raise on one article. It becomes that article's Problem and the run goes on; everything
else (memory, interrupt, a full disk) ends the run, which can be resumed."""

Tick = Callable[[str, int, int | None], None]
"""Progress: what is being done, how many are done, of how many (``None`` where that isn't known)."""


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Progress that shows nothing."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: articles read now, of those with problems, and whether a comparison was made anew."""

    read: int
    with_problems: int
    compared: bool


def ingest(
    case: Casefile, paths: list[str], stdin: BinaryIO | None, now: Callable[[], str], tick: Tick = quiet
) -> Tally:
    """Bring files, folders or standard input (``-``) into a casefile; the same input twice adds nothing."""
    done = 0

    def count(_item: Article | Problem) -> None:
        nonlocal done
        done += 1
        tick("ingesting", done, None)

    tally = case.add_all(acquire(paths, stdin=stdin, now=now), count)
    case.log("ingest", {"paths": paths, "new": tally.new, "known": tally.known, "problems": tally.problems})
    return tally


def run(case: Casefile, model: Path | None = None, workers: int = 1, tick: Tick = quiet) -> RunResult:
    """Read what is unread, then compare where anything changed. Safe to kill and to repeat."""
    reader = load_reader(model)
    waiting = list(case.unread(reader.stamp))
    troubled = 0
    done = 0

    def count(reading: Reading) -> None:
        nonlocal done, troubled
        done, troubled = done + 1, troubled + bool(reading.problems)
        tick("reading", done, len(waiting))

    case.store_readings(read_all((case.article(id) for id in waiting), model, workers), count)
    compared = _compare_changed(case, tick)
    if waiting or compared:
        case.log("run", {"read": done, "with_problems": troubled, "compared": compared})
    return RunResult(done, troubled, compared)


def _compare_changed(case: Casefile, tick: Tick) -> bool:
    inputs = case.inputs_digest()
    if case.comparison_stamp() == inputs:
        return False
    tick("comparing", 0, None)
    case.store_comparison(compare(case.articles(), list(case.readings())), inputs)
    return True


def read_all(articles: Iterable[Article], model: Path | None = None, workers: int = 1) -> Iterator[Reading]:
    """Readings of articles, in their order, by ``workers`` processes; the number of workers changes no byte."""
    if workers <= 1:
        reader = load_reader(model)
        yield from (read_safely(article, reader) for article in articles)
        return
    lean = (replace(a, capture=None) for a in articles)
    spawn = multiprocessing.get_context("spawn")  # a forked child would share the casefile's connection
    with ProcessPoolExecutor(workers, spawn, _start_worker, (model,)) as pool:
        while batch := list(islice(lean, CHUNK * workers * 4)):
            yield from pool.map(_read_in_worker, batch, chunksize=CHUNK)


_worker_reader: list[Reader] = []


def _start_worker(model: Path | None) -> None:
    _worker_reader[:] = [load_reader(model)]


def _read_in_worker(article: Article) -> Reading:
    return read_safely(article, _worker_reader[0])


def read_safely(article: Article, reader: Reader) -> Reading:
    """The reading of an article; where reading it fails, an empty one with the Problem that says how."""
    try:
        return read(article, reader)
    except (ReportedlyError, *DEFECTS) as error:
        problem = Problem("read", "failed", f"{type(error).__name__}: {error}", article.id)
        return Reading(
            article.id, reader.stamp, text_sha256(article.text), problems=(problem,), extra=article.extra
        )


def quick(
    paths: list[str], stdin: BinaryIO | None, model: Path | None = None
) -> Iterator[tuple[Article, Reading] | Problem]:
    """Articles of a file with their readings, without a casefile."""
    reader = load_reader(model)
    for item in acquire(paths, stdin=stdin):
        yield item if isinstance(item, Problem) else (item, read_safely(item, reader))


def read_lines(
    stream: BinaryIO, where: str, model: Path | None = None, workers: int = 1, min_score: float = 0.0
) -> Iterator[Reading | dict[str, Any]]:
    """One result for each non-blank line, in order: a reading, or ``{"line", "id", "problems"}`` (INTERFACE)."""
    lines = acquire_lines(capped_lines(stream), where)
    while batch := list(islice(lines, CHUNK * max(workers, 1) * 4)):
        readings = read_all((line.article for line in batch if line.article), model, workers)
        for line in batch:
            yield _line_result(line, next(readings) if line.article else None, min_score)


def _line_result(line: Line, reading: Reading | None, min_score: float) -> Reading | dict[str, Any]:
    if reading is None:
        return {"line": line.number, "id": line.id, "problems": list(line.problems)}
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
) -> tuple[Comparison, list[Problem]]:
    """The comparison of a batch of article lines, and the problems of lines that gave no article."""
    lines = list(acquire_lines(capped_lines(stream), where))
    articles = [line.article for line in lines if line.article]
    problems = [p for line in lines for p in line.problems]
    if only_reuse:
        return compare(articles), problems
    found = stored_readings(readings) if readings else list(read_all(articles, model, workers))
    return compare(articles, found), problems


def stored_readings(path: Path) -> list[Reading]:
    """Readings that ``reportedly read`` wrote; its lines without a reading are passed over. Raises ``FormatError``."""
    found = []
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        if raw.strip() and b'"text_sha256"' in raw:
            try:
                found.append(codec.decode(raw, Reading))
            except FormatError as error:
                raise FormatError(f"{path}:{number}: {error}") from error
    return found
