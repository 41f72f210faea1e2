"""The tokenizer of our own against the library's, and the place-holder for names."""

import json
import lzma
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.models.learned import SHIPPED
from reportedly.models.wordpiece import NAME, UNKNOWN, WordPiece, common_words

WORDS = (SHIPPED / "vocabulary.txt").read_text("utf-8").split("\n")
CORPORA = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[3] / "shared" / "data"))
PLAIN = WordPiece(WORDS)
MASKED = WordPiece(WORDS, common_words())


def is_old(char: str) -> bool:
    """Whether Unicode 3.2 knew the character as it is known today: of later ones Python and the library know other versions."""
    return unicodedata.ucd_3_2_0.category(char) == unicodedata.category(char)


def library_pieces(text: str) -> list[tuple[int, int, int]]:
    encoded = _library().encode(text, add_special_tokens=False)
    return [(id, s, e) for id, (s, e) in zip(encoded.ids, encoded.offsets, strict=True)]


def _library(made: list = []):  # noqa: B006  (built once)
    if not made:
        from tokenizers.implementations import BertWordPieceTokenizer

        made.append(BertWordPieceTokenizer(str(SHIPPED / "vocabulary.txt"), lowercase=True))
    return made[0]


@example("0\x850 a\u2028b\x0bc")
@example("\uf99a")
@given(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]).filter(is_old), max_size=60))
def test_any_text_is_cut_as_the_library_cuts_it(text: str) -> None:
    """Kills: another order of folding and splitting, accents kept, a place one off."""
    assert [tuple(p) for p in PLAIN.pieces(text, 0, len(text))] == library_pieces(text)


@pytest.mark.corpus
def test_the_corpora_are_cut_as_the_library_cuts_them() -> None:
    different = [
        name for name, text in corpus_texts() if PLAIN.pieces(text, 0, len(text)) != library_pieces(text)
    ]
    assert different == []


def corpus_texts() -> Iterator[tuple[str, str]]:
    """Every article of the corpora that are small, and the first 300 of each large one."""
    if not CORPORA.is_dir():
        pytest.skip(f"REPORTEDLY_DATA: no folder {CORPORA}")
    for path in sorted((CORPORA / "corpora").glob("*.jsonl*")):
        opened = lzma.open if path.suffix == ".xz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for n, line in zip(range(300), lines, strict=False):
                if text := json.loads(line).get("text"):
                    yield f"{path.name}:{n}", text


def test_a_name_is_one_piece_and_says_nothing_of_who_it_is() -> None:
    """Kills: names that the encoder can tell apart."""
    one = "On Monday the Kelmarian minister said that Ana Borukova lied."
    other = one.replace("Kelmarian", "Tos").replace("Ana Borukova", "Wu Oo")
    ids = [p.id for p in MASKED.pieces(one, 0, len(one))]
    assert ids == [p.id for p in MASKED.pieces(other, 0, len(other))]
    assert ids.count(NAME) == 3
    assert [one[p.start : p.end] for p in MASKED.pieces(one, 0, len(one)) if p.id == NAME] == [
        "Kelmarian",
        "Ana",
        "Borukova",
    ]


def test_a_word_without_a_piece_or_too_long_is_unknown_as_a_whole() -> None:
    text = "x" * 101 + " 𒀀𒀀"
    assert [tuple(p) for p in PLAIN.pieces(text, 0, len(text))] == [(UNKNOWN, 0, 101), (UNKNOWN, 102, 104)]


def test_places_are_those_of_the_whole_text() -> None:
    text = "Not this. Said Déjà."
    found = PLAIN.pieces(text, 10, len(text))
    assert "".join(text[p.start : p.end] for p in found) == "SaidDéjà."
    assert min(p.start for p in found) == 10
