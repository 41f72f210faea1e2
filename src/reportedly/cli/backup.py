"""``reportedly backup CASE.db COPY.db``."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("copy", metavar="COPY.db", type=options.PATH)
@options.as_json
def command(case: Path, copy: Path, as_json: bool) -> None:
    """Copy a casefile to a new file while others read and write it: one state of it, checked page by page.

    An existing file is never replaced. Print what was made with its SHA-256, to be kept apart from the copy.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile

    with open_casefile(case, readonly=True) as opened:
        made = opened.backup(copy)
    if as_json:
        click.echo(codec.encode(dataclasses.asdict(made)))
    else:
        click.echo(f"{made.sha256}  {made.path}")
    terminal.tell(f"{made.size:,} bytes: {made.path}")
    if made.captures_beside:
        terminal.tell(f"not in it, copy it too: the captures in {made.captures_beside}")
