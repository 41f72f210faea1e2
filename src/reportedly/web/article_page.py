"""The reading view: one article with its marks, statements, copies, credits and doubts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from reportedly.casefile import COPY_KINDS, Casefile, ListQuery
from reportedly.codec import plain
from reportedly.errors import UnknownItemError
from reportedly.present.copies import copies, origins
from reportedly.present.judged import Judged, judged
from reportedly.present.reading_view import Card, reading_view
from reportedly.present.shapes import article_shape
from reportedly.record import Article, Reading
from reportedly.web.addresses import article_href
from reportedly.web.asked import choice, number, place
from reportedly.web.pages import ORDERS
from reportedly.web.review_page import cards_of, standing
from reportedly.web.screens import Opener, Screen, answer, person

LAYERS = ("source", "cue", "content", "voice")
"""Layers that a reader can hide, in the order of the legend."""

FACT_LAYERS = ("date", "figure", "event")
"""Layers that a reader can have marked besides."""

READINGS = {"final": "as people left it", "machine": "as the machine read it"}
"""Whose reading is shown, with its label."""

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
        with opener() as case, case.snapshot():
            found, twin = _asked_for(case, asked)
            screen = _screen(request, case, found)
        return answer(request, screen, "json" if twin else "html")

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
    machine = case.reading(found.id) if case.has_reading(found.id) else None
    whose = choice(query, "layer", READINGS)
    reading = case.final_reading(found.id) if machine and whose == "final" else machine
    ties, passages = case.ties_of(found.id), case.passages_of(found.id)
    story = case.story_of(found.id)
    view = reading_view(found, reading, place(query, len(found.text)))
    struck = _struck(found, machine, reading)
    found_by = _judged(case, found, machine, person(request))
    seen = copies(found, ties, passages)
    copied = [c for c in seen if c.tie in COPY_KINDS]
    quoting = [c for c in seen if c.tie == "shared_quotation"]
    listed = (*copied[:COPIES_SHOWN], *quoting[:COPIES_SHOWN])
    shown = {
        "view": view,
        "reading": reading,
        "selected": query.get("s", ""),
        "known": {c.statement.id for c in (*view.cards, *view.own_voice, *struck)},
        "struck": struck,
        "judged": found_by,
        "whose": whose,
        "marked": {layer for layer in query.get("show", "").split(",") if layer in FACT_LAYERS},
        "facts": [(layer, [f for f in view.facts if f.fact.layer == layer]) for layer in FACT_LAYERS],
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
    reviews = [plain(j.review) for one in found_by.values() for j in one.all]
    twin = article_shape(found, machine, ties, passages, story)
    twin |= {"final": plain(reading) if whose == "final" and reading else None, "reviews": reviews}
    return Screen("article.html", shown, twin)


def _struck(article: Article, machine: Reading | None, shown: Reading | None) -> list[Card]:
    """Statements whose reading people judged wrong: the final layer has them no more, the page shows them apart."""
    if machine is None or shown is None or len(shown.statements) == len(machine.statements):
        return []
    kept = {s.id for s in shown.statements}
    return [card for id, card in cards_of(article, machine).items() if id not in kept]


def _judged(case: Casefile, article: Article, machine: Reading | None, me: str) -> dict[str, Judged]:
    """Statement → what people found of it, for those that somebody judged."""
    by_target = standing(case) if machine else {}
    each = {
        s.id: judged(by_target.get(s.id, ()), article, s.part, me)
        for s in (machine.statements if machine else ())
    }
    return {id: one for id, one in each.items() if one}


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
