"""Who is who within one article: chains of names, surnames and descriptions that belong to one bearer."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from reportedly.read.introductions import introduced, is_surely_person
from reportedly.read.names import find_names
from reportedly.read.phrases import Phrase
from reportedly.record import Span
from reportedly.record.vocabulary import MentionForm, Part, SpeakerKind
from reportedly.text.tokens import LETTERS

_WORD = re.compile(rf"{LETTERS}(?:[-’']{LETTERS})*")
Place = tuple[int, Span, MentionForm]
"""Order of the part (text before title), span, form."""
_PARTS: tuple[Part, ...] = ("text", "title")


@dataclass(slots=True, eq=False)
class Chain:
    """One bearer with all that the article says of them.

    ``sure`` tells that the text shows a person to be one: by a title, an age, or by going on with the surname alone.
    """

    name: str
    kind: SpeakerKind
    named: bool = True
    title: str | None = None
    affiliation: str | None = None
    gender: str = ""
    sure: bool = False
    groups: set[str] = field(default_factory=set)
    _places: list[Place] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The name's words, case-folded."""
        return _WORD.findall(self.name.casefold())

    @property
    def said_of_it(self) -> set[str]:
        """Every word by which the article names it: name, title, affiliation; case-folded."""
        said = f"{self.name} {self.title or ''} {self.affiliation or ''}"
        return set(_WORD.findall(said.casefold()))

    @property
    def places(self) -> list[tuple[Part, Span, MentionForm]]:
        """Its mentions, those of the text before those of the title, each in order."""
        return [(_PARTS[p], s, f) for p, s, f in self._places]

    def seen(self, part: Part, span: Span, form: MentionForm) -> None:
        """Note one more mention; of two that overlap the longer stays."""
        new = (_PARTS.index(part), span, form)
        at = bisect_left(self._places, new)
        first = at - 1 if at and self._meets(at - 1, new) else at
        stop = next((k for k in range(at, len(self._places)) if not self._meets(k, new)), len(self._places))
        over = self._places[first:stop]
        if not any(p[1].length >= span.length for p in over):
            self._places[first:stop] = [new]

    def _meets(self, at: int, place: Place) -> bool:
        """Whether the mention of a number overlaps a place; mentions never overlap one another."""
        return self._places[at][0] == place[0] and self._places[at][1].overlaps(place[1])

    def last_before(self, place: int) -> int:
        """Where the chain was last mentioned in the text before a place; -1 when never."""
        at = bisect_left(self._places, (0, Span(place, place), ""))
        return self._places[at - 1][1].start if at else -1

    def last_span(self, place: int) -> Span | None:
        """The mention of :meth:`last_before`."""
        at = bisect_left(self._places, (0, Span(place, place), ""))
        return self._places[at - 1][1] if at else None


