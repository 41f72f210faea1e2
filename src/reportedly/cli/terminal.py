"""What commands share towards the person: progress on stderr, problems in one line each, exit status."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from reportedly.errors import InputError
from reportedly.record import Article, Problem, Reading

if TYPE_CHECKING:
    from reportedly.casefile import Page
    from reportedly.pipeline import Tick

PLAIN_SECONDS = 5.0
"""Seconds between progress lines where stderr is no terminal (logs, CI)."""

LISTED = 20
"""Problems printed one by one after a batch: a screenful; the rest is counted."""

WIDEST = 100
"""Columns of printed text at the most: longer lines are hard to read."""


def now() -> str:
    """This machine's clock, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def width() -> int:
    """Columns to print in."""
    return min(get_terminal_size((80, 24)).columns, WIDEST)


def colored() -> bool:
    """Whether standard output takes colour."""
    return sys.stdout.isatty()


def tell(message: str) -> None:
    """A line for the person, on stderr."""
    click.echo(message, err=True)


def tell_problem(problem: Problem) -> None:
    """One problem in one line: which item, and what was expected."""
    where = f"{problem.item}: " if problem.item else ""
    tell(f"problem: {where}{problem.message}")


class Listed:
    """The problems of one command: the first ``LISTED``, and how many there are."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.count = 0

    def add(self, problem: Problem) -> None:
        """Take one more."""
        self.count += 1
        if len(self.first) < LISTED:
            self.first.append(problem)

    def add_all(self, problems: Iterable[Problem]) -> None:
        """Take several."""
        for problem in problems:
            self.add(problem)

    def tell(self, count: int = 0, after: str = "") -> None:
        """List them; ``count`` is how many there are where not all were taken. ``after`` says where the rest is."""
        for problem in self.first:
            tell_problem(problem)
        if (rest := max(count, self.count) - len(self.first)) > 0:
            tell(f"{rest:,} more problems{after}")


def tell_cut(page: Page[Any], what: str) -> None:
    """Say which part of a list was printed, where it was not all."""
    if page.truncated or page.offset:
        last = page.offset + len(page.items)
        more = f"; the next with --offset {last}" if page.truncated else ""
        tell(f"{what} {page.offset + 1:,} to {last:,} of {page.count:,}{more}")


def reading_text(article: Article, reading: Reading) -> str:
    """One reading as it is printed."""
    from reportedly.present import quick_lines

    return "\n".join(quick_lines(article, reading, width=width(), color=colored()))


def standard_input() -> BinaryIO:
    """Standard input as bytes; an empty stream where the process has none (`<&-`)."""
    found: BinaryIO = getattr(sys.stdin, "buffer", None) or BytesIO()
    return found


def leave(what: str, done: int, problems: int) -> None:
    """End with the exit status: 0 done, 1 some items had problems, 2 no item could be processed.

    Raises ``InputError`` where ``what`` held nothing at all.
    """
    if not done and not problems:
        raise InputError(f"{what}: expected at least one article, got none")
    if problems:
        sys.exit(1 if done else 2)


@contextmanager
def progress() -> Iterator[Tick]:
    """A progress bar on stderr where it is a terminal, else a plain line now and then."""
    if sys.stderr.isatty():
        yield from _bar()
    else:
        yield from _lines()


def _lines() -> Iterator[Tick]:
    last: dict[str, float] = {}
    begun = time.monotonic()

    def tick(what: str, done: int, total: int | None) -> None:
        moment = time.monotonic()
        if moment - last.setdefault(what, begun) >= PLAIN_SECONDS:
            last[what] = moment
            tell(f"{what}: {done:,}" + (f" of {total:,}" if total is not None else ""))

    yield tick


def _bar() -> Iterator[Tick]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    ]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tick(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield tick
