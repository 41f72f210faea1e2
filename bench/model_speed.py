"""The encoder as torch fp32, ONNX fp32 and the shipped int8 on the same windows in one run, and the whole ``read()``.

``build/training/bin/python bench/model_speed.py build/reader 1`` (the folder and name that ``make train`` leaves); one thread each.
Without a trained folder only the shipped model and ``read()`` are timed, and it says so.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
import polnear
from reportedly.models.learned import SHIPPED, LearnedReader, load_learned
from reportedly.models.windows import Window, windows
from reportedly.read import load_reader, read
from reportedly.record import Article

ARTICLES = 40


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Best of some runs, in CPU seconds."""
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def encoder(model: LearnedReader, packed: list[Window]) -> Callable[[], object]:
    """All windows through an ONNX encoder, one at a time."""
    return lambda: [model._encode(w) for w in packed]  # the bare model is what is timed


def torch_encoder(folder: Path, name: str, packed: list[Window]) -> Callable[[], object]:
    """The same in torch, fp32, without gradients, one thread."""
    import torch
    from export import Encoder, trained

    torch.set_num_threads(1)
    reader, recipe = trained(folder, name)
    graph = Encoder(reader, recipe.cut).eval()
    rows = [tuple(torch.tensor([r]) for r in (w.ids, w.case, w.quoted)) for w in packed]

    @torch.inference_mode()
    def run() -> None:
        for row in rows:
            graph(*row)

    return run


def main(folder: str = "", name: str = "") -> None:
    """Print the table."""
    texts = [a["text"] for a in itertools.islice(polnear.articles("dev"), ARTICLES)]
    words = sum(len(t.split()) for t in texts)
    shipped = load_learned(SHIPPED)
    packed = [w for t in texts for w in windows(t, shipped.wordpiece)]
    rows = {"encoder, ONNX int8 (ships)": encoder(shipped, packed)}
    if folder:
        from export import main as export

        with tempfile.TemporaryDirectory() as temporary:
            export(Path(folder), name, Path(temporary), int8=False)
            rows["encoder, ONNX fp32"] = encoder(load_learned(Path(temporary)), packed)
        rows["encoder, torch fp32"] = torch_encoder(Path(folder), name, packed)
    else:
        print("no trained folder given: torch and ONNX fp32 are not timed")
    rows["model with roles and decoding"] = lambda: [shipped.find(t) for t in texts]
    reader = load_reader()
    rows["read()"] = lambda: [read(Article(str(n), t), reader) for n, t in enumerate(texts)]
    took = {row: seconds(work) for row, work in rows.items()}
    base = took["encoder, ONNX int8 (ships)"]
    for row, spent in took.items():
        print(f"{row:34}{words / spent:8,.0f} words/s{spent / base:7.2f} x the shipped encoder's time")
    print(f"{ARTICLES} articles of PolNeAR dev, {words:,} words, numpy {np.__version__}")


if __name__ == "__main__":
    main(*sys.argv[1:])
