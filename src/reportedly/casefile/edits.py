"""What an edited review puts in place of the machine's: its JSON checked, and the rows that the final views read."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from reportedly.casefile.packing import unpack
from reportedly.casefile.problems import keep
from reportedly.casefile.store import Row, Store
from reportedly.casefile.wording import words
from reportedly.codec import decode, encode
from reportedly.errors import FormatError, InputError, UnknownItemError
from reportedly.record import Noted, Problem, Reading, Review, ReviewedPlace, Span, Statement
from reportedly.record.vocabulary import Direction, Form, Part, Stance, StatementKind, TieKind, Voice
from reportedly.text.mending import mend

_EDIT = """INSERT OR REPLACE INTO edit (review, source, cue, content, start, stop, form, kind, stance, voice, speaker,
    speaker_given, inferred, topic_only, direction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_NAME_EDIT = "INSERT OR REPLACE INTO name_edit (review, article, now) VALUES (?, ?, ?)"
_MEMBER = (
    "SELECT record FROM statement JOIN reading ON reading.article = statement.article WHERE statement.id = ?"
)
# Reviews that came before the article they are about (from another copy of the casefile).
_WAITING = """SELECT review.id, target_kind, after FROM review JOIN review_place ON review_place.review = review.id
    WHERE article = ? AND verdict = 'edited' AND review.id NOT IN (SELECT review FROM edit)"""


@dataclass(frozen=True, slots=True)
class StatementEdit:
    """Fields of a statement in place of the machine's; spans as in the article's part. ``speaker`` is a name or null."""

    content: tuple[Span, ...] | None = None
    cue: tuple[Span, ...] | None = None
    source: tuple[Span, ...] | None = None
    stance: Stance | None = None
    kind: StatementKind | None = None
    form: Form | None = None
    voice: Voice | None = None
    speaker: str | None = None
    inferred: bool | None = None
    topic_only: bool | None = None


@dataclass(frozen=True, slots=True)
class TieEdit:
    """Kind and direction of a tie in place of the machine's."""

    kind: TieKind | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class SpeakerEdit:
    """To whom a speaker's name is given: everywhere (``name``: merged), or in some articles (``articles``: split)."""

    name: str | None = None
    articles: dict[str, str] | None = None


EDITS: dict[str, type[Any]] = {"statement": StatementEdit, "tie": TieEdit, "speaker": SpeakerEdit}
"""Kinds of target that can be edited → what their ``after`` says."""


@dataclass(frozen=True, slots=True)
class Told:
    """An edit, with the names of the fields it gives: ``null`` for a speaker is an answer, no field is none."""

    edit: Any
    given: frozenset[str]


def told(kind: str, after: str | None) -> Told:
    """What an ``after`` says. Raises ``InputError`` naming the field that cannot be used."""
    if kind not in EDITS:
        raise InputError.expected("review: edited", f"a target among {', '.join(EDITS)}", kind)
    known = [field.name for field in fields(EDITS[kind])]
    try:
        edit = decode(after or "null", EDITS[kind])
        given = json.loads(after or "null")
    except (FormatError, ValueError, RecursionError) as error:
        raise InputError(f"review: after: {error}") from error
    if not given or (unknown := sorted(set(given) - set(known))):
        raise InputError.expected(
            "review: after", f"one or more of {', '.join(known)}", unknown if given else after
        )
    if nothing := [name for name in sorted(given) if given[name] is None and name != "speaker"]:
        raise InputError.expected(f"review: after: {nothing[0]}", "a value", None)
    return Told(edit, frozenset(given))


def check(store: Store, kind: str, target: str, after: str | None) -> None:
    """Raise ``InputError`` unless the edit can be made of this target."""
    found = told(kind, after)
    if kind == "statement":
        _check_statement(store, target, found)
    elif kind == "speaker":
        _check_speaker(store, target, found.edit)


def before(store: Store, kind: str, target: str, after: str | None) -> str:
    """What the machine has in the fields that an edit gives, as JSON."""
    given = sorted(told(kind, after).given)
    if kind == "statement":
        statement, reading = _machine(store, target)
        speaker = reading.speaker(statement.speaker)
        values = {**{n: getattr(statement, n) for n in given}, "speaker": speaker.name if speaker else None}
    elif kind == "tie":
        values = dict(zip(("kind", "direction"), tie_of(store, target), strict=True))
    else:
        values = {"name": target, "articles": {}}
    return encode({name: values[name] for name in given}).decode()


def put(store: Store, id: str, kind: str, after: str | None) -> None:
    """Store the rows of an edited review, inside the open transaction; nothing where its statement is not there."""
    found = told(kind, after)
    if kind == "speaker":
        store.many(_NAME_EDIT, [(id, article, now) for article, now in _names(found.edit).items()])
    elif kind == "tie":
        store.run(_EDIT, _tie_row(id, found))
    elif (place := place_of(store, id)) and store.row("SELECT 1 FROM article WHERE id = ?", (place.article,)):
        store.run(_EDIT, _statement_row(store, id, place, found))


def differs(store: Store, id: str, kind: str, after: str | None) -> str | None:
    """What is amiss with the rows of an edited review, ``None`` where they are as its JSON has it."""
    found = told(kind, after)
    if kind == "speaker":
        there: object = dict(store.rows("SELECT article, now FROM name_edit WHERE review = ?", (id,)))
        expected: object = _names(found.edit)
    else:
        place = place_of(store, id)
        there = store.row("SELECT * FROM edit WHERE review = ?", (id,))
        if kind == "statement" and (place is None or not _part(store, place.article, place.part)):
            return None
        expected = _tie_row(id, found) if place is None else _statement_row(store, id, place, found)
    return None if there == expected else f"review {id}: the rows of table edit are not what it says"


def put_waiting(store: Store, article: str) -> None:
    """Store the rows of edited reviews that waited for this article."""
    for id, kind, after in store.rows(_WAITING, (article,)):
        try:
            put(store, id, kind, after)
        except InputError as error:
            keep(store, Problem("casefile", "edit_refused", f"review {id}: {error}", article))


def place_of(store: Store, review: str) -> ReviewedPlace | None:
    """Where the statement stood that a review is about; ``None`` for another kind of target."""
    row = store.row(
        "SELECT article, part, content, text_sha256 FROM review_place WHERE review = ?", (review,)
    )
    return ReviewedPlace(row[0], row[1], decode(row[2], tuple[Span, ...]), row[3]) if row else None


def tie_of(store: Store, target: str) -> tuple[str, str]:
    """Kind and direction of the tie that a target names. Raises ``UnknownItemError``."""
    try:
        ends = decode(target, tuple[str, str])
    except FormatError:
        ends = ("", "")
    row = store.row(
        """SELECT kind, direction FROM tie JOIN article AS one ON one.number = a
        JOIN article AS other ON other.number = b WHERE one.id = ? AND other.id = ?""",
        ends,
    )
    if row is None:
        raise UnknownItemError(f'{store.path}: there is no tie {target!r}; it is named ["ARTICLE","ARTICLE"]')
    return (row[0], row[1])


def machine_place(store: Store, target: str) -> ReviewedPlace | None:
    """Where a statement stands as the machine read it; ``None`` where it is not here."""
    if not store.row("SELECT 1 FROM statement WHERE id = ?", (target,)):
        return None
    statement, reading = _machine(store, target)
    return ReviewedPlace(reading.id, statement.part, statement.content, reading.text_sha256)


def _machine(store: Store, target: str) -> tuple[Statement, Reading]:
    row = store.row(_MEMBER, (target,))
    assert row is not None  # looked up before
    reading = decode(unpack(row[0], f"reading of statement {target!r}"), Reading)
    return next(s for s in reading.statements if s.id == target), reading


def _check_statement(store: Store, target: str, found: Told) -> None:
    statement, reading = _machine(store, target)
    text = _part(store, reading.id, statement.part)
    for role in ("content", "cue", "source"):
        for span in getattr(found.edit, role) or ():
            if span.end > len(text) or not span.length:
                raise InputError.expected(
                    f"review: after: {role}",
                    f"places of at least one character within {len(text)}",
                    tuple(span),
                )
    if "content" in found.given and not found.edit.content:
        raise InputError.expected("review: after: content", "at least one place", found.edit.content)
    if "speaker" in found.given and found.edit.speaker is not None and not found.edit.speaker.strip():
        raise InputError.expected(
            "review: after: speaker", "a name, or null for nobody known", found.edit.speaker
        )


def _check_speaker(store: Store, target: str, edit: SpeakerEdit) -> None:
    for name in (edit.name, *(edit.articles or {}).values()):
        if name is not None and not name.strip():
            raise InputError.expected("review: after: name", "a name", name)
    for article in edit.articles or {}:
        if not store.row("SELECT 1 FROM article WHERE id = ?", (article,)):
            raise UnknownItemError(f"{store.path}: there is no article {article!r}")
    if edit.name == target or (edit.name and _leads_to(store, edit.name, target)):
        raise InputError.expected(
            "review: after: name", f"another name than {target!r}, and none given to it", edit.name
        )


def _leads_to(store: Store, name: str, target: str) -> bool:
    """Whether a name is given to the target already, so that giving the target to it would close a ring."""
    now = store.value("SELECT now FROM given_name WHERE name = ? AND article = ''", (name,))
    followed = store.value("SELECT now FROM final_name WHERE name = ?", (name,))
    return target in (now, followed)


def _part(store: Store, article: str, part: Part) -> str:
    row = store.row("SELECT text, metadata FROM article WHERE id = ?", (article,))
    if row is None:
        return ""
    if part == "text":
        return str(row[0])
    return next((n.value for n in decode(row[1], tuple[Noted, ...]) if n.name == "title"), "")


def _names(edit: SpeakerEdit) -> dict[str, str]:
    """Article → whose name it is there; '' is everywhere else."""
    return {**({"": edit.name} if edit.name else {}), **(edit.articles or {})}


def _tie_row(id: str, found: Told) -> Row:
    return (id, *(None,) * 6, found.edit.kind, *(None,) * 3, 0, None, None, found.edit.direction)


def _statement_row(store: Store, id: str, place: ReviewedPlace, found: Told) -> Row:
    edit, text = found.edit, mend(_part(store, place.article, place.part))
    roles = [None if spans is None else words(spans, text) for spans in (edit.source, edit.cue, edit.content)]
    places = edit.content
    ends = (min(s.start for s in places), max(s.end for s in places)) if places else (None, None)
    said = (edit.form, edit.kind, edit.stance, edit.voice, edit.speaker, "speaker" in found.given)
    return (id, *roles, *ends, *said, edit.inferred, edit.topic_only, None)


def applied(review: Review) -> dict[str, Any]:
    """The fields of a statement that an edited review changes, but for the speaker."""
    found = told("statement", review.after)
    return {name: getattr(found.edit, name) for name in sorted(found.given - {"speaker"})}
