"""The separate origins of a story: where its articles' words come from, as far as was detected.

Articles that share nearly all their words stand for one text. From text to text the directions of partial ties
lead back to roots; an agency that articles credit and whose own text is not in the case is a root without an
article ("hidden" in research/reuse.md § 6, step 10), and so is the one text, named nowhere, that two articles come from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.compare.components import Components
from reportedly.compare.names import name_words, same_name
from reportedly.compare.sources import Provenance
from reportedly.record import Evidence, Origin, Tie, content_id

ONE_TEXT = 0.5
"""Share of each of two articles in the other from which they stand for one text. A brief that a long article holds
whole does not make the two one: the long one may hold several."""

Arrows = dict[str, set[str]]
"""A node (smallest article id of a text, a hidden agency, an unnamed source) → the nodes it has words from."""

Ends = tuple[str, str]

UNNAMED = "unnamed:"
"""Begins the name of a node for a source that nobody names, before the smallest of its articles."""


class Origins(NamedTuple):
    """The origins of a story, sorted by id: as many as the evidence allows, at least ``fewest``.

    ``undecided`` are the ties whose direction nobody knows and between texts that count as separate because of that.
    """

    found: tuple[Origin, ...]
    fewest: int
    undecided: tuple[Tie, ...]


def origins_of(articles: Sequence[str], ties: Sequence[Tie], sources: Mapping[str, Provenance]) -> Origins:
    """The origins of one story; each article goes back to one or more of them."""
    texts = Components((tie.a, tie.b) for tie in ties if _one_text(tie))
    hidden = _hidden(articles, texts, sources)
    nodes = {texts.root(id) for id in articles} | set(hidden.values())
    apart = [tie for tie in ties if texts.root(tie.a) != texts.root(tie.b)]
    unsettled = [_ends(tie, texts) for tie in apart if tie.direction == "unknown"]
    sure = _arrows(nodes, apart, texts, hidden)
    _join_siblings(sure, apart, texts, unsettled)
    arrows = {node: set(behind) for node, behind in sure.items()}
    _separate(arrows, unsettled)
    reached = {id: _roots(texts.root(id), arrows) for id in articles}
    first = _first(articles, ties, texts)
    origins = (
        _origin(root, [id for id in articles if root in reached[id]], first, sources, hidden)
        for root in sorted({root for ends in reached.values() for root in ends})
    )
    undecided = (tie for tie in apart if tie.direction == "unknown" and reached[tie.a] != reached[tie.b])
    return Origins(
        tuple(sorted(origins, key=lambda origin: origin.id)), _fewest(sure, unsettled), tuple(undecided)
    )


def _ends(tie: Tie, texts: Components) -> Ends:
    return texts.root(tie.a), texts.root(tie.b)


def _one_text(tie: Tie) -> bool:
    return tie.kind == "same_page" or min(tie.containment_a, tie.containment_b) >= ONE_TEXT


def _hidden(articles: Sequence[str], texts: Components, sources: Mapping[str, Provenance]) -> dict[str, str]:
    """Article → node of the agency it credits: the agency's own text where the story has it, else a hidden node."""
    published = {id: sources[id].publisher for id in articles}
    found: dict[str, str] = {}
    for id in articles:
        agency = sources[id].agency
        if agency is None:
            continue
        own = [texts.root(other) for other in articles if same_name(agency, published[other])]
        node = min(own, default="agency:" + " ".join(name_words(agency)))
        if node != texts.root(id):
            found[id] = node
    return found


def _arrows(
    nodes: Iterable[str], apart: Iterable[Tie], texts: Components, hidden: Mapping[str, str]
) -> Arrows:
    """Who is known to have words from whom; never in a circle, since the arrow that would close one is left out."""
    arrows: Arrows = {node: set() for node in nodes}
    for article, agency in hidden.items():
        _point(arrows, texts.root(article), agency)
    for tie in apart:
        a, b = _ends(tie, texts)
        if tie.direction in ("a_to_b", "b_to_a"):
            _point(arrows, *((b, a) if tie.direction == "a_to_b" else (a, b)))
    return arrows


