"""``reportedly compare IN.jsonl -o DIR``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal

PARTS = ("passages", "ties", "stories", "claims", "relations", "alterations")
"""Fields of a comparison, each written as NAME.jsonl (INTERFACE, comparison out)."""


@click.command()
@click.argument("source", metavar="IN.jsonl|-")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR"
)
@click.option(
    "--readings",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Readings made before, by `reportedly read`.",
)
@click.option("--only", type=click.Choice(["reuse"]), help="Copies and stories only, without reading.")
@options.workers
@options.model
def command(
    source: str, output: Path, readings: Path | None, only: str | None, workers: int, model: Path | None
) -> None:
    """Compare a batch of articles: copied passages, ties, stories and their separate origins, as files in DIR."""
    from reportedly import codec
    from reportedly.cli.read import opened
    from reportedly.pipeline import compare_lines

    with opened(source) as stream:
        comparison, problems = compare_lines(stream, source, readings, only == "reuse", model, workers)
    for problem in problems:
        terminal.tell_problem(problem)
    output.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        lines = [codec.encode(item) + b"\n" for item in getattr(comparison, part)]
        (output / f"{part}.jsonl").write_bytes(b"".join(lines))
    (output / "summary.json").write_bytes(codec.encode(comparison.summary) + b"\n")
    click.echo(f"{len(comparison.ties):,} ties, {len(comparison.stories):,} stories: {output}")
    terminal.leave(comparison.summary.get("articles", 0), len(problems))
