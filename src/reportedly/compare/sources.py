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
class Provenance:
    """An article as a link of a chain, without its text: what stories and origins are made of.

    ``publisher`` is its outlet, or who it credits as itself, or its page's host; ``agency`` the one credited that is nearest the
    origin, ``also`` the others it credits; ``published`` as the article gives it.
    """

    id: str
    publisher: str | None
    agency: str | None
    also: tuple[str, ...]
    published: str | None
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Source(Provenance):
    """The same with the article, where its words are asked for names."""

    article: Article

    @property
    def provenance(self) -> Provenance:
        """What is kept once the article is out of sight."""
        return Provenance(self.id, self.publisher, self.agency, self.also, self.published, self.moment)


def source_of(article: Article, reading: Reading | None = None) -> Source:
    """What an article's metadata and, where it was read, its credits say."""
    itself = next((c.agency for c in _naming(reading) if c.kind == "self"), None)
    publisher = article.outlet or itself or _host(article.url)
    of_all, of_parts = _named(reading, len(article.text))
    whole = [name for name in of_all + _in_byline(article) if not same_name(name, publisher)]
    agency = whole[0] if whole else None
    named = (name for name in whole + of_parts if not same_name(name, publisher))
    also = tuple(sorted({name for name in named if not same_name(name, agency)}))
    when = article.published
    return Source(article.id, publisher, agency, also, when, moment(when), article)


def _host(url: str | None) -> str | None:
    """The host of an address, without "www." and "m."; ``None`` where there is none."""
    found = re.match(r"\w+://(?:www\.|m\.)?([\w.-]+)", url or "")
    return found[1].casefold() if found else None


def _naming(reading: Reading | None) -> list[Credit]:
    return [c for c in reading.credits if c.kind in NAMING and c.agency] if reading else []


def _named(reading: Reading | None, length: int) -> tuple[list[str], list[str]]:
    """Whom an article credits for the whole item, the one nearest the origin first, and whom for parts of it.

    A distributor stands on top, the agency it took the text from later (CASES 2). "According to X" within the
    text is for its sentence only (CASES 10).
    """
    edge = max(EDGE, length // 10)
    of_all: list[str] = []
    of_parts: list[str] = []
    for credit in sorted(_naming(reading), key=lambda c: (-c.span.start, -c.span.end)):
        whole = credit.kind != "source_link" or credit.span.start < edge or credit.span.end > length - edge
        (of_all if whole else of_parts).extend(reversed((credit.agency or "").split(" / ")))
    return of_all, of_parts


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
