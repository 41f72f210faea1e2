"""What comes of laying articles side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportedly.record.article import Evidence
from reportedly.record.span import Span
from reportedly.record.vocabulary import AlterationKind, Direction, RelationKind, TieKind


@dataclass(frozen=True, slots=True)
class Passage:
    """Two places with the same words; spans are of each article's text as it came.

    ``similarity`` is the share of equal tokens in the alignment, ``in_quotation`` the share of its tokens that
    stand inside quotation marks in both, ``boilerplate`` marks page furniture and stock paragraphs.
    """

    a: str
    b: str
    a_span: Span
    b_span: Span
    similarity: float
    identical: bool
    in_quotation: float
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """How two articles hang together by their words.

    ``containment_a`` is the share of a's own-voice tokens found again in b, ``containment_b`` the reverse.
    """

    a: str
    b: str
    kind: TieKind
    containment_a: float
    containment_b: float
    jaccard: float
    direction: Direction
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story's articles go back to: an article of the case, or a named agency whose own text is not in it."""

    id: str
    articles: tuple[str, ...]
    named: str | None
    earliest: str | None
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles joined by copying, with the separate origins found: an upper bound, whose basis is said."""

    id: str
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent_origins: int
    origins_basis: str
    uncertain_ties: int = 0


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """A statement of an article of the case."""

    article: str
    statement: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A view over statements that say the same: candidates until reviewed."""

    id: str
    statements: tuple[StatementPlace, ...]
    n_articles: int
    n_outlets: int
    independent_origins: int
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Two statements that say the same, or of which one denies or answers the other."""

    a: StatementPlace
    b: StatementPlace
    kind: RelationKind
    score: float
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class AlteredPlace:
    """One end of an alteration; ``statement`` is ``None`` where the article gives it in its own voice."""

    article: str
    span: Span
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Alteration:
    """What happened to a statement on its way from one article to another."""

    origin: AlteredPlace
    copy: AlteredPlace
    kind: AlterationKind
    before: str
    after: str
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that comparing found. Claims, relations and alterations stay empty where only reuse was asked for."""

    passages: tuple[Passage, ...] = ()
    ties: tuple[Tie, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    summary: dict[str, Any] = field(default_factory=dict)
