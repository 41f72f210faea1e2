"""Stories with known trees: families, directions and separate origins that `compare` gives (METRICS § 3).

    .venv/bin/python bench/reuse_families.py [--stories 150] [--json]

A cascade is made of one real article (the text of an agency, an outlet or a release), taken over from outlet to outlet:
whole under a tag, with a new headline, cut, reordered, 10 or 30 % of its words changed. Noise after research/reuse.md § 4:
45 % of copies name nobody; half have a day only; a quarter of the days are wrong by one; of every fourth story
the first text is not in the case. Credits are found in the texts, as `read` finds them. BASIL's triples (three outlets on
one event, each with its own article) must stay apart.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import comb

from derivations import DATA, Piece, derived, news
from reportedly.compare import compare
from reportedly.compare.stories import COPYING
from reportedly.record import Article, Comparison
from reportedly.text import tokenize
from reuse import credited

KINDS = (
    "verbatim",
    "verbatim",
    "new headline",
    "truncated to 30 %",
    "reordered",
    "rewritten 10 %",
    "rewritten 30 %",
)
AGENCIES = ("Reuters", "AP", "AFP", "Interfax", "dpa", "ANSA")
NAMELESS = 0.45
"""Share of copies that name no source (research/reuse.md § 4: 15 of 33, and 15 of 45 in CASES 7)."""
DAY_ONLY = 0.5
WRONG_DAY = 0.24
"""Share of day dates that put the copy before its source (the same)."""
HIDDEN = 0.25
UNRELATED = 300
START = datetime(2031, 3, 1, tzinfo=UTC)


@dataclass
class Node:
    """An article of a cascade; ``parent`` is the one it was made of."""

    piece: Piece
    parent: Node | None
    at: datetime
    story: int
    published: str = ""
    agency: bool = False
    shown: bool = True
    ancestors: list[Node] = field(default_factory=list)


def cascade(number: int, base: Piece, spare: Sequence[Piece], words: Sequence[str]) -> list[Node]:
    """One story's articles, its first text first."""
    chance = random.Random(f"cascade {number}")
    agency = chance.random() < 0.6
    outlet = chance.choice(AGENCIES) if agency else f"The {_name(chance)}"
    at = START + timedelta(hours=chance.randrange(24 * 60))
    text = f"{_name(chance).upper()} ({outlet}) - {base.text}" if agency else base.text
    root = Node(Piece(f"c{number:04}-00", outlet, text), None, at, number, agency=agency)
    nodes = [root]
    for k in range(1, 1 + min(20, int(1 / max(0.05, chance.random())))):
        parent = root if chance.random() < 0.7 else chance.choice(nodes)
        nodes.append(_taken_over(parent, k, chance, chance.choice(spare), words))
    root.shown = not (len(nodes) > 2 and chance.random() < HIDDEN)
    for node in nodes:
        node.published = _published(node.at, chance)
    return nodes


def _taken_over(parent: Node, k: int, chance: random.Random, other: Piece, words: Sequence[str]) -> Node:
    kind = chance.choice(KINDS)
    made = derived(kind, chance.randrange(10**9), parent.piece, other, words)
    outlet = f"The {_name(chance)} {chance.choice(('Post', 'Times', 'Herald', 'Online'))}"
    text = made.piece.text.removeprefix(f"({parent.piece.outlet}) - ")
    if chance.random() >= NAMELESS:
        name = parent.piece.outlet
        text = chance.choice(
            (f"({name}) - {text}", f"{text}\n\n{name} reports.", f"{text}\n\nAccording to {name}.")
        )
    at = parent.at + timedelta(minutes=chance.randrange(10, 60 * 30))
    piece = Piece(f"{parent.piece.id[:5]}-{k:02}", outlet, text)
    return Node(piece, parent, at, parent.story, ancestors=[parent, *parent.ancestors])


def _name(chance: random.Random) -> str:
    return "".join(
        chance.choice(("kel", "tos", "var", "mir", "dan", "lor", "sel", "gan")) for _ in range(3)
    ).title()


def _published(at: datetime, chance: random.Random) -> str:
    if chance.random() >= DAY_ONLY:
        return at.isoformat()
    off = chance.choice((-1, 1)) if chance.random() < WRONG_DAY else 0
    return (at + timedelta(days=off)).date().isoformat()


