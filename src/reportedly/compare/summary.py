"""Counts, versions and a digest of what comparing found."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from reportedly.codec import encode
from reportedly.compare.candidates import Candidates
from reportedly.record import Comparison
from reportedly.version import SCHEMA, __version__


def summarised(
    found: Comparison, articles: Collection[str], candidates: Candidates, compared: int
) -> dict[str, Any]:
    """``summary.json``: counts, versions, a digest over the records, and what was left out, so that lists say it."""
    return {
        "reportedly": __version__,
        "schema": SCHEMA,
        "articles": len(articles),
        "pairs_compared": compared,
        "pairs_of_furniture_only": len(candidates.pairs) - compared,
        "passages": len(found.passages),
        "ties": dict(sorted(Counter(tie.kind for tie in found.ties).items())),
        "directions": dict(sorted(Counter(tie.direction for tie in found.ties).items())),
        "stories": len(found.stories),
        "articles_in_stories": sum(len(story.articles) for story in found.stories),
        "alterations": len(found.alterations),
        "truncated": bool(candidates.crowded or candidates.unexpanded),
        "crowded_fingerprints": candidates.crowded,
        "pairs_left_to_leaders": candidates.unexpanded,
        "digest": digest(chain(found.passages, found.ties, found.stories, found.alterations)),
    }


def digest(records: Iterable[object]) -> str:
    """SHA-256 over the encoded records, one a line, in their order."""
    state = hashlib.sha256()
    for record in records:
        state.update(encode(record) + b"\n")
    return state.hexdigest()
