"""What the reading page shows: the mended text in marked pieces, a card per statement, where each metadatum stood.

Only plain values for a template; all text stays text, and escaping is the template's. Positions of the record
(code points of the source) are carried into the mended text here, and nowhere else on the way to a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.present.chain import Link, depths, links, relayed, speaker_name, speaker_role
from reportedly.present.facts import Fact, facts
from reportedly.present.marks import Layer, Mark, Segment, part_marks, segments
from reportedly.present.words import Word, flags, kind_word, stance_word, word
from reportedly.record import METADATA, Article, Evidence, Noted, Reading, Span, Statement
from reportedly.record.vocabulary import Part
from reportedly.text.mending import Mended, mend

NESTING: tuple[Layer, ...] = ("passage", "voice", "content", "source", "cue", "event", "date", "figure")
"""Order of the tags around one piece, outermost first."""

PASSAGE_KEY = "at"
"""Key of the passage that the address asks for; also its anchor on the page."""


@dataclass(frozen=True, slots=True)
class Layered:
    """One layer above a piece, with the statements it belongs to."""

    layer: Layer
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the mended text under the same layers, outermost first.

    ``anchors`` are statements (or the passage) that begin here; ``link`` is the statement whose card this piece
    leads to, ``None`` for most.
    """

    text: str
    layers: tuple[Layered, ...]
    anchors: tuple[str, ...]
    link: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as the list beside the text shows it; ``number`` counts attributed statements from 1."""

    statement: Statement
    number: int
    name: str
    role: str
    cue: str
    source: str
    content: str
    stance: Word | None
    kind: Word | None
    form: Word
    resolution: Word
    flags: tuple[Word, ...]
    links: tuple[Link, ...]
    relayed: bool
    depth: int
    within: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A gap with the words it is about; ``at`` is its place in the source text, ``None`` in the title."""

    question: str
    words: str
    candidates: tuple[str, ...]
    at: Span | None


@dataclass(frozen=True, slots=True)
class CreditShown:
    """A credit as it stands in the text."""

    word: Word
    value: str
    words: str
    at: Span
    basis: str


@dataclass(frozen=True, slots=True)
class FactShown:
    """A date, figure or event with its words, mended for display, and the statements it stands in, by number and id."""

    fact: Fact
    words: str
    said_in: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """All that the reading page needs of an article and its reading; ``mendings`` counts places put right for display."""

    article: Article
    title: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    cards: tuple[Card, ...]
    own_voice: tuple[Card, ...]
    metadata: tuple[tuple[str, tuple[Noted, ...]], ...]
    credits: tuple[CreditShown, ...]
    questions: tuple[OpenQuestion, ...]
    mendings: int
    facts: tuple[FactShown, ...] = ()


def reading_view(article: Article, reading: Reading | None, at: Span | None = None) -> ReadingView:
    """The view of one article; ``at`` marks a passage of its source text. Without a reading only the text is shown.

    Raises ``SpanError`` when a span leaves its text.
    """
    texts: dict[str, Mended] = {"text": mend(article.text), "title": mend(article.title)}
    statements = reading.statements if reading else ()
    cards = _cards(article, reading, texts) if reading else ()
    told = facts(reading, article.text) if reading else ()
    marks: dict[Part, tuple[Mark, ...]] = {
        part: (*part_marks(statements, part), *(f.mark for f in told if f.part == part))
        for part in ("title", "text")
    }
    return ReadingView(
        article,
        pieces(texts["title"], mended_marks(texts["title"], marks["title"])),
        paragraphs(texts["text"], mended_marks(texts["text"], (*marks["text"], *_passage(at)))),
        tuple(c for c in cards if c.statement.voice == "attributed"),
        tuple(c for c in cards if c.statement.voice == "outlet"),
        tuple((name, found) for name in METADATA if (found := article.candidates(name))),
        _credits(reading, texts["text"]),
        _questions(reading, texts),
        sum(texts["text"].counts.values()),
        _facts(told, cards, texts),
    )


def _facts(
    found: tuple[Fact, ...], cards: tuple[Card, ...], texts: dict[str, Mended]
) -> tuple[FactShown, ...]:
    numbers = {card.statement.id: card.number for card in cards}
    return tuple(
        FactShown(
            fact,
            words_at(texts[fact.part], (fact.span,)),
            tuple((numbers[id], id) for id in fact.vouched_by if id in numbers),
        )
        for fact in found
    )


def _passage(at: Span | None) -> tuple[Mark, ...]:
    return (Mark(at, "passage", PASSAGE_KEY),) if at else ()


