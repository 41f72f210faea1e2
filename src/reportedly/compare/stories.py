"""Stories: articles joined by copying, and the separate origins they go back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportedly.compare.components import Components
from reportedly.compare.origins import origins_of
from reportedly.compare.sources import Source
from reportedly.record import Story, Tie, content_id

COPYING = frozenset({"copy", "partial", "wire_version", "aggregation", "same_page"})
"""Kinds of tie that join a story. A shared quotation doesn't: two outlets at one speech are two origins."""

RERUN = 180
"""Days apart from which the same words are a re-run, not the same news (CASES 12: anniversaries)."""


def stories_of(sources: Mapping[str, Source], ties: Iterable[Tie]) -> tuple[Story, ...]:
    """Each set of articles joined by copying, with its origins; sorted by first article. O(ties)."""
    joining = [tie for tie in ties if tie.kind in COPYING and not _rerun(sources[tie.a], sources[tie.b])]
    joined = Components((tie.a, tie.b) for tie in joining)
    within: dict[str, list[Tie]] = {}
    for tie in joining:
        within.setdefault(joined.root(tie.a), []).append(tie)
    groups = joined.groups({id for tie in joining for id in (tie.a, tie.b)})
    return tuple(_story(group, within[joined.root(group[0])], sources) for group in groups)


def _rerun(a: Source, b: Source) -> bool:
    return bool(a.moment and b.moment and a.moment.days_to(b.moment) > RERUN)


def _story(articles: Sequence[str], ties: Sequence[Tie], sources: Mapping[str, Source]) -> Story:
    origins = origins_of(articles, ties, sources)
    return Story(
        content_id("story", articles),
        tuple(articles),
        origins,
        len(origins),
        _basis(articles, ties, sources),
        sum(tie.direction == "unknown" for tie in ties),
    )


def _basis(articles: Sequence[str], ties: Sequence[Tie], sources: Mapping[str, Source]) -> str:
    credited = sum(bool(sources[id].agency) for id in articles)
    dated = sum(bool(sources[id].moment) for id in articles)
    return (
        f"Looked at: words that {len(ties)} pairs of these {len(articles)} articles share outside quotation marks, "
        f"agencies that {credited} of them credit, dates that {dated} of them have. "
        "No copying, shared credit or shared release was detected between the origins: an upper bound."
    )