def article(node: Node) -> Article:
    """A node as an article."""
    return Article.from_text(
        node.piece.text, id=node.piece.id, outlet=node.piece.outlet, published=node.published
    )


def rand_index(one: dict[str, object], other: dict[str, object]) -> float:
    """The adjusted Rand index of two clusterings of the same ids (Hubert and Arabie 1985)."""
    both = sum(comb(n, 2) for n in Counter((one[k], other[k]) for k in one).values())
    first = sum(comb(n, 2) for n in Counter(one.values()).values())
    second = sum(comb(n, 2) for n in Counter(other.values()).values())
    expected = first * second / comb(len(one), 2)
    return (both - expected) / ((first + second) / 2 - expected)


def truth(one: Node, other: Node) -> str:
    """The direction between two articles of one story, the first being ``a``."""
    if one in other.ancestors:
        return "a_to_b"
    return "b_to_a" if other in one.ancestors else "common_origin"


def directions(nodes: dict[str, Node], found: Comparison) -> Iterator[tuple[str, str, str]]:
    """Right direction, the one found, and its rule, for each tie within a story."""
    for tie in found.ties:
        if tie.kind in COPYING and tie.a in nodes and tie.b in nodes:
            one, other = nodes[tie.a], nodes[tie.b]
            if one.story == other.story:
                yield truth(one, other), tie.direction, (tie.evidence.rule or "").partition(" / ")[2]


def measured(stories: int) -> dict[str, object]:
    """Every figure."""
    pool = news()
    random.Random(11).shuffle(pool)
    words = [token.norm for piece in pool[:300] for token in tokenize(piece.text)]
    bases, spare, unrelated = pool[:stories], pool[stories : 2 * stories], pool[2 * stories :][:UNRELATED]
    cascades = [cascade(k, base, spare, words) for k, base in enumerate(bases)]
    nodes = {n.piece.id: n for nodes in cascades for n in nodes if n.shown}
    articles = [article(n) for n in nodes.values()]
    articles += [Article.from_text(p.text, id=p.id, outlet=p.outlet) for p in unrelated]
    found = compare(articles, [credited(a) for a in articles])
    story = {id: s.id for s in found.stories for id in s.articles}
    judged = list(directions(nodes, found))
    told = [j for j in judged if j[1] != "unknown"]
    origins = {id: s.independent_origins for s in found.stories for id in s.articles}
    shown = [[n for n in nodes if n.shown] for nodes in cascades]
    several = [group for group in shown if len(group) > 1]
    return {
        "articles": len(articles),
        "stories": stories,
        "ari": rand_index({id: nodes[id].story for id in nodes}, {id: story.get(id, id) for id in nodes}),
        "mixed stories": sum(
            len(
                {nodes[id].story for id in s.articles if id in nodes}
                | {id for id in s.articles if id not in nodes}
            )
            > 1
            for s in found.stories
        ),
        "directions": len(judged),
        "right % of told": 100 * sum(t == f for t, f, _ in told) / max(1, len(told)),
        "unknown %": 100 * (len(judged) - len(told)) / max(1, len(judged)),
        "by rule": {
            rule: [sum(t == f for t, f, r in judged if r == rule), sum(r == rule for _, _, r in judged)]
            for rule in sorted({r for _, _, r in judged})
        },
        "unknown by truth": Counter(t for t, f, _ in judged if f == "unknown"),
        "origins exact %": 100
        * sum(all(origins.get(n.piece.id) == 1 for n in g) for g in several)
        / len(several),
        "basil triples merged %": 100 * basil(),
    }


def basil() -> float:
    """Share of BASIL's stories of which two articles are joined."""
    with (DATA / "basil.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    story = {row["id"]: row["story"] for row in rows}
    articles = [
        Article.from_text(r["text"], id=r["id"], outlet=r["outlet"], published=r.get("date", ""))
        for r in rows
    ]
    found = compare(articles, [credited(a) for a in articles])
    merged = {story[id] for s in found.stories for id in s.articles}
    return len(merged) / len(set(story.values()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=150)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measured(given.stories)
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:24} {value:.3f}" if isinstance(value, float) else f"{name:24} {value}")


if __name__ == "__main__":
    main()
