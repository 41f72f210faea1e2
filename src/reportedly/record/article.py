"""What came in: bytes as they came, and the article found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportedly.errors import InputError
from reportedly.record.span import Span
from reportedly.record.vocabulary import CreditKind

METADATA = ("url", "outlet", "title", "byline", "published", "modified", "language")
"""Names of the metadata an article can have; INTERFACE, article in."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes as they came, and how they came.

    ``sha256`` is over the bytes. ``content`` holds them on their way to the casefile and is ``None`` where only
    the hash is kept. ``fetched_at`` is UTC in ISO 8601, given by the acquiring stage (pure stages have no clock).
    """

    sha256: str
    size: int
    media_type: str
    how: str
    url: str | None = None
    fetched_at: str | None = None
    custody: str = ""
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """One metadatum with where it was found and by which rule; several candidates for one name are all kept."""

    name: str
    value: str
    where: str
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text (never edited) with its metadata and the capture it was found in.

    Of several candidates for one metadatum the first is the one shown; ``candidates`` gives all.
    """

    id: str
    text: str
    metadata: tuple[Noted, ...] = ()
    capture: Capture | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_text(
        cls, text: str, *, id: str, extra: dict[str, Any] | None = None, **metadata: str
    ) -> Article:
        """An article from values at hand: ``Article.from_text(text, id="a1", outlet="The Example")``."""
        if unknown := set(metadata) - set(METADATA):
            raise InputError.expected("article", f"metadata among {', '.join(METADATA)}", sorted(unknown))
        noted = tuple(Noted(name, metadata[name], "caller", "given") for name in METADATA if name in metadata)
        return cls(id, text, noted, None, extra or {})

    def candidates(self, name: str) -> tuple[Noted, ...]:
        """Every value noted for a metadatum, best first."""
        return tuple(n for n in self.metadata if n.name == name)

    def first(self, name: str) -> str | None:
        """The value shown for a metadatum, or ``None`` where none was noted."""
        return next((n.value for n in self.metadata if n.name == name), None)

    @property
    def outlet(self) -> str | None:
        """Name of the publishing outlet."""
        return self.first("outlet")

    @property
    def title(self) -> str:
        """The headline; empty where none was noted."""
        return self.first("title") or ""

    @property
    def published(self) -> str | None:
        """Date or date-time of publication, ISO 8601, as noted."""
        return self.first("published")

    @property
    def url(self) -> str | None:
        """Address of the page."""
        return self.first("url")

    @property
    def byline(self) -> str | None:
        """The byline as printed."""
        return self.first("byline")

    @property
    def language(self) -> str | None:
        """Language tag, where one was noted."""
        return self.first("language")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the machine decided so: a rule or a model with version, a score in [0, 1], the spans it looked at, what else it weighed."""

    rule: str | None = None
    model: str | None = None
    score: float = 1.0
    spans: tuple[Span, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Provenance that the text itself gives: a dateline, a byline, "X reports", "Reporting by …"."""

    kind: CreditKind
    span: Span
    agency: str | None = None
    place: str | None = None
    date: str | None = None
    evidence: Evidence = Evidence()
