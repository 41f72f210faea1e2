"""A dossier: one HTML page of a story or of what a query finds, to be read, printed and filed.

Self-contained: style and drawings are in the page, a policy in it forbids every request, and there are no scripts.
Every word of an article is escaped by the template. Statements stand in the articles' own words, each with who is
given as its speaker, the way it took, and its place in the text.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.present.copies import origins
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.manifest import completeness
from reportedly.present.exports.plots import articles_by_day, statements_by_speaker
from reportedly.present.reading_view import Card, reading_view
from reportedly.present.tables import Entry
from reportedly.present.words import GLOSSARY, NOTICE, counted, day
from reportedly.record import hull
from reportedly.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

MOST_STATEMENTS = 2_000
"""Statements of one dossier: some 200 printed pages. Who wants more wants a table; what is left out is counted and said."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article in the dossier with the statements that were asked for."""

    entry: Entry
    cards: tuple[Card, ...]

    @property
    def outlet(self) -> str:
        """The outlet as noted, or that none was."""
        return self.entry.article.outlet or "outlet unknown"


def pieces(entries: Iterable[Entry], asked: Asked, left: Left) -> Iterator[bytes]:
    """The page; nothing of it can be written before all articles are gone through, so it is bounded."""
    sheets = list(_sheets(entries, left))
    for part in _template().generate(_shown(sheets, asked, left)):
        yield part.encode("utf-8", "replace")


def _sheets(entries: Iterable[Entry], left: Left) -> Iterator[Sheet]:
    room = MOST_STATEMENTS
    for entry in entries:
        chosen = {s.id for s in entry.statements[:room]}
        left["statements_beyond"] += len(entry.statements) - len(chosen)
        room -= len(chosen)
        if chosen or room:
            view = reading_view(entry.article, entry.reading)
            cards = sorted((*view.cards, *view.own_voice), key=_place)
            yield Sheet(entry, tuple(card for card in cards if card.statement.id in chosen))


def _place(card: Card) -> tuple[bool, int]:
    s = card.statement
    return s.part == "text", hull(s.content or s.cue or s.source).start


def _shown(sheets: list[Sheet], asked: Asked, left: Left) -> dict[str, Any]:
    attributed = [(c, s) for s in sheets for c in s.cards if c.statement.voice == "attributed"]
    return {
        "asked": asked,
        "title": _title(sheets, asked),
        "sheets": sorted(sheets, key=lambda s: (s.entry.article.published or "9", s.entry.article.id)),
        "numbers": _numbers(sheets, asked),
        "stories": _stories(sheets, asked),
        "plots": (
            articles_by_day((s.outlet, s.entry.article.published) for s in sheets),
            statements_by_speaker((card.name, card.statement.stance) for card, _ in attributed),
        ),
        "completeness": completeness(left, asked.query, asked.story.id if asked.story else None),
        "notice": NOTICE,
        "glossary": _met(sheets),
        "version": __version__,
        "hull": hull,
        "day": day,
    }


def _title(sheets: list[Sheet], asked: Asked) -> str:
    if asked.story:
        titles = {s.entry.article.id: s.entry.article.title for s in sheets}
        named = next((titles[id] for id in asked.story.articles if titles.get(id)), asked.story.id)
        return f"Story: {named}"
    return (
        f"Statements found by: {asked.query}"
        if asked.query is not None
        else f"Statements of {asked.casefile}"
    )


def _numbers(sheets: list[Sheet], asked: Asked) -> tuple[str, ...]:
    outlets = {s.entry.article.outlet for s in sheets if s.entry.article.outlet}
    statements = sum(len(s.cards) for s in sheets)
    return (
        counted(len(sheets), "article"),
        counted(len(outlets), "outlet"),
        f"{counted(_separate(sheets, asked), 'separate origin')} found (an upper bound)",
        counted(statements, "statement"),
    )


def _separate(sheets: list[Sheet], asked: Asked) -> int:
    """Origins that the articles here go back to; an article in no story is its own."""
    found = set()
    for sheet in sheets:
        id, story = sheet.entry.article.id, sheet.entry.story
        known = asked.find_story(story[0]).origins if story else ()
        found.add(next((("origin", o.id) for o in known if id in o.articles), ("article", id)))
    return len(found)


def _stories(sheets: list[Sheet], asked: Asked) -> list[dict[str, Any]]:
    """The stories that the articles belong to, with how many of each are here."""
    here: dict[str, int] = {}
    for sheet in sheets:
        if sheet.entry.story:
            here[sheet.entry.story[0]] = here.get(sheet.entry.story[0], 0) + 1
    found = [(asked.find_story(id), n) for id, n in sorted(here.items())]
    return [{"story": story, "here": n, "origins": origins(story)} for story, n in found]


def _met(sheets: list[Sheet]) -> list[tuple[str, str]]:
    """The labels that occur in the page, with what they mean."""
    lists = ("stance", "kind", "form", "voice", "resolution")
    met = {(name, getattr(c.statement, name)) for s in sheets for c in s.cards for name in lists}
    words = [GLOSSARY[f"statement.{name}"][value] for name, value in sorted(met)]
    return list(dict.fromkeys((w.label, w.meaning) for w in words))


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("reportedly.present.exports", "")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("dossier.html")


DOSSIER = Format(
    "dossier",
    "text/html; charset=utf-8",
    f"a page to read and print: articles, origins, plots with their tables, up to {MOST_STATEMENTS:,} statements",
    lost="mentions, dates, figures, gaps, reviews; statements beyond its bound are counted",
    texts="can",
    pieces=pieces,
)
