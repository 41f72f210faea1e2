"""Best tag sequences and spans from scores; numpy only, so that the shipped reader can use the same lines."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def viterbi(scores: Scores, transition: Scores, start: Scores) -> list[int]:
    """The best tag of each token; scores [tokens, tags], transition [before, after]."""
    best = scores[0] + start
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, len(scores)):
        step = best[:, None] + transition
        back[t] = step.argmax(0)
        best = step.max(0) + scores[t]
    tag = int(best.argmax())
    path = [tag]
    for t in range(len(scores) - 1, 0, -1):
        tag = int(back[t, tag])
        path.append(tag)
    return path[::-1]


def marginals(scores: Scores, transition: Scores, start: Scores) -> Scores:
    """Probability of each tag at each token (forward-backward)."""
    n = len(scores)
    forward, backward = np.empty_like(scores), np.zeros_like(scores)
    forward[0] = scores[0] + start
    for t in range(1, n):
        forward[t] = _lse(forward[t - 1][:, None] + transition, 0) + scores[t]
    for t in range(n - 2, -1, -1):
        backward[t] = _lse(transition + (scores[t + 1] + backward[t + 1])[None, :], 1)
    joint = forward + backward
    return np.exp(joint - _lse(joint, 1)[:, None])


def _lse(x: Scores, axis: int) -> Scores:
    top = x.max(axis=axis, keepdims=True)
    return np.log(np.exp(x - top).sum(axis=axis)) + top.squeeze(axis)


def runs(tags: list[int], begin: int, inside: int) -> list[tuple[int, int]]:
    """Token ranges of one role in a BIO sequence."""
    found: list[tuple[int, int]] = []
    for t, tag in enumerate(tags):
        if tag == begin:
            found.append((t, t + 1))
        elif tag == inside and found and found[-1][1] == t:
            found[-1] = (found[-1][0], t + 1)
    return found
