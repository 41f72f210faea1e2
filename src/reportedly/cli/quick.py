"""``reportedly quick FILE``: who, what, according to whom, with no database and no configuration."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@click.argument("file", metavar="FILE|-")
@options.as_json
@options.model
def command(file: str, as_json: bool, model: Path | None) -> None:
    """Print who said what, according to whom, for the article or articles in FILE (.txt or .jsonl; - is standard input)."""
    from reportedly import codec
    from reportedly.pipeline import quick
    from reportedly.present import quick_lines
    from reportedly.record import Problem

    done = problems = 0
    for item in quick([file], sys.stdin.buffer, model):
        if isinstance(item, Problem):
            problems += 1
            terminal.tell_problem(item)
            continue
        article, reading = item
        problems += bool(reading.problems)
        if as_json:
            click.echo(codec.encode(reading))
        else:
            if done:
                click.echo()
            click.echo(
                "\n".join(quick_lines(article, reading, width=terminal.width(), color=terminal.colored()))
            )
        done += 1
    terminal.leave(done, problems)
