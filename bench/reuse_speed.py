"""Speed, memory and finds of `reportedly` beside its peers, all in one run on one corpus: METRICS § 3.

    .venv/bin/python bench/reuse_speed.py [--articles 10000 100000] [--peers PYTHON] [--json]

The corpus: seven tenths unrelated articles (real ones cut to a mean of 450 words, then sentences of a word model
fitted on them), three tenths derivations of ten kinds in groups of Zipf sizes. *recall*: derivations found with
an article that they come from, or with another derivation of it. *precision*: pairs found that come from one article, or that have a run of 25 words in
common as real articles do. datasketch and rensa run in an environment of their own (--peers); what is not there is
"not run". passim, gaoya: see research/reuse.md § 2.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from derivations import COPIES, Derived, Piece, derived, news, paragraphs, quoted
from reportedly.text import tokenize

HERE = Path(__file__).parent
PEERS = HERE.parent / "build" / "peers" / "bin" / "python"
KINDS = (*COPIES, "quotation only")
OURS = ("kernels", "compare")
UNRELATED = 0.7
MEAN_WORDS = 450
LARGEST_GROUP = 500
NATURAL = 25
"""Words of a run in common from which two articles are no false find, whatever they are made of (research/reuse.md § 2)."""


@dataclass(frozen=True)
class Made:
    """A corpus and what is known of it: the articles each one comes from, and the kind of derivation."""

    pieces: list[Piece]
    roots: dict[str, frozenset[str]]
    derived: list[Derived]


def corpus(size: int, kinds: Sequence[str] = KINDS, largest: int = LARGEST_GROUP) -> Made:
    """``size`` articles, the same for the same arguments."""
    chance = random.Random(size)
    plain = list(_unrelated(int(size * UNRELATED), chance))
    words = [token.norm for piece in plain[:400] for token in tokenize(piece.text)]
    quoting = [piece for piece in plain if quoted(piece)]
    made: list[Derived] = []
    while len(made) < size - len(plain):
        base = chance.choice(plain)
        for _ in range(min(largest, _zipf(chance), size - len(plain) - len(made))):
            kind = chance.choice(kinds)
            source = base if kind != "quotation only" or quoted(base) else chance.choice(quoting)
            made.append(derived(kind, len(made), source, chance.choice(plain), words))
    pieces = plain + [d.piece for d in made]
    chance.shuffle(pieces)
    roots = {piece.id: frozenset((piece.id,)) for piece in plain}
    roots.update({d.piece.id: frozenset((*d.sources, d.host)) for d in made})
    return Made(pieces, roots, made)


def _zipf(chance: random.Random) -> int:
    """Sizes of groups: P(at least k) = 1 / k, as of Zipf."""
    return int(1 / max(1e-9, chance.random()))


def _unrelated(count: int, chance: random.Random) -> Iterator[Piece]:
    real = news(least=100, most=100_000)
    chance.shuffle(real)
    for piece in real[:count]:
        yield _cut(piece, chance.randint(MEAN_WORDS // 3, MEAN_WORDS * 5 // 3))
    after = _word_model(real[:1000])
    openers = sorted(after)
    for number in range(count - len(real)):
        length = chance.randint(MEAN_WORDS // 3, MEAN_WORDS * 5 // 3)
        text = "\n\n".join(
            " ".join(_sentence(after, openers, chance) for _ in range(4)) for _ in range(max(1, length // 80))
        )
        yield Piece(f"model/{number:06}", f"outlet {number % 60}", text)


def _cut(piece: Piece, words: int) -> Piece:
    """The paragraphs of an article up to about so many words."""
    end = 0
    for start, stop in paragraphs(piece.text):
        if end and piece.text.count(" ", 0, start) >= words:
            break
        end = stop
    return Piece(piece.id, piece.outlet, piece.text[:end].rstrip())


def _word_model(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Word → the words that follow it, as often as they do."""
    after = defaultdict(list)
    for piece in pieces:
        words = piece.text.split()
        for word, following in pairwise(words):
            after[word].append(following)
    return after


def _sentence(after: dict[str, list[str]], openers: Sequence[str], chance: random.Random) -> str:
    words = [chance.choice(openers)]
    for _ in range(chance.randint(12, 28)):
        words.append(chance.choice(after.get(words[-1]) or openers))
    return " ".join(words).strip(".,") + "."


