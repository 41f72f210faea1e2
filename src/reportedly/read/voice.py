"""The outlet's own voice: every sentence or part of one that no one is given for, without what it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.read.found import Found
from reportedly.read.parts import PartText
from reportedly.read.places import Taken, overlapping
from reportedly.record import Credit, Span
from reportedly.text import sentences

FEWEST_WORDS = 3
"""Words of a sentence that counts as own voice; shorter ones are labels, times and residue."""

FEWEST_IN_PART = 6
"""Words of a part of a sentence beside a statement; shorter ones set the scene of the speaking ("on Monday in the port of …")."""

_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|supposed(?:ly)?|purported(?:ly)?|reportedly|apparent(?:ly)?|suspected|presumed|presumably|so-called|rumou?red|unconfirmed|said to (?:be|have)|believed to|thought to)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would|\w+ed|came|went|fell|rose|began|took|left|lay|stood|held|made|met|lost|won|shut|hit|cut|broke)\b"
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the outlet says in one sentence, around what it quotes there; ``hedged`` by a word such as "allegedly"."""

    spans: tuple[Span, ...]
    hedged: bool


def own_voice(text: PartText, found: list[Found], credits: list[Credit]) -> list[OwnWords]:
    """The sentences of the (mended) text that hold no part of a statement, and the clauses beside one; credits at their edges and
    everything in quotation marks are left out: a scare quote is no voice of the outlet's. Linear."""
    said = sorted(
        s for f in found if f.part is text for a in [f.attribution] for s in (*a.content, *a.cue, *a.source)
    )
    lines = (c.span for c in credits if c.kind in ("reporting_by", "copyright", "byline"))
    taken, lined = Taken(said), Taken(lines)
    heads = [c.span for c in credits if c.kind == "dateline"]
    merged = _merged(said)
    own = []
    for sentence in sentences(text.text):
        body = _after(sentence, heads, text.text)
        if lined.touches(body) or len(body.of(text.text).split()) < FEWEST_WORDS:
            continue
        parts = _beside(text.text, body, overlapping(merged, body)) if taken.touches(body) else [body]
        own += [w for part in parts if (w := _unquoted(text, part)).spans]
    return own


def _merged(spans: list[Span]) -> list[Span]:
    """The ground of some ordered spans, as spans that lie apart."""
    apart: list[Span] = []
    for s in spans:
        if apart and s.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, s.end))
        else:
            apart.append(s)
    return apart


def _beside(text: str, body: Span, said: Sequence[Span]) -> list[Span]:
    """The clauses of a sentence before, between and after what is said in it, set off by marks and with a verb of their own."""
    edges = [body.start, *(e for s in said for e in s), body.end]
    gaps = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    return [
        p
        for g in gaps
        if _set_off(text, body, g)
        and len((p := _tidy(text, g)).of(text).split()) >= FEWEST_IN_PART
        and _VERB.search(p.of(text))
    ]


def _set_off(text: str, body: Span, gap: Span) -> bool:
    before, after = text[body.start : gap.start], text[gap.start : gap.end]
    opens = not before.strip() or bool(re.match(r"[\s”\"’]*[,;—–.]", after))
    return opens and (
        gap.end == body.end or bool(re.search(r"[,;—–:.]\s*(?:and |but |while )?[“\"‘]?$", after))
    )


def _tidy(text: str, span: Span) -> Span:
    """Without the marks and joints at its ends."""
    start, end = span
    head = re.match(r"[^\w]*(?:(?:and|but|while)\b\s*)?", text[start:end])
    start += head.end() if head else 0
    tail = re.search(r"[^\w]*(?:\b(?:and|but|while)\b[^\w]*)?$", text[start:end])
    return Span(start, start + tail.start() if tail and start + tail.start() > start else max(start, end))


def _unquoted(text: PartText, part: Span) -> OwnWords:
    """The part without what stands in quotation marks."""
    edges = [part.start, *(e for q in overlapping(text.quoted, part) for e in q), part.end]
    pieces = [_stripped(text.text, Span(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    kept = tuple(p for p in pieces if re.search(r"\w", p.of(text.text)))
    return OwnWords(kept, bool(_HEDGE.search(" ".join(p.of(text.text) for p in kept))))


def _stripped(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _after(sentence: Span, heads: list[Span], text: str) -> Span:
    """The sentence without a dateline at its head."""
    ends = [
        h.end for h in heads if h.start <= sentence.start < h.end or sentence.start <= h.start < sentence.end
    ]
    start = min(max([sentence.start, *ends]), sentence.end)
    return Span(
        start + len(text[start : sentence.end]) - len(text[start : sentence.end].lstrip()), sentence.end
    )
