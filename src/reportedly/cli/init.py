"""``reportedly init CASE.db``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.option(
    "--captures", metavar="DIR", help="Keep the bytes as they came in a folder beside it instead of inside."
)
def command(case: Path, captures: str | None) -> None:
    """Make a new, empty casefile: one SQLite file that holds articles, readings, comparisons and reviews."""
    from reportedly.casefile import create_casefile

    with create_casefile(case) as made:
        if captures:
            made.keep_captures(captures)
    terminal.tell(f"made {case}; next: reportedly ingest {case} FILE…")
