"""``reportedly serve CASE.db``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from reportedly.cli import options, terminal


@click.command()
@options.CASE
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="A loopback address; no other is served."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8470, show_default=True, help="0 takes a free one."
)
def command(case: Path, host: str, port: int) -> None:
    """Open a casefile in the browser: articles, statements, copies, search. Nothing leaves this machine."""
    from reportedly.web import serve

    def announce(address: str) -> None:
        terminal.tell(f"{case} is open at {address}; Ctrl-C closes it")

    with suppress(KeyboardInterrupt):  # the way to end it, hence exit status 0
        serve(case, host=host, port=port, announce=announce)
