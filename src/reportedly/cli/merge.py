"""``reportedly merge CASE.db FROM…``."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import options, terminal

if TYPE_CHECKING:
    from reportedly.casefile import Merged


@click.command()
@options.CASE
@click.argument("sources", metavar="FROM…", nargs=-1, required=True, type=options.PATH)
@options.as_json
def command(case: Path, sources: tuple[Path, ...], as_json: bool) -> None:
    """Bring in other casefiles, folders of results, or reviews (.jsonl): what is new. Nothing here is replaced.

    A casefile from a stranger is only read, after its schema and pages were checked. Reviews of several people stand
    side by side; where they differ, the latest counts and each conflict is listed. A folder may hold articles.jsonl,
    readings.jsonl, reviews.jsonl and the files of a comparison. Exit status 1 where something could not be taken.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile
    from reportedly.pipeline.merging import bring_in

    listed, troubled = terminal.Listed(), False
    with open_casefile(case) as opened, terminal.progress() as tick:
        for source in sources:
            merged = bring_in(opened, source, terminal.now, tick, listed.add)
            troubled |= _told(merged)
            if as_json:
                click.echo(codec.encode(dataclasses.asdict(merged)))
        compared, orphans = opened.summary().compared, opened.summary().orphans
    listed.tell()
    if orphans:
        terminal.tell(f"{orphans:,} judgements have no target here: reportedly review {case} --orphans")
    if not compared:
        terminal.tell(f"next: reportedly run {case}")
    if troubled or listed.count:
        sys.exit(1)


def _told(merged: Merged) -> bool:
    """Say what came of one source; gives whether something could not be taken."""
    new, reviews = merged.articles, merged.reviews
    terminal.tell(
        f"{merged.source}: {new.new:,} articles new, {new.known:,} known; {merged.readings:,} readings, "
        f"{reviews.new:,} reviews{'; its comparison' if merged.comparison else ''}"
    )
    if new.conflict or new.problems:
        terminal.tell(
            f"{merged.source}: {new.conflict + new.problems:,} articles stayed out; they are listed as problems"
        )
    for reason in reviews.refused:
        terminal.tell(f"refused: {reason}")
    for conflict in reviews.conflicts:
        said = ", ".join(f"{r.by} {r.verdict} ({r.at})" for r in conflict.reviews)
        terminal.tell(f"conflict: {conflict.target_kind} {conflict.target}: {said}")
    for id in merged.purged_there:
        terminal.tell(f"{merged.source}: article {id!r} was purged there and is still here")
    return bool(new.conflict or new.problems or reviews.refused)
