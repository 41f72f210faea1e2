"""Persons, organisations and places in a text: a small head on the reader's encoder (docs/decisions/0009).

The encoder sees no names (decision 0005): its hidden states tell what kind of thing a place in the sentence asks for. What
the name itself tells (its word-pieces, shape, endings) comes in beside it, here and nowhere else, so that no statement
can hang on it.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reportedly.errors import ModelError
from reportedly.models.decoding import NEVER, Crf, Scores, marginals, runs, stacked, viterbi
from reportedly.models.manifest import MENTIONS, Manifest
from reportedly.models.windows import WINDOW, Window
from reportedly.models.wordpiece import NAME, WordPiece
from reportedly.record import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

KINDS = ("person", "organisation", "place")
"""Kinds in the order of the tags: 1 begins a person, 2 goes on with it, 3 begins an organisation, and so on; 0 is outside."""
INSIDE = (2, 4, 6)
"""Tags that go on with a name."""
PARTS = 4
"""Word-pieces of a word that the head sees: the first three and the last."""
ENDINGS = 1024
"""Places of the tables of endings into which a word's last two and three letters are hashed; more follow for unknown names."""
BEFORE = 6
"""What a look tells beside the shape: what stands before the word (a space, nothing, a new line), and whether the encoder saw ``NAME``."""
SHAPES = BEFORE * 9


class Word(NamedTuple):
    """What the head sees of a word: where it stands, its first word-piece in the window, and what the word itself tells.

    ``parts`` are word-pieces of the real word, 0 where it has fewer; ``looks`` are its shape and the hashes of its
    last two and last three letters.
    """

    place: Span
    piece: int
    parts: tuple[int, ...]
    looks: tuple[int, ...]


class Named(NamedTuple):
    """A name: its span in the text, its kind, and the probability that the kind is right, in [0, 1]."""

    span: Span
    kind: str
    score: float


class Splitter:
    """Words of a window and their features; kept per word as written, since names come again."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._real = WordPiece(vocabulary)
        self._inner = frozenset(n for n, piece in enumerate(vocabulary) if piece.startswith("##"))
        self.own = functools.lru_cache(maxsize=1 << 15)(self._own)

    def words(self, text: str, window: Window) -> list[Word]:
        """The words of a window, [CLS] and [SEP] left out; a mark is a word."""
        bounds: list[tuple[int, int, int]] = []
        for k in range(1, len(window.ids) - 1):
            start, end = window.places[k]
            if window.ids[k] in self._inner and bounds and bounds[-1][1] == start:
                bounds[-1] = (bounds[-1][0], end, bounds[-1][2])
            else:
                bounds.append((start, end, k))
        found: list[Word] = []
        for start, end, k in bounds:
            parts, shape, *endings = self.own(text[start:end], window.ids[k] == NAME)
            before = text[found[-1].place.end : start] if found else "\n"
            look = BEFORE * shape + 2 * _joint(before) + (window.ids[k] == NAME)
            found.append(Word(Span(start, end), k, parts, (look, *endings)))
        return found

    def _own(self, word: str, masked: bool) -> tuple[tuple[int, ...], int, int, int]:
        """Word-pieces, shape and two endings of a word; of a name that isn't one word-piece no more than ``unknown`` tells."""
        ids = [p.id for p in self._real.pieces(word, 0, len(word))]
        if masked and len(ids) != 1:
            return unknown(word)
        parts = (*ids[: PARTS - 1], ids[-1]) if len(ids) >= PARTS else (*ids, *[0] * (PARTS - len(ids)))
        return parts, shape_of(word), _hashed(word[-2:]), _hashed(word[-3:])


def unknown(word: str) -> tuple[tuple[int, ...], int, int, int]:
    """What is told of a name that the vocabulary has no word for: its shape, and whether it ends as adjectives of places do.

    Nothing else, so that two such names can be exchanged and nothing changes but the names.
    """
    small = word.casefold()
    kind = next((k for k, ends in enumerate(_ADJECTIVES, 1) if small.endswith(ends)), 0)
    return (NAME, *[0] * (PARTS - 1)), shape_of(word), ENDINGS + kind, ENDINGS


