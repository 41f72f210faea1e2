"""Which way the words went: from one article to the other, from a third to both, or nobody can tell.

Rules in order of weight; the first that holds decides, and what speaks against it is kept as a reason. Length
tells nothing (the later version is longer in 43 % of 860 pairs) and days little (research/reuse.md § 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportedly.compare.names import is_agency, names_as_source, same_name
from reportedly.compare.sources import Source
from reportedly.record.vocabulary import Direction, TieKind


class Way(NamedTuple):
    """A direction with the rule that decided, how sure it is, and what was seen."""

    direction: Direction
    rule: str
    score: float
    reasons: tuple[str, ...]


WHOLE = frozenset({"copy", "wire_version", "same_page"})
"""Kinds of tie in which nearly the whole text is the other's: a credit in one tells of both."""


class Pair(NamedTuple):
    """Two tied articles and the kind of their tie."""

    a: Source
    b: Source
    kind: TieKind


Rule = Callable[[Pair], Direction | None]


def way(a: Source, b: Source, kind: TieKind) -> Way:
    """The direction between two articles that share words of their own voice."""
    reasons = tuple(_reasons(a, b))
    for name, score, decide in _RULES:
        if (direction := decide(Pair(a, b, kind))) is not None:
            return Way(direction, name, score, reasons)
    return Way("unknown", "nothing-decides", 0.0, reasons)


def credits(source: Source, other: Source) -> bool:
    """Whether an article credits the publisher of the other one."""
    return any(same_name(name, other.publisher) for name in (source.agency, *source.also))


def names(source: Source, other: Source) -> bool:
    """Whether an article's text gives the other's publisher, when that is somebody else, for words in it."""
    apart = not same_name(source.publisher, other.publisher)
    return apart and names_as_source(source.article.text, other.publisher)


def _one_sided(test: Callable[[Source, Source], bool]) -> Rule:
    """From the article of which a test does not hold to the one of which it does, when it holds of one only."""

    def decide(pair: Pair) -> Direction | None:
        a_has, b_has = test(pair.a, pair.b), test(pair.b, pair.a)
        if a_has == b_has:
            return None
        return "b_to_a" if a_has else "a_to_b"

    return decide


def _one_page(pair: Pair) -> Direction | None:
    return "common_origin" if pair.kind == "same_page" else None


def _shared_credit(pair: Pair) -> Direction | None:
    return "common_origin" if same_name(pair.a.agency, pair.b.agency) else None


def _credit_lost(pair: Pair) -> Direction | None:
    """One credits an agency for what the other prints without naming any (CASES 7: a third of all copies)."""
    lost = pair.kind in WHOLE and bool(pair.a.agency) != bool(pair.b.agency)
    return "common_origin" if lost and not same_name(pair.a.publisher, pair.b.publisher) else None


def _follows(source: Source, other: Source) -> bool:
    return bool(source.moment and other.moment and other.moment.precedes(source.moment))


def _from_agency(_: Source, other: Source) -> bool:
    """Agencies' texts are made to be taken over."""
    return is_agency(other.publisher)


_RULES: tuple[tuple[str, float, Rule], ...] = (
    ("same-address", 1.0, _one_page),
    ("credits-the-other", 0.95, _one_sided(credits)),
    ("credits-one-agency", 0.9, _shared_credit),
    ("names-the-other", 0.85, _one_sided(names)),
    ("published-by-an-agency", 0.75, _one_sided(_from_agency)),
    ("credit-in-one-only", 0.7, _credit_lost),
    ("published-earlier", 0.75, _one_sided(_follows)),
)
"""Rule, how sure (set by hand after research/reuse.md § 4 and § 6, step 10; not yet measured), decision."""


def _reasons(a: Source, b: Source) -> Iterator[str]:
    for one, other in ((a, b), (b, a)):
        if one.agency:
            yield f"{one.id} credits {', '.join((one.agency, *one.also))}"
        if credits(one, other) and credits(other, one):
            yield f"{one.id} credits the publisher of {other.id}, and the reverse"
        if names(one, other):
            yield f"{one.id} names {other.publisher} as a source"
        if _follows(other, one):
            yield f"{one.id} was published before {other.id}"
