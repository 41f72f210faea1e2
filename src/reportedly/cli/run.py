"""``reportedly run CASE.db``."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@options.workers
@options.model
@options.as_json
def command(case: Path, workers: int, model: Path | None, as_json: bool) -> None:
    """Read what is unread and compare what has changed. Stop it at any time: the next run goes on where it was."""
    from reportedly import codec
    from reportedly.casefile import open_casefile
    from reportedly.pipeline import run
    from reportedly.present import summary_lines

    begun = time.perf_counter()
    listed = terminal.Listed()
    with open_casefile(case) as opened, terminal.progress() as tick:
        done = run(opened, model, workers, tick, listed.add)
        summary = dataclasses.asdict(opened.summary())
    seconds = time.perf_counter() - begun
    listed.tell(after=f"; `reportedly serve {case}` lists all")
    if as_json:
        click.echo(codec.encode({**dataclasses.asdict(done), "seconds": round(seconds, 2), "case": summary}))
    else:
        click.echo("\n".join(summary_lines(summary, color=terminal.colored())))
    if summary["orphans"]:
        terminal.tell(
            f"{summary['orphans']:,} judgements have lost what they were about: reportedly review {case} --orphans"
        )
    rate = f", {done.read / seconds:,.1f} articles/s" if done.read else ""
    terminal.tell(f"{done.read:,} read now in {seconds:,.1f} s{rate}; open it: reportedly serve {case}")
    if done.read:
        terminal.leave(str(case), done.read - done.failed, done.with_problems)
