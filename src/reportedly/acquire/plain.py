"""A plain text file, or text from standard input → one article."""

import hashlib
from collections.abc import Callable
from typing import Literal

from reportedly.acquire.decoding import check_characters, decoded_file
from reportedly.acquire.metadata import of_text
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article, Capture

Clock = Callable[[], str]
"""Gives the time of acquiring, UTC in ISO 8601."""
How = Literal["file", "line", "stdin", "record", "row"]


def capture(raw: bytes, how: How, media_type: str, custody: list[str], now: Clock | None) -> Capture:
    """The bytes as they came, with their hash and what is known of their way here."""
    return Capture(
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        media_type=media_type,
        how=how,
        fetched_at=now() if now else None,
        custody="; ".join(note for note in custody if note),
        content=raw,
    )


def text_article(raw: bytes, id: str, where: str, how: How, now: Clock | None) -> Article:
    """The article whose text is all of these bytes; raises ``RefusedError`` where they hold none."""
    text, note = decoded_file(raw)
    if not text.strip():
        raise RefusedError("empty", "a text", "an empty file" if not raw else "nothing but white space")
    check_characters(text, "a text")
    return Article(id, text, of_text(text), capture(raw, how, "text/plain", [where, note], now))
