"""Two copies of one text in the case are siblings: neither comes from the other because it is older.

Two carriers of a wire story resemble each other, and one appeared first. What an article was made of is most likely
the one that it has most in common with, so a story's ties make a tree of nearest kin; what holds between two articles
that are no nearest kin follows from the way between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportedly.compare.components import Components
from reportedly.record import Evidence, Tie
from reportedly.record.vocabulary import Direction

OVERRULED = frozenset({"published-earlier", "nothing-decides"})
"""Rules of direction that the tree overrules; a credit in the text is never overruled."""


HUB = 4
"""Nearest kin from which an article is what two of them were made of, although nothing tells the direction: at most one
of them can be what it was made of itself (measured on cascades with known trees, docs/decisions/0006)."""


class Kin(NamedTuple):
    """The nearest kin of an article on the way to its story's first one, how far that is, and the direction to the kin.

    A first article is its own kin. ``near`` says how many nearest kin the article has, ``made`` whether it was made of
    one of them.
    """

    above: str
    depth: int
    direction: Direction
    near: int
    made: bool


Tree = Mapping[str, Kin]

_TURNED: dict[Direction, Direction] = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}


def settled(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """The ties, those between articles that are no nearest kin with what the way between them says.

    O(ties x depth of the trees).
    """
    copying = [tie for tie in ties if tie.kind != "shared_quotation"]
    tree = _tree(copying)
    return tuple(_settled(tie, tree) for tie in ties)


def _tree(ties: Iterable[Tie]) -> Tree:
    """A spanning tree of each story over the ties with most in common, hung up at its first article."""
    joined = Components()
    near: dict[str, dict[str, Direction]] = {}
    for tie in sorted(ties, key=lambda tie: (-tie.jaccard, tie.a, tie.b)):
        if joined.root(tie.a) != joined.root(tie.b):
            joined.join(tie.a, tie.b)
            near.setdefault(tie.a, {})[tie.b] = tie.direction
            near.setdefault(tie.b, {})[tie.a] = _TURNED.get(tie.direction, tie.direction)
    tree: dict[str, Kin] = {}
    for article in sorted(near):
        if article not in tree:
            _hang(article, near, tree)
    return tree


def _hang(first: str, near: Mapping[str, Mapping[str, Direction]], tree: dict[str, Kin]) -> None:
    tree[first] = Kin(first, 0, "unknown", len(near[first]), "b_to_a" in near[first].values())
    ahead = [first]
    while ahead:
        here = ahead.pop()
        below = [kin for kin in near[here] if kin not in tree]
        depth = tree[here].depth + 1
        tree.update(
            (kin, Kin(here, depth, near[kin][here], len(near[kin]), "b_to_a" in near[kin].values()))
            for kin in below
        )
        ahead += below


def _settled(tie: Tie, tree: Tree) -> Tie:
    kind, _, rule = (tie.evidence.rule or "").partition(" / ")
    if rule not in OVERRULED or tie.kind == "shared_quotation":
        return tie
    between, steps = _way(tie.a, tie.b, tree)
    if not between:
        return _undated(tie, kind) if tree[tie.a if tie.direction == "a_to_b" else tie.b].made else tie
    direction = _along(steps)
    hub = max(tree[kin].near for kin in between) >= HUB
    if direction == "unknown" and hub:
        return _with(tie, "common_origin", f"{kind} / nearer-to-one-that-many-are-near", 0.6, between)
    named = {"common_origin": "one-source-of-both", "unknown": "nothing-decides"}
    score = 0.0 if direction == "unknown" else 0.75
    return _with(tie, direction, f"{kind} / {named.get(direction, 'by-way-of-others')}", score, between)


def _undated(tie: Tie, kind: str) -> Tie:
    """Of what was itself made of another one, that it came first tells nothing: both may have it from that one."""
    evidence = replace(tie.evidence, rule=f"{kind} / nothing-decides", score=0.0)
    return replace(tie, direction="unknown", evidence=evidence)


def _with(tie: Tie, direction: Direction, rule: str, score: float, between: Sequence[str]) -> Tie:
    seen = f"both have more in common with {', '.join(between)}"
    evidence = Evidence(rule, score=score, alternatives=(*tie.evidence.alternatives, seen))
    return replace(tie, direction=direction, evidence=evidence)


def _way(start: str, end: str, tree: Tree) -> tuple[list[str], list[Direction]]:
    """The articles between two on the way through the tree, and the direction of each step."""
    up, down = [start], [end]
    going: list[Direction] = []
    coming: list[Direction] = []
    while up[-1] != down[-1]:
        if tree[up[-1]].depth >= tree[down[-1]].depth:
            going.append(tree[up[-1]].direction)
            up.append(tree[up[-1]].above)
        else:
            kin = tree[down[-1]]
            coming.append(_TURNED.get(kin.direction, kin.direction))
            down.append(kin.above)
    return [*up[1:], *down[-2:0:-1]] if len(down) > 1 else up[1:-1], [*going, *coming[::-1]]


def _along(steps: Sequence[Direction]) -> Direction:
    """What follows from the steps of a way: once it has turned from going back to going on, the ends are siblings."""
    if "unknown" in steps:
        return "unknown"
    if "common_origin" not in steps and len(set(steps)) == 1:
        return steps[0]
    up_then_down = [step for step in steps if step != "common_origin"] == sorted(
        (step for step in steps if step != "common_origin"), reverse=True
    )
    return "common_origin" if up_then_down else "unknown"
