"""JSON shapes of the pages' twins and of ``--json``: records by INTERFACE's names, lists with count and truncated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportedly.codec import article_line, plain
from reportedly.record import Article, Passage, Reading, Story, Tie


def article_shape(
    article: Article,
    reading: Reading | None,
    ties: Iterable[Tie] = (),
    passages: Iterable[Passage] = (),
    story: Story | None = None,
) -> dict[str, Any]:
    """One article with all that is known of it; ``metadata`` holds every candidate, ``article`` the ones shown."""
    return {
        "article": article_line(article),
        "metadata": [plain(noted) for noted in article.metadata],
        "reading": plain(reading) if reading else None,
        "ties": [plain(tie) for tie in ties],
        "passages": [plain(passage) for passage in passages],
        "story": plain(story) if story else None,
    }


def list_shape(items: Iterable[Any], count: int, truncated: bool, offset: int = 0) -> dict[str, Any]:
    """A list that says how many there are in all and whether these are all from ``offset`` on."""
    return {
        "items": [plain(item) for item in items],
        "count": count,
        "offset": offset,
        "truncated": truncated,
    }
