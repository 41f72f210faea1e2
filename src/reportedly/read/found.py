"""What the attributor gives, cleaned of what is no statement: credits, datelines, source-less quotations kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.models import Attribution, Attributor
from reportedly.read.continuation import with_continuations
from reportedly.read.denials import answered
from reportedly.read.frames import RULES_VERSION
from reportedly.read.parts import PartText, blanked
from reportedly.read.places import Taken
from reportedly.read.stance import wording
from reportedly.read.units import Unit, units
from reportedly.record import About, Credit, Span

SHORTEST_LOOSE_QUOTATION = 8
"""Words of a quotation that is taken for speech without a cue; shorter ones are names, titles and scare quotes
(PolNeAR train: of 527 quotations outside any content the median has 2 words and 12 % reach 8; of 6,880 inside, 12)."""

_WITH_STATEMENT = ("credit:interview", "credit:according_to")
"""Credits that stand inside a statement's own words. All others ("…, X reports") say through whom it came, not who said it:
no statement is read in them."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution of one part; ``topic_only`` as in INTERFACE; ``parent`` counts within the same part's list."""

    part: PartText
    attribution: Attribution
    topic_only: bool = False
    denies: int | None = None
    presupposes: bool = False

    def about(self) -> About:
        """What the statement is about, with the place of what it denies in the list for an id."""
        return About(denies=None if self.denies is None else str(self.denies))


def find_statements(
    attributor: Attributor, text: PartText, title: PartText, credits: list[Credit]
) -> list[Found]:
    """The attributions of text and title, text first, in text order, with stance, without the credits' own sentences."""
    masked = blanked(text.text, [c.span for c in credits if c.evidence.rule not in _WITH_STATEMENT])
    inside = attributor.attribute(masked)
    inside = in_order([*with_continuations(inside, masked), *_loose_quotations(inside, masked)])
    headline = attributor.attribute(title.text)
    return with_wording([*(Found(text, a) for a in inside), *(Found(title, a) for a in headline)])


def with_wording(found: list[Found]) -> list[Found]:
    """The statements of an article with what their wording does, each denial with the place in the list of what it denies."""
    pairs = [_worded(f) for f in found]
    worded = [f for f, _ in pairs]
    answers = answered([f.part.text for f in worded], [f.attribution for f in worded], [s for _, s in pairs])
    return [
        replace(f, attribution=replace(f.attribution, stance=stance, kind=kind), denies=denies)
        for f, (stance, kind, denies) in zip(worded, answers, strict=True)
    ]


def _worded(found: Found) -> tuple[Found, bool]:
    a, text = found.attribution, found.part.text
    cue, content, source = (" ".join(s.of(text) for s in role) for role in (a.cue, a.content, a.source))
    w = wording(cue, content, source, None if ":" in a.by else a.stance)
    a = replace(a, stance=w.stance, kind=w.kind)
    settled = w.sure and w.stance not in ("asserts", "promises")
    return replace(found, attribution=a, topic_only=w.topic_only, presupposes=w.presupposes), settled


def _loose_quotations(attributions: list[Attribution], text: str) -> list[Attribution]:
    """Quotations that nobody is given for: statements without a source, said to be so."""
    taken = Taken(s for a in attributions for s in (*a.content, *a.cue))
    return [_loose(q.span) for unit in units(text) for q in unit.quotes if _is_loose(unit, q.span, taken)]


def in_order(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions in text order of their contents, ``parent`` counted anew."""
    order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i], i))
    place = {old: new for new, old in enumerate(order)}
    moved = [attributions[i] for i in order]
    return [replace(a, parent=place[a.parent] if a.parent is not None else None) for a in moved]


def _place(attribution: Attribution, index: int) -> tuple[int, int, int]:
    return attribution.content[0].start, -attribution.content[-1].end, index


def _is_loose(unit: Unit, span: Span, taken: Taken) -> bool:
    words = sum(1 for k, t in enumerate(unit.tokens) if span.start <= t.start < span.end and unit.is_word(k))
    speech = words >= SHORTEST_LOOSE_QUOTATION or (unit.all_quoted and words > 1)
    return speech and not taken.touches(span)


def _loose(span: Span) -> Attribution:
    return Attribution((span,), (), (), f"{RULES_VERSION}:loose_quotation", 0.4)
