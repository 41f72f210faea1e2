"""A casefile's life: ingest, run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.acquire import BESIDE, Options, acquire, expected
from reportedly.casefile import Casefile, Tally
from reportedly.compare import compare
from reportedly.pipeline.following import Tell, Tick, each, has_failed, problems_of, quiet, unheard
from reportedly.pipeline.workers import read_all
from reportedly.read import load_reader
from reportedly.record import Article, Problem, Reading


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: articles gone through now, those with problems, those of them without any reading for a
    defect of ours, and whether a comparison was made anew."""

    read: int
    with_problems: int
    failed: int
    compared: bool


def ingest(
    case: Casefile,
    paths: list[str],
    stdin: BinaryIO | None,
    now: Callable[[], str],
    tick: Tick = quiet,
    tell: Tell = unheard,
    options: Options | None = None,
) -> Tally:
    """Bring files, folders or standard input (``-``) into a casefile; the same input twice adds nothing.

    Told are problems of acquiring, and those that the casefile met for the first time.
    """
    done, total = 0, expected(paths)
    before = case.problems(limit=0).count

    def count(item: Article | Problem) -> None:
        nonlocal done
        done += not (isinstance(item, Problem) and item.kind in BESIDE)
        tick("ingesting", done, total)
        if isinstance(item, Problem):
            tell(item)

    tally = case.add_all(acquire(paths, stdin=stdin, now=now, options=options), count)
    each(tell, (p for p in _stored_problems(case, before) if p.stage == "casefile"))
    if tally.new or case.problems(limit=0).count > before:
        custody = {"custody": options.custody} if options and options.custody else {}
        counts = {"new": tally.new, "known": tally.known, "problems": tally.problems}
        case.log("ingest", {"paths": paths, **counts, **custody})
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
        each(tell, problems_of(reading))
        tick("reading", done, len(waiting))

    stored = case.store_readings(
        read_all((case.article(id) for id in waiting), reader, model, workers), count
    )
    if refused := done - stored:  # by the casefile: a defect of ours, found on the way in
        each(tell, (p for p in _stored_problems(case) if p.kind == "reading_refused"))
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
