"""From hits to chains: maximal equal runs, joined over bounded gaps, with the equal words beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Task(NamedTuple):
    """Two texts as word ids, and how they are chained.

    A chain may leap ``gap`` words on either side and pays ``cost`` for each; ``look_back`` earlier runs are weighed as
    the predecessor of one; beside a run words are followed until the changed ones are ``drop`` ahead.
    """

    a: Sequence[int]
    b: Sequence[int]
    gap: int
    look_back: int
    drop: int
    cost: float


class Run(NamedTuple):
    """``length`` equal words from index ``a`` in the first text and ``b`` in the second."""

    a: int
    b: int
    length: int


def chained(task: Task, hits: Iterable[tuple[int, int]], least: float) -> Iterator[list[Run]]:
    """The runs of each chain of a score of ``least`` and more, best first; ``hits`` are sorted (diagonal, index) pairs.

    A chain of which better ones have told most words on either side is left out: a sentence that one of the texts
    has twice would otherwise be two passages.
    """
    runs = sorted(_runs(task, hits))
    scores, before = _best_chains(task, runs)
    used = [False] * len(runs)
    told: tuple[set[int], set[int]] = (set(), set())
    for last in sorted(range(len(runs)), key=lambda k: (-scores[k], runs[k])):
        if scores[last] < least:
            break
        score, taken = _traced(runs, scores, before, used, last)
        if score >= least and _tells(found := list(_filled(task, taken)), told):
            yield found


def _tells(runs: Sequence[Run], told: tuple[set[int], set[int]]) -> bool:
    """Whether at most half of the words are told, on both sides; they are then."""
    in_a = {k for run in runs for k in range(run.a, run.a + run.length)}
    in_b = {k for run in runs for k in range(run.b, run.b + run.length)}
    if 2 * max(len(in_a & told[0]), len(in_b & told[1])) > len(in_a):
        return False
    told[0].update(in_a)
    told[1].update(in_b)
    return True


def _runs(task: Task, hits: Iterable[tuple[int, int]]) -> Iterator[Run]:
    """Every hit grown to a maximal run, each run once. A word is visited once per diagonal."""
    on, end = None, 0
    for diagonal, index in hits:
        if diagonal != on:
            on, end = diagonal, max(0, diagonal)
        if index < end:
            continue
        start = _grown_left(task, index, diagonal, end)
        end = _grown_right(task, index, diagonal)
        yield Run(start, start - diagonal, end - start)


def _grown_left(task: Task, index: int, diagonal: int, floor: int) -> int:
    while index > floor and task.a[index - 1] == task.b[index - 1 - diagonal]:
        index -= 1
    return index


def _grown_right(task: Task, index: int, diagonal: int) -> int:
    limit = min(len(task.a), len(task.b) + diagonal)
    while index < limit and task.a[index] == task.b[index - diagonal]:
        index += 1
    return index


def _best_chains(task: Task, runs: Sequence[Run]) -> tuple[list[float], list[int]]:
    """For each run the score of the best chain that ends with it, and its predecessor there (-1: none)."""
    scores = [float(run.length) for run in runs]
    before = [-1] * len(runs)
    for k, run in enumerate(runs):
        for earlier in range(k - 1, max(-1, k - 1 - task.look_back), -1):
            score = scores[earlier] + _gain(task, runs[earlier], run)
            if score > scores[k]:
                scores[k], before[k] = score, earlier
    return scores, before


def _gain(task: Task, earlier: Run, run: Run) -> float:
    """What a run adds to a chain that ends with ``earlier``; minus infinity where it cannot follow."""
    leap_a = run.a - earlier.a - earlier.length
    leap_b = run.b - earlier.b - earlier.length
    overlap = max(0, -leap_a, -leap_b)
    leap = max(leap_a, leap_b) + overlap
    if overlap >= run.length or leap > task.gap or run.b <= earlier.b:
        return float("-inf")
    return run.length - overlap - task.cost * leap


def _traced(
    runs: Sequence[Run], scores: Sequence[float], before: Sequence[int], used: list[bool], last: int
) -> tuple[float, list[Run]]:
    """The chain that ends with run ``last``, back to its start or to a run that another chain has taken."""
    taken: list[Run] = []
    k, rest = last, 0.0
    while k >= 0:
        if used[k]:
            rest = scores[k]
            break
        used[k] = True
        taken.append(runs[k])
        k = before[k]
    return scores[last] - rest, taken[::-1]


def _filled(task: Task, taken: Iterable[Run]) -> Iterator[Run]:
    """The runs of a chain without overlap, and between and beside them the equal words that go on with them."""
    i = j = 0
    for run in taken:
        cut = max(0, i - run.a, j - run.b)
        if cut < run.length:
            whole = Run(run.a + cut, run.b + cut, run.length - cut)
            yield from _between(task, (i, j), whole[:2], bool(i or j), True)
            yield whole
            i, j = run.a + run.length, run.b + run.length
    yield from _between(task, (i, j), (len(task.a), len(task.b)), True, False)


def _between(
    task: Task, start: tuple[int, int], end: tuple[int, int], left: bool, right: bool
) -> Iterator[Run]:
    room = min(end[0] - start[0], end[1] - start[1])
    on = _reach(task, start, 1, room) if left else 0
    back = _reach(task, (end[0] - 1, end[1] - 1), -1, room - on) if right else 0
    yield from _equal(task, *start, on)
    yield from _equal(task, end[0] - back, end[1] - back, back)


def _reach(task: Task, start: tuple[int, int], step: int, limit: int) -> int:
    """How far equal words outnumber the changed ones, from a place in both texts, in one direction."""
    (i, j), score, best, far = start, 0, 0, 0
    for k in range(limit):
        if score <= best - task.drop:
            break
        score += 1 if task.a[i + step * k] == task.b[j + step * k] else -1
        if score > best:
            best, far = score, k + 1
    return far


def _equal(task: Task, i: int, j: int, count: int) -> Iterator[Run]:
    """The maximal runs of equal words among ``count`` pairs of words."""
    start = None
    for k in range(count + 1):
        same = k < count and task.a[i + k] == task.b[j + k]
        if same and start is None:
            start = k
        elif not same and start is not None:
            yield Run(i + start, j + start, k - start)
            start = None
