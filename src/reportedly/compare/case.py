"""What comparing is given, checked and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportedly.errors import InputError
from reportedly.record import Article, Reading, text_sha256

Readings = Mapping[str, Reading] | Sequence[Reading] | None
Entry = tuple[Article, Reading | None]
Case = Mapping[str, Entry]


def collected(articles: Iterable[Article], readings: Readings) -> Case:
    """Article id → article and its reading, sorted by id.

    Raises ``InputError`` when two articles have one id, or when a reading is of another text than its article's.
    """
    read = {reading.id: reading for reading in _listed(readings)}
    found: dict[str, Entry] = {}
    for article in sorted(articles, key=lambda article: article.id):
        if article.id in found:
            raise InputError.expected("articles", "every id once", article.id)
        found[article.id] = (article, _checked(article, read.get(article.id)))
    return found


def _listed(readings: Readings) -> Iterable[Reading]:
    if readings is None:
        return ()
    return readings.values() if isinstance(readings, Mapping) else readings


def _checked(article: Article, reading: Reading | None) -> Reading | None:
    if reading and reading.text_sha256 != text_sha256(article.text):
        raise InputError.expected(
            f"reading of {article.id}", "the hash of its article's text", reading.text_sha256
        )
    return reading
