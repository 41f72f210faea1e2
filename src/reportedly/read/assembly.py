"""From what the steps found to the records, with every span led back to the text as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reportedly.read.accusations import Accusation, accusation
from reportedly.read.chains import Chain
from reportedly.read.dates import Dated
from reportedly.read.events import Ground, Happening, find_events
from reportedly.read.figures import Counted
from reportedly.read.found import Found
from reportedly.read.particulars import Particulars
from reportedly.read.parts import PartText
from reportedly.read.places import overlapping
from reportedly.read.relays import Relays, Said
from reportedly.read.speakers import Resolved, Resolver
from reportedly.read.voice import OwnWords
from reportedly.record import (
    About,
    Article,
    Credit,
    Entity,
    Event,
    Evidence,
    Figure,
    Gap,
    Mention,
    Problem,
    Reading,
    Relay,
    Span,
    Speaker,
    Stamp,
    Statement,
    When,
    content_id,
    statement_id,
    text_sha256,
)
from reportedly.record.vocabulary import EntityKind, Form, Part

_DIRECT = 0.8
"""Share of quoted characters from which a content is direct (METRICS § 1)."""

_ENTITY_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "organisation": "organisation",
    "unnamed": "person",
}


def unread(article: Article, stamp: Stamp) -> Reading:
    """The reading of an article in a language that is not read: nothing but the problem that says so."""
    problem = Problem(
        "read", "language", f"expected English, got {article.language!r}: kept and compared, not read"
    )
    return Reading(article.id, stamp, text_sha256(article.text), problems=(problem,), extra=article.extra)


@dataclass(slots=True)
class Assembly:
    """Collects one article's records."""

    article: Article
    stamp: Stamp
    credits: list[Credit]
    text: PartText
    title: PartText
    statements: list[Statement] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    spotted: dict[Part, list[Dated]] = field(default_factory=dict)
    denied: dict[str, str] = field(default_factory=dict)
    accusing: dict[str, Found] = field(default_factory=dict)

    def add_attributed(self, found: list[Found], resolver: Resolver, relays: Relays) -> None:
        """Add the statements that somebody is given for, with their speakers, relays and gaps."""
        answers = [resolver.resolve(f.attribution, f.part.part, f.part.text) for f in found]
        self.chains = resolver.chains.all
        ids = [self._id(f) for f in found]
        first: dict[Part, int] = {"text": 0, "title": sum(f.part is self.text for f in found)}
        outer = [_over(f, first) for f in found]
        said = [_said(f, a, o) for f, a, o in zip(found, answers, outer, strict=True)]
        through = relays.chains(said, self.chains)
        for n, (item, answer) in enumerate(zip(found, answers, strict=True)):
            over = outer[n]
            self._add(item, answer, ids[n], None if over is None else ids[over], through[n])
            self._note_about(item, ids[n], None if item.denies is None else ids[item.denies])

    def _note_about(self, item: Found, id: str, denied: str | None) -> None:
        """Keep what a statement denies and which ones accuse, until the article's dates are known."""
        if denied is not None and denied != id:
            self.denied[id] = denied
        if item.attribution.stance in ("accuses", "alleges"):
            self.accusing[id] = item

    def _add(
        self, item: Found, answer: Resolved, id: str, parent: str | None, chain: tuple[Relay, ...]
    ) -> None:
        a, back = item.attribution, item.part.to_source
        if item.part is self.text:
            self.grounds += [Ground(span, id, a.stance, a.kind) for span in a.content]
        self.statements.append(
            Statement(
                id,
                item.part.part,
                tuple(map(back, a.content)),
                tuple(map(back, a.cue)),
                self._source(item),
                form_of(item.part.quoted, a.content),
                a.kind,
                a.stance,
                "attributed",
                self._speaker_id(answer.chain) if answer.chain else None,
                answer.resolution,
                parent if parent != id else None,
                tuple(
                    Relay(r.carrier, r.basis, self.text.to_source(r.span) if r.span else None) for r in chain
                ),
                a.inferred,
                item.topic_only,
                score=a.score,
                evidence=_evidence(item, answer.candidates),
            )
        )
        if answer.resolution == "unresolved" or not a.source:
            place = back(a.source[0] if a.source else a.content[0])
            question = f"Who is “{a.source[0].of(item.part.text)}”?" if a.source else "Who says this?"
            self.gaps.append(Gap(place, item.part.part, question, answer.candidates))

    def add_own_voice(self, said: list[OwnWords]) -> None:
        """Add what the outlet says in its own voice; its hedged words carry that in their evidence."""
        for own in said:
            content = tuple(map(self.text.to_source, own.spans))
            id = statement_id(self.article.id, "text", content, (), (), "outlet")
            self.grounds += [Ground(span, id, "asserts", "statement") for span in own.spans]
            relay = (Relay(self.article.outlet, "explicit" if self.article.outlet else "inferred"),)
            self.statements.append(
                Statement(
                    id,
                    "text",
                    content,
                    (),
                    (),
                    "indirect",
                    "statement",
                    "asserts",
                    "outlet",
                    None,
                    "none",
                    relays=relay,
                    evidence=Evidence(rule="own_voice:hedged" if own.hedged else "own_voice"),
                )
            )

    def add_particulars(self, particulars: list[Particulars]) -> None:
        """Add dates, figures and their open questions; then the events that the statements tell of, since they take their dates from here."""
        for p in particulars:
            back, part = p.part.to_source, p.part.part
            self.spotted[part] = p.dates
            self.dates += [_when(d, back(d.span), part) for d in p.dates]
            self.figures += [_figure(c, back(c.span), part) for c in p.figures]
            self.gaps += [Gap(back(d.span), part, d.question, d.candidates) for d in p.doubts]
            if p.part is self.text:
                places = [d.span for d in p.dates]
                self.events += [self._event(h) for h in find_events(p.part.text, places, self.grounds)]

    def _event(self, h: Happening) -> Event:
        back = self.text.to_source
        return Event(
            content_id("event", self.article.id, back(h.span)),
            back(h.span),
            h.span.of(self.text.text),
            back(h.place) if h.place else None,
            back(h.date) if h.date else None,
            tuple(self._entity_id(c) for c in self.chains if c.named and c.places and self._takes_part(c, h)),
            h.told_by,
        )

    def _takes_part(self, chain: Chain, h: Happening) -> bool:
        """Whether the event's clause names somebody, elsewhere than as its place."""
        name = chain.words[-1] if chain.kind == "person" and chain.words else chain.name
        found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", h.clause.of(self.text.text), re.IGNORECASE)
        places = (Span(m.start(), m.end()).shifted(h.clause.start) for m in found)
        return any(h.place is None or not h.place.overlaps(p) for p in places)

    def _with_about(self, s: Statement) -> Statement:
        """The statement with what it denies, or whom it accuses of what, where and when."""
        item = self.accusing.get(s.id)
        if item is None:
            return replace(s, about=About(denies=self.denied[s.id])) if s.id in self.denied else s
        ours = [d.span for d in self.spotted.get(item.part.part, [])]
        told = accusation(item.part.text, item.attribution, ours)
        act, place, date = (span and item.part.to_source(span) for span in (told.act, told.place, told.date))
        return replace(s, about=About(self._accused(item.part.part, told), act, place, date))

    def _accused(self, part: Part, told: Accusation) -> tuple[str, ...]:
        """The entities that are named where the accused stand."""
        if told.accused is None:
            return ()
        named = (c for c in self.chains if c.named and c.places)
        return tuple(
            self._entity_id(c)
            for c in named
            if any(p == part and s.overlaps(told.accused) for p, s, _ in c.places)
        )

    def reading(self) -> Reading:
        """The finished reading; statements of the title come first, then those of the text, each in text order."""
        named = [c for c in self.chains if c.places]
        order = {"title": 0, "text": 1}
        speaking = {s.speaker for s in self.statements}
        return Reading(
            self.article.id,
            self.stamp,
            text_sha256(self.article.text),
            tuple(self._credit(c) for c in self.credits),
            tuple(
                Entity(self._entity_id(c), c.name, _ENTITY_KINDS.get(c.kind, "other"))
                for c in named
                if c.named
            ),
            tuple(m for c in named for m in self._mentions(c)),
            tuple(self._speaker(c) for c in named if self._speaker_id(c) in speaking),
            tuple(
                sorted(
                    map(self._with_about, _distinct(self.statements)),
                    key=lambda s: (order[s.part], s.content, s.cue),
                )
            ),
            events=tuple(self.events),
            dates=tuple(self.dates),
            figures=tuple(self.figures),
            gaps=tuple(sorted(self.gaps, key=lambda g: (order[g.part], g.span))),
            extra=self.article.extra,
        )

    def _id(self, item: Found) -> str:
        a, back = item.attribution, item.part.to_source
        spans = (tuple(map(back, a.content)), tuple(map(back, a.cue)), self._source(item))
        return statement_id(self.article.id, item.part.part, *spans, "attributed")

    def _source(self, item: Found) -> tuple[Span, ...]:
        """Where the source stands; none for inferred speech, whose speaker is named elsewhere (the evidence points there)."""
        return () if item.attribution.inferred else tuple(map(item.part.to_source, item.attribution.source))

    def _credit(self, c: Credit) -> Credit:
        return Credit(c.kind, self.text.to_source(c.span), c.agency, c.place, c.date, c.evidence)

    def _speaker(self, chain: Chain) -> Speaker:
        entity = self._entity_id(chain) if chain.named else None
        ids = tuple(m.id for m in self._mentions(chain))
        return Speaker(
            self._speaker_id(chain), chain.name, chain.kind, entity, chain.title, chain.affiliation, ids
        )

    def _mentions(self, chain: Chain) -> list[Mention]:
        kind = _ENTITY_KINDS.get(chain.kind, "other")
        entity = self._entity_id(chain) if chain.named else None
        found = [(p, self._back(p, s), f) for p, s, f in chain.places]
        return [
            Mention(content_id("mention", self.article.id, p, s), s, p, kind, f, entity) for p, s, f in found
        ]

    def _back(self, part: Part, span: Span) -> Span:
        return (self.text if part == "text" else self.title).to_source(span)

    def _speaker_id(self, chain: Chain) -> str:
        return content_id("speaker", self.article.id, *self._first(chain))

    def _entity_id(self, chain: Chain) -> str:
        return content_id("entity", self.article.id, *self._first(chain))

    def _first(self, chain: Chain) -> tuple[Part, Span]:
        part, span, _ = chain.places[0]
        return part, self._back(part, span)


