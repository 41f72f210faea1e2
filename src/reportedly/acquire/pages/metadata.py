"""What a page says about its article: every candidate with its place, best first; disagreement is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from reportedly.acquire.pages import dates, linked_data
from reportedly.acquire.pages.blocks import words_of
from reportedly.acquire.pages.linked_data import Node
from reportedly.acquire.pages.printed import (
    NEAR_HEADLINE,
    Core,
    bylines_in,
    dates_in,
    printed_bylines,
    printed_dates,
    text_of,
)
from reportedly.record import METADATA, Noted

MOST = 20
"""Candidates of one metadatum; real pages have up to a dozen."""
LONGEST = 500
"""Characters of one value; what is longer is no name, headline or address."""

TITLE = "og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "title"
OUTLET = "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher"
BYLINE = (
    "author", "article:author_name", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "citation_author",
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "published_date", "pubdate", "publication_date",
    "citation_publication_date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created",
    "dcterms.date", "dc.date", "cxenseparse:recs:publishtime", "article.published", "date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "lastmod", "last-modified",
    "dc.date.modified", "dcterms.modified", "article.updated", "revised",
)  # fmt: skip
LANGUAGE = "og:locale", "content-language", "language", "dc.language", "inlanguage"
"""Names of ``<meta>`` (name, property or itemprop, in small letters) for each metadatum, better first."""

SEPARATORS = " | ", " - ", " – ", " — ", " :: ", " » ", " › ", " « ", " · ", " • ", " / "
"""Between a headline and the site's name, as templates put them."""
BARS = " | ", " :: ", " « "
"""Those of them that no headline has."""

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)(https?://[^\s>]{1,400})")
_UNUSABLE = re.compile("[\0-\x1f\ud800-\udfff]")

Metas = dict[str, list[str]]
Found = tuple[str, str, str]
"""Value, place, rule."""


def of_page(
    tree: HtmlElement, page: str, opening: list[str], core: Core
) -> tuple[tuple[Noted, ...], tuple[str, ...]]:
    """Every candidate, by metadatum and best first, and the dates that could not be understood.

    ``page`` is the page's characters, for the comment in which browsers note where they saved a page from;
    ``opening`` are the lines around the headline, where old templates print byline and date without any mark;
    ``core`` is what holds the article, to tell it from other stories.
    """
    metas, data = _metas(tree), linked_data.nodes(tree)
    urls = _kept(_urls(tree, metas, data, page))
    outlets = _kept(_outlets(metas, data, urls))
    modified, odd_modified = _dated(_modified(tree, metas, data, core, opening))
    published, odd_published = _dated(_published(tree, metas, data, core, opening, urls))
    found = {
        "url": urls,
        "outlet": outlets,
        "title": _kept(_titles(tree, metas, data, [value for value, _, _ in outlets])),
        "byline": _kept([*_bylines(tree, metas, data, core), *bylines_in(opening)]),
        "published": published,
        "modified": modified,
        "language": _kept(_languages(tree, metas, data)),
    }
    noted = tuple(Noted(name, *candidate) for name in METADATA for candidate in found[name][:MOST])
    return noted, tuple(dict.fromkeys(odd_published + odd_modified))[:MOST]


def _metas(tree: HtmlElement) -> Metas:
    metas: Metas = {}
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := meta.get(attribute)):
                metas.setdefault(name.strip().lower(), []).append(value)
    return metas


def _kept(found: Iterable[Found]) -> list[Found]:
    """Without repeats of a value at a place, without lines near the headline that a mark gave already, and without
    what is no value."""
    kept: dict[tuple[str, str], Found] = {}
    values = set[str]()
    for value, place, rule in found:
        if value and len(value) <= LONGEST and not _UNUSABLE.search(value):
            if place != NEAR_HEADLINE or value not in values:
                kept.setdefault((value, place), (value, place, rule))
            values.add(value)
    return list(kept.values())


def _from_metas(metas: Metas, names: Iterable[str]) -> Iterator[Found]:
    for name in names:
        for value in metas.get(name, ()):
            yield value, f"html:meta[{name}]", "declared"


def _from_data(data: list[Node], field: str, inner: str = "name") -> Iterator[Found]:
    for node in data:
        kind = min(linked_data.types(node), default="")
        if value := ", ".join(dict.fromkeys(linked_data.texts(node.get(field), inner))):
            yield value, f"html:json-ld[{kind}.{field}]", "declared"


def _urls(tree: HtmlElement, metas: Metas, data: list[Node], page: str) -> Iterator[Found]:
    base = next((value for value in metas.get("og:url", ()) if _is_address(value)), "")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield from _address(base, link.get("href"), "html:link[canonical]", "declared")
    for value in metas.get("og:url", ()):
        yield from _address(base, value, "html:meta[og:url]", "declared")
    for field in ("url", "mainEntityOfPage"):
        for value, place, rule in _from_data(data, field, "@id"):
            yield from _address(base, value, place, rule)
    if saved := _SAVED_FROM.search(page, 0, 4096):
        yield saved[1], "html:comment[saved from url]", "browser's note"


