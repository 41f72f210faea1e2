"""How far a credit reaches: which stretch of the item came through whom (CASES 1-3, 7, 10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.read.credits_media import KIND, NAME, agencies, is_body
from reportedly.read.places import overlapping
from reportedly.read.relays_marks import Mark
from reportedly.read.relays_press import Press
from reportedly.record import Credit, Span
from reportedly.record.vocabulary import RelayBasis
from reportedly.text import paragraphs

_LINES = frozenset({"wire", "source_link"})
_INSIDE = frozenset({"credit:reports", "credit:according_to", "credit:bracket"})
_WEAK = frozenset(
    {
        "credit:based_on",
        "credit:contributed",
        "credit:material",
        "credit:link",
        "credit:with",
        "credit:initials",
    }
)
_OUTRIGHT = frozenset({"interview", "ran_interview", "reports_that", "quoted_by", "handed_by", "handed_on"})
"""Rules that say of a bare name that it passed words on, in a sentence without a statement."""
_TIMED = re.compile(r"[\[(]?\d{1,2}[:.]\d\d\b")
_SUFFIX = re.compile(rf"(?: [-–—|] |\s*[(\[])(?:(?:the )?{KIND} )?(?P<agency>{NAME})(?: {KIND})?[)\]]?$")
_PREFIX = re.compile(rf"^(?P<agency>{NAME}): ")


@dataclass(frozen=True, slots=True)
class Cover:
    """One carrier over a stretch of the text. ``here``: its own sentence names it outright; ``stacks``: it took over even what other
    media are named for; ``rank`` orders carriers over one place, the nearer the speaker the lower."""

    carrier: str
    start: int
    end: int
    basis: RelayBasis
    rank: int
    span: Span | None = None
    here: bool = False
    stacks: bool = False
    whole: bool = False

    def names_itself_in(self, sentences: Sequence[Span]) -> bool:
        """Whether one of some sentences is where the credit stands."""
        return self.here and self.span is not None and any(s.overlaps(self.span) for s in sentences)


def find_covers(
    text: str, credits: Sequence[Credit], sentences: Sequence[Span], marks: Sequence[Mark], press: Press
) -> list[Cover]:
    """The covers of an article's credits."""
    named = [c for c in credits if c.agency and c.kind not in ("self", "byline", "interview", "reporting_by")]
    lines = [c for c in named if c.kind in _LINES and c.evidence.rule not in _INSIDE | _WEAK]
    found = [cover for c in named if c.kind == "dateline" for cover in _dateline(c, text)]
    found += [_line(c, lines, text) for c in lines]
    found += [_weak(c, text) for c in named if c.evidence.rule in _WEAK or c.kind == "copyright"]
    found += _brackets([c for c in named if c.evidence.rule == "credit:bracket"], text)
    found += _reports(
        [c for c in named if c.evidence.rule == "credit:reports"], text, sentences, marks, press
    )
    return [c for c in found if not press.is_own(c.carrier)]


def _dateline(credit: Credit, text: str) -> list[Cover]:
    several = reversed((credit.agency or "").split(" / "))
    return [
        Cover(a, 0, len(text), "inherited", 20 + n, credit.span, whole=True) for n, a in enumerate(several)
    ]


def _line(credit: Credit, lines: Sequence[Credit], text: str) -> Cover:
    """A line over the item reaches to its end or the next such line, one under it back to the line before."""
    places = [c.span for c in lines]
    n = places.index(credit.span)
    body = [p for p in paragraphs(text) if p.length > 1 and not any(s.overlaps(p) for s in places)]
    under = (bool(body) and credit.span.start > body[-1].start) or (
        n > 0 and credit.span.start - places[0].end > 0 and not _is_over(places[0], body)
    )
    under = under or not _is_over(places[0], body)
    start = (places[n - 1].end if n else 0) if under else credit.span.end
    between = places[n + 1].start if n + 1 < len(places) and not under else len(text)
    later = between if any(b.start < between for b in body if b.start > credit.span.end) else len(text)
    end = credit.span.end if under else later
    if under and not any(start <= b.start < end for b in body):
        start = 0
    return Cover(
        credit.agency or "",
        start,
        end,
        "inherited",
        30 + n,
        credit.span,
        stacks=True,
        whole=end - start > len(text) // 2,
    )


