"""``reportedly export CASE.db --as FORMAT -o PATH``."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from reportedly.cli import files, options, terminal
from reportedly.errors import CasefileError, InputError

if TYPE_CHECKING:
    from reportedly.present.exports import Exported, Layer, Written

MANIFEST = ".manifest.json"
"""Follows the name of an export in the name of its manifest; in a folder it is the name without the dot."""

SUMS = "SHA256SUMS"
"""List of a folder's files with their SHA-256, as ``sha256sum -c`` reads it."""

NAMES = "csv, xlsx, jsonl, parquet, web-annotation, followthemoney, claimreview, prov, brat, bibtex, dossier or datasette"


@click.command()
@options.CASE
@click.option("--as", "name", required=True, metavar="FORMAT", help=f"{NAMES}.")
@click.option("-o", "--output", required=True, metavar="PATH|-", help="Where to write; - is standard output.")
@click.option("--query", metavar="QUERY", help="Only what this finds, as in `reportedly search`.")
@click.option("--story", metavar="ID", help="Only the articles of this story.")
@click.option(
    "--layer",
    type=click.Choice(["final", "machine"]),
    default="final",
    show_default=True,
    help="The reading as people's reviews left it, or as the machine made it.",
)
@click.option(
    "--with-text", is_flag=True, help="Put the articles' full texts in, where the format takes them."
)
@click.option(
    "--unmask", is_flag=True, help="Show protected names; noted in the audit before anything is written."
)
@options.as_json
def command(
    case: Path,
    name: str,
    output: str,
    query: str | None,
    story: str | None,
    layer: Layer,
    with_text: bool,
    unmask: bool,
    as_json: bool,
) -> None:
    """Write what a casefile holds to a file for other programs, in the order of article ids.

    csv, xlsx, parquet: one row for each statement; with --query only the statements found. A cell that
    a spreadsheet would take for a formula begins with an apostrophe (csv, xlsx). jsonl: one whole reading a line; with
    --query those of articles in which anything was found. brat: a folder, and only --with-text. dossier: a page to
    read and print. docs/exports.md has the others, and what each has no place for.

    PATH.manifest.json says what was written, how much, by which versions, whether it is complete, and SHA-256 of
    the file. The export is noted in the casefile's audit. Articles not read yet are left out and counted.
    """
    from reportedly import codec
    from reportedly.present import exports

    form = exports.format_named(name, with_text)
    beside = _manifest_path(output, folder=form.files is not None)
    if beside is None and (as_json or form.files):
        what = f"{name} is a folder" if form.files else "--json prints the manifest"
        raise click.UsageError(f"{what}, and an export to standard output has none")
    _refuse_casefile(case, output)
    said: dict[str, Any] = {"format": name, "query": query, "story": story, "layer": layer}
    said |= {"article_text": with_text, "unmask": unmask}
    if unmask:
        _log_unmasking(case, said)
    with _opened(output, folder=form.files is not None) as out:
        found = _export(case, name, out, query, with_text, {"story": story, "layer": layer, "unmask": unmask})
        written = out.written()
        made = exports.manifest(form, found, files=written, audit=_log(case, said, found, written[-1]))
        out.beside(codec.indented(made))
    if beside is not None and not form.files:
        with files.written(beside) as stream:
            stream.write(codec.indented(made))
    if as_json:
        click.echo(codec.encode(made))
    _tell(made, output, beside)


def _export(
    case: Path, name: str, out: _Out, query: str | None, with_text: bool, how: dict[str, Any]
) -> Exported:
    from reportedly.casefile import open_casefile
    from reportedly.pipeline import export

    how = {**how, "at": terminal.now(), "begin": out.begin}
    with open_casefile(case, readonly=True) as opened, terminal.progress() as tick:
        return export(opened, name, out.write, query, with_text, tick, **how)


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


class _File:
    """One file, growing; its manifest is somebody else's to write."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self._name, self._out = name, _Hashed(stream)

    def begin(self, _name: str) -> None:
        """A file has no parts."""

    def write(self, piece: bytes) -> None:
        """Append."""
        self._out.write(piece)

    def written(self) -> list[Written]:
        """The file."""
        from reportedly.present.exports import Written

        return [Written(self._name, self._out.size, self._out.sha256)]

    def beside(self, _manifest: bytes) -> None:
        """Nothing lies inside a file."""


class _Folder:
    """A folder, growing file by file; the list of their sums is written as they come, so that none is kept in memory."""

    def __init__(self, place: Path) -> None:
        self._place, self._name = place, ""
        self._sums = (place / SUMS).open("wb")
        self._listed = _Hashed(self._sums)

    def begin(self, name: str) -> None:
        """The next file, whose whole content comes with the next call."""
        self._name = name

    def write(self, content: bytes) -> None:
        """The file that was begun."""
        (self._place / self._name).write_bytes(content)
        self._listed.write(f"{hashlib.sha256(content).hexdigest()}  {self._name}\n".encode())

    def written(self) -> list[Written]:
        """The list of sums, which stands for all that is in it."""
        from reportedly.present.exports import Written

        self.close()
        return [Written(SUMS, self._listed.size, self._listed.sha256)]

    def close(self) -> None:
        """Let go of the list; closing twice does nothing."""
        self._sums.close()

    def beside(self, manifest: bytes) -> None:
        """The manifest, in the folder."""
        (self._place / MANIFEST.removeprefix(".")).write_bytes(manifest)


_Out = _File | _Folder


@contextmanager
def _opened(output: str, *, folder: bool) -> Iterator[_Out]:
    """What appears under its name only when it is whole. A folder that is there is never touched: it may hold corrections."""
    if not folder:
        with files.written(output) as stream:
            yield _File(Path(output).name, stream)
        return
    place, part = Path(output), Path(f"{output}.part")
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise InputError(f"{output}: expected no folder there yet, or an empty one")
    if part.exists():
        shutil.rmtree(part)
    out = _Folder(files.folder(part))
    try:
        yield out
    except BaseException:
        out.close()
        shutil.rmtree(part)
        raise
    part.replace(place)


def _manifest_path(output: str, *, folder: bool) -> Path | None:
    """Where the manifest goes; standard output, devices and pipes have none."""
    place = Path(output)
    if output == "-" or (place.exists() and not place.is_file() and not place.is_dir()):
        return None
    return place / MANIFEST.removeprefix(".") if folder else Path(output + MANIFEST)


def _refuse_casefile(case: Path, output: str) -> None:
    place = Path(output)
    if place.exists() and case.exists() and place.samefile(case):
        raise InputError(f"{output}: expected another file than the casefile that is exported")


def _log_unmasking(case: Path, said: dict[str, Any]) -> None:
    """Before anything is written; a casefile that cannot be written is not shown unmasked. Raises ``CasefileError``."""
    from reportedly.casefile import open_casefile

    with open_casefile(case) as opened:
        opened.log("unmask", said)


def _log(case: Path, said: dict[str, Any], found: Exported, file: Written) -> dict[str, Any]:
    """The entry in the audit, or why there is none: a casefile that cannot be written is exported all the same."""
    from reportedly.casefile import open_casefile

    counts = {"articles": found.articles, "statements": found.statements, "left_out": found.unread}
    try:
        with open_casefile(case) as opened:
            entry = opened.log("export", {**said, **counts, "file": file.name, "sha256": file.sha256})
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
