"""brat standoff: each article as a text and its marks, to be opened, corrected and read back.

In a document each statement is an event. Its trigger (``Statement``) marks the content, or the cue where there is
no content; ``Cue`` and ``Source`` are its arguments, ``Parent`` the statement it stands in; closed lists are
attributes. Ids and the speaker stand in a note. Offsets are Unicode code points, as brat's own server counts. brat marks
no line ends, so a mark that crosses one is written in pieces and put together again on the way back. A title with
statements is a document of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.errors import FormatError
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.tables import Entry
from reportedly.record import ENUMERATIONS, Reading, Span, Statement, content_id
from reportedly.record.vocabulary import Part

NOTE = "AnnotatorNotes"
LISTS = ("Stance", "Kind", "Form", "Voice", "Resolution")
"""Attributes that hold a word of a closed list; in lower case they are fields of a statement."""

FLAGS = ("Inferred", "Topic_only", "No_content")
DOCUMENTS = "documents.tsv"
"""Which article and part each document is, one a line; it does not look like a document to brat."""

CONFIGURATION = "annotation.conf"

_LINE_ENDS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_PARTS: tuple[Part, ...] = ("text", "title")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Marked:
    """One statement as it stands in a document: what :func:`read_document` gives.

    ``statement`` is the id it was written with, ``None`` where a person added it; ``parent`` likewise an id.
    """

    statement: str | None
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None = None
    parent: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()


def files(entries: Iterable[Entry], _asked: Asked, _left: Left) -> Iterator[tuple[str, bytes]]:
    """A ``.txt`` and an ``.ann`` for each article and for each title with statements, then the list of them."""
    yield CONFIGURATION, _configuration().encode()
    documents = []
    for entry in entries:
        for part in _PARTS:
            chosen = [s for s in entry.statements if s.part == part]
            if part == "text" or chosen:
                name = document_name(entry.article.id, part)
                text = entry.text_of(part)
                yield f"{name}.txt", text.encode()
                yield f"{name}.ann", _Document(text, entry.reading, chosen).written().encode()
                documents.append(f"{name}\t{part}\t{json.dumps(entry.article.id, ensure_ascii=False)}\n")
    yield DOCUMENTS, "".join(documents).encode()


def document_name(article: str, part: Part) -> str:
    """The name of a document: the article's id where brat takes it, else what is left of it with a hash."""
    plain = _NAME.fullmatch(article) is not None
    name = (
        article if plain else f"{re.sub(r'[^A-Za-z0-9_-]+', '_', article)[:80]}-{content_id('brat', article)}"
    )
    return name if part == "text" else f"{name}--title"


class _Document:
    """The marks of one text, numbered as brat wants them."""

    def __init__(self, text: str, reading: Reading, statements: list[Statement]) -> None:
        self._text, self._reading, self._statements = text, reading, statements
        self._events = {s.id: f"E{n}" for n, s in enumerate(statements, 1)}
        self._lines: list[str] = []
        self._counts = dict.fromkeys("TA#", 0)

    def written(self) -> str:
        """The ``.ann`` file."""
        for statement in self._statements:
            self._add(statement)
        return "".join(f"{line}\n" for line in self._lines)

    def _add(self, s: Statement) -> None:
        event = self._events[s.id]
        trigger = self._mark("Statement", s.content or s.cue or s.source)
        given = {"Cue": s.cue if s.content else (), "Source": s.source if s.content or s.cue else ()}
        roles = {role: self._mark(role, spans) for role, spans in given.items() if spans}
        if s.parent in self._events:
            roles["Parent"] = self._events[s.parent]
        told = "".join(f" {role}:{target}" for role, target in roles.items())
        self._lines.append(f"{event}\tStatement:{trigger}{told}")
        for name in LISTS:
            self._lines.append(f"{self._next('A')}\t{name} {event} {getattr(s, name.lower())}")
        raised = {"Inferred": s.inferred, "Topic_only": s.topic_only, "No_content": not s.content}
        self._lines += [f"{self._next('A')}\t{flag} {event}" for flag, up in raised.items() if up]
        self._lines.append(f"{self._next('#')}\t{NOTE} {event}\t{self._note(s)}")

    def _mark(self, type_: str, spans: tuple[Span, ...]) -> str:
        id, pieces = (
            self._next("T"),
            [piece for span in spans for piece in _without_line_ends(span, self._text)],
        )
        where = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(piece.of(self._text) for piece in pieces)
        self._lines.append(f"{id}\t{type_} {where}\t{words}")
        return id

    def _next(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind}{self._counts[kind]}"

    def _note(self, s: Statement) -> str:
        speaker = self._reading.speaker(s.speaker)
        told = {"statement": s.id, "speaker": speaker.name if speaker else None, "parent": s.parent}
        return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


def _without_line_ends(span: Span, text: str) -> list[Span]:
    """The pieces of a span between line ends; the span itself where it is nothing else."""
    words, pieces, at = span.of(text), [], 0
    for end in _LINE_ENDS.finditer(words):
        pieces.append(Span(at, end.start()))
        at = end.end()
    pieces.append(Span(at, len(words)))
    return [piece.shifted(span.start) for piece in pieces if piece.length] or [span]


