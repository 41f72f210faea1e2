"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PATH = click.Path(path_type=Path, readable=False)
"""A path, unchecked: those who open it say what they expected and what is there."""

CASE = click.argument("case", metavar="CASE.db", type=PATH)
"""The casefile: always the first argument."""

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one value a line.")
model = click.option(
    "--model",
    type=PATH,
    metavar="DIR",
    help="Read with your own model instead of the one shipped; `rules` reads by rules alone.",
)
workers = click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to read with."
)
by = click.option(
    "--by", metavar="NAME", required=True, envvar="REPORTEDLY_BY", help="Who does it (or set REPORTEDLY_BY)."
)
reason = click.option("--reason", metavar="WORDS", required=True, help="Why; kept in the audit.")


def page(default: int = 50) -> Callable[[F], F]:
    """``--limit`` and ``--offset``."""

    def both(function: F) -> F:
        limit = click.option(
            "--limit", type=click.IntRange(1), default=default, show_default=True, help="Rows to print."
        )
        offset = click.option("--offset", type=click.IntRange(0), default=0, help="Rows to leave out first.")
        return limit(offset(function))

    return both
