"""``reportedly ingest CASE.db PATH…``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("paths", metavar="PATH|-…", nargs=-1, required=True)
@options.columns
@click.option("--custody", metavar="WORDS", default="", help="How it came to you; kept with every article.")
@options.as_json
def command(case: Path, paths: tuple[str, ...], columns: dict[str, str], custody: str, as_json: bool) -> None:
    """Bring articles into a casefile: files, folders of them, or - for standard input.

    Texts (.txt, .md), pages (.html), documents (.pdf, .docx, .eml), tables of articles (.jsonl, .csv, .tsv,
    .parquet), web archives (.warc, .arc, each also .gz, and .wacz). Columns are guessed from their names where you
    don't name them, and told. The same input twice adds nothing. An item that cannot be used is listed and the rest
    goes on.
    """
    from reportedly import codec
    from reportedly.acquire import Options
    from reportedly.casefile import open_casefile
    from reportedly.pipeline import ingest

    listed, notes = terminal.Listed(), list[str]()
    asked = Options(columns, custody, notes.append)
    with open_casefile(case) as opened, terminal.progress() as tick:
        tally = ingest(opened, list(paths), terminal.standard_input(), terminal.now, tick, listed.add, asked)
    for note in notes:
        terminal.tell(note)
    troubled = tally.problems + tally.conflict
    listed.tell(troubled, f"; `reportedly serve {case}` lists all")
    if as_json:
        click.echo(codec.encode(tally))
    else:
        click.echo(f"{tally.new:,} new, {tally.known:,} known already, {troubled:,} with problems")
    if tally.new:
        terminal.tell(f"next: reportedly run {case}")
    terminal.leave(" ".join(paths), tally.new + tally.known, troubled)
