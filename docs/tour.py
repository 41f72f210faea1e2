"""Runs commands for the documents, so that what they show is what the program says (`cog --check` in `make check`)."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).parent / "reportedly"
_case: list[Path] = []


def case() -> Path:
    """A casefile of the example case, made once for a document."""
    if not _case:
        folder = Path(tempfile.mkdtemp())
        _case.append(folder)
        for words in ("init case.db", f"ingest case.db {ROOT}/examples/articles.jsonl", "run case.db"):
            _output(words, folder)
    return _case[0]


def show(command: str, first: int | None = None, last: int | None = None) -> None:
    """Print a command and its output as a block; ``first`` and ``last`` keep that many lines of its ends."""
    folder = case() if "case.db" in command else ROOT
    lines = _output(command, folder).rstrip().splitlines()
    if first is not None and len(lines) > first + (last or 0):
        lines = [*lines[:first], "…", *(lines[-last:] if last else [])]
    print("```console", f"$ reportedly {command}", *lines, "```", sep="\n")


def _output(command: str, folder: Path) -> str:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [PROGRAM, *shlex.split(command)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def stories() -> None:
    """Print the case's stories: articles and separate origins found."""
    from reportedly.casefile import open_casefile

    print("```")
    with open_casefile(case() / "case.db", readonly=True) as opened:
        for story in opened.stories().items:
            origins = (
                "1 separate origin"
                if story.independent_origins == 1
                else f"{story.independent_origins} separate origins"
            )
            print(f"{origins} found for {len(story.articles)} articles")
            for origin in story.origins:
                print(f"  {origin.named}: {', '.join(origin.articles)}")
    print("```")


def alterations(kind: str) -> None:
    """Print the case's alterations of one kind, before and after."""
    from reportedly.casefile import open_casefile

    print("```")
    with open_casefile(case() / "case.db", readonly=True) as opened:
        for found in opened.comparison().alterations:
            if found.kind == kind:
                print(
                    f"{found.origin.article}: {found.before}",
                    f"{found.copy.article}: {found.after}",
                    sep="\n",
                )
    print("```")


def figures() -> None:
    """Print the gated figures beside what is known of other programs and of people (METRICS § 1).

    The rules' figures: ``python bench/polnear.py dev 84 rules`` and ``bench/gold.py``, 2026-11-23; without a gate.
    """
    import json

    floors = json.loads((ROOT / "bench" / "floors.json").read_text())
    dev, own, unseen = floors["polnear dev"], floors["examples"], floors["golden set"]
    print(
        "| F1 in per cent, at least | reportedly | its rules alone | Citron, retrained | Gender Gap Tracker | two people |",
        "|---|---|---|---|---|---|",
        sep="\n",
    )
    print(
        f"| PolNeAR dev: right statement with its source (attr@.5) | {dev['attribution attr@.5']} | 54.8 | 53.0 | 40.2 | 75.3 |"
    )
    print(
        f"| PolNeAR dev: source, cue and content all overlap | {dev['attribution overlap']} | 62.5 | – | – | 78.7 |"
    )
    for name, figures, rules in (
        ("golden set", unseen, ("47.0", "74.3")),
        ("example case", own, ("79.2", "94.2")),
    ):
        print(f"| {name}: attr@.5 | {figures['attribution attr@.5']} | {rules[0]} | – | – | – |")
        print(
            f"| {name}: speakers right, of statements found | {figures['speakers right']} | {rules[1]} | – | – | – |"
        )