def _evidence(item: Found, candidates: tuple[str, ...]) -> Evidence:
    """A rule's name has a colon ("rules-1:fronted"), a model's has none; inferred speech points to where its speaker is named."""
    a = item.attribution
    named = tuple(map(item.part.to_source, a.source)) if a.inferred else ()
    rule, model = (a.by, None) if ":" in a.by else (None, a.by)
    return Evidence(rule, model, a.score, named, candidates)


def _when(d: Dated, span: Span, part: Part) -> When:
    first, last = (day.isoformat() if day else None for day in (d.value.earliest, d.value.latest))
    return When(span, part, d.value.edtf, first, last, d.anchor)


def _figure(c: Counted, span: Span, part: Part) -> Figure:
    return Figure(span, part, c.value, c.low, c.high, c.unit, c.approximate)


def _over(item: Found, first: dict[Part, int]) -> int | None:
    """Where the statement that stands over one is in the list of all."""
    over = item.attribution.parent
    return None if over is None else first[item.part.part] + over


def _said(item: Found, answer: Resolved, outer: int | None) -> Said:
    a = item.attribution
    source = () if a.inferred else a.source
    return Said(
        a.content,
        a.cue,
        source,
        answer.chain,
        a.kind == "question" or a.stance == "asks",
        outer,
        item.part.part,
    )


def _distinct(statements: list[Statement]) -> list[Statement]:
    return list({s.id: s for s in statements}.values())


def form_of(quoted: tuple[Span, ...], content: tuple[Span, ...]) -> Form:
    """direct from 80 % of the content's characters inside quotation marks, mixed from one, else indirect."""
    total = sum(s.length for s in content)
    inside = sum(min(s.end, q.end) - max(s.start, q.start) for s in content for q in overlapping(quoted, s))
    share = inside / total if total else 0.0
    return "direct" if share >= _DIRECT else "mixed" if share > 0 else "indirect"
