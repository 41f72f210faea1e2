"""``reportedly search CASE.db QUERY``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from reportedly.cli import options, terminal

if TYPE_CHECKING:
    from reportedly.casefile import Casefile, Facets, Page


@click.command()
@options.CASE
@click.argument("query", nargs=-1)
@options.page()
@click.option("--order", type=click.Choice(["date", "oldest", "rank"]), default="date", show_default=True)
@click.option("--facets", is_flag=True, help="How the statements found divide, within 0.2 s.")
@click.option("--save", metavar="NAME", help="Keep this search; what it finds now counts as looked at.")
@click.option(
    "--new", "new", metavar="NAME", help="What a search that was kept finds since it was last looked at."
)
@click.option("--looked", is_flag=True, help="With --new: all of it counts as looked at from now on.")
@click.option("--saved", is_flag=True, help="List the searches that were kept.")
@click.option("--by", metavar="NAME", envvar="REPORTEDLY_BY", default="", help="With --save: who keeps it.")
@options.as_json
def command(
    case: Path,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    order: str,
    facets: bool,
    save: str | None,
    new: str | None,
    looked: bool,
    saved: bool,
    by: str,
    as_json: bool,
) -> None:
    """Find statements and articles: plain words and "phrases", with fields.

    who: (in any spelling) said: about: outlet: origin: kind: stance: voice: form: date:2031-03..2031-05. All words
    and fields have to hold; word* matches beginnings. Newest first, unless --order rank.
    """
    from reportedly.casefile import open_casefile

    if bool(query) + bool(new) + saved != 1:
        raise click.UsageError("expected a QUERY, --new NAME, or --saved")
    asked = " ".join(query)
    with open_casefile(case, readonly=not (save or looked)) as opened:
        if saved:
            _list_saved(opened, as_json)
            return
        ordered = cast(Any, order)
        page = (
            opened.new_since(new, limit, offset, ordered)
            if new
            else opened.search(asked, limit, offset, ordered)
        )
        divided = opened.facets(asked) if facets and not new else None
        _print(page, divided, as_json)
        if save:
            opened.save_search(save, asked, by, terminal.now())
        if new and looked:
            terminal.tell(f"{opened.looked_at(new, terminal.now()):,} looked at")


def _list_saved(case: Casefile, as_json: bool) -> None:
    from reportedly import codec

    for kept in case.saved_searches():
        new = case.new_since(kept.name, limit=0).count
        told = f"{kept.name}: {kept.query}  ({new:,} new since {kept.at})"
        click.echo(codec.encode({**codec.plain(kept), "new": new}) if as_json else told)


def _print(page: Page[Any], facets: Facets | None, as_json: bool) -> None:
    from reportedly import codec

    if as_json:
        shown = {"count": page.count, "offset": page.offset, "truncated": page.truncated, "items": page.items}
        click.echo(codec.encode(shown if facets is None else {**shown, "facets": facets}))
        return
    for hit in page.items:
        for line in _lines(hit):
            click.echo(line)
    if facets is not None:
        _print_facets(facets)
    terminal.tell(f"{page.count:,} found")
    terminal.tell_cut(page, "hits")


def _print_facets(facets: Facets) -> None:
    for name, facet in facets.facets.items():
        shown = ", ".join(f"{value} {n:,}" for value, n in facet.values)
        more = f", {facet.distinct - len(facet.values):,} more" if facet.distinct > len(facet.values) else ""
        without = f", none {facet.without:,}" if facet.without else ""
        click.echo(f"{name}: {shown}{more}{without}")
    if facets.cut:
        click.echo(f"Cut: of the first {facets.counted:,} statements only; the time for counting was over.")


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
