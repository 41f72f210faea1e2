"""The audit: what was done, newest first, each entry chained to the one before; and what a check of the file says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from reportedly.casefile import NOT_SHOWN, SHOWN, AuditEntry, Casefile
from reportedly.codec import encode, plain
from reportedly.present.shapes import list_shape, list_table
from reportedly.web.asked import choice, cut, paging
from reportedly.web.screens import Screen

CHECK = {"": "not asked for", "now": "the whole file"}
"""Words of ``?check=``: the check reads every page of the file, so it is made only where it is asked for."""

ACTIONS = {
    "created": "casefile created",
    "review": "judged",
    "withdrawal": "taken back",
    "export": "exported",
    "ingest": "articles taken in",
    "run": "read and compared",
    "merge": "another casefile merged",
    "unmask": "protected names shown in an export",
    "reviews_merged": "reviews merged",
    "purged": "purged",
}
"""Action → what the page calls it; another one is shown as it is."""


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry with its detail as lines, and what a review or withdrawal in it was about."""

    entry: AuditEntry
    action: str
    lines: tuple[tuple[str, str], ...]


def audit(request: Request, case: Casefile) -> Screen:
    """Entries from the newest back, with the last hash; ``?check=now`` recomputes everything in the file."""
    query = request.query_params
    part, check = cut(query), choice(query, "check", CHECK)
    count = case.audit(0).count
    end = max(0, count - part.offset)
    start = max(0, end - part.limit)
    found = tuple(reversed(case.audit(end - start, start).items))
    head = case.audit(1, count - 1).items if count else ()
    told = _told(case)
    outcome = case.verify() if check else None
    shown = {
        "entries": [EntryShown(e, ACTIONS.get(e.action, e.action), _lines(e, told)) for e in found],
        "head": head[0] if head else None,
        "outcome": outcome,
        "SHOWN": SHOWN,
        "NOT_SHOWN": NOT_SHOWN,
        "paging": paging("/audit", query, part, len(found), count),
    }
    listed = list_shape(found, count, start > 0, part.offset)
    twin = {
        **listed,
        "head": plain(head[0]) if head else None,
        "verification": plain(outcome) if outcome else None,
    }
    return Screen("audit.html", shown, twin, table=list_table("audit", AuditEntry, found, count, part.offset))


def _told(case: Casefile) -> dict[str, tuple[tuple[str, str], ...]]:
    """Id of a review or withdrawal → what it was about: the audit itself keeps the id, whose hash covers the rest."""
    reviews = {r.id: r for r in case.reviews()}
    told: dict[str, tuple[tuple[str, str], ...]] = {
        r.id: (("by", r.by), ("reading", r.verdict), (r.target_kind, r.target), ("why", r.reason))
        for r in reviews.values()
    }
    for taken in case.withdrawals():
        of = reviews.get(taken.review)
        about = (("reading", of.verdict), (of.target_kind, of.target)) if of else ()
        told[taken.id] = (("by", taken.by), *about, ("why", taken.reason))
    return told


def _lines(entry: AuditEntry, told: dict[str, tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
    about = told.get(str(entry.detail.get("id")), ()) if entry.action in ("review", "withdrawal") else ()
    lines = (*about, *((name, _shown(value)) for name, value in entry.detail.items()))
    return tuple((name, value) for name, value in lines if value)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else encode(plain(value)).decode()
