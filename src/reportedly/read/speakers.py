"""Whose words they are: each source phrase resolved to a chain of its article, or left open and said so."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from reportedly.models import Attribution
from reportedly.read.chains import Chain, Chains, introduced
from reportedly.read.names import Phrase, parse_phrase
from reportedly.record import Span
from reportedly.record.vocabulary import Part, Resolution
from reportedly.text import paragraphs

PRONOUN_REACH = 2
"""Paragraphs back in which a pronoun may find its bearer: a person not mentioned for longer is reintroduced in news prose."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of one source: the speaker's chain, or ``None`` with the candidates that were weighed."""

    chain: Chain | None
    resolution: Resolution
    rule: str
    candidates: tuple[str, ...] = ()


NOBODY = Resolved(None, "none", "no source")


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one article in text order; what was said before decides what comes after."""

    text: str
    chains: Chains = field(init=False)
    _paragraph_starts: list[int] = field(init=False)
    _waiting: list[tuple[Span, Phrase]] = field(init=False)
    _last: tuple[int, Chain] | None = None

    def __post_init__(self) -> None:
        self.chains = Chains(self.text)
        self._paragraph_starts = [p.start for p in paragraphs(self.text)]
        self._waiting = introduced(self.text)

    def resolve(self, attribution: Attribution, part: Part, text: str) -> Resolved:
        """The speaker of one attribution; call in text order, the text before the title."""
        if not attribution.source:
            return NOBODY
        span = attribution.source[0]
        if part == "text":
            self._introduce_until(span.end)
        phrase = parse_phrase(text, span)
        answer = self._answer(phrase, span)
        if attribution.inferred and answer.chain:
            answer = Resolved(answer.chain, "inferred", "continuation")
        if answer.chain:
            answer.chain.seen(part, span, phrase.form)
            if part == "text" and not attribution.parent:
                self._last = (span.start, answer.chain)
        return answer

    def _introduce_until(self, place: int) -> None:
        while self._waiting and self._waiting[0][0].start < place:
            span, phrase = self._waiting.pop(0)
            chain, _ = self.chains.of_person(phrase)
            if chain:
                chain.seen("text", span, "name")

    def _answer(self, phrase: Phrase, span: Span) -> Resolved:
        if phrase.form == "pronoun":
            return self._pronoun(phrase, span)
        if phrase.kind == "person" and phrase.name:
            chain, several = self.chains.of_person(phrase)
            if chain is None:
                return Resolved(None, "unresolved", "several bearers", tuple(c.name for c in several))
            return Resolved(chain, "named", "name")
        if phrase.form == "description" or phrase.text[:1].islower():
            return self._description(phrase, span)
        return Resolved(self.chains.of_body(phrase), "named", "name")

    def _description(self, phrase: Phrase, span: Span) -> Resolved:
        definite = re.match(r"(?:the|this|that|his|her|its|their) ", phrase.text.casefold()) is not None
        groups = [r.group for r in phrase.roles]
        fitting = self._pointed_to(groups, span) if definite else []
        if len(fitting) == 1 or (fitting and self._last and fitting[0] is self._last[1]):
            return Resolved(fitting[0], "resolved", "description")
        if fitting:
            return Resolved(None, "unresolved", "several fit", tuple(c.name for c in fitting))
        chain = self.chains.of_body(phrase)
        chain.named = False
        open_person = definite and chain.kind == "unnamed"
        return Resolved(
            chain,
            "unresolved" if open_person else "named",
            "description",
            (chain.name,) if open_person else (),
        )

    def _pointed_to(self, groups: list[str], span: Span) -> list[Chain]:
        for group in groups:
            fitting = self.chains.described(group, span.start)
            if fitting:
                return fitting
        return []

    def _pronoun(self, phrase: Phrase, span: Span) -> Resolved:
        word = phrase.text.casefold()
        if word in ("he", "she"):
            return self._personal(word, span)
        if word in ("who", "which"):
            return self._nearest(span)
        last = self._last_speaker(span, 1)
        if last and word == "it" and last.kind in ("organisation", "document"):
            return Resolved(last, "resolved", "pronoun")
        if last and word == "they" and last.kind in ("group", "organisation"):
            return Resolved(last, "resolved", "pronoun")
        return Resolved(None, "unresolved", "pronoun", (last.name,) if last else ())

    def _personal(self, word: str, span: Span) -> Resolved:
        wanted = "f" if word == "she" else "m"
        near = [
            c
            for c in self.chains.all
            if c.kind in ("person", "unnamed") and self._near(c, span, PRONOUN_REACH)
        ]
        fitting = [c for c in near if c.gender in ("", wanted) and _ending(c) in ("", wanted)]
        ranked = sorted(fitting, key=lambda c: (-self._weight(c, wanted, span), -c.last_before(span.start)))
        if not ranked:
            return Resolved(None, "unresolved", "pronoun")
        first = ranked[0]
        if len(ranked) > 1 and self._weight(first, wanted, span) == self._weight(ranked[1], wanted, span):
            return Resolved(None, "unresolved", "pronoun", tuple(c.name for c in ranked))
        if not first.gender:
            first.gender = wanted
        return Resolved(first, "resolved", "pronoun", tuple(c.name for c in ranked[1:]))

    def _weight(self, chain: Chain, wanted: str, span: Span) -> int:
        """Named evidence for a pronoun's bearer: gender known, spoke last, same or previous paragraph, mentioned last."""
        last = self._last[1] if self._last else None
        here = self._paragraph(span.start)
        return (
            2 * (chain.gender == wanted or _ending(chain) == wanted)
            + 3 * (chain is last)
            + (self._paragraph(chain.last_before(span.start)) == here)
        )

    def _nearest(self, span: Span) -> Resolved:
        before = [
            c
            for c in self.chains.all
            if 0 <= span.start - c.last_before(span.start) < 120 and c.last_before(span.start) >= 0
        ]
        if not before:
            return Resolved(None, "unresolved", "relative")
        return Resolved(max(before, key=lambda c: c.last_before(span.start)), "resolved", "relative")

    def _last_speaker(self, span: Span, reach: int) -> Chain | None:
        if self._last is None or self._paragraph(span.start) - self._paragraph(self._last[0]) > reach:
            return None
        return self._last[1]

    def _near(self, chain: Chain, span: Span, reach: int) -> bool:
        last = chain.last_before(span.start)
        return last >= 0 and self._paragraph(span.start) - self._paragraph(last) <= reach

    def _paragraph(self, place: int) -> int:
        return bisect_right(self._paragraph_starts, place)


def _ending(chain: Chain) -> str:
    """Gender that a Slavic or Turkic-Slavic surname shows by its ending: weak evidence, used to exclude only."""
    last = chain.words[-1] if chain.kind == "person" and chain.words else ""
    return "f" if re.search(r"(?:ova|eva|yeva|ina|skaya)$", last) else ""
