"""Reported speech that goes on without a cue of its own: flagged as inferred, never silent (CASES 21)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from reportedly.models import Attribution
from reportedly.read.frames import RULES_VERSION
from reportedly.read.units import Unit, units
from reportedly.record import Span

CONTINUATION_SCORE = 0.5
"""Score of a quotation given to the speaker of the quotation before it; not calibrated before issue 4."""


def continued(unit: Unit, before: Unit | None, found: list[Attribution]) -> list[Attribution]:
    """``found`` with the unit's quotation joined to the last attribution, where it plainly goes on.

    In the same paragraph the quoted sentence belongs to the same attribution (PolNeAR's convention); in the next
    paragraph it becomes a statement of its own, without a cue and flagged as inferred.
    """
    if not unit.all_quoted or before is None or not found:
        return found
    host = _host(found)
    if not _quoted_end(before) or host.content[-1].end < before.span.start:
        return found
    if unit.paragraph == before.paragraph:
        joined = replace(host, content=(*host.content, unit.span))
        return [joined if a is host else a for a in found]
    return [*found, _inferred(unit, host)] if host.source else found


def _host(found: list[Attribution]) -> Attribution:
    """The last attribution that is nobody's inner one."""
    return next(a for a in reversed(found) if a.parent is None)


def _quoted_end(unit: Unit) -> bool:
    """Whether the unit's last words, or all but its cue, stand in quotation marks."""
    return any(q for q in unit.quoted)


def _inferred(unit: Unit, host: Attribution) -> Attribution:
    rule = host.by.partition(":")[0] + ":continuation"
    return Attribution((unit.span,), (), host.source, rule, CONTINUATION_SCORE, inferred=True)


_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|my|mine)\b", re.IGNORECASE)

UNQUOTED_SCORE = 0.4
"""Score of an unquoted sentence in the first person after reported speech; not calibrated before issue 4."""


def with_continuations(attributions: list[Attribution], text: str) -> list[Attribution]:
    """The attributions with unquoted sentences in the first person joined that follow reported speech in its paragraph.

    "She said A. B must not be forgotten by our people.": an outlet does not say "our" of a party; the speaker goes on.
    An outlet that says "we" or "our" elsewhere in its own voice may do so here: nothing is joined then.
    """
    added: list[Attribution] = []
    host, paragraph = None, -1
    hosts = _latest_in(units(text), attributions)
    for number, unit in enumerate(units(text)):
        if number in hosts:
            host, paragraph = hosts[number], unit.paragraph
        elif not _in_first_person(unit):
            continue
        elif host is None or not host.source or unit.paragraph != paragraph:
            return attributions
        else:
            added.append(_goes_on(unit, host))
    return [*attributions, *added]


def _latest_in(inside: tuple[Unit, ...], attributions: list[Attribution]) -> dict[int, Attribution]:
    """Number of each unit that an outer attribution's first content touches → the last such attribution."""
    starts = [unit.span.start for unit in inside]
    latest: dict[int, Attribution] = {}
    for a in attributions:
        if a.parent is None:
            first = max(0, bisect_right(starts, a.content[0].start) - 1)
            for number in range(first, bisect_left(starts, a.content[0].end)):
                latest[number] = a
    return latest


def _in_first_person(unit: Unit) -> bool:
    return any(
        _FIRST_PERSON.fullmatch(t.norm) and not q for t, q in zip(unit.tokens, unit.quoted, strict=True)
    )


def _goes_on(unit: Unit, host: Attribution) -> Attribution:
    span = Span(unit.span.start, unit.span.end - unit.text[: unit.span.end].endswith("."))
    return Attribution(
        (span,), (), host.source, f"{RULES_VERSION}:first_person", UNQUOTED_SCORE, inferred=True
    )
