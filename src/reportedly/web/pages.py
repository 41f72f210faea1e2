"""The pages but for the reading view: list of articles, search, stories, problems, about."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from reportedly.casefile import ArticleOrder, Casefile, ListQuery, SearchOrder
from reportedly.errors import QueryError
from reportedly.present.case_summary import numbers
from reportedly.present.copies import origins
from reportedly.present.shapes import list_shape
from reportedly.present.words import FLAGS, GLOSSARY
from reportedly.record import Article
from reportedly.web.asked import choice, cut, paging
from reportedly.web.screens import Screen

ORDERS: dict[ArticleOrder, str] = {
    "published": "newest first",
    "oldest": "oldest first",
    "title": "by title",
    "outlet": "by outlet",
    "id": "by id",
}
"""Orders of the article list, with their labels."""

STORY_HEADS = 4
"""Articles of a story whose outlets its row names: about one line."""

STORY_CANDIDATES = 12
"""Articles of a story that are looked at for its first ones; bounds the page's cost for a story of thousands."""

HIT_ORDERS: dict[SearchOrder, str] = {
    "date": "newest first",
    "oldest": "oldest first",
    "rank": "best match first",
}
"""Orders of hits, with their labels."""


def articles(request: Request, case: Casefile) -> Screen:
    """Home: the case in numbers, then its articles."""
    query = request.query_params
    part, order = cut(query), choice(query, "order", ORDERS)
    outlet = query.get("outlet") or None
    found = case.article_list(ListQuery(part.limit, part.offset, outlet, order))
    summary = case.summary()
    shown = {
        "numbers": numbers(asdict(summary)),
        "compared": summary.compared,
        "rows": found.items,
        "first_row": part.offset,
        "paging": paging("/", query, part, len(found.items), found.count),
        "orders": ORDERS,
        "order": order,
        "outlet": outlet,
        "outlets": case.outlets(),
    }
    listed = list_shape(found.items, found.count, found.truncated, part.offset)
    return Screen("articles.html", shown, {"summary": asdict(summary), **listed})


def search(request: Request, case: Casefile) -> Screen:
    """Hits for ``?q=``; without it the form with examples, and with one that cannot be understood the reason."""
    query = request.query_params
    part, order, asked = cut(query), choice(query, "order", HIT_ORDERS), query.get("q", "").strip()
    shown: dict[str, Any] = {"q": asked, "orders": HIT_ORDERS, "order": order, "hits": (), "paging": None}
    shown["stances"] = GLOSSARY["statement.stance"]
    if not asked:
        return Screen("search.html", {**shown, "error": None}, {"query": "", **list_shape((), 0, False)})
    try:
        found = case.search(asked, part.limit, part.offset, order)
    except QueryError as error:
        twin = {"error": str(error), "query": asked, "status": 400}
        return Screen("search.html", {**shown, "error": str(error)}, twin, status=400)
    shown |= {
        "hits": found.items,
        "paging": paging("/search", query, part, len(found.items), found.count),
        "error": None,
    }
    listed = list_shape(found.items, found.count, found.truncated, part.offset)
    return Screen("search.html", shown, {"query": asked, **listed})


def stories(request: Request, case: Casefile) -> Screen:
    """Groups of articles joined by copying, the largest first."""
    part = cut(request.query_params)
    found = case.stories(part.limit, part.offset)
    first = {story.id: _earliest(case, story.articles) for story in found.items}
    shown = {
        "stories": found.items,
        "first": first,
        "paging": paging("/stories", request.query_params, part, len(found.items), found.count),
    }
    return Screen("stories.html", shown, list_shape(found.items, found.count, found.truncated, part.offset))


def _earliest(case: Casefile, ids: tuple[str, ...]) -> list[Article]:
    """The articles that name a story: those published first, of the first ``STORY_CANDIDATES``; undated ones last."""
    candidates = [case.article(id) for id in ids[:STORY_CANDIDATES]]
    return sorted(candidates, key=lambda a: (a.published is None, a.published or "", a.id))[:STORY_HEADS]


def story(request: Request, case: Casefile) -> Screen:
    """One story: its separate origins with their basis, its articles."""
    part = cut(request.query_params)
    found = case.story(request.path_params["id"])
    listed = found.articles[part.offset : part.offset + part.limit]
    shown = {
        "story": found,
        "origins": origins(found),
        "articles": [case.article(id) for id in listed],
        "paging": paging(request.url.path, request.query_params, part, len(listed), len(found.articles)),
    }
    return Screen("story.html", shown, found)


def problems(request: Request, case: Casefile) -> Screen:
    """What could not be dealt with, item by item."""
    part = cut(request.query_params)
    found = case.problems(part.limit, part.offset)
    shown = {
        "problems": found.items,
        "paging": paging("/problems", request.query_params, part, len(found.items), found.count),
    }
    return Screen("problems.html", shown, list_shape(found.items, found.count, found.truncated, part.offset))


def about(_: Request, __: Casefile) -> Screen:
    """What this is, and what every label means."""
    titles = {
        "statement.stance": "What the wording does",
        "statement.kind": "What kind of utterance",
        "statement.form": "In whose words",
        "statement.voice": "Whose voice",
        "statement.resolution": "How the speaker is known",
        "relay.basis": "How a hand on the way is known",
        "tie.kind": "How two articles hang together",
        "direction": "Which way words went",
        "credit.kind": "Credits in the text",
        "speaker.kind": "Who speaks",
    }
    lists = [(name, title, GLOSSARY[name]) for name, title in titles.items()]
    twin = {name: {w: asdict(word) for w, word in words.items()} for name, words in GLOSSARY.items()}
    flags = {name: asdict(word) for name, word in FLAGS.items()}
    return Screen("about.html", {"lists": lists, "flags": FLAGS}, {**twin, "flags": flags})
