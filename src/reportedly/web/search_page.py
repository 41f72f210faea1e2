"""Search: who · said · about, with conditions to take away, facets to narrow by, and searches that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.casefile import Casefile, Hit, Page, SavedSearch, SearchOrder
from reportedly.casefile.facets import BUDGET, Facets
from reportedly.casefile.querying import CHOICE_FIELDS
from reportedly.errors import InputError, QueryError
from reportedly.present.shapes import list_shape, list_table
from reportedly.present.words import GLOSSARY
from reportedly.web.acting import Done, Form
from reportedly.web.addresses import here
from reportedly.web.asked import choice, cut, paging
from reportedly.web.conditions import (
    BOXES,
    LABELS,
    Condition,
    conditions,
    of_boxes,
    refusal,
    with_value,
    without,
    written,
)
from reportedly.web.screens import Screen

HIT_ORDERS: dict[SearchOrder, str] = {
    "date": "newest first",
    "oldest": "oldest first",
    "rank": "best match first",
}
"""Orders of hits, with their labels."""

FACETS = {
    "speaker": "who",
    "outlet": "outlet",
    "month": "date",
    "stance": "stance",
    "kind": "kind",
    "form": "form",
    "voice": "voice",
}
"""Facet → the field of a query that narrows to one of its values, in the order shown."""

FACET_LISTED = 8
"""Values of a facet on the page: about one screen for all; more are in its twin."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition, with the address of the search without it (``None``: it is the only one)."""

    condition: Condition
    href: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A value of a facet: how often it occurs, and the search narrowed to it where that would be another one."""

    label: str
    count: int
    href: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet with its most frequent values; ``more`` values are not listed, ``without`` statements have none."""

    title: str
    values: tuple[Narrowing, ...]
    more: int
    without: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A search that is kept, with how many of its hits nobody has looked at."""

    search: SavedSearch
    new: int


def search(request: Request, case: Casefile) -> Screen | Response:
    """Hits for ``?q=`` or what is new to ``?saved=``; a filled form (``?who=…``) leads to the address of its query."""
    query = request.query_params
    if any(query.get(name) for name in (*BOXES, "words", "from", "to")):
        return _from_form(request, case)
    saved, asked = query.get("saved") or None, query.get("q", "").strip()
    if saved is not None:
        asked = _kept(case, saved).query
    if not asked:
        shown = {**_form(request, case, "", ()), "hits": (), "paging": None, "error": None}
        return Screen("search.html", shown, {"query": "", **list_shape((), 0, False)})
    return _hits(request, case, asked, saved)


def _from_form(request: Request, case: Casefile) -> Screen | Response:
    query = request.query_params
    try:
        asked = of_boxes(query)
    except QueryError as error:
        return _refused(request, case, "", error)
    return RedirectResponse(here(request.url.path, q=asked, order=query.get("order")), 303)


def _hits(request: Request, case: Casefile, asked: str, saved: str | None) -> Screen:
    query = request.query_params
    part, order = cut(query), choice(query, "order", HIT_ORDERS)
    try:
        parts = conditions(asked)
        found = _found(case, asked, saved, part.limit, part.offset, order)
        counted = case.facets(asked)
    except QueryError as error:
        return _refused(request, case, asked, error)
    kept = {"order": query.get("order")}
    chips = [Chip(p, here("/search", q=without(parts, p), **kept)) for p in parts]
    shown = {
        **_form(request, case, asked, parts),
        "hits": found.items,
        "saved": saved,
        "chips": chips,
        "facets": _facets(counted, parts, kept) if saved is None else (),
        "tally": counted,
        "budget": BUDGET,
        "paging": paging("/search", query, part, len(found.items), found.count),
        "error": None,
    }
    listed = list_shape(found.items, found.count, found.truncated, part.offset)
    twin = {"query": asked, "saved": saved, **listed, "facets": counted}
    return Screen(
        "search.html", shown, twin, table=list_table("search", Hit, found.items, found.count, part.offset)
    )


def _found(
    case: Casefile, asked: str, saved: str | None, limit: int, offset: int, order: SearchOrder
) -> Page[Hit]:
    if saved is not None:
        return case.new_since(saved, limit, offset, order)
    return case.search(asked, limit, offset, order)


def _refused(request: Request, case: Casefile, asked: str, error: QueryError) -> Screen:
    shown = {
        **_form(request, case, asked, ()),
        "hits": (),
        "paging": None,
        "error": refusal(asked, error),
    }
    twin = {"error": str(error), "query": asked, "status": 400}
    return Screen("search.html", shown, twin, status=400)


def _form(request: Request, case: Casefile, asked: str, parts: tuple[Condition, ...]) -> dict[str, Any]:
    """What the form shows: each box with what is asked for, or with what was typed where that was refused."""
    query = request.query_params
    boxes = {name: query.get(name, "") for name in (*BOXES, "words", "from", "to")}
    for name in (*BOXES, ""):
        values = [p.value for p in parts if p.field == name]
        boxes[name or "words"] = " ".join(values) or boxes[name or "words"]
    days = [p.value for p in parts if p.field == "date"]
    if len(days) == 1:
        first, dots, last = days[0].partition("..")
        boxes |= {"from": first, "to": last if dots else first}
    return {
        "q": asked,
        "boxes": boxes,
        "labels": LABELS,
        "choices": {name: _words(name) for name in ("stance", "kind", "form", "voice")},
        "orders": HIT_ORDERS,
        "order": choice(query, "order", HIT_ORDERS),
        "kept": _all_kept(case),
        "saved": None,
        "facets": (),
        "chips": (),
        "stances": GLOSSARY["statement.stance"],
    }


def _words(field: str) -> list[tuple[str, str]]:
    return [(value, GLOSSARY[f"statement.{field}"][value].label) for value in CHOICE_FIELDS[field]]


def _facets(found: Facets, parts: tuple[Condition, ...], kept: dict[str, Any]) -> list[FacetShown]:
    return [
        _facet(found, name, field, parts, kept) for name, field in FACETS.items() if found.facets[name].values
    ]


def _facet(
    found: Facets, name: str, field: str, parts: tuple[Condition, ...], kept: dict[str, Any]
) -> FacetShown:
    facet = found.facets[name]
    listed = facet.values[:FACET_LISTED]
    values = tuple(_narrowing(value, n, field, parts, kept) for value, n in listed)
    return FacetShown(name, values, facet.distinct - len(listed), facet.without)


def _narrowing(
    value: str, n: int, field: str, parts: tuple[Condition, ...], kept: dict[str, Any]
) -> Narrowing:
    query = with_value(parts, field, value)
    chosen = query is not None and query == written(parts)
    href = None if query is None or chosen else here("/search", q=query, **kept)
    word = GLOSSARY.get(f"statement.{field}", {}).get(value)
    return Narrowing(word.label if word else value, n, href, chosen)


def _all_kept(case: Casefile) -> list[Kept]:
    return [Kept(one, case.new_since(one.name, limit=0).count) for one in case.saved_searches()]


def _kept(case: Casefile, name: str) -> SavedSearch:
    for one in case.saved_searches():
        if one.name == name:
            return one
    raise InputError.expected("?saved=", "the name of a search that is kept", name)


def save(form: Form, case: Casefile) -> Done:
    """Keep a search under a name."""
    case.save_search(form["name"].strip(), form["q"], form.by, form.at)
    return Done({"saved": form["name"]}, here("/search", q=form["q"]))


def look(form: Form, case: Casefile) -> Done:
    """All hits of a search count as looked at."""
    new = case.looked_at(form["name"], form.at)
    return Done({"looked_at": form["name"], "new": new}, here("/search", q=_kept(case, form["name"]).query))


def forget(form: Form, case: Casefile) -> Done:
    """Keep a search no longer."""
    case.forget_search(form["name"])
    return Done({"forgotten": form["name"]}, "/search")
