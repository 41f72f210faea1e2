"""``reportedly verify CASE.db``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@options.as_json
def command(case: Path, as_json: bool) -> None:
    """Recompute hashes of captures, texts, spans, reviews and audit, and check schema and file; reads all of it.

    Prints what was looked at, what did not hold, what that shows and what it cannot. Exit status 1 where something
    did not hold.
    """
    from reportedly import codec
    from reportedly.casefile import NOT_SHOWN, SHOWN, open_casefile

    with open_casefile(case, readonly=True) as opened:
        found = opened.verify()
        entries = opened.audit(limit=1).count
        head = opened.audit(limit=1, offset=max(0, entries - 1)).items
    last = {"number": head[0].number, "hash": head[0].hash} if head else None
    shows = SHOWN if found.ok else ()
    if as_json:
        told = {"holds": found.ok, "checked": found.checked, "findings": found.findings, "audit_head": last}
        click.echo(codec.encode({**told, "shown": shows, "not_shown": NOT_SHOWN}))
    else:
        for name, n in found.checked.items():
            click.echo(f"{name:<12}{n:>10,} looked at")
        _tell("These checks show:", shows)
        _tell("They cannot show:", NOT_SHOWN)
        if last:
            click.echo(f"Last entry of the audit: {last['number']}, {last['hash']}")
    for problem in found.findings:
        terminal.tell(f"does not hold: {problem.kind}: {problem.message}")
    terminal.tell("all holds" if found.ok else f"{len(found.findings):,} findings")
    if not found.ok:
        sys.exit(1)


def _tell(head: str, sentences: tuple[str, ...]) -> None:
    if sentences:
        click.echo(head)
        for sentence in sentences:
            click.echo(f"  - {sentence}")
