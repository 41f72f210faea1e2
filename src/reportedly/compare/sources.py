"""What an article says of its own provenance: who published it, when, whom it credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportedly.compare.names import is_agency, same_name
from reportedly.record import Article, Credit, Reading

NAMING = frozenset({"wire", "self", "source_link", "reporting_by", "dateline"})
"""Kinds of credit that name where a text comes from. An interview names who was spoken to, not whose text it is
(CASES 11); a copyright line names whose page it is."""

EDGE = 300
"""Code points from the start or the end of a text (or a tenth of it) within which "X reports" credits the whole
item: a lead and a closing sentence of usual length; set by hand."""

ZONES = timedelta(hours=14)
"""How far a day, or a time without its zone, can be off: the largest offset in use. Day dates put 24 % of wire
copies before their source (research/reuse.md § 4)."""

CLOCKS = timedelta(minutes=5)
"""How far two full date-times must be apart to tell an order: stamps are set by hand and by systems."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published: ``[start, end]`` in UTC; ``exact`` when day, time and zone were all given."""

    start: datetime
    end: datetime
    exact: bool

    def precedes(self, other: Moment) -> bool:
        """Whether this is earlier beyond what zones and clocks leave open."""
        return other.start - self.end > (CLOCKS if self.exact and other.exact else ZONES)

    def days_to(self, other: Moment) -> int:
        """Whole days between the two, in either direction."""
        return abs(other.start - self.start).days


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a link of a chain.

    ``publisher`` is its outlet, or who it credits as itself; ``agency`` the one credited that is nearest the
    origin, ``also`` the others it credits.
    """

    article: Article
    publisher: str | None
    agency: str | None
    also: tuple[str, ...]
    moment: Moment | None

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id


def source_of(article: Article, reading: Reading | None = None) -> Source:
    """What an article's metadata and, where it was read, its credits say."""
    credits = _naming(reading)
    publisher = article.outlet or next((c.agency for c in credits if c.kind == "self"), None)
    ranked = sorted(credits, key=lambda c: _rank(c, len(article.text)))
    named = [name for c in ranked for name in reversed((c.agency or "").split(" / "))] + _in_byline(article)
    others = [name for name in named if not same_name(name, publisher)]
    agency = others[0] if others else None
    also = tuple(sorted({name for name in others if not same_name(name, agency)}))
    return Source(article, publisher, agency, also, moment(article.published))


def _naming(reading: Reading | None) -> list[Credit]:
    return [c for c in reading.credits if c.kind in NAMING and c.agency] if reading else []


def _rank(credit: Credit, length: int) -> tuple[bool, int, int]:
    """Credits for the whole item first, of these the one that comes last.

    A distributor stands on top, the agency it took the text from later (CASES 2). "According to X" within the
    text is for its sentence only (CASES 10).
    """
    edge = max(EDGE, length // 10)
    whole = credit.kind != "source_link" or credit.span.start < edge or credit.span.end > length - edge
    return (not whole, -credit.span.start, -credit.span.end)


def _in_byline(article: Article) -> list[str]:
    """Agencies that the byline names: it is kept where the credit in the text is lost (CASES 7)."""
    return [part for part in re.split(r"\s*(?:,|;|/|\band\b)\s*", article.byline or "") if is_agency(part)]


def moment(published: str | None) -> Moment | None:
    """A publication date or date-time; ``None`` where there is none that can be understood."""
    try:
        start = datetime.fromisoformat(published) if published else None
    except ValueError:
        return None
    if start is None:
        return None
    day = not re.search(r"\d[T ]\d", published or "")
    exact = not day and start.tzinfo is not None
    start = start.astimezone(UTC) if start.tzinfo else start.replace(tzinfo=UTC)
    return Moment(start, start + timedelta(days=1) if day else start, exact)
