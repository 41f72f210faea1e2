"""The socket between whatever finds statements and everything after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reportedly.record import Span
from reportedly.record.vocabulary import Stance, StatementKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """One content with its cue and source, as spans of the text that the attributor was given.

    Each role holds its fragments in text order; ``source`` and ``cue`` may be empty. ``stance`` and ``kind`` are
    what the cue's wording gives. ``parent`` is the place of the outer attribution in the same list, or ``None``.
    ``inferred`` marks a content that is given to a source without a cue of its own (continuation). ``by`` names
    the rule or the model, ``score`` is in [0, 1].
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    by: str
    score: float
    stance: Stance = "asserts"
    kind: StatementKind = "statement"
    parent: int | None = None
    inferred: bool = False


class Attributor(Protocol):
    """Finds who is given for what in a text: rules, the shipped model, or a user's own (``--model DIR``)."""

    @property
    def version(self) -> str:
        """What goes into a reading's stamp as ``model``."""
        ...

    def attribute(self, text: str) -> list[Attribution]:
        """The attributions of a (mended) text, in text order of their first content; pure."""
        ...
