"""Train the reader on prepared windows: ``python training/train.py FOLDER [epochs]``; resumes from FOLDER/last.pt.

Two CPU cores: about 8 minutes a pass over PolNeAR train. The lower layers' outputs are computed once (FOLDER/lower.f16).
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoder import CUT, HIDDEN, additive, load
from model import Reader
from torch import Tensor

WINDOW, BATCH, SEED = 128, 16, 7
LAYER_RATE, HEAD_RATE, DECAY = 1.5e-4, 1e-3, 0.01
EMA = 0.998


def padded(rows: list[list[int]]) -> Tensor:
    """Rows of numbers, filled up with 0 to the longest."""
    width = max(len(r) for r in rows)
    return torch.tensor([r + [0] * (width - len(r)) for r in rows])


@torch.no_grad()
def lower_outputs(examples: list[dict[str, Any]], path: Path) -> np.memmap:
    """Outputs of the frozen layers for every window, float16, on disk."""
    shape = (len(examples), WINDOW, HIDDEN)
    if path.exists():
        return np.memmap(path, np.float16, "r", shape=shape)
    embeddings, layers = load()
    part = path.with_suffix(".part")
    made = np.memmap(part, np.float16, "w+", shape=shape)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]["ids"]))
    for at in range(0, len(order), 32):
        batch = order[at : at + 32]
        ids = padded([examples[i]["ids"] for i in batch])
        x, add = embeddings(ids), additive((ids > 0).int())
        for layer in layers[:CUT]:
            layer.eval()
            x = layer(x, add)
        for row, i in enumerate(batch):
            made[i, : x.shape[1]] = x[row].numpy().astype(np.float16)
    made.flush()
    part.replace(path)
    return np.memmap(path, np.float16, "r", shape=shape)


def batch_loss(model: Reader, batch: list[dict[str, Any]], lower: np.ndarray) -> Tensor:
    """Loss of cue tags and of the roles of every gold cue."""
    ids = padded([e["ids"] for e in batch])
    mask = ids > 0
    width = ids.shape[1]
    x = torch.from_numpy(lower[:, :width].astype(np.float32))
    hidden = model.encode(
        x, padded([e["case"] for e in batch]), padded([e["quoted"] for e in batch]), mask.int()
    )
    loss = model.cue_crf.loss(model.cue(hidden), padded([e["cue"] for e in batch]), mask)
    cues = [(row, k) for row, e in enumerate(batch) for k in range(len(e["marks"]))]
    if cues:
        rows = torch.tensor([row for row, _ in cues])
        fit = lambda name: torch.tensor(
            [batch[r][name][k] + [0] * (width - len(batch[r]["ids"])) for r, k in cues]
        )
        scores = model.roles(hidden[rows], fit("marks"), mask[rows])
        loss = loss + len(cues) / len(batch) * model.role_crf.loss(scores, fit("roles"), mask[rows])
    return loss


def batches(examples: list[dict[str, Any]], seed: int) -> list[list[int]]:
    """Shuffled batches of windows of like length."""
    rng = random.Random(seed)
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i]["ids"]) // 16, rng.random()))
    found = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(found)
    return found


def main(folder: Path, epochs: int = 4, share: float = 1.0) -> None:
    """Train, keep a running average of the weights, save after each pass and every 100 steps."""
    torch.manual_seed(SEED)
    examples = [json.loads(line) for line in (folder / "train.jsonl").open()]
    lower = lower_outputs(examples, folder / "lower.f16")
    examples = examples[: int(share * len(examples))]
    model = Reader()
    heads = [p for n, p in model.named_parameters() if not n.startswith("layers")]
    groups = [{"params": model.layers.parameters(), "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    total = epochs * math.ceil(len(examples) / BATCH)
    warm = int(0.06 * total)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm)))
    )
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, begun = 0, time.time()
    last = folder / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"]), optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        average, step = state["average"], state["step"]
    per = math.ceil(len(examples) / BATCH)
    for epoch in range(epochs):
        for n, rows in enumerate(batches(examples, SEED + epoch)):
            if epoch * per + n < step:
                continue
            model.train()
            optimiser.zero_grad()
            loss = batch_loss(model, [examples[i] for i in rows], lower[rows])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                keep = min(EMA, (step + 1) / (step + 10))
                for k, v in model.state_dict().items():
                    average[k].mul_(keep).add_(v, alpha=1 - keep) if v.dtype.is_floating_point else average[
                        k
                    ].copy_(v)
            if step % 25 == 0:
                print(f"step {step}/{total} loss {loss.item():.2f} {time.time() - begun:.0f} s", flush=True)
            if step % 100 == 0 or step == total:
                torch.save(
                    {
                        "model": model.state_dict(),
                        "optimiser": optimiser.state_dict(),
                        "schedule": schedule.state_dict(),
                        "average": average,
                        "step": step,
                    },
                    folder / "last.part",
                )
                (folder / "last.part").replace(last)
        torch.save(average, folder / f"epoch{epoch + 1}.pt")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 4,
        float(sys.argv[3]) if len(sys.argv) > 3 else 1.0,
    )
