"""A Markdown file → one article: its words without the marks, the headline and the front matter apart."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportedly.acquire.decoding import check_characters, decoded_file
from reportedly.acquire.metadata import is_iso
from reportedly.acquire.plain import Clock, How, capture
from reportedly.acquire.refusal import RefusedError
from reportedly.record import METADATA, Article, Noted

if TYPE_CHECKING:
    from markdown_it.token import Token

MEDIA_TYPE = "text/markdown"
LARGEST = 200_000
"""Characters of one Markdown article: three times the longest article of the shared corpora. The parser takes up to 4 s
for the worst that fits (100,000 unclosed images), 0.3 s for plain paragraphs."""
DEEPEST = 100
"""Levels of lists, items and quotations in each other; the parser drops what lies deeper than its bound without a word.
Within paragraphs its own bound of 20 stays, which keeps unclosed brackets from taking minutes."""
KEYS = {
    **{name: name for name in METADATA},
    "date": "published",
    "pubdate": "published",
    "updated": "modified",
    "lastmod": "modified",
    "author": "byline",
    "authors": "byline",
    "source": "outlet",
    "publication": "outlet",
    "site": "outlet",
    "link": "url",
    "canonical_url": "url",
    "lang": "language",
    "headline": "title",
}
"""Key of front matter → metadatum. A key named like the metadatum counts before the others."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]+(\S.*)$", re.MULTILINE)


def markdown_article(raw: bytes, id: str, where: str, how: How, now: Clock | None) -> Article:
    """The article of a Markdown file (CommonMark): paragraphs parted by blank lines.

    Links give their text, images nothing, code stays as it is. The first heading is the title and not part of the
    text, where it opens the file or is of the first level. Raises ``RefusedError``.
    """
    source, note = decoded_file(raw)
    if not source.strip():
        raise RefusedError("empty", "a text", "an empty file" if not raw else "nothing but white space")
    check_characters(source, "a text")
    if len(source) > LARGEST:
        raise RefusedError(
            "too_large", f"Markdown of at most {LARGEST:,} characters", f"{len(source):,} characters"
        )
    front = _FRONT.match(source)
    noted, odd = _front_matter(front[1]) if front else ((), [])
    title, paragraphs = _read(source[front.end() :] if front else source)
    if not paragraphs:
        raise RefusedError("no_text", "paragraphs of an article", "Markdown without any")
    titles = [Noted("title", title, "markdown:heading", "first heading")] if title else []
    every = [*noted, *titles]
    ordered = tuple(n for name in METADATA for n in every if n.name == name)
    notes = [where, note, "text without its Markdown marks", *odd]
    return Article(id, "\n\n".join(paragraphs), ordered, capture(raw, how, MEDIA_TYPE, notes, now))


def _front_matter(lines: str) -> tuple[tuple[Noted, ...], list[str]]:
    """Candidates from simple ``key: value`` lines, and the dates among them that are none."""
    noted, odd = list[tuple[bool, Noted]](), list[str]()
    for line in _LINE.finditer(lines):
        key, value = line[1].lower(), _bare(line[2].strip())
        name = KEYS.get(key)
        if name in ("published", "modified") and not is_iso(value):
            odd.append(f"date not understood: {value!r} in front matter[{key}]")
        elif name and value:
            noted.append((key != name, Noted(name, value, f"markdown:front matter[{key}]", "declared")))
    return tuple(n for _, n in sorted(noted, key=lambda pair: pair[0])), odd


def _bare(value: str) -> str:
    """Without the quotation marks around it, or the brackets of a list of names on one line."""
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_bare(part.strip()) for part in value[1:-1].split(",") if part.strip())
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _read(source: str) -> tuple[str, list[str]]:
    """The title, if any, and the paragraphs."""
    title, paragraphs = "", list[str]()
    for kind, text in _pieces(source):
        if not title and (kind == "h1" or (kind.startswith("h") and not paragraphs)):
            title = " ".join(text.split())
        elif text.strip():
            paragraphs.append(text.strip("\n") if kind == "pre" else text.strip())
    return title, paragraphs


def _pieces(source: str) -> Iterator[tuple[str, str]]:
    """The kind (``h1`` … for headings, else ``p`` or ``pre``) and text of each leaf."""
    from markdown_it import MarkdownIt

    blocks, inlines = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 2}), MarkdownIt("commonmark")
    references: dict[str, Any] = {}
    tag = "p"
    for token in blocks.disable("inline").parse(source, references):
        if token.level > DEEPEST:
            raise RefusedError("too_large", f"Markdown nested at most {DEEPEST} levels deep", "deeper")
        if token.type in ("heading_open", "heading_close"):
            tag = token.tag if token.nesting == 1 else "p"
        elif token.type == "inline":
            (parsed,) = inlines.parseInline(token.content, references)
            yield tag, "".join(_inline(child) for child in parsed.children or ())
        elif token.type in ("fence", "code_block"):
            yield "pre", token.content
        elif token.type == "html_block":
            yield "p", _words(token.content)


def _inline(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")


def _words(source: str) -> str:
    """The characters of HTML inside Markdown, without comments, scripts, styles and tags; linear in its length."""
    bare = _TAG.sub("", _SILENT.sub("", _COMMENT.sub("", source)))
    return " ".join(html.unescape(bare).split())
