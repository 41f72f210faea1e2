"""JSON-LD: what a page tells machines about its article (schema.org), read with patience and within bounds."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "AskPublicNewsArticle ReviewNewsArticle BlogPosting LiveBlogPosting SocialMediaPosting Report "
    "AdvertiserContentArticle".split()
)
PAGES = frozenset("WebPage ItemPage NewsPage".split())
"""Types that speak of the page around an article; they count after the article's own."""
MOST_NODES = 5_000
"""Objects looked at in one page; the largest of 990 public pages has under 1,000."""

MOST_NAMES = 50
"""Authors of one article."""

Node = dict[str, Any]
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*+;?\s*+$")


def nodes(tree: HtmlElement) -> list[Node]:
    """The objects that describe an article, then those that describe its page, each in the page's order.

    A block of JSON that cannot be read is passed over: other places of the page say the same.
    """
    found = [node for script in _scripts(tree) for node in _objects(script)]
    articles = [node for node in found if types(node) & ARTICLES]
    return articles[:1] + [node for node in found if types(node) & PAGES]


def types(node: Node) -> set[str]:
    """The schema.org types of an object, without their address."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {name.rpartition("/")[2] for name in names if isinstance(name, str)}


def texts(value: Any, inner: str = "name", depth: int = 3) -> list[str]:
    """The strings that a value stands for: itself, those of a list, or an object's ``inner`` field."""
    if isinstance(value, str):
        return [text] if (text := " ".join(html.unescape(value).split())) else []
    if not depth:
        return []
    if isinstance(value, list):
        return [text for part in value[:MOST_NAMES] for text in texts(part, inner, depth - 1)]
    return texts(value.get(inner), inner, depth - 1) if isinstance(value, dict) else []


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            yield json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any) -> Iterator[Node]:
    """Objects from the outside in, so that an article comes before the articles that it mentions."""
    todo, looked_at = deque([value]), 0
    while todo and looked_at < MOST_NODES:
        part = todo.popleft()
        looked_at += 1
        if isinstance(part, dict):
            yield part
            todo += [part[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in part]
        elif isinstance(part, list):
            todo += part[:MOST_NODES]
