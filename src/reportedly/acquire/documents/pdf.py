"""A PDF → one article, its lines joined to paragraphs, with the pages' places in the text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles
from typing import Any

from reportedly.acquire.decoding import check_characters
from reportedly.acquire.metadata import of_text
from reportedly.acquire.plain import Clock, How, capture
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article, Noted

MEDIA_TYPE = "application/pdf"
WORKER = Path(__file__).with_name("pdf_worker.py")
SECONDS = 45
"""Seconds of wall clock for one PDF; its CPU time is bounded in the process itself (``pdf_worker.SECONDS``)."""
SHORT = 0.75
"""Share of the long lines' length below which a line that ends a sentence ends a paragraph."""

_LEFT_OUT = re.compile(r"[\0\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)]*\Z")
_HYPHEN = re.compile(r"(\w+)-\Z")
_NO_TITLE = re.compile(r"(?i)microsoft word|untitled|\.(?:docx?|pdf|indd|qxp)\Z|layout \d")


def pdf_article(raw: bytes, id: str, where: str, how: How, now: Clock | None) -> Article:
    """The article of a PDF that has text.

    The text is pypdf's, in the order in which the file draws it; ``extra["pages"]`` holds start and end of each page
    in it. Raises ``RefusedError``: ``no_text`` for pictures of pages, ``encrypted``, ``damaged``, ``too_large``,
    ``time``, ``nested``. Cost: 0.2 s for the process, 10 ms a page.
    """
    if not raw.strip():
        raise RefusedError("empty", "a PDF", "an empty file" if not raw else "nothing but white space")
    found = _read(raw)
    drawn, odd = _usable(found["pages"])
    text, pages, joined = _text(drawn)
    if not text.strip():
        raise RefusedError(
            "no_text", "a PDF with text", f"{len(drawn)} pages without any (pictures of them?)"
        )
    check_characters(text, "a text")
    notes = [
        where,
        f"text by pypdf {version('pypdf')}, lines joined to paragraphs",
        f"{joined:,} words joined that a hyphen parted at a line's end" if joined else "",
        f"{odd:,} characters left out that no text can hold" if odd else "",
    ]
    article = Article(id, text, _metadata(found["info"], text), capture(raw, how, MEDIA_TYPE, notes, now))
    return replace(article, extra={"pages": pages, **_dates(found["info"])})


def _read(raw: bytes) -> dict[str, Any]:
    """What the worker says. Raises ``RefusedError``."""
    try:
        done = subprocess.run(  # noqa: S603 (our own file, no shell)
            [sys.executable, "-I", str(WORKER)], input=raw, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("time", f"a PDF that is read in {SECONDS} s", "more") from error
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise _ended(done.returncode) from error
    if "refused" in found:
        raise RefusedError(*found["refused"])
    return dict(found)


def _ended(status: int) -> RefusedError:
    import signal

    if status in (-getattr(signal, "SIGXCPU", 24), -9):
        return RefusedError("time", "a PDF that is read within its bounds of time and memory", "more")
    return RefusedError("damaged", "a PDF", f"one on which the reader ended with status {status}")


def _usable(pages: list[str]) -> tuple[list[str], int]:
    found = [_LEFT_OUT.subn("", page) for page in pages]
    return [page for page, _ in found], sum(odd for _, odd in found)


def _text(pages: list[str]) -> tuple[str, list[list[int]], int]:
    """The text, start and end of each page in it, and how many words were joined across a hyphen."""
    whole = "\n".join(pages)
    long = _long_line(whole)
    text, places, joined = "", list[list[int]](), 0
    for page in pages:
        body, hyphens = _paragraphs(page, long, whole)
        joined += hyphens
        text += "\n\n" if text and body else ""
        places.append([len(text), len(text) + len(body)])
        text += body
    return text, places, joined


def _long_line(text: str) -> float:
    """The length of a full line: nine lines in ten are no longer."""
    lengths = [len(line.strip()) for line in text.splitlines() if line.strip()]
    return quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0.0


def _paragraphs(page: str, long: float, whole: str) -> tuple[str, int]:
    """A page's lines as paragraphs: a blank line parts them, and the end of a sentence on a short line."""
    paragraphs, current, joined = list[str](), "", 0
    for line in (*(line.strip() for line in page.splitlines()), ""):
        if line and current:
            current, did = _joined(current, line, whole)
            joined += did
        elif line:
            current = line
        if current and (not line or (len(line) < SHORT * long and _SENTENCE_END.search(line))):
            paragraphs.append(current)
            current = ""
    return "\n\n".join(paragraphs), joined


def _joined(before: str, line: str, whole: str) -> tuple[str, bool]:
    """Two lines in one. A hyphen at the end stays where the same word stands with it elsewhere in the document."""
    parted = _HYPHEN.search(before)
    word = re.match(r"\w+", line)
    if not parted or not word or not word[0][:1].islower():
        return f"{before} {line}", False
    if f"{parted[1]}-{word[0]}" in whole:
        return before + line, False
    return before[:-1] + line, True


def _metadata(info: dict[str, str], text: str) -> tuple[Noted, ...]:
    """Title and author among the properties, then the title that the first line may be."""
    keys = {"title": "/Title", "byline": "/Author"}
    given = [
        Noted(name, value, f"pdf:info[{key[1:]}]", "properties")
        for name, key in keys.items()
        if (value := _LEFT_OUT.sub("", info.get(key, "")).strip()) and not _NO_TITLE.search(value)
    ]
    return tuple(sorted((*given, *of_text(text)), key=lambda noted: noted.name != "title"))


def _dates(info: dict[str, str]) -> dict[str, str]:
    """When the file was made: kept beside, since it says little on when the article was published."""
    keys = {"pdf_created": "/CreationDate", "pdf_modified": "/ModDate"}
    return {name: _LEFT_OUT.sub("", info[key]) for name, key in keys.items() if key in info}
