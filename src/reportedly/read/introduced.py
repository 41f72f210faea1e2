"""Quotations with their speaker in the paragraph before them, or signed behind them (docs/method.md, Statements)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.models import Attribution
from reportedly.read.cues import Cue, find_cues
from reportedly.read.frames import RULES_VERSION
from reportedly.read.places import Taken
from reportedly.read.sources import source_left
from reportedly.read.units import Unit
from reportedly.record import Span

INTRODUCED_SCORE, SIGNED_SCORE = 0.8, 0.9
"""Order of trust, set by hand beside ``frames.SCORES``: a colon before a quotation is sure of its speech and less of its
subject; a name behind a dash is sure of both."""
NEAR = 8
"""Words and marks between the cue of an introduction and its colon ("made the following comment to us:")."""

_SIGNED = re.compile(
    r"[ \u00a0]*(?P<dash>[―—–]|--?)[ \u00a0]*(?P<name>[A-ZÀ-Þ][^\n“”\"]{1,80}?)\.?[ \u00a0]*(?=\n|$)"
)

_COLON = re.compile(r"[,\s]?:[ \u00a0]?$")


def introduced(inside: tuple[Unit, ...], found: list[Attribution]) -> Iterator[Attribution]:
    """Attributions of quotations that nobody has been given for yet.

    A quotation that opens a paragraph behind "The harbour office wrote:" is the office's; one with "― Ada Ruun" behind it is hers.
    """
    taken = Taken(s for a in found for s in (*a.content, *a.cue))
    for before, unit in zip((None, *inside), inside, strict=False):
        for quote in unit.quotes:
            if taken.touches(quote.span):
                continue
            signed = _signed(unit, quote.span)
            if signed:
                yield signed
            elif before and unit.all_quoted and unit.paragraph != before.paragraph:
                yield from _behind_colon(before, unit.span)


def _signed(unit: Unit, quote: Span) -> Attribution | None:
    """“…” ― Name, to the end of the line."""
    at = _SIGNED.match(unit.text, quote.end)
    if not at:
        return None
    dash, name = Span(*at.span("dash")), Span(*at.span("name"))
    return Attribution((quote,), (dash,), (name,), f"{RULES_VERSION}:signed", SIGNED_SCORE)


def _behind_colon(before: Unit, words: Span) -> Iterator[Attribution]:
    """What a sentence that ends in a colon announces: its last cue with a source says who."""
    if before.norm(len(before.tokens) - 1) != ":":
        return
    near = [c for c in find_cues(before) if c.stop >= len(before.tokens) - NEAR]
    for cue in reversed(near):
        source = _source(before, cue)
        if source:
            frame = cue.frame
            yield Attribution(
                (words,), (before.between(cue.first, cue.stop),), (before.between(*source),),
                f"{RULES_VERSION}:introduced", INTRODUCED_SCORE, frame.stance, frame.kind,
            )  # fmt: skip
            return


def _source(unit: Unit, cue: Cue) -> tuple[int, int] | None:
    return None if cue.passive else source_left(unit, cue.first)


def with_announced(inside: tuple[Unit, ...], found: list[Attribution]) -> list[Attribution]:
    """The attributions, each with the quotation that its own content announces with a colon (“… one thing: “Patience.””)."""
    taken = Taken(s for a in found for s in (*a.content, *a.cue))
    loose = {q.span.start: q.span for unit in inside for q in unit.quotes if not taken.touches(q.span)}
    ends = {start: _colon_end(inside[0].text, start) for start in loose}
    heads = {end: loose[start] for start, end in ends.items() if end}
    grown = []
    for a in found:
        quote = heads.pop(a.content[-1].end, None)
        grown.append(replace(a, content=(*a.content, quote)) if quote else a)
    return grown


def _colon_end(text: str, start: int) -> int:
    """Where the words end that a colon parts from what begins at ``start`` in the same paragraph; 0 without one."""
    at = _COLON.search(text, max(0, start - 4), start)
    return at.start() if at else 0
