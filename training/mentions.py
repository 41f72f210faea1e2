"""The head that finds persons, organisations and places: ``python training/mentions.py MODEL_FOLDER WORK``.

Prepares (the frozen encoder's states of four open corpora, kept in WORK), trains (each pass leaves a checkpoint; a run that
was stopped goes on), measures on UNER dev after every pass, and writes the best into MODEL_FOLDER: ``mentions.onnx`` and
its entry in the manifest. One thread; about a minute a pass and two to prepare on an idle core. Flags are the fields of ``Recipe``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).parent / "mentions"))
import sets
from export import crf, entry, graph
from measure import line, measured, tensors
from prepared import Example, fingerprint, prepared, table, vocabulary
from swaps import Swaps
from tagger import LOOKS, Tagger
from torch import Tensor, nn

from reportedly.models.manifest import MENTIONS
from reportedly.models.mentions import PARTS, Splitter


@dataclass(frozen=True)
class Recipe:
    """What decision 0009 measured, with the values that ship."""

    passes: int = 8
    seed: int = 7
    batch: int = 24
    rate: float = 1e-3
    decay: float = 0.01
    width: int = 192
    layers: int = 2
    dropout: float = 0.3
    near: int = 64
    """Dimensions kept of each of the two tables of word-pieces."""
    swap: float = 0.2
    """Share of names that are swapped for invented ones or others' in a pass."""
    tell: float = 0.9
    """How often the head is told which corpus it sees; else it takes it for UNER."""
    only: str = ""
    """Corpora to train on, by name, joined by commas; all when empty."""
    average: float = 0.998
    name: str = "mentions"


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length."""
    order = sorted(examples, key=lambda e: (len(e.words) // 8, rng.random()))
    found = [order[k : k + size] for k in range(0, len(order), size)]
    rng.shuffle(found)
    return found


class Run:
    """A training run that can be stopped: its model, optimiser, running average, and the average that was best on UNER dev."""

    def __init__(self, recipe: Recipe, tagger: Tagger, per: int, last: Path) -> None:
        self.recipe, self.tagger, self.last = recipe, tagger, last
        trained = [p for p in tagger.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=recipe.decay)
        total = recipe.passes * per
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: min((s + 1) / WARM, max(0.02, (total - s) / total))
        )
        self.average = {k: v.detach().clone() for k, v in tagger.state_dict().items()}
        self.best, self.done, self.step = (-1.0, self.average), 0, 0
        if last.exists():
            self._resume()

    def _resume(self) -> None:
        state = torch.load(self.last, weights_only=True)
        if state["recipe"] != vars(self.recipe):
            raise SystemExit(f"{self.last}: expected the recipe {vars(self.recipe)}, got {state['recipe']}")
        for part, key in ((self.tagger, "model"), (self.optimiser, "optimiser"), (self.schedule, "schedule")):
            part.load_state_dict(state[key])
        self.average, self.best, self.done, self.step = (
            state[k] for k in ("average", "best", "done", "step")
        )

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {"model": self.tagger, "optimiser": self.optimiser, "schedule": self.schedule}
        kept = {k: v.state_dict() for k, v in state.items()} | {"recipe": vars(self.recipe)}
        kept |= {"average": self.average, "best": self.best, "done": self.done, "step": self.step}
        torch.save(kept, self.last.with_suffix(".part"))
        self.last.with_suffix(".part").replace(self.last)

    def pass_(self, examples: list[Example], swaps: Swaps) -> float:
        """One pass; the mean loss."""
        rng = random.Random(1000 * self.recipe.seed + self.done)
        self.tagger.train()
        losses = [self._step(batch, swaps, rng) for batch in batches(examples, self.recipe.batch, rng)]
        self.done += 1
        return sum(losses) / len(losses)

    def _step(self, batch: list[Example], swaps: Swaps, rng: random.Random) -> float:
        hidden, parts, looks, tags, mask, never = tensors(batch, [swaps.features(e, rng) for e in batch])
        which = torch.tensor([[e.set if rng.random() < self.recipe.tell else 0] for e in batch])
        self.optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.tagger(hidden, parts, looks, which, mask)
        loss = self.tagger.crf.loss(scores + never, tags, mask).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 5.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        keep = min(self.recipe.average, (self.step + 1) / (self.step + 10))
        for k, v in self.tagger.state_dict().items():
            if k != "table.weight":
                self.average[k].mul_(keep).add_(v, alpha=1 - keep)
        return loss.item()


WARM = 200
"""Steps over which the rate rises."""


def train(recipe: Recipe, model: Path, work: Path) -> Tagger:
    """All passes; a checkpoint after each. Returns the running average that was best on UNER dev."""
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    only = recipe.only.split(",") if recipe.only else sets.SETS
    examples = [e for e in prepared(model, work, "train") if sets.SETS[e.set] in only]
    dev = prepared(model, work, "dev")
    swaps = Swaps(examples, Splitter(vocabulary(model)), recipe.swap)
    rows = table(model, work, recipe.near)
    tagger = Tagger(rows, len(sets.SETS), recipe.width, recipe.layers, recipe.dropout)
    per = -(-len(examples) // recipe.batch)
    run = Run(recipe, tagger, per, work / f"{recipe.name}.{fingerprint(model)}.last.pt")
    begun = time.time()
    while run.done < recipe.passes:
        loss = run.pass_(examples, swaps)
        figures = measured(tagger, run.average, dev)
        spent = time.time() - begun
        print(f"pass {run.done}/{recipe.passes} loss {loss:.3f} {spent:.0f} s  {line(figures)}", flush=True)
        if figures["uner_ewt"]["all"] > run.best[0]:
            run.best = (figures["uner_ewt"]["all"], {k: v.clone() for k, v in run.average.items()})
        run.save()
    tagger.load_state_dict(run.best[1])
    return tagger.eval()


# --- export ------------------------------------------------------------------------------------------------


class Graph(nn.Module):
    """One window: hidden [1, pieces, 384], at [words], parts [words, 4], looks [words, 3] → scores [words, 7]."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, hidden: Tensor, at: Tensor, parts: Tensor, looks: Tensor) -> Tensor:
        return self.tagger(hidden[:, at], parts[None], looks[None], 0)[0]


