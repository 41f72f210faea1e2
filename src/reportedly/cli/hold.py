"""``reportedly hold CASE.db [ARTICLE…]``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.argument("articles", metavar="[ARTICLE…]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="The whole casefile.")
@click.option("--lift", is_flag=True, help="Lift the hold instead of setting it.")
@click.option("--by", metavar="NAME", envvar="REPORTEDLY_BY", help="Who does it (or set REPORTEDLY_BY).")
@click.option("--reason", metavar="WORDS", help="Why; kept in the audit.")
@options.as_json
def command(
    case: Path, articles: tuple[str, ...], everything: bool, lift: bool, by: str, reason: str, as_json: bool
) -> None:
    """Set or lift a legal hold on ARTICLEs or on the whole casefile; without either list the holds that are set.

    What is under hold cannot be purged. Holds and their lifting stay in the record.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile

    targets = ("",) if everything else articles
    if targets and not (by and reason):
        raise click.UsageError("setting or lifting a hold needs --by NAME and --reason WORDS")
    with open_casefile(case, readonly=not targets) as opened:
        for target in targets:
            (opened.lift_hold if lift else opened.hold)(target, by, terminal.now(), reason)
        held = opened.holds()
    for hold in held:
        what = hold.target or "the whole casefile"
        click.echo(codec.encode(hold) if as_json else f"{what}  since {hold.at}  {hold.by}: {hold.reason}")
    terminal.tell(f"{len(held):,} holds set")
