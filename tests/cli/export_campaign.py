"""Exports of many rows, each in a process of its own: how many rows come out, how much memory it took.

``measured(case, "csv", folder)`` is what a test and a long campaign call::

    python tests/cli/export_campaign.py 1000001 csv parquet     # builds a casefile, exports, prints a line each
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import factory
from reportedly.casefile import create_casefile
from reportedly.record import Article, Reading, Span, Statement

PER_ARTICLE = 25
"""Statements of one made-up article; a long report has about as many."""

MOST_MIB = 300
"""Resident memory of an exporting process at its highest, in MiB (issue 8)."""

_CHILD = """
import sys
from reportedly.cli import main
try:
    main()
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print("peak", peak.split()[1], file=sys.stderr)
"""
"""Not ``getrusage``: its peak begins at that of the process that forked (Linux), so a large test run would be measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One export: statements its manifest tells, highest resident memory, time on the clock, bytes."""

    name: str
    statements: int
    complete: bool
    mib: float
    seconds: float
    bytes: int
    path: Path


def build(path: Path, rows: int) -> Path:
    """A casefile of ``rows`` statements in articles of :data:`PER_ARTICLE`."""
    counts = [PER_ARTICLE] * (rows // PER_ARTICLE) + ([rows % PER_ARTICLE] if rows % PER_ARTICLE else [])
    with create_casefile(path) as case:
        case.add_all(article for article, _ in _made(counts))
        case.store_readings(reading for _, reading in _made(counts))
    return path


def _made(counts: list[int]) -> Iterator[tuple[Article, Reading]]:
    for n, count in enumerate(counts):
        lines = [
            f"Kelmar said that {n} lorries had turned back at gate {i} of the Sorn." for i in range(count)
        ]
        article = factory.article(
            "\n".join(lines), id=f"a{n:07d}", outlet=f"The Example {n % 40}", published="2031-03-03"
        )
        yield article, factory.reading(article, *_said(article, lines), speakers=[factory.speaker("Kelmar")])


def _said(article: Article, lines: list[str]) -> Iterator[Statement]:
    at = 0
    for text in lines:
        source, cue = Span(at, at + 6), Span(at + 7, at + 11)
        content = Span(at + 12, at + len(text) - 1)
        yield factory.statement(article, content, cue=cue, source=source, speaker="s1")
        at += len(text) + 1


def measured(case: Path, name: str, folder: Path, *options: str) -> Measured:
    """Export a casefile in a child process; raises ``AssertionError`` where it fails."""
    out = folder / f"out.{name}"
    call = [sys.executable, "-c", _CHILD, "export", str(case), "--as", name, "-o", str(out), *options]
    begun = time.monotonic()
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seconds, peak = time.monotonic() - begun, int(done.stderr.rsplit("peak ", 1)[1])
    beside = out / "manifest.json" if out.is_dir() else Path(f"{out}.manifest.json")
    told = json.loads(beside.read_bytes())
    size = sum(p.stat().st_size for p in out.iterdir()) if out.is_dir() else out.stat().st_size
    return Measured(name, told["statements"], told["complete"], peak / 1024, seconds, size, out)


def rows_in(path: Path) -> int:
    """Rows that another program counts in a CSV or Parquet file, or on the sheets of a workbook."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return int(parquet.ParquetFile(path).metadata.num_rows)
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True)
        return sum(sum(1 for _ in sheet.iter_rows(values_only=True)) - 1 for sheet in book.worksheets)
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def exported_rows(rows: int, names: tuple[str, ...], folder: Path) -> list[Measured]:
    """The campaign: one casefile, each format exported and held to :data:`MOST_MIB` and its number of rows."""
    folder.mkdir(exist_ok=True)
    case = build(folder / "case.db", rows)
    found = [measured(case, name, folder) for name in names]
    for one in found:
        assert one.complete, one
        assert one.mib < MOST_MIB, one
        assert one.statements == rows, one
        assert one.name not in ("csv", "parquet", "xlsx") or rows_in(one.path) == rows, one
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for one in exported_rows(
            int(sys.argv[1]), tuple(sys.argv[2:]) or ("csv", "parquet", "xlsx"), Path(name)
        ):
            print(
                f"{one.name}: {one.statements:,} rows, {one.mib:.0f} MiB, {one.seconds:.0f} s, {one.bytes:,} bytes"
            )
