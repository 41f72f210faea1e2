"""Best tag sequences, probabilities and spans from a linear-chain CRF's scores; numpy, many sequences at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Tags = NDArray[np.int64]
NEVER = np.float32(-1e4)
"""Score of what can't be: far below any other, and finite."""


class Crf(NamedTuple):
    """Transition scores [before, after] and start scores [tag]; tag 0 is "outside", then begin and inside of each role."""

    transition: Scores
    start: Scores


def stacked(rows: Sequence[Scores], length: int) -> Scores:
    """Sequences of scores [tokens, tags], filled up to one length with places that can only be outside.

    One length for all, so that what comes out for a sequence depends on no other beside it, to the last bit.
    """
    many = np.full((len(rows), length, rows[0].shape[1]), NEVER, np.float32)
    many[:, :, 0] = 0.0
    for n, row in enumerate(rows):
        many[n, : len(row)] = row
    return many


def viterbi(scores: Scores, crf: Crf) -> Tags:
    """The best tags [sequences, tokens] of scores [sequences, tokens, tags]; O(tokens · tags²) each."""
    best = scores[:, 0] + crf.start
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, scores.shape[1]):
        step = best[:, :, None] + crf.transition
        back[:, t] = step.argmax(1)
        best = step.max(1) + scores[:, t]
    path = np.zeros(scores.shape[:2], np.int64)
    path[:, -1] = best.argmax(1)
    rows = np.arange(len(scores))
    for t in range(scores.shape[1] - 1, 0, -1):
        path[:, t - 1] = back[rows, t, path[:, t]]
    return path


def marginals(scores: Scores, crf: Crf) -> Scores:
    """Probability of each tag at each token (forward-backward); shapes as in :func:`viterbi`."""
    forward, backward = np.empty_like(scores), np.zeros_like(scores)
    forward[:, 0] = scores[:, 0] + crf.start
    for t in range(1, scores.shape[1]):
        forward[:, t] = _log_sum(forward[:, t - 1, :, None] + crf.transition, 1) + scores[:, t]
    for t in range(scores.shape[1] - 2, -1, -1):
        backward[:, t] = _log_sum(crf.transition + (scores[:, t + 1] + backward[:, t + 1])[:, None, :], 2)
    joint = forward + backward
    chance: Scores = np.exp(joint - _log_sum(joint, 2)[:, :, None])
    return chance


def _log_sum(x: Scores, axis: int) -> Scores:
    top = x.max(axis=axis, keepdims=True)
    total: Scores = np.log(np.exp(x - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def runs(tags: Tags, begin: int) -> list[tuple[int, int]]:
    """Token ranges of one role in a sequence of tags: ``begin`` opens one, ``begin + 1`` goes on with it."""
    found: list[tuple[int, int]] = []
    for t in np.flatnonzero((tags == begin) | (tags == begin + 1)).tolist():
        if tags[t] == begin or not found or found[-1][1] != t:
            found.append((t, t + 1))
        else:
            found[-1] = (found[-1][0], t + 1)
    return found


LEAST = 0.08
"""Least probability of a cue's beginning for it to be looked at a second time."""


def candidates(tags: Tags, chance: Scores) -> list[tuple[int, int]]:
    """Cues of the best path, and beginnings that it passes by but that are likely enough for a second look, in order."""
    found = runs(tags, 1)
    taken = {t for a, b in found for t in range(a, b)}
    for t in np.flatnonzero(chance[:, 1] >= LEAST).tolist():
        if t in taken:
            continue
        end = t + 1
        while end < len(chance) and end not in taken and chance[end, 2] > 0.5 * chance[end - 1, 1:].max():
            end += 1
        found.append((t, end))
        taken.update(range(t, end))
    return sorted(found)
