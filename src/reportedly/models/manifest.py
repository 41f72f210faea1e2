"""What a model's folder holds, verified before anything of it is used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.errors import ModelError
from reportedly.models.decoding import Crf

FORMAT = "reportedly-reader-1"
"""Names and shapes of the graphs' inputs and outputs, and of the manifest; another format needs another program."""
FILES = ("encoder.onnx", "roles.onnx", "vocabulary.txt", "common.txt")
MENTIONS = "mentions.onnx"
"""The head that finds persons, organisations and places; a model may come without it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A verified model: where its files lie, and what turns scores into statements.

    ``confidence`` holds slope and constant of the calibration; ``least`` is the confidence below which nothing is said;
    ``kinds`` and ``stances`` name the labels in the order of the graph. ``mentions`` is ``None`` in a model without a head
    for names.
    """

    folder: Path
    version: str
    cue: Crf
    role: Crf
    kinds: tuple[str, ...]
    stances: tuple[str, ...]
    confidence: tuple[float, float]
    least: float
    mentions: Crf | None = None


def load_manifest(folder: Path) -> Manifest:
    """Reads and verifies a model's folder; raises ``ModelError`` that names what is missing, altered or unreadable."""
    written = _written(folder / "manifest.json")
    if written.get("format") != FORMAT:
        raise ModelError(f"{folder}: expected a model of format {FORMAT!r}, got {written.get('format')!r}")
    for name in (*FILES, *([MENTIONS] if "mentions" in written else [])):
        _verify(folder / name, written.get("files", {}).get(name, {}).get("sha256"))
    try:
        crfs = written["crf"]
        return Manifest(
            folder,
            str(written["version"]),
            _crf(crfs["cue"]),
            _crf(crfs["role"]),
            tuple(written["kinds"]),
            tuple(written["stances"]),
            (float(written["confidence"]["slope"]), float(written["confidence"]["constant"])),
            float(written["least"]),
            _crf(written["mentions"]["crf"]) if "mentions" in written else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{folder / 'manifest.json'}: expected the fields of {FORMAT}, got {error!r}"
        ) from error


def _written(path: Path) -> dict[str, Any]:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(
            f"{path.parent}: expected a folder with a model, got no readable manifest.json ({error.strerror})"
        ) from error
    except ValueError as error:
        raise ModelError(f"{path}: expected JSON, got {error}") from error
    if not isinstance(written, dict):
        raise ModelError(f"{path}: expected a JSON object, got {type(written).__name__}")
    return written


def _verify(path: Path, expected: str | None) -> None:
    if expected is None:
        raise ModelError(f"{path.parent / 'manifest.json'}: expected the sha256 of {path.name}, got none")
    try:
        with path.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"{path}: expected a file of the model, got none that can be read ({error.strerror})"
        ) from error
    if actual != expected:
        raise ModelError(
            f"{path}: expected sha256 {expected}, got {actual}: the file was altered or cut short"
        )


def _crf(weights: dict[str, Any]) -> Crf:
    transition, start = (np.asarray(weights[k], np.float32) for k in ("transition", "start"))
    if transition.shape != (len(start), len(start)):
        raise ValueError(f"transition scores of shape {transition.shape} for {len(start)} tags")
    return Crf(transition, start)
