"""A whole case compared, with what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from reportedly.compare.alterations import alterations_of
from reportedly.compare.candidates import Pair
from reportedly.compare.case import Case
from reportedly.compare.looking import Seen, seen_in, tied
from reportedly.compare.stories import stories_of
from reportedly.compare.summary import LookedAt, summarised, whole_tally
from reportedly.compare.triangles import settled
from reportedly.record import Comparison, Tie


class Work(NamedTuple):
    """The comparison, what was seen of the articles, and each pair's tie before its story settled the direction."""

    seen: Seen
    ties: Mapping[Pair, Tie | None]
    found: Comparison


def compared(case: Case) -> Work:
    """A case from words to stories."""
    seen = seen_in(case)
    laid = list(tied(seen.words, seen.sources, seen.laid))
    ties = settled([tie for _, tie in laid if tie])
    shared = [pair for pair, _ in laid]
    found = Comparison(
        passages=tuple(passage for pair in shared for passage in pair.passages),
        ties=ties,
        stories=stories_of(seen.sources, ties),
        alterations=alterations_of(shared, ties, case),
    )
    furniture_only = len(set(seen.near.direct) - set(seen.laid))
    looked_at = LookedAt(len(case), len(laid), furniture_only, seen.telling.crowded, seen.left)
    found = replace(found, summary=summarised(whole_tally(found), looked_at))
    return Work(seen, {(pair.a.article, pair.b.article): tie for pair, tie in laid}, found)
