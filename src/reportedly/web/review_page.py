"""Reviewing: statements to judge by doubt, by story or by sample, and the acts of judging and taking back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, cast

from starlette.requests import Request

from reportedly.casefile import STRATA, Casefile, Sample, ToJudge
from reportedly.codec import plain
from reportedly.errors import InputError
from reportedly.present.judged import Judged, in_context, judged
from reportedly.present.reading_view import Card, Piece, reading_view
from reportedly.present.shapes import list_shape, list_table
from reportedly.present.words import word
from reportedly.record import Article, Reading, Review
from reportedly.record.vocabulary import Verdict
from reportedly.web.acting import Done, Form
from reportedly.web.addresses import here
from reportedly.web.asked import LARGEST_PAGE, choice, number, paging
from reportedly.web.asked import Cut as Part
from reportedly.web.screens import Screen, person

ON_A_PAGE = 10
"""Statements to judge on a page, each with its paragraphs: two or three screens, some minutes of work."""

STORY_ARTICLES = 40
"""Articles of a story that are gone through for the queue, the first by id; a wire story can have hundreds."""

SAMPLE_SIZE = 100
"""Size of a sample where none is asked for: an interval of about ten points either way at 95 %."""

Order = Literal["doubt", "story", "sample"]

ORDERS: dict[Order, str] = {"doubt": "most doubtful first", "story": "by story", "sample": "a drawn sample"}
"""How the queue is made, with its label."""

WHOSE: dict[str, str] = {"nobody": "nobody has judged", "me": "I have not judged"}
"""Which statements are still to judge, with its label."""

KEYED: dict[str, Verdict] = {"y": "right", "x": "wrong", "u": "unsure"}
"""Key → verdict, as everywhere (DESIGN § 7)."""


@dataclass(frozen=True, slots=True)
class Task:
    """A statement to judge: where it stands, its card, the paragraphs around, what others found."""

    article: Article
    card: Card
    paragraphs: tuple[tuple[Piece, ...], ...]
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class _Queue:
    """Statements to judge, as (article, statement), of how many; with a sample or a story what belongs to it."""

    items: tuple[tuple[str, str], ...]
    count: int
    rows: tuple[ToJudge, ...] = ()
    sample: Sample | None = None
    cut: str = ""


def review(request: Request, case: Casefile) -> Screen:
    """The queue."""
    query, me = request.query_params, person(request)
    order, whose = choice(query, "order", ORDERS), choice(query, "whose", WHOSE)
    part = Part(
        number(query, "limit", ON_A_PAGE, 1, LARGEST_PAGE), number(query, "offset", 0, 0, 999_999_999)
    )
    by = me or None if whose == "me" else None
    if order == "story" and not query.get("story"):
        return _choose_story(case)
    made = {"doubt": _by_doubt, "story": _by_story, "sample": _by_sample}[order](request, case, by, part)
    tasks = _tasks(case, made.items, me)
    shown = {
        **_shown(order, whose),
        "tasks": tasks,
        "queue": made,
        "paging": paging("/review", query, part, len(made.items), made.count),
        "drawn": {n: query.get(n, "") for n in ("n", "seed", "stratify")},
        "last": next(reversed(case.standing_reviews(by=me)), None) if me else None,
        "now": here("/review", **{k: v for k, v in query.items() if k not in ("s", "offset")}),
    }
    listed = list_shape(
        made.rows or tasks, made.count, part.offset + len(made.items) < made.count, part.offset
    )
    twin = {"order": order, **listed, "sample": plain(made.sample) if made.sample else None}
    table = list_table("review", ToJudge, made.rows, made.count, part.offset) if made.rows else None
    return Screen("review.html", shown, twin, table=table)


def _shown(order: str, whose: str) -> dict[str, Any]:
    return {
        "orders": ORDERS,
        "order": order,
        "whose": whose,
        "whose_words": WHOSE,
        "strata": STRATA,
        "size": SAMPLE_SIZE,
        "stories": None,
        "last": None,
    }


def _choose_story(case: Casefile) -> Screen:
    found = case.stories(limit=50)
    first = {story.id: case.article(story.articles[0]) for story in found.items}
    shown = {
        **_shown("story", "nobody"),
        "stories": found,
        "first": first,
        "tasks": (),
        "paging": None,
        "drawn": {"n": "", "seed": "", "stratify": ""},
        "now": "/review?order=story",
    }
    return Screen("review.html", shown, list_shape(found.items, found.count, found.truncated))


def _by_doubt(_: Request, case: Casefile, by: str | None, part: Part) -> _Queue:
    found = case.review_queue(by, part.limit, part.offset)
    return _Queue(tuple((i.article, i.statement) for i in found.items), found.count, found.items)


def _by_sample(request: Request, case: Casefile, _: str | None, part: Part) -> _Queue:
    query = request.query_params
    size, seed = number(query, "n", SAMPLE_SIZE, 1, 100_000), number(query, "seed", 0, 0, 999_999_999)
    found = case.sample(size, tuple(query.get("stratify", "").replace(",", " ").split()), seed)
    rows = found.open[part.offset : part.offset + part.limit]
    return _Queue(tuple((i.article, i.statement) for i in rows), len(found.open), rows, found)


def _by_story(request: Request, case: Casefile, by: str | None, part: Part) -> _Queue:
    story = case.story(request.query_params["story"])
    settled = {r.target for r in case.standing_reviews(by=by) if r.target_kind == "statement"}
    ids = [id for id in story.articles[:STORY_ARTICLES] if case.has_reading(id)]
    open_ = [
        (id, s.id)
        for id in ids
        for s in case.reading(id).statements
        if s.voice == "attributed" and s.id not in settled
    ]
    more = len(story.articles) - STORY_ARTICLES
    cut = (
        f"Of the first {STORY_ARTICLES} articles of the story; {more:,} more are not gone through."
        if more > 0
        else ""
    )
    return _Queue(tuple(open_[part.offset : part.offset + part.limit]), len(open_), cut=cut)


def standing(case: Casefile) -> dict[str, list[Review]]:
    """Statement → judgements on it that count now. One pass over all reviews: asked for once on a page."""
    found: dict[str, list[Review]] = defaultdict(list)
    for kept in case.standing_reviews():
        if kept.target_kind == "statement":
            found[kept.target].append(kept)
    return found


def _tasks(case: Casefile, items: Iterable[tuple[str, str]], me: str) -> list[Task]:
    known: dict[str, tuple[Article, dict[str, Card]]] = {}
    made, found_by = [], standing(case)
    for id, statement in items:
        if id not in known:
            article = case.article(id)
            known[id] = (article, cards_of(article, case.reading(id)))
        article, cards = known[id]
        card = cards[statement]
        found = judged(found_by.get(statement, ()), article, card.statement.part, me)
        made.append(Task(article, card, in_context(article, card.statement), found))
    return made


def cards_of(article: Article, reading: Reading) -> dict[str, Card]:
    """A reading's statements as cards, by id."""
    view = reading_view(article, reading)
    return {card.statement.id: card for card in (*view.cards, *view.own_voice)}


def judge(form: Form, case: Casefile) -> Done:
    """Keep a verdict on a statement, with a comment where one was written."""
    verdict = KEYED.get(form["verdict"], form["verdict"])
    if verdict not in KEYED.values():
        raise InputError.expected("verdict", f"one of {', '.join(KEYED.values())}", verdict)
    kept = case.review(
        "statement", form["statement"], cast(Verdict, verdict), form.by, form.at, form.get("reason")
    )
    return Done({"review": plain(kept), "label": word("review.verdict", kept.verdict).label}, form.back)


def undo(form: Form, case: Casefile) -> Done:
    """Take back the last judgement of the one who asks."""
    taken = case.undo_review(form.by, form.at)
    standing = case.standing_reviews(taken.target)
    now = word("review.verdict", standing[-1].verdict).label if standing else ""
    label = word("review.verdict", taken.verdict).label
    return Done({"taken_back": plain(taken), "label": label, "now": now}, form.back)
