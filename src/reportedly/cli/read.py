"""``reportedly read IN.jsonl -o OUT.jsonl``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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
    """Read a batch of articles: one line of JSON out for each non-blank line in, in the same order."""
    from reportedly import codec
    from reportedly.pipeline import read_lines
    from reportedly.record import Reading

    done = problems = 0
    with opened(source) as stream, written(output) as out, terminal.progress() as tick:
        for result in read_lines(stream, source, model, workers, min_score):
            out.write(codec.encode(result) + b"\n")
            whole = isinstance(result, Reading)
            problems += not whole or bool(result.problems if isinstance(result, Reading) else True)
            done += whole
            tick("reading", done, None)
    terminal.tell(f"{done:,} read, {problems:,} with problems")
    terminal.leave(done, problems)


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """A file or standard input as bytes; raises ``AcquireError`` where it cannot be opened."""
    from reportedly.errors import AcquireError

    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 (closed below; an error inside must not look like one of opening)
    except OSError as error:
        raise AcquireError(f"{source}: expected a file that can be read: {error.strerror}") from error
    with stream:
        yield stream


@contextmanager
def written(output: str) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is whole."""
    if output == "-":
        yield sys.stdout.buffer
        return
    part = Path(f"{output}.part")
    with part.open("wb") as stream:
        yield stream
    part.replace(output)
