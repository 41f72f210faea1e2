"""What the head for names sees of a text, what it makes of tag scores, and how it is loaded."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.errors import ModelError
from reportedly.models.decoding import Crf
from reportedly.models.learned import SHIPPED, load_learned
from reportedly.models.manifest import MENTIONS, load_manifest
from reportedly.models.mentions import (
    KINDS,
    MentionTagger,
    Splitter,
    Word,
    load_mentions,
    opens_line,
    shape_of,
    unknown,
)
from reportedly.models.windows import windows
from reportedly.models.wordpiece import NAME, WordPiece

LETTERS = [*("[PAD]", "[NAME]"), *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), ".", ",", "'"]  # fmt: skip
COMMON = frozenset(["said", "the", "in"])
MASKING = WordPiece(LETTERS, COMMON)
FLAT = Crf(np.zeros((7, 7), np.float32), np.zeros(7, np.float32))


class Told:
    """A graph that gives each word the tag which a rule on the words' features tells."""

    def __init__(self, tag: Any) -> None:
        self.tag = tag

    def run(self, outputs: list[str], row: dict[str, Any]) -> list[Any]:
        scores = np.zeros((len(row["at"]), 7), np.float32)
        for k in range(len(scores)):
            scores[k, self.tag({name: row[name][k] for name in ("at", "parts", "looks")})] = 5.0
        return [scores]


def tagger(tag: Any) -> MentionTagger:
    return MentionTagger(Told(tag), FLAT, Splitter(LETTERS))


def found(text: str, tag: Any) -> list[tuple[str, str]]:
    packed = windows(text, MASKING)
    hidden = [np.zeros((1, len(w.ids), 384), np.float32) for w in packed]
    return [(n.span.of(text), n.kind) for n in tagger(tag).find(text, packed, hidden)]


def words(text: str) -> list[Word]:
    return [w for window in windows(text, MASKING) for w in Splitter(LETTERS).words(text, window)]


def test_a_name_that_is_a_word_of_the_vocabulary_carries_it_where_the_encoder_saw_the_place_holder() -> None:
    text = "the A abc said"
    (window,) = windows(text, MASKING)
    found = words(text)
    assert [w.place.of(text) for w in found] == ["the", "A", "abc", "said"]
    assert window.ids[found[1].piece] == NAME
    assert found[1].parts == (LETTERS.index("a"), 0, 0, 0)
    assert found[2].parts == (*(LETTERS.index(p) for p in ("a", "##b", "##c")), 0)
    assert [w.looks[0] % 2 for w in found] == [0, 1, 0, 0]


def test_a_long_word_keeps_its_first_pieces_and_its_last() -> None:
    (word,) = words("abcdefgh")
    assert word.parts == tuple(LETTERS.index(p) for p in ("a", "##b", "##c", "##h"))


@given(st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True), st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True))
def test_two_unknown_names_can_be_exchanged_and_nothing_else_changes(one: str, other: str) -> None:
    """Kills: a piece or an ending of the parties' names that reaches the head, so that one fares otherwise than the other."""
    assume(not {one.casefold(), other.casefold()} & COMMON)
    assume(unknown(one)[2] == unknown(other)[2])  # both or neither end as an adjective does
    told = [
        [(w.piece, w.parts, w.looks) for w in words(f"the {name} said {name}, the")] for name in (one, other)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(("one", "other"), [("Kelmary", "Brovin"), ("Kelmaran", "Tasmoran")])
def test_names_of_places_and_their_adjectives_are_told_apart_from_one_another_only(
    one: str, other: str
) -> None:
    assert unknown(one) == unknown(other)
    assert unknown("Kelmary") != unknown("Kelmaran")


@pytest.mark.parametrize(
    ("word", "shape"),
    [(",", 0), ("1994", 1), ("said", 2), ("A", 3), ("EU", 4), ("Ana", 5), ("McAna", 6), ("iAna", 7), ("A4", 8)],
)  # fmt: skip
def test_shapes_are_told_apart(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_no_name_goes_on_over_the_end_of_a_line() -> None:
    """Kills: two lines of a list, or a signature under a text, read as one name."""

    def begun_then_inside(w: dict[str, Any]) -> int:
        return 1 if w["at"] == 1 else 2

    assert found("Ab Cd", begun_then_inside) == [("Ab Cd", "person")]
    assert found("Ab\n\nCd", begun_then_inside) == [("Ab", "person")]
    assert [opens_line(w) for w in words("Ab cd\n\nCd")] == [True, False, True]


def test_kinds_and_places_of_what_is_tagged() -> None:
    by_piece = {LETTERS.index(c): tag for c, tag in (("a", 1), ("b", 3), ("c", 5))}
    assert found("A said B, C", lambda w: by_piece.get(int(w["parts"][0]), 0)) == [
        ("A", "person"),
        ("B", "organisation"),
        ("C", "place"),
    ]


@given(st.lists(st.text("ABab. \n", min_size=1, max_size=60), max_size=8), st.integers(0, 2**31))
def test_a_window_gives_the_same_alone_and_among_others(paragraphs: list[str], seed: int) -> None:
    """Kills: scores filled up to the longest window that leak into a shorter one."""
    text = "\n\n".join(paragraphs)

    def tag(w: dict[str, Any]) -> int:
        return (int(w["parts"].sum()) * 31 + seed) % 7

    packed = windows(text, MASKING)
    hidden = [np.zeros((1, len(w.ids), 384), np.float32) for w in packed]
    one = tagger(tag)
    together = one.find(text, packed, hidden)
    apart = [n for w, h in zip(packed, hidden, strict=True) for n in one.find(text, [w], [h])]
    assert together == apart
    assert all(n.kind in KINDS and 0 <= n.score <= 1 for n in together)


@pytest.fixture
def headless(tmp_path: Path) -> Path:
    """The shipped model without its head for names."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "model"))
    (folder / MENTIONS).unlink(missing_ok=True)
    rewrite(folder, mentions=None)
    return folder


def rewrite(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    written = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({k: v for k, v in written.items() if v is not None}))


def given_head(folder: Path, data: bytes) -> None:
    (folder / MENTIONS).write_bytes(data)
    files = json.loads((folder / "manifest.json").read_text())["files"]
    files[MENTIONS] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    rewrite(
        folder, files=files, mentions={"crf": {"transition": np.zeros((7, 7)).tolist(), "start": [0.0] * 7}}
    )


def test_a_model_without_a_head_reads_statements_and_says_so_when_asked_for_names(headless: Path) -> None:
    assert load_learned(headless).manifest.mentions is None
    with pytest.raises(ModelError, match=rf"expected a model with {MENTIONS}, got one without"):
        load_mentions(load_manifest(headless), lambda path: pytest.fail(f"opened {path}"))


def test_a_head_is_verified_with_the_rest(headless: Path) -> None:
    given_head(headless, b"graph")
    loaded = load_mentions(
        load_manifest(headless), lambda path: Told(lambda _: 0) if path.is_file() else None
    )
    assert loaded.crf.start.shape == (7,)
    (headless / MENTIONS).write_bytes(b"grapf")
    with pytest.raises(ModelError, match=rf"{MENTIONS}: expected sha256 .* altered or cut short"):
        load_manifest(headless)
    (headless / MENTIONS).unlink()
    with pytest.raises(ModelError, match=MENTIONS):
        load_manifest(headless)
