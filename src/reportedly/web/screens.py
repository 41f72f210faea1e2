"""From a page function to an answer: the case is opened, the page or its JSON twin written."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from reportedly.casefile import Casefile
from reportedly.codec import encode
from reportedly.present.copies import percent
from reportedly.present.words import NOTICE, counted, day
from reportedly.web import addresses

Opener = Callable[[], AbstractContextManager[Casefile]]
"""Opens the case for one request."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page: its template with what it shows, and the same as plain values for the twin."""

    template: str
    shown: dict[str, Any]
    twin: Any
    status: int = 200


Page = Callable[[Request, Casefile], Screen]
"""A page function: reads the request and the case, changes neither."""


def endpoint(page: Page, opener: Opener, twin: bool) -> Callable[[Request], Response]:
    """The route's function for a page, or for its twin."""

    def respond(request: Request) -> Response:
        with opener() as case:
            screen = page(request, case)
        return answer(request, screen, twin)

    return respond


def answer(request: Request, screen: Screen, twin: bool) -> Response:
    """A screen as HTML, or as JSON where the twin is asked for."""
    if twin:
        return Response(encode(screen.twin) + b"\n", screen.status, media_type="application/json")
    return Response(rendered(request, screen), screen.status, media_type="text/html")


def rendered(request: Request, screen: Screen) -> bytes:
    """The page's HTML. Lone surrogates, which UTF-8 cannot hold, become question marks."""
    shown = {"path": request.url.path, "query": request.query_params, **screen.shown}
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
        counted=counted,
        NOTICE=NOTICE,
    )
    made.filters.update(token=addresses.token, percent=percent, day=day, verbatim=verbatim)
    return made


def verbatim(text: str) -> Markup:
    """Escaped text that a browser gives back character by character: it would turn a carriage return into a line end."""
    return escape(text).replace("\r", Markup("&#13;"))
