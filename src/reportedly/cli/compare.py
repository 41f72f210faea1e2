"""``reportedly compare IN.jsonl -o DIR``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal

PARTS = ("passages", "ties", "stories", "claims", "relations", "alterations")
"""Fields of a comparison, each written as NAME.jsonl (INTERFACE, comparison out)."""

NOT_MADE_YET = ("wording", "events", "ledger", "timeline")
"""Files of INTERFACE that nothing is found for yet: written empty, so that programs that read the folder find all."""


@click.command()
@click.argument("source", metavar="IN.jsonl|-")
@click.option("-o", "--output", required=True, type=options.PATH, metavar="DIR")
@click.option("--readings", type=options.PATH, help="Readings made before, by `reportedly read`.")
@click.option("--only", type=click.Choice(["reuse"]), help="Copies and stories only, without reading.")
@options.workers
@options.model
def command(
    source: str, output: Path, readings: Path | None, only: str | None, workers: int, model: Path | None
) -> None:
    """Compare a batch of articles: copied passages, ties, stories and their separate origins, as files in DIR.

    DIR is whole when it holds summary.json, which is written last.
    """
    from reportedly import codec
    from reportedly.cli.files import folder, opened, written
    from reportedly.pipeline import compare_lines

    if only and readings:
        raise click.UsageError("--only reuse uses no readings: leave out one of --only and --readings")
    listed = terminal.Listed()
    with opened(source) as stream, terminal.progress() as tick:
        (folder(output) / "summary.json").unlink(missing_ok=True)
        found = compare_lines(stream, source, readings, bool(only), model, workers, tick, listed.add)
    for part in (*PARTS, *NOT_MADE_YET):
        with written(output / f"{part}.jsonl") as out:
            out.writelines(codec.encode(item) + b"\n" for item in getattr(found, part, ()))
    with written(output / "summary.json") as out:
        out.write(codec.encode(found.summary) + b"\n")
    listed.tell()
    terminal.tell(f"{len(found.ties):,} ties, {len(found.stories):,} stories: {output}")
    terminal.leave(source, found.summary["articles"], listed.count)
