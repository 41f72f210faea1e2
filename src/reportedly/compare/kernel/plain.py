"""The kernels of comparing in plain Python and numpy: what they compute, readable, and what runs without a compiler.

``_compiled.c`` gives the same bytes (tests/compare/test_kernel.py). Ids and grams are 64-bit numbers, places and
lengths 32-bit ones. Chaining is in :mod:`.chains`.
"""

from __future__ import annotations

import functools
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from reportedly.compare.kernel.chains import Task, chained
from reportedly.compare.kernel.columns import U64, Column

GRAM, SEED = 5, 3
"""Words of a fingerprint's gram and of an alignment's seed; the first so many of ``_ODD`` weigh them."""

_BITS = (1 << 64) - 1
_BASIS = 0xCBF29CE484222325
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
"""Odd 64-bit multipliers (golden ratio, xxHash, wyhash): any distinct odd ones do, they only keep the order apart."""

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[bytes, bytes, bytes]:
    """Ids, starts and ends of a text's runs of letters and digits, in code points. O(n).

    Marks, dashes, hyphens, apostrophes and spaces of all kinds separate, so that "re-typed" copies keep their words.
    """
    found = list(_WORD.finditer(text))
    ids = array("Q", (word_id(match.group().casefold()) for match in found))
    starts = array("I", (match.start() for match in found))
    ends = array("I", (match.end() for match in found))
    return ids.tobytes(), starts.tobytes(), ends.tobytes()


@functools.lru_cache(maxsize=1 << 20)
def word_id(norm: str) -> int:
    """64 bits that stand for a case-folded word: the same in every run and on every machine.

    After FNV-1a, with a wider multiplier, over code points. Two of a million different words share an id with a
    chance of about 3 in 100 million.
    """
    number = _BASIS
    for letter in norm:
        number = (number ^ ord(letter)) * _ODD[0] & _BITS
    number = (number ^ number >> 32) * _ODD[3] & _BITS
    return number ^ number >> 32


def prints(ids: Column, window: int) -> tuple[bytes, bytes]:
    """Winnowed 5-grams, sorted, and the index of the first word of each one's first occurrence. O(n log n)."""
    grams = _grams(ids, GRAM)
    kept = np.array(_winnow(grams.tolist(), window), np.uint32)
    found, first = np.unique(grams[kept], return_index=True)
    return found.tobytes(), kept[first].tobytes()


def _grams(ids: Column, length: int) -> U64:
    numbers = np.frombuffer(ids, np.uint64)
    count = max(0, len(numbers) - length + 1)
    grams = np.zeros(count, np.uint64)
    for k in range(length):
        grams += numbers[k : k + count] * np.uint64(_ODD[k])
    return grams


def _winnow(grams: Sequence[int], window: int) -> list[int]:
    """Places of the smallest gram of each window: the last of equals, and the one already kept while it lasts."""
    if not grams:
        return []
    width = min(window, len(grams))
    kept = _last_smallest(grams, 0, width)
    places = [kept]
    for end in range(width, len(grams)):
        if kept <= end - window:
            kept = _last_smallest(grams, end - window + 1, end + 1)
        elif grams[end] < grams[kept]:
            kept = end
        else:
            continue
        places.append(kept)
    return places


def _last_smallest(grams: Sequence[int], start: int, end: int) -> int:
    window = grams[start:end]
    return end - 1 - window[::-1].index(min(window))


