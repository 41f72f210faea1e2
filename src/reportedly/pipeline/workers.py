"""Reading many articles: one by one or in several processes, and never stopped by a single article."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import TypeVar

from reportedly.errors import ReportedlyError
from reportedly.pipeline.following import FAILED
from reportedly.read import Reader, load_reader, read
from reportedly.record import Article, Problem, Reading, text_sha256

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Articles handed to a worker at once: about a quarter of a second of work, so that progress moves and little is redone."""

AHEAD = 3
"""Chunks in flight for each worker: one at work, one waiting, one done while an earlier one is still at work."""

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


def read_all(
    articles: Iterable[Article], reader: Reader, model: Path | None = None, workers: int = 1
) -> Iterator[Reading]:
    """Readings of articles, in their order; the number of workers changes no byte.

    Lazy, with a bounded number of articles in memory. One worker is this process with ``reader``; of more, each
    loads ``model``, from which ``reader`` came, for itself. Raises ``ReportedlyError`` where one was killed.
    """
    return mapped(read_safely, (replace(a, capture=None) for a in articles), reader, model, workers)


def mapped(
    work: Callable[[T, Reader], R], items: Iterator[T], reader: Reader, model: Path | None, workers: int
) -> Iterator[R]:
    """``work`` on each item with a reader, in the order of the items; see :func:`read_all`."""
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
