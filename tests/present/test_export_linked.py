"""Linked data, read by rdflib and prov with contexts that lie here: nothing dropped, nothing asserted that is not ours."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rdflib
from export_builders import ARTICLE, DENIED, ENTRIES, OWN, READING, SAID, TIE, TOPIC, entry_of, written
from hypothesis import example, given, settings
from prov.model import ProvAgent, ProvDerivation, ProvDocument, ProvEntity, ProvGeneration, ProvUsage

import strategies
from reportedly.present.exports.naming import urn
from reportedly.text.utf16 import from_utf16

MODELS = Path(__file__).parent / "export_models"
OA = "http://www.w3.org/ns/oa#"
ANNO = "http://www.w3.org/ns/anno.jsonld"


@cache
def anno() -> dict[str, Any]:
    """The published context (github.com/w3c/web-annotation, jsonld/anno.jsonld at 74992e5; W3C document licence)."""
    return dict(json.loads((MODELS / "anno.jsonld").read_bytes())["@context"])


def graph(raw: bytes, contexts: dict[str, Any]) -> rdflib.Graph:
    """The triples, with every context by address taken from ``contexts``: rdflib asks nobody."""
    document = json.loads(raw)
    given = document["@context"]
    document["@context"] = [
        contexts[c] if isinstance(c, str) else c for c in (given if isinstance(given, list) else [given])
    ]
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


# -- W3C Web Annotation --------------------------------------------------------------------------------------

IRI = {"type": "string", "pattern": "^[a-z]+:"}
SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact", "prefix", "suffix"],
        },
    ],
    "minItems": 2,
    "maxItems": 2,
}
RESOURCE = {
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"properties": {"id": IRI, "type": {"const": "Text"}, "via": IRI}, "required": ["id"]},
        "selector": SELECTORS,
        "purpose": {"const": "linking"},
        "state": {"properties": {"type": {"const": "TimeState"}}, "required": ["type", "sourceDate"]},
    },
    "required": ["type", "source", "selector"],
}
TEXTUAL = {
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "purpose": {"enum": ["identifying", "classifying"]},
    },
    "required": ["type", "value", "purpose"],
}
ANNOTATION = {
    "type": "object",
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"const": "describing"},
        "generator": {"properties": {"id": IRI, "type": {"const": "Software"}}, "required": ["id"]},
        "body": {"type": "array", "items": {"anyOf": [TEXTUAL, RESOURCE]}},
        "target": {"type": "array", "items": RESOURCE, "minItems": 1},
    },
    "required": ["id", "type", "target"],
}
COLLECTION = {
    "properties": {
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "properties": {
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": ANNOTATION},
            },
            "required": ["id", "type", "items", "partOf"],
        },
    },
    "required": ["@context", "id", "type", "first", "total", "label"],
}
"""What the Recommendation's MUSTs and SHOULDs ask of the parts we use (§§ 3.1, 3.2, 4, 5)."""


