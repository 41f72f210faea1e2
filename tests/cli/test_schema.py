"""``reportedly schema``: what the program takes and gives fits it, and what breaks the interface does not."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_invented import PROGRAM, call, line, many
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from reportedly import codec, record
from reportedly.cli.schema import FORMATS
from reportedly.codec import decode, encode, schemas
from reportedly.pipeline import NoArticle
from reportedly.record import ENUMERATIONS, METADATA, Alteration, Problem, Reading, Relation
from reportedly.version import SCHEMA

RECORDS: dict[str, Any] = {"reading": Reading, **codec.LINES}
NAMED = [name for name in schemas()["$defs"] if isinstance(getattr(record, name, None), type)]


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """A validator for one format or one record."""
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schemas()["$defs"]})


def test_it_is_a_schema_with_its_number_and_every_format() -> None:
    schema = schemas()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:reportedly:schema:{SCHEMA}"
    assert [ref["$ref"] for ref in schema["anyOf"]] == [f"#/$defs/{name}" for name in FORMATS]


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(schemas())
    wanted = set(re.findall(r'"#/\$defs/([^"]+)"', text))
    assert wanted <= set(schemas()["$defs"])
    assert {"Span", "Statement", "statement.stance", "AlteredPlace"} <= wanted


def test_closed_lists_are_those_of_the_record_in_their_order() -> None:
    found = {name: tuple(schemas()["$defs"][name]["enum"]) for name in ENUMERATIONS}
    assert found == ENUMERATIONS
    assert '"enum"' not in json.dumps({n: s for n, s in schemas()["$defs"].items() if n not in ENUMERATIONS})


@pytest.mark.parametrize("name", NAMED)
@settings(max_examples=20)
@given(data=st.data())
def test_every_encoded_record_fits(name: str, data: st.DataObject) -> None:
    # Kills: a field whose schema is of another type than its JSON, an end of an alteration under Python's name.
    value = data.draw(strategies.record(getattr(record, name)) if name != "Span" else strategies.spans())
    validator(name).validate(json.loads(encode(value)))


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_record_is_there(name: str) -> None:
    shape = schemas()["$defs"][RECORDS[name].__name__]
    fields = {f.name for f in dataclasses.fields(RECORDS[name])}
    renamed = {"origin": "from", "copy": "to"} if name == "alterations" else {}
    assert set(shape["properties"]) == {renamed.get(f, f) for f in fields}


def test_every_name_of_the_interface_is_there() -> None:
    interface = Path(os.environ.get("REPORTEDLY_DATA", "../shared/data")).parent / "INTERFACE.md"
    if not interface.exists():
        pytest.skip(f"{interface} is not at hand")
    text = interface.read_text(encoding="utf-8")
    block = text.split("## Reading out", 1)[1].split("```")[1]
    files = text.split("## Comparison out", 1)[1].split("```")[1]
    ours = "".join(
        part for part in re.split(r"\n(?=\w+\.jsonl)", files) if part.split(".")[0].strip() in FORMATS
    )
    names = set(re.findall(r'"(\w+)"(?=\s*[:,}]| or )', block + ours)) | set(METADATA)
    known = {name for s in schemas()["$defs"].values() for name in s.get("properties", {})}
    assert len(names) > 80
    assert names <= known


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"stance": "loud"}, "stance"),
        ({"content": [[1]]}, "content"),
        ({"content": [[-1, 2]]}, "content"),
        ({"content": [[1, 2, 3]]}, "content"),
        ({"score": "high"}, "score"),
        ({"inferred": 1}, "inferred"),
        ({"relays": [{"carrier": None}]}, "relays"),
    ],
)
def test_what_breaks_the_interface_does_not_fit(change: dict[str, Any], place: str) -> None:
    read = call("read", "-", stdin=line("a")).stdout
    found = json.loads(read)
    validator("reading").validate(found)
    found["statements"][0] |= change
    with pytest.raises(jsonschema.ValidationError):
        validator("reading").validate(found)
    found["statements"][0].pop(place)
    assert not validator("Statement").is_valid(found["statements"][0] | change)


def test_a_field_of_a_later_version_fits() -> None:
    found = json.loads(call("read", "-", stdin=line("a")).stdout)
    found["statements"][0]["of_a_later_version"] = 1
    validator("reading").validate(found)


def test_what_read_and_compare_write_fits(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(many(20) + b"broken\n" + line("d", "Der Rat schloss.", language="de"))
    call("read", source, "-o", tmp_path / "out.jsonl")
    call("compare", source, "-o", tmp_path / "found")
    lines = 0
    for name, path in [
        ("reading", tmp_path / "out.jsonl"),
        *((n, tmp_path / "found" / f"{n}.jsonl") for n in codec.LINES),
    ]:
        for raw in path.read_bytes().splitlines():
            validator(name).validate(json.loads(raw))
            lines += 1
    assert lines > 22


def test_a_line_without_an_article_fits_and_what_the_reader_takes_is_what_the_schema_takes() -> None:
    problem = Problem("acquire", "broken_json", "expected an object", "in:3")
    validator("reading").validate(json.loads(encode(NoArticle(3, None, (problem,)))))
    takes = validator("article").is_valid
    assert takes({"id": "a", "text": "x", "outlet": None, "more": [1]})
    assert not any(
        map(
            takes,
            (
                {"id": "a"},
                {"id": "a", "text": " "},
                {"id": 1, "text": "x"},
                {"id": "a", "text": "x", "url": 1},
            ),
        )
    )


def test_the_example_articles_fit() -> None:
    examples = Path(__file__).parents[2] / "examples" / "articles.jsonl"
    found = [json.loads(raw) for raw in examples.read_text(encoding="utf-8").splitlines()]
    assert len(found) >= 8
    for article in found:
        validator("article").validate(article)


def test_a_format_alone_takes_no_other() -> None:
    printed = json.loads(call("schema", "relations").stdout)
    assert printed["$id"] == f"urn:reportedly:schema:{SCHEMA}:relations"
    assert "anyOf" not in printed
    takes = jsonschema.Draft202012Validator(printed).is_valid
    assert not takes({"id": "a", "text": "x"})
    ends = [{"article": "a", "statement": "s"}, {"article": "b", "statement": "t"}]
    relation = {"a": ends[0], "b": ends[1], "kind": "denies", "score": 0.5}
    assert takes(relation)
    assert decode(json.dumps(relation), Relation).kind == "denies"


def test_an_alteration_has_from_and_to() -> None:
    assert {"from", "to"} <= set(schemas()["$defs"]["Alteration"]["required"])
    assert {f.name for f in dataclasses.fields(Alteration)} >= {"origin", "copy"}


def test_it_is_printed_the_same_each_time() -> None:
    prints = {
        subprocess.run(
            [PROGRAM, "schema"], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    (raw,) = prints
    assert json.loads(raw) == json.loads(json.dumps(schemas()))
    assert list(json.loads(raw)) == ["$schema", "$id", "title", "anyOf", "$defs"]
    assert call("schema", "poems").exit_code == 2
