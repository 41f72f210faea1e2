"""F1 of exact spans with their kind, by corpus and kind."""

from __future__ import annotations

import numpy as np
import sets
import torch
from prepared import Example, Features, Gold
from tagger import Tagger
from torch import Tensor

from reportedly.models.decoding import NEVER, Crf
from reportedly.models.mentions import INSIDE, named, opens_line
from reportedly.record import Span


def tensors(batch: list[Example], features: list[Features]) -> tuple[Tensor, ...]:
    """hidden, parts, looks, tags, mask of a batch, filled up with 0, and the scores that rule out a name over the end of a line."""
    n, width = len(batch), max(len(e.words) for e in batch)
    hidden = torch.zeros(n, width, 384)
    parts, looks = torch.zeros(n, width, 4, dtype=torch.long), torch.zeros(n, width, 3, dtype=torch.long)
    tags, mask = torch.zeros(n, width, dtype=torch.long), torch.zeros(n, width, dtype=torch.bool)
    never = torch.zeros(n, width, 7)
    for row, (e, (p, l)) in enumerate(zip(batch, features, strict=True)):
        k = len(e.words)
        hidden[row, :k] = torch.from_numpy(e.hidden.astype(np.float32))
        parts[row, :k], looks[row, :k] = torch.tensor(p), torch.tensor(l)
        tags[row, :k], mask[row, :k] = torch.tensor(e.tags), True
        never[row, :k, INSIDE] = NEVER * torch.tensor([opens_line(w) for w in e.found])[:, None]
    return hidden, parts, looks, tags, mask, never


@torch.no_grad()
def measured(
    tagger: Tagger, weights: dict[str, Tensor], examples: list[Example]
) -> dict[str, dict[str, float]]:
    """F1 by corpus and kind, exact spans; what is open counts neither way."""
    kept = {k: v.clone() for k, v in tagger.state_dict().items()}
    tagger.load_state_dict(weights)
    tagger.eval()
    counts: dict[tuple[str, str], list[int]] = {}
    transition, start = (w.numpy() for w in tagger.crf.weights())
    order = sorted(examples, key=lambda e: len(e.words))
    for k in range(0, len(order), 32):
        batch = order[k : k + 32]
        hidden, parts, looks, _, mask, never = tensors(
            batch, [([w.parts for w in e.found], [w.looks for w in e.found]) for e in batch]
        )
        scores = (tagger(hidden, parts, looks, 0, mask) + never).numpy()
        for row, e in enumerate(batch):
            found = named([e.found], [scores[row, : len(e.words)]], Crf(transition, start))
            add(counts, sets.SETS[e.set], e, {(*f.span, SHORT[f.kind]) for f in found})
    tagger.load_state_dict(kept)
    return figures_of(counts)


SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def add(counts: dict[tuple[str, str], list[int]], name: str, e: Example, found: Gold) -> None:
    """Count the right, the found and the marked."""
    open_ = [w.place for w, t in zip(e.found, e.tags, strict=True) if t == -1]
    made = {f for f in found if f in e.gold or not any(Span(f[0], f[1]).overlaps(o) for o in open_)}
    for kind in ("all", "PER", "ORG", "LOC"):
        row = counts.setdefault((name, kind), [0, 0, 0])
        for k, some in enumerate((made & e.gold, made, e.gold)):
            row[k] += sum(kind in ("all", x[2]) for x in some)


def figures_of(counts: dict[tuple[str, str], list[int]]) -> dict[str, dict[str, float]]:
    """F1 in per cent."""
    found: dict[str, dict[str, float]] = {}
    for (name, kind), (right, made, gold) in counts.items():
        found.setdefault(name, {})[kind] = round(200 * right / max(1, made + gold), 1)
    return found


def line(figures: dict[str, dict[str, float]]) -> str:
    """One line of all figures."""
    return "  ".join(f"{name} " + " ".join(f"{k} {v}" for k, v in f.items()) for name, f in figures.items())
