"""Dates against gold, beside other libraries in one run: GUM dev, and our own gold where it is at hand.

``python bench/dates.py`` prints the figures of ours; ``--peers`` adds dateparser and, where ``build/peers`` holds it,
recognizers-text; ``--misses`` lists what GUM *train* has and ours misses or values otherwise (never dev).

Measured on a text rebuilt from GUM's tokens, ``dateCreated`` as the day of publication. *found*: share of gold dates that
a date of ours overlaps, one to one. *value*: share of **all** gold dates whose first and last day (or yearless form) are
exactly those of gold; *value of found* is that over those found; *near* counts intervals that share at least half of the days
that either covers. A peer that gives a single day is right where that day lies in gold's day, month or year.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import sys
import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportedly.read.dates import Anchors, find_dates
from reportedly.read.dates.values import Value
from reportedly.record import Span
from reportedly.text import quotations

ROOT = Path(__file__).parents[1]
GUM = Path(os.environ.get("REPORTEDLY_DATA", ROOT.parent / "shared" / "data")) / "gum_entities_coref_dates"
PEERS = ROOT / "build" / "peers"
"""Where a peer that is no dependency may be installed: ``pip install --target build/peers …``."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a date stands for: first and last day (``None``: open or unknown), or the yearless form (``XXXX-05-12``)."""

    first: date | None = None
    last: date | None = None
    yearless: str = ""

    def near(self, other: Worth) -> bool:
        """Whether both cover mostly the same days."""
        if self == other:
            return True
        if not (self.first and self.last and other.first and other.last):
            return bool(self.yearless or other.yearless) is False and (
                (self.first or self.last) in (other.first, other.last)
            )
        shared = (min(self.last, other.last) - max(self.first, other.first)).days + 1
        union = (max(self.last, other.last) - min(self.first, other.first)).days + 1
        return shared / union >= 0.5


Found = tuple[Span, Worth]


