"""``reportedly purge CASE.db ARTICLE… --reason WORDS --by NAME``."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("articles", metavar="[ARTICLE…]", nargs=-1)
@click.option("--query", metavar="QUERY", help="Every article in which this finds something.")
@click.option("--yes", is_flag=True, help="Do it; without this, list what would go.")
@options.reason
@options.by
@options.as_json
def command(
    case: Path, articles: tuple[str, ...], query: str | None, yes: bool, reason: str, by: str, as_json: bool
) -> None:
    """Take articles away for good: texts, captures, readings, reviews, words of the search, old pages of the file.

    Tombstones stay: hashes of id and text, who, when and why; what was purged is refused when it comes again. A legal
    hold blocks it. Without ARTICLE and --query it finishes a purge that was stopped. Backups, exports, other copies
    and the blocks of the disk are not reached.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile

    with open_casefile(case) as opened:
        found = [id for id, _ in opened.found_articles(query)] if query else []
        wanted = tuple(dict.fromkeys((*articles, *found)))
        if wanted and not yes:
            for id in wanted:
                click.echo(id)
            terminal.tell(f"{len(wanted):,} articles would be purged; nothing was done: repeat it with --yes")
            return
        gone = opened.purge(wanted, reason, by, terminal.now())
    if as_json:
        click.echo(codec.encode(dataclasses.asdict(gone)))
    told = f"{gone.articles:,} articles, {gone.reviews:,} reviews, {gone.captures:,} captures"
    terminal.tell(f"purged: {told}; the file was written anew")
    terminal.tell("not reached: backups, exports, other copies, the disk's own blocks")
