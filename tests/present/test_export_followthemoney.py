"""FollowTheMoney entities against the model of followthemoney 4.11.2.

The package itself would be 40 distributions and 250 MB for one test (phonenumbers, ICU, SQLAlchemy …; measured
2026-11). Its model, as it prints it, lies in export_models; the rules below are its own: known schema, known
properties, required ones there, values of the property's type, entities that exist and are in range.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from export_builders import ARTICLE, ENTRIES, OTHER, OWN, SAID, entry_of, written
from hypothesis import given, settings

import factory
import strategies
from reportedly.present.exports.followthemoney import SCHEMATA
from reportedly.present.tables import Entry
from reportedly.record.vocabulary import ENUMERATIONS

DATE = re.compile(r"[12]\d{3}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


@cache
def schemata() -> dict[str, Any]:
    return dict(
        json.loads((Path(__file__).parent / "export_models" / "followthemoney.json").read_bytes())["schemata"]
    )


def entities(*entries: Entry, **over: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("followthemoney", *entries, **over).splitlines()]


def check(found: list[dict[str, Any]]) -> None:
    """The rules of the model, on a whole file."""
    by_id = {e["id"]: e for e in found}
    assert len(by_id) == len(found), "two entities with one id"
    for entity in found:
        schema = schemata()[entity["schema"]]
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            kind = schema["properties"][name]
            assert "stub" not in kind
            assert values
            for value in values:
                check_value(kind, value, by_id)


def check_value(kind: dict[str, str], value: str, by_id: dict[str, Any]) -> None:
    assert isinstance(value, str)
    assert value
    if kind["type"] == "date":
        assert DATE.fullmatch(value)
    elif kind["type"] == "url":
        assert value.startswith(("http://", "https://"))
    elif kind["type"] == "entity":
        assert kind["range"] in schemata()[by_id[value]["schema"]]["is_a"]


def test_the_model_takes_every_entity() -> None:
    check(entities())
    check(entities(with_text=True))


def test_a_statement_is_a_documentation_of_the_article_for_its_speaker() -> None:
    (said,) = [e for e in entities() if e["properties"].get("recordId") == [SAID.id]]
    assert said["schema"] == "Documentation"
    speaker = next(e for e in entities() if e["id"] == said["properties"]["entity"][0])
    assert (speaker["schema"], speaker["properties"]["name"]) == ("Person", ["Ina Dorvalda"])
    assert speaker["properties"]["position"] == ["Mayor"]
    assert said["properties"]["date"] == ["2031-03-03T10:00:00"]
    assert said["properties"]["role"] == ["given as speaker: says"]


def test_words_without_a_known_speaker_are_a_note_on_the_article() -> None:
    notes = [e["properties"] for e in entities() if e["schema"] == "Note"]
    own = next(n for n in notes if n["description"] == ["Traffic was light."])
    assert own["name"] == ["own voice: says"]
    assert any(n["name"] == ["no speaker known: asks"] for n in notes)
    assert OWN.voice == "outlet"


def test_two_articles_with_one_name_are_two_entities() -> None:
    found = entities(*ENTRIES, Entry(replace(OTHER, id="a3"), ENTRIES[1].reading))
    councils = [e for e in found if e["properties"].get("name") == ["The council of Kelmar"]]
    assert len({e["id"] for e in councils if e["schema"] == "Organization"}) == 2


def test_full_text_only_where_asked() -> None:
    assert not any("bodyText" in e["properties"] for e in entities())
    assert entities(with_text=True)[0]["properties"]["bodyText"] == [ARTICLE.text]


@pytest.mark.parametrize("kind", ENUMERATIONS["speaker.kind"])
def test_every_kind_of_speaker_has_a_schema(kind: str) -> None:
    article = factory.article("Kelmar said it was shut.")
    said = factory.statement(article, "it was shut", cue="said", source="Kelmar", speaker="s1")
    reading = factory.reading(article, said, speakers=[factory.speaker("Kelmar", kind=kind, title="t")])
    found = entities(Entry(article, reading))
    check(found)
    assert SCHEMATA[kind] in {e["schema"] for e in found}  # type: ignore[index]


@pytest.mark.parametrize(
    ("noted", "kept"),
    [
        ("2031-03-03", ["2031-03-03"]),
        ("2031-03-03T10:00:00Z", ["2031-03-03T10:00:00"]),
        ("2031-03-03T10:00:00.250Z", ["2031-03-03"]),
        ("2031-03-03T23:30:00-05:00", ["2031-03-03"]),
        ("2031-03", ["2031-03"]),
        ("in March", None),
    ],
)
def test_dates_are_prefixes_of_iso(noted: str, kept: list[str] | None) -> None:
    (article, *_) = entities(entry_of("Traffic was light.", published=noted))
    assert article["properties"].get("publishedAt") == kept


@settings(max_examples=30, deadline=None)
@given(text=strategies.texts(min_size=1), title=strategies.texts())
def test_any_words_fit_the_model(text: str, title: str) -> None:
    # Kills: a required property left out because it is empty; a line that is cut by a line end.
    check(entities(entry_of(text, title=title)))
