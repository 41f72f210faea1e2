"""A page's bytes → one article."""

from __future__ import annotations

from importlib.metadata import version

from reportedly.acquire.pages.body import Body, body, find
from reportedly.acquire.pages.declared import page_text
from reportedly.acquire.pages.metadata import of_page
from reportedly.acquire.pages.tree import parsed
from reportedly.acquire.plain import Clock, How, capture
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article

MEDIA_TYPE = "text/html"


def page_article(raw: bytes, id: str, where: str, how: How, now: Clock | None) -> Article:
    """The article of a page: paragraphs parted by blank lines, the headline among its metadata.

    The custody note tells the encoding, the extractor, and how many paragraphs were taken in or left out. Raises
    ``RefusedError`` (``empty``, ``binary``, ``encoding``, ``too_large``, ``no_text``). Cost: 20 to
    100 ms for a page of a newspaper, below 5 s for the worst that ``tree`` lets through.
    """
    if not raw.strip():
        raise RefusedError("empty", "a page", "an empty file" if not raw else "nothing but white space")
    page, encoding = page_text(raw)
    tree = parsed(page)
    paragraphs = find(tree)
    metadata, odd_dates = of_page(tree, page, paragraphs.opening(), paragraphs.core)
    found = body(paragraphs, [noted.value for noted in metadata if noted.name == "title"])
    text = "\n\n".join(found.paragraphs)
    notes = [where, encoding, *_notes(found), *(f"date not understood: {odd}" for odd in odd_dates)]
    return Article(id, text, metadata, capture(raw, how, MEDIA_TYPE, notes, now))


def _notes(found: Body) -> list[str]:
    notes = [f"text by trafilatura {version('trafilatura')}, recall preferred"]
    if found.elsewhere:
        notes.append("taken from a script, not from the page's paragraphs")
    if found.taken_in:
        notes.append(
            f"{_paragraphs(found.taken_in)} taken in beside it (datelines, credits, plain sentences)"
        )
    return [*notes, f"{_paragraphs(found.left_out)} among them left out"]


def _paragraphs(count: int) -> str:
    return f"{count:,} paragraph{'' if count == 1 else 's'}"