def ran(system: str, python: str, source: Path) -> dict[str, object] | None:
    """What one system took and found; ``None`` where it isn't there."""
    target = source.with_suffix(f".{system}.json")
    done = subprocess.run(
        [python, str(HERE / "reuse_systems.py"), system, str(source), str(target)],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(f"{system}: not run: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(target.read_text())


def judged(made: Made, pairs: Sequence[Sequence[str]]) -> dict[str, object]:
    """Recall over derivations, by kind and whole, and precision over pairs."""
    found = {frozenset(pair) for pair in pairs}
    linked = defaultdict(set)
    for a, b in pairs:
        linked[a].add(b)
        linked[b].add(a)
    right: Counter[str] = Counter()
    for d in made.derived:
        right[d.kind] += any(made.roots[other] & set(d.sources) for other in linked[d.piece.id])
    total = Counter(d.kind for d in made.derived)
    text = {piece.id: piece.text for piece in made.pieces}
    wrong = [pair for pair in found if not _related(made, text, *sorted(pair))]
    return {
        "recall": sum(right.values()) / max(1, len(made.derived)),
        "precision": 1 - len(wrong) / max(1, len(found)),
        "pairs": len(found),
        "by kind": {kind: round(right[kind] / total[kind], 3) for kind in KINDS if total[kind]},
    }


def _related(made: Made, text: dict[str, str], a: str, b: str) -> bool:
    return bool(made.roots[a] & made.roots[b]) or bool(_runs(text[a]) & _runs(text[b]))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [token.norm for token in tokenize(text)]
    return {tuple(words[k : k + NATURAL]) for k in range(len(words) - NATURAL + 1)}


def measured(size: int, peers: str, systems: Sequence[str]) -> dict[str, object]:
    """Every system on one corpus."""
    made = corpus(size)
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "corpus.jsonl"
        with source.open("w", encoding="utf-8") as out:
            out.writelines(
                json.dumps({"id": p.id, "outlet": p.outlet, "text": p.text}) + "\n" for p in made.pieces
            )
        for system in systems:
            result = ran(system, sys.executable if system in OURS else peers, source)
            if result:
                rows[system] = {**result, **judged(made, result["pairs"])}  # type: ignore[arg-type]
                rows[system]["per_second"] = size / result["cpu"]  # type: ignore[operator]
    words = sum(p.text.count(" ") + 1 for p in made.pieces) / len(made.pieces)
    sizes = Counter(d.sources[0] for d in made.derived)
    return {"articles": size, "words": words, "largest group": max(sizes.values()), "systems": rows}


def shown(figures: dict[str, object]) -> None:
    """Print a table."""
    rows: dict[str, dict[str, object]] = figures["systems"]  # type: ignore[assignment]
    print(
        f"{figures['articles']:,} articles, {figures['words']:.0f} words on average, "
        f"largest group {figures['largest group']}"
    )
    print(
        f"  {'':12}{'articles/CPU-s':>15}{'CPU-s':>9}{'peak MB':>9}{'texts MB':>9}{'recall':>8}{'precision':>10}{'pairs':>9}"
    )
    for name, row in rows.items():
        print(
            f"  {name:12}{row['per_second']:15,.0f}{row['cpu']:9.1f}{row['peak_mb']:9,.0f}{row['text_mb']:9,.0f}"
            f"{row['recall']:8.3f}{row['precision']:10.3f}{row['pairs']:9,}"
        )
        print("              " + "  ".join(f"{k} {v}" for k, v in row["by kind"].items()))  # type: ignore[attr-defined]
    for ours in OURS:
        for peer in rows.keys() - set(OURS):
            if ours in rows:
                ratio = rows[ours]["per_second"] / rows[peer]["per_second"]  # type: ignore[operator]
                print(f"  {ours}: {ratio:.1f} x {peer}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000])
    parser.add_argument("--peers", default=str(PEERS), help="Python with datasketch and rensa")
    parser.add_argument("--systems", nargs="+", default=["datasketch", "rensa", *OURS])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for size in given.articles:
        figures = measured(size, given.peers, given.systems)
        for row in figures["systems"].values():  # type: ignore[attr-defined]
            row["pairs"] = row["pairs"] if isinstance(row["pairs"], int) else len(row["pairs"])
        print(json.dumps(figures)) if given.json else shown(figures)


if __name__ == "__main__":
    main()
