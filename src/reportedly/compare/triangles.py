"""Two copies of one text in the case are siblings: neither comes from the other because it is older.

Two carriers of a wire story resemble each other, and one appeared first. Where a third article is the source of
both, and each has more in common with it than with the other, they have that origin in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.record import Tie
from reportedly.record.vocabulary import Direction

OVERRULED = frozenset({"published-earlier", "nothing-decides"})
"""Rules of direction that a common source in the case overrules; a credit in the text is never overruled."""

_SOURCE: dict[Direction, str] = {"a_to_b": "a", "b_to_a": "b"}


def settled(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """The ties, those between siblings pointing to their common origin. O(ties x sources of an article)."""
    parts = _parts(ties)
    return tuple(_settled(tie, parts) for tie in ties)


def _parts(ties: Sequence[Tie]) -> dict[str, dict[str, float]]:
    """Article → each source known for it → the share of the article's own words that the source has."""
    found: dict[str, dict[str, float]] = {}
    for tie in ties:
        if _SOURCE.get(tie.direction) == "a":
            found.setdefault(tie.b, {})[tie.a] = tie.containment_b
        elif _SOURCE.get(tie.direction) == "b":
            found.setdefault(tie.a, {})[tie.b] = tie.containment_a
    return found


def _settled(tie: Tie, parts: Mapping[str, Mapping[str, float]]) -> Tie:
    of_a, of_b = parts.get(tie.a, {}), parts.get(tie.b, {})
    common = sorted(
        third
        for third in of_a.keys() & of_b.keys()
        if of_a[third] >= tie.containment_a and of_b[third] >= tie.containment_b
    )
    kind, _, rule = (tie.evidence.rule or "").partition(" / ")
    if not common or rule not in OVERRULED or tie.kind == "shared_quotation":
        return tie
    reasons = (*tie.evidence.alternatives, f"both have more in common with {common[0]}, their source")
    evidence = replace(tie.evidence, rule=f"{kind} / one-source-of-both", score=0.75, alternatives=reasons)
    return replace(tie, direction="common_origin", evidence=evidence)
