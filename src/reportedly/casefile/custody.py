"""The casefile's methods for its custody: audit, verify, hold, purge, backup, merge, where captures are kept."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import Any

from reportedly.casefile import audit, backups, captures, holds, merging, purging, verify
from reportedly.casefile.backups import Backup
from reportedly.casefile.holds import Hold
from reportedly.casefile.merging import Merged
from reportedly.casefile.purging import Purged
from reportedly.casefile.results import AuditEntry, Page, Verification
from reportedly.casefile.store import Store


class Custody:
    """How a casefile is kept; part of :class:`Casefile`."""

    _store: Store

    def log(self, action: str, detail: dict[str, Any] | None = None) -> AuditEntry:
        """Append to the audit, chained to the entry before by its hash; the time is this machine's clock, UTC."""
        return audit.log(self._store, action, detail or {})

    def audit(self, limit: int = 50, offset: int = 0) -> Page[AuditEntry]:
        """The audit, first entry first."""
        return audit.entries(self._store, limit, offset)

    def verify(self) -> Verification:
        """Recompute every hash and check the file, schema, spans, reviews and chain; reads the whole file.

        It shows that the file is consistent with itself. It cannot show that nobody who can write the file
        rebuilt it whole, or cut off the last entries of the audit (``verify.SHOWN``, ``verify.NOT_SHOWN``).
        """
        return verify.verify(self._store)

    def hold(self, target: str, by: str, at: str, reason: str) -> None:
        """Set a legal hold on an article, or with ``""`` on the whole casefile: what it covers cannot be purged."""
        holds.set_hold(self._store, target, True, by, at, reason)

    def lift_hold(self, target: str, by: str, at: str, reason: str) -> None:
        """Lift a hold; that it was set stays in the record."""
        holds.set_hold(self._store, target, False, by, at, reason)

    def holds(self) -> tuple[Hold, ...]:
        """Every hold that is set."""
        return holds.holds(self._store)

    def purge(self, ids: Sequence[str], reason: str, by: str, at: str) -> Purged:
        """Take articles away for good, with readings, reviews and captures; tombstones (hashes only) stay.

        The file is then written anew, which takes room for a second copy of it and some time (a minute per GB). What
        was purged is refused when it comes again. With no ids it finishes a purge that was stopped. Raises
        ``InputError`` under a hold, ``UnknownItemError``, ``BusyError`` or ``CasefileError`` while others use the file.
        """
        return purging.purge(self._store, ids, reason, by, at)

    def purge_pending(self) -> bool:
        """Whether a purge was stopped before the file was written anew, so that old bytes may still be in it."""
        return purging.pending(self._store)

    def backup(self, target: str | PathLike[str]) -> Backup:
        """Copy the casefile to a new file while it is in use: one state of it, whole. Never replaces a file."""
        return backups.backup(self._store, target)

    def merge(self, path: str | PathLike[str]) -> Merged:
        """Bring another casefile in, which may be a stranger's: what is new, with conflicts told. Nothing is replaced."""
        return merging.merge(self._store, path)

    def keep_captures(self, folder: str) -> None:
        """From now on keep captures' bytes in a folder beside the casefile (named from the casefile's own)."""
        captures.keep_beside(self._store, folder)
