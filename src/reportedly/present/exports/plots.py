"""Plots of a dossier as inline SVG, each with the table it is drawn from.

Every mark is labelled with its number or stands beside its name: nothing is said by colour alone, and a print in
black and white loses nothing. A plot never shows what its table does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from reportedly.present.layout import harmless
from reportedly.present.words import counted, day, word
from reportedly.record import ENUMERATIONS

MOST_LANES = 15
"""Rows of a plot: what fits half a printed page; the table has all of them."""

UNDATED = "undated"
WIDTH, MARGIN, LANE = 720, 200, 22
"""Of a plot, of its names, and of one row, in SVG user units; 720 fills an A4 page between margins."""

_NAME_CHARACTERS = 30
"""Characters of a name that fit its margin; the table has it whole."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing and the table behind it. ``note`` says what the drawing leaves to the table, '' for nothing."""

    title: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def articles_by_day(published: Iterable[tuple[str, str | None]]) -> Plot:
    """When each outlet published: pairs of outlet and date as noted. What has no day stands in the table only."""
    counts = Counter((outlet, day(when) if when else UNDATED) for outlet, when in published)
    rows = sorted(counts.items(), key=lambda item: (item[0][1] == UNDATED, item[0][1], item[0][0]))
    dated = {key: n for key, n in counts.items() if _ordinal(key[1]) is not None}
    totals: Counter[str] = Counter()
    for (outlet, _), n in counts.items():
        totals[outlet] += n
    lanes = [name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))][:MOST_LANES]
    left_out = [counted(sum(counts.values()) - sum(dated.values()), "article") + " without a day"]
    return Plot(
        "Articles by day and outlet",
        _timeline(lanes, dated),
        ("day", "outlet", "articles"),
        tuple((when, outlet, str(n)) for (outlet, when), n in rows),
        _note(
            len(totals) - len(lanes), "outlet", left_out if sum(dated.values()) < sum(counts.values()) else []
        ),
    )


def statements_by_speaker(said: Iterable[tuple[str, str]]) -> Plot:
    """How many statements are given to each speaker: pairs of name and stance. The table splits them by wording."""
    counts = Counter(said)
    totals: Counter[str] = Counter()
    for (name, _), n in counts.items():
        totals[name] += n
    stances = [s for s in ENUMERATIONS["statement.stance"] if any(stance == s for _, stance in counts)]
    names = [name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))]
    return Plot(
        "Attributed statements by speaker",
        _bars([(name, totals[name]) for name in names[:MOST_LANES]]),
        ("speaker", *(word("statement.stance", s).label for s in stances), "in all"),
        tuple((n, *(str(counts[n, s]) for s in stances), str(totals[n])) for n in names),
        _note(len(names) - MOST_LANES, "speaker", []),
    )


def _note(more: int, noun: str, also: Sequence[str]) -> str:
    told = ([counted(more, noun)] if more > 0 else []) + list(also)
    return f"In the table only: {', '.join(told)}." if told else ""


def _ordinal(when: str) -> int | None:
    try:
        return date.fromisoformat(when).toordinal()
    except ValueError:
        return None


def _drawing(lanes: int, told: str) -> Element:
    height = LANE * (lanes + 1) + 8
    svg = Element(
        "svg",
        {"viewBox": f"0 0 {WIDTH} {height}", "width": "100%", "role": "img", "aria-label": told},
    )
    SubElement(svg, "title").text = told
    return svg


def _label(svg: Element, x: float, y: float, text: str, anchor: str = "start") -> None:
    shown = harmless(text)
    if len(shown) > _NAME_CHARACTERS:
        shown = shown[: _NAME_CHARACTERS - 1] + "…"
    at = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor}
    SubElement(svg, "text", at).text = shown


def _bars(totals: Sequence[tuple[str, int]]) -> str:
    told = f"Bars: {counted(len(totals), 'speaker')} with the number of statements given to each"
    svg, most = _drawing(len(totals), told), max((n for _, n in totals), default=1)
    for row, (name, n) in enumerate(totals):
        y, length = LANE * row + 8, (WIDTH - MARGIN - 60) * n / most
        _label(svg, MARGIN - 8, y + 13, name, "end")
        SubElement(svg, "rect", {"x": str(MARGIN), "y": str(y), "width": f"{length:.1f}", "height": "16"})
        _label(svg, MARGIN + length + 6, y + 13, f"{n:,}")
    return tostring(svg, encoding="unicode")


def _timeline(lanes: Sequence[str], counts: dict[tuple[str, str], int]) -> str:
    days = sorted({when for _, when in counts}, key=lambda when: _ordinal(when) or 0)
    told = f"Timeline: {counted(len(lanes), 'outlet')}, " + (
        f"{days[0]} to {days[-1]}" if days else "no days known"
    )
    svg = _drawing(len(lanes) + 1, told)
    for row, name in enumerate(lanes):
        y = LANE * row + 18
        _label(svg, MARGIN - 8, y + 4, name, "end")
        SubElement(
            svg, "line", {"x1": str(MARGIN), "x2": str(WIDTH), "y1": str(y), "y2": str(y), "class": "lane"}
        )
        _dots(
            svg,
            y,
            [(_across(when, days), n) for (outlet, when), n in sorted(counts.items()) if outlet == name],
        )
    for when, anchor in dict(zip(days[:1] + days[-1:], ("start", "end"), strict=False)).items():
        _label(svg, _across(when, days), LANE * (len(lanes) + 1), when, anchor if len(days) > 1 else "middle")
    return tostring(svg, encoding="unicode")


def _across(when: str, days: Sequence[str]) -> float:
    first, last = _ordinal(days[0]) or 0, _ordinal(days[-1]) or 0
    share = ((_ordinal(when) or 0) - first) / (last - first) if last > first else 0.5
    return MARGIN + 12 + share * (WIDTH - MARGIN - 40)


def _dots(svg: Element, y: float, found: Iterable[tuple[float, int]]) -> None:
    for x, n in found:
        SubElement(svg, "circle", {"cx": f"{x:.1f}", "cy": str(y), "r": "5"})
        if n > 1:
            _label(svg, x + 7, y - 4, str(n))
