"""A casefile's life: ingest, run, export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.acquire import acquire
from reportedly.casefile import Casefile, Tally
from reportedly.compare import compare
from reportedly.pipeline.following import Tell, Tick, each, has_failed, problems_of, quiet, unheard
from reportedly.pipeline.workers import read_all
from reportedly.present.exports import Exported, format_named
from reportedly.present.tables import Entry
from reportedly.read import load_reader
from reportedly.record import Article, Problem, Reading, Stamp


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
    each(tell, (p for p in _stored_problems(case, before) if p.stage == "casefile"))
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