class Chains:
    """All chains of an article, in order of appearance; made at once from the names in the text, then joined by its speakers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all: list[Chain] = []
        self._names = find_names(text)
        self._full = {s.of(text) for s in self._names if " " in s.of(text)}
        told = introduced(text)
        for span, phrase in told:
            self._introduce(span, phrase)
        first = {span for span, _ in told}
        for span in self._names:
            if span not in first:
                self._echo(span)
        for chain in self.all:
            if chain.kind == "person" and not chain.sure and self._is_place(chain.name):
                chain.kind = "organisation"

    def _is_place(self, name: str) -> bool:
        """Whether something is in, at or near what bears the name somewhere in the text."""
        return bool(
            re.search(rf"\b(?:in|at|near|across|outside|throughout) {re.escape(name)}\b(?![’'])", self.text)
        )

    def _introduce(self, span: Span, phrase: Phrase) -> None:
        chain = self.of_person(phrase)[0] if phrase.kind == "person" else self.of_body(phrase)
        if chain:
            chain.sure = chain.sure or is_surely_person(self.text, span, phrase)
            chain.seen("text", phrase.name_span or span, "name")

    def _echo(self, span: Span) -> None:
        """A name that introduces nobody is a mention of the one chain whose name or surname it is."""
        words = _WORD.findall(span.of(self.text).casefold())
        exact = [c for c in self.all if c.words == words]
        surname = [c for c in self.all if c.kind == "person" and len(words) == 1 and c.words[-1:] == words]
        known = exact or surname
        if len(known) == 1:
            led = re.search(r"\b[Tt]he $", self.text[max(0, span.start - 4) : span.start])
            known[0].sure = known[0].sure or (not exact and not led)
            known[0].seen("text", span, "name")

    def of_person(self, phrase: Phrase, before: int | None = None) -> tuple[Chain | None, list[Chain]]:
        """The chain a personal name belongs to (made when new), or ``None`` with the several it may belong to.

        Of several bearers those named ``before`` a place count, if there are any.
        """
        wanted = _WORD.findall((phrase.name or "").casefold())
        exact = [c for c in self.all if c.named and c.words == wanted]
        fitting = [c for c in self.all if c.named and c.kind == "person" and _fits(wanted, c.words)]
        chosen = exact or self._told(fitting, phrase, before) or self._by_part(wanted)
        if len(chosen) > 1:
            return None, chosen
        chain = chosen[0] if chosen else self._new(phrase)
        self._learn(chain, phrase, wanted)
        return chain, []

    def _told(self, fitting: list[Chain], phrase: Phrase, before: int | None) -> list[Chain]:
        """Those of several bearers of a surname that a title, a gender or having been named tells from the others."""
        if len(fitting) < 2:
            return fitting
        groups = {r.group for r in phrase.roles if r.kind == "person"}
        for told in (
            [c for c in fitting if groups & c.groups],
            [c for c in fitting if phrase.gender and c.gender == phrase.gender],
            [c for c in fitting if before is not None and c.last_before(before) >= 0],
        ):
            if len(told) == 1:
                return told
        return fitting

    def _by_part(self, wanted: list[str]) -> list[Chain]:
        """Persons called by one word of their name that is no surname of anyone: its first in East Asian names, the one before
        the last in Spanish ones; and the bearer of a bare name that turns out to be a longer one's surname."""
        persons = [c for c in self.all if c.named and c.kind == "person"]
        if len(wanted) == 1:
            return [c for c in persons if wanted[0] in (c.words[:1] + c.words[-2:-1])]
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
        return any(full.endswith(f" {name}") for full in self._full)

    def _learn(self, chain: Chain, phrase: Phrase, wanted: list[str]) -> None:
        led = len(chain.words) > 1 and chain.words == wanted[-len(chain.words) :]
        if phrase.name and (len(wanted) > len(chain.words) and not led):
            chain.name = phrase.name
            chain.kind = phrase.kind
        chain.title = chain.title or phrase.title
        chain.affiliation = chain.affiliation or phrase.affiliation
        chain.gender = chain.gender or phrase.gender
        chain.groups.update(r.group for r in phrase.roles if r.kind == "person" or phrase.kind != "person")
        chain.groups.update(map(by_noun, phrase.heads))
        chain.groups.update("media" for r in phrase.roles if r.kind == "media")

    def of_body(self, phrase: Phrase) -> Chain:
        """The chain of an organisation, document, group or unnamed speaker by its words (made when new)."""
        name = phrase.name or phrase.text
        key = _key(name)
        known = [c for c in self.all if _key(c.name) == key] or self._surnamed(name) or self._short(key)
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

    def _short(self, key: str) -> list[Chain]:
        """The one body whose name begins or ends with this one word: "the Front" of "the Front for Lake Justice"."""
        bodies = [c for c in self.all if c.kind == "organisation" and len(c.words) > 1]
        fitting = [c for c in bodies if key in (_key(c.name).split()[0], c.words[-1])]
        return fitting if len(fitting) == 1 else []

    def described(self, group: str, before: int) -> list[Chain]:
        """Chains mentioned before a place that a description may point back to, latest first."""
        fitting = [c for c in self.all if group and group in c.groups and c.last_before(before) >= 0]
        return sorted(fitting, key=lambda c: -c.last_before(before))


def by_noun(noun: str) -> str:
    """The group of the bearers that a noun was used of, whatever it means; "" for none."""
    return f"={noun}" if noun else ""


def _fits(wanted: list[str], known: list[str]) -> bool:
    """Same name, or one is the surname or a part in order of the other: "Boruk", "Ana M. Boruk", "Ana Boruk", "Actor Ana Boruk"."""
    if not wanted or not known or wanted[-1] != known[-1]:
        return False
    short, long = sorted((wanted, known), key=len)
    return len(short) == 1 or short[0] == long[0] or long[-len(short) :] == short


def _key(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.casefold().replace("’", "'"))
