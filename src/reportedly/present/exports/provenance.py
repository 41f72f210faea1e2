"""PROV-O (W3C, 2013) as JSON-LD: where every record came from, by whom and with what.

Entities are captures, articles and statements; activities are readings; agents are outlets and the program. Copying
between articles becomes ``wasDerivedFrom`` where its direction is known, and ``alternateOf`` where the two are one page
or versions of one item. Who is given as speaking, and through whom, is the article's word and not ours: it stands
under our own terms, not under PROV's attribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.codec import encode
from reportedly.present.chain import UNKNOWN
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.naming import TERMS, listed, urn, without_nothing
from reportedly.present.tables import HANDS, Entry, joined
from reportedly.record import Article, Capture, Reading, Stamp, Statement, Tie

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rp": TERMS,
}

DERIVED = ("copy", "partial", "wire_version", "aggregation")
SAME = ("same_page", "wire_version")
"""Kinds of tie whose two articles are faces of one thing."""

Node = dict[str, Any]


def pieces(entries: Iterable[Entry], _asked: Asked, _left: Left) -> Iterator[bytes]:
    """One graph, a node a line; outlets and versions of the program come once, where they are first met."""
    given: set[str] = set()

    def nodes() -> Iterator[Node]:
        for entry in entries:
            for node in _of_entry(entry):
                agent = "prov:Agent" in node["@type"]
                if not (agent and node["@id"] in given):
                    given.update([node["@id"]] if agent else [])
                    yield node

    before = encode({"@context": CONTEXT})[:-1] + b',"@graph":['
    yield from listed(before, nodes(), lambda: b"]}\n")


def _of_entry(entry: Entry) -> Iterator[Node]:
    article, reading = entry.article, entry.reading
    if article.outlet:
        yield _node(
            urn("outlet", article.outlet), ["prov:Agent", "prov:Organization"], {"rdfs:label": article.outlet}
        )
    if article.capture:
        yield _capture(article.id, article.capture)
    yield _article(article, entry.ties)
    yield _software(reading.stamp)
    yield _reading(reading)
    for statement in entry.statements:
        yield _statement(entry, statement)


def _node(id: str, type_: str | list[str], properties: Node) -> Node:
    return {"@id": id, "@type": type_, **without_nothing(properties)}


def _ref(id: str) -> Node:
    return {"@id": id}


def _typed(value: str | None, type_: str) -> Node | None:
    return {"@value": value, "@type": f"xsd:{type_}"} if value else None


def _capture(article: str, capture: Capture) -> Node:
    return _node(
        urn("capture", article, capture.sha256),
        "prov:Entity",
        {
            "prov:generatedAtTime": _typed(capture.fetched_at, "dateTime"),
            "rp:sha256": capture.sha256,
            "rp:bytes": capture.size,
            "rp:mediaType": capture.media_type,
            "rp:how": capture.how,
            "rp:url": capture.url,
            "rp:custody": capture.custody,
        },
    )


def _article(article: Article, ties: tuple[Tie, ...]) -> Node:
    sources = [_ref(urn("article", other)) for other in _sources(article.id, ties)]
    if article.capture:
        sources.insert(0, _ref(urn("capture", article.id, article.capture.sha256)))
    return _node(
        urn("article", article.id),
        "prov:Entity",
        {
            "rdfs:label": article.title,
            "rp:id": article.id,
            "rp:url": article.url,
            "rp:published": article.published,
            "prov:wasAttributedTo": _ref(urn("outlet", article.outlet)) if article.outlet else None,
            "prov:wasDerivedFrom": sources,
            "prov:alternateOf": [_ref(urn("article", other)) for other in _same(article.id, ties)],
        },
    )


def _sources(id: str, ties: tuple[Tie, ...]) -> list[str]:
    """Articles that this one is taken from, as far as the direction is known."""
    found = {t.a for t in ties if t.kind in DERIVED and t.b == id and t.direction == "a_to_b"}
    return sorted(found | {t.b for t in ties if t.kind in DERIVED and t.a == id and t.direction == "b_to_a"})


def _same(id: str, ties: tuple[Tie, ...]) -> list[str]:
    return sorted({t.b if t.a == id else t.a for t in ties if t.kind in SAME})


def _software(stamp: Stamp) -> Node:
    label = f"reportedly {stamp.reportedly}, model {stamp.model}, schema {stamp.schema}"
    return _node(_software_id(stamp), ["prov:Agent", "prov:SoftwareAgent"], {"rdfs:label": label})


def _software_id(stamp: Stamp) -> str:
    return urn("software", stamp.reportedly, stamp.model, stamp.schema)


def _reading(reading: Reading) -> Node:
    return _node(
        urn("reading", reading.id),
        "prov:Activity",
        {
            "rdfs:label": "reading",
            "prov:used": _ref(urn("article", reading.id)),
            "prov:wasAssociatedWith": _ref(_software_id(reading.stamp)),
            "rp:textSha256": reading.text_sha256,
        },
    )


def _statement(entry: Entry, statement: Statement) -> Node:
    text = entry.text_of(statement.part)
    speaker, source = entry.reading.speaker(statement.speaker), _ref(urn("article", entry.article.id))
    return _node(
        urn("statement", statement.id),
        "prov:Entity",
        {
            "prov:value": joined(statement.content, text),
            "prov:wasDerivedFrom": source,
            "prov:wasQuotedFrom": source if statement.form == "direct" else None,
            "prov:wasGeneratedBy": _ref(urn("reading", entry.reading.id)),
            "rp:part": statement.part,
            "rp:spans": [f"{span.start}-{span.end}" for span in statement.content],
            "rp:givenSpeaker": speaker.name if speaker else None,
            "rp:resolution": statement.resolution,
            "rp:inferred": statement.inferred,
            "rp:cue": joined(statement.cue, text),
            "rp:stance": statement.stance,
            "rp:voice": statement.voice,
            "rp:relays": HANDS.join(relay.carrier or UNKNOWN for relay in statement.relays),
            "rp:partOfStatement": _ref(urn("statement", statement.parent)) if statement.parent else None,
            "rp:score": statement.score,
        },
    )


PROV = Format(
    "prov",
    "application/ld+json",
    "captures, articles, readings and statements with where each came from, in PROV-O",
    lost="mentions, dates, figures, gaps, passages, reviews, times of reading (none are kept)",
    ties=True,
    pieces=pieces,
)
