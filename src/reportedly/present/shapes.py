"""JSON shapes of the pages' twins and of ``--json``: records by INTERFACE's names, lists with count and truncated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from reportedly.codec import article_line, encode, plain
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


@dataclass(frozen=True, slots=True)
class Table:
    """A part of a list as rows of text; every row says which of how many it is."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def list_table(name: str, kind: type[Any], items: Iterable[Any], count: int, offset: int = 0) -> Table:
    """The items of a list, dataclasses of one kind, as rows: a column for each field after ``row`` and ``of``.

    ``row`` counts from 1 in the whole list and ``of`` is its length, so that a part cannot pass for the whole.
    Nothing known is an empty cell; a value with parts is its JSON.
    """
    names = tuple(field.name for field in fields(kind))
    rows = tuple(
        (str(n), str(count), *(_cell(getattr(item, field)) for field in names))
        for n, item in enumerate(items, offset + 1)
    )
    return Table(name, ("row", "of", *names), rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else encode(plain(value)).decode()
