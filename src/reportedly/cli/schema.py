"""``reportedly schema [FORMAT]``."""

from __future__ import annotations

import click

FORMATS = ("article", "reading", "passages", "ties", "stories", "claims", "relations", "alterations")
"""What the interface has a form for: a line in, a line out, and a line of each file of a comparison."""


@click.command()
@click.argument("format", required=False, type=click.Choice(FORMATS), metavar="[FORMAT]")
def command(format: str | None) -> None:
    """Print the JSON Schema of what goes in and comes out, for programs that check it.

    It takes a line of any format: article (in), reading (out), or passages, ties, stories, claims, relations,
    alterations (the files of a comparison). With FORMAT it takes a line of that one only.
    """
    from reportedly import codec

    schema = codec.schemas()
    if format is not None:
        every = schema.pop("$defs")
        del schema["anyOf"]
        schema |= {"$id": f"{schema['$id']}:{format}", "$ref": f"#/$defs/{format}", "$defs": every}
    click.echo(codec.indented(schema), nl=False)
