"""Who is who within one article: chains of names, surnames and descriptions that belong to one bearer."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from reportedly.read.names import Phrase, find_names, parse_phrase
from reportedly.record import Span
from reportedly.record.vocabulary import MentionForm, Part, SpeakerKind
from reportedly.text.lexicon import roles
from reportedly.text.tokens import LETTERS

_WORD = re.compile(rf"{LETTERS}(?:[-’']{LETTERS})*")


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
    _known: set[tuple[Part, Span, MentionForm]] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The name's words, case-folded."""
        return _WORD.findall(self.name.casefold())

    @property
    def said_of_it(self) -> set[str]:
        """Every word by which the article names it: name, title, affiliation; case-folded."""
        said = f"{self.name} {self.title or ''} {self.affiliation or ''}"
        return set(_WORD.findall(said.casefold()))

    def seen(self, part: Part, span: Span, form: MentionForm) -> None:
        """Note one more mention."""
        if (part, span, form) in self._known:
            return
        self._known.add((part, span, form))
        self.places.append((part, span, form))
        if part == "text":
            insort(self._starts, span.start)

    def last_before(self, place: int) -> int:
        """Where the chain was last mentioned in the text before a place; -1 when never."""
        at = bisect_left(self._starts, place)
        return self._starts[at - 1] if at else -1


class Chains:
    """All chains of an article, in order of appearance."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all: list[Chain] = []

    def of_person(self, phrase: Phrase) -> tuple[Chain | None, list[Chain]]:
        """The chain a personal name belongs to (made when new), or ``None`` with the several it may belong to."""
        wanted = _WORD.findall((phrase.name or "").casefold())
        fitting = [
            c for c in self.all if c.named and c.kind in ("person", "organisation") and _fits(wanted, c.words)
        ]
        exact = [c for c in fitting if c.words == wanted]
        chosen = exact or fitting or self._by_first_word(wanted)
        if len(chosen) > 1:
            return None, chosen
        chain = chosen[0] if chosen else self._new(phrase)
        self._learn(chain, phrase, wanted)
        return chain, []

    def _by_first_word(self, wanted: list[str]) -> list[Chain]:
        """Persons called by the first word of their name, where it is no one's surname: the order of East Asian names."""
        if len(wanted) != 1:
            return []
        return [
            c
            for c in self.all
            if c.named and c.kind == "person" and len(c.words) > 1 and c.words[0] == wanted[0]
        ]

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
        chain.groups.update(r.group for r in phrase.roles if r.kind == "person" or phrase.kind != "person")

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
    """Persons and bodies whom the text introduces by name anywhere: by a title, by two or three capitalised words that no
    "the" leads, or by a name that ends in a word for a body ("Tasmory's Foreign Ministry")."""
    found = []
    for span in find_names(text):
        if (place := _introduction(text, span)) is not None:
            found.append((span, parse_phrase(text, place)))
    return [(s, p) for s, p in found if p.form == "name" and p.name and p.kind in ("person", "organisation")]


def _introduction(text: str, span: Span) -> Span | None:
    """The part of the text that introduces the name at ``span``, title included, if one does."""
    before = text[max(0, span.start - 40) : span.start]
    words = span.of(text).casefold().split()
    titled = re.search(r"([\w-]+) $", before)
    if titled and _kind_of(titled.group(1)) == "person":
        return Span(span.start - len(titled.group(0)), span.end)
    if len(words) >= 2 and _kind_of(words[-1]) == "organisation":
        after = re.match(r" ([\w-]+)", text[span.end : span.end + 40])
        return span if not (after and _kind_of(after.group(1)) == "person") else None
    led = re.search(r"\b(?:the|in|at|near|from|of|to) $", before)
    bodies = {_kind_of(w) for w in words} & {"organisation", "media", "document", "group"}
    return span if len(words) in (2, 3) and not led and not bodies else None


def _kind_of(word: str) -> str:
    role = roles().get(word.casefold())
    return role.kind if role else ""
