"""The machine's record of one article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportedly.record.article import Credit
from reportedly.record.span import Span
from reportedly.record.statement import Entity, Mention, Speaker, Statement
from reportedly.record.vocabulary import Anchor, Part, Stage


@dataclass(frozen=True, slots=True)
class When:
    """A date in the text. ``edtf`` is ISO 8601-2; ``earliest`` and ``latest`` are days; uncertain dates stay uncertain."""

    span: Span
    part: Part
    edtf: str
    earliest: str | None
    latest: str | None
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Figure:
    """A number somebody gives, with its bounds and unit; never merged with another."""

    span: Span
    part: Part
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event as somebody's statement of it; ``kind`` is the word as written."""

    id: str
    span: Span
    kind: str
    place: Span | None = None
    date: Span | None = None
    participants: tuple[str, ...] = ()
    vouched_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A linguistic doubt: a question that the text leaves open, with the candidates that were weighed."""

    span: Span
    part: Part
    question: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that failed at a stage: what kind of failure, what was expected, and which item (path, line or id)."""

    stage: Stage
    kind: str
    message: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which versions made a record."""

    reportedly: str
    model: str
    schema: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article; ``id`` is the article's. Statements stand in text order."""

    id: str
    stamp: Stamp
    text_sha256: str
    credits: tuple[Credit, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[When, ...] = ()
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    problems: tuple[Problem, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def speaker(self, id: str | None) -> Speaker | None:
        """The speaker with that id in this reading, or ``None``."""
        return next((s for s in self.speakers if s.id == id), None)
