"""``reportedly ingest CASE.db PATH…``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("paths", metavar="PATH|-…", nargs=-1, required=True)
@options.as_json
def command(case: Path, paths: tuple[str, ...], as_json: bool) -> None:
    """Bring articles into a casefile: .txt, .md, .html and .jsonl files, folders of them, or - for standard input.

    The same input twice adds nothing. An item that cannot be used is listed and the rest goes on.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile
    from reportedly.pipeline import ingest

    listed = terminal.Listed()
    with open_casefile(case) as opened, terminal.progress() as tick:
        tally = ingest(opened, list(paths), terminal.standard_input(), terminal.now, tick, listed.add)
    troubled = tally.problems + tally.conflict
    listed.tell(troubled, f"; `reportedly serve {case}` lists all")
    if as_json:
        click.echo(codec.encode(tally))
    else:
        click.echo(f"{tally.new:,} new, {tally.known:,} known already, {troubled:,} with problems")
    if tally.new:
        terminal.tell(f"next: reportedly run {case}")
    terminal.leave(" ".join(paths), tally.new + tally.known, troubled)
