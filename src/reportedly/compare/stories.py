"""Stories: articles joined by copying, and the separate origins they go back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportedly.compare.components import Components
from reportedly.compare.origins import Origins, origins_of
from reportedly.compare.sources import Provenance
from reportedly.compare.ties import QUOTES
from reportedly.record import Story, Tie, content_id

COPYING = frozenset({"copy", "partial", "wire_version", "aggregation", "same_page"})
"""Kinds of tie that join a story. A shared quotation doesn't: two outlets at one speech are two origins."""

RERUN = 180
"""Days apart from which the same words are a re-run, not the same news (CASES 12: anniversaries)."""


NAMED = 5
"""Pairs that the basis of a count names; of others it says how many."""


def stories_of(sources: Mapping[str, Provenance], ties: Iterable[Tie]) -> tuple[Story, ...]:
    """Each set of articles joined by copying, with its origins; sorted by first article. O(ties)."""
    joining = [tie for tie in ties if _joins(tie) and not _rerun(sources[tie.a], sources[tie.b])]
    joined = Components((tie.a, tie.b) for tie in joining)
    within: dict[str, list[Tie]] = {}
    for tie in joining:
        within.setdefault(joined.root(tie.a), []).append(tie)
    groups = joined.groups({id for tie in joining for id in (tie.a, tie.b)})
    return tuple(_story(group, within[joined.root(group[0])], sources) for group in groups)


def _joins(tie: Tie) -> bool:
    """Whether words of the outlets' own were copied: who quotes another by name wrote an article of his own."""
    return tie.kind in COPYING and not (tie.evidence.rule or "").startswith(QUOTES)


def _rerun(a: Provenance, b: Provenance) -> bool:
    return bool(a.moment and b.moment and a.moment.days_to(b.moment) > RERUN)


def _story(articles: Sequence[str], ties: Sequence[Tie], sources: Mapping[str, Provenance]) -> Story:
    origins = origins_of(articles, ties, sources)
    return Story(
        content_id("story", articles),
        tuple(articles),
        origins.found,
        len(origins.found),
        f"{_interval(origins)} {_looked_at(articles, ties, sources)}",
        sum(tie.direction == "unknown" for tie in ties),
    )


def _interval(origins: Origins) -> str:
    """What the count rests on where the evidence leaves more than one."""
    most = len(origins.found)
    if origins.fewest >= most:
        return f"{most} separate origin{'s' * (most > 1)} found."
    open_ties = [
        f"{tie.a} and {tie.b} (in common: {tie.containment_a:.0%} and {tie.containment_b:.0%} of their own words)"
        for tie in origins.undecided[:NAMED]
    ]
    more = len(origins.undecided) - len(open_ties)
    listed = "; ".join(open_ties) + (f"; and {more} more pairs" if more else "")
    return f"{origins.fewest} to {most} separate origins. Nothing tells which has words from which, and that decides: {listed}."


def _looked_at(articles: Sequence[str], ties: Sequence[Tie], sources: Mapping[str, Provenance]) -> str:
    credited = sum(bool(sources[id].agency) for id in articles)
    dated = sum(bool(sources[id].moment) for id in articles)
    return (
        f"Looked at: words that {len(ties)} pairs of these {len(articles)} articles share outside quotation marks, "
        f"agencies that {credited} of them credit, dates that {dated} of them have. "
        "No copying, shared credit or shared release was detected between the origins: an upper bound."
    )
