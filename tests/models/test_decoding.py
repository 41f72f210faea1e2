"""The decoding against trying every path."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reportedly.models.decoding import NEVER, Crf, candidates, marginals, runs, stacked, viterbi

CRF = Crf(
    np.array([[0.2, -0.3, NEVER], [0.1, -1.0, 0.7], [0.5, -0.2, 0.3]], np.float32),
    np.array([0.4, -0.1, NEVER], np.float32),
)
SCORES = st.integers(1, 5).flatmap(
    lambda n: arrays(np.float32, (n, 3), elements=st.floats(-3, 3, width=16, allow_nan=False))
)


def total(scores: np.ndarray, path: tuple[int, ...]) -> float:
    steps = sum(float(CRF.transition[a, b]) for a, b in pairwise(path))
    return float(CRF.start[path[0]]) + steps + sum(float(scores[t, tag]) for t, tag in enumerate(path))


@given(SCORES)
def test_the_best_path_is_the_best_of_all(scores: np.ndarray) -> None:
    """Kills: transitions read the wrong way round, a start score left out."""
    found = tuple(viterbi(scores[None], CRF)[0].tolist())
    best = max(total(scores, p) for p in product(range(3), repeat=len(scores)))
    assert total(scores, found) >= best - 1e-3


@given(SCORES)
def test_the_probabilities_are_those_of_all_paths(scores: np.ndarray) -> None:
    """Kills: a backward step that forgets a token's own score."""
    paths = list(product(range(3), repeat=len(scores)))
    weight = np.exp([total(scores, p) for p in paths])
    chance = marginals(scores[None], CRF)[0]
    for t in range(len(scores)):
        for tag in range(3):
            share = sum(w for w, p in zip(weight, paths, strict=True) if p[t] == tag) / weight.sum()
            assert abs(chance[t, tag] - share) < 1e-3


@given(st.lists(SCORES, min_size=2, max_size=4))
def test_a_sequence_is_decoded_alike_beside_others(rows: list[np.ndarray]) -> None:
    """Kills: padding that pulls at the last tags of shorter sequences ([SEP] is outside in each, so they end so here)."""
    ended = [np.vstack([r, [[9.0, -9.0, -9.0]]]).astype(np.float32) for r in rows]
    together = viterbi(stacked(ended, 12), CRF)
    for row, tags in zip(ended, together, strict=True):
        assert tags[: len(row)].tolist() == viterbi(row[None], CRF)[0].tolist()


def test_runs_and_second_looks() -> None:
    assert runs(np.array([0, 1, 2, 1, 0, 3, 4]), 1) == [(1, 3), (3, 4)]
    assert runs(np.array([0, 1, 2, 1, 0, 3, 4]), 3) == [(5, 7)]
    chance = np.zeros((7, 3), np.float32)
    chance[1, 1], chance[4, 1], chance[5, 2] = 0.9, 0.3, 0.25
    assert candidates(np.array([0, 1, 0, 0, 0, 0, 0]), chance) == [(1, 2), (4, 6)]
