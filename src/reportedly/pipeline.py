"""acquire → read → compare → casefile: the one place where stages meet, with progress, Problems and resume.

Every function here is a few calls into pure stages. A run that is killed is run again: what was stored is not done
twice, what was not is done now, and the casefile's digest comes out the same.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import BinaryIO, TypeVar

from reportedly import codec
from reportedly.acquire import Line, acquire, acquire_lines, capped_lines
from reportedly.casefile import Casefile, Tally
from reportedly.compare import compare
from reportedly.errors import AcquireError, FormatError, ReportedlyError
from reportedly.present.exports import Exported, format_named
from reportedly.present.tables import Entry
from reportedly.read import Reader, load_reader, read
from reportedly.record import Article, Comparison, Problem, Reading, Stamp, text_sha256

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Articles handed to a worker at once: about a quarter of a second of work, so that progress moves and little is redone."""

AHEAD = 3
"""Chunks in flight for each worker: one at work, one waiting, one done while an earlier one is still at work."""

FAILED = "failed"
"""Kind of the Problem of an article that could not be read because of a defect of ours."""

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

Tell = Callable[[Problem], None]
"""Is given each problem as it is met, with the item it belongs to."""


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Progress that shows nothing."""


def unheard(_problem: Problem) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: articles gone through now, those with problems, those of them without any reading for a
    defect of ours, and whether a comparison was made anew."""

    read: int
    with_problems: int
    failed: int
    compared: bool


@dataclass(frozen=True, slots=True)
class NoArticle:
    """The result of a line that gave no article; ``id`` is there where it could be read (INTERFACE, article in)."""

    line: int
    id: str | None
    problems: tuple[Problem, ...]


def ingest(
    case: Casefile,
    paths: list[str],
    stdin: BinaryIO | None,
    now: Callable[[], str],
    tick: Tick = quiet,
    tell: Tell = unheard,
) -> Tally:
    """Bring files, folders or standard input (``-``) into a casefile; the same input twice adds nothing.

    Told are problems of acquiring, and those that the casefile met for the first time.
    """
    done = 0
    before = case.problems(limit=0).count

    def count(item: Article | Problem) -> None:
        nonlocal done
        done += 1
        tick("ingesting", done, None)
        if isinstance(item, Problem):
            tell(item)

    tally = case.add_all(acquire(paths, stdin=stdin, now=now), count)
    _each(tell, (p for p in _stored_problems(case, before) if p.stage == "casefile"))
    if tally.new or case.problems(limit=0).count > before:
        case.log(
            "ingest", {"paths": paths, "new": tally.new, "known": tally.known, "problems": tally.problems}
        )
    return tally


def run(
    case: Casefile,
    model: Path | None = None,
    workers: int = 1,
    tick: Tick = quiet,
    tell: Tell = unheard,
) -> RunResult:
    """Read what is unread, then compare where anything changed. Safe to kill and to repeat."""
    reader = load_reader(model)
    waiting = list(case.unread(reader.stamp))
    done = troubled = failed = 0

    def count(reading: Reading) -> None:
        nonlocal done, troubled, failed
        done, troubled, failed = done + 1, troubled + bool(reading.problems), failed + has_failed(reading)
        _each(tell, problems_of(reading))
        tick("reading", done, len(waiting))

    stored = case.store_readings(
        read_all((case.article(id) for id in waiting), reader, model, workers), count
    )
    if refused := done - stored:  # by the casefile: a defect of ours, found on the way in
        _each(tell, (p for p in _stored_problems(case) if p.kind == "reading_refused"))
    compared = _compare_changed(case, tick)
    if waiting or compared:
        case.log("run", {"read": done, "with_problems": troubled, "compared": compared})
    return RunResult(done, troubled + refused, failed + refused, compared)


def _compare_changed(case: Casefile, tick: Tick) -> bool:
    inputs = case.inputs_digest()
    if case.comparison_stamp() == inputs:
        return False
    tick("comparing", 0, None)
    case.store_comparison(compare(case.articles(), list(case.readings())), inputs)
    return True


def _stored_problems(case: Casefile, offset: int = 0) -> Iterator[Problem]:
    while items := case.problems(200, offset).items:
        yield from items
        offset += len(items)


def problems_of(result: Reading | NoArticle) -> Iterator[Problem]:
    """The problems of a result, each naming its item: path and line, or the article."""
    return (replace(problem, item=problem.item or result.id) for problem in result.problems)


