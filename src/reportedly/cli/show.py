"""``reportedly show CASE.db [ARTICLE]``."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import options, terminal

if TYPE_CHECKING:
    from reportedly.casefile import Casefile


@click.command()
@options.CASE
@click.argument("article", required=False)
@options.page()
@options.as_json
def command(case: Path, article: str | None, limit: int, offset: int, as_json: bool) -> None:
    """Print the reading of one ARTICLE, or without one the casefile at a glance and its list of articles."""
    from reportedly.casefile import open_casefile

    with open_casefile(case, readonly=True) as opened:
        if article is not None:
            _reading(opened, article, as_json)
        else:
            _glance(opened, limit, offset, as_json)


def _reading(case: Casefile, id: str, as_json: bool) -> None:
    from reportedly import codec
    from reportedly.errors import UnknownItemError

    article = case.article(id)
    if not case.has_reading(id):
        raise UnknownItemError(
            f"{case.path}: expected a reading of {id!r}, got none yet; `reportedly run {case.path}` makes it"
        )
    reading = case.reading(id)
    click.echo(codec.encode(reading) if as_json else terminal.reading_text(article, reading))


def _glance(case: Casefile, limit: int, offset: int, as_json: bool) -> None:
    from reportedly import codec
    from reportedly.casefile import ListQuery
    from reportedly.present import summary_lines

    summary = dataclasses.asdict(case.summary())
    page = case.article_list(ListQuery(limit, offset))
    if as_json:
        shown = {"count": page.count, "offset": offset, "truncated": page.truncated, "articles": page.items}
        click.echo(codec.encode({"case": summary, **shown}))
        return
    click.echo("\n".join(summary_lines(summary, color=terminal.colored())))
    for row in page.items:
        said = f"{row.n_statements} statements" if row.read else "not read yet"
        place = f"{row.published or 'undated'}  {row.outlet or 'outlet unknown'}"
        click.echo(f"{row.id}  {place}  {row.title or '(no title)'}  ({said})")
    terminal.tell_cut(page, "articles")