def annotations(raw: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(raw)["first"]["items"]
    return found


def test_annotations_have_the_shapes_of_the_model() -> None:
    found = json.loads(written("web-annotation"))
    jsonschema.validate(found, COLLECTION)
    assert found["total"] == len(found["first"]["items"]) == 8
    assert found["first"]["partOf"] == found["id"]


def test_the_published_context_knows_every_key() -> None:
    # Kills: a misspelt key, which JSON-LD drops without a word.
    known = set(anno()) | {"@context"}

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            assert {k for k in value if not k.startswith("rp:")} <= known
            for item in value.values():
                walk(item)

    walk({k: v for k, v in json.loads(written("web-annotation")).items() if k != "@context"})


def test_annotations_are_the_triples_of_the_vocabulary() -> None:
    found = graph(written("web-annotation"), {ANNO: anno()})
    count = Counter(str(o) for o in found.objects(None, rdflib.RDF.type))
    assert count[OA + "Annotation"] == 8
    assert (
        count[OA + "TextPositionSelector"]
        == count[OA + "TextQuoteSelector"]
        == count[OA + "SpecificResource"]
    )
    said = rdflib.URIRef(urn("statement", SAID.id))
    assert len(list(found.objects(said, rdflib.URIRef(OA + "hasTarget")))) == 2
    assert {str(o) for o in found.objects(said, rdflib.URIRef(OA + "motivatedBy"))} == {OA + "describing"}
    assert not [s for s in found.subjects() if str(s).startswith("file:")]  # no relative address left


def test_both_selectors_mark_the_same_words() -> None:
    for annotation in annotations(written("web-annotation")):
        for target in annotation["target"]:
            position, quote = target["selector"]
            source = target["source"]["id"]
            text = next(
                t
                for e in ENTRIES
                for p, t in (("text", e.article.text), ("title", e.article.title))
                if source == urn("article", e.article.id, p)
            )
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            units = [position["rp:utf16Start"], position["rp:utf16End"]]
            assert from_utf16(text, units) == [position["start"], position["end"]]


def test_positions_count_code_points_and_browsers_get_theirs() -> None:
    said = annotations(written("web-annotation"))[0]
    position = said["target"][0]["selector"][0]
    assert position["start"] == SAID.content[0].start
    assert (
        position["rp:utf16Start"] == position["start"] + 1
    )  # the bridge before it is one character of two units
    assert said["target"][0]["state"]["sourceDate"] == "2031-03-04T00:00:00Z"
    assert said["target"][0]["source"]["via"] == ARTICLE.url


def test_a_statement_without_content_is_marked_at_its_cue() -> None:
    (found,) = [a for a in annotations(written("web-annotation")) if a["id"] == urn("statement", TOPIC.id)]
    assert found["target"][0]["selector"][1]["exact"] == "said"
    assert {b["value"] for b in found["body"] if b.get("rp:list") == "statement.flag"} == {"topic_only"}


@settings(max_examples=30, deadline=None)
@given(text=strategies.texts(min_size=1), outlet=strategies.texts())
@example(text='"\\\u2028</script>', outlet="\x00")
def test_any_words_come_through_linked_data(text: str, outlet: str) -> None:
    # Kills: words or ids that are put into an address or a document without being escaped.
    entry = entry_of(text, id=text, outlet=outlet, title=text)
    (annotation,) = annotations(written("web-annotation", entry))
    assert annotation["target"][0]["selector"][1]["exact"] == text
    found = graph(written("prov", entry), {})
    values = list(found.objects(None, rdflib.URIRef("http://www.w3.org/ns/prov#value")))
    assert [str(v) for v in values] == [text]


# -- PROV-O -----------------------------------------------------------------------------------------------------


@cache
def provenance() -> ProvDocument:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own deprecations, met by prov
        found: ProvDocument = ProvDocument.deserialize(
            content=written("prov").decode(), format="rdf", rdf_format="json-ld"
        )
    return found


def test_prov_reads_every_record() -> None:
    count = Counter(type(r) for r in provenance().get_records())
    assert count[ProvAgent] == 2  # the outlet of the first article, and the program, once each
    assert count[ProvEntity] == 1 + 2 + 8  # a capture, two articles, eight statements
    assert (count[ProvGeneration], count[ProvUsage]) == (8, 2)
    assert count[ProvDerivation] == 8 + 1 + 1  # statements; the capture; the copy


def test_a_copy_is_derived_in_the_direction_found() -> None:
    found = graph(written("prov"), {})
    derived = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    one, other = (rdflib.URIRef(urn("article", id)) for id in (TIE.a, TIE.b))
    assert (other, derived, one) in found
    assert (one, derived, other) not in found


def test_who_is_given_as_speaking_is_not_our_attribution() -> None:
    raw = json.loads(written("prov"))["@graph"]
    said = next(n for n in raw if n["@id"] == urn("statement", SAID.id))
    assert said["rp:givenSpeaker"] == "Ina Dorvalda"
    assert "prov:wasAttributedTo" not in said
    assert said["rp:relays"] == "The Paper > unknown > The Example & Sons"
    assert "prov:wasQuotedFrom" in said
    denied = next(n for n in raw if n["@id"] == urn("statement", DENIED.id))
    assert "prov:wasQuotedFrom" not in denied  # indirect speech quotes nobody
    assert denied["rp:partOfStatement"] == {"@id": urn("statement", SAID.id)}


# -- schema.org -------------------------------------------------------------------------------------------------

SCHEMA_ORG = {
    "Claim": {"text", "author", "appearance"},
    "ClaimReview": {
        "claimReviewed",
        "itemReviewed",
        "reviewRating",
        "author",
        "url",
        "datePublished",
        "creativeWorkStatus",
    },
    "Rating": {"ratingValue", "bestRating", "worstRating", "alternateName"},
    "NewsArticle": {"headline", "url", "datePublished", "inLanguage", "publisher"},
    "NewsMediaOrganization": {"name"},
    "Organization": {"name"},
    "Person": {"name", "jobTitle", "affiliation"},
}
"""Type → properties of schema.org 29 that we use of it, own and inherited (schema.org/Claim, /ClaimReview, …)."""


def claims() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("claimreview"))["@graph"]
    return found


def test_claims_use_what_schema_org_has() -> None:
    def walk(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            keys = {k for k in value if not k.startswith(("@", "rp:"))}
            assert keys <= SCHEMA_ORG.get(value.get("@type", ""), {"name"})
            for item in value.values():
                walk(item)

    walk(claims())


def test_a_draft_has_no_rating_no_author_and_no_date() -> None:
    drafts = [n for n in claims() if n["@type"] == "ClaimReview"]
    assert len(drafts) == 6  # without the question and the bare topic
    assert {d["creativeWorkStatus"] for d in drafts} == {"Draft"}
    for draft in drafts:
        assert (draft["author"], draft["url"], draft["datePublished"]) == (None, None, None)
        assert {v for k, v in draft["reviewRating"].items() if k != "@type"} == {None}
    vocabulary = {"https://schema.org": {"@vocab": "https://schema.org/"}}
    found = graph(written("claimreview"), vocabulary)
    ratings = list(found.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Rating")))
    assert len(ratings) == 6
    assert all(len(list(found.predicate_objects(r))) == 1 for r in ratings)  # its type and nothing else


def test_a_claim_says_who_is_given_for_it_and_where_it_appears() -> None:
    found = {n["@id"]: n for n in claims()}
    said, own = found[urn("claim", SAID.id)], found[urn("claim", OWN.id)]
    assert said["author"] == {
        "@type": "Person",
        "name": "Ina Dorvalda",
        "jobTitle": "Mayor",
        "affiliation": {"@type": "Organization", "name": "Kelmar"},
    }
    assert said["rp:inferred"] is True
    assert own["author"]["@type"] == "NewsMediaOrganization"
    assert said["appearance"]["url"] == ARTICLE.url


def test_what_claims_nothing_is_counted() -> None:
    left: Counter[str] = Counter()
    written("claimreview", left=left)
    assert left == {"statements_without_claim": 2}
    assert len(READING.statements) == 7


@pytest.mark.parametrize("name", ["web-annotation", "prov", "claimreview"])
def test_a_long_list_has_an_item_a_line(name: str) -> None:
    assert written(name).count(b"\n") > len(READING.statements)
