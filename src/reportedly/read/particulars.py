"""Dates and figures of both parts of an article, and the doubts about them, still in the mended texts."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.read.dates import Anchors, Dated, find_dates, publication_bound
from reportedly.read.figures import Counted, find_figures
from reportedly.read.found import Found
from reportedly.read.parts import PartText
from reportedly.record import Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a date that the text leaves open, with what was weighed."""

    part: PartText
    span: Span
    question: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """The dates and figures of one part, and the open questions about them."""

    part: PartText
    dates: list[Dated]
    figures: list[Counted]
    doubts: list[Doubt]


def find_particulars(
    text: PartText, title: PartText, found: list[Found], anchors: Anchors
) -> list[Particulars]:
    """The dates and figures of the title and the text; an undated article gets a bound of its publication as a question."""
    return [_of_part(title, found, anchors), _with_bound(_of_part(text, found, anchors), anchors)]


def _of_part(part: PartText, found: list[Found], anchors: Anchors) -> Particulars:
    cues = [(cue, list(f.attribution.content)) for f in found if f.part is part for cue in f.attribution.cue]
    dates = find_dates(part.text, anchors, part.quoted, cues)
    figures = find_figures(part.text, [d.span for d in dates])
    return Particulars(part, dates, figures, _said_when(part, dates, anchors))


def _said_when(part: PartText, dates: list[Dated], anchors: Anchors) -> list[Doubt]:
    """One question for each quotation whose "today" depends on the day of speaking, which the report doesn't tell."""
    if anchors.day is None:
        return []
    first = {
        next(q for q in part.quoted if q.overlaps(d.span)): d.span for d in reversed(dates) if d.in_speech
    }
    weighed = f"{anchors.day} ({'dateline' if anchors.kind == 'dateline' else 'publication'}) or before"
    return [
        Doubt(part, span, f"On which day was “{span.of(part.text)}” said?", (weighed,))
        for span in sorted(first.values())
    ]


def _with_bound(particulars: Particulars, anchors: Anchors) -> Particulars:
    """The particulars with the bound of an undated article's publication."""
    bound = publication_bound(particulars.part.text, particulars.dates) if anchors.day is None else None
    if bound:
        place, day = bound
        question = "When was this published?"
        particulars.doubts.append(Doubt(particulars.part, place, question, (f"not before {day}",)))
    return particulars