def pairs(
    grams: Column, offsets: Column, order: Column, covered: float, least: int, crowd: int
) -> tuple[bytes, bytes, bytes, int]:
    """Pairs of articles that share fingerprints, by an index compressed by leaders.

    ``grams`` are sorted within each article, ``order`` says which articles come first. Gives each pair, sorted, as
    one number (lower article << 32 | higher), how many grams it was found to share, each article's leader (itself
    where none covers it), and the number of grams that more than ``crowd`` independent texts have. O(grams x crowd).
    """
    flat, start = np.frombuffer(grams, np.uint64).tolist(), np.frombuffer(offsets, np.int64).tolist()
    prints = [flat[start[k] : start[k + 1]] for k in range(len(start) - 1)]
    leaders = list(range(len(prints)))
    postings: dict[int, list[int]] = {}
    crowded: set[int] = set()
    found: dict[int, int] = {}
    for article in np.frombuffer(order, np.uint32).tolist():
        shared = Counter(other for gram in prints[article] for other in postings.get(gram, ()))
        enough = min(least, len(prints[article]))
        near = {other: n for other, n in shared.items() if n >= enough}
        found.update((min(article, other) << 32 | max(article, other), n) for other, n in near.items())
        leader = _leader(shared, leaders, covered * len(prints[article]))
        leaders[article] = article if leader is None else leader
        held = set() if leader is None else set(prints[leader])
        lacking = (gram for gram in prints[article] if gram not in held)
        crowded.update(gram for gram in lacking if not _posted(article, postings.setdefault(gram, []), crowd))
    keys = sorted(found)
    counts = array("I", (found[key] for key in keys))
    return array("Q", keys).tobytes(), counts.tobytes(), array("I", leaders).tobytes(), len(crowded)


def _leader(shared: Counter[int], leaders: Sequence[int], least: float) -> int | None:
    """The leader that covers an article, the best first; ``None`` where none does."""
    leading = [(-count, k) for k, count in shared.items() if leaders[k] == k and count >= least]
    return min(leading)[1] if leading else None


def _posted(article: int, posting: list[int], crowd: int) -> bool:
    if len(posting) >= crowd:
        return False
    posting.append(article)
    return True


def align(
    ids: Column,
    offsets: Column,
    keys: Column,
    surplus: int,
    gap: int,
    look_back: int,
    drop: int,
    cost: float,
    least: float,
) -> bytes:
    """Equal runs of pairs of texts: rows of pair, chain, place in the one, place in the other, length.

    ``keys`` are pairs as ``pairs`` gives them, sorted; chains are numbered through, the best of a pair first. Pairs
    the k-th occurrence of a gram with the k-th of the other text, ``surplus`` more with its last; grows them to maximal
    runs; chains these (see :mod:`.chains`). O(words of both texts) a pair but for texts that repeat themselves.
    """
    flat, start = np.frombuffer(ids, np.uint64), np.frombuffer(offsets, np.int64).tolist()
    rows = array("i")
    chains = 0
    for pair, key in enumerate(np.frombuffer(keys, np.uint64).tolist()):
        a, b = (flat[start[k] : start[k + 1]] for k in (key >> 32, key & 0xFFFFFFFF))
        task = Task(a.tolist(), b.tolist(), gap, look_back, drop, cost)
        hits = sorted(_hits(task, _occurrences(a), _occurrences(b), surplus))
        for runs in chained(task, hits, least):
            rows.extend(number for run in runs for number in (pair, chains, *run))
            chains += 1
    return rows.tobytes()


def _occurrences(ids: U64) -> dict[int, list[int]]:
    """Each 3-gram with its places, in order."""
    found: dict[int, list[int]] = {}
    for place, gram in enumerate(_grams(ids, SEED).tolist()):
        found.setdefault(gram, []).append(place)
    return found


def _hits(
    task: Task, in_a: dict[int, list[int]], in_b: dict[int, list[int]], surplus: int
) -> Iterator[tuple[int, int]]:
    """Diagonal and index of each shared gram."""
    for gram in in_a.keys() & in_b.keys():
        here, there = in_a[gram], in_b[gram]
        fewer, more = sorted((len(here), len(there)))
        for k in range(min(more, fewer + surplus)):
            i, j = here[min(k, len(here) - 1)], there[min(k, len(there) - 1)]
            if task.a[i : i + SEED] == task.b[j : j + SEED]:
                yield i - j, i