def _address(base: str, value: str | None, place: str, rule: str) -> Iterator[Found]:
    if not value:
        return
    try:
        whole = urljoin(base, value.strip())
    except ValueError:
        return
    if _is_address(whole):
        yield whole, place, rule


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _outlets(metas: Metas, data: list[Node], urls: list[Found]) -> Iterator[Found]:
    yield from _from_metas(metas, OUTLET[:1])
    yield from _from_data(data, "publisher")
    yield from (found for found in _from_metas(metas, OUTLET[1:]) if not _is_address(found[0]))
    for url, place, _ in urls:
        yield (urlsplit(url).hostname or "").removeprefix("www."), place, "host of address"


def _titles(tree: HtmlElement, metas: Metas, data: list[Node], sites: list[str]) -> Iterator[Found]:
    """The headline as printed where the page's own titles begin with it, then as declared, without the site's name
    before with it."""
    titles = [text_of(title) for title in tree.iter("title") if title.getparent().tag == "head"][:1]
    shared = list(_from_metas(metas, TITLE[:1]))
    declared = [*shared, *_headings(tree), *_from_data(data, "headline"), *_from_metas(metas, TITLE[1:])]
    declared += [(title, "html:title", "declared") for title in titles]
    known = {words_of(site) for site in sites if site}
    short = [_without_site(found, known) for found in declared]
    told = [words_of(found[0]) for found in declared if found[1] in ("html:meta[og:title]", "html:title")]
    yield from (
        f for f in declared if f[2] == "printed" and _begins_one(f, told) and words_of(f[0]) not in known
    )
    yield from (cut or found for found, cut in zip(declared, short, strict=True))
    yield from (found for found, cut in zip(declared, short, strict=True) if cut)


def _begins_one(heading: Found, titles: list[tuple[str, ...]]) -> bool:
    words = words_of(heading[0])
    return any(title[: len(words)] == words for title in titles)


def _headings(tree: HtmlElement) -> Iterator[Found]:
    """The headings that may be the headline: marked so, then the first of the highest level."""
    marked = (
        h for h in tree.iter("h1", "h2") if "headline" in (h.get("itemprop") or "").split() and text_of(h)
    )
    for heading in list(marked)[:1]:
        yield text_of(heading), f"html:{heading.tag}[itemprop=headline]", "printed"
    every = [h for h in tree.iter("h1") if text_of(h)]
    inside = [h for h in every if any(a.tag in ("article", "main") for a in h.iterancestors())]
    for heading in (inside or every)[:1]:
        yield text_of(heading), "html:h1", "printed"


def _without_site(found: Found, known: set[tuple[str, ...]]) -> Found | None:
    """A declared title without the site's name at its end; without any known name, without what follows a bar."""
    title, place, rule = found
    for separator in SEPARATORS:
        head, at, tail = title.rpartition(separator)
        if not at or not head.strip() or rule == "printed":
            continue
        if words_of(tail) in known:
            return head.strip(), place, "site's name cut"
        if separator in BARS and place == "html:title":
            return head.strip(), place, "last part cut"
    return None


def _bylines(tree: HtmlElement, metas: Metas, data: list[Node], core: Core) -> Iterator[Found]:
    yield from _from_data(data, "author")
    yield from (found for found in _from_metas(metas, BYLINE) if not _is_address(found[0]))
    yield from _from_data(data, "creator")
    yield from printed_bylines(tree, core)


def _published(
    tree: HtmlElement, metas: Metas, data: list[Node], core: Core, opening: list[str], urls: list[Found]
) -> Iterator[Found]:
    yield from _from_data(data, "datePublished")
    yield from _from_metas(metas, PUBLISHED)
    yield from printed_dates(tree, core, modified=False)
    yield from dates_in(opening, modified=False)
    for url, place, _ in urls:
        if date := dates.in_address(url):
            yield date, place, "date in address"


def _modified(
    tree: HtmlElement, metas: Metas, data: list[Node], core: Core, opening: list[str]
) -> Iterator[Found]:
    yield from _from_data(data, "dateModified")
    yield from _from_metas(metas, MODIFIED)
    yield from printed_dates(tree, core, modified=True)
    yield from dates_in(opening, modified=True)


def _dated(found: Iterable[Found]) -> tuple[list[Found], list[str]]:
    """Candidates with an ISO date, and the values that no reading was found for."""
    dated, odd = list[Found](), list[str]()
    for value, place, rule in _kept(found):
        if date := dates.iso(value):
            dated.append((date, place, rule if date == value else f"{rule}, written {value!r}"))
        elif rule == "declared":
            odd.append(f"{value!r} in {place}")
    return _kept(dated), odd


def _languages(tree: HtmlElement, metas: Metas, data: list[Node]) -> Iterator[Found]:
    root = tree.getroottree().getroot()
    if language := (root.get("lang") or root.get("xml:lang") or "").strip():
        yield language, "html:html[lang]", "declared"
    yield from _from_data(data, "inLanguage", "alternateName")
    yield from _from_metas(metas, LANGUAGE)
