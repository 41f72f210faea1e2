"""``reportedly ingest CASE.db PATH…``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("paths", metavar="PATH|-…", nargs=-1, required=True)
@options.as_json
def command(case: Path, paths: tuple[str, ...], as_json: bool) -> None:
    """Bring articles into a casefile: .txt and .jsonl files, folders of them, or - for JSON lines on standard input.

    The same input twice adds nothing. An item that cannot be used is listed and the rest goes on.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile
    from reportedly.pipeline import ingest

    with open_casefile(case) as opened, terminal.progress() as tick:
        before = opened.problems(limit=1).count
        tally = ingest(opened, list(paths), sys.stdin.buffer, terminal.now, tick)
        new = opened.problems(limit=20, offset=before)
    for problem in new.items:
        terminal.tell_problem(problem)
    if new.truncated:
        terminal.tell(
            f"… and {new.count - new.offset - len(new.items)} more: see them with `reportedly serve {case}`"
        )
    troubled = tally.problems + tally.conflict
    if as_json:
        click.echo(codec.encode(tally))
    else:
        click.echo(
            f"{tally.new:,} new, {tally.known:,} known already, {troubled:,} with problems; next: reportedly run {case}"
        )
    terminal.leave(tally.new + tally.known, troubled)
