"""BibTeX: one entry for each article, for memos and papers that cite coverage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.tables import Entry
from reportedly.present.words import day
from reportedly.record import Article, content_id

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "&%$#_"},
}
"""Characters that TeX acts on → how they are written to be seen."""

_VERBATIM = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "%": r"\%", "#": r"\#"}
"""The same inside an address: TeX's ``\\url`` takes the rest as it is."""

_YEAR = re.compile(r"\d{4}(?=-|$)")


def pieces(entries: Iterable[Entry], _asked: Asked, _left: Left) -> Iterator[bytes]:
    """Entries ``@misc`` in UTF-8, the type that every style knows; a key has the outlet, the year and a hash."""
    for entry in entries:
        yield _entry(entry.article).encode()


def _entry(article: Article) -> str:
    published = article.published or ""
    year = _YEAR.match(published)
    given = {
        "title": f"{{{_seen(article.title)}}}"
        if article.title
        else "",  # in braces, so that no style changes its case
        "author": f"{{{_seen(article.byline)}}}"
        if article.byline
        else "",  # printed bylines are no lists of names
        "howpublished": _seen(article.outlet or ""),
        "year": year[0] if year else "",
        "date": day(published) if year else _seen(published),
        "language": _seen(article.language or ""),
        "url": _address(article.url or ""),
        "note": _seen(f"reportedly article {article.id}"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in given.items() if value]
    return f"@misc{{{_key(article, year[0] if year else '')},\n" + ",\n".join(lines) + "\n}\n\n"


def _key(article: Article, year: str) -> str:
    folded = unicodedata.normalize("NFKD", article.outlet or "article")
    name = re.sub(r"[^a-z0-9]", "", folded.casefold()) or "article"
    return f"{name}{year}-{content_id('bibtex', article.id)[:8]}"


def _seen(text: str) -> str:
    """On one line, with what TeX acts on written out."""
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))


def _address(url: str) -> str:
    return "".join(_VERBATIM.get(c, c) for c in "".join(url.split()))


BIBTEX = Format(
    "bibtex",
    "application/x-bibtex",
    "one entry for each article: title, byline, outlet, date, address",
    lost="statements and all that was read; other candidates of metadata",
    whole=True,
    statements=False,
    pieces=pieces,
)
