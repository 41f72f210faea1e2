"""People's judgements, beside the machine's reading, never over it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.record.span import Span
from reportedly.record.vocabulary import Part, Verdict


@dataclass(frozen=True, slots=True)
class Review:
    """One judgement by one person: append-only; a later one names the one it supersedes.

    ``target_kind`` is ``statement``, ``tie``, ``story`` …; ``before`` and ``after`` are JSON of what changed
    (``edited`` only); ``at`` is UTC in ISO 8601. ``right`` and ``wrong`` are about the reading of the text,
    never about what the text says.
    """

    id: str
    target_kind: str
    target: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""
    before: str | None = None
    after: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewedPlace:
    """Where the statement stood that a review is about, so that it can be found again under another id;
    ``text_sha256`` is of the article's text."""

    article: str
    part: Part
    content: tuple[Span, ...]
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A review taken back by a person (undo): it stays in the record and counts no more.

    ``became`` is the review that took its place, where it was attached to another statement.
    """

    id: str
    review: str
    by: str
    at: str
    reason: str = ""
    became: str | None = None
