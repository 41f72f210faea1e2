"""The learned reader: an encoder that tags cues, and for each cue a tagger of its source and content (decision 0005).

onnxruntime on one thread; every window is encoded by itself, so that what it gives depends on nothing beside it.
"""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import ModelError
from reportedly.models.decoding import Scores, candidates, marginals, runs, stacked, viterbi
from reportedly.models.manifest import Manifest, load_manifest
from reportedly.models.windows import WINDOW, Window, windows
from reportedly.models.wordpiece import WordPiece, common_words
from reportedly.record import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SHIPPED = Path(__file__).parent / "reader"
"""The model that comes with the package."""
B_SOURCE, B_CONTENT = 1, 3
CHUNK = 32
"""Windows whose hidden states are held at once: 6 MB, however long the text."""
KEPT = 20_000
"""Windows whose findings are kept: about 1 kB each, the copies among some 2,000 articles."""
_FLOOR = 1e-4
"""Least probability that is told from 0 when odds are taken."""
_SURE = 0.5
"""Probability from which a cue counts as one of "the other cues" for the roles of its neighbours."""


class Finding(NamedTuple):
    """What the model gives for one cue: spans of the text, labels, and its calibrated confidence in [0, 1].

    ``odds`` are the tagger's log odds that a cue begins there, from which the confidence is made.
    """

    content: tuple[Span, ...]
    cue: Span
    source: tuple[Span, ...]
    kind: str
    stance: str
    score: float
    odds: float


