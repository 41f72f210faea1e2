"""Addresses of pages. Ids are arbitrary strings: each is percent-encoded whole, so that a slash stays inside it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from reportedly.record import Span


def token(id: str) -> str:
    """An id as it may stand in an address, in ``id=`` and in ``data-s``: percent-encoded, without blanks."""
    return quote(id, safe="")


def article_href(id: str, **query: object) -> str:
    """The reading view of an article."""
    return f"/article/{token(id)}{_query(query)}"


def statement_href(article: str, statement: str) -> str:
    """A statement in its text: the permalink that cards and hits carry."""
    return f"{article_href(article, s=statement)}#m-{token(statement)}"


def passage_href(article: str, span: Span) -> str:
    """A place in an article's text; the span is of the source text, in code points."""
    return f"{article_href(article, at=f'{span.start}-{span.end}')}#m-at"


def story_href(id: str, **query: object) -> str:
    """A story."""
    return f"/story/{token(id)}{_query(query)}"


def edit_href(article: str, statement: str, **query: object) -> str:
    """The form on which a statement's reading is edited."""
    return f"/edit/{token(article)}{_query({'s': statement, **query})}"


def local(address: str) -> str:
    """An address within the workbench as given, or home for any other: a form leads back to our own pages only."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if ours else "/"


def here(path: str, **query: object) -> str:
    """A path of ours with its query; what is ``None`` or empty is left out."""
    return f"{quote(path)}{_query(query)}"


def _query(query: dict[str, object]) -> str:
    said = {name: value for name, value in query.items() if value not in (None, "")}
    return f"?{urlencode(said)}" if said else ""
