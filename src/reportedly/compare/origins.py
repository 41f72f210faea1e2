"""The separate origins of a story: where its articles' words come from, as far as was detected.

Articles that share nearly all their words stand for one text. From text to text the directions of partial ties
lead back to roots; an agency that articles credit and whose own text is not in the case is a root without an
article ("hidden" in research/reuse.md § 6, step 10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reportedly.compare.components import Components
from reportedly.compare.names import name_words, same_name
from reportedly.compare.sources import Source
from reportedly.record import Evidence, Origin, Tie, content_id

ONE_TEXT = 0.5
"""Share of each of two articles in the other from which they stand for one text. A brief that a long article holds
whole does not make the two one: the long one may hold several."""

Arrows = dict[str, set[str]]
"""A node (smallest article id of a text, or a hidden agency) → the nodes it has words from."""


def origins_of(
    articles: Sequence[str], ties: Sequence[Tie], sources: Mapping[str, Source]
) -> tuple[Origin, ...]:
    """The origins of one story, sorted by id; each article goes back to one or more of them."""
    texts = Components((tie.a, tie.b) for tie in ties if _one_text(tie))
    hidden = _hidden(articles, texts, sources)
    nodes = {texts.root(id) for id in articles} | set(hidden.values())
    arrows = _arrows(nodes, ties, texts, hidden)
    roots = {node: _roots(node, arrows) for node in sorted(nodes)}
    reached = {id: roots[texts.root(id)] for id in articles}
    found = sorted({root for ends in reached.values() for root in ends})
    first = _first(articles, ties, texts)
    origins = (
        _origin(root, [id for id in articles if root in reached[id]], first, sources, hidden)
        for root in found
    )
    return tuple(sorted(origins, key=lambda origin: origin.id))


def _one_text(tie: Tie) -> bool:
    return tie.kind == "same_page" or min(tie.containment_a, tie.containment_b) >= ONE_TEXT


def _hidden(articles: Sequence[str], texts: Components, sources: Mapping[str, Source]) -> dict[str, str]:
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
    nodes: Iterable[str], ties: Iterable[Tie], texts: Components, hidden: Mapping[str, str]
) -> Arrows:
    """Who has words from whom; never in a circle, since the arrow that would close one is left out.

    Where no direction is known, the text with fewer such ties counts as the earlier one: of three texts of which
    the middle one shares with both, two can be separate, and an upper bound has to count them.
    """
    arrows: Arrows = {node: set() for node in nodes}
    for article, agency in hidden.items():
        _point(arrows, texts.root(article), agency)
    partial = [
        (texts.root(t.a), texts.root(t.b), t.direction) for t in ties if texts.root(t.a) != texts.root(t.b)
    ]
    for a, b, direction in partial:
        if direction in ("a_to_b", "b_to_a"):
            _point(arrows, *((b, a) if direction == "a_to_b" else (a, b)))
    unsettled = [(a, b) for a, b, direction in partial if direction == "unknown"]
    degree = Counter(node for pair in unsettled for node in pair)
    for pair in unsettled:
        earlier, later = sorted(pair, key=lambda node: (bool(arrows[node]), degree[node], node))
        _point(arrows, later, earlier)
    return arrows


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
    sources: Mapping[str, Source],
    hidden: Mapping[str, str],
) -> Origin:
    own = first.get(root, [])
    credited = sorted({sources[id].agency or "" for id in articles if hidden.get(id) == root})
    publishers = sorted({sources[id].publisher or "" for id in own})
    named = credited[0] if credited and not own else publishers[0] if len(publishers) == 1 else None
    dated = sorted(
        (m.start, sources[id].article.published) for id in own or articles if (m := sources[id].moment)
    )
    return Origin(
        content_id("origin", root, articles),
        tuple(articles),
        named or None,
        dated[0][1] if dated else None,
        Evidence("nothing-earlier-found" if own else "credited-agency", alternatives=tuple(own)),
    )
