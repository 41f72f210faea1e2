"""How `reportedly review` prints statements, samples and orphans; a module of that command, not a command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.casefile import Agreement, Orphan, Sample, ToJudge

KEYS: dict[str, Any] = {"y": "right", "x": "wrong", "u": "unsure"}
"""Key → verdict, as in the workbench (DESIGN § 7)."""


def statement(item: ToJudge) -> Iterator[str]:
    """A statement with what a reviewer needs to see."""
    flags = " (inferred)" if item.inferred else " (unresolved)" if item.resolution == "unresolved" else ""
    who = item.speaker or item.source or "nobody named"
    yield f"{item.statement}  {who}{flags} — {item.cue or '·'} — {item.content}"
    place = " · ".join(str(x) for x in (item.outlet, item.published, item.article) if x)
    yield f"    {item.kind}, {item.stance}, {item.form}, score {item.score:.2f}   {place}"


def orphan(found: Orphan) -> Iterator[str]:
    """A judgement that lost its target, with the proposal where there is one."""
    review = found.review
    yield f"{review.id}  {review.target_kind} {review.target} {review.verdict} by {review.by}, {review.at}"
    if found.proposed:
        yield f"    fits statement {found.proposed} of {found.article} ({found.overlap:.0%} of the content)"
    else:
        yield f"    no one statement fits{f' in {found.article}' if found.article else ''}"


def sample(found: Sample) -> Iterator[str]:
    """A table of strata, the whole first."""
    yield f"{'precision':>9}  {'95 % interval':<15} {'judged':>7} {'drawn':>6} {'size':>9}  {'stratum':<20}".rstrip()
    judged, drawn, size = (
        sum(getattr(s, name) for s in found.strata) for name in ("judged", "drawn", "size")
    )
    yield _row(found.precision, judged, drawn, size, "all, each stratum by its size")
    for stratum in found.strata:
        unsure = f"  ({stratum.unsure} unsure)" if stratum.unsure else ""
        label = ", ".join(value or "(none)" for value in stratum.values) or "all"
        yield _row(stratum.precision, stratum.judged, stratum.drawn, stratum.size, label + unsure)


def _row(share: Any, judged: int, drawn: int, size: int, label: str) -> str:
    value = "–" if share.value is None else f"{share.value:.1%}"
    return f"{value:>9}  {f'{share.low:.1%} to {share.high:.1%}':<15} {judged:>7,} {drawn:>6,} {size:>9,}  {label}"


def agreement(found: Agreement) -> Iterator[str]:
    """Alpha with what it rests on."""
    alpha = "none: no target was judged by two people" if found.alpha is None else f"{found.alpha:.3f}"
    yield f"Krippendorff's alpha over verdicts: {alpha}"
    if found.targets:
        yield f"{found.targets:,} targets judged by two or more of {', '.join(found.reviewers)}"
    for kind, target in found.split:
        yield f"they differ on {kind} {target}"
