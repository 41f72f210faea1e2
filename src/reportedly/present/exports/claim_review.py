"""schema.org ``Claim``, and for each a ``ClaimReview`` draft that a person has to fill in.

A draft says what is claimed and where it appears. Rating, author, address and date are ``null``: in JSON-LD that
is no statement at all. This program never fills them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.codec import encode
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.exports.naming import TERMS, listed, urn, without_nothing
from reportedly.present.tables import Entry, joined
from reportedly.record import Article, Speaker, Statement

CONTEXT = ["https://schema.org", {"rp": TERMS}]

NO_CLAIM = ("question", "no_comment", "naming")
"""Kinds of utterance that claim nothing."""

EMPTY_RATING = {
    "@type": "Rating",
    "ratingValue": None,
    "bestRating": None,
    "worstRating": None,
    "alternateName": None,
}

_TYPES = {"person": "Person", "organisation": "Organization", "group": "Organization"}


def pieces(entries: Iterable[Entry], _asked: Asked, left: Left) -> Iterator[bytes]:
    """One graph: a claim and its draft for each statement that claims something; the others are counted."""

    def items() -> Iterator[dict[str, Any]]:
        for entry in entries:
            for statement in entry.statements:
                if statement.kind in NO_CLAIM or statement.topic_only or not statement.content:
                    left["statements_without_claim"] += 1
                else:
                    yield from _pair(entry, statement)

    before = encode({"@context": CONTEXT})[:-1] + b',"@graph":['
    yield from listed(before, items(), lambda: b"]}\n")


def _pair(entry: Entry, statement: Statement) -> Iterator[dict[str, Any]]:
    claim = _claim(entry, statement)
    yield claim
    yield {
        "@id": urn("claim-review", statement.id),
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "claimReviewed": claim["text"],
        "itemReviewed": {"@id": claim["@id"]},
        "reviewRating": EMPTY_RATING,
        "author": None,
        "url": None,
        "datePublished": None,
    }


def _claim(entry: Entry, statement: Statement) -> dict[str, Any]:
    article, text = entry.article, entry.text_of(statement.part)
    own = statement.voice == "outlet"
    speaker = entry.reading.speaker(statement.speaker)
    return without_nothing(
        {
            "@id": urn("claim", statement.id),
            "@type": "Claim",
            "text": joined(statement.content, text),
            "author": _outlet(article) if own else _author(speaker),
            "appearance": _appearance(article),
            "rp:stance": statement.stance,
            "rp:cue": joined(statement.cue, text),
            "rp:voice": statement.voice,
            "rp:resolution": statement.resolution,
            "rp:inferred": statement.inferred,
        }
    )


def _author(speaker: Speaker | None) -> dict[str, Any] | None:
    """Who is given as saying it; somebody or something of another kind has a name and no type."""
    if speaker is None:
        return None
    return without_nothing(
        {
            "@type": _TYPES.get(speaker.kind),
            "name": speaker.name,
            "jobTitle": speaker.title if speaker.kind == "person" else None,
            "affiliation": {"@type": "Organization", "name": speaker.affiliation}
            if speaker.kind == "person" and speaker.affiliation
            else None,
        }
    )


def _outlet(article: Article) -> dict[str, Any] | None:
    return {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None


def _appearance(article: Article) -> dict[str, Any]:
    return without_nothing(
        {
            "@id": urn("article", article.id),
            "@type": "NewsArticle",
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published,
            "inLanguage": article.language,
            "publisher": _outlet(article),
        }
    )


CLAIM_REVIEW = Format(
    "claimreview",
    "application/ld+json",
    "schema.org Claim for each statement that claims something, and a ClaimReview draft with an empty rating",
    lost="spans, relays, nesting, evidence, questions and namings, the comparison, reviews",
    articles=False,
    pieces=pieces,
)
