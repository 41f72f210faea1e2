"""Marked texts → windows of words with tags and the frozen encoder's states of them; and what each word-piece is like."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sets
import torch
from encoder import load
from torch import Tensor

from reportedly.models.learned import load_learned
from reportedly.models.mentions import Splitter, Word
from reportedly.models.windows import Window, windows

Gold = set[tuple[int, int, str]]
"""Names as start, end and short kind."""
Features = tuple[list[tuple[int, ...]], list[tuple[int, ...]]]
"""Parts and looks of the words of a window (``models.mentions.Word``)."""


@dataclass
class Example:
    """A window: its words as written, their places, the encoder's states of them (float16), tags, and what is known of them."""

    set: int
    words: list[str]
    found: list[Word]
    hidden: np.ndarray
    tags: list[int]
    gold: Gold
    text: int


def prepared(model: Path, work: Path, part: str) -> list[Example]:
    """The windows of a part with the encoder's states, computed once for each encoder (200 s on an idle core for train)."""
    path = work / f"{part}.{fingerprint(model)}.npz"
    if not path.exists():
        hidden, sizes = _encoded(model, part)
        with path.with_suffix(".part").open("wb") as stream:
            np.savez(stream, hidden=hidden, sizes=sizes)
        path.with_suffix(".part").replace(path)
    kept = np.load(path)
    hidden, at = kept["hidden"], 0
    found = []
    for example in _examples(model, part):
        stop = at + len(example.words)
        example.hidden = hidden[at:stop]
        found.append(example)
        at = stop
    assert at == len(hidden)
    return found


def fingerprint(model: Path) -> str:
    """Tells one encoder from another in the names of what is kept."""
    return hashlib.sha256((model / "encoder.onnx").read_bytes()).hexdigest()[:12]


def _encoded(model: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    reader, splitter = load_learned(model), Splitter(vocabulary(model))
    rows, begun = [], time.time()
    for n, m in enumerate(sets.marked(part)):
        for window in windows(m.text, reader.wordpiece):
            hidden, _ = reader._encode(window)
            rows.append(hidden[0][[w.piece for w in splitter.words(m.text, window)]].astype(np.float16))
        if n % 200 == 0:
            print(f"{part}: {n} texts {time.time() - begun:.0f} s", flush=True)
    return np.concatenate(rows), np.array([len(r) for r in rows])


def vocabulary(model: Path) -> list[str]:
    """The model's word-pieces."""
    return [w for w in (model / "vocabulary.txt").read_text(encoding="utf-8").split("\n") if w]


def _examples(model: Path, part: str) -> Iterator[Example]:
    wordpiece, splitter = load_learned(model).wordpiece, Splitter(vocabulary(model))
    for n, m in enumerate(sets.marked(part)):
        for window in windows(m.text, wordpiece):
            yield _example(n, m, window, splitter)


def _example(n: int, m: sets.Marked, window: Window, splitter: Splitter) -> Example:
    found = splitter.words(m.text, window)
    bounds = (found[0].place.start, found[-1].place.end)
    marks = [x for x in m.marks if x[0] < bounds[1] and bounds[0] < x[1]]
    tags, gold = [0] * len(found), set()
    names = {v: k for k, v in sets.KINDS.items()}
    for a, b, kind in marks:
        inside = [k for k, w in enumerate(found) if w.place.start < b and a < w.place.end]
        for k in inside:
            tags[k] = -1 if kind == sets.OPEN else 2 + 2 * kind - (k == inside[0])
        if kind != sets.OPEN:
            gold.add((a, b, names[kind]))
    return Example(m.set, [w.place.of(m.text) for w in found], found, np.zeros(0), tags, gold, n)


def table(model: Path, work: Path, dimensions: int) -> Tensor:
    """What each word-piece is like, [30522, 2 × dimensions]: its embedding, and what the plain encoder makes of it standing alone.

    Of each the first principal components, at a mean size of 1. 30 s.
    """
    path = work / f"table.{dimensions}.pt"
    if not path.exists():
        embeddings, layers = load()
        ids = torch.arange(len(vocabulary(model)))
        rows = torch.stack([torch.full_like(ids, 101), ids, torch.full_like(ids, 102)], 1)
        alone = []
        with torch.inference_mode():
            for chunk in rows.split(512):
                x = embeddings(chunk)
                for layer in layers.eval():
                    x = layer(x, 0.0)
                alone.append(x.mean(1))
            both = [_principal(t, dimensions) for t in (embeddings.word.weight, torch.cat(alone))]
        torch.save(torch.cat(both, 1).clone(), path)
    return torch.load(path, weights_only=True)


def _principal(rows: Tensor, dimensions: int) -> Tensor:
    centred = rows - rows.mean(0)
    _, axes = torch.linalg.eigh(centred.T @ centred)
    kept = centred @ axes[:, -dimensions:]
    return kept / kept.std()
