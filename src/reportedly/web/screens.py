"""From a page function to an answer: the case is opened, the page or its JSON twin written."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from reportedly.casefile import Casefile
from reportedly.codec import encode
from reportedly.present.copies import percent
from reportedly.present.shapes import Table
from reportedly.present.tables import guarded
from reportedly.present.words import NOTICE, counted, day
from reportedly.web import addresses

NAME_COOKIE = "reportedly-name"
"""Holds the name that a browser judges under, percent-encoded; it identifies, it does not authorise."""

Opener = Callable[[], AbstractContextManager[Casefile]]
"""Opens the case for one request."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page: its template with what it shows, the same as plain values for the JSON twin, a list's rows for the CSV one."""

    template: str
    shown: dict[str, Any]
    twin: Any
    status: int = 200
    table: Table | None = None


Page = Callable[[Request, Casefile], Screen | Response]
"""A page function: reads the request and the case, changes neither. It may send the browser to another address."""

As = Literal["html", "json", "csv"]
"""What a screen is answered as: the page, or one of its twins."""


def endpoint(page: Page, opener: Opener, form: As = "html") -> Callable[[Request], Response]:
    """The route's function for a page, or for one of its twins."""

    def respond(request: Request) -> Response:
        with opener() as case, case.snapshot():
            screen = page(request, case)
        return screen if isinstance(screen, Response) else answer(request, screen, form)

    return respond


def answer(request: Request, screen: Screen, form: As = "html") -> Response:
    """A screen as HTML, or as the twin asked for; what has no rows (an error) is JSON in place of CSV."""
    if form == "csv" and screen.table is not None:
        return _csv(screen.table)
    if form != "html":
        return Response(encode(screen.twin) + b"\n", screen.status, media_type="application/json")
    return Response(rendered(request, screen), screen.status, media_type="text/html")


def _csv(table: Table) -> Response:
    """The rows as RFC 4180, cells guarded against spreadsheets' formulas; lone surrogates become question marks."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(table.columns)
    lines.writerows(map(guarded, row) for row in table.rows)
    named = {"content-disposition": f'attachment; filename="{table.name}.csv"'}
    return Response(out.getvalue().encode("utf-8", "replace"), 200, named, "text/csv")


def rendered(request: Request, screen: Screen) -> bytes:
    """The page's HTML. Lone surrogates, which UTF-8 cannot hold, become question marks."""
    shown = {
        "path": request.url.path,
        "query": request.query_params,
        "address": here(request),
        "person": person(request),
        "table": screen.table,
        **screen.shown,
    }
    return environment().get_template(screen.template).render(shown).encode("utf-8", "replace")


@functools.cache
def environment() -> jinja2.Environment:
    """The templates: everything is escaped, and a name that was not given is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("reportedly.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        article_href=addresses.article_href,
        statement_href=addresses.statement_href,
        passage_href=addresses.passage_href,
        story_href=addresses.story_href,
        here=addresses.here,
        edit_href=addresses.edit_href,
        counted=counted,
        NOTICE=NOTICE,
    )
    made.filters.update(token=addresses.token, percent=percent, day=day, verbatim=verbatim)
    return made


def here(request: Request) -> str:
    """The address asked for, without the server's name: what a form leads back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def person(request: Request) -> str:
    """The name that this browser judges under, '' where none was given."""
    return unquote(request.cookies.get(NAME_COOKIE, ""))


def verbatim(text: str) -> Markup:
    """Escaped text that a browser gives back character by character: it would turn a carriage return into a line end."""
    return escape(text).replace("\r", Markup("&#13;"))
