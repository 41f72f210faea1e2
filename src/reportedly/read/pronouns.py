"""Who "he" or "she" is: the persons of an article ranked over named features, and nobody where the lead is small."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.read.chains import Chain, Chains
from reportedly.record import Span
from reportedly.text import paragraphs, quotations, sentences

REACH = 2
"""Paragraphs back in which a pronoun may find its bearer: a person not mentioned for longer is reintroduced in news prose."""

WEIGHTS = {
    "spoke last": 3.0,
    "subject before": 2.5,
    "subject here": 2.5,
    "gender": 4.0,
    "same paragraph": 1.0,
    "sentences away": -0.75,
    "in somebody's words": -1.5,
    "outer speaker": 3.0,
    "not shown to be a person": -1.0,
}
"""What speaks for or against a bearer, set by hand on in-domain articles; "sentences away" counts for each, at most four."""

LEAD = 1.5
"""By how much the best must lead the second; with less it is open."""

_BEHIND_PREPOSITION = re.compile(
    r"\b(?:of|to|for|in|at|from|with|by|against|on|about|than|between|over|under|after|before|behind|like|and|or) "
    r"(?:the |an? |his |her |its |their )?(?:[\w’'-]+ ){0,3}$"
)
_GENDERED = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_SLAVIC = re.compile(r"(?:ova|eva|yeva|ina|skaya)$")


@dataclass(slots=True)
class Ground:
    """What a text says of where its persons stand: its sentences, paragraphs and quotations."""

    text: str
    sentences: list[Span] = field(init=False)
    paragraphs: list[Span] = field(init=False)
    quotes: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        self.sentences, self.paragraphs = sentences(self.text), paragraphs(self.text)
        self.quotes = [q.span for q in quotations(self.text) if q.depth == 1]

    def sentence(self, place: int) -> int:
        """Number of the sentence a place stands in."""
        return bisect_right(self.sentences, place, key=lambda s: s.start) - 1

    def paragraph(self, place: int) -> int:
        """Number of the paragraph a place stands in."""
        return bisect_right(self.paragraphs, place, key=lambda s: s.start) - 1

    def quoted(self, place: int) -> bool:
        """Whether a place stands inside quotation marks."""
        at = bisect_right(self.quotes, place, key=lambda s: s.start) - 1
        return at >= 0 and place < self.quotes[at].end

    def is_subject(self, span: Span) -> bool:
        """Whether a mention may be the subject of its sentence: no preposition leads it and no other name stands before it."""
        sentence = self.sentences[self.sentence(span.start)]
        return not _BEHIND_PREPOSITION.search(self.text[sentence.start : span.start])


def learn_genders(chains: Chains, ground: Ground) -> None:
    """Give each person the gender that the text uses of them: pronouns behind the only person named in a sentence vote.

    Two votes of one gender and none of the other settle it; a title that tells it is never overruled.
    """
    votes: dict[int, Counter[str]] = {}
    by_sentence: dict[int, set[int]] = {}
    for n, chain in enumerate(chains.all):
        for part, span, _ in chain.places if chain.kind == "person" and chain.sure else ():
            if part == "text" and not ground.quoted(span.start):
                by_sentence.setdefault(ground.sentence(span.start), set()).add(n)
    for number, named in by_sentence.items():
        if len(named) == 1:
            (n,) = named
            start = chains.all[n].last_before(ground.sentences[number].end)
            votes.setdefault(n, Counter()).update(_genders(ground, start, ground.sentences[number].end))
    for n, count in votes.items():
        chain = chains.all[n]
        if not chain.gender and len(count) == 1:
            chain.gender = next(iter(count))


def _genders(ground: Ground, start: int, end: int) -> Iterable[str]:
    found = (m for m in _GENDERED.finditer(ground.text, start, end) if not ground.quoted(m.start()))
    return ["m" if m.group(1) else "f" for m in found]


def rank(
    chains: Iterable[Chain],
    ground: Ground,
    place: int,
    gender: str,
    spoke: Chain | None,
    outer: Chain | None,
) -> list[tuple[float, Chain]]:
    """The persons whom a pronoun at ``place`` may mean, best first, with what speaks for them.

    ``spoke`` spoke last; ``outer`` is the one in whose reported words the pronoun stands: in quotation marks it is not they.
    """
    barred = outer if ground.quoted(place) else None
    found = []
    for chain in chains:
        last = chain.last_span(place)
        if last is None or chain.kind not in ("person", "unnamed") or chain is barred:
            continue
        if chain.gender not in ("", gender) or _ending(chain) not in ("", gender):
            continue
        if ground.paragraph(place) - ground.paragraph(last.start) > REACH:
            continue
        features = _features(chain, last, ground, place, gender)
        features["spoke last"] = float(chain is spoke)
        features["outer speaker"] = float(chain is outer)
        found.append((sum(WEIGHTS[k] * v for k, v in features.items()), chain))
    return sorted(found, key=lambda f: (-f[0], -f[1].last_before(place)))


def _features(chain: Chain, last: Span, ground: Ground, place: int, gender: str) -> dict[str, float]:
    away = ground.sentence(place) - ground.sentence(last.start)
    subject = ground.is_subject(last)
    return {
        "subject here": float(subject and away == 0),
        "subject before": float(subject and away == 1),
        "gender": float(gender in (chain.gender, _ending(chain))),
        "same paragraph": float(ground.paragraph(place) == ground.paragraph(last.start)),
        "sentences away": float(min(away, 4)),
        "in somebody's words": float(ground.quoted(last.start) and not ground.quoted(place)),
        "not shown to be a person": float(chain.kind == "person" and not chain.sure),
    }


def _ending(chain: Chain) -> str:
    """Gender that a Slavic or Turkic-Slavic surname shows by its ending: weak evidence, used to exclude only."""
    last = chain.words[-1] if chain.kind == "person" and chain.words else ""
    return "f" if _SLAVIC.search(last) else ""
