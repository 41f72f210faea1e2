"""Who is who within one article: chains of names, surnames and descriptions that belong to one bearer."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from reportedly.read.names import find_names, personal_part
from reportedly.read.phrases import Phrase, parse_phrase
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
        exact = [c for c in self.all if c.named and c.words == wanted]
        fitting = [c for c in self.all if c.named and c.kind == "person" and _fits(wanted, c.words)]
        chosen = exact or fitting or self._by_part(wanted)
        if len(chosen) > 1:
            return None, chosen
        chain = chosen[0] if chosen else self._new(phrase)
        self._learn(chain, phrase, wanted)
        return chain, []

    def _by_part(self, wanted: list[str]) -> list[Chain]:
        """Persons called by one word of their name that is no surname of anyone: its first in East Asian names, the one before
        the last in Spanish ones; and the bearer of a bare name that turns out to be a longer one's surname."""
        if len(wanted) == 1:
            return [
                c
                for c in self.all
                if c.named and c.kind == "person" and wanted[0] in (c.words[:1] + c.words[-2:-1])
            ]
        return [c for c in self.all if c.named and c.words == wanted[-1:] and not c.title]

    def _new(self, phrase: Phrase) -> Chain:
        name = phrase.name or phrase.text
        kind: SpeakerKind = phrase.kind
        if kind == "person" and " " not in name and not phrase.title and not self._is_surname(name):
            kind = "organisation"
        chain = Chain(name, kind, phrase.form == "name")
        self.all.append(chain)
        return chain

    def _is_surname(self, name: str) -> bool:
        """Whether a bare name is somewhere the last word of a longer one; persons are introduced in full, states, cities and
        outlets ("Freedonia said") are not."""
        return any(
            s.of(self.text).endswith(f" {name}") for s in find_names(self.text) if " " in s.of(self.text)
        )

    def _learn(self, chain: Chain, phrase: Phrase, wanted: list[str]) -> None:
        if len(wanted) > len(chain.words) and phrase.name:
            chain.name = phrase.name
            chain.kind = phrase.kind
        chain.title = chain.title or phrase.title
        chain.affiliation = chain.affiliation or phrase.affiliation
        chain.gender = chain.gender or phrase.gender
        chain.groups.update(r.group for r in phrase.roles if r.kind == "person" or phrase.kind != "person")
        chain.groups.update(map(by_noun, phrase.heads))

    def of_body(self, phrase: Phrase) -> Chain:
        """The chain of an organisation, document, group or unnamed speaker by its words (made when new)."""
        name = phrase.name or phrase.text
        key = _key(name)
        known = [c for c in self.all if _key(c.name) == key] or self._surnamed(name)
        if known:
            chain = known[0]
        else:
            chain = self._new(phrase)
            chain.name = name
        self._learn(chain, phrase, [])
        return chain

    def _surnamed(self, name: str) -> list[Chain]:
        """The one person whose surname it is, for a name that looks like a common word ("Brown")."""
        bearers = [c for c in self.all if c.kind == "person" and c.words[-1:] == [name.casefold()]]
        return bearers if len(bearers) == 1 else []

    def described(self, group: str, before: int) -> list[Chain]:
        """Chains mentioned before a place that a description may point back to, latest first."""
        fitting = [c for c in self.all if group and group in c.groups and c.last_before(before) >= 0]
        return sorted(fitting, key=lambda c: -c.last_before(before))


def by_noun(noun: str) -> str:
    """The group of the bearers that a noun was used of, whatever it means; "" for none."""
    return f"={noun}" if noun else ""


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
    lead = _kind_of(titled.group(1)) if titled else ""
    if titled and lead == "person":
        return Span(span.start - len(titled.group(0)), span.end)
    named = personal_part(text, span)
    if named and named.start > span.start:
        return span
    if len(words) >= 2 and _kind_of(words[-1]) == "organisation":
        after = re.match(r" ([\w-]+)", text[span.end : span.end + 40])
        return span if not (after and _kind_of(after.group(1)) == "person") else None
    led = re.search(r"\b(?:[Tt]he|in|at|near|from|of|to) $", before)
    return span if len(words) in (2, 3) and named == span and not led and lead not in _BODIES else None


_BODIES = ("organisation", "media", "document", "group")


def _kind_of(word: str) -> str:
    role = roles().get(word.casefold())
    return role.kind if role else ""
