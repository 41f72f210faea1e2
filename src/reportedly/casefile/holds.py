"""Legal hold: while it is set, nothing it covers is purged. Setting and lifting are only ever added."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.casefile import audit, reviews
from reportedly.casefile.store import Store
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import content_id

WHOLE = ""
"""The target that stands for the whole casefile."""

_INSERT = "INSERT INTO hold (id, target, held, by, at, reason) VALUES (?, ?, ?, ?, ?, ?)"
_HELD = """SELECT target, by, at, reason FROM hold WHERE number IN (SELECT max(number) FROM hold GROUP BY target)
    AND held ORDER BY target"""


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that is set: on an article, or with the target ``""`` on the whole casefile."""

    target: str
    by: str
    at: str
    reason: str


def set_hold(store: Store, target: str, held: bool, by: str, at: str, reason: str) -> None:
    """Set or lift a hold, with an entry in the audit. Raises ``InputError``, ``UnknownItemError``."""
    reviews.check_person(by, at)
    if not reason.strip():
        raise InputError.expected("hold", "a reason", reason)
    with store.transaction():
        if target != WHOLE and not store.row("SELECT 1 FROM article WHERE id = ?", (target,)):
            raise UnknownItemError(f"{store.path}: there is no article {target!r}")
        if held == any(hold.target == target for hold in holds(store)):
            return
        id = content_id("hold", store.value("SELECT count(*) FROM hold"), target, held, by, at, reason)
        store.run(_INSERT, (id, target, held, by, at, reason))
        audit.log(
            store, "hold" if held else "hold_lifted", {"id": id, "target": target, "by": by, "reason": reason}
        )


def holds(store: Store) -> tuple[Hold, ...]:
    """Every hold that is set."""
    return tuple(Hold(*row) for row in store.rows(_HELD))


def check_free(store: Store, ids: tuple[str, ...]) -> None:
    """Raise ``InputError`` naming the hold that keeps one of these articles."""
    for hold in holds(store):
        if hold.target == WHOLE or hold.target in ids:
            what = "the whole casefile" if hold.target == WHOLE else f"article {hold.target!r}"
            raise InputError(f"{store.path}: {what} is under hold since {hold.at} ({hold.by}: {hold.reason})")
