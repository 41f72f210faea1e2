"""What `compare` finds of derivations with known sources: METRICS § 3, made from real articles (none is shipped).

    .venv/bin/python bench/reuse_derived.py [--each 100] [--json]

Each derivation has sources of its own, so that nothing is counted twice; bases, hosts and unrelated articles are in the
case with it. *found*: the derived article has a tie of a copying kind to each source. *place*: plagdet of the
PAN workshops over passages (macro-averaged over places on both sides, granularity included). *exact*: places copied
word for word whose two ends are found to the character.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence

from derivations import COPIES, SHARED, Derived, Piece, made, news
from reportedly.compare import compare
from reportedly.compare.stories import COPYING
from reportedly.record import Article, Passage

VERBATIM = frozenset(COPIES) - {"rewritten 10 %", "rewritten 30 %"}
UNRELATED = 1000

Span = tuple[int, int]
Both = tuple[Span, Span]


def plagdet(cases: Sequence[Both], found: Sequence[Both]) -> tuple[float, float, float, float]:
    """Plagdet, precision, recall and granularity (Potthast et al., COLING 2010), in percent but for the last."""
    hits = [(c, f) for c in range(len(cases)) for f in range(len(found)) if _both(cases[c], found[f])]
    of_case, of_found = defaultdict(list), defaultdict(list)
    for c, f in hits:
        of_case[c].append(found[f])
        of_found[f].append(cases[c])
    recall = sum(_covered(cases[c], fs) for c, fs in of_case.items()) / max(1, len(cases))
    precision = sum(_covered(found[f], cs) for f, cs in of_found.items()) / max(1, len(found))
    granularity = len(hits) / max(1, len(of_case))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return 100 * f1 / math.log2(1 + max(1, granularity)), 100 * precision, 100 * recall, granularity


def _both(one: Both, other: Both) -> bool:
    return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))


def _covered(one: Both, others: Iterable[Both]) -> float:
    """Share of one's characters, on both sides, that others cover."""
    given = list(others)
    seen = sum(
        len({k for other in given for k in range(max(side[0], other[n][0]), min(side[1], other[n][1]))})
        for n, side in enumerate(one)
    )
    return seen / max(1, sum(end - start for start, end in one))


def sides(passage: Passage, first: str) -> Both:
    """A passage's places, that in ``first`` first."""
    places = (tuple(passage.a_span), tuple(passage.b_span))
    return places if passage.a == first else places[::-1]  # type: ignore[return-value]


def measured(each: int) -> dict[str, object]:
    """Every figure."""
    pool = news()
    random.Random(5).shuffle(pool)
    derivations = list(made(pool, each))
    by_id = {piece.id: piece for piece in pool}
    bases = {id for d in derivations for id in d.sources}
    hosts = {d.host for d in derivations} - bases
    unrelated = [p.id for p in pool if p.id not in bases | hosts][:UNRELATED]
    plain = [_article(by_id[id]) for id in (*bases, *unrelated)]
    natural = _natural([*plain, *(_article(by_id[id]) for id in hosts)])
    articles = plain + [_article(d.piece) for d in derivations]
    began = time.process_time()
    found = compare(articles)
    seconds = time.process_time() - began
    called = {frozenset((t.a, t.b)) for t in found.ties if t.kind in COPYING}
    passages = defaultdict(list)
    for passage in found.passages:
        passages[frozenset((passage.a, passage.b))].append(passage)
    figures = {
        kind: _of_kind([d for d in derivations if d.kind == kind], called, passages)
        for kind in (*COPIES, *SHARED)
    }
    return {
        "each": each,
        "articles": len(articles),
        "articles_per_second": round(len(articles) / seconds),
        "kinds": figures,
        "copying pairs without a common source": len(_wrong(derivations, called, natural)),
        "copying pairs": len(called),
        **_all_places([d for d in derivations if d.kind in COPIES], passages),
    }


