"""The files of a folder, in an order that is the same on every machine."""

from collections.abc import Iterator
from pathlib import Path

from reportedly.acquire.makers import PAGES
from reportedly.acquire.refusal import RefusedError
from reportedly.acquire.streams import unreadable

DOCUMENTS = (".pdf", ".docx", ".eml")
TABLES = (".csv", ".tsv", ".parquet")
WEB_ARCHIVES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz")
SUFFIXES = (".txt", ".md", *PAGES, *DOCUMENTS, *TABLES, *WEB_ARCHIVES, ".jsonl")
"""Endings of the files that are read, in small letters or capitals."""


def ending(path: Path) -> str:
    """Which of the endings a file has, in small letters; empty for none."""
    name = path.name.lower()
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix) and len(name) > len(suffix)), "")


def endings() -> str:
    """The endings as a message names them: ``.txt, .md, … or .jsonl``."""
    return f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def walk(folder: Path) -> Iterator[Path | tuple[Path, RefusedError]]:
    """The files with a known ending below a folder, sorted by name level by level.

    Hidden files and folders, other files, and folders behind links are passed over. A folder that cannot be
    listed comes with the reason instead.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, unreadable(error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from walk(entry)
        elif ending(entry):
            yield entry
