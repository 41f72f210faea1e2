"""What commands share towards the person: progress on stderr, problems in one line each, exit status."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from reportedly.record import Problem

if TYPE_CHECKING:
    from reportedly.pipeline import Tick

PLAIN_SECONDS = 5.0
"""Seconds between progress lines where stderr is no terminal (logs, CI)."""

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
    where = f"{problem.item}: " if problem.item and problem.item not in problem.message else ""
    tell(f"problem: {where}{problem.message}")


def leave(done: int, problems: int) -> None:
    """End with the exit status: 0 done or nothing new, 1 some items had problems, 2 no item could be processed."""
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
