"""People's judgements, beside the machine's record: only ever added.

Each person has one judgement on each target that stands: the last of a chain in which each names the one it
supersedes. Taking one back (undo) adds a withdrawal; what it superseded then stands again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta

from reportedly.casefile import audit, edits
from reportedly.casefile.store import Row, Store
from reportedly.codec import encode
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import ENUMERATIONS, Review, ReviewedPlace, Withdrawal, content_id
from reportedly.record.vocabulary import Verdict

COLUMNS = "id, target_kind, target, verdict, by, at, reason, before, after, supersedes"
"""Columns of table review that are a review's fields, in their order."""

_INSERT = f"INSERT INTO review ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WITHDRAWAL = "id, review, by, at, reason, became"
_TAKE_BACK = f"INSERT INTO withdrawal ({_WITHDRAWAL}) VALUES (?, ?, ?, ?, ?, ?)"
_PLACE = "INSERT INTO review_place (review, article, part, content, text_sha256) VALUES (?, ?, ?, ?, ?)"
_STANDING = f"""SELECT {COLUMNS} FROM standing_review
    WHERE (?1 IS NULL OR target_kind = ?1) AND (?2 IS NULL OR target = ?2) AND (?3 IS NULL OR "by" = ?3) ORDER BY number"""
_LAST_OF = f"""SELECT {COLUMNS} FROM review WHERE by = ? AND id NOT IN (SELECT review FROM withdrawal)
    ORDER BY number DESC LIMIT 1"""
_BY_ID = ("article", "statement", "story")


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
    check(draft)
    with store.transaction():
        _check_target(store, draft)
        if draft.verdict == "edited":
            draft = _with_before(store, draft)
        last = _last(store, draft)
        if last is not None and astuple(draft) == _told(last):
            return last
        review = _new(store, draft, last.id if last else None)
        keep(store, review)
        audit.log(store, "review", {"id": review.id})
    return review


def keep(store: Store, review: Review, place: ReviewedPlace | None = None) -> None:
    """Store a review with its place and its edit, inside the open transaction.

    ``place`` is what a copy of the casefile says of its statement, used where the statement is not here.
    """
    store.run(_INSERT, astuple(review))
    if review.target_kind == "statement":
        _keep_place(store, review, place)
    if review.verdict == "edited":
        edits.put(store, review.id, review.target_kind, review.after)


def take_back(
    store: Store, id: str, by: str, at: str, reason: str = "", became: str | None = None
) -> Withdrawal:
    """Take a review back; it stays in the record and counts no more."""
    check_person(by, at)
    with store.transaction():
        taken = one(store, id)
        if taken.by != by and became is None:
            raise InputError.expected("withdrawal", f"{taken.by!r}, whose review it is", by)
        if store.row("SELECT 1 FROM withdrawal WHERE review = ?", (id,)):
            raise InputError(f"review {id}: expected one that stands, got one taken back already")
        made = Withdrawal(content_id("withdrawal", id, by, at, reason, became), id, by, at, reason, became)
        keep_withdrawal(store, made)
        audit.log(store, "withdrawal", {"id": made.id})
    return made


def keep_withdrawal(store: Store, withdrawal: Withdrawal) -> None:
    """Store a withdrawal, inside the open transaction."""
    store.run(_TAKE_BACK, astuple(withdrawal))


def undo(store: Store, by: str, at: str) -> Review:
    """Take back the last review of a person that was not taken back, whenever it was given; gives it."""
    with store.transaction():
        row = store.row(_LAST_OF, (by,))
        if row is None:
            raise UnknownItemError(f"{store.path}: there is no review by {by!r} that could be taken back")
        last = Review(*row)
        take_back(store, last.id, by, at, "undo")
    return last


def of(store: Store, target: str | None) -> tuple[Review, ...]:
    """Reviews of one target, or all, in the order they were given."""
    sql = f"SELECT {COLUMNS} FROM review WHERE ?1 IS NULL OR target = ?1 ORDER BY number"
    return tuple(Review(*row) for row in store.rows(sql, (target,)))