def has_failed(result: Reading | NoArticle) -> bool:
    """Whether there is no reading: the line gave no article, or a defect of ours stopped the reader."""
    return isinstance(result, NoArticle) or any(problem.kind == FAILED for problem in result.problems)


def _each(tell: Tell, problems: Iterable[Problem]) -> None:
    for problem in problems:
        tell(problem)


def read_all(
    articles: Iterable[Article], reader: Reader, model: Path | None = None, workers: int = 1
) -> Iterator[Reading]:
    """Readings of articles, in their order; the number of workers changes no byte.

    Lazy, with a bounded number of articles in memory. One worker is this process with ``reader``; of more, each
    loads ``model``, from which ``reader`` came, for itself. Raises ``ReportedlyError`` where one was killed.
    """
    return _mapped(read_safely, (replace(a, capture=None) for a in articles), reader, model, workers)


def _mapped(
    work: Callable[[T, Reader], R], items: Iterator[T], reader: Reader, model: Path | None, workers: int
) -> Iterator[R]:
    if workers <= 1:
        return (work(item, reader) for item in items)
    return _in_processes(work, items, model, workers)


def _in_processes(
    work: Callable[[T, Reader], R], items: Iterator[T], model: Path | None, workers: int
) -> Iterator[R]:
    spawn = multiprocessing.get_context("spawn")  # a forked child would share the casefile's connection
    flying: deque[Future[list[R]]] = deque()
    with ProcessPoolExecutor(workers, spawn, _start_worker, (model,)) as pool:
        try:
            while chunk := list(islice(items, CHUNK)):
                with _started_deaf():
                    flying.append(pool.submit(_work, work, chunk))
                if len(flying) >= AHEAD * workers:
                    yield from flying.popleft().result()
            while flying:
                yield from flying.popleft().result()
        except BrokenExecutor as error:
            raise ReportedlyError(
                "expected the reading processes to live, but one was killed (is there enough memory for --workers?)"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _started_deaf() -> Iterator[None]:
    """Processes started within never hear Ctrl-C: the one who started them does, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # not on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker_reader: list[Reader] = []


def _start_worker(model: Path | None) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _worker_reader[:] = [load_reader(model)]


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(work: Callable[[T, Reader], R], chunk: list[T]) -> list[R]:
    return [work(item, _worker_reader[0]) for item in chunk]


def read_safely(article: Article, reader: Reader) -> Reading:
    """The reading of an article; where reading it fails, an empty one with the Problem that says how."""
    try:
        return read(article, reader)
    except (ReportedlyError, *DEFECTS) as error:
        problem = Problem("read", FAILED, f"{type(error).__name__}: {error}", article.id)
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
) -> Iterator[Reading | NoArticle]:
    """One result for each non-blank line, in order: a reading, or what was wrong with the line (INTERFACE)."""
    lines = _lines(stream, where)
    return _mapped(partial(_read_line, min_score=min_score), lines, load_reader(model), model, workers)


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
        _each(tell, line.problems)
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
        _each(tell, problems_of(reading))
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


def export(
    case: Casefile,
    name: str,
    write: Callable[[bytes], object],
    query: str | None = None,
    with_text: bool = False,
    tick: Tick = quiet,
) -> Exported:
    """Write a casefile's readings, or what a query finds, in the format of that name (``present.exports.FORMATS``).

    One state of the casefile, in the order of article ids, a bounded number in memory; an article without a reading
    is left out and counted. Raises ``InputError``.
    """
    form = format_named(name, with_text)
    counts, stamps = Counter(articles=0, statements=0, unread=0), Counter[Stamp]()

    def entries() -> Iterator[Entry]:
        for id, places in case.found_articles(query):
            if not case.has_reading(id):
                counts["unread"] += 1
                continue
            found = case.article(id), case.reading(id), case.origins_found(id)
            entry = Entry(*found, None if form.whole else places)
            counts["statements"] += len(entry.statements)
            counts["articles"] += form.whole or bool(entry.statements)
            stamps[entry.reading.stamp] += 1
            tick("exporting", counts["articles"], None)
            yield entry

    with case.snapshot():
        for piece in form.pieces(entries(), with_text):
            write(piece)
        return Exported(dict(stamps), case.digest(), case.summary().compared, **counts)
