"""Characters of a page → its tree, within bounds: no entity of its own, no file, no network, no endless nesting."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from reportedly.acquire.refusal import RefusedError

MOST_BYTES = 9_500_000
"""Bytes of one page as UTF-8, without the pictures written out in it: at 10 million libxml2 stops reading a text without
a word. The largest of 990 public pages of news and blogs has 1.6 million."""
MOST_ELEMENTS = 20_000
"""Elements of one page. The largest of the 990 pages has 10,106; at the bound the slowest shape tried takes 2 s of one
core (tests/acquire/test_html.py)."""
MOST_ATTRIBUTES = 1_000
"""Attributes of one element: the time for a tree grows with their square (1.7 s for 40,000)."""
DEEPEST = 250
"""Levels of nesting; building a tree, libxml2 stops reading at 256."""

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PICTURE = re.compile(r"(data:[\w/+.-]{1,60};base64,)[A-Za-z0-9+/=%]{200,}")
_SETTINGS: dict[str, Any] = {"encoding": "utf-8", "no_network": True, "huge_tree": False, "remove_pis": True}


class _Gauge:
    """Is told every start and end tag by the parser, which builds no tree meanwhile and so needs linear time."""

    def __init__(self) -> None:
        self.elements = self.depth = 0

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:  # noqa: ARG002
        """One more element, one level deeper."""
        self.elements += 1
        self.depth += 1
        _check("elements", MOST_ELEMENTS, self.elements)
        _check("levels of nesting", DEEPEST, self.depth)
        _check("attributes in one tag", MOST_ATTRIBUTES, len(attrib))

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002
        """One level up."""
        self.depth -= 1

    def data(self, data: str | bytes) -> None:
        """Characters are not counted: the page's bytes are."""

    def comment(self, text: str | bytes) -> None:
        """Nor are comments."""

    def close(self) -> None:
        """Nothing was built."""


def parsed(text: str) -> html.HtmlElement:
    """The tree of a page, mended as browsers do; comments and processing instructions are left out.

    Raises ``RefusedError``: ``too_large`` (bytes, elements, attributes, nesting), ``no_text`` for an empty page.
    """
    raw = _PICTURE.sub(r"\1", _CONTROL.sub("", text)).encode("utf-8", "replace")
    if len(raw) > MOST_BYTES:
        raise RefusedError("too_large", f"a page of at most {MOST_BYTES:,} bytes", f"{len(raw):,}")
    etree.fromstring(raw, etree.HTMLParser(target=_Gauge(), **_SETTINGS))
    parser = html.HTMLParser(remove_comments=True, collect_ids=False, **_SETTINGS)
    try:
        tree = html.document_fromstring(raw, parser=parser)
    except etree.ParserError as error:
        raise RefusedError(
            "no_text", "a page with an article's text", "a page without any element"
        ) from error
    _drop_controls(tree)
    return tree


def _drop_controls(tree: html.HtmlElement) -> None:
    """Drop control characters, which browsers don't show and which lxml lets nobody write (``&#31;``)."""
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)


def _check(what: str, most: int, actual: int) -> None:
    if actual > most:
        raise RefusedError("too_large", f"a page of at most {most:,} {what}", "more")
