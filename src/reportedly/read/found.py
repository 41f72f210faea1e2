"""What the attributor gives, cleaned of what is no statement: credits, datelines, source-less quotations kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.models import Attribution, Attributor
from reportedly.read.continuation import with_continuations
from reportedly.read.parts import PartText, blanked
from reportedly.read.stance import with_stance
from reportedly.read.units import Unit, units
from reportedly.record import Credit, Span

SHORTEST_LOOSE_QUOTATION = 8
"""Words of a quotation that is taken for speech without a cue; shorter ones are names, titles and scare quotes
(median of PolNeAR train quotations outside any attribution: 3 words; of attributed ones: 14)."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution of one part; ``topic_only`` as in INTERFACE; ``parent`` counts within the same part's list."""

    part: PartText
    attribution: Attribution
    topic_only: bool = False


def find_statements(
    attributor: Attributor, text: PartText, title: PartText, credits: list[Credit]
) -> list[Found]:
    """The attributions of text and title, text first, in text order, with stance, without the credits' own sentences."""
    masked = blanked(
        text.text, [c.span for c in credits if c.kind in ("dateline", "reporting_by", "copyright", "byline")]
    )
    inside = _without_credits(attributor.attribute(masked), credits)
    inside = in_order([*with_continuations(inside, masked), *_loose_quotations(inside, masked)])
    headline = attributor.attribute(title.text)
    return [*(_found(text, a) for a in inside), *(_found(title, a) for a in headline)]


def _found(part: PartText, attribution: Attribution) -> Found:
    return Found(part, *with_stance(attribution, part.text))


def _without_credits(attributions: list[Attribution], credits: list[Credit]) -> list[Attribution]:
    """Drop "…, X reports": the credit says through whom, not who said it. What stood under it stands alone."""
    tails = [c.span for c in credits if c.kind in ("self", "source_link")]

    def is_credit(a: Attribution) -> bool:
        whole = [*a.cue, *a.source]
        return bool(a.cue) and a.cue[0].length < 12 and any(all(t.contains(s) for s in whole) for t in tails)

    kept = [i for i, a in enumerate(attributions) if not is_credit(a)]
    places = {old: new for new, old in enumerate(kept)}
    return [
        replace(attributions[i], parent=places.get(p) if (p := attributions[i].parent) is not None else None)
        for i in kept
    ]


def _loose_quotations(attributions: list[Attribution], text: str) -> list[Attribution]:
    """Quotations that nobody is given for: statements without a source, said to be so."""
    taken = [s for a in attributions for s in (*a.content, *a.cue)]
    return [_loose(q.span) for unit in units(text) for q in unit.quotes if _is_loose(unit, q.span, taken)]


def in_order(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions in text order of their contents, ``parent`` counted anew."""
    order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i], i))
    place = {old: new for new, old in enumerate(order)}
    moved = [attributions[i] for i in order]
    return [replace(a, parent=place[a.parent] if a.parent is not None else None) for a in moved]


def _place(attribution: Attribution, index: int) -> tuple[int, int, int]:
    return attribution.content[0].start, -attribution.content[-1].end, index


def _is_loose(unit: Unit, span: Span, taken: list[Span]) -> bool:
    words = sum(1 for k, t in enumerate(unit.tokens) if span.start <= t.start < span.end and unit.is_word(k))
    return words >= SHORTEST_LOOSE_QUOTATION and not any(span.overlaps(t) for t in taken)


def _loose(span: Span) -> Attribution:
    return Attribution((span,), (), (), "rules-1:loose_quotation", 0.4)
