"""A text in the stretches that the encoder sees: 128 word-pieces of whole paragraphs, with features."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from zlib import crc32

from reportedly.models.wordpiece import FIRST, LAST, NAME, Piece, WordPiece
from reportedly.record import Span
from reportedly.text import paragraphs, quotations, sentences

WINDOW = 128
"""Word-pieces of a window, [CLS] and [SEP] counted (READER: as good as 256, better than 384; PolNeAR dev)."""
NAME_CASE = 4
"""What a masked name's case feature is above that of a common word written alike."""


@dataclass(slots=True)
class Window:
    """Word-pieces of a stretch of text: ids from [CLS] to [SEP], their places in the text, and two features of each.

    ``case``: 1 small, 2 capital first, 3 all capitals, 4 digits, 5 marks, 6 a name, 7 a name in capitals; ``quoted``: 1
    outside, 2 inside quotation marks; [CLS] and [SEP] have 0 in both and no place.
    """

    ids: list[int] = field(default_factory=lambda: [FIRST])
    places: list[Span] = field(default_factory=lambda: [Span(0, 0)])
    case: list[int] = field(default_factory=lambda: [0])
    quoted: list[int] = field(default_factory=lambda: [0])

    def add(self, id: int, place: Span, case: int, quoted: int) -> None:
        """One word-piece more."""
        self.ids.append(id)
        self.places.append(place)
        self.case.append(case)
        self.quoted.append(quoted)

    def span(self, first: int, stop: int) -> Span:
        """What the word-pieces ``[first, stop)`` cover."""
        return Span(self.places[first].start, self.places[stop - 1].end)


def windows(text: str, wordpiece: WordPiece) -> list[Window]:
    """The windows of a text in order: whole paragraphs, one longer than a window cut at a sentence.

    A window ends where the next paragraph has no room, or behind a paragraph whose own word-pieces say so (every second
    one, by a checksum): so it depends on nothing outside its paragraphs, and a copy under another lead has the same
    windows from its first or second paragraph on. As good as packed windows, and faster (docs/decisions/0012).
    """
    quoted = [q.span for q in quotations(text) if q.depth == 1]
    found: list[Window] = []
    room = 0
    for stretch in _stretches(text, wordpiece):
        if room < len(stretch):
            found.append(Window())
            room = WINDOW - 2
        for piece in stretch:
            place = Span(piece.start, piece.end)
            case = case_of(text[piece.start : piece.end]) + (NAME_CASE if piece.id == NAME else 0)
            found[-1].add(piece.id, place, case, 1 + _inside(quoted, place))
        room = 0 if _closes(stretch) else room - len(stretch)
    for window in found:
        window.add(LAST, Span(0, 0), 0, 0)
    return found


def _closes(stretch: list[Piece]) -> bool:
    return crc32(bytes(half for p in stretch for half in divmod(p.id, 256))) % 2 == 0


def _inside(quoted: list[Span], place: Span) -> bool:
    at = bisect_right(quoted, place.start, key=lambda q: q.start) - 1
    return at >= 0 and place.start < quoted[at].end


def case_of(piece: str) -> int:
    """The case feature of a word-piece as written (:class:`Window`)."""
    if not any(c.isalpha() for c in piece):
        return 4 if any(c.isdigit() for c in piece) else 5
    if piece[:1].isupper():
        return 3 if len(piece) > 1 and piece.isupper() else 2
    return 1


def _stretches(text: str, wordpiece: WordPiece) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    for paragraph in paragraphs(text):
        whole = wordpiece.pieces(text, *paragraph)
        if len(whole) <= WINDOW - 2:
            found.append(whole)
            continue
        for sentence in sentences(text, paragraph):
            part = wordpiece.pieces(text, *sentence)
            found += [part[k : k + WINDOW - 2] for k in range(0, len(part), WINDOW - 2)]
    return [f for f in found if f]
