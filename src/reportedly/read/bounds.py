"""Rules round the learned reader: where a content may begin and end, and which fragments are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.read.places import overlapping
from reportedly.record import Span

_DANGLING = re.compile(
    r"(?:[\s,;:–—-]+|\b(?:and|but|while|as well as|or|whereas|because|so)\b)+$", re.IGNORECASE
)
_LEADING = re.compile(r"^(?:[\s,;:.]+|\b(?:and|but|while)\b\s+(?=that\b))+", re.IGNORECASE)
_QUOTED_SHARE = 0.8
"""Share of a fragment inside quotation marks from which it counts as quoted (METRICS § 1, direct)."""
_EDGE = 2
"""Characters by which a model's edge may miss a quotation mark's."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What bounds contents in a text: its sentences and its outermost quotations, each in order and apart."""

    text: str
    sentences: Sequence[Span]
    quotes: Sequence[Span]


def tidy_content(content: Sequence[Span], fixed: Sequence[Span], ground: Ground) -> tuple[Span, ...]:
    """A content as the marks and sentences of the text bound it; ``fixed`` are cue and source, which it may not cross.

    A quotation is somebody's words as a whole: its bounds come from its marks. An unquoted fragment in another sentence
    than the cue's is dropped, unless it touches one that stays: no one is given words they didn't say.
    """
    near = _with_cue(content, fixed, ground)
    whole = [_to_marks(span, fixed, ground.quotes) for span in near]
    trimmed = [_trimmed(span, ground.text) for span in _merged(whole)]
    return tuple(s for s in trimmed if s.length and any(c.isalnum() for c in s.of(ground.text)))


def _with_cue(content: Sequence[Span], fixed: Sequence[Span], ground: Ground) -> list[Span]:
    homes = [s for f in fixed for s in overlapping(ground.sentences, f)]
    kept: list[Span] = []
    for span in sorted(content):
        touching = bool(kept) and not ground.text[kept[-1].end : span.start].strip(" ,”\"'’“‘")
        if (
            touching
            or any(h.overlaps(span) for h in homes)
            or quoted_share(span, ground.quotes) >= _QUOTED_SHARE
        ):
            kept.append(span)
    return kept


def quoted_share(span: Span, quotes: Sequence[Span]) -> float:
    """Share of a span's characters inside some outermost quotations, in order."""
    inside = sum(min(span.end, q.end) - max(span.start, q.start) for q in overlapping(quotes, span))
    return inside / span.length if span.length else 0.0


def _to_marks(span: Span, fixed: Sequence[Span], quotes: Sequence[Span]) -> Span:
    for q in overlapping(quotes, span):
        shared = min(span.end, q.end) - max(span.start, q.start)
        at_edge = abs(span.start - q.start) <= _EDGE or abs(span.end - q.end) <= _EDGE
        if (at_edge or shared * 2 >= q.length) and not any(f.overlaps(q) for f in fixed):
            wider = Span(min(span.start, q.start), max(span.end, q.end))
            span = span if any(f.overlaps(wider) for f in fixed) else wider
    return span


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _trimmed(span: Span, text: str) -> Span:
    written = span.of(text)
    tail = _DANGLING.search(written)
    end = span.start + (tail.start() if tail else len(written))
    head = _LEADING.match(text[span.start : end])
    return Span(min(end, span.start + (head.end() if head else 0)), end)
