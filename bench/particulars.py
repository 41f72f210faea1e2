"""Dates, figures and events against our own gold (``training/gold_manner``, format in its README): totals by kind only.

``python bench/particulars.py`` prints the figures. The gold judges the program: nothing here prints or returns one of its items.

Dates and figures are marked exhaustively in the articles of their sets, so precision counts; a date or figure of ours is matched one to
one with a gold one that it overlaps. *value* of a date: its EDTF without ``~ ? %`` is gold's or among gold's ``also``, or both bounds are
gold's; where gold has no value, ours has no bounds (for a duration, the same ISO 8601 length or none). *value* of a figure: value, low
and high are gold's. An event is right where it overlaps a gold event that is asserted; gold's alleged and unconfirmed ones count
neither way.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from reportedly.read import Reader, load_reader, read
from reportedly.record import Article, Event, Figure, Reading, Span, When

GOLD = Path(__file__).parents[1] / "training" / "gold_manner"
Row = dict[str, Any]
Figures = dict[str, float]


def articles(of_set: str) -> list[Article]:
    """The articles of one set of the gold."""
    lines = map(json.loads, (GOLD / "articles.jsonl").read_text("utf-8").splitlines())
    return [_article(line) for line in lines if line["set"] == of_set]


def _article(line: Row) -> Article:
    given = {k: line[k] for k in ("outlet", "title", "published") if line.get(k)}
    return Article.from_text(line["text"], id=line["id"], **given)


def rows(name: str, kind: str) -> dict[str, list[Row]]:
    """Rows of one kind ("date", "trap" …) of one file, by article."""
    found: dict[str, list[Row]] = {}
    for row in tomllib.loads((GOLD / f"{name}.toml").read_text("utf-8")).get(kind, []):
        found.setdefault(row["article"], []).append(row)
    return found


def place(text: str, fragment: Any, within: str = "") -> Span:
    """Where a fragment stands: a string, or ``[string, n]`` for its nth occurrence, looked up in ``within``."""
    start = text.index(within) if within else 0
    words, nth = (fragment, 1) if isinstance(fragment, str) else fragment
    at = start - 1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def paired(ours: list[Any], gold: list[tuple[Span, Row]]) -> Iterator[tuple[Any, Row]]:
    """One-to-one pairs of what overlaps, most shared characters first."""
    shares = [
        (min(o.span.end, s.end) - max(o.span.start, s.start), -n, -m)
        for n, o in enumerate(ours)
        for m, (s, _) in enumerate(gold)
        if o.span.overlaps(s)
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, n, m in sorted(shares, reverse=True):
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield ours[-n], gold[-m][1]


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def dates(reader: Reader) -> Figures:
    """Dates: found, value, anchor, by whether the article is dated; traps; days that nothing anchors."""
    gold, traps, count = rows("dates", "date"), rows("dates", "trap"), Counter[str]()
    for article in articles("dates"):
        ours = [d for d in read(article, reader).dates if d.part == "text"]
        marked = [(place(article.text, r["span"], r["within"]), r) for r in gold.get(article.id, [])]
        count["given"] += len(ours)
        count["gold"] += len(marked)
        count["days without an anchor"] += sum(d.anchor == "none" and d.earliest is not None for d in ours)
        count["traps hit"] += _hit(article, ours, traps)
        pairs = list(paired(ours, marked))
        count["found"] += len(pairs)
        for when, row in pairs:
            count["value"] += date_value(when, row)
            count["anchor"] += when.anchor == row["anchor"] or when.anchor in row.get("anchors", [])
            count["silently wrong"] += (
                when.earliest is not None and "edtf" not in row and "?" not in when.edtf
            )
            count[f"n, gold anchor {row['anchor']}"] += 1
            count[f"value, gold anchor {row['anchor']}"] += date_value(when, row)
    return _summary("date", count, ("value", "anchor"))


def date_value(when: When, row: Row) -> bool:
    """Whether a date's value is gold's."""
    if "edtf" not in row:
        lasts = when.edtf.startswith("P")
        return (
            when.earliest is None
            and when.latest is None
            and (not lasts or row.get("duration") in (None, when.edtf))
        )
    plain = _plain(when.edtf)
    if plain in {_plain(e) for e in (row["edtf"], *row.get("also", []))}:
        return True
    readings = set(plain.strip("[]").split(",")) if plain.startswith("[") else set()
    if readings:
        return readings <= {row["edtf"], *row.get("also", [])}
    return (when.earliest, when.latest) == (row.get("earliest"), row.get("latest"))


def _plain(edtf: str) -> str:
    return re.sub(r"[~?%]", "", edtf)


def figures(reader: Reader) -> Figures:
    """Figures: found, value with bounds, unit; traps."""
    gold, traps, count = rows("figures", "figure"), rows("figures", "trap"), Counter[str]()
    for article in articles("figures"):
        ours = [f for f in read(article, reader).figures if f.part == "text"]
        marked = [(place(article.text, r["span"], r["within"]), r) for r in gold.get(article.id, [])]
        count["given"] += len(ours)
        count["gold"] += len(marked)
        count["traps hit"] += _hit(article, ours, traps)
        for figure, row in paired(ours, marked):
            count["found"] += 1
            count["value"] += _same(figure.value, row.get("value"))
            count["value and bounds"] += figure_value(figure, row)
            count["approximate"] += figure.approximate == row["approximate"]
            count["unit"] += _unit(figure.unit) == _unit(row.get("unit"))
    return _summary("figure", count, ("value", "value and bounds", "approximate", "unit"))


def figure_value(figure: Figure, row: Row) -> bool:
    """Whether value and both bounds are gold's (the low one, or gold's laxer one)."""
    low = _same(figure.low, row.get("low")) or ("also_low" in row and _same(figure.low, row["also_low"]))
    return _same(figure.value, row.get("value")) and low and _same(figure.high, row.get("high"))


def _same(ours: float | None, gold: float | None) -> bool:
    return ours == gold if ours is None or gold is None else isclose(ours, gold, rel_tol=0.002)


def _unit(unit: str | None) -> str:
    return (unit or "").casefold().split(" ")[-1]


def _hit(article: Article, ours: list[Any], traps: dict[str, list[Row]]) -> int:
    places = [place(article.text, t["span"], t["within"]) for t in traps.get(article.id, [])]
    return sum(any(o.span.overlaps(p) for o in ours) for p in places)


def events(reader: Reader) -> Figures:
    """Events: precision and recall of those asserted, how many of the others were given; place, date, who vouches."""
    gold, traps, count = rows("events", "event"), rows("events", "trap"), Counter[str]()
    for article in articles("events"):
        reading = read(article, reader)
        marked = [(place(article.text, r["span"], r["within"]), r) for r in gold.get(article.id, [])]
        count["traps hit"] += _hit(article, list(reading.events), traps)
        open_rows = [r for _, r in marked if r.get("why") in ("alleged", "unconfirmed")]
        count["gold"] += sum(r["asserted"] for _, r in marked if r not in open_rows)
        count["given"] += len(reading.events)
        for event, row in paired(list(reading.events), marked):
            if row in open_rows:
                count["given"] -= 1
            elif row["asserted"]:
                count["found"] += 1
                _details(count, article, reading, event, row)
            else:
                count[f"given though {row['why']}"] += 1
    return _summary("event", count, ("place", "date", "vouched"))


def _details(count: Counter[str], article: Article, reading: Reading, event: Event, row: Row) -> None:
    for slot in ("place", "date"):
        ours, gold = getattr(event, slot), row[slot]
        words = gold if isinstance(gold, str) else gold[0]
        said = ours.of(article.text) if ours else ""
        count[slot] += bool(said) == bool(words) and (not words or said in words or words in said)
    by = {s.voice for s in reading.statements if s.id in event.vouched_by}
    count["vouched"] += by == ({"outlet"} if row["vouched_by"] == "outlet" else {"attributed"})


def _summary(name: str, count: Counter[str], parts: tuple[str, ...]) -> Figures:
    found, gold, given = count["found"], count["gold"], count["given"]
    rest = {k: float(v) for k, v in sorted(count.items()) if k not in (*parts, "found", "gold", "given")}
    return {
        f"{name}s in gold": float(gold),
        "found": _percent(found, gold),
        "precision": _percent(found, given),
        **{f"{part} of found": _percent(count[part], found) for part in parts},
        **{f"{part} of gold": _percent(count[part], gold) for part in parts[:2]},
        **rest,
    }


def main() -> None:
    """Print the figures."""
    reader = load_reader(sys.argv[1] if len(sys.argv) > 1 else None)
    for measure in (dates, figures, events):
        print("\n".join(f"{value:8g}  {name}" for name, value in measure(reader).items()), end="\n\n")


if __name__ == "__main__":
    main()
