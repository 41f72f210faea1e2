"""Whose words they are: each source phrase resolved to a chain of its article, or left open and said so."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from reportedly.models import Attribution
from reportedly.read.chains import Chain, Chains, by_noun, introduced
from reportedly.read.phrases import PRONOUNS, Phrase, parse_phrase, qualifiers
from reportedly.record import Span
from reportedly.record.vocabulary import Part, Resolution
from reportedly.text import paragraphs, sentences

PRONOUN_REACH = 2
"""Paragraphs back in which a pronoun may find its bearer: a person not mentioned for longer is reintroduced in news prose."""

RELATIVE_REACH = 120
"""Characters back in which "who" or "which" may find the one it stands for."""

_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their) ", re.IGNORECASE)


TURN_LABELS = frozenset(["question", "answer", "q", "a"])
"""What stands before the turns of an interview that names nobody: a label, no speaker (CASES 22)."""


ASKING = frozenset(["journalist", "interviewer", "reporter", "correspondent", "question", "q"])
"""Labels of the one who asks: where the item has a byline, that is who."""


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
    byline: str = ""
    chains: Chains = field(init=False)
    _paragraph_starts: list[int] = field(init=False)
    _sentence_starts: list[int] = field(init=False)
    _waiting: list[tuple[Span, Phrase]] = field(init=False)
    _answers: dict[tuple[Part, Span], Resolved] = field(default_factory=dict)
    _last: dict[str, tuple[int, Chain]] = field(default_factory=dict)
    _floor: str = ""

    def __post_init__(self) -> None:
        self.chains = Chains(self.text)
        self._paragraph_starts = [p.start for p in paragraphs(self.text)]
        self._sentence_starts = [s.start for s in sentences(self.text)]
        self._waiting = introduced(self.text)

    def resolve(self, attribution: Attribution, part: Part, text: str) -> Resolved:
        """The speaker of one attribution; call in text order, the text before the title."""
        if not attribution.source:
            return NOBODY
        span = attribution.source[0]
        answer = self._answers.get((part, span)) or self._first_answer(span, part, text)
        self._answers[part, span] = answer
        if attribution.inferred and answer.chain:
            answer = Resolved(answer.chain, "inferred", "continuation")
        if answer.chain:
            answer.chain.seen(part, span, parse_phrase(text, span).form)
        if part == "text" and not attribution.inferred:
            self._remember(span, answer.chain, nested=attribution.parent is not None)
        return answer

    def _first_answer(self, span: Span, part: Part, text: str) -> Resolved:
        place = span.start if part == "text" else len(self.text)
        self._introduce_until(span.end if part == "text" else place)
        return self._answer(parse_phrase(text, span), place, headline=part == "title")

    def _remember(self, span: Span, chain: Chain | None, nested: bool) -> None:
        """Which person and which body spoke last: pronouns point to them. A person quoted by a person, or a body by a body,
        has the floor for no more than that; an unknown speaker who isn't quoted by somebody leaves it to nobody."""
        if chain is None:
            if not nested:
                self._last.clear()
            return
        slot = _slot(chain)
        if not (nested and slot == self._floor):
            self._last[slot] = (span.start, chain)
        if not nested:
            self._floor = slot

    def _introduce_until(self, place: int) -> None:
        while self._waiting and self._waiting[0][0].start < place:
            span, phrase = self._waiting.pop(0)
            person = phrase.kind == "person"
            chain = self.chains.of_person(phrase)[0] if person else self.chains.of_body(phrase)
            if chain:
                chain.seen("text", span, "name")

    def _answer(self, phrase: Phrase, place: int, headline: bool) -> Resolved:
        label = phrase.text.casefold()
        if label in ASKING and self.byline:
            return self._named(parse_phrase(self.byline, Span(0, len(self.byline))), "resolved")
        if label in TURN_LABELS or label in ASKING:
            return Resolved(None, "unresolved", "turn label")
        if phrase.form == "pronoun":
            return Resolved(None, "unresolved", "pronoun") if headline else self._pronoun(phrase, place)
        if phrase.kind == "person" and phrase.name:
            return self._named(phrase, "named")
        if phrase.form == "description" or phrase.text[:1].islower() or phrase.kind == "unnamed":
            return self._description(phrase, place, headline)
        return Resolved(self.chains.of_body(phrase), "named", "name")

    def _named(self, phrase: Phrase, resolution: Resolution) -> Resolved:
        chain, several = self.chains.of_person(phrase)
        if chain is None:
            return Resolved(None, "unresolved", "several bearers", tuple(c.name for c in several))
        return Resolved(chain, resolution, "name")

    def _description(self, phrase: Phrase, place: int, headline: bool) -> Resolved:
        definite = headline or self._is_definite(phrase)
        fitting = self._pointed_to(phrase, place) if definite else []
        here = [c for c in fitting if self._paragraph(c.last_before(place)) == self._paragraph(place)]
        if fitting and phrase.kind == "organisation" and len(here) == 1:
            fitting = here
        if len(fitting) == 1 or (fitting and self._spoke_last(fitting[0])):
            return Resolved(fitting[0], "resolved", "description")
        if fitting:
            return Resolved(None, "unresolved", "several fit", tuple(c.name for c in fitting))
        chain = self.chains.of_body(phrase)
        chain.named = False
        open_person = (
            definite and phrase.form == "description" and any(r.kind == "person" for r in phrase.roles)
        )
        return Resolved(
            chain,
            "unresolved" if open_person else "named",
            "description",
            (chain.name,) if open_person else (),
        )

    def _is_definite(self, phrase: Phrase) -> bool:
        """Whether a description points back; "his office" and "its report" bring in a body or document of their own."""
        at = _DEFINITE.match(phrase.text)
        owned = at is not None and at.group().strip().casefold() in ("his", "her", "its", "their")
        return at is not None and not (owned and phrase.kind in ("organisation", "document"))

    def _pointed_to(self, phrase: Phrase, place: int) -> list[Chain]:
        """The chains with a role of the description's, of whom all its other words are said: "the defence ministry" is no other ministry."""
        wanted = qualifiers(phrase.text)
        for group in [*(r.group for r in phrase.roles), *map(by_noun, phrase.heads)]:
            if fitting := [c for c in self.chains.described(group, place) if wanted <= c.said_of_it]:
                return fitting
        return []

    def _pronoun(self, phrase: Phrase, place: int) -> Resolved:
        word = PRONOUNS[phrase.text.casefold()]
        if word in ("he", "she"):
            return self._personal(word, place)
        if word in ("who", "which"):
            return self._nearest(place)
        last = self._last_body(place)
        if last and word == "it" and last.kind in ("organisation", "document"):
            return Resolved(last, "resolved", "pronoun")
        if last and word == "they" and last.kind in ("group", "organisation"):
            return Resolved(last, "resolved", "pronoun")
        return Resolved(None, "unresolved", "pronoun", (last.name,) if last else ())

    def _personal(self, word: str, place: int) -> Resolved:
        wanted = "f" if word == "she" else "m"
        near = [
            c
            for c in self.chains.all
            if c.kind in ("person", "unnamed") and self._near(c, place, PRONOUN_REACH)
        ]
        fitting = [c for c in near if c.gender in ("", wanted) and _ending(c) in ("", wanted)]
        ranked = sorted(fitting, key=lambda c: (-self._weight(c, wanted, place), -c.last_before(place)))
        weights = [self._weight(c, wanted, place) for c in ranked]
        if not any(weights) or weights[0] in weights[1:]:
            return Resolved(None, "unresolved", "pronoun", tuple(c.name for c in ranked))
        first = ranked[0]
        first.gender = first.gender or wanted
        return Resolved(first, "resolved", "pronoun", tuple(c.name for c in ranked[1:]))

    def _weight(self, chain: Chain, wanted: str, place: int) -> int:
        """What speaks for a pronoun's bearer: a gender known from the text, having spoken last, having come
        up since somebody last spoke, a mention in the same paragraph."""
        return (
            3 * (chain.gender == wanted or _ending(chain) == wanted)
            + 3 * self._spoke_last(chain)
            + 3 * self._came_between(chain, place)
            + (self._paragraph(chain.last_before(place)) == self._paragraph(place))
        )

    def _came_between(self, chain: Chain, place: int) -> bool:
        """Whether the chain was mentioned in a sentence after the last statement's: a pronoun may as well mean it."""
        spoken = self._last.get("person", (-1, None))[0]
        return bisect_right(self._sentence_starts, chain.last_before(place)) > bisect_right(
            self._sentence_starts, spoken
        )

    def _nearest(self, place: int) -> Resolved:
        """The one mentioned just before "who" or "which", if that is near."""
        before = [c for c in self.chains.all if max(0, place - RELATIVE_REACH) <= c.last_before(place)]
        if not before:
            return Resolved(None, "unresolved", "relative")
        return Resolved(max(before, key=lambda c: c.last_before(place)), "resolved", "relative")

    def _spoke_last(self, chain: Chain) -> bool:
        return any(chain is last for _, last in self._last.values())

    def _last_body(self, place: int) -> Chain | None:
        """The body that spoke last, in this paragraph or the one before."""
        where, chain = self._last.get("body", (0, None))
        return chain if self._paragraph(place) - self._paragraph(where) <= 1 else None

    def _near(self, chain: Chain, place: int, reach: int) -> bool:
        last = chain.last_before(place)
        return last >= 0 and self._paragraph(place) - self._paragraph(last) <= reach

    def _paragraph(self, place: int) -> int:
        return bisect_right(self._paragraph_starts, place)


def _slot(chain: Chain) -> str:
    return "person" if chain.kind in ("person", "unnamed") else "body"


def _ending(chain: Chain) -> str:
    """Gender that a Slavic or Turkic-Slavic surname shows by its ending: weak evidence, used to exclude only."""
    last = chain.words[-1] if chain.kind == "person" and chain.words else ""
    return "f" if re.search(r"(?:ova|eva|yeva|ina|skaya)$", last) else ""
