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
    with open_casefile(case) as opened, terminal.progress() as tick:
        result = run(opened, model, workers, tick)
        summary = dataclasses.asdict(opened.summary())
    seconds = time.perf_counter() - begun
    if as_json:
        click.echo(
            codec.encode({**dataclasses.asdict(result), "seconds": round(seconds, 2), "case": summary})
        )
    else:
        click.echo("\n".join(summary_lines(summary, color=terminal.colored())))
        rate = f", {result.read / seconds:,.1f} articles/s" if result.read else ""
        terminal.tell(f"{result.read:,} read now in {seconds:,.1f} s{rate}; open it: reportedly serve {case}")
    terminal.leave(summary["read"] or 1, result.with_problems)
