"""People's judgements, beside the machine's record: only ever added."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta

from reportedly.casefile import audit
from reportedly.casefile.store import Row, Store
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import ENUMERATIONS, Review, content_id
from reportedly.record.vocabulary import Verdict

_COLUMNS = "id, target_kind, target, verdict, by, at, reason, before, after, supersedes"
_KNOWN_KINDS = ("article", "statement", "story")  # of these we can tell whether the target is in the case


@dataclass(frozen=True, slots=True)
class Draft:
    """A review before it has its id and what it supersedes."""

    target_kind: str
    target: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""
    before: str | None = None
    after: str | None = None


def add(store: Store, draft: Draft) -> Review:
    """Keep a judgement, with an entry in the audit; the same one twice is kept once."""
    _check(draft)
    told = astuple(draft)
    with store.transaction():
        _check_target(store, draft)
        last = _last(store, draft)
        if last is not None and told == _told(last):
            return last
        supersedes = last.id if last else None
        id = content_id("review", *told, supersedes)
        review = Review(id, **asdict(draft), supersedes=supersedes)
        store.run(f"INSERT INTO review ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(review))
        audit.log(store, "review", {"id": review.id})
    return review


def of(store: Store, target: str | None) -> tuple[Review, ...]:
    """Reviews of one target, or all, in the order they were given."""
    sql = f"SELECT {_COLUMNS} FROM review WHERE ?1 IS NULL OR target = ?1 ORDER BY number"
    return tuple(_review(row) for row in store.rows(sql, (target,)))


def expected_id(review: Review) -> str:
    """The id that follows from what a review says."""
    return content_id("review", *_told(review), review.supersedes)


def _told(review: Review) -> Row:
    return astuple(review)[1:-1]


def _review(row: Row) -> Review:
    return Review(*row)


def _last(store: Store, draft: Draft) -> Review | None:
    """The latest of this person on this target: two people's judgements stand side by side."""
    row = store.row(
        f"SELECT {_COLUMNS} FROM review WHERE target = ? AND target_kind = ? AND by = ? ORDER BY number DESC",
        (draft.target, draft.target_kind, draft.by),
    )
    return _review(row) if row else None


def _check(draft: Draft) -> None:
    if draft.verdict not in ENUMERATIONS["review.verdict"]:
        raise InputError.expected(
            "verdict", f"one of {', '.join(ENUMERATIONS['review.verdict'])}", draft.verdict
        )
    for name in ("target_kind", "target", "by"):
        if not getattr(draft, name):
            raise InputError.expected(f"review: {name}", "some characters", getattr(draft, name))
    _check_time(draft.at)
    if draft.verdict != "edited" and (draft.before is not None or draft.after is not None):
        raise InputError.expected(
            "review: before, after", "none, unless the verdict is edited", draft.verdict
        )
    for name in ("before", "after"):
        _check_json(name, getattr(draft, name))


def _check_time(at: str) -> None:
    try:
        offset = datetime.fromisoformat(at).utcoffset()
    except ValueError:
        offset = None
    if offset != timedelta(0):
        raise InputError.expected("review: at", "a date and time in UTC, such as 2026-03-01T12:00:00Z", at)


def _check_json(name: str, value: str | None) -> None:
    try:
        json.loads(value or "null")
    except (ValueError, RecursionError) as error:
        raise InputError(f"review: {name}: expected JSON, got: {error}") from error


def _check_target(store: Store, draft: Draft) -> None:
    kind, target = draft.target_kind, draft.target
    if kind in _KNOWN_KINDS and not store.row(f"SELECT 1 FROM {kind} WHERE id = ?", (target,)):
        raise UnknownItemError(f"{store.path}: there is no {kind} {target!r}")
