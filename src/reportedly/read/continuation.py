"""Quotations that go on without a cue of their own."""

from __future__ import annotations

from dataclasses import replace

from reportedly.models import Attribution
from reportedly.read.units import Unit

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
    if unit.paragraph == before.paragraph + 1 and host.source:
        return [*found, _inferred(unit, host)]
    return found


def _host(found: list[Attribution]) -> Attribution:
    """The last attribution that is nobody's inner one."""
    return next(a for a in reversed(found) if a.parent is None)


def _quoted_end(unit: Unit) -> bool:
    """Whether the unit's last words, or all but its cue, stand in quotation marks."""
    return any(q for q in unit.quoted)


def _inferred(unit: Unit, host: Attribution) -> Attribution:
    rule = host.by.partition(":")[0] + ":continuation"
    return Attribution((unit.span,), (), host.source, rule, CONTINUATION_SCORE, inferred=True)
