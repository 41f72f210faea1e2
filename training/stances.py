"""Makes ``leaning.json``: which stance and kind a statement leans to whose cue and shape say nothing sure.

``python training/stances.py`` trains on this project's own articles (``in_domain``), prints a cross-validation by article (no article is
on both sides) and writes the weights; numpy only, no randomness: the same articles give the same bytes. One logistic
regression for each label against the plain one, with an L2 penalty, over the features of ``reportedly.read.leaning`` that hold for
at least ``FEWEST`` statements. Statements on which the rules are sure, and denials (which only a cue or the article makes),
are left out. Words that are capitalised in the articles for the most part are no features: names teach nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from corpora import in_domain

from reportedly.read.leaning import features
from reportedly.read.stance import frame_of, wording

TARGET = Path(__file__).parents[1] / "src" / "reportedly" / "read" / "leaning.json"
FEWEST = 6
"""Statements for which a feature must hold: rarer words are those of one article."""
FEWEST_OF_A_WORD = 25
"""The same for a word of the content: keeps the file small."""
PENALTY = 3.0
"""L2 penalty, set by hand."""
STEPS = 12
FOLDS = 5
PLAIN = {"stance": "asserts", "kind": "statement"}
LABELS = {"stance": ("accuses",), "kind": ("belief", "intention", "no_comment", "naming")}
LEAST = 0.1
"""Weights below it are left out; no decision measured changes."""

Row = dict[str, object]


def statements() -> list[Row]:
    """Every statement on which the rules are silent: its article's number, its features, its labels."""
    found: list[Row] = []
    for number, article in enumerate(in_domain()):
        text = article["text"]
        for a in article["attributions"]:
            cue, content, source = (
                " ".join(text[s:e] for s, e in a[role]) for role in ("cue", "content", "source")
            )
            said = wording(cue, content, source)
            if not said.sure and a["stance"] != "denies":
                has = set(features(cue, content, source, frame_of(cue)))
                found.append({"article": number, "has": has, "stance": a["stance"], "kind": a["kind"]})
    return found


def names() -> set[str]:
    """Words that the articles write with a capital for the most part."""
    upper, lower = Counter[str](), Counter[str]()
    for article in in_domain():
        for word in re.findall(r"[^\W\d_]+", article["text"]):
            (upper if word[0].isupper() else lower)[word.casefold()] += 1
    return {w for w, n in upper.items() if n > lower[w]}


def chosen(rows: list[Row], without: set[str]) -> list[str]:
    """The features that are common enough, in order."""
    count = Counter(f for r in rows for f in r["has"])
    common = (f for f, n in count.items() if n >= (FEWEST_OF_A_WORD if f.startswith("word ") else FEWEST))
    return sorted(f for f in common if f.removeprefix("word ") not in without)


def matrix(rows: list[Row], names: list[str]) -> np.ndarray:
    """One line for each statement, one column for each feature."""
    place = {f: n for n, f in enumerate(names)}
    m = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        m[n, [place[f] for f in row["has"] if f in place]] = 1.0
    return m


def fitted(m: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton steps; the columns' common penalty keeps them small."""
    w = np.zeros(m.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(m @ w, -30, 30)))
        slope = m.T @ (p - y) + PENALTY * w
        curve = (m.T * (p * (1 - p) + 1e-6)) @ m + PENALTY * np.eye(len(w))
        w -= np.linalg.solve(curve, slope)
    return w


def guesses(weights: dict[str, np.ndarray], m: np.ndarray, plain: str) -> list[str]:
    """The likeliest label of each line, the plain one where none reaches a half."""
    labels = list(weights)
    scores = np.stack([m @ weights[label] for label in labels], axis=1)
    return [labels[k] if s[k] > 0 else plain for s in scores for k in [int(np.argmax(s))]]


def crossed(rows: list[Row], label: str, without: set[str]) -> None:
    """Print precision and recall of each label, by articles that the weights have not seen."""
    right, ours, gold = Counter[str](), Counter[str](), Counter[str]()
    for fold in range(FOLDS):
        train = [r for r in rows if r["article"] % FOLDS != fold]
        test = [r for r in rows if r["article"] % FOLDS == fold]
        names = chosen(train, without)
        m = matrix(train, names)
        weights = {one: fitted(m, np.array([r[label] == one for r in train], float)) for one in LABELS[label]}
        for r, guess in zip(test, guesses(weights, matrix(test, names), PLAIN[label]), strict=True):
            ours[guess] += 1
            gold[r[label]] += 1
            right[guess] += guess == r[label]
    for one in (PLAIN[label], *LABELS[label]):
        p, r = 100 * right[one] / max(1, ours[one]), 100 * right[one] / max(1, gold[one])
        print(f"{label} {one:10} P {p:5.1f} R {r:5.1f} of {gold[one]}")


def main() -> None:
    """Cross-validate, train on everything, write the weights."""
    rows, without = statements(), names()
    for doer in ("surely", "perhaps"):
        with_doer = [r for r in rows if f"doer {doer}" in r["has"]]
        print("doer", doer, Counter(r["stance"] for r in with_doer))
    print(len(rows), "statements on which the rules are silent")
    written = {}
    for label, labels in LABELS.items():
        crossed(rows, label, without)
        features_ = chosen(rows, without)
        m = matrix(rows, features_)
        found = {one: fitted(m, np.array([r[label] == one for r in rows], float)) for one in labels}
        kept = {
            one: {f: round(float(x), 2) for f, x in zip(features_, w, strict=True) if abs(x) >= LEAST}
            for one, w in found.items()
        }
        written[label] = {"plain": PLAIN[label], "weights": kept}
    TARGET.write_text(json.dumps(written, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
