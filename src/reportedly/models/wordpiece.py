"""Text → the encoder's word-pieces with their places, equal to the `tokenizers` library's for BERT uncased.

That library brings a hub client and a dozen packages into an offline tool (docs/decisions/0005); this is what of it the
reader needs. A test compares the two over every corpus.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

UNKNOWN, FIRST, LAST, NAME = 100, 101, 102, 1
"""Ids of [UNK], [CLS] and [SEP] in BERT's vocabulary, and of the place-holder for names, which BERT leaves unused."""
LONGEST_WORD = 100
"""Letters of a word that is looked up in the vocabulary; a longer one is unknown (BERT's own bound)."""


class Piece(NamedTuple):
    """A word-piece: its id and the half-open span it covers."""

    id: int
    start: int
    end: int


def common_words(folder: Path = Path(__file__).parent / "reader") -> frozenset[str]:
    """Words that are written small at least as often as one time in ten, with days, months and forms of address.

    16,549 words, counted in news of eight corpora by ``training/words.py``: a word is common that 20 articles have in small letters.
    """
    return frozenset((folder / "common.txt").read_text(encoding="utf-8").split())


class WordPiece:
    """The tokenizer of one vocabulary; about 2 MB of text a second.

    With ``common``, every word in capitals that isn't among these common words becomes one piece, ``NAME``: the encoder
    never sees who is named, so that exchanging the parties can't change a reading (docs/decisions/0005).
    """

    def __init__(self, vocabulary: Iterable[str], common: frozenset[str] | None = None) -> None:
        self._ids = {word: n for n, word in enumerate(vocabulary)}
        self._common = common
        self._split = functools.lru_cache(maxsize=1 << 15)(self._cut)

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """The pieces of ``text[start:end]``, with places in ``text``."""
        found: list[Piece] = []
        letters: list[str] = []
        places: list[int] = []
        for at in range(start, end):
            kept, breaks = _normal(text[at])
            if breaks:
                self._add(text, letters, places, found)
                letters, places = [], []
            for letter in kept:
                letters.append(letter)
                places.append(at)
                if breaks:
                    self._add(text, letters, places, found)
                    letters, places = [], []
        self._add(text, letters, places, found)
        return found

    def _add(self, text: str, letters: list[str], places: list[int], found: list[Piece]) -> None:
        if letters and text[places[0]].isupper() and self._is_name("".join(letters)):
            found.append(Piece(NAME, places[0], places[-1] + 1))
            return
        at = 0
        for id, length in self._split("".join(letters)):
            found.append(Piece(id, places[at], places[at + length - 1] + 1))
            at += length

    def _is_name(self, word: str) -> bool:
        return self._common is not None and word not in self._common

    def _cut(self, word: str) -> tuple[tuple[int, int], ...]:
        """Ids and lengths of the longest pieces of a normalised word, from the left; all of it unknown where one is missing."""
        if not word:
            return ()
        if len(word) > LONGEST_WORD:
            return ((UNKNOWN, len(word)),)
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(word):
            head = "##" if at else ""
            stop = next((s for s in range(len(word), at, -1) if head + word[at:s] in self._ids), None)
            if stop is None:
                return ((UNKNOWN, len(word)),)
            found.append((self._ids[head + word[at:stop]], stop - at))
            at = stop
        return tuple(found)


_SPACES = frozenset("\t\n\r")


@functools.lru_cache(maxsize=1 << 14)
def _normal(char: str) -> tuple[str, bool]:
    """What a character counts as (small, without accents; maybe nothing), and whether a word ends before and after it."""
    category = unicodedata.category(char)
    if char in _SPACES or category in ("Zs", "Zl", "Zp"):
        return "", True
    if char in "\0\ufffd" or category in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return "", False
    if _is_ideograph(ord(char)):
        return unicodedata.normalize("NFD", char), True
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return bare.lower(), _is_mark(char, category)


def _is_mark(char: str, category: str) -> bool:
    return category.startswith("P") or (char.isascii() and char.isprintable() and not char.isalnum())


def _is_ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2A6DF
        or 0x2A700 <= code <= 0x2B73F
        or 0x2B740 <= code <= 0x2B81F
        or 0x2B820 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )
