"""One system over one corpus, in a process of its own: ``python bench/reuse_systems.py SYSTEM CORPUS.jsonl OUT.json``.

Each goes from raw text, tokenising included, to the pairs it believes related; CPU seconds and peak memory are those of
this process. Peers need their package only, so that they can run in an environment of their own.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Corpus = list[dict[str, str]]
Pairs = Iterable[tuple[str, str]]

PERMUTATIONS = 128
THRESHOLD = 0.5
"""Of the peers' own documentation: 128 permutations; a threshold of .5 finds more than the usual .8."""
AT_ONCE = 2048
LEAST_WORDS = 20
"""Equal words in passages from which a pair is given: a long sentence."""
_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> list[str]:
    """The word 5-grams of a text, as peers take them."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))]


def datasketch(corpus: Corpus) -> Pairs:
    """datasketch's MinHash LSH: pairs that it returns as candidates, self-matches left out."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for article in corpus:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in set(shingles(article["text"]))])
        yield from ((article["id"], other) for other in index.query(sketch))
        index.insert(article["id"], sketch)


def rensa(corpus: Corpus) -> Pairs:
    """rensa's R-MinHash with its LSH, 32 bands."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    for number, article in enumerate(corpus):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles(article["text"]))
        yield from ((article["id"], corpus[other]["id"]) for other in index.query(sketch))
        index.insert(number, sketch)


def kernels(corpus: Corpus) -> Pairs:
    """reportedly's steps from raw text to passages with characters on both sides, without mending and masks of speech."""
    from array import array

    import numpy as np

    from reportedly.compare import Words, kernel
    from reportedly.compare.alignment import align
    from reportedly.compare.candidates import WIDE_CROWD, candidates, expanded
    from reportedly.compare.fingerprints import prints_of
    from reportedly.compare.furniture import learned
    from reportedly.text.mending import Mended

    def words_of(id: str, text: str) -> Words:
        ids, starts, ends = (array(c, column) for c, column in zip("QII", kernel.words(text), strict=True))
        return Words(id, ids, b"", starts, ends, Mended(text, text))

    words = {a["id"]: words_of(a["id"], a["text"]) for a in corpus}
    prints = prints_of(words)
    furniture = learned(prints, candidates(prints, WIDE_CROWD), {a["id"]: a["outlet"] for a in corpus})
    pairs, _ = expanded(candidates(prints.without(furniture)))
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        names = sorted({id for pair in some for id in pair})
        number = {id: k for k, id in enumerate(names)}
        numbered = np.array([(number[a], number[b]) for a, b in some])
        aligned = align([words[id].ids for id in names], list(map(tuple, numbered.tolist())))
        pair = np.repeat(np.arange(len(some)), np.diff(aligned.pairs))
        first, last = aligned.runs[aligned.chains[:-1]], aligned.runs[aligned.chains[1:] - 1]
        begins = np.concatenate([np.frombuffer(words[id].starts, np.uint32) for id in names])
        ends = np.concatenate([np.frombuffer(words[id].ends, np.uint32) for id in names])
        base = np.cumsum([0, *(len(words[id].ids) for id in names)])
        for side in (0, 1):  # the passages: characters in the one and in the other
            at = base[numbered[pair, side]]
            spans = begins[at + first[:, side]], ends[at + last[:, side] + last[:, 2] - 1]
            assert (spans[0] < spans[1]).all()
        matched = np.bincount(pair, np.add.reduceat(aligned.runs[:, 2], aligned.chains[:-1]), len(some))
        yield from (some[k] for k in np.flatnonzero(matched >= LEAST_WORDS).tolist())


def whole(corpus: Corpus) -> Pairs:
    """reportedly's compare(): mending, masks, ties, directions, stories and origins as well."""
    from reportedly.compare import compare
    from reportedly.record import Article

    found = compare(Article.from_text(a["text"], id=a["id"], outlet=a["outlet"]) for a in corpus)
    return [(tie.a, tie.b) for tie in found.ties]


SYSTEMS: dict[str, Callable[[Corpus], Pairs]] = {
    "datasketch": datasketch,
    "rensa": rensa,
    "kernels": kernels,
    "compare": whole,
}


def peak_kb() -> int:
    """The most memory this process held, in KiB. From /proc: what getrusage says begins with the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])  # type: ignore[index]


def main(name: str, source: str, target: str) -> None:
    """Run one system and write what it found and what it took."""
    corpus = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()]
    held = peak_kb()
    list(SYSTEMS[name](corpus[:50]))  # imports and tables are loaded once, with the program
    cpu, wall = time.process_time(), time.perf_counter()
    pairs = sorted({tuple(sorted(pair)) for pair in SYSTEMS[name](corpus) if pair[0] != pair[1]})
    spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    most = peak_kb()
    Path(target).write_text(
        json.dumps({**spent, "peak_mb": most / 1024, "text_mb": held / 1024, "pairs": pairs})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
