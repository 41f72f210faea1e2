"""What the casefile answers with: small frozen values, beside the record's own types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from reportedly.record import Problem

T = TypeVar("T")

Added = Literal["new", "known", "conflict"]
"""What became of an article: stored · already there with the same text · its id is taken by another text."""

ArticleOrder = Literal["published", "oldest", "title", "outlet", "id"]
"""Orders of an article list: newest first (undated last), oldest first, by title, by outlet, by id."""

SearchOrder = Literal["date", "oldest", "rank"]
"""Orders of hits: newest first (undated last), oldest first, best match first."""

Where = Literal["statement", "title", "text"]
"""Where a hit stands: in a statement, in an article's title, in an article's text outside any statement found."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list that says how long the whole is.

    ``count`` is the exact length of the whole list, ``offset`` where this part begins in it.
    """

    items: tuple[T, ...]
    count: int
    offset: int = 0

    @property
    def truncated(self) -> bool:
        """Whether the list goes on after this part."""
        return self.offset + len(self.items) < self.count


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items of a batch were new, known, in conflict with a stored id, or problems."""

    new: int = 0
    known: int = 0
    conflict: int = 0
    problems: int = 0

    @property
    def total(self) -> int:
        """Number of items seen."""
        return self.new + self.known + self.conflict + self.problems


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which part of the article list is wanted: ``outlet`` as noted, exactly; ``order`` an ``ArticleOrder``."""

    limit: int = 50
    offset: int = 0
    outlet: str | None = None
    order: ArticleOrder = "published"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of an article list.

    ``title`` is mended for display. ``n_statements`` counts statements attributed to a speaker, ``n_outlet``
    those in the outlet's own voice, ``n_copies`` articles tied to this one by copying (:data:`COPY_KINDS`).
    ``read`` says whether there is a reading (zero statements is not the same as not read).
    """

    id: str
    title: str
    outlet: str | None
    published: str | None
    read: bool
    n_statements: int
    n_outlet: int
    n_speakers: int
    n_copies: int
    story: str | None
    n_problems: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; ``marked`` where it matches the query."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. The fields from ``statement`` to ``form`` are ``None`` where an article's title or text was hit.

    ``source``, ``cue`` and ``content`` are the words at the statement's spans, mended for display, several
    places joined by `` … ``. ``snippet`` is the content (or title) with its matches marked, or an excerpt of
    the article's text. ``inferred`` and ``resolution`` are to be shown wherever the speaker is.
    """

    where: Where
    article: str
    title: str
    outlet: str | None
    published: str | None
    snippet: tuple[Piece, ...]
    statement: str | None = None
    speaker: str | None = None
    resolution: str | None = None
    inferred: bool = False
    source: str | None = None
    cue: str | None = None
    content: str | None = None
    stance: str | None = None
    kind: str | None = None
    voice: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The case in numbers.

    ``speakers`` counts distinct names over all articles, ``ties`` ties by kind, ``copies`` those of
    :data:`COPY_KINDS`, ``separate_origins`` the sum over stories of separate origins found (an upper bound).
    ``compared`` says whether the comparison stored is of the articles and readings now in the case. ``outlets``
    counts distinct names, ``in_stories`` articles that a story joins with others. ``forms`` and ``stances`` count
    attributed statements by each word that occurs, in INTERFACE's order; ``unresolved`` are those of them whose
    speaker could not be settled, ``inferred`` those without a cue of their own, ``open_questions`` all gaps.
    ``orphans`` counts judgements that stand and whose target is gone.
    """

    articles: int
    read: int
    unread: int
    attributed: int
    outlet_voice: int
    speakers: int
    problems: int
    ties: dict[str, int]
    copies: int
    stories: int
    separate_origins: int
    reviews: int
    compared: bool
    outlets: int
    in_stories: int
    forms: dict[str, int]
    stances: dict[str, int]
    unresolved: int
    inferred: int
    open_questions: int
    orphans: int = 0


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the audit: ``hash`` covers this entry and ``previous``, the hash of the one before."""

    number: int
    at: str
    action: str
    detail: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``verify`` looked at (name of the check → how many items) and what did not hold."""

    checked: dict[str, int]
    findings: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether everything that was looked at holds."""
        return not self.findings


COPY_KINDS = ("copy", "partial", "wire_version", "aggregation", "same_page")
"""Kinds of tie counted as copying: all but ``shared_quotation`` (outlets quoting one speech are no copies) and ``none``."""