def mended_marks(mended: Mended, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks of the source, carried into the mended text."""
    return tuple(Mark(mended.to_mended(m.span), m.layer, m.key) for m in marks)


def paragraphs(mended: Mended, marks: tuple[Mark, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces cut after each run of line ends; a paragraph keeps its line ends, so that joined it is the text."""
    text = mended.text
    cuts = [n for n in range(1, len(text)) if text[n - 1] == "\n" and text[n] != "\n"]
    found: list[list[Piece]] = [[]]
    ends = set(cuts)
    for segment, piece in zip(segments(len(text), marks, cuts), pieces(mended, marks, cuts), strict=True):
        if segment.start in ends:
            found.append([])
        found[-1].append(piece)
    return tuple(tuple(p) for p in found if p)


def pieces(mended: Mended, marks: tuple[Mark, ...], cuts: Iterable[int] = ()) -> tuple[Piece, ...]:
    """The mended text cut wherever a mark begins or ends, and at ``cuts``."""
    begun: set[str] = set()
    linked: set[str] = set()
    cued = {m.key for m in marks if m.layer == "cue" and m.span.length}
    found = []
    for segment in segments(len(mended.text), marks, cuts):
        keys = sorted({key for _, key in segment.marks} - begun)
        begun.update(keys)
        link = _link(segment, cued, linked)
        linked.update([link] if link else [])
        found.append(Piece(mended.text[segment.start : segment.end], _layers(segment), tuple(keys), link))
    return tuple(found)


def _link(segment: Segment, cued: set[str], linked: set[str]) -> str | None:
    """The statement that this piece leads to: at its first cue, or at its content where there is no cue."""
    wanted = (
        key
        for layer, key in sorted(segment.marks)
        if key not in linked and (layer == "cue" or (layer == "content" and key not in cued))
    )
    return next(wanted, None)


def _layers(segment: Segment) -> tuple[Layered, ...]:
    found = []
    for layer in NESTING:
        if keys := tuple(sorted(key for over, key in segment.marks if over == layer)):
            found.append(Layered(layer, keys))
    return tuple(found)


def _cards(article: Article, reading: Reading, texts: dict[str, Mended]) -> tuple[Card, ...]:
    attributed = [s.id for s in reading.statements if s.voice == "attributed"]
    numbers = {id: n for n, id in enumerate(attributed, 1)}
    deep = depths(reading)
    return tuple(_card(article, reading, texts[s.part], s, numbers, deep[s.id]) for s in reading.statements)


def _card(
    article: Article,
    reading: Reading,
    mended: Mended,
    statement: Statement,
    numbers: dict[str, int],
    depth: int,
) -> Card:
    speaker = reading.speaker(statement.speaker)
    return Card(
        statement,
        numbers.get(statement.id, 0),
        speaker_name(speaker, words_at(mended, statement.source))
        if statement.voice == "attributed"
        else article.outlet or "this outlet",
        speaker_role(speaker),
        words_at(mended, statement.cue),
        words_at(mended, statement.source),
        words_at(mended, statement.content),
        stance_word(statement),
        kind_word(statement),
        word("statement.form", statement.form),
        word("statement.resolution", statement.resolution),
        flags(statement, speaker),
        links(statement, article.outlet),
        relayed(statement, article.outlet),
        depth,
        numbers.get(statement.parent or ""),
        basis_line(statement.evidence),
    )


def words_at(mended: Mended, spans: tuple[Span, ...]) -> str:
    """The mended characters at places of the source, pieces joined by an ellipsis, each run of blanks one space."""
    return " … ".join(" ".join(mended.to_mended(span).of(mended.text).split()) for span in spans)


def basis_line(evidence: Evidence) -> str:
    """How a decision was made, in a line: rule or model, score, what else was weighed."""
    made = " and ".join(
        f"{kind} {name}" for kind, name in (("rule", evidence.rule), ("model", evidence.model)) if name
    )
    score = f"score {evidence.score:g}" if evidence.score != 1 else ""
    weighed = f"also weighed: {'; '.join(evidence.alternatives)}" if evidence.alternatives else ""
    return ", ".join(filter(None, (made, score, weighed)))


def _credits(reading: Reading | None, mended: Mended) -> tuple[CreditShown, ...]:
    return tuple(
        CreditShown(
            word("credit.kind", credit.kind),
            ", ".join(filter(None, (credit.agency, credit.place, credit.date))),
            words_at(mended, (credit.span,)),
            credit.span,
            basis_line(credit.evidence),
        )
        for credit in (reading.credits if reading else ())
    )


def _questions(reading: Reading | None, texts: dict[str, Mended]) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(
            gap.question, words_at(texts[gap.part], (gap.span,)), gap.candidates, _place(gap.part, gap.span)
        )
        for gap in (reading.gaps if reading else ())
    )


def _place(part: Part, span: Span) -> Span | None:
    return span if part == "text" and span.length else None