def written(tagger: Tagger, recipe: Recipe, model: Path, figures: dict[str, Any]) -> None:
    """Write ``mentions.onnx`` (int8) and its entry into the model's manifest."""
    example = {
        "hidden": torch.zeros(1, 9, 384),
        "at": torch.arange(1, 8),
        "parts": torch.ones(7, PARTS, dtype=torch.long),
        "looks": torch.ones(7, len(LOOKS), dtype=torch.long),
    }
    graph(Graph(tagger), example, {"scores": 0}, model / MENTIONS, int8=True)
    path = model / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][MENTIONS] = entry(model / MENTIONS)
    manifest["mentions"] = {"crf": crf(tagger.crf), "recipe": vars(recipe), "data": DATA, "figures": figures}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


DATA = [
    "UNER English-EWT train (CC BY-SA 4.0)",
    "Wikigold, first 85 % (CC BY 4.0)",
    "GUM v11 train, openly licensed genres (annotations CC BY 4.0)",
    "re3d, openly licensed sources, seven documents in eight (public domain, OGL v3, CC BY, CC BY-SA)",
]


def main(model: Path, work: Path, recipe: Recipe) -> None:
    """Train, export."""
    work.mkdir(parents=True, exist_ok=True)
    tagger = train(recipe, model, work)
    torch.save(tagger.state_dict(), work / f"{recipe.name}.pt")
    figures = measured(tagger, tagger.state_dict(), prepared(model, work, "dev"))
    print(line(figures))
    written(tagger, recipe, model, figures)


def from_flags(arguments: list[str]) -> tuple[Path, Path, Recipe]:
    """The model's folder, the folder of the work, and the recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("work", type=Path)
    for f in fields(Recipe):
        parser.add_argument(f"--{f.name}", type=type(f.default), default=f.default)
    given = vars(parser.parse_args(arguments))
    return given.pop("model"), given.pop("work"), Recipe(**given)


if __name__ == "__main__":
    main(*from_flags(sys.argv[1:]))
