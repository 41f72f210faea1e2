"""FollowTheMoney entities (model of followthemoney 4.11), one a line, for Aleph, OpenAleph and nomenklatura.

The model has no schema for a statement. What comes nearest: ``Article``; a speaker as ``Person``, ``Organization``
or ``LegalEntity``; ``Mention`` for "is given in this article"; ``Documentation`` for "this article gives these
words for that speaker"; ``Note`` on the article for words without a known speaker. Speakers of different articles
stay different entities, whatever their names: whether they are one is a question for a person (nomenklatura asks it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly.codec import encode
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.naming import without_nothing
from reportedly.present.tables import Entry, joined
from reportedly.present.words import word
from reportedly.record import Article, Speaker, Statement, content_id
from reportedly.record.vocabulary import SpeakerKind

SCHEMATA: Mapping[SpeakerKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "group": "LegalEntity",
    "unnamed": "LegalEntity",
    "document": "Note",
}
"""Kind of speaker → schema. A document that speaks is no legal entity, and ``Document`` asks for a file name."""

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?=Z|$))?)?)?")
"""What FollowTheMoney takes as a date: a prefix of an ISO date-time, in UTC. With another offset the day is kept."""


def pieces(entries: Iterable[Entry], asked: Asked, _left: Left) -> Iterator[bytes]:
    """The entities of one article after the other."""
    for entry in entries:
        for entity in _of_entry(entry, asked.with_text):
            yield encode(entity) + b"\n"


def _of_entry(entry: Entry, with_text: bool) -> Iterator[dict[str, Any]]:
    article = _id("article", entry.article.id)
    yield _article(article, entry.article, with_text)
    here = {s.speaker for s in entry.statements}
    for speaker in entry.reading.speakers:
        if speaker.id in here:
            yield from _speaker(article, entry.article, speaker)
    for statement in entry.statements:
        yield _said(article, entry, statement)


def _id(*parts: str) -> str:
    return f"rp-{content_id('followthemoney', *parts)}"


def _entity(id: str, schema: str, **properties: str | None) -> dict[str, Any]:
    given = without_nothing(properties)
    return {"id": id, "schema": schema, "properties": {name: [value] for name, value in given.items()}}


def _article(id: str, article: Article, with_text: bool) -> dict[str, Any]:
    return _entity(
        id,
        "Article",
        title=article.title,
        author=article.byline,
        publisher=article.outlet,
        publishedAt=_date(article.published),
        modifiedAt=_date(article.first("modified")),
        sourceUrl=article.url,
        bodyText=article.text if with_text else None,
    )


def _date(noted: str | None) -> str | None:
    found = _DATE.match(noted or "")
    return found[0] if found else None


def _speaker(article: str, of: Article, speaker: Speaker) -> Iterator[dict[str, Any]]:
    id, schema = _speaker_id(of.id, speaker.id), SCHEMATA[speaker.kind]
    more = {"position": speaker.title} if schema == "Person" else {"description": speaker.title}
    yield _entity(id, schema, name=speaker.name, notes=speaker.affiliation, **more)
    if schema != "Note":  # a mention resolves to legal entities only
        yield _entity(_id("mention", id), "Mention", document=article, name=speaker.name, resolved=id)


def _speaker_id(article: str, speaker: str) -> str:
    return _id("speaker", article, speaker)


def _said(article: str, entry: Entry, statement: Statement) -> dict[str, Any]:
    text = entry.text_of(statement.part)
    words, cue = joined(statement.content, text), joined(statement.cue, text)
    id, stance = _id("statement", statement.id), word("statement.stance", statement.stance).label
    if statement.speaker is None:
        own = word("statement.voice", "outlet").label if statement.voice == "outlet" else "no speaker known"
        return _entity(id, "Note", entity=article, name=f"{own}: {stance}", description=words)
    return _entity(
        id,
        "Documentation",
        document=article,
        entity=_speaker_id(entry.article.id, statement.speaker),
        role=f"given as speaker: {stance}",
        summary=words,
        description=cue,
        date=_date(entry.article.published),
        recordId=statement.id,
    )


FOLLOWTHEMONEY = Format(
    "followthemoney",
    "application/x-ndjson",
    "articles, speakers, and what each article gives as their words, as FollowTheMoney entities",
    lost="the model has no statement: spans, form, kind, voice, nesting, relays (who passed it on), scores, flags, "
    "the comparison, reviews",
    texts="can",
    pieces=pieces,
)