@dataclass(slots=True)
class Counts:
    """Gold dates, and how many of them a system found and valued; ``given`` are all that it gave."""

    gold: int = 0
    found: int = 0
    right: int = 0
    near: int = 0
    given: int = 0
    seconds: float = 0.0
    characters: int = 0
    misses: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The figures in one line."""
        of = max(1, self.gold)
        return (
            f"n {self.gold}  found {100 * self.found / of:5.1f}  value {100 * self.right / of:5.1f}  "
            f"of found {100 * self.right / max(1, self.found):5.1f}  near {100 * self.near / of:5.1f}  given {self.given}  "
            f"{self.characters / 1000 / max(self.seconds, 1e-9):,.1f} kchar/s"
        )


def documents(split: str) -> Iterator[tuple[str, str, date | None, list[Found]]]:
    """(genre, text, day of writing, gold dates) of each document of a split of GUM."""
    for line in (GUM / f"{split}.jsonl").read_text("utf-8").splitlines():
        doc = json.loads(line)
        text, places = _text(doc)
        gold = [
            (Span(places[d["start"]].start, places[d["end"]].end), worth)
            for d in doc["dates"]
            if (worth := _worth(d["attrs"])) is not None
        ]
        day = doc["meta"].get("dateCreated") or ""
        yield doc["genre"], text, _first(day) if len(day) == 10 else None, gold


def _text(doc: dict[str, Any]) -> tuple[str, list[Span]]:
    pieces, places, at = [], [], 0
    for token, space in zip(doc["tokens"], doc["space_after"], strict=True):
        places.append(Span(at, at + len(token)))
        piece = token + " " * bool(space)
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), places


def _worth(attrs: dict[str, str]) -> Worth | None:
    """What TEI's attributes say; ``None`` for those that can't be read (about 1 %: slips, times before year 1)."""
    try:
        if "when" in attrs and re.match(r"--|xxxx-", attrs["when"]):
            return Worth(yearless="XXXX-" + attrs["when"].lstrip("-x"))
        if "when" in attrs and re.fullmatch(r"-\d+", attrs["when"]):
            return Worth(yearless=f"-{int(attrs['when'][1:]) - 1:04}")
        if "when" in attrs:
            return Worth(_first(attrs["when"]), _last(attrs["when"]))
        low, high = attrs.get("from", attrs.get("notBefore")), attrs.get("to", attrs.get("notAfter"))
        if (low or high or "").startswith("--"):
            if season := _SEASONS.get((low or "", high or "")):
                return Worth(yearless=f"XXXX-{season}")
            return Worth(yearless="/".join("XXXX-" + v[2:] for v in (low, high) if v))
        return Worth(_first(low) if low else None, _last(high) if high else None)
    except ValueError:
        return None


_SEASONS = {
    ("--03", "--05"): 21,
    ("--03", "--06"): 21,
    ("--06", "--08"): 22,
    ("--06", "--09"): 22,
    ("--09", "--11"): 23,
}
_SEASONS |= {("--09", "--12"): 23, ("--12", "--02"): 24, ("--12", "--03"): 24}
"""GUM's months for a season without a year → EDTF's code."""


def _numbers(value: str) -> list[int]:
    if not re.fullmatch(r"\d{3,4}(-\d\d){0,2}(T[\d:]+)?", value):
        raise ValueError(f"expected a year, month or day of the common era, got {value!r}")
    return [int(n) for n in value.split("T", maxsplit=1)[0].split("-")]


def _first(value: str) -> date:
    year, *rest = _numbers(value)
    return date(year, *([*rest, 1, 1])[:2])


def _last(value: str) -> date:
    numbers = _numbers(value)
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    return date(year, month, numbers[2] if len(numbers) > 2 else monthrange(year, month)[1])


System = Callable[[str, "date | None"], list[Found]]


def ours(text: str, day: date | None) -> list[Found]:
    """The dates of the program."""
    quoted = tuple(q.span for q in quotations(text) if q.depth == 1)
    found = find_dates(text, Anchors(day), quoted)
    return [(d.span, worth) for d in found for value in {d.value, d.core} for worth in _worths(value)]


def _worths(value: Value) -> list[Worth]:
    """What a value stands for, EDTF's marks of doubt left out. GUM marks each end of a range, and what stands behind
    "since", as dates of their own: the ends of an interval, and the date behind such a word, may be matched too."""
    edtf = re.sub(r"[~?%]", "", value.edtf)
    ends = [e for e in edtf.split("/") if e != ".."]
    plain = [Worth(_first(e), _last(e)) for e in ends if re.fullmatch(r"\d{4}(-(0\d|1[012])(-\d\d)?)?", e)]
    whole = Worth(value.earliest, value.latest, _yearless(edtf))
    if len(plain) == 2:
        return [Worth(plain[0].first, plain[1].last), *plain]
    if edtf.startswith(".."):
        return [whole]
    return [*plain, whole] if "/" in edtf else plain or [whole]


def _yearless(edtf: str) -> str:
    return edtf if edtf.startswith(("XXXX", "-")) else ""


def dateparser(text: str, day: date | None) -> list[Found]:
    """dateparser's ``search_dates``, English, with the day of writing as its base."""
    search = importlib.import_module("dateparser.search").search_dates
    base = datetime(day.year, day.month, day.day) if day else None
    settings: dict[str, Any] = {"RELATIVE_BASE": base} if base else {}
    found, at = [], 0
    for words, when in search(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append((Span(start, at), Worth(when.date(), when.date())))
    return found


def recognizers(text: str, day: date | None) -> list[Found]:
    """recognizers-text-date-time, English; its timex values as days."""
    sys.path.insert(0, str(PEERS))
    recognise = importlib.import_module("recognizers_date_time").recognize_datetime
    base = datetime(day.year, day.month, day.day) if day else None
    found = []
    for result in recognise(text, "en-us", reference=base):
        for value in (result.resolution or {}).get("values", [])[:1]:
            ends = [value.get("value", value.get("start")), value.get("value", value.get("end"))]
            days = [_first(v[:10]) if v and re.match(r"\d{4}-\d\d-\d\d", v) else None for v in ends]
            found.append((Span(result.start, result.end + 1), Worth(*days)))
    return found


def scored(system: System, split: str, genre: str = "", *, lenient: bool = False) -> Counts:
    """A system's counts on a split; ``lenient`` for one that gives single days."""
    counts = Counts()
    for kind, text, day, gold in documents(split):
        if genre and kind != genre:
            continue
        begun = time.process_time()
        given = system(text, day)
        counts.seconds += time.process_time() - begun
        counts.characters += len(text)
        _count(counts, text, gold, given, lenient)
    return counts


def _count(counts: Counts, text: str, gold: list[Found], given: list[Found], lenient: bool) -> None:
    counts.gold += len(gold)
    counts.given += len({span for span, _ in given})
    free = list(given)
    for span, worth in gold:
        hits = [g for g in free if g[0].overlaps(span)]
        if not hits:
            counts.misses.append(f"missed  {_round(text, span)}  {worth}")
            continue
        best = max(hits, key=lambda g: (_agrees(worth, g[1], lenient), -abs(g[0].start - span.start)))
        free.remove(best)
        counts.found += 1
        counts.right += _agrees(worth, best[1], lenient)
        counts.near += _agrees(worth, best[1], lenient) or worth.near(best[1])
        if not _agrees(worth, best[1], lenient):
            counts.misses.append(
                f"other   {_round(text, span)}  gold {worth} ours {best[0].of(text)!r} {best[1]}"
            )


def _agrees(gold: Worth, given: Worth, lenient: bool) -> bool:
    if gold == given:
        return True
    day = given.first
    return bool(lenient and day and day == given.last and gold.first and gold.last) and (
        gold.first <= day <= gold.last and (gold.last - gold.first).days <= 366  # type: ignore[operator]
    )


def _round(text: str, span: Span) -> str:
    return f"{text[max(0, span.start - 40) : span.start]}[[{span.of(text)}]]{text[span.end : span.end + 25]}"


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.misses:
        print("\n".join(scored(ours, "train").misses))
        return 0
    for split in ("train", "dev"):
        print(f"ours              GUM {split:5}  {scored(ours, split).line()}")
        print(f"ours              {split} news  {scored(ours, split, 'news').line()}")
    if asked.peers:
        print(f"dateparser        GUM dev    {scored(dateparser, 'dev', lenient=True).line()}")
        try:
            print(f"recognizers-text  GUM dev    {scored(recognizers, 'dev', lenient=True).line()}")
        except ImportError as error:
            print(f"recognizers-text  not run: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
