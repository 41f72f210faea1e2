"""The outlet's own voice: every sentence that no one is given for."""

from __future__ import annotations

from reportedly.read.found import Found
from reportedly.read.parts import PartText
from reportedly.read.places import Taken
from reportedly.record import Credit, Span
from reportedly.text import sentences

FEWEST_WORDS = 3
"""Words of a sentence that counts as own voice; shorter ones are labels, times and residue."""


def own_voice(text: PartText, found: list[Found], credits: list[Credit]) -> list[Span]:
    """The sentences of the (mended) text that hold no part of an attributed statement; credits at their edges are left out.

    Parts of sentences follow with the learned reader (issue 7): a sentence that gives any statement is not listed.
    """
    said = (s for f in found if f.part is text for s in (*f.attribution.content, *f.attribution.cue))
    lines = (c.span for c in credits if c.kind in ("reporting_by", "copyright", "byline"))
    taken = Taken([*said, *lines])
    heads = [c.span for c in credits if c.kind == "dateline"]
    own = []
    for sentence in sentences(text.text):
        body = _after(sentence, heads, text.text)
        if len(body.of(text.text).split()) >= FEWEST_WORDS and not taken.touches(body):
            own.append(body)
    return own


def _after(sentence: Span, heads: list[Span], text: str) -> Span:
    """The sentence without a dateline at its head."""
    ends = [
        h.end for h in heads if h.start <= sentence.start < h.end or sentence.start <= h.start < sentence.end
    ]
    start = min(max([sentence.start, *ends]), sentence.end)
    return Span(
        start + len(text[start : sentence.end]) - len(text[start : sentence.end].lstrip()), sentence.end
    )