def one(store: Store, id: str) -> Review:
    """The review with that id."""
    row = store.row(f"SELECT {COLUMNS} FROM review WHERE id = ?", (id,))
    if row is None:
        raise UnknownItemError(f"{store.path}: there is no review {id!r}")
    return Review(*row)


def withdrawals(store: Store) -> tuple[Withdrawal, ...]:
    """Every review taken back, in the order it was done."""
    return tuple(
        Withdrawal(*row) for row in store.rows(f"SELECT {_WITHDRAWAL} FROM withdrawal ORDER BY number")
    )


def standing(
    store: Store, kind: str | None = None, target: str | None = None, by: str | None = None
) -> tuple[Review, ...]:
    """Each person's judgement that counts now on each target, in the order they were given."""
    return tuple(Review(*row) for row in store.rows(_STANDING, (kind, target, by)))


def expected_id(review: Review) -> str:
    """The id that follows from what a review says."""
    return content_id("review", *_told(review), review.supersedes)


def expected_withdrawal_id(w: Withdrawal) -> str:
    """The id that follows from what a withdrawal says."""
    return content_id("withdrawal", w.review, w.by, w.at, w.reason, w.became)


def check(draft: Draft | Review) -> None:
    """Raise ``InputError`` unless verdict, time and JSON are what a review can hold."""
    if draft.verdict not in ENUMERATIONS["review.verdict"]:
        raise InputError.expected(
            "verdict", f"one of {', '.join(ENUMERATIONS['review.verdict'])}", draft.verdict
        )
    for name in ("target_kind", "target"):
        _check_filled(name, getattr(draft, name))
    check_person(draft.by, draft.at)
    if draft.verdict != "edited" and (draft.before is not None or draft.after is not None):
        raise InputError.expected(
            "review: before, after", "none, unless the verdict is edited", draft.verdict
        )
    for name in ("before", "after"):
        _check_json(name, getattr(draft, name))
    if draft.verdict == "edited":
        edits.told(draft.target_kind, draft.after)


def _told(review: Review) -> Row:
    return astuple(review)[1:-1]


def _new(store: Store, draft: Draft, supersedes: str | None) -> Review:
    """The review with its id. One taken back within the same second has the id already: this one follows it."""
    review = Review(content_id("review", *astuple(draft), supersedes), **asdict(draft), supersedes=supersedes)
    if store.row("SELECT 1 FROM review WHERE id = ?", (review.id,)):
        return _new(store, draft, review.id)
    return review


def _last(store: Store, draft: Draft) -> Review | None:
    """The judgement of this person on this target that stands: two people's stand side by side."""
    found = standing(store, draft.target_kind, draft.target, draft.by)
    return found[-1] if found else None


def _with_before(store: Store, draft: Draft) -> Draft:
    edits.check(store, draft.target_kind, draft.target, draft.after)
    if draft.before is not None:
        return draft
    known = edits.before(store, draft.target_kind, draft.target, draft.after)
    return Draft(**{**asdict(draft), "before": known})


def _keep_place(store: Store, review: Review, place: ReviewedPlace | None) -> None:
    here = edits.machine_place(store, review.target) or place
    if here is not None:
        content = encode(here.content).decode()
        store.run(_PLACE, (review.id, here.article, here.part, content, here.text_sha256))


def _check_filled(name: str, value: str) -> None:
    if not value:
        raise InputError.expected(f"review: {name}", "some characters", value)


def check_person(by: str, at: str) -> None:
    """Raise ``InputError`` unless somebody is named and the time is UTC in ISO 8601."""
    _check_filled("by", by)
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
    if kind == "tie":
        edits.tie_of(store, target)
        return
    column = {"speaker": "name"}.get(kind, "id" if kind in _BY_ID else "")
    if column and not store.row(f"SELECT 1 FROM {kind} WHERE {column} = ?", (target,)):
        raise UnknownItemError(f"{store.path}: there is no {kind} {target!r}")