def _article(piece: Piece) -> Article:
    return Article.from_text(piece.text, id=piece.id, outlet=piece.outlet)


def _natural(articles: Sequence[Article]) -> set[frozenset[str]]:
    """Pairs of articles as they came that have words in common: what is found of them is no mistake."""
    return {frozenset((p.a, p.b)) for p in compare(articles).passages}


Passages = dict[frozenset[str], list[Passage]]


def _of_kind(given: Sequence[Derived], called: set[frozenset[str]], passages: Passages) -> dict[str, float]:
    linked = [all(frozenset((d.piece.id, s)) in called for s in d.sources) for d in given]
    if given[0].kind == "boilerplate only":
        linked = [
            any(frozenset((d.piece.id, o.piece.id)) in called for o in given if o.stock == d.stock and o != d)
            for d in given
        ]
    if given[0].kind in SHARED:
        return {"called copy %": 100 * sum(linked) / len(given)}
    places = [_places(d, passages) for d in given]
    cases, found = _flat(places)
    score, precision, recall, granularity = plagdet(cases, found)
    figures = {
        "found %": 100 * sum(linked) / len(given),
        "place": score,
        "P": precision,
        "R": recall,
        "gran": granularity,
    }
    if given[0].kind in VERBATIM:
        known = set(found)
        figures["exact %"] = 100 * sum(case in known for case in cases) / len(cases)
    return figures


def _places(d: Derived, passages: Passages) -> tuple[list[Both], list[Both]]:
    cases = [((p.start, p.end), p.there) for p in d.places if p.end - p.start >= LEAST]
    found = [
        sides(passage, d.piece.id)
        for source in d.sources
        for passage in passages.get(frozenset((d.piece.id, source)), ())
    ]
    return cases, found


LEAST = 100
"""Characters of the shortest place that counts: paragraphs of one short line are below any tool's notice."""
APART = 10_000_000


def _flat(places: Sequence[tuple[list[Both], list[Both]]]) -> tuple[list[Both], list[Both]]:
    """All places on one long line, so that those of different derivations never meet."""
    moved = [
        [tuple((s + k * APART, e + k * APART) for s, e in both) for both in part]
        for k, pair in enumerate(places)
        for part in pair
    ]
    return [b for part in moved[::2] for b in part], [b for part in moved[1::2] for b in part]  # type: ignore[misc]


def _all_places(given: Sequence[Derived], passages: Passages) -> dict[str, float]:
    cases, found = _flat([_places(d, passages) for d in given])
    score, precision, recall, granularity = plagdet(cases, found)
    return {"plagdet": score, "precision": precision, "recall": recall, "granularity": granularity}


def _wrong(
    given: Sequence[Derived], called: set[frozenset[str]], natural: set[frozenset[str]]
) -> list[frozenset[str]]:
    """Pairs that are called copies although no article that went into the one has words of one in the other."""
    roots = {d.piece.id: {*d.sources, d.host} for d in given}

    def related(pair: frozenset[str]) -> bool:
        one, other = (roots.get(id, {id}) for id in pair)
        return bool(one & other) or any(frozenset((a, b)) in natural for a in one for b in other)

    return [pair for pair in called if not related(pair)]


def shown(figures: dict[str, object]) -> None:
    """Print the figures."""
    print(f"{figures['articles']} articles, {figures['each']} derivations of each kind, ", end="")
    print(f"{figures['articles_per_second']} articles per CPU-second")
    for kind, row in figures["kinds"].items():  # type: ignore[attr-defined]
        print(f"  {kind:20}" + "  ".join(f"{name} {value:6.2f}" for name, value in row.items()))
    for name in ("plagdet", "precision", "recall", "granularity"):
        print(f"{name}: {figures[name]:.3f}")
    for name in ("copying pairs", "copying pairs without a common source"):
        print(f"{name}: {figures[name]}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measured(given.each)
    print(json.dumps(figures)) if given.json else shown(figures)


if __name__ == "__main__":
    main()