def read_document(ann: str, text: str) -> tuple[Marked, ...]:
    """The statements of a document as it stands now, in the order of the file.

    Takes what :func:`files` wrote and what brat makes of it when somebody corrects it: lines in any order, ids
    anew, further kinds of line passed over. Raises ``FormatError`` naming the line for one that cannot be
    understood, for a place outside the text, and for a mark that an event names and that is not there.
    """
    found = _Found(text)
    for number, line in enumerate(ann.split("\n"), 1):
        if line.strip("\r"):
            found.take(number, line.rstrip("\r"))
    return tuple(found.marked(event) for event in found.events)


class _Found:
    """The lines of a document, by kind."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: dict[str, tuple[Span, ...]] = {}
        self.events: dict[str, dict[str, str]] = {}
        self._labels: dict[str, dict[str, str]] = {}
        self._flags: dict[str, set[str]] = {}
        self._notes: dict[str, dict[str, str]] = {}

    def take(self, number: int, line: str) -> None:
        """One line; raises ``FormatError``."""
        id, _, rest = line.partition("\t")
        try:
            match id[:1]:
                case "T":
                    self._marks[id] = self._spans(rest.split("\t")[0])
                case "E":
                    self.events[id] = dict(_pair(role) for role in rest.split())
                case "A":
                    self._attribute(rest.split())
                case "#":
                    self._note(rest)
        except (ValueError, IndexError, RecursionError) as error:
            raise FormatError(
                f"brat: line {number}: expected brat's standoff format, got {line[:80]!r}"
            ) from error

    def _spans(self, given: str) -> tuple[Span, ...]:
        _, _, where = given.partition(" ")
        pieces = [_place(piece, self._text) for piece in where.split(";")]
        return _joined(pieces, self._text)

    def _attribute(self, words: list[str]) -> None:
        name, target = words[:2]
        if len(words) > 2:
            self._labels.setdefault(target, {})[name.lower()] = words[2]
        else:
            self._flags.setdefault(target, set()).add(name.lower())

    def _note(self, rest: str) -> None:
        """A note of ours is an object; what people note in words stays theirs."""
        kind, _, words = rest.partition("\t")
        if kind.startswith(NOTE) and words.startswith("{"):
            given = dict(json.loads(words))
            self._notes[kind.split()[1]] = {name: v for name, v in given.items() if isinstance(v, str)}

    def marked(self, event: str) -> Marked:
        """One event with all that hangs on it."""
        roles, note = self.events[event], self._notes.get(event, {})
        flags = self._flags.get(event, set())
        trigger = self._of(event, roles.get("Statement", ""))
        cue, source = (self._of(event, roles[r]) if r in roles else () for r in ("Cue", "Source"))
        if "no_content" in flags:
            trigger, cue = (), cue or trigger
        parent = self._notes.get(roles.get("Parent", ""), {}).get("statement", note.get("parent"))
        return Marked(
            note.get("statement"),
            trigger,
            cue,
            source,
            note.get("speaker"),
            parent,
            dict(self._labels.get(event, {})),
            frozenset(flags - {"no_content"}),
        )

    def _of(self, event: str, mark: str) -> tuple[Span, ...]:
        if mark not in self._marks:
            raise FormatError.expected(f"brat: {event}", "marks that are in the document", mark)
        return self._marks[mark]


def _pair(role: str) -> tuple[str, str]:
    name, target = role.split(":")
    return name, target


def _place(piece: str, text: str) -> Span:
    start, end = map(int, piece.split())
    span = Span(start, end)
    span.of(text)
    return span


def _joined(pieces: list[Span], text: str) -> tuple[Span, ...]:
    """Pieces with nothing but line ends between them are one span again."""
    whole: list[Span] = []
    for piece in pieces:
        between = text[whole[-1].end : piece.start] if whole else ""
        if between and _LINE_ENDS.fullmatch(between):
            whole[-1] = Span(whole[-1].start, piece.end)
        else:
            whole.append(piece)
    return tuple(whole)


def _configuration() -> str:
    lists = "".join(
        f"{name}\tArg:<EVENT>, Value:{'|'.join(ENUMERATIONS[f'statement.{name.lower()}'])}\n"
        for name in LISTS
    )
    flags = "".join(f"{flag}\tArg:<EVENT>\n" for flag in FLAGS)
    return (
        "[entities]\nCue\nSource\n\n[relations]\n\n[events]\n"
        "Statement\tCue?:Cue, Source?:Source, Parent?:Statement\n\n"
        f"[attributes]\n{lists}{flags}"
    )


BRAT = Format(
    "brat",
    "text/plain; charset=utf-8",
    "a folder of brat documents: texts, statements with their cues and sources, labels",
    lost="relays, evidence, mentions, dates, figures, gaps, the comparison, reviews",
    whole=True,
    texts="must",
    files=files,
)
