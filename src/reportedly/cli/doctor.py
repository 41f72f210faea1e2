"""``reportedly doctor [CASE.db]``: is everything there that the program needs, and if not, what helps."""

from __future__ import annotations

import codecs
import json
import re
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

import click

from reportedly.cli import options, terminal
from reportedly.errors import InputError, ReportedlyError
from reportedly.version import __version__

SENTENCE = "The harbour council said on Friday that the bridge was closed."
"""Read for trial: cue, source and content stand in one plain sentence."""

READ = ("The harbour council", "said", "that the bridge was closed")
"""Its source, cue and content."""

SHIPPED = {
    ("reportedly.text", "lexicons"): ".tsv",
    ("reportedly.web", "templates"): ".html",
    ("reportedly.web", "static"): ".css",
}
"""Folder in the package → how the names of files end that must be in it."""

REINSTALL = "install the program again: pip install --force-reinstall reportedly"

BROKEN = (
    ReportedlyError,
    ImportError,
    OSError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What a check may raise on an installation with parts missing or altered; it becomes a problem of that check."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``cure`` is empty where all is well."""

    check: str
    found: str
    cure: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing needs doing."""
        return not self.cure


@click.command()
@click.argument("case", metavar="[CASE.db]", required=False, type=click.Path(path_type=Path))
@options.as_json
def command(case: Path | None, as_json: bool) -> None:
    """Check this installation, and with CASE.db that casefile and its folder. Exit status 1 where something is amiss."""
    findings = list(examine(case))
    if as_json:
        shown = [{"check": f.check, "ok": f.ok, "found": f.found, "cure": f.cure or None} for f in findings]
        click.echo(json.dumps({"ok": all(f.ok for f in findings), "checks": shown}, ensure_ascii=False))
    else:
        for finding in findings:
            _print(finding)
    sys.exit(not all(f.ok for f in findings))


def examine(case: Path | None = None) -> Iterator[Finding]:
    """Every check in turn; none stops the others."""
    checks: dict[str, Callable[[], tuple[str, str]]] = {
        "program": _program,
        "Python": _python,
        "packages": _packages,
        "package data": _shipped,
        "SQLite": _sqlite,
        "reader": _reader,
        "network": _network,
        "terminal": _terminal,
        "this folder": lambda: _folder(Path.cwd()),
    }
    if case is not None:
        checks["its folder"] = lambda: _folder(case.absolute().parent)
        checks["casefile"] = lambda: _casefile(case)
    for name, check in checks.items():
        yield _checked(name, check)


def _checked(name: str, check: Callable[[], tuple[str, str]]) -> Finding:
    try:
        return Finding(name, *check())
    except BROKEN as error:
        return Finding(name, f"{type(error).__name__}: {error}", REINSTALL)


def _program() -> tuple[str, str]:
    return f"reportedly {__version__}", ""


def _python() -> tuple[str, str]:
    fits = sys.version_info >= (3, 11)
    return sys.version.split()[0], "" if fits else "install Python 3.11 or later"


def _packages() -> tuple[str, str]:
    """What the program needs, as its own metadata say."""
    needed = [r for r in metadata.requires("reportedly") or () if "extra ==" not in r]
    found, amiss = [], []
    for name, least in (re.match(r"([\w.-]+)(?:>=([\d.]+))?", r).groups("0") for r in needed):  # type: ignore[union-attr]
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = "missing"
        found.append(f"{name} {version}")
        if _numbers(version) < _numbers(least):
            amiss.append(f'"{name}>={least}"')
    return ", ".join(found), f"pip install {' '.join(amiss)}" if amiss else ""


def _numbers(version: str) -> list[int]:
    """``1.20.0`` as ``[1, 20]``, so that versions compare as numbers."""
    numbers = [int(digits) for digits in re.findall(r"\d+", version)]
    while numbers[-1:] == [0]:
        numbers.pop()
    return numbers


def _shipped() -> tuple[str, str]:
    """Word lists, pages and their styles lie beside the code."""
    counts = {
        folder: sum(file.name.endswith(ending) for file in (resources.files(package) / folder).iterdir())
        for (package, folder), ending in SHIPPED.items()
    }
    found = ", ".join(f"{n} in {folder}" for folder, n in counts.items())
    return found, "" if all(counts.values()) else REINSTALL


def _sqlite() -> tuple[str, str]:
    from reportedly.casefile.engine import NEEDED, engine

    there = engine()
    if there.missing:
        cure = "use a Python whose SQLite is 3.37 or later and built with FTS5, as python.org's is"
        return f"{there.version} without {' and '.join(there.missing)}", cure
    return f"{there.version} with {' and '.join(NEEDED)}", ""


def _reader() -> tuple[str, str]:
    """The reader loads, and finds who said what in a plain sentence."""
    from reportedly.read import load_reader, read
    from reportedly.record import Article

    reader = load_reader()
    reading = read(Article.from_text(SENTENCE, id="doctor"), reader)
    roles = [tuple(s[0].of(SENTENCE) for s in (x.source, x.cue, x.content) if s) for x in reading.statements]
    found = f"{reader.stamp.model}, read {' — '.join(READ)}"
    return (
        (found, "") if READ in roles else (f"{reader.stamp.model} read {roles}, expected {READ}", REINSTALL)
    )


def _network() -> tuple[str, str]:
    """There is nothing to try out but that the workbench refuses any address that is not this machine's."""
    from reportedly.web.app import loopback

    try:
        loopback("192.0.2.1")
    except InputError:
        return "no command opens a connection; serve answers this machine only (127.0.0.1)", ""
    return "serve would answer other machines", REINSTALL


def _terminal() -> tuple[str, str]:
    encoding = sys.stdout.encoding or "none"
    utf8 = encoding != "none" and codecs.lookup(encoding).name == "utf-8"
    return encoding, "" if utf8 else "set the environment variable PYTHONUTF8=1, or a locale such as C.UTF-8"


def _folder(path: Path) -> tuple[str, str]:
    """A file can be made there, and be written."""
    try:
        with tempfile.TemporaryFile(dir=path) as file:
            file.write(b"reportedly")
            file.flush()
    except OSError as error:
        cure = "choose a folder that is there and can be written, or give yourself permission"
        return f"{path}: {error.strerror}", cure
    return f"{path} can be written", ""


def _casefile(path: Path) -> tuple[str, str]:
    from reportedly.casefile import open_casefile
    from reportedly.present.words import counted

    if not path.exists():
        return f"{path}: not there yet; reportedly init {path} makes it", ""
    try:
        with open_casefile(path, readonly=True) as case:
            there = case.summary()
    except ReportedlyError as error:
        return str(error), "give the path of a casefile, or put a copy of it in its place"
    return f"{path}: {counted(there.articles, 'article')}, {there.read:,} read", ""


def _print(finding: Finding) -> None:
    head = f"{'ok' if finding.ok else 'problem':<9}{finding.check:<14}"
    click.echo(_wrapped(finding.found, head))
    if finding.cure:
        click.echo(_wrapped(f"cure: {finding.cure}", " " * len(head)))


def _wrapped(text: str, head: str) -> str:
    indent = " " * len(head)
    lines = textwrap.TextWrapper(
        terminal.width(), head, indent, break_long_words=False, break_on_hyphens=False
    )
    return lines.fill(text)
