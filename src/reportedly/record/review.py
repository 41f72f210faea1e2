"""People's judgements, beside the machine's reading, never over it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.record.vocabulary import Verdict


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
