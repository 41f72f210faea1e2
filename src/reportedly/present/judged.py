"""What people judged, as a page shows it: the statement in its paragraph, who found what, what an edit changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportedly.present.marks import marks_of
from reportedly.present.reading_view import Piece, mended_marks, paragraphs, pieces, words_at
from reportedly.present.words import GLOSSARY, Word, word
from reportedly.record import Article, Review, Span, Statement
from reportedly.text.mending import Mended, mend

SPANS = ("content", "cue", "source")
"""Fields of a statement that are places in the text."""

NOTHING = "—"
"""Shown for a field that is empty."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an edit put something else in, both as words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's judgement that counts now; ``mine`` is the reader's own."""

    review: Review
    word: Word
    changes: tuple[Change, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """All that people found of one statement: the latest counts; ``agreed``: all of them found the same."""

    latest: Judgement
    all: tuple[Judgement, ...]
    agreed: bool


def judged(reviews: Iterable[Review], article: Article, part: str, me: str = "") -> Judged | None:
    """The judgements that stand on one statement of an article, ``None`` where nobody judged it."""
    mended = mend(article.title if part == "title" else article.text)
    found = sorted((_judgement(r, mended, me) for r in reviews), key=lambda j: (j.review.at, j.review.id))
    if not found:
        return None
    verdicts = {(j.review.verdict, j.review.after) for j in found}
    return Judged(found[-1], tuple(found), len(verdicts) == 1)


def _judgement(review: Review, mended: Mended, me: str) -> Judgement:
    shown = word("review.verdict", review.verdict)
    return Judgement(review, shown, changes(review, mended), review.by == me)


def changes(review: Review, mended: Mended) -> tuple[Change, ...]:
    """What an edited review changed, field by field in the order of their names."""
    before, after = (json.loads(side or "{}") for side in (review.before, review.after))
    return tuple(
        Change(name, _shown(name, before.get(name), mended), _shown(name, after[name], mended))
        for name in sorted(after)
    )


def _shown(field: str, value: Any, mended: Mended) -> str:
    if field in SPANS:
        spans = tuple(Span(*ends) for ends in value or () if ends[1] <= len(mended.source))
        return words_at(mended, spans) or NOTHING
    named = GLOSSARY.get(f"statement.{field}", {}).get(value) if isinstance(value, str) else None
    return named.label if named else NOTHING if value is None else str(value)


def in_context(article: Article, statement: Statement) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs that a statement touches, with its marks alone; of a title the whole."""
    if statement.part == "title":
        mended = mend(article.title)
        return (pieces(mended, mended_marks(mended, marks_of(statement))),)
    mended = mend(article.text)
    every = paragraphs(mended, mended_marks(mended, marks_of(statement)))
    return tuple(p for p in every if any(piece.layers for piece in p))
