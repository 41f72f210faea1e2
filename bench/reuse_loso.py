"""Related by copying, leave-one-story-out: the cuts of ties.py fitted on all labelled stories but one, judged on that one.

    .venv/bin/python bench/reuse_loso.py

Cuts are taken from a small grid by F1 on the other stories and the negatives of both sets (METRICS § 3); of equally good
settings the middle one counts. What is printed is the sum over the stories left out, every error by id.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from reportedly.compare import ties, words_of
from reportedly.compare.candidates import WIDE_CROWD, candidates, expanded
from reportedly.compare.components import Components
from reportedly.compare.fingerprints import prints_of
from reportedly.compare.furniture import learned, revoiced
from reportedly.compare.passages import Shared, passages_of
from reportedly.compare.sources import Source, source_of
from reportedly.compare.stories import COPYING
from reuse import NOT_COPYING, SETS, Pair, article, credited, f1, lines, unrelated

GRID = {
    "PARAGRAPH": (30, 40, 50),
    "TRACE": (0.05, 0.07, 0.09),
    "SENTENCE": (15, 20, 25, 30, 40),
    "PART": (0.15, 0.2, 0.3),
    "ONE_SIDED": (0.4, 0.5, 0.6),
}
"""Constant of ties.py → values tried."""

Setting = tuple[float, ...]
Laid = list[tuple[Shared, Source, Source]]


def laid(name: str) -> tuple[Laid, dict[Pair, str], set[Pair]]:
    """Pairs of one set side by side, labels, and negatives."""
    articles = [article(line) for line in lines(SETS[name][0])]
    readings = {a.id: credited(a) for a in articles}
    sources = {a.id: source_of(a, readings[a.id]) for a in articles}
    words = {a.id: words_of(a, readings[a.id]) for a in articles}
    prints = prints_of(words)
    outlets = {id: source.publisher for id, source in sources.items()}
    furniture = learned(prints, candidates(prints, WIDE_CROWD), outlets)
    pairs, _ = expanded(candidates(prints.without(furniture)))
    shared = passages_of(revoiced(words, prints, furniture), pairs)
    labels = {tuple(sorted((p["a"], p["b"]))): p["label"] for p in lines(SETS[name][1])}
    given = [(s, sources[s.a.article], sources[s.b.article]) for s in shared]
    return given, labels, unrelated(articles, set(labels))  # type: ignore[return-value]


def called(given: Laid, setting: Setting) -> set[Pair]:
    """The pairs that are copies under a setting of the cuts."""
    for name, value in zip(GRID, setting, strict=True):
        setattr(ties, name, value)
    return {(s.a.article, s.b.article) for s, a, b in given if ties._kind(s, a, b)[0] in COPYING}


def counts(found: set[Pair], wanted: set[Pair], negatives: set[Pair]) -> tuple[int, int, int]:
    """Right, missed, wrong."""
    return len(found & wanted), len(wanted - found), len(found & negatives)


def stories(labels: Mapping[Pair, str]) -> Iterator[set[Pair]]:
    """Labelled pairs by connected articles."""
    joined = Components(labels)
    for _, group in itertools.groupby(
        sorted(labels, key=lambda p: joined.root(p[0])), lambda p: joined.root(p[0])
    ):
        yield set(group)


def middle(settings: Sequence[Setting]) -> Setting:
    """Of several the one in the middle, cut by cut, that is nearest to one of them."""
    centre = [sorted(column)[len(column) // 2] for column in zip(*settings, strict=True)]
    return min(settings, key=lambda s: sum(abs(x - c) / c for x, c in zip(s, centre, strict=True)))


def main() -> None:
    """Leave each story out once."""
    sets = [laid(name) for name in SETS]
    given = [row for rows, _, _ in sets for row in rows]
    labels = {pair: label for _, some, _ in sets for pair, label in some.items()}
    wanted = {pair for pair, label in labels.items() if label not in NOT_COPYING}
    negatives = set().union(*(some for _, _, some in sets)) | (labels.keys() - wanted)
    results = {setting: called(given, setting) for setting in itertools.product(*GRID.values())}
    total = [0, 0, 0]
    for story in stories(labels):
        rest = {s: counts(f - story, wanted - story, negatives - story) for s, f in results.items()}
        best = max(f1(*c) for c in rest.values())
        chosen = middle([s for s, c in rest.items() if f1(*c) == best])
        found = results[chosen] & story
        right, missed, wrong = counts(found, wanted & story, negatives & story)
        total = [x + y for x, y in zip(total, (right, missed, wrong), strict=True)]
        if missed or wrong:
            print(
                f"  missed {sorted((wanted & story) - found)} wrong {sorted(found - wanted)} under {chosen}"
            )
    whole = {setting: f1(*counts(found, wanted, negatives)) for setting, found in results.items()}
    chosen = middle([setting for setting, score in whole.items() if score == max(whole.values())])
    extra = sorted(results[chosen] & (negatives - labels.keys()))
    print(f"leave-one-story-out: right {total[0]}, missed {total[1]}, wrong {total[2]}, F1 {f1(*total)}")
    print(f"on all: {dict(zip(GRID, chosen, strict=True))}, wrong among unlabelled negatives: {extra}")


if __name__ == "__main__":
    main()
