"""The head in torch: hidden states of the frozen encoder and the names' own features → tag scores of words."""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1]))
from encoder import HIDDEN, Layer, additive
from model import Crf

from reportedly.models.mentions import ENDINGS, KINDS, PARTS, SHAPES

TAGS = 1 + 2 * len(KINDS)
LOOKS = (SHAPES, ENDINGS + 4, ENDINGS + 1)
"""Sizes of the tables of shape, two-letter and three-letter endings."""


class Tagger(nn.Module):
    """Words of windows → scores [windows, words, 7]. ``table`` [30522, width] tells of each word-piece what it is like."""

    def __init__(
        self, table: Tensor, sets: int, width: int = 192, layers: int = 2, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.table = nn.Embedding.from_pretrained(table, freeze=True)
        self.norm = nn.LayerNorm(HIDDEN)
        self.context = nn.Linear(HIDDEN, width)
        self.name = nn.Sequential(nn.Linear(3 * table.shape[1], width), nn.GELU(), nn.Linear(width, width))
        self.looks = nn.ModuleList(nn.Embedding(size, width) for size in LOOKS)
        for e in self.looks:
            nn.init.normal_(e.weight, std=0.1)
        self.set = nn.Embedding(sets, width)
        nn.init.zeros_(self.set.weight)
        self.near = nn.Conv1d(width, width, 3, padding=1)
        self.layers = nn.ModuleList(Layer(width, 4, 2 * width, dropout) for _ in range(layers))
        self.out = nn.Linear(width, TAGS)
        self.crf = Crf(TAGS)
        self.drop = nn.Dropout(dropout)

    def forward(
        self, hidden: Tensor, parts: Tensor, looks: Tensor, set: Tensor | int, mask: Tensor | None = None
    ) -> Tensor:
        """hidden [n, words, 384], parts [n, words, 4], looks [n, words, 3], set [n, 1]."""
        held = (parts > 0).to(hidden.dtype)[..., None]
        pieces = self.table(parts) * held
        count = held.sum(-2)
        last = torch.where(count[..., :1] > PARTS - 1, pieces[..., -1, :], 0.0)
        for k in range(1, PARTS):
            last = torch.where(count == k, pieces[..., k - 1, :], last)
        name = torch.cat([pieces[..., 0, :], pieces.sum(-2) / count.clamp(min=1), last], -1)
        x = self.context(self.drop(self.norm(hidden))) + self.name(self.drop(name))
        for k, table in enumerate(self.looks):
            x = x + table(looks[..., k])
        x = nn.functional.gelu(x + self.set.weight[set])
        if mask is not None:
            x = x * mask[..., None]
        x = x + nn.functional.gelu(self.near(x.transpose(1, 2)).transpose(1, 2))
        x = self.drop(x)
        add = 0.0 if mask is None else additive(mask)
        for layer in self.layers:
            x = layer(x, add)
        return self.out(x)
