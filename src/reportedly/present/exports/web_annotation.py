"""W3C Web Annotation (Recommendation of 23 February 2017): one annotation for each statement, in one collection.

The annotated resource is the article's plain text as it came, named by a URN with its SHA-256; ``via`` says which
page it was taken from. Positions count Unicode code points, as the model asks (§ 4.2.4, "in terms of unicode code
points, not in terms of code units"), which is how everything here counts. Browsers count UTF-16 units: those
stand beside them under our own ``rp:utf16Start`` and ``rp:utf16End``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.codec import encode
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.naming import TERMS, listed, urn, without_nothing
from reportedly.present.tables import Entry
from reportedly.record import Reading, Span, Stamp, Statement, content_id, text_sha256
from reportedly.record.vocabulary import Part
from reportedly.text.utf16 import to_utf16

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"rp": TERMS}]

AROUND = 32
"""Code points of prefix and suffix of a quote: what annotation clients use, enough to tell equal phrases apart."""

_PARTS: tuple[Part, ...] = ("text", "title")


class _Part:
    """The text or title of an article as an annotated resource."""

    def __init__(self, entry: Entry, part: Part, spans: Iterable[Span]) -> None:
        article = entry.article
        self.text = entry.text_of(part)
        offsets = sorted({offset for span in spans for offset in span})
        self._utf16 = dict(zip(offsets, to_utf16(self.text, offsets), strict=True))
        fetched = article.capture.fetched_at if article.capture else None
        self._source = without_nothing(
            {
                "id": urn("article", article.id, part),
                "type": "Text",
                "format": "text/plain",
                "language": article.language,
                "via": article.url,
                "rp:sha256": text_sha256(self.text),
            }
        )
        self._state = {"state": {"type": "TimeState", "sourceDate": fetched}} if fetched else {}

    def resource(self, span: Span) -> dict[str, Any]:
        """The place as a specific resource with both selectors."""
        return {
            "type": "SpecificResource",
            "source": self._source,
            **self._state,
            "selector": [self._position(span), self._quote(span)],
        }

    def _position(self, span: Span) -> dict[str, Any]:
        return {
            "type": "TextPositionSelector",
            "start": span.start,
            "end": span.end,
            "rp:utf16Start": self._utf16[span.start],
            "rp:utf16End": self._utf16[span.end],
        }

    def _quote(self, span: Span) -> dict[str, Any]:
        return {
            "type": "TextQuoteSelector",
            "exact": span.of(self.text),
            "prefix": self.text[max(0, span.start - AROUND) : span.start],
            "suffix": self.text[span.end : span.end + AROUND],
        }


def pieces(entries: Iterable[Entry], asked: Asked, _left: Left) -> Iterator[bytes]:
    """One ``AnnotationCollection`` whose only page holds an annotation a line; the total comes last."""
    total = 0
    id = urn("collection", content_id(asked.digest, asked.query, asked.story.id if asked.story else None))

    def annotations() -> Iterator[dict[str, Any]]:
        nonlocal total
        for entry in entries:
            for annotation in _of_entry(entry):
                total += 1
                yield annotation

    page = {"id": f"{id}:page", "partOf": id, "startIndex": 0, "type": "AnnotationPage"}
    label = f"Statements of {asked.casefile}" + (f", query: {asked.query}" if asked.query else "")
    collection = {"@context": CONTEXT, "id": id, "type": "AnnotationCollection", "label": label}
    before = encode(collection)[:-1] + b',"first":' + encode(page)[:-1] + b',"items":['
    yield from listed(before, annotations(), lambda: b"]},\n" + encode({"total": total})[1:] + b"\n")


def _of_entry(entry: Entry) -> Iterator[dict[str, Any]]:
    parts: dict[Part, _Part] = {}
    for part in _PARTS:
        spans = [x for s in entry.statements if s.part == part for x in (*s.content, *s.cue, *s.source)]
        if spans:
            parts[part] = _Part(entry, part, spans)
    for statement in entry.statements:
        yield _annotation(entry.reading, statement, parts[statement.part])


def _annotation(reading: Reading, statement: Statement, part: _Part) -> dict[str, Any]:
    places = statement.content or statement.cue or statement.source
    return {
        "id": urn("statement", statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": _software(reading.stamp),
        "body": [*_labels(reading, statement), *_places(statement, part)],
        "target": [part.resource(span) for span in places],
    }


def _software(stamp: Stamp) -> dict[str, Any]:
    name = f"reportedly {stamp.reportedly}, model {stamp.model}"
    return {"id": urn("software", stamp.reportedly, stamp.model), "type": "Software", "name": name}


def _labels(reading: Reading, statement: Statement) -> Iterator[dict[str, Any]]:
    """Who is given as speaking, and the words of our closed lists, each saying which list it is of."""
    speaker = reading.speaker(statement.speaker)
    if speaker:
        yield _textual("identifying", speaker.name, "speaker")
    for name in ("stance", "kind", "form", "voice", "resolution"):
        yield _textual("classifying", getattr(statement, name), f"statement.{name}")
    for flag in ("inferred", "topic_only"):
        if getattr(statement, flag):
            yield _textual("classifying", flag, "statement.flag")


def _textual(purpose: str, value: str, of: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
        "rp:list": of,
    }


def _places(statement: Statement, part: _Part) -> Iterator[dict[str, Any]]:
    for role, spans in (("cue", statement.cue), ("source", statement.source)):
        for span in spans:
            yield {**part.resource(span), "purpose": "linking", "rp:role": role}


WEB_ANNOTATION = Format(
    "web-annotation",
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    "one annotation for each statement, with position and quote selectors in the article's plain text",
    lost="relays, nesting, evidence, mentions, dates, figures, gaps, the comparison, reviews",
    articles=False,
    pieces=pieces,
)