_ADJECTIVES = (("an", "ans"), ("i", "is"), ("ish", "ese"))
"""Endings of adjectives made of places' names, in groups ("Kelmaran", "Kelmari", "Kelmarish")."""


def _hashed(ending: str) -> int:
    return zlib.crc32(ending.casefold().encode("utf-8", "replace")) % ENDINGS


def _joint(before: str) -> int:
    """0 a space, 1 nothing, 2 a new line."""
    return 2 if "\n" in before else int(not before)


def opens_line(word: Word) -> bool:
    """Whether the word is the first of its line: no name goes on there."""
    return word.looks[0] % BEFORE // 2 == 2


def shape_of(word: str) -> int:
    """0 mark, 1 digits, 2 small, 3 one capital letter, 4 all capitals, 5 capital first, 6 capitals inside too, 7 small and capitals, 8 letters and digits."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return int(any(c.isdigit() for c in word))
    if any(c.isdigit() for c in word):
        return 8
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 2
    if all(upper):
        return 4 if len(upper) > 1 else 3
    return 7 if not upper[0] else 6 if any(upper[1:]) else 5


@dataclass(slots=True)
class MentionTagger:
    """A loaded head (:func:`load_mentions`): graph, CRF, and what cuts windows into words."""

    graph: InferenceSession
    crf: Crf
    splitter: Splitter

    def scores(self, words: list[Word], hidden: Scores) -> Scores:
        """Tag scores [words, 7] of a window's words, from the encoder's hidden states [1, pieces, 384]."""
        row = {
            "hidden": hidden,
            "at": np.array([w.piece for w in words]),
            "parts": np.array([w.parts for w in words]),
            "looks": np.array([w.looks for w in words]),
        }
        scores: Scores = self.graph.run(["scores"], row)[0]
        scores[np.ix_([opens_line(w) for w in words], INSIDE)] = NEVER
        return scores

    def find(self, text: str, windows: Sequence[Window], hidden: Sequence[Scores]) -> list[Named]:
        """The names in some windows of a text, in text order; ``hidden`` are the encoder's states of each window.

        About a sixth of the reader's time (bench/mentions.py). Decoded together, scored one by one: what a window gives
        depends on nothing beside it.
        """
        words = [self.splitter.words(text, w) for w in windows]
        kept = [(w, h) for w, h in zip(words, hidden, strict=True) if w]
        return named([w for w, _ in kept], [self.scores(w, h) for w, h in kept], self.crf)


def load_mentions(manifest: Manifest, opened: Callable[[Path], InferenceSession]) -> MentionTagger:
    """The head of a verified model; ``opened`` opens a graph as the model's others are opened.

    Raises ``ModelError`` for a model that has none (``manifest.mentions`` is ``None`` then).
    """
    if manifest.mentions is None:
        raise ModelError(f"{manifest.folder}: expected a model with {MENTIONS}, got one without")
    vocabulary = (manifest.folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return MentionTagger(
        opened(manifest.folder / MENTIONS), manifest.mentions, Splitter([w for w in vocabulary if w])
    )


def named(words: Sequence[list[Word]], scores: Sequence[Scores], crf: Crf) -> list[Named]:
    """The names on the best path of each sequence, each with the least probability that its words have for their kind."""
    if not words:
        return []
    many = stacked(scores, WINDOW)
    tags, chance = viterbi(many, crf), marginals(many, crf)
    found: list[Named] = []
    for n, row in enumerate(words):
        for kind, label in enumerate(KINDS):
            begin = 1 + 2 * kind
            sure = chance[n, :, begin] + chance[n, :, begin + 1]
            for first, stop in runs(tags[n, : len(row)], begin):
                span = Span(row[first].place.start, row[stop - 1].place.end)
                found.append(Named(span, label, round(float(sure[first:stop].min()), 3)))
    return sorted(found)