class Found(NamedTuple):
    """What the model gives for one cue in word-pieces of its window; equal windows give equal ones."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    kind: str
    stance: str
    odds: float


class _Candidate(NamedTuple):
    window: int
    cue: tuple[int, int]
    tagged: float
    labels: Scores


@dataclass(slots=True)
class LearnedReader:
    """A loaded model; about 4,900 words a second and core (docs/benchmarks.md).

    ``seen`` keeps what was found in the last windows: copies are read once (DESIGN § 4). ``hits`` counts windows answered from it.
    """

    manifest: Manifest
    wordpiece: WordPiece
    encoder: InferenceSession
    roles: InferenceSession
    seen: OrderedDict[bytes, tuple[Found, ...]] = field(default_factory=OrderedDict)
    hits: int = 0

    def find(self, text: str) -> list[Finding]:
        """Every candidate of a text with its confidence, in text order of the cues; nothing is left out but what has no content."""
        packed = windows(text, self.wordpiece)
        chunks = (packed[k : k + CHUNK] for k in range(0, len(packed), CHUNK))
        return [finding for chunk in chunks for finding in self._find(chunk)]

    def _find(self, chunk: list[Window]) -> list[Finding]:
        keys = [key(w) for w in chunk]
        new = {k: w for k, w in zip(keys, chunk, strict=True) if k not in self.seen}
        self.hits += len(chunk) - len(new)
        found = self._read(list(new.values())) if new else []
        self.seen.update(zip(new, found, strict=True))
        findings = [self._placed(w, f) for w, k in zip(chunk, keys, strict=True) for f in self.seen[k]]
        for k in keys:
            self.seen.move_to_end(k)
        while len(self.seen) > KEPT:
            self.seen.popitem(last=False)
        return findings

    def _placed(self, window: Window, f: Found) -> Finding:
        content, source = (tuple(window.span(*r) for r in spans) for spans in (f.content, f.source))
        sure = confidence(f.odds, self.manifest.confidence)
        return Finding(content, window.span(*f.cue), source, f.kind, f.stance, sure, f.odds)

    def _read(self, chunk: list[Window]) -> list[tuple[Found, ...]]:
        """What stands in each of some windows."""
        encoded = [self._encode(w) for w in chunk]
        cues = stacked([scores for _, scores in encoded], WINDOW)
        chance, tags = marginals(cues, self.manifest.cue), viterbi(cues, self.manifest.cue)
        looked: list[tuple[_Candidate, Scores]] = []
        for n, window in enumerate(chunk):
            long = len(window.ids)
            tags[n, [0, long - 1]] = chance[n, [0, long - 1], 1:] = (
                0  # [CLS] and [SEP] stand nowhere in the text
            )
            places = candidates(tags[n, :long], chance[n, :long])
            looked += self._roles(n, encoded[n][0], places, chance[n, :long, 1])
        found: list[list[Found]] = [[] for _ in chunk]
        if looked:
            best = viterbi(stacked([roles for _, roles in looked], WINDOW), self.manifest.role)
            for k, (c, _) in enumerate(looked):
                made = self._found(c, best[k][: len(chunk[c.window].ids)])
                if made.content:
                    found[c.window].append(made)
        return [tuple(f) for f in found]

    def _encode(self, window: Window) -> tuple[Scores, Scores]:
        """Hidden states [1, tokens, 384] and cue scores [tokens, 3] of a window."""
        row: dict[str, NDArray[np.int64]] = {
            "ids": np.array([window.ids]),
            "case": np.array([window.case]),
            "quoted": np.array([window.quoted]),
        }
        hidden, cue = self.encoder.run(["hidden", "cue"], row)
        return hidden, cue[0]

    def _roles(
        self, window: int, hidden: Scores, cues: list[tuple[int, int]], begins: Scores
    ) -> list[tuple[_Candidate, Scores]]:
        """Each cue with its role scores [tokens, 5]."""
        if not cues:
            return []
        marks = np.zeros((len(cues), hidden.shape[1]), np.int64)
        for k, (first, stop) in enumerate(cues):
            marks[k, first:stop] = 1
        likely = marks[[k for k, (first, _) in enumerate(cues) if begins[first] > _SURE]]
        others = np.asarray(likely.any(axis=0), np.int64)[None] * (1 - marks)
        row = {"hidden": hidden, "marks": marks, "others": others}
        roles, labels = self.roles.run(["roles", "labels"], row)
        return [
            (_Candidate(window, (a, b), float(begins[a]), labels[k]), roles[k])
            for k, (a, b) in enumerate(cues)
        ]

    def _found(self, c: _Candidate, tags: NDArray[np.int64]) -> Found:
        kinds, stances = self.manifest.kinds, self.manifest.stances
        kind = kinds[int(c.labels[: len(kinds)].argmax())]
        stance = stances[int(c.labels[len(kinds) :].argmax())]
        tags[[0, -1]] = 0  # [CLS] and [SEP] stand nowhere in the text
        content, source = (tuple(runs(tags, begin)) for begin in (B_CONTENT, B_SOURCE))
        return Found(content, c.cue, source, kind, stance, _log_odds(c.tagged))


def key(window: Window) -> bytes:
    """What a window's reading depends on: its word-pieces and features, hashed."""
    rows = np.array([window.ids, window.case, window.quoted], np.int32)
    return hashlib.blake2b(rows.tobytes(), digest_size=16).digest()


def confidence(odds: float, scale: tuple[float, float]) -> float:
    """Probability that an attribution is right, from the tagger's log odds; slope and constant fitted on dev (Platt)."""
    return round(1 / (1 + math.exp(-scale[0] * odds - scale[1])), 3)


def _log_odds(chance: float) -> float:
    sure = min(max(chance, _FLOOR), 1 - _FLOOR)
    return math.log(sure / (1 - sure))


def load_learned(folder: Path = SHIPPED) -> LearnedReader:
    """A model from its folder, verified; raises ``ModelError`` that says what is wrong with it. About 0.3 s, onnxruntime's import included."""
    manifest = load_manifest(folder)
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return LearnedReader(
        manifest,
        WordPiece((w for w in vocabulary if w), common_words(folder)),
        _session(folder / "encoder.onnx"),
        _session(folder / "roles.onnx"),
    )


def _session(path: Path) -> InferenceSession:
    import onnxruntime as ort
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    refusals = (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NoModel,
        state.NotImplemented,
        state.RuntimeException,
    )
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except refusals as error:
        raise ModelError(
            f"{path}: expected an ONNX graph that onnxruntime {ort.__version__} runs, got {error}"
        ) from error
