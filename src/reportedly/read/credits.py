"""Provenance that a text itself gives: datelines, "X reports", bylines, interviews, "Reporting by …" (CASES 1-8).

Datelines are in :mod:`credits_dateline`, lines of their own in :mod:`credits_lines`, what names a medium in
:mod:`credits_media`; here is what stands inside sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.read.credits_dateline import find_datelines
from reportedly.read.credits_lines import find_lines, trimmed
from reportedly.read.credits_media import KIND, NAME, is_media, key
from reportedly.record import Credit, Evidence

_NAMED = rf"(?:the )?(?P<agency>{NAME})(?: (?P<after>{KIND}))?"
_LED = rf"(?P<medium>(?:the |a )?(?:[a-z]+ )?{KIND} )?{_NAMED}"
_REPORTS = re.compile(
    rf", (?:as )?{_LED} (?P<verb>reports|reported|informs|informed|writes|has reported|has learned)(?=[.,]|$| with reference| citing| on \w+day[.,])"
)
_REPORTS_HEAD = re.compile(
    rf"(?m)(?:^|(?<=[.!?”] ))As {_LED} (?:reports|informs|writes|reported)(?=,| with reference| citing)"
    rf"|^{_LED.replace('?P<', '?P<h_')} (?:reports|informs)(?=,| with reference| citing)"
)
_INTERVIEW = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ff]or) an (?:exclusive )?interview (?:with|to|given to|for) (?:the )?(?:[A-Z]?[a-z]+(?:an|ish|ese|ch|ian|i) )?"
    rf"(?P<agency>{NAME})"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the |a )?(?:(?:\w+ )?{KIND} )?(?P<agency>{NAME})(?: {KIND})?")


def find_credits(text: str, outlet: str | None) -> list[Credit]:
    """The credits of a (mended) text, in text order. ``outlet`` tells a self-credit from one to another."""
    found = [*find_datelines(text), *find_lines(text, outlet)]
    own = {key(n) for n in [outlet, *(c.agency for c in found if c.kind == "dateline")] if n}
    found += [
        _credit("self" if key(_agency(m)) in own else "source_link", m, "reports")
        for m in _reports(text, own)
    ]
    found += [_credit("interview", m) for m in _INTERVIEW.finditer(text)]
    found += [
        _credit("source_link", m, "according_to")
        for m in _ACCORDING.finditer(text)
        if is_media(m["agency"], own)
    ]
    return sorted(_apart(found), key=lambda c: (c.span, c.kind))


def _credit(kind: str, match: re.Match[str], rule: str = "") -> Credit:
    return Credit(kind, trimmed(match), _agency(match), evidence=Evidence(rule=f"credit:{rule or kind}"))  # type: ignore[arg-type]


def _agency(match: re.Match[str]) -> str:
    found = match["agency"] or match["h_agency"]
    return re.sub(r"[’']s$", "", found).rstrip(".")


def _reports(text: str, own: set[str]) -> Iterator[re.Match[str]]:
    """ "…, X reports" of a medium; ", Ana Boruk reported." may be a speaker's."""
    for match in _REPORTS.finditer(text):
        medium = is_media(match["agency"], own) or match["medium"] or match["after"]
        if medium or " " not in match["agency"] or match["verb"] in ("reports", "informs"):
            yield match
    yield from _REPORTS_HEAD.finditer(text)


def _apart(credits: list[Credit]) -> list[Credit]:
    """Each place once; inside a line of its own stands no other credit."""
    lines = [c.span for c in credits if c.kind in ("wire", "copyright", "reporting_by", "dateline")]
    return list(
        {
            (c.kind, c.span): c
            for c in credits
            if not any(s.start <= c.span.start and c.span.end <= s.end and s != c.span for s in lines)
        }.values()
    )
