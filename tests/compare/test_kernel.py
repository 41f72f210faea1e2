"""The compiled kernels give the bytes of the plain ones, and both stand any input."""

import importlib.util
import random
import sysconfig
from array import array
from pathlib import Path

import numpy as np
import pytest
from compare_invented import WIRE, prose
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.compare import kernel
from reportedly.compare.kernel import plain
from reportedly.text import tokenize

compiled = pytest.importorskip(
    "reportedly.compare.kernel._compiled", reason="no compiler was at hand when the package was built"
)

FUZZ = Path(__file__).parents[2] / "bench" / "kernel_fuzz.py"

small = st.lists(st.integers(0, 5), max_size=80).map(lambda ids: array("Q", ids))
"""Few different words, so that grams repeat and diagonals cross."""
wide = st.lists(st.integers(0, 2**64 - 1), max_size=40).map(lambda ids: array("Q", ids))
limits = st.tuples(
    st.integers(0, 9),
    st.integers(0, 12),
    st.integers(0, 9),
    st.integers(1, 5),
    st.sampled_from([0.0, 0.5, 2.0]),
    st.sampled_from([3.0, 5.0, 14.0]),
)


def test_where_it_was_compiled_it_is_used():
    assert kernel.COMPILED
    assert kernel.align is compiled.align


@given(st.text())
def test_words_are_those_of_the_plain_kernel(text):
    # Kills: offsets in UTF-8 or UTF-16, a letter table that is not Python's, a fold letter by letter ("ß", "İ", "ﬁ").
    assert compiled.words(text) == plain.words(text)


@given(st.text("aAzZ09_ '-éÉßẞİıſﬁǅÅΣςΆÀ٣１Ⅷ²½中𝔘😀\u200d\ud800\x00", max_size=60))
def test_words_of_odd_letters_are_those_of_the_plain_kernel(text):
    # Kills: the ranges of the letters' table, off by one at either end.
    assert compiled.words(text) == plain.words(text)


@given(st.text())
def test_words_stand_where_the_tokens_of_the_house_stand(text):
    # Kills: an idea of a word that differs from the one in text/tokens.py.
    ids, starts, ends = (array(code, column) for code, column in zip("QII", kernel.words(text), strict=True))
    tokens = tokenize(text)
    assert [(t.start, t.end) for t in tokens] == list(zip(starts, ends, strict=True))
    assert list(ids) == [plain.word_id(t.norm) for t in tokens]


@given(small | wide, st.integers(1, 12))
def test_fingerprints_are_those_of_the_plain_kernel(ids, window):
    # Kills: `<=` for `<` in the winnowing, the last instead of the first place of a gram.
    assert compiled.prints(ids, window) == plain.prints(ids, window)


def columns(texts):
    found = [compiled.prints(ids, 4) for ids in texts]
    offsets = np.cumsum([0] + [len(grams) // 8 for grams, _ in found]).astype(np.int64)
    return b"".join(grams for grams, _ in found), offsets


@settings(max_examples=300)
@given(st.lists(small, max_size=9), st.randoms(), st.integers(1, 4), st.integers(1, 4))
def test_candidates_are_those_of_the_plain_kernel(texts, chance, least, crowd):
    # Kills: a crowded gram counted twice, a tie between leaders broken by who came first, a member that posts all.
    order = list(range(len(texts)))
    chance.shuffle(order)
    given_columns = (*columns(texts), np.array(order, np.uint32), 0.9, least, crowd)
    assert compiled.pairs(*given_columns) == plain.pairs(*given_columns)


def aligned(module, texts, given_limits):
    """All pairs of some texts at once."""
    offsets = np.cumsum([0] + [len(text) for text in texts]).astype(np.int64)
    keys = np.array([a << 32 | b for a in range(len(texts)) for b in range(a + 1, len(texts))], np.uint64)
    return module.align(b"".join(text.tobytes() for text in texts), offsets, keys, *given_limits)


@settings(max_examples=400)
@given(st.lists(small, max_size=4), limits)
def test_alignments_are_those_of_the_plain_kernel(texts, given_limits):
    # Kills: each bound of the chaining, off by one; a cut of an overlap on one side only; what one pair leaves behind.
    assert aligned(compiled, texts, given_limits) == aligned(plain, texts, given_limits)


@pytest.mark.parametrize("seed", range(40))
def test_alignments_of_edited_texts_are_those_of_the_plain_kernel(seed):
    chance = random.Random(seed)
    story = array("Q", (chance.getrandbits(64) for _ in range(300)))
    edited = array("Q", (chance.getrandbits(64) if chance.random() < 0.2 else word for word in story))
    moved = edited[150:] + edited[:100]
    a, b = (array("Q", kernel.words(text)[0]) for text in (f"{WIRE} {prose(seed)}", f"{prose(seed)} {WIRE}"))
    default = (8, 40, 64, 4, 0.5, 14.0)
    texts = (story, edited, moved, a, b)
    assert aligned(compiled, texts, default) == aligned(plain, texts, default)


def test_columns_that_do_not_fit_each_other_are_refused():
    grams, offsets = columns([array("Q", range(30)), array("Q", range(20))])
    order = np.arange(2, dtype=np.uint32)
    for bad in (
        (grams[:8], offsets, order),
        (grams, offsets[:2], order),
        (grams, offsets[::-1].copy(), order),
        (grams, offsets, np.array([0, 7], np.uint32)),
    ):
        with pytest.raises(ValueError, match="do not fit"):
            compiled.pairs(*bad, 0.9, 2, 32)
    for offsets, keys in (([0, 40], [1]), ([0, 5, 3], [1]), ([0, 5, 9], [2]), ([0, 5, 9], [3 << 32])):
        with pytest.raises(ValueError, match="do not fit"):
            compiled.align(bytes(80), np.array(offsets), np.array(keys, np.uint64), 8, 40, 64, 4, 0.5, 14.0)
    with pytest.raises(ValueError, match="at least one gram"):
        compiled.prints(array("Q", range(30)), 0)


@pytest.mark.parametrize("seed", range(2))
def test_the_sanitizers_find_nothing(seed):
    # The campaign fuzz-kernel of `make stress`, short. Kills: a read or write one past the end of a column.
    spec = importlib.util.spec_from_file_location("kernel_fuzz", FUZZ)
    fuzz = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzz)
    if fuzz.sanitized() is None:
        pytest.skip("no compiler with sanitizers")
    fuzz.fuzz_kernel(seed, 10)


def test_the_compiled_kernel_is_of_this_source():
    # An edited source must not be tested against yesterday's module: `make setup` builds it anew.
    module = Path(compiled.__file__)
    assert module.name.endswith(sysconfig.get_config_var("EXT_SUFFIX"))
    assert module.stat().st_mtime >= module.with_name("_compiled.c").stat().st_mtime
