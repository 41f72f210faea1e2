"""Copies of an article: how it hangs together with others, and what they go back to, seen from one article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.present.reading_view import basis_line, words_at
from reportedly.present.words import Word, word
from reportedly.record import Article, Origin, Passage, Span, Story, Tie
from reportedly.record.vocabulary import TieKind
from reportedly.text.mending import mend

EXCERPT = 160
"""Code points of a shared passage that are shown; its whole is a click away. About two lines of the page's text."""

_FROM_HERE = {
    "a_to_b": Word("this → other", "Words, credits and times point from this article to the other."),
    "b_to_a": Word("other → this", "Words, credits and times point from the other article to this one."),
}


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """The same words here and there; spans are of each article's source text."""

    here: Span
    there: Span
    excerpt: str
    identical: bool
    in_quotation: float
    boilerplate: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that shares words with this one. Shares are of each article's own-voice words, in [0, 1]."""

    other: str
    tie: TieKind
    kind: Word
    share_here: float
    share_there: float
    direction: Word
    places: tuple[SharedPlace, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class OriginShown:
    """One separate origin found, with the articles that go back to it."""

    origin: Origin
    label: str
    basis: str


def copies(article: Article, ties: Iterable[Tie], passages: Iterable[Passage]) -> tuple[Copy, ...]:
    """The ties of one article seen from it, most shared first; ``ties`` and ``passages`` are those that touch it."""
    text = mend(article.text)
    places: dict[str, list[SharedPlace]] = {}
    for passage in passages:
        turned = passage if passage.a == article.id else _turned(passage)
        excerpt = _excerpt(words_at(text, (turned.a_span,)))
        place = SharedPlace(
            turned.a_span, turned.b_span, excerpt, turned.identical, turned.in_quotation, turned.boilerplate
        )
        places.setdefault(turned.b, []).append(place)
    found = [_copy(article.id, tie, places) for tie in ties]
    return tuple(sorted(found, key=lambda c: (-max(c.share_here, c.share_there), c.other)))


def _copy(here: str, tie: Tie, places: Mapping[str, list[SharedPlace]]) -> Copy:
    first = tie.a == here
    other, shares = (
        (tie.b, (tie.containment_a, tie.containment_b))
        if first
        else (tie.a, (tie.containment_b, tie.containment_a))
    )
    return Copy(
        other,
        tie.kind,
        word("tie.kind", tie.kind),
        *shares,
        _direction(tie, first),
        tuple(sorted(places.get(other, ()), key=lambda p: (p.here, p.there))),
        basis_line(tie.evidence),
    )


def _direction(tie: Tie, first: bool) -> Word:
    swapped = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}
    seen = tie.direction if first else swapped.get(tie.direction, tie.direction)
    return _FROM_HERE.get(seen) or word("direction", seen)


def _turned(passage: Passage) -> Passage:
    return Passage(
        passage.b,
        passage.a,
        passage.b_span,
        passage.a_span,
        passage.similarity,
        passage.identical,
        passage.in_quotation,
        passage.boilerplate,
    )


def _excerpt(words: str) -> str:
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"


def origins(story: Story) -> tuple[OriginShown, ...]:
    """The origins of a story, in its order: by the name that the texts give, or by the earliest article."""
    return tuple(
        OriginShown(o, o.named or "an article of this case", basis_line(o.evidence)) for o in story.origins
    )


def percent(share: float) -> str:
    """A share in whole per cent. 0 and 100 are kept for none and all: what is nearly so is shown as < 1 or > 99."""
    if 0 < share < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= share < 1 else f"{share:.0%}".replace("%", " %")
