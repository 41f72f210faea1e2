"""Readings as words, so that a test says what it expects the way a person would."""

from collections.abc import Iterable

from reportedly.read import load_reader, read
from reportedly.record import Article, Reading, Span, Statement

RULES = load_reader("rules")


def reading_of(text: str, title: str = "", **metadata: str) -> tuple[Article, Reading]:
    """An article and its reading by the rules, without a model."""
    given = {"title": title, **metadata} if title else metadata
    article = Article.from_text(text, id="a1", **given)
    return article, read(article, RULES)


def attributed(reading: Reading) -> list[Statement]:
    return [s for s in reading.statements if s.voice == "attributed"]


def words(article: Article, statement: Statement, spans: Iterable[Span]) -> str:
    text = article.title if statement.part == "title" else article.text
    return " … ".join(s.of(text) for s in spans)


def said(text: str, title: str = "", **metadata: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of each attributed statement, as words."""
    article, reading = reading_of(text, title, **metadata)
    return [
        (words(article, s, s.source), words(article, s, s.cue), words(article, s, s.content))
        for s in attributed(reading)
    ]


def speakers(text: str, title: str = "", **metadata: str) -> list[tuple[str | None, str]]:
    """(speaker's name, resolution) of each attributed statement."""
    _, reading = reading_of(text, title, **metadata)
    found = []
    for s in attributed(reading):
        speaker = reading.speaker(s.speaker)
        found.append((speaker.name if speaker else None, s.resolution))
    return found
