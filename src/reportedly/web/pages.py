"""The pages but for the reading view: list of articles, search, stories, problems, about."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request

from reportedly.casefile import ArticleOrder, ArticleRow, Casefile, ListQuery
from reportedly.present.case_summary import numbers
from reportedly.present.copies import origins
from reportedly.present.shapes import list_shape, list_table
from reportedly.present.words import FLAGS, GLOSSARY
from reportedly.record import Article, Problem, Story
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
    table = list_table("articles", ArticleRow, found.items, found.count, part.offset)
    return Screen("articles.html", shown, {"summary": asdict(summary), **listed}, table=table)


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
    twin = list_shape(found.items, found.count, found.truncated, part.offset)
    table = list_table("stories", Story, found.items, found.count, part.offset)
    return Screen("stories.html", shown, twin, table=table)


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
    twin = list_shape(found.items, found.count, found.truncated, part.offset)
    table = list_table("problems", Problem, found.items, found.count, part.offset)
    return Screen("problems.html", shown, twin, table=table)


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
        "anchor": "What a date is counted from",
        "review.verdict": "What a person found",
    }
    lists = [(name, title, GLOSSARY[name]) for name, title in titles.items()]
    twin = {name: {w: asdict(word) for w, word in words.items()} for name, words in GLOSSARY.items()}
    flags = {name: asdict(word) for name, word in FLAGS.items()}
    return Screen("about.html", {"lists": lists, "flags": FLAGS}, {**twin, "flags": flags})
