"""Bylines and dates that stand in the page itself, found by how templates mark them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from reportedly.acquire.pages import dates

LONGEST_BYLINE = 120
"""Characters; beyond, a box about the author rather than the line that names them."""
NEAR_HEADLINE = "html:text near the headline"
MOST_DATE_WORDS = 14
"""Words of a line that is a date ("Published on Saturday, 3 May 2031 at 10:20 local time | 4 min read")."""
MOST = 8
"""Candidates of one kind: a list of other stories has hundreds of dates."""

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:s|[-_]?names?)?|article[-_]{1,2}author|writer|reporter)(?:$|[\s_-])"
)
_DATE = re.compile(
    r"(?:^|[\s_-])(?:(?:pub(?:lish(?:ed)?|lication)?|post(?:ed)?|article|entry|story|news)?[-_]{0,2}(?:date(?:line)?|time"
    r"(?:stamp)?|datetime))(?:$|[\s_-])|(?:^|\s)published(?:$|\s)"
)
_MODIFIED = re.compile(r"modif|updat|edited", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ation)?s?|sidebar|side-bar|comments?|footer|widget|teasers?|latest|popular|"
    r"most-read|trending|promo|more-news|read-more|nav|menu|carousel|cards?)(?:$|[\s_-])"
)
_PARTS = re.compile(r"[|·•\n]")
_DATE_WORDS = re.compile(
    r"(?i)\b(?:(?:first )?(?:published|posted|updated|modified|created|last)|on|at|by|date|time|local|gmt|utc|cet|est|et|"
    r"[ap]\.?m|\d+ min(?:ute)?s? read|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|st|nd|rd|th|"
    r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b|\d"
)
_BY = re.compile(r"(?:By|BY|Written by|Text by|Story by)\s+[^\W\d_a-z]")
_AROUND = frozenset("aside nav footer".split())

Found = tuple[str, str, str]
Core = frozenset[HtmlElement]
"""The element that holds the article's paragraphs, with all around it up to the root."""


def text_of(element: HtmlElement) -> str:
    """The characters of an element on one line; nothing of scripts and styles in it."""
    inner = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join("".join(inner).split())


def marks_of(element: HtmlElement) -> str:
    """Class and id, in small letters: what templates say about an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip().lower()


def is_elsewhere(element: HtmlElement, core: Core) -> bool:
    """Whether an element lies in what stands around an article: navigation, other stories, comments, the footer.

    What holds the article is not around it, whatever its class says (``content-sidebar-wrap``).
    """
    for around in (element, *element.iterancestors()):
        if around in core:
            return False
        if around.tag in _AROUND or _ELSEWHERE.search(marks_of(around)):
            return True
    return False


def printed_bylines(tree: HtmlElement, core: Core) -> Iterator[Found]:
    """Lines marked as the author's: by ``itemprop``, by ``rel``, then by class; outside of other stories."""
    found = list[Found]()
    for element in tree.xpath("//body//*[@itemprop or @rel or @class or @id]"):
        place = _byline_place(element)
        if place and not is_elsewhere(element, core):
            text = text_of(element)
            if 2 < len(text) <= LONGEST_BYLINE and any(c.isalpha() for c in text):
                found.append((text, place, "printed"))
    yield from sorted(dict.fromkeys(found), key=lambda f: f[1].startswith("html:class"))[:MOST]


def _byline_place(element: HtmlElement) -> str:
    if "author" in (element.get("itemprop") or "").lower().split():
        return "html:itemprop[author]"
    if "author" in (element.get("rel") or "").lower().split():
        return "html:rel[author]"
    marks = marks_of(element)
    return f"html:class[{marks[:60]}]" if marks and _BYLINE.search(marks) else ""


def printed_dates(tree: HtmlElement, core: Core, *, modified: bool) -> Iterator[Found]:
    """Dates marked as the article's: ``itemprop``, ``<time>``, then by class, outside of other stories; those that
    are marked as a change, or the others."""
    found = list[Found]()
    for element in tree.xpath("//body//*[self::time or @itemprop or @class or @id]"):
        place = _date_place(element)
        if place and _is_modified(element) is modified and not is_elsewhere(element, core):
            value = element.get("datetime") or element.get("content") or text_of(element)
            if dates.iso(value):
                found.append((value, place, "printed"))
        if len(found) >= MOST:
            break
    order = ("html:itemprop", "html:time", "html:class")
    yield from sorted(dict.fromkeys(found), key=lambda f: order.index(f[1].partition("[")[0]))


def bylines_in(lines: list[str]) -> Iterator[Found]:
    """Lines of their own that begin as a byline does."""
    for line in lines:
        if len(line) <= LONGEST_BYLINE and _BY.match(line):
            yield line, NEAR_HEADLINE, "printed"


def dates_in(lines: list[str], *, modified: bool) -> Iterator[Found]:
    """Lines of their own that hold a date and little else; those that speak of a change, or the others."""
    for line in (part for whole in lines for part in _PARTS.split(whole)):
        if (
            len(line.split()) <= MOST_DATE_WORDS
            and bool(_MODIFIED.search(line)) is modified
            and dates.iso(line)
        ):
            yield line, NEAR_HEADLINE, "printed"


def is_date_line(text: str) -> bool:
    """Whether a line says when the article was published or changed, and nothing else."""
    rest = _DATE_WORDS.sub("", text) if len(text) <= dates.LONGEST else text
    return rest != text and not any(c.isalpha() for c in rest) and any(map(dates.iso, _PARTS.split(text)))


def _date_place(element: HtmlElement) -> str:
    properties = (element.get("itemprop") or "").lower().split()
    for name in ("datepublished", "datecreated", "datemodified"):
        if name in properties:
            return f"html:itemprop[{name}]"
    if element.tag == "time":
        return "html:time[datetime]" if element.get("datetime") else "html:time"
    marks = marks_of(element)
    return f"html:class[{marks[:60]}]" if marks and _DATE.search(marks) else ""


def _is_modified(element: HtmlElement) -> bool:
    """Marked as a change by its own or its parent's class, by ``itemprop``, or by the words before it."""
    said = f"{marks_of(element)} {element.get('itemprop') or ''} {(element.text or '')[:40]}"
    before = element.getprevious()
    said += (before.tail if before is not None else getattr(element.getparent(), "text", None)) or ""
    return bool(_MODIFIED.search(said))
