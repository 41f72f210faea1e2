"""The quality gate: every figure of METRICS § 1 beside human agreement, and exit status 1 below a floor.

``python bench/gate.py`` prints the figures and compares them with ``bench/floors.json``. A floor is the figure
measured when it was set, less 0.5 (METRICS); it only rises, and lowering one needs a decision record with before and
after. PolNeAR is left out, and said to be, where the data folder is not at hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import gold
import links
import particulars
import polnear
from reportedly.read import load_reader

FLOORS = Path(__file__).with_name("floors.json")

HUMANS = {
    "attribution overlap": 78.7,
    "attribution IoU.5": 68.6,
    "attribution exact": 59.8,
    "attribution attr@.5": 75.3,
    "token source": 81.4,
    "token cue": 69.2,
    "token content": 91.6,
    "span exact source": 78.9,
    "span exact cue": 70.8,
    "span exact content": 72.0,
    "recall direct": 97.7,
    "recall mixed": 93.0,
    "recall indirect": 74.0,
}
"""Agreement of PolNeAR's annotators, 20 articles, 590 ordered pairs (READER.md). Past it a figure measures one annotator's style."""

Figures = dict[str, float]


def polnear_dev() -> Figures:
    """Figures of the reader that ships on PolNeAR dev."""
    return polnear.score("dev").figures()


def examples() -> Figures:
    """Figures of the reader that ships on the invented case, with its speakers and stances."""
    return _against(gold.score())


def golden() -> Figures:
    """The same on the golden set, at which nobody looks while mending the reader."""
    return _against(gold.score(folder=gold.GOLDEN))


def _against(against: gold.Against) -> Figures:
    return {
        **against.scores.figures(),
        "speakers right": round(against.right, 1),
        "speakers wrong (at most)": round(against.wrong, 1),
        "speakers left open (count)": against.speakers_open,
        "stance as in gold": round(100 * against.stance_right / against.matched, 1),
        "kind as in gold": round(100 * against.kind_right / against.matched, 1),
        "nested found": round(100 * against.nested_found / against.nested, 1),
    }


def dated() -> Figures:
    """Dates, figures and events on the gold of training/gold_manner (its README; nobody looks at its items)."""
    reader = load_reader()
    dates, figures, events = (m(reader) for m in (particulars.dates, particulars.figures, particulars.events))
    return {
        "dates found": dates["found"],
        "dates precision": dates["precision"],
        "dates value of found": dates["value of found"],
        "days without an anchor (count)": dates["days without an anchor"],
        "figures found": figures["found"],
        "figures value and bounds of found": figures["value and bounds of found"],
        "events found": events["found"],
        "events precision": events["precision"],
    }


MOST = ("(count)", "(at most)")
"""Endings of names whose figure may only fall."""

SETS = {
    "polnear dev": polnear_dev,
    "examples": examples,
    "golden set": golden,
    "speakers and relays": links.figures,
    "dates, figures, events": dated,
}
"""Name of a set, as in ``floors.json`` → how it is measured."""


def available(name: str) -> bool:
    """Whether the data of a set is at hand."""
    return (
        name not in ("polnear dev", "speakers and relays")
        or (polnear.CORPORA / "polnear" / "dev.jsonl").exists()
    )


def floors() -> dict[str, Figures]:
    """The floors; a name that ends in "(count)" or "(at most)" holds the most there may be of it."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def failures(figures: Figures, wanted: Figures) -> list[str]:
    """One line for each figure that is below its floor, above its most, or missing."""
    found = []
    for name, floor in wanted.items():
        figure = figures.get(name)
        if figure is None or (figure > floor if name.endswith(MOST) else figure < floor):
            found.append(f"{name}: {figure} where {floor} was reached before")
    return found


def show(name: str, figures: Figures, wanted: Figures) -> str:
    """The figures of a set as a table, with floor and human agreement beside them."""
    rows = [f"{name:28}{'figure':>8}{'floor':>8}{'humans':>8}"]
    for row, figure in figures.items():
        human = HUMANS.get(row) if name == "polnear dev" else None
        rows.append(f"{row:28}{figure:8}{wanted.get(row, '–'):>8}{human if human is not None else '–':>8}")
    return "\n".join(rows)


def main() -> int:
    """Print every set that is at hand; 1 where a figure is below its floor."""
    failed: list[str] = []
    for name, measure in SETS.items():
        if not available(name):
            print(f"{name}: not measured, {polnear.CORPORA} is not at hand")
            continue
        figures, wanted = measure(), floors().get(name, {})
        print(show(name, figures, wanted), end="\n\n")
        failed += [f"{name}: {line}" for line in failures(figures, wanted)]
    print("\n".join(failed) if failed else "every figure is at its floor or above")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
