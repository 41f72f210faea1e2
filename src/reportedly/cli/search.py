"""``reportedly search CASE.db QUERY``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("query", nargs=-1, required=True)
@options.page()
@click.option("--order", type=click.Choice(["date", "oldest", "rank"]), default="date", show_default=True)
@options.as_json
def command(case: Path, query: tuple[str, ...], limit: int, offset: int, order: str, as_json: bool) -> None:
    """Find statements and articles: plain words and "phrases", with fields who: said: outlet: kind: stance: voice: form:."""
    from reportedly import codec
    from reportedly.casefile import open_casefile

    with open_casefile(case, readonly=True) as opened:
        page = opened.search(" ".join(query), limit, offset, cast(Any, order))
    if as_json:
        shown = {"count": page.count, "offset": page.offset, "truncated": page.truncated, "items": page.items}
        click.echo(codec.encode(shown))
        return
    for hit in page.items:
        for line in _lines(hit):
            click.echo(line)
    terminal.tell(f"{page.count:,} found")
    terminal.tell_cut(page, "hits")


def _lines(hit: Any) -> list[str]:
    place = " · ".join(str(x) for x in (hit.outlet, hit.published, hit.title, hit.article) if x)
    words = "".join(piece.text for piece in hit.snippet)
    if hit.statement is None:
        return [f"({hit.where}) {words}", f"    {place}"]
    who = hit.speaker or (
        hit.source or "no source given"
        if hit.voice != "outlet"
        else f"{hit.outlet or 'the outlet'}, own voice"
    )
    flags = " (inferred)" if hit.inferred else " (unresolved)" if hit.resolution == "unresolved" else ""
    return [f"{who}{flags} — {hit.cue or '·'} — {words}", f"    {place}"]
