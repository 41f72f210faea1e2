"""Whose words they are: each source phrase resolved to a chain of its article, or left open and said so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportedly.models import Attribution
from reportedly.read.chains import Chain, Chains, by_noun
from reportedly.read.names import CAPITAL
from reportedly.read.phrases import PRONOUNS, Phrase, parse_phrase, qualifiers
from reportedly.read.pronouns import LEAD, Ground, learn_genders, rank
from reportedly.record import Span
from reportedly.record.vocabulary import Part, Resolution

OUTER = 24
"""Contents back in which a place may stand: none of the in-domain articles has so many inside one statement."""

STEM = 5
"""Letters that two words must share at their beginning to count as forms of one (shorter ones join "party" and "partner")."""

_INTERVIEWER = re.compile(
    rf"^(?:Interviewer|Interview(?:ed)? by|Questions(?: asked)? by)\W{{1,3}}(?P<name>{CAPITAL}[^\n,.]{{2,50}})$",
    re.MULTILINE,
)
"""A line that names who asks."""

_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their) ", re.IGNORECASE)
_OF_WHAT = re.compile(rf" (?:of|for|to) (?:the )?{CAPITAL}")
_OWNER = re.compile(r"[^,]+?[’']s? (?=[a-z])")
"""An owner makes a description definite: "Solm’s deputy"."""


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
    ground: Ground = field(init=False)
    _answers: dict[tuple[Part, Span], Resolved] = field(default_factory=dict)
    _last: dict[str, tuple[int, Chain]] = field(default_factory=dict)
    _floor: str = ""
    _said: list[tuple[Span, Chain]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.text.replace("\u00a0", " ")
        self.chains, self.ground = Chains(self.text), Ground(self.text)
        learn_genders(self.chains, self.ground)

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
            self._said += [(c, answer.chain) for c in attribution.content if answer.chain]
        return answer

    def _first_answer(self, span: Span, part: Part, text: str) -> Resolved:
        place = span.start if part == "text" else len(self.text)
        return self._answer(parse_phrase(text.replace("\u00a0", " "), span), place, headline=part == "title")

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

    def _answer(self, phrase: Phrase, place: int, headline: bool) -> Resolved:
        label = phrase.text.casefold()
        asker = _INTERVIEWER.search(self.text)
        if label in ASKING and (asker or self.byline):
            words = asker["name"] if asker else self.byline
            return self._named(parse_phrase(words, Span(0, len(words))), "resolved", place)
        if label in TURN_LABELS or label in ASKING:
            return Resolved(None, "unresolved", "turn label")
        if phrase.form == "pronoun":
            return Resolved(None, "unresolved", "pronoun") if headline else self._pronoun(phrase, place)
        if phrase.kind == "person" and phrase.name:
            return self._named(phrase, "named", place)
        if phrase.form == "description" or phrase.text[:1].islower() or phrase.kind == "unnamed":
            return self._description(phrase, place, headline)
        return Resolved(self.chains.of_body(phrase), "named", "name")

    def _named(self, phrase: Phrase, resolution: Resolution, place: int) -> Resolved:
        chain, several = self.chains.of_person(phrase, place)
        if chain is None:
            return Resolved(None, "unresolved", "several bearers", tuple(c.name for c in several))
        return Resolved(chain, resolution, "name")

    def _description(self, phrase: Phrase, place: int, headline: bool) -> Resolved:
        definite = headline or self._is_definite(phrase)
        fitting = self._pointed_to(phrase, place) if definite else []
        here = [c for c in fitting if self._near(c, place, 0)]
        if fitting and phrase.kind == "organisation" and len(here) == 1:
            fitting = here
        if len(fitting) == 1 or (fitting and self._spoke_last(fitting[0])):
            return Resolved(fitting[0], "resolved", "description")
        if fitting:
            return Resolved(None, "unresolved", "several fit", tuple(c.name for c in fitting))
        maybe = self._maybe(phrase, place) if definite and phrase.form == "description" else ()
        chain = self.chains.of_body(phrase)
        chain.named = False
        if maybe and chain.kind == "unnamed":
            return Resolved(chain, "unresolved", "description", (chain.name, *maybe))
        return Resolved(chain, "named", "description")

    def _maybe(self, phrase: Phrase, place: int) -> tuple[str, ...]:
        """Persons named before, one of whom may be meant by "the …" that fits nobody; "his uncle" brings in somebody new, "the president
        of Tosven" says who is meant."""
        new = not re.match(r"(?:the|this|that) ", phrase.text, re.IGNORECASE) or _OF_WHAT.search(phrase.text)
        near = [c for c in self.chains.all if c.kind == "person" and c.last_before(place) >= 0]
        return () if new else tuple(c.name for c in near)

    def _is_definite(self, phrase: Phrase) -> bool:
        """Whether a description points back; "his office" and "its report" bring in a body or document of their own."""
        at = _DEFINITE.match(phrase.text) or _OWNER.match(phrase.text)
        owned = at is not None and at.group().strip().casefold() in ("his", "her", "its", "their")
        return at is not None and not (owned and phrase.kind in ("organisation", "document"))

    def _pointed_to(self, phrase: Phrase, place: int) -> list[Chain]:
        """The chains with a role of the description's, of whom all its other words are said: "the defence ministry" is no other ministry."""
        wanted = qualifiers(phrase.text)
        media = ["media" for r in phrase.roles if r.kind == "media"]
        for group in [*(r.group for r in phrase.roles), *map(by_noun, phrase.heads), *media]:
            if fitting := [c for c in self.chains.described(group, place) if _all_said(wanted, c.said_of_it)]:
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
        spoke = self._last.get("person", (0, None))[1]
        ranked = rank(self.chains.all, self.ground, place, wanted, spoke, self._outer(place))
        names = tuple(c.name for _, c in ranked)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if not ranked or ranked[0][0] - second < LEAD:
            return Resolved(None, "unresolved", "pronoun", names)
        first = ranked[0][1]
        first.gender = first.gender or wanted
        return Resolved(first, "resolved", "pronoun", names[1:])

    def _outer(self, place: int) -> Chain | None:
        """In whose reported words a place stands."""
        return next((c for s, c in self._said[: -OUTER - 1 : -1] if s.start <= place < s.end), None)

    def _nearest(self, place: int) -> Resolved:
        """The one named right before "who" or "which", with nothing but a comma or an apposition's end between."""
        near = [
            (s, c)
            for c in self.chains.all
            if (s := c.last_span(place)) and not self.text[s.end : place].strip(" ,")
        ]
        if not near:
            return Resolved(None, "unresolved", "relative")
        return Resolved(max(near, key=lambda n: n[0])[1], "resolved", "relative")

    def _spoke_last(self, chain: Chain) -> bool:
        return any(chain is last for _, last in self._last.values())

    def _last_body(self, place: int) -> Chain | None:
        """The body that spoke last, in this paragraph or the one before."""
        where, chain = self._last.get("body", (0, None))
        return chain if self.ground.paragraph(place) - self.ground.paragraph(where) <= 1 else None

    def _near(self, chain: Chain, place: int, reach: int) -> bool:
        last = chain.last_before(place)
        return last >= 0 and self.ground.paragraph(place) - self.ground.paragraph(last) <= reach


def _all_said(wanted: set[str], said: set[str]) -> bool:
    """Whether every qualifier is said of a bearer, as it stands or as a word with the same beginning ("regional": of a region)."""
    stems = {w[:STEM] for w in said if len(w) >= STEM}
    return all(w in said or (len(w) >= STEM and w[:STEM] in stems) for w in wanted)


def _slot(chain: Chain) -> str:
    return "person" if chain.kind in ("person", "unnamed") else "body"
