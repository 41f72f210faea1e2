"""``reportedly read IN.jsonl -o OUT.jsonl``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@click.argument("source", metavar="IN.jsonl|-")
@click.option(
    "-o", "--output", default="-", metavar="OUT.jsonl|-", help="Where to write; - is standard output."
)
@options.workers
@options.model
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.0, help="Leave out statements that score lower."
)
def command(source: str, output: str, workers: int, model: Path | None, min_score: float) -> None:
    """Read a batch of articles: one line of JSON out for each non-blank line in, in the same order.

    OUT.jsonl appears when it is whole.
    """
    from reportedly import codec
    from reportedly.cli.files import opened, written
    from reportedly.pipeline import has_failed, problems_of, read_lines

    done = troubled = 0
    listed = terminal.Listed()
    with opened(source) as stream, written(output) as out, terminal.progress() as tick:
        for result in read_lines(stream, source, model, workers, min_score):
            out.write(codec.encode(result) + b"\n")
            listed.add_all(problems_of(result))
            done += not has_failed(result)
            troubled += bool(result.problems)
            tick("reading", done, None)
    listed.tell()
    terminal.tell(f"{done:,} read, {troubled:,} with problems")
    terminal.leave(source, done, troubled)
