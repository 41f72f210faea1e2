"""``reportedly init CASE.db``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
def command(case: Path) -> None:
    """Make a new, empty casefile: one SQLite file that holds articles, readings, comparisons and reviews."""
    from reportedly.casefile import create_casefile

    create_casefile(case).close()
    terminal.tell(f"made {case}; next: reportedly ingest {case} FILE…")
