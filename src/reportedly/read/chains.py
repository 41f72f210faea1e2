"""Who is who within one article: chains of names, surnames and descriptions that belong to one bearer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportedly.read.names import Phrase, find_names, parse_phrase
from reportedly.record import Span
from reportedly.record.vocabulary import MentionForm, Part, SpeakerKind
from reportedly.text.lexicon import roles


@dataclass(slots=True, eq=False)
class Chain:
    """One bearer with all that the article says of them so far; ``places`` are their mentions in order."""

    name: str
    kind: SpeakerKind
    named: bool = True
    title: str | None = None
    affiliation: str | None = None
    gender: str = ""
    groups: set[str] = field(default_factory=set)
    places: list[tuple[Part, Span, MentionForm]] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The name's words, case-folded."""
        return re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", self.name.casefold())

    def seen(self, part: Part, span: Span, form: MentionForm) -> None:
        """Note one more mention."""
        if (part, span, form) not in self.places:
            self.places.append((part, span, form))

    def last_before(self, place: int) -> int:
        """Where the chain was last mentioned in the text before a place; -1 when never."""
        return max((s.start for p, s, _ in self.places if p == "text" and s.start < place), default=-1)


class Chains:
    """All chains of an article, in order of appearance."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all: list[Chain] = []

    def of_person(self, phrase: Phrase) -> tuple[Chain | None, list[Chain]]:
        """The chain a personal name belongs to (made when new), or ``None`` with the several it may belong to."""
        wanted = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", (phrase.name or "").casefold())
        fitting = [
            c for c in self.all if c.named and c.kind in ("person", "organisation") and _fits(wanted, c.words)
        ]
        exact = [c for c in fitting if c.words == wanted]
        chosen = exact or fitting
        if len(chosen) > 1:
            return None, chosen
        chain = chosen[0] if chosen else self._new(phrase)
        self._learn(chain, phrase, wanted)
        return chain, []

    def _new(self, phrase: Phrase) -> Chain:
        name = phrase.name or phrase.text
        kind: SpeakerKind = phrase.kind
        if kind == "person" and " " not in name and not phrase.title and self._looks_like_place(name):
            kind = "organisation"
        chain = Chain(name, kind, phrase.form == "name")
        self.all.append(chain)
        return chain

    def _looks_like_place(self, name: str) -> bool:
        """A state or city that speaks ("Freedonia said"): elsewhere in the article something is in, to or from it, or its."""
        word = re.escape(name)
        pattern = (
            rf"\b(?:in|near|to|from|into|of|against|between|with) {word}\b(?! [A-Z])|\b{word}[’']s [a-z]"
        )
        return bool(re.search(pattern, self.text))

    def _learn(self, chain: Chain, phrase: Phrase, wanted: list[str]) -> None:
        if len(wanted) > len(chain.words) and phrase.name:
            chain.name = phrase.name
        chain.title = chain.title or phrase.title
        chain.affiliation = chain.affiliation or phrase.affiliation
        chain.gender = chain.gender or phrase.gender
        chain.groups.update(r.group for r in phrase.roles)

    def of_body(self, phrase: Phrase) -> Chain:
        """The chain of an organisation, document, group or unnamed speaker by its words (made when new)."""
        name = phrase.name or phrase.text
        key = _key(name)
        known = [c for c in self.all if _key(c.name) == key]
        if known:
            chain = known[0]
        else:
            chain = self._new(phrase)
            chain.name = name
        self._learn(chain, phrase, [])
        return chain

    def described(self, group: str, before: int) -> list[Chain]:
        """Chains mentioned before a place that a description may point back to, latest first."""
        fitting = [c for c in self.all if group in c.groups and c.last_before(before) >= 0]
        return sorted(fitting, key=lambda c: -c.last_before(before))


def _fits(wanted: list[str], known: list[str]) -> bool:
    """Same name, or one is the surname or a part in order of the other: "Boruk", "Ana M. Boruk", "Ana Boruk"."""
    if not wanted or not known or wanted[-1] != known[-1]:
        return False
    short, long = sorted((wanted, known), key=len)
    return len(short) == 1 or short[0] == long[0]


def _key(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.casefold().replace("’", "'"))


def introduced(text: str) -> list[tuple[Span, Phrase]]:
    """Persons whom the text introduces by name anywhere: a title or two capitalised words that no "the" leads."""
    found = []
    for span in find_names(text):
        before = text[max(0, span.start - 40) : span.start]
        words = span.of(text).split()
        titled = re.search(r"([\w-]+) $", before)
        role = roles().get(titled.group(1).casefold()) if titled else None
        led = re.search(r"\b(?:the|in|at|near|from|of|to) $", before)
        if role and role.kind == "person":
            start = span.start - len(titled.group(0)) if titled else span.start
            found.append((span, parse_phrase(text, Span(start, span.end))))
        elif len(words) in (2, 3) and not led and not _body(words):
            found.append((span, parse_phrase(text, span)))
    return [(s, p) for s, p in found if p.form == "name" and p.kind == "person" and p.name]


def _body(words: list[str]) -> bool:
    kinds = {roles()[w].kind for w in (x.casefold() for x in words) if w in roles()}
    return bool(kinds & {"organisation", "media", "document", "group"})
