"""``reportedly quick FILE``: who, what, according to whom, with no database and no configuration."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@click.argument("file", metavar="FILE|-")
@options.as_json
@options.model
def command(file: str, as_json: bool, model: Path | None) -> None:
    """Print who said what, according to whom, for the article or articles in FILE (.txt, .md, .html or .jsonl; - is standard input)."""
    from reportedly import codec
    from reportedly.pipeline import has_failed, problems_of, quick
    from reportedly.record import Problem

    done = troubled = 0
    for item in quick([file], terminal.standard_input(), model):
        if isinstance(item, Problem):
            troubled += 1
            terminal.tell_problem(item)
            continue
        article, reading = item
        if as_json:
            click.echo(codec.encode(reading))
        else:
            if done or troubled:
                click.echo()
            click.echo(terminal.reading_text(article, reading))
        for problem in problems_of(reading):
            terminal.tell_problem(problem)
        troubled += bool(reading.problems)
        done += not has_failed(reading)
    terminal.leave(file, done, troubled)
