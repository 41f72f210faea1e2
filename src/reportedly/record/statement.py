"""Who said what, according to whom."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.record.article import Evidence
from reportedly.record.identity import content_id
from reportedly.record.span import Span
from reportedly.record.vocabulary import (
    EntityKind,
    Form,
    MentionForm,
    Part,
    RelayBasis,
    Resolution,
    SpeakerKind,
    Stance,
    StatementKind,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the article names; ``name`` is the fullest form found."""

    id: str
    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entity is named, described or pointed to. Mentions are *seen*; ``entity`` is ``None`` when unresolved."""

    id: str
    span: Span
    part: Part
    kind: EntityKind
    form: MentionForm
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who is given for statements: *resolved* from mentions. ``name`` is a description where no name is known."""

    id: str
    name: str
    kind: SpeakerKind
    entity: str | None = None
    title: str | None = None
    affiliation: str | None = None
    mentions: tuple[str, ...] = ()
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Relay:
    """One hand through which a statement went; ``carrier`` is ``None`` when unknown. Nearest the speaker comes first."""

    carrier: str | None
    basis: RelayBasis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a statement is about, as far as its wording gives it: slots of an accusation, or what it denies or answers."""

    accused: tuple[str, ...] = ()
    act: Span | None = None
    place: Span | None = None
    date: Span | None = None
    denies: str | None = None
    responds: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A content with its cue and source as they stand in the article, and what was made of them.

    The outlet's own voice is the same type with ``voice="outlet"``, no cue and no source. All spans are of
    ``part``. ``relays`` run from the speaker outwards and end with the publishing outlet.
    """

    id: str
    part: Part
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    form: Form
    kind: StatementKind
    stance: Stance
    voice: Voice
    speaker: str | None
    resolution: Resolution
    parent: str | None = None
    relays: tuple[Relay, ...] = ()
    inferred: bool = False
    topic_only: bool = False
    about: About = About()
    score: float = 1.0
    evidence: Evidence = Evidence()


def statement_id(
    article: str,
    part: Part,
    content: tuple[Span, ...],
    cue: tuple[Span, ...],
    source: tuple[Span, ...],
    voice: Voice,
) -> str:
    """The id of a statement: a hash of article id, part, content, cue, source and voice (INTERFACE)."""
    return content_id("statement", article, part, content, cue, source, voice)
