"""Figures of a trained reader on PolNeAR dev: ``python training/evaluate.py MODEL.pt [n]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from decode import runs, viterbi
from encoder import CUT, additive, load
from model import Reader
from prepare import (
    B_CONTENT,
    B_CUE,
    B_SOURCE,
    CORPORA,
    I_CONTENT,
    I_CUE,
    I_SOURCE,
    Window,
    tokenizer,
    windows,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from scoring import Scores, add_article, attribution, show


class TorchReader:
    """The reader as it is trained, for measuring; ``bias`` is taken off the score of "no cue" (recall for precision)."""

    def __init__(self, path: Path, bias: float = 0.0) -> None:
        self.bias = bias
        self.embeddings, layers = load()
        self.lower = torch.nn.ModuleList(layers[:CUT]).eval()
        self.model = Reader()
        self.model.load_state_dict(torch.load(path, weights_only=True))
        self.model.eval()
        self.tok = tokenizer()
        to = lambda crf: tuple(x.detach().numpy() for x in crf.weights())
        self.cue, self.role = to(self.model.cue_crf), to(self.model.role_crf)

    @torch.no_grad()
    def attribute(self, text: str) -> list[dict[str, Any]]:
        """Source, cue and content spans of a text."""
        return [a for w in windows(text, self.tok) for a in self._window(w)]

    def _window(self, w: Window) -> list[dict[str, Any]]:
        ids = torch.tensor([w.ids])
        mask = torch.ones_like(ids)
        x, add = self.embeddings(ids), additive(mask)
        for layer in self.lower:
            x = layer(x, add)
        hidden = self.model.encode(x, torch.tensor([w.case]), torch.tensor([w.quoted]), mask)
        scores = self.model.cue(hidden)[0].numpy()
        scores[:, 0] -= self.bias
        tags = viterbi(scores, *self.cue)
        cues = runs(tags, B_CUE, I_CUE)
        if not cues:
            return []
        marks = torch.zeros(len(cues), len(w.ids), dtype=torch.long)
        for k, (a, b) in enumerate(cues):
            marks[k, a:b] = 1
        scores = self.model.roles(hidden.expand(len(cues), -1, -1), marks, mask.expand(len(cues), -1)).numpy()
        return [found for k, cue in enumerate(cues) if (found := self._attribution(w, cue, scores[k]))]

    def _attribution(self, w: Window, cue: tuple[int, int], scores: np.ndarray) -> dict[str, Any] | None:
        tags = viterbi(scores, *self.role)
        place = lambda r: [(w.places[a][0], w.places[b - 1][1]) for a, b in r]
        content = place(runs(tags, B_CONTENT, I_CONTENT))
        if not content:
            return None
        return {"source": place(runs(tags, B_SOURCE, I_SOURCE)), "cue": place([cue]), "content": content}


def main(path: Path, limit: int = 84, bias: float = 0.0) -> None:
    """Print the figures."""
    reader, scores = TorchReader(path, bias), Scores()
    with (CORPORA / "polnear" / "dev.jsonl").open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n >= limit:
                break
            d = json.loads(line)
            t = d["text"]
            found = [attribution(t, a["source"], a["cue"], a["content"]) for a in reader.attribute(t)]
            gold = [
                attribution(t, a["source"], a["cue"], a["content"]) for a in d["attributions"] if a["content"]
            ]
            add_article(scores, gold, found)
    print(show(scores))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int((sys.argv[2:3] or ["84"])[0]), float((sys.argv[3:4] or ["0"])[0]))
