"""Weights → what the package loads: ``python training/export.py FOLDER NAME OUT [--fp32]``.

Two ONNX graphs (int8 by onnxruntime's dynamic quantisation, weights by channel in 7 bits so that processors without VNNI
give the same), the vocabulary, and the manifest. Confidence and threshold are set by ``calibrate.py``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from encoder import load, package_folder
from model import Crf, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from prepare import KINDS, STANCES
from recipe import Recipe
from torch import Tensor, nn

from reportedly.models.manifest import FILES, FORMAT
from reportedly.models.wordpiece import common_words

OPSET = 17
POLNEAR = "PolNeAR train (840 articles, 20,000 attributions)"
OWN = "212 invented articles of this project (training/in_domain: 3,977 statements, Apache-2.0)"


class Encoder(nn.Module):
    """One window: ids, case and quoted [1, tokens] → hidden [1, tokens, 384] and cue scores [1, tokens, 3]."""

    def __init__(self, reader: Reader, cut: int) -> None:
        super().__init__()
        self.embeddings, layers = load()
        self.lower, self.reader = layers[:cut], reader

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor]:
        x = self.embeddings(ids)
        for layer in self.lower:
            x = layer(x, 0.0)
        hidden = self.reader.encode(x, case, quoted)
        return hidden, self.reader.cue(hidden)


class Roles(nn.Module):
    """The cues of one window: hidden [1, tokens, 384], marks and others [cues, tokens] → roles [cues, tokens, 5], labels."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, hidden: Tensor, marks: Tensor, others: Tensor) -> tuple[Tensor, Tensor]:
        many = hidden.expand(marks.shape[0], -1, -1)
        roles, labels = self.reader.roles(many, marks, others)
        return roles, labels[:, 1:]  # without the second look


def graph(
    module: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, int], to: Path, int8: bool
) -> None:
    """Write one graph; ``outputs`` tells the axis of tokens of each, -1 for none."""
    names = {"ids": {1: "t"}, "case": {1: "t"}, "quoted": {1: "t"}, "hidden": {1: "t"}}
    names |= {"marks": {0: "c", 1: "t"}, "others": {0: "c", 1: "t"}}
    names |= {"at": {0: "w"}, "parts": {0: "w"}, "looks": {0: "w"}}
    axes = {k: names[k] for k in inputs} | {
        k: {0: "n", 1: "t"} if v == 1 else {0: "n"} for k, v in outputs.items()
    }
    with tempfile.TemporaryDirectory() as temporary, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw, ready = Path(temporary) / "raw.onnx", Path(temporary) / "ready.onnx"
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(raw if int8 else to), input_names=list(inputs),
            output_names=list(outputs), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        if int8:
            quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready), str(to), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )  # fmt: skip


def crf(layer: Crf) -> dict[str, Any]:
    """A CRF's scores as they go into the manifest."""
    transition, start = layer.weights()
    return {"transition": transition.tolist(), "start": start.tolist()}


def trained(folder: Path, name: str) -> tuple[Reader, Recipe]:
    """Weights and recipe that ``train.py`` left."""
    recipe = Recipe(**json.loads((folder / f"{name}.json").read_text()))
    reader = Reader(recipe.cut, bool(recipe.others))
    reader.load_state_dict(torch.load(folder / f"{name}.pt", weights_only=True))
    return reader.eval(), recipe


def main(folder: Path, name: str, out: Path, int8: bool) -> None:
    """Write the model's folder."""
    reader, recipe = trained(folder, name)
    out.mkdir(parents=True, exist_ok=True)
    one = torch.ones(1, 9, dtype=torch.long)
    graph(
        Encoder(reader, recipe.cut), {"ids": one, "case": one, "quoted": one}, {"hidden": 1, "cue": 1},
        out / "encoder.onnx", int8,
    )  # fmt: skip
    marks = torch.ones(2, 9, dtype=torch.long)
    graph(
        Roles(reader), {"hidden": torch.zeros(1, 9, 384), "marks": marks, "others": marks}, {"roles": 1, "labels": 0},
        out / "roles.onnx", int8,
    )  # fmt: skip
    shutil.copy(package_folder() / "vocab.txt", out / "vocabulary.txt")
    (out / "common.txt").write_text("".join(f"{w}\n" for w in sorted(common_words())), encoding="utf-8")
    written = {
        "format": FORMAT,
        "version": f"reader-{name}",
        "recipe": vars(recipe),
        "data": [POLNEAR, OWN] if recipe.polnear else [OWN],
        "kinds": KINDS,
        "stances": STANCES,
        "crf": {"cue": crf(reader.cue_crf), "role": crf(reader.role_crf)},
        "confidence": {"slope": 1.0, "constant": 0.0},
        "least": 0.45,
        "files": {f: entry(out / f) for f in FILES},
    }
    (out / "manifest.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def entry(path: Path) -> dict[str, Any]:
    """Hash and size of a file."""
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), "--fp32" not in sys.argv)
