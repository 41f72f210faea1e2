"""The way a statement took: speaker → paper → agency → this outlet."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.words import word
from reportedly.record import Reading, Speaker, Statement
from reportedly.record.vocabulary import RelayBasis

UNKNOWN = "unknown"
"""Shown for a hand that the text implies and does not name."""


@dataclass(frozen=True, slots=True)
class Link:
    """One hand on the way; ``basis`` says how it is known, ``meaning`` explains that word."""

    name: str
    basis: RelayBasis
    meaning: str
    here: bool


def links(statement: Statement, outlet: str | None) -> tuple[Link, ...]:
    """The hands from nearest the speaker outwards; ``here`` marks the last where it is the publishing outlet."""
    return tuple(
        Link(
            relay.carrier or UNKNOWN,
            relay.basis,
            word("relay.basis", relay.basis).meaning,
            n == len(statement.relays) and relay.carrier in (outlet, None),
        )
        for n, relay in enumerate(statement.relays, 1)
    )


def relayed(statement: Statement, outlet: str | None) -> bool:
    """Whether anybody but the publishing outlet stands between the speaker and the reader."""
    return any(not link.here for link in links(statement, outlet))


def speaker_name(speaker: Speaker | None, source: str) -> str:
    """The speaker as shown: a name or description; else the source as written, in quotation marks; else that none is given."""
    if speaker is not None:
        return speaker.name
    return f"“{source}”" if source else "no source given"


def speaker_role(speaker: Speaker | None) -> str:
    """Title and affiliation as given, or nothing."""
    return ", ".join(filter(None, (speaker.title, speaker.affiliation))) if speaker else ""


def depths(reading: Reading) -> dict[str, int]:
    """How deep each statement is nested: 0 for one that nobody else reports; a parent that is missing counts as none.

    A ring of parents (a damaged record) ends where it closes instead of running on.
    """
    parents = {s.id: s.parent for s in reading.statements}
    return {id: _depth(id, parents) for id in parents}


def _depth(id: str, parents: dict[str, str | None]) -> int:
    seen = {id}
    parent = parents[id]
    while parent in parents and parent not in seen:
        seen.add(parent)
        parent = parents[parent]
    return len(seen) - 1
