"""Statements as rows of a table: record → cells, for programs that open tables (``exports`` makes the file).

A cell that a spreadsheet would take for a formula gets an apostrophe in front: one that begins with ``= + - @``, a
tab, a line end or a wide form of these signs, also after apostrophes of its own. Taking one apostrophe off every
cell that :data:`FORMULA` matches gives back each cell as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.present.chain import UNKNOWN
from reportedly.record import Article, Reading, Span, Statement, Tie, hull
from reportedly.record.vocabulary import Part
from reportedly.text.mending import Mended, mend

BETWEEN = " … "
"""Stands between the places of one statement that is cut in two."""

HANDS = " > "
"""Stands between the hands through which a statement went."""

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula: OWASP's list ("CSV Injection"), and the same after
apostrophes, so that the guard can be taken off again."""

COLUMNS = {
    "article": "Id of the article.",
    "outlet": "The publishing outlet, as noted.",
    "title": "The headline, as it came.",
    "published": "Date or date-time of publication, as noted.",
    "url": "Address of the page.",
    "statement": "Id of the statement.",
    "part": "Where it stands: text or title.",
    "speaker": "Name of the speaker, or a description where no name is known.",
    "speaker_title": "Title of the speaker, as the article gives it.",
    "affiliation": "Affiliation of the speaker, as the article gives it.",
    "resolution": "How the speaker is known: named, resolved, inferred, unresolved, none.",
    "source": "The words that name the source, as they came.",
    "cue": "The words that attribute, as they came; the outlet's, never ours.",
    "content": "What is said, in the article's words as they came.",
    "content_mended": "The same with damage of the text mended.",
    "form": "direct, indirect or mixed.",
    "kind": "What kind of utterance: statement, belief, intention, question, no_comment, naming.",
    "stance": "What the wording does; says nothing on whether it happened.",
    "voice": "attributed to a source, or the outlet's own.",
    "inferred": "1: attributed without a cue, as a continuation; else 0.",
    "topic_only": "1: a cue and a topic, but no claim; else 0.",
    "relays": "The hands it went through, nearest the speaker first, the publishing outlet last.",
    "parent": "Id of the statement that this one stands in.",
    "start": "First character, counted in Unicode code points of its part from 0.",
    "end": "The character after its last.",
    "score": "How sure the reading is, from 0 to 1; about the reading, never about what is said.",
    "story": "Id of the story, empty where no copying with another article was found.",
    "separate_origins": "Separate origins found for that story: an upper bound.",
}
"""Column → what its cells hold, in the order of the table. Nothing known: an empty cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with its reading, on its way into a file.

    ``story`` is the id of its story with the number of separate origins found, ``None`` where it is in no story.
    ``chosen`` are the places in ``reading.statements`` that were asked for, ``None`` for all. ``ties`` are there for
    formats that ask for them.
    """

    article: Article
    reading: Reading
    story: tuple[str, int] | None = None
    chosen: tuple[int, ...] | None = None
    ties: tuple[Tie, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that were asked for, in text order."""
        every = self.reading.statements
        return every if self.chosen is None else tuple(every[place] for place in self.chosen)

    def text_of(self, part: Part) -> str:
        """The text or the title that spans of a part count in, as it came."""
        return self.article.title if part == "title" else self.article.text


def rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    """One row for each statement asked for: guarded cells in the order of :data:`COLUMNS`."""
    return (tuple(map(guarded, row)) for row in bare_rows(entry))


def bare_rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    """The same rows without the guard, for programs that know no formulas."""
    texts = {"text": mend(entry.article.text), "title": mend(entry.article.title)}
    before, after = _of_article(entry.article), _of_story(entry.story)
    for statement in entry.statements:
        cells = _of_statement(entry.reading, statement, texts[statement.part])
        yield (*before, *cells, *after)


def guarded(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet might take it for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _of_article(article: Article) -> tuple[str, ...]:
    return (article.id, *(article.first(name) or "" for name in ("outlet", "title", "published", "url")))


def _of_statement(reading: Reading, statement: Statement, text: Mended) -> tuple[str, ...]:
    place = hull(statement.content or statement.cue or statement.source)
    return (
        statement.id,
        statement.part,
        *_of_speaker(reading, statement),
        *_words(statement, text),
        statement.form,
        statement.kind,
        statement.stance,
        statement.voice,
        str(int(statement.inferred)),
        str(int(statement.topic_only)),
        HANDS.join(relay.carrier or UNKNOWN for relay in statement.relays),
        statement.parent or "",
        str(place.start),
        str(place.end),
        str(statement.score),
    )


def _of_speaker(reading: Reading, statement: Statement) -> tuple[str, ...]:
    speaker = reading.speaker(statement.speaker)
    known = (speaker.name, speaker.title, speaker.affiliation) if speaker else ("", "", "")
    return (*(value or "" for value in known), statement.resolution)


def _words(statement: Statement, text: Mended) -> tuple[str, ...]:
    came = (joined(spans, text.source) for spans in (statement.source, statement.cue, statement.content))
    return (*came, joined(tuple(map(text.to_mended, statement.content)), text.text))


def joined(spans: tuple[Span, ...], text: str) -> str:
    """The words at several places of a text, in one string."""
    return BETWEEN.join(span.of(text) for span in spans)


def _of_story(story: tuple[str, int] | None) -> tuple[str, ...]:
    return (story[0], str(story[1])) if story else ("", "")
