"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

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

COLUMNS = ("id", "text", "title", "outlet", "url", "byline", "published", "modified", "language")
"""What a column of a table can hold; the option for the date of publication is ``--date-col``."""


def columns(function: F) -> F:
    """``--text-col``, ``--date-col`` and so on, given to the command as one mapping ``columns``."""

    @wraps(function)
    def mapped(*args: Any, **given: Any) -> Any:
        found = {name: given.pop(f"{name}_col") for name in COLUMNS}
        return function(*args, columns={name: col for name, col in found.items() if col}, **given)

    wrapped: Any = mapped
    for name in reversed(COLUMNS):
        flag = "date" if name == "published" else name
        wrapped = click.option(
            f"--{flag}-col", f"{name}_col", metavar="NAME", help=f"Column of a table with the {_HELD[name]}."
        )(wrapped)
    return cast(F, wrapped)


_HELD = {
    **{name: name for name in COLUMNS},
    "id": "articles' ids",
    "published": "date of publication",
    "modified": "date of the last change",
}


def page(default: int = 50) -> Callable[[F], F]:
    """``--limit`` and ``--offset``."""

    def both(function: F) -> F:
        limit = click.option(
            "--limit", type=click.IntRange(1), default=default, show_default=True, help="Rows to print."
        )
        offset = click.option("--offset", type=click.IntRange(0), default=0, help="Rows to leave out first.")
        return limit(offset(function))

    return both