def _is_over(line: Span, body: Sequence[Span]) -> bool:
    """Whether a line stands before the body, or under nothing but its first paragraph as a heading does."""
    return (
        not body
        or line.start < body[0].start
        or (len(body) > 1 and line.start < body[1].start and body[0].length < 60)
    )


def _weak(credit: Credit, text: str) -> Cover:
    name = credit.agency or ""
    name = agencies().get(name.casefold(), name.upper() if name.islower() else name)
    return Cover(name, 0, len(text), "inferred", 40, credit.span, whole=True)


def _brackets(credits: Sequence[Credit], text: str) -> list[Cover]:
    """The source behind an entry is its own; the only one, behind the last of several paragraphs, is the whole item's."""
    found, all_of_it = [], paragraphs(text)
    for credit in credits:
        (own,) = overlapping(all_of_it, credit.span)[:1]
        last = own == all_of_it[-1] and len(credits) == 1 and not _TIMED.match(own.of(text))
        found.append(
            Cover(
                credit.agency or "",
                0 if last else own.start,
                own.end,
                "inherited" if last else "explicit",
                25,
                credit.span,
                here=True,
                whole=last,
            )
        )
    return found


def _reports(
    credits: Sequence[Credit], text: str, sentences: Sequence[Span], marks: Sequence[Mark], press: Press
) -> list[Cover]:
    """ "…, X reports" in the first paragraph reaches forward, in the last back, each to where another medium or the outlet itself is
    named; elsewhere it reaches its own paragraph."""
    found, all_of_it = [], [p for p in paragraphs(text) if p.length > 40] or paragraphs(text)
    for credit in credits:
        if press.person(credit.agency or "") and not press.is_medium(credit.agency or ""):
            continue
        (own,) = overlapping(paragraphs(text), credit.span)[:1]
        (sentence,) = overlapping(sentences, credit.span)[:1] or (own,)
        stops = [
            m.trigger for m in marks if (m.own or (m.media and m.way == "passed")) and not _same(m, credit)
        ]
        start = (
            own.start
            if own.end < all_of_it[-1].start
            else max((overlapping(sentences, s)[0].end for s in stops if s.end <= sentence.start), default=0)
        )
        end = (
            sentence.end
            if own.start > all_of_it[0].start
            else min(
                (overlapping(sentences, s)[0].start for s in stops if s.start >= sentence.end),
                default=len(text),
            )
        )
        if own.start <= all_of_it[0].start:
            start = 0
        found.append(
            Cover(credit.agency or "", start, end, "inherited", 15, credit.span, here=True, whole=start == 0)
        )
    return found


def of_orphans(marks: Sequence[Mark], spoken: Sequence[Span], text: str, press: Press) -> list[Cover]:
    """Media named in a sentence that holds no statement ("The interview appeared in Lume."): in the first paragraph they reach the
    whole item, in the last all before."""
    body = [p for p in paragraphs(text) if p.length > 1]
    found = []
    for mark in marks:
        sure = mark.rule in _OUTRIGHT or press.is_medium(mark.name)
        if (
            mark.own
            or not mark.media
            or not sure
            or mark.name.islower()
            or any(s.start <= mark.trigger.start < s.end for s in spoken)
        ):
            continue
        first, last = mark.trigger.start < body[0].end, mark.trigger.start >= body[-1].start
        if first or last:
            end = len(text) if first else mark.trigger.start
            found.append(Cover(mark.name, 0, end, "inherited", 12, mark.span, whole=True))
    return found


def _same(mark: Mark, credit: Credit) -> bool:
    return mark.span.overlaps(credit.span) or mark.name == credit.agency


def of_title(title: str, text: str, press: Press) -> list[Cover]:
    """A medium at the end of a headline ("… – Ardess"), or before its colon, is the whole item's."""
    for pattern in (_SUFFIX, _PREFIX):
        if match := pattern.search(title):
            name = match["agency"].removeprefix("The ")
            stranger = not re.search(rf"\b{re.escape(name)}\b", text) and pattern is _SUFFIX
            if not press.is_own(name) and (
                press.is_medium(name) or (stranger and not is_body(name) and not press.person(name))
            ):
                return [Cover(name, 0, len(text), "inherited", 35, None, stacks=True, whole=True)]
    return []