def _join_siblings(
    arrows: Arrows, apart: Iterable[Tie], texts: Components, unsettled: Sequence[Ends]
) -> None:
    """Two texts from one source lead back to one node.

    To the one that either of them is known to come from; else to a text that has words in common with both, in whatever
    direction; else to a source that is neither in the case nor named.
    """
    near: dict[str, Counter[str]] = {}
    for a, b in (*unsettled, *(pair[::-1] for pair in unsettled)):
        near.setdefault(a, Counter())[b] += 1
    for tie in apart:
        if tie.direction == "common_origin":
            a, b = _ends(tie, texts)
            one, other = _roots(a, arrows), _roots(b, arrows)
            if one & other or (arrows[a] and arrows[b]):
                continue
            if arrows[a] or arrows[b]:
                known, alone = (one, b) if arrows[a] else (other, a)
                _point(arrows, alone, min(known))
                continue
            between = near.get(a, Counter()).keys() & near.get(b, Counter()).keys()
            source = min(between, key=lambda node: (-len(near[node]), node), default=f"{UNNAMED}{min(a, b)}")
            arrows.setdefault(source, set())
            _point(arrows, a, source)
            _point(arrows, b, source)


def _separate(arrows: Arrows, unsettled: Sequence[Ends]) -> None:
    """Where no direction is known, the text with fewer such ties counts as the earlier one.

    Of three texts of which the middle one shares with both, two can be separate, and an upper bound has to count them.
    """
    degree = Counter(node for pair in unsettled for node in pair)
    for pair in unsettled:
        earlier, later = sorted(pair, key=lambda node: (bool(arrows[node]), degree[node], node))
        _point(arrows, later, earlier)


def _fewest(sure: Arrows, unsettled: Iterable[Ends]) -> int:
    """How many origins there are at least: as many as there would be if unknown directions went whichever way joins most.

    With arrows both ways for what is unknown, texts that lead back to nothing but each other share one origin.
    """
    both = {node: set(behind) for node, behind in sure.items()}
    for a, b in unsettled:
        both[a].add(b)
        both[b].add(a)
    behind = {node: frozenset(_behind(node, both)) for node in sorted(both)}
    return len({ends for ends in behind.values() if all(behind[node] == ends for node in ends)})


def _point(arrows: Arrows, later: str, earlier: str) -> None:
    if later not in _behind(earlier, arrows):
        arrows[later].add(earlier)


def _behind(node: str, arrows: Arrows) -> set[str]:
    """A node with all that its words lead back to."""
    seen, ahead = {node}, [node]
    while ahead:
        sources = arrows[ahead.pop()] - seen
        ahead.extend(sources)
        seen |= sources
    return seen


def _roots(node: str, arrows: Arrows) -> frozenset[str]:
    return frozenset(end for end in _behind(node, arrows) if not arrows[end])


def _first(articles: Sequence[str], ties: Sequence[Tie], texts: Components) -> dict[str, list[str]]:
    """Text → its articles that have it from no other article of that text."""
    within = [tie for tie in ties if texts.root(tie.a) == texts.root(tie.b)]
    later = {tie.b for tie in within if tie.direction == "a_to_b"}
    later |= {tie.a for tie in within if tie.direction == "b_to_a"}
    return {group[0]: [id for id in group if id not in later] or group for group in texts.groups(articles)}


def _origin(
    root: str,
    articles: list[str],
    first: Mapping[str, list[str]],
    sources: Mapping[str, Provenance],
    hidden: Mapping[str, str],
) -> Origin:
    own = first.get(root, [])
    crediting = [id for id in articles if hidden.get(id) == root]
    credited = sorted({sources[id].agency or "" for id in crediting})
    publishers = sorted({sources[id].publisher or "" for id in own})
    named = credited[0] if credited and not own else publishers[0] if len(publishers) == 1 else None
    dated = sorted((m.start, sources[id].published) for id in own or articles if (m := sources[id].moment))
    rule = "nothing-earlier-found" if own else "credited-agency" if credited else "one-source-not-in-the-case"
    seen = own or [f"{id} credits {sources[id].agency}" for id in crediting] or articles
    return Origin(
        content_id("origin", root, articles),
        tuple(articles),
        named or None,
        dated[0][1] if dated else None,
        Evidence(rule, alternatives=tuple(seen)),
    )
