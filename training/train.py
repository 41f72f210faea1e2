"""Train the reader on prepared windows: ``python training/train.py FOLDER NAME [--passes 5 …]``.

Resumes from FOLDER/NAME.last.pt and leaves FOLDER/NAME.pt, a running average of the weights. The kept layers' outputs are
computed once (FOLDER/*.f16). bfloat16 matrix products where the processor has them. Flags: ``recipe.py``.
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoder import HIDDEN, additive, load
from model import Reader
from prepare import KINDS
from recipe import Recipe, from_flags
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from reportedly.models.windows import WINDOW

Example = dict[str, Any]
FALSE_CUES, LEAST = 2, 0.05
"""Most false cues of a window that the second look is shown, and the least score the tagger must give one."""
EVERY = 200
"""Steps between two checkpoints."""


def padded(rows: list[list[int]], width: int) -> Tensor:
    """Rows of numbers, filled up with 0."""
    return torch.tensor([r + [0] * (width - len(r)) for r in rows])


@torch.no_grad()
def lower_outputs(examples: list[Example], path: Path, cut: int) -> np.memmap:
    """Outputs of the kept layers for every window, float16, on disk."""
    shape = (len(examples), WINDOW, HIDDEN)
    if not path.exists():
        embeddings, layers = load()
        layers.eval()
        part = path.with_suffix(".part")
        made = np.memmap(part, np.float16, "w+", shape=shape)
        order = sorted(range(len(examples)), key=lambda i: len(examples[i]["ids"]))
        for at in range(0, len(order), 32):
            rows = order[at : at + 32]
            ids = padded([examples[i]["ids"] for i in rows], len(examples[rows[-1]]["ids"]))
            x, add = embeddings(ids), additive((ids > 0).int())
            for layer in layers[:cut]:
                x = layer(x, add)
            for row, i in enumerate(rows):
                made[i, : x.shape[1]] = x[row].numpy().astype(np.float16)
        made.flush()
        part.replace(path)
    return np.memmap(path, np.float16, "r", shape=shape)


class Windows:
    """The windows of one recipe: examples, kept outputs, and the batches of a pass."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        self.examples: list[Example] = []
        self.lower: list[np.ndarray] = []
        self.weight: list[int] = []
        for name, times in (("polnear", recipe.polnear), ("in_domain", recipe.own)):
            if not times:
                continue
            examples = [json.loads(line) for line in (folder / f"{name}.jsonl").open()]
            lower = lower_outputs(examples, folder / f"{name}.{recipe.cut}.f16", recipe.cut)
            pick: Sequence[int] = range(len(examples))
            if name == "polnear":
                pick = sorted(random.Random(0).sample(pick, int(recipe.share * len(examples))))
            elif recipe.without:
                pick = [i for i in pick if not examples[i]["article"].startswith(recipe.without)]
            self.examples += [examples[i] for i in pick]
            self.lower += [lower[i] for i in pick]
            self.weight += [times] * len(pick)
        self.recipe = recipe

    def batches(self, seed: int) -> list[list[int]]:
        """Shuffled batches of windows of like length."""
        rng = random.Random(seed)
        all_ = [i for i, w in enumerate(self.weight) for _ in range(w)]
        order = sorted(all_, key=lambda i: (len(self.examples[i]["ids"]) // 16, rng.random()))
        found = [order[i : i + self.recipe.batch] for i in range(0, len(order), self.recipe.batch)]
        rng.shuffle(found)
        return found

    def loss(self, model: Reader, rows: list[int]) -> Tensor:
        """Loss of one batch."""
        batch = [self.examples[i] for i in rows]
        width = max(len(e["ids"]) for e in batch)
        fit = lambda name: padded([e[name] for e in batch], width)
        mask = fit("ids") > 0
        lower = torch.from_numpy(np.stack([self.lower[i][:width] for i in rows]).astype(np.float32))
        cue = fit("cue")
        if not self.recipe.unknown:
            cue = cue.clamp(min=0)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model.encode(lower, fit("case"), fit("quoted"), mask)
            scores = model.cue(hidden)
            loss = model.cue_crf.loss(scores, cue, mask).mean()
            if self.recipe.hints:
                loss = loss + 0.5 * hint_loss(model, hidden, batch, mask)
            false = false_cues(scores, cue, mask) if self.recipe.verify else []
            return loss + role_loss(model, self.recipe, hidden, batch, width, mask, false) / len(batch)


def hint_loss(model: Reader, hidden: Tensor, batch: list[Example], mask: Tensor) -> Tensor:
    """What is in a source, what in a content of whatever cue: 0, 1, 2 for each word-piece."""
    wanted = torch.zeros(mask.shape, dtype=torch.long)
    for row, e in enumerate(batch):
        for c in e["cues"]:
            roles = torch.tensor(c["roles"])
            wanted[row, : len(roles)] = torch.maximum(wanted[row, : len(roles)], (roles + 1) // 2)
    scores = model.hints(hidden).float()
    return cross_entropy(scores[mask], wanted[mask]) * mask.sum() / len(batch) / 10


@torch.no_grad()
def false_cues(scores: Tensor, cue: Tensor, mask: Tensor) -> list[tuple[int, int, int]]:
    """Where the tagger would begin a cue and none is: (window, first word-piece, end); unknown places are left out."""
    p = scores.float().softmax(-1)
    begin = torch.where((cue == 0) & mask, p[..., 1], 0.0)
    begin[:, 0] = 0.0
    value, place = begin.topk(FALSE_CUES, dim=1)
    found = []
    for row, k in (value > LEAST).nonzero().tolist():
        first = end = int(place[row, k])
        end += 1
        while end < cue.shape[1] and cue[row, end] == 0 and mask[row, end] and p[row, end, 2] > 0.5:
            end += 1
        found.append((row, first, end))
    return found


def role_loss(
    model: Reader,
    recipe: Recipe,
    hidden: Tensor,
    batch: list[Example],
    width: int,
    mask: Tensor,
    false: list[tuple[int, int, int]],
) -> Tensor:
    """Roles, labels and the second look, added up over the cues of a batch, the false ones last."""
    cues = [(row, c) for row, e in enumerate(batch) for c in e["cues"]]
    if not cues and not false:
        return hidden.sum() * 0.0
    every = torch.zeros(mask.shape, dtype=torch.long)
    for row, c in cues:
        every[row, : len(c["marks"])] |= torch.tensor(c["marks"])
    rows = torch.tensor([row for row, _ in cues] + [row for row, _, _ in false])
    marks = torch.zeros(len(rows), width, dtype=torch.long)
    for k, (_, c) in enumerate(cues):
        marks[k, : len(c["marks"])] = torch.tensor(c["marks"])
    for k, (_, first, end) in enumerate(false, len(cues)):
        marks[k, first:end] = 1
    others = every[rows] * (1 - marks)
    scores, label = model.roles(hidden[rows], marks, others, mask[rows])
    label = label.float()
    loss = hidden.sum() * 0.0
    if cues:
        roles = padded([c["roles"] for _, c in cues], width)
        loss = loss + model.role_crf.loss(scores[: len(cues)], roles, mask[rows[: len(cues)]]).sum()
        for name, where in (("kind", slice(1, 1 + len(KINDS))), ("stance", slice(1 + len(KINDS), None))):
            wanted = torch.tensor([c[name] for _, c in cues])
            if (wanted >= 0).any():
                loss = loss + cross_entropy(
                    label[: len(cues), where], wanted, ignore_index=-1, reduction="sum"
                )
    if recipe.verify:
        right = torch.tensor([1.0] * len(cues) + [0.0] * len(false))
        loss = loss + binary_cross_entropy_with_logits(label[:, 0], right, reduction="sum")
    return loss


def main(folder: Path, name: str, recipe: Recipe) -> None:
    """Train; save every ``EVERY`` steps."""
    print(recipe, flush=True)
    (folder / f"{name}.json").write_text(json.dumps(vars(recipe), indent=1) + "\n")
    torch.manual_seed(recipe.seed)
    windows = Windows(folder, recipe)
    model = Reader(recipe.cut, bool(recipe.others))
    if recipe.start:
        model.load_state_dict(torch.load(folder / f"{recipe.start}.pt", weights_only=True))
    heads = [p for n, p in model.named_parameters() if not n.startswith("layers")]
    groups = [
        {"params": model.layers.parameters(), "lr": recipe.layer_rate},
        {"params": heads, "lr": recipe.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay)
    per = len(windows.batches(0))
    total = int(recipe.passes * per)
    warm = int(0.06 * total)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm)))
    )
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, begun, last = 0, time.time(), folder / f"{name}.last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        for part, key in ((model, "model"), (optimiser, "optimiser"), (schedule, "schedule")):
            part.load_state_dict(state[key])
        average, step = state["average"], state["step"]
    model.train()
    plan = [rows for n in range(math.ceil(total / per)) for rows in windows.batches(recipe.seed + n)][:total]
    for rows in plan[step:]:
        optimiser.zero_grad()
        loss = windows.loss(model, rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        update(average, model, min(recipe.average, (step + 1) / (step + 10)))
        if step % 50 == 0:
            print(f"step {step}/{total} loss {loss.item():.2f} {time.time() - begun:.0f} s", flush=True)
        if step % EVERY == 0:
            state = {"model": model, "optimiser": optimiser, "schedule": schedule}
            kept = {k: v.state_dict() for k, v in state.items()} | {"average": average, "step": step}
            torch.save(kept, last.with_suffix(".part"))
            last.with_suffix(".part").replace(last)
    torch.save(average, folder / f"{name}.pt")
    last.unlink(missing_ok=True)


@torch.no_grad()
def update(average: dict[str, Tensor], model: Reader, keep: float) -> None:
    """Move the running average a step towards the model."""
    for k, v in model.state_dict().items():
        average[k].mul_(keep).add_(v, alpha=1 - keep)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], from_flags(sys.argv[3:]))
