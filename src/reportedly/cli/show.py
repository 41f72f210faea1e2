"""``reportedly show CASE.db [ARTICLE]``."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("article", required=False)
@options.page()
@options.as_json
def command(case: Path, article: str | None, limit: int, offset: int, as_json: bool) -> None:
    """Print the reading of one ARTICLE, or without one the casefile at a glance and its list of articles."""
    from reportedly import codec
    from reportedly.casefile import ListQuery, open_casefile
    from reportedly.present import quick_lines, summary_lines

    with open_casefile(case, readonly=True) as opened:
        if article is not None:
            reading = opened.reading(article)
            if as_json:
                click.echo(codec.encode(reading))
                return
            found = opened.article(article)
            click.echo(
                "\n".join(quick_lines(found, reading, width=terminal.width(), color=terminal.colored()))
            )
            return
        summary = dataclasses.asdict(opened.summary())
        page = opened.article_list(ListQuery(limit, offset))
    if as_json:
        click.echo(
            codec.encode(
                {"case": summary, "count": page.count, "truncated": page.truncated, "articles": page.items}
            )
        )
        return
    click.echo("\n".join(summary_lines(summary, color=terminal.colored())))
    for row in page.items:
        click.echo(
            f"{row.id}  {row.published or 'undated'}  {row.outlet or 'outlet unknown'}  {row.title}  ({row.n_statements} statements)"
        )
    if page.truncated:
        terminal.tell(
            f"{len(page.items)} of {page.count:,} articles shown; the next with --offset {offset + len(page.items)}"
        )
