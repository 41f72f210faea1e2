"""Confidence and threshold of an exported model, fitted on PolNeAR dev: ``python training/calibrate.py MODEL_FOLDER``.

Platt scaling of the tagger's log odds: a finding is right when content (IoU ≥ .5) and source (overlap) are those of an
attribution of the corpus, one to one. The threshold is the lowest with an F1 that is the highest or as good. Prints the table of the docs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import corpora
import numpy as np
from evaluate import Read, figures, outermost, read_all

from reportedly.models.learned import Finding, confidence, load_learned

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from scoring import attribution, matching, right_statement

ALIKE = 0.1
"""Points of F1 within which a lower threshold is taken for the sake of recall."""
STEPS = [n / 20 for n in range(2, 20)]


def outcomes(read: Read) -> tuple[np.ndarray, np.ndarray]:
    """Log odds of every outermost finding, and whether it is right."""
    odds, right = [], []
    for article, findings in read:
        t = article["text"]
        found = outermost(findings)
        gold = [attribution(t, a["source"], a["cue"], a["content"]) for a in article["attributions"]]
        made = [attribution(t, f.source, (f.cue,), f.content) for f in found]
        hit = {i for i, _ in matching(made, gold, right_statement)}
        odds += [f.odds for f in found]
        right += [i in hit for i in range(len(found))]
    return np.array(odds), np.array(right, float)


def platt(odds: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and constant of the logistic curve (Newton's method)."""
    x = np.stack([odds, np.ones_like(odds)], 1)
    w = np.zeros(2)
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]), x.T @ (right - p))
    return round(float(w[0]), 4), round(float(w[1]), 4)


def error(chance: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins, in points."""
    bins = np.minimum((chance * 10).astype(int), 9)
    gaps = [abs(chance[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)]
    return 100 * float(sum(gaps))


def main(folder: Path) -> None:
    """Fit, write the manifest, print the table."""
    read = read_all(load_learned(folder), corpora.polnear("dev"))
    odds, right = outcomes(read)
    scale = platt(odds, right)
    chance = np.array([confidence(o, scale) for o in odds])
    print(f"slope {scale[0]}, constant {scale[1]}, calibration error {error(chance, right):.1f} points")
    again: Read = [(a, [_with(f, scale) for f in found]) for a, found in read]
    table = {least: figures(again, least)["attribution attr@.5"] for least in STEPS}
    for least, c in table.items():
        print(f"| {least:.2f} | {c.precision:.1f} | {c.recall:.1f} | {c.f1:.1f} |")
    top = max(c.f1 for c in table.values())
    best = min(least for least, c in table.items() if c.f1 >= top - ALIKE)
    path = folder / "manifest.json"
    written = json.loads(path.read_text())
    written |= {
        "error": round(error(chance, right), 2),
        "confidence": {"slope": scale[0], "constant": scale[1]},
        "least": best,
    }
    path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _with(f: Finding, scale: tuple[float, float]) -> Finding:
    return f._replace(score=confidence(f.odds, scale))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
