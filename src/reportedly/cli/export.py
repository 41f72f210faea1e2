"""``reportedly export CASE.db --as FORMAT -o PATH``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, BinaryIO

import click

from reportedly.cli import files, options, terminal
from reportedly.errors import CasefileError, InputError

MANIFEST = ".manifest.json"
"""Follows the name of an export in the name of its manifest."""


@click.command()
@options.CASE
@click.option("--as", "name", required=True, metavar="FORMAT", help="csv or jsonl.")
@click.option("-o", "--output", required=True, metavar="PATH|-", help="Where to write; - is standard output.")
@click.option("--query", metavar="QUERY", help="Only what this finds, as in `reportedly search`.")
@click.option("--with-text", is_flag=True, help="Put the articles' full texts in (jsonl).")
@options.as_json
def command(case: Path, name: str, output: str, query: str | None, with_text: bool, as_json: bool) -> None:
    """Write what a casefile holds to a file for other programs, in the order of article ids.

    csv: one row for each statement; with --query only the statements found. A cell that a spreadsheet would take
    for a formula begins with an apostrophe. jsonl: one whole reading a line; with --query those of articles in
    which anything was found.

    PATH.manifest.json says what was written, how much, by which versions, whether it is complete, and SHA-256 of
    the file. The export is noted in the casefile's audit. Articles not read yet are left out and counted.
    """
    from reportedly import codec
    from reportedly.casefile import open_casefile
    from reportedly.pipeline import export
    from reportedly.present import exports

    beside = _manifest_path(output)
    if as_json and beside is None:
        raise click.UsageError("--json prints the manifest, and an export to standard output has none")
    with open_casefile(case, readonly=True) as opened, terminal.progress() as tick:
        _refuse_casefile(case, output)
        with files.written(output) as stream:
            out = _Hashed(stream)
            found = export(opened, name, out.write, query, with_text, tick)
            file = exports.Written(Path(output).name, out.size, out.sha256)
            said = {"format": name, "query": query, "article_text": with_text}
            counts = {"articles": found.articles, "statements": found.statements, "left_out": found.unread}
            audit = _log(case, {**said, **counts, "file": file.name, "sha256": file.sha256})
    told = exports.manifest(
        exports.format_named(name),
        found,
        casefile=case.name,
        query=query,
        with_text=with_text,
        files=[file],
        at=terminal.now(),
        audit=audit,
    )
    if beside is not None:
        with files.written(beside) as stream:
            stream.write(codec.indented(told))
    if as_json:
        click.echo(codec.encode(told))
    _tell(told, output, beside)


class _Hashed:
    """Passes bytes on, and knows how many there were and their SHA-256."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._hash, self.size = stream, hashlib.sha256(), 0

    def write(self, piece: bytes) -> None:
        """Pass on one piece."""
        self._stream.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        """Over all that was passed on, in hexadecimal."""
        return self._hash.hexdigest()


def _manifest_path(output: str) -> Path | None:
    """Where the manifest goes; standard output, devices and pipes have none."""
    place = Path(output)
    return None if output == "-" or (place.exists() and not place.is_file()) else Path(output + MANIFEST)


def _refuse_casefile(case: Path, output: str) -> None:
    place = Path(output)
    if place.exists() and place.samefile(case):
        raise InputError(f"{output}: expected another file than the casefile that is exported")


def _log(case: Path, detail: dict[str, Any]) -> dict[str, Any]:
    """The entry in the audit, or why there is none: a casefile that cannot be written is exported all the same."""
    from reportedly.casefile import open_casefile

    try:
        with open_casefile(case) as opened:
            entry = opened.log("export", detail)
    except CasefileError as error:
        return {"logged": False, "reason": str(error)}
    return {"logged": True, "number": entry.number, "hash": entry.hash}


def _tell(told: dict[str, Any], output: str, beside: Path | None) -> None:
    from reportedly.present.words import counted

    where = "standard output" if output == "-" else output
    amount = f"{counted(told['articles'], 'article')}, {counted(told['statements'], 'statement')}"
    terminal.tell(f"{amount}: {where}" + (f"; what it holds: {beside}" if beside else ""))
    if not told["complete"]:
        terminal.tell(told["completeness"])
    if not told["audit"]["logged"]:
        terminal.tell(f"not noted in the audit: {told['audit']['reason']}")
