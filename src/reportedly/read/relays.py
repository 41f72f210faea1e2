"""Through whom a statement came: interviewer, agency, outlet, nearest the speaker first (CASES 1-11).

What a sentence says of its own statements is found in :mod:`relays_marks`, what the item's credits cover in
:mod:`relays_covers`, what counts as a medium in :mod:`relays_press`; here is how they make a chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.read.chains import Chain
from reportedly.read.credits_media import key
from reportedly.read.places import overlapping
from reportedly.read.relays_covers import Cover, find_covers, of_orphans, of_title
from reportedly.read.relays_marks import Mark, marks_of
from reportedly.read.relays_press import Press
from reportedly.record import Article, Credit, Relay, Span
from reportedly.record.vocabulary import Part
from reportedly.text import quotations, sentences

_CARRIES = re.compile(
    r"\b(?:according|as per|quot(?:ed|es|ing|e)|cit(?:ed|es|ing|e)|report(?:ed|s|ing)?|relay(?:ed|s)|convey(?:ed|s)|transmit(?:ted|s))\b",
    re.IGNORECASE,
)
"""Cues whose source passes on what an inner speaker said."""
_VOICE_OF = re.compile(
    r"\b(?:spokes\w+|press (?:service|office|secretary|attaché|officer|department|centre|center))\b",
    re.IGNORECASE,
)
"""Those who speak for a body or a chief: what these said comes through them."""
_OF_THE_CHIEF = re.compile(r"\b(?:his|her|its|their)\b", re.IGNORECASE)
_LASTING = frozenset(
    {"document_of", "quotes", "handed_by", "quoted_by", "reports_that", "as_reports", "closing_reports"}
)
"""Rules whose carriers the same speaker's next words have too; "according to X" is for its sentence only."""
_ASIDE = re.compile(r";|, (?:while|whereas)\b|(?<=,) (?:but|and) (?=according)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a relay depends on: the statement's places, who speaks, whether it asks, and which statement stands over it."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Chain | None
    asks: bool = False
    outer: int | None = None
    part: Part = "text"


@dataclass(slots=True)
class _Scope:
    """Carriers that later statements of one speaker inherit."""

    speaker: Chain | None
    asked: list[Relay] = field(default_factory=list)
    passed: list[Relay] = field(default_factory=list)
    lasts: bool = True


class Relays:
    """The relay chains of one article's statements, from its credits and the sentences the statements stand in."""

    def __init__(self, article: Article, text: str, credits: list[Credit], title: str = "") -> None:
        self.article, self.text, self.credits, self.title = article, text, credits, title
        self._sentences = sentences(text)

    def chains(self, said: Sequence[Said], chains: Sequence[Chain] = ()) -> list[tuple[Relay, ...]]:
        """The chain of each statement, in their order; nearest the speaker first, the publishing outlet last."""
        press = Press(self.text, self.credits, self.article.outlet, chains)
        quoted = tuple(q.span for q in quotations(self.text) if q.depth == 1)
        marks = list(marks_of(self.text, self._sentences, press, quoted))
        covers = find_covers(self.text, self.credits, self._sentences, marks, press)
        covers += of_title(self.title, self.text, press)
        return _Walk(self, said, marks, covers, press).all()

    def own(self) -> tuple[Relay, ...]:
        """The chain of what the outlet says itself."""
        return (Relay(self.article.outlet, "explicit" if self.article.outlet else "inferred"),)

    def sentences_of(self, said: Said) -> Sequence[Span]:
        """The sentences that hold a statement's cue or source; its first content's where it has neither."""
        places = (*said.cue, *said.source) if said.cue else said.content[:1]
        return sorted({s for p in places for s in overlapping(self._sentences, p)})


class _Walk:
    """One pass over an article's statements in text order, with what each inherits from those before."""

    def __init__(
        self, relays: Relays, said: Sequence[Said], marks: list[Mark], covers: list[Cover], press: Press
    ) -> None:
        self.relays, self.said, self.marks, self.press = relays, said, marks, press
        spoken = sorted({s for one in said if one.part == "text" for s in relays.sentences_of(one)})
        self.covers = [*covers, *of_orphans(marks, spoken, relays.text, press)]
        self.scope: _Scope | None = None
        self.inside: dict[int, list[Mark]] = {}
        for mark in marks:
            for sentence in overlapping(relays._sentences, mark.trigger)[:1]:
                self.inside.setdefault(sentence.start, []).append(mark)
        self.homes = [self._home(s) for s in said]
        self.done: list[int] = []
        self.reporters = list(self._reporters())

    def _reporters(self) -> Iterator[tuple[Chain, Credit]]:
        """Agencies with those for whose words the item names them: "According to the Ardess agency, the president said …"."""
        for credit in self.relays.credits:
            if credit.evidence.rule != "credit:according_to":
                continue
            for one in self.said:
                over = self.said[one.outer] if one.outer is not None else None
                carried = over and over.speaker and key(over.speaker.name) == key(credit.agency)
                if carried and one.speaker:
                    yield one.speaker, credit

    def all(self) -> list[tuple[Relay, ...]]:
        """The chains, in the statements' own order."""
        found: dict[int, tuple[Relay, ...]] = {}
        order = [n for n, s in enumerate(self.said) if s.part == "text"]
        for n in sorted(order, key=lambda n: (self.homes[n], n)):
            found[n] = self._chain(self.said[n])
            self.done.append(n)
        for n, s in enumerate(self.said):
            if s.part == "title":
                found[n] = self._of_title(s, found)
        return [found[n] for n in range(len(self.said))]

    def _home(self, said: Said) -> int:
        return min((s.start for s in self.relays.sentences_of(said)), default=said.content[0].start)

    def _chain(self, said: Said) -> tuple[Relay, ...]:
        mine = self._marks(said)
        if any(m.own for m in mine):
            self.scope = None
            return self._finished(said, [m for m in mine if not m.own], [], own=True)
        asked = [_relay(m) for m in mine if m.way == "asked"]
        passed = [_relay(m) for m in sorted(mine, key=lambda m: m.rank) if m.way == "passed"]
        passed += [
            r for r in self._outer(said) if r.span and not any(m.trigger.overlaps(r.span) for m in mine)
        ]
        asked, inherited = self._inherit(said, asked, passed, mine)
        return self._reported(said, self._finished(said, [*asked, *passed, *inherited], mine))

    def _reported(self, said: Said, chain: tuple[Relay, ...]) -> tuple[Relay, ...]:
        """The chain through the agency that reports on the interview, where the item names one: it has all of it from there."""
        asked = {key(c.agency) for c in self.relays.credits if c.kind == "interview"}
        if len(chain) != 2 or key(chain[0].carrier) not in asked:
            return chain
        through = (
            Relay(c.agency, "inherited", c.span) for speaker, c in self.reporters if speaker is said.speaker
        )
        agency = next((r for r in through if key(r.carrier) != key(chain[0].carrier)), None)
        return (chain[0], agency, chain[1]) if agency else chain

    def _inherit(
        self, said: Said, asked: list[Relay], passed: list[Relay], mine: list[Mark]
    ) -> tuple[list[Relay], list[Relay]]:
        """The relays that come from sentences before, and what those behind may inherit in turn."""
        scope, inherited = self._announced(said) or self.scope, list[Relay]()
        if self._carries(said):
            return asked, []
        if scope and self._goes_on(said, scope):
            if not asked and not self._other_medium(scope, mine):
                asked = [_later(r) for r in scope.asked]
            if not passed and scope.lasts:
                inherited = [_later(r) for r in scope.passed]
        if asked or passed or inherited:
            if not said.asks or not scope:
                lasts = not passed or asked != [] or any(m.rule in _LASTING for m in mine)
                self.scope = _Scope(said.speaker, asked, passed or inherited, lasts)
        elif said.outer is None and not said.asks:
            self.scope = None
        return asked, inherited

    def _carries(self, said: Said) -> bool:
        """Whether the statement is that of a carrier who speaks for another: "Ardess reports that …" ends no interview."""
        known = (*self.scope.asked, *self.scope.passed) if self.scope else ()
        return said.speaker is not None and key(said.speaker.name) in {key(r.carrier) for r in known}

    def _other_medium(self, scope: _Scope, mine: list[Mark]) -> bool:
        """Whether another medium is named than those the scope has already."""
        known = {key(r.carrier) for r in (*scope.asked, *scope.passed)}
        return any(m.media and m.way == "passed" and key(m.name) not in known for m in mine)

    def _goes_on(self, said: Said, scope: _Scope) -> bool:
        """Whether the one whose words a scope covers still speaks; a question between two answers ends nothing."""
        if said.asks or said.outer is not None or said.speaker is None or said.speaker is scope.speaker:
            return True
        return any(_OF_THE_CHIEF.match(s.of(self.relays.text)) for s in said.source)

    def _announced(self, said: Said) -> _Scope | None:
        """An interview named in a sentence before, whose giver the sentence names and who speaks now."""
        if said.speaker is None:
            return None
        home = self._home(said)
        for mark in reversed(self.marks):
            if mark.way == "asked" and mark.trigger.end <= home:
                (sentence,) = overlapping(self.relays._sentences, mark.trigger)[:1] or (mark.trigger,)
                named = any(p == "text" and s.overlaps(sentence) for p, s, _ in said.speaker.places)
                alone = self._alone(said, sentence.start)
                return _Scope(said.speaker, [_relay(mark)]) if named and alone and not mark.own else None
        return None

    def _alone(self, said: Said, start: int) -> bool:
        """Whether nobody else has spoken since a place."""
        home = self._home(said)
        for n in reversed(self.done):
            if self.homes[n] < start:
                return True
            if (
                self.homes[n] < home
                and self.said[n].speaker not in (said.speaker, None)
                and not self.said[n].asks
            ):
                return False
        return True

    def _marks(self, said: Said) -> list[Mark]:
        """The marks of the statement's sentences that speak of this statement."""
        places = self.relays.sentences_of(said)
        near = [m for s in places for m in self.inside.get(s.start, ())]
        return [m for m in near if self._is_of(m, said)]

    def _is_of(self, mark: Mark, said: Said) -> bool:
        if any(mark.span.overlaps(s) for s in said.source) and mark.rule not in ("handed_by",):
            return False
        if any(mark.trigger.overlaps(c) for c in said.cue) and mark.way == "asked":
            return True
        if any(c.start < mark.span.start and mark.span.end + 3 < c.end for c in said.content):
            return False
        if self._apart(mark, said):
            return False
        return mark.way == "passed" or self._is_next(mark, said)

    def _is_next(self, mark: Mark, said: Said) -> bool:
        """Whether nobody else in the sentence spoke nearer to the words "told X"."""
        others = [s for s in self.said if s.part == said.part and s.speaker is not said.speaker and s.cue]
        mine = _distance(mark, said)
        return all(_distance(mark, s) >= mine for s in others)

    def _apart(self, mark: Mark, said: Said) -> bool:
        """Whether a semicolon or "while" stands between a mark and what the statement says."""
        place = (said.cue or said.content)[0]
        start, end = sorted((mark.trigger, place))[0].end, sorted((mark.trigger, place))[1].start
        return start < end and bool(_ASIDE.search(self.relays.text, start, end))

    def _outer(self, said: Said) -> list[Relay]:
        """Whoever stands over a statement and only passes it on: quoted it, or speaks for the one whose it is."""
        if said.outer is None:
            return []
        over = self.said[said.outer]
        if over.speaker is None or not over.source or over.part != said.part:
            return []
        text = self.relays.text if over.part == "text" else self.relays.title
        cue, source = " ".join(s.of(text) for s in over.cue), over.source[0].of(text)
        chief = said.speaker is not None and (
            said.speaker.kind == "organisation"
            or bool(_OF_THE_CHIEF.search(source))
            or any(w in source.casefold() for w in said.speaker.words[-1:])
        )
        voice = bool(_VOICE_OF.search(f"{source} {over.speaker.title or ''}")) and chief
        if voice or (over.speaker.kind != "person" and _CARRIES.search(cue)) or "according" in cue.casefold():
            return [Relay(over.speaker.name, "explicit", over.source[0])]
        return []

    def _covering(self, said: Said, mine: list[Mark]) -> list[Relay]:
        home = (said.cue or said.content)[0]
        reach = [c for c in self.covers if c.start <= home.start < c.end]
        elsewhere = any(m.way == "passed" and m.media and not m.own for m in mine)
        reach = [c for c in reach if not elsewhere or c.stacks]
        sure = [c for c in reach if c.basis != "inferred"]
        here = self.relays.sentences_of(said)
        return [
            Relay(c.carrier, "explicit" if c.names_itself_in(here) else c.basis, c.span)
            for c in sorted(sure or reach, key=lambda c: c.rank)
        ]

    def _finished(
        self, said: Said, found: Sequence[Relay | Mark], mine: list[Mark], own: bool = False
    ) -> tuple[Relay, ...]:
        relays = [_relay(r) if isinstance(r, Mark) else r for r in found]
        relays += [] if own else self._covering(said, mine)
        chain: list[Relay] = []
        taken = {key(self.relays.article.outlet), key(said.speaker.name if said.speaker else None), ""}
        for relay in relays:
            if key(relay.carrier) not in taken:
                chain.append(relay)
                taken.add(key(relay.carrier))
        return (*chain, *self.relays.own())

    def _of_title(self, said: Said, found: dict[int, tuple[Relay, ...]]) -> tuple[Relay, ...]:
        """What the title names, and what reaches the first statement of the same speaker in the text."""
        title = self.relays.title
        marks = marks_of(title, [Span(0, len(title))], self.press, ()) if title else ()
        mine = [m for m in marks if self._is_of(m, said) and not m.own]
        same = [
            n for n in sorted(found) if self.said[n].speaker is said.speaker and self.said[n].part == "text"
        ]
        below = found[same[0]][:-1] if same and said.speaker else ()
        relays = [Relay(m.name, "explicit") for m in sorted(mine, key=lambda m: m.rank)]
        whole = [Relay(c.carrier, c.basis, c.span) for c in self.covers if c.whole and c.basis != "inferred"]
        later = [Relay(r.carrier, "inherited", r.span) for r in below]
        return self._finished(said, [*relays, *later, *whole], [], own=True)


def _relay(mark: Mark) -> Relay:
    return Relay(mark.name, "explicit", mark.span)


def _later(relay: Relay) -> Relay:
    return Relay(relay.carrier, "inherited", relay.span)


def _distance(mark: Mark, said: Said) -> int:
    """Characters between a mark and the nearest cue of a statement."""
    return min(
        (max(mark.trigger.start - c.end, c.start - mark.trigger.end, 0) for c in said.cue), default=10**6
    )
