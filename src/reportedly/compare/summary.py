"""Counts, versions and a digest of what comparing found."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

from reportedly.codec import encode
from reportedly.record import Comparison
from reportedly.version import SCHEMA, __version__


class LookedAt(NamedTuple):
    """What was compared and what was not: articles and pairs laid side by side, pairs that share nothing but furniture,
    grams that too many independent texts have, and a bound on the pairs of large families left to their leaders."""

    articles: int
    pairs: int
    furniture_only: int
    crowded: int
    left: int


def summarised(found: Comparison, looked_at: LookedAt) -> dict[str, Any]:
    """``summary.json``: counts, versions, a digest over the records, and what was left out, so that lists say it."""
    return {
        "reportedly": __version__,
        "schema": SCHEMA,
        "articles": looked_at.articles,
        "pairs_compared": looked_at.pairs,
        "pairs_of_furniture_only": looked_at.furniture_only,
        "passages": len(found.passages),
        "ties": dict(sorted(Counter(tie.kind for tie in found.ties).items())),
        "directions": dict(sorted(Counter(tie.direction for tie in found.ties).items())),
        "stories": len(found.stories),
        "articles_in_stories": sum(len(story.articles) for story in found.stories),
        "alterations": len(found.alterations),
        "truncated": bool(looked_at.crowded or looked_at.left),
        "crowded_fingerprints": looked_at.crowded,
        "pairs_left_to_leaders": looked_at.left,
        "digest": digest(chain(found.passages, found.ties, found.stories, found.alterations)),
    }


def digest(records: Iterable[object]) -> str:
    """SHA-256 over the encoded records, one a line, in their order."""
    state = hashlib.sha256()
    for record in records:
        state.update(encode(record) + b"\n")
    return state.hexdigest()
