"""The reading view: one article with its marks, statements, copies, credits and doubts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from reportedly.casefile import COPY_KINDS, Casefile, ListQuery
from reportedly.errors import UnknownItemError
from reportedly.present.copies import copies, origins
from reportedly.present.reading_view import reading_view
from reportedly.present.shapes import article_shape
from reportedly.record import Article
from reportedly.web.addresses import article_href
from reportedly.web.asked import choice, number, place
from reportedly.web.pages import ORDERS
from reportedly.web.screens import Opener, Screen, answer

LAYERS = ("source", "cue", "content", "voice")
"""Layers that a reader can hide, in the order of the legend."""

COPIES_SHOWN = 40
"""Copies listed on the reading view, most shared first; the story lists all. A wire story can have hundreds."""

_SUFFIX = ".json"


def article(opener: Opener) -> Callable[[Request], Response]:
    """The route's function for ``/article/{id}`` and its twin ``/article/{id}.json``.

    An id may itself end in ``.json`` (file names do): the article of exactly that id comes first, and its twin is
    under ``….json.json``.
    """

    def respond(request: Request) -> Response:
        asked: str = request.path_params["id"]
        with opener() as case:
            found, twin = _asked_for(case, asked)
            screen = _screen(request, case, found)
        return answer(request, screen, twin)

    return respond


def _asked_for(case: Casefile, asked: str) -> tuple[Article, bool]:
    try:
        return case.article(asked), False
    except UnknownItemError:
        if not asked.endswith(_SUFFIX):
            raise
        return case.article(asked.removesuffix(_SUFFIX)), True


def _screen(request: Request, case: Casefile, found: Article) -> Screen:
    query = request.query_params
    reading = case.reading(found.id) if case.has_reading(found.id) else None
    ties, passages = case.ties_of(found.id), case.passages_of(found.id)
    story = case.story_of(found.id)
    view = reading_view(found, reading, place(query, len(found.text)))
    seen = copies(found, ties, passages)
    copied = [c for c in seen if c.tie in COPY_KINDS]
    quoting = [c for c in seen if c.tie == "shared_quotation"]
    listed = (*copied[:COPIES_SHOWN], *quoting[:COPIES_SHOWN])
    shown = {
        "view": view,
        "reading": reading,
        "selected": query.get("s", ""),
        "known": {c.statement.id for c in (*view.cards, *view.own_voice)},
        "hidden": {layer for layer in query.get("hide", "").split(",") if layer in LAYERS},
        "copies": copied[:COPIES_SHOWN],
        "n_copies": len(copied),
        "quoting": quoting[:COPIES_SHOWN],
        "n_quoting": len(quoting),
        "others": {c.other: case.article(c.other) for c in listed},
        "story": story,
        "origins": origins(story) if story else (),
        "problems": reading.problems if reading else (),
        **_neighbours(request, case, found.id),
    }
    return Screen("article.html", shown, article_shape(found, reading, ties, passages, story))


def _neighbours(request: Request, case: Casefile, id: str) -> dict[str, Any]:
    """The articles before and after in the list one came from (``?row=12&order=…&outlet=…``), if it still is so."""
    query = request.query_params
    around: dict[str, Any] = {"earlier": None, "later": None, "back": "/"}
    if "row" not in query:
        return around
    row, order = number(query, "row", 0, 0, 999_999_999), choice(query, "order", ORDERS)
    outlet = query.get("outlet") or None
    first = max(0, row - 1)
    rows = case.article_list(ListQuery(3, first, outlet, order)).items
    ids = {first + n: r.id for n, r in enumerate(rows)}
    if ids.get(row) != id:
        return around
    came = {"order": query.get("order"), "outlet": outlet}
    for name, at in (("earlier", row - 1), ("later", row + 1)):
        if at in ids:
            around[name] = article_href(ids[at], row=at, **came)
    return around
