"""Records to JSON and back: the property for every type, one golden reading, and the errors' wording."""

import dataclasses
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factory
import strategies
from reportedly import record
from reportedly.codec import article_line, decode, encode, noted, plain
from reportedly.errors import FormatError
from reportedly.record import (
    About,
    Article,
    Credit,
    Entity,
    Event,
    Evidence,
    Figure,
    Gap,
    Problem,
    Reading,
    Relay,
    Span,
    When,
)

RECORD_TYPES = sorted(
    (t for t in vars(record).values() if isinstance(t, type) and dataclasses.is_dataclass(t)),
    key=lambda t: t.__name__,
)


def test_every_record_type_is_covered() -> None:
    assert len(RECORD_TYPES) >= 25
    assert Reading in RECORD_TYPES


@pytest.mark.parametrize("type_", RECORD_TYPES, ids=lambda t: t.__name__)
@given(data=st.data())
def test_decode_gives_back_what_was_encoded(type_: type[Any], data: st.DataObject) -> None:
    # Kills: a field left out or renamed on one side, a span read as a list, an enumeration cut short.
    value = data.draw(strategies.record(type_))
    again = decode(encode(value), type_)
    assert again == value
    assert type(again) is type_


@given(data=st.data())
def test_equal_values_have_equal_bytes(data: st.DataObject) -> None:
    # Kills: dictionaries written in the order of insertion.
    value = data.draw(strategies.record(Article))
    turned = dataclasses.replace(value, extra=dict(reversed(value.extra.items())))
    assert turned == value
    assert encode(turned) == encode(value)


def test_bytes_stay_bytes_and_spans_stay_spans() -> None:
    capture = factory.capture(b"\x00\xff\r\n")
    assert decode(encode(capture), record.Capture).content == b"\x00\xff\r\n"
    gap = decode(encode(Gap(Span(1, 2), "text", "who?")), Gap)
    assert isinstance(gap.span, Span)
    assert gap.span.length == 1


TEXT = "Kelmar\U0001f30a said on 3 May that 12 or 13 left the river Tosven."


def hand_built() -> tuple[Article, Reading]:
    """A reading in which every field that INTERFACE names is there, set or null."""
    article = factory.article(TEXT, outlet="The Example")
    at = lambda words: factory.span(TEXT, words)  # noqa: E731
    statement = factory.statement(
        article,
        "12 or 13 left the river Tosven",
        cue="said",
        source="Kelmar\U0001f30a",
        speaker="s1",
        relays=(Relay("The Example", "explicit", None), Relay(None, "inferred", at("Kelmar"))),
        about=About(accused=("e1",), act=at("left"), place=at("river"), date=at("3 May")),
        score=0.75,
        evidence=Evidence(rule="cue/said@1", spans=(at("said"),), alternatives=("s2",)),
    )
    return article, factory.reading(
        article,
        statement,
        speakers=[factory.speaker("Kelmar", entity="e1", mentions=("m1",))],
        credits=(Credit("dateline", Span(0, 6), agency="Agency", place="Kelmar"),),
        entities=(Entity("e1", "Kelmar", "person"),),
        mentions=(factory.mention(article, "Kelmar", entity="e1"),),
        events=(Event("v1", at("left"), "left", participants=("e1",), vouched_by=(statement.id,)),),
        dates=(When(at("3 May"), "text", "XXXX-05-03", None, None, "none"),),
        figures=(Figure(at("12 or 13"), "text", None, 12.0, 13.0, None, approximate=True),),
        gaps=(Gap(at("3 May"), "text", "which year?", ("2030", "2031")),),
        problems=(Problem("read", "too_long", "expected at most 9 characters, got 10", "a1"),),
        extra={"b": [1, None], "a": "Ж"},
    )


GOLDEN = (
    '{"id":"a1","stamp":{"reportedly":"0.0","model":"none","schema":"0.0"},'
    '"text_sha256":"@SHA@",'
    '"credits":[{"kind":"dateline","span":[0,6],"agency":"Agency","place":"Kelmar","date":null,'
    '"evidence":{"rule":null,"model":null,"score":1.0,"spans":[],"alternatives":[]}}],'
    '"entities":[{"id":"e1","name":"Kelmar","kind":"person"}],'
    '"mentions":[{"id":"m1","span":[0,6],"part":"text","kind":"person","form":"name","entity":"e1"}],'
    '"speakers":[{"id":"s1","name":"Kelmar","kind":"person","entity":"e1","title":null,"affiliation":null,'
    '"mentions":["m1"],"protected":false}],'
    '"statements":[{"id":"@ID@","part":"text","content":[[27,57]],"cue":[[8,12]],"source":[[0,7]],'
    '"form":"indirect","kind":"statement","stance":"asserts","voice":"attributed","speaker":"s1",'
    '"resolution":"named","parent":null,'
    '"relays":[{"carrier":"The Example","basis":"explicit","span":null},'
    '{"carrier":null,"basis":"inferred","span":[0,6]}],'
    '"inferred":false,"topic_only":false,'
    '"about":{"accused":["e1"],"act":[36,40],"place":[45,50],"date":[16,21],"denies":null,"responds":null},'
    '"score":0.75,'
    '"evidence":{"rule":"cue/said@1","model":null,"score":1.0,"spans":[[8,12]],"alternatives":["s2"]}}],'
    '"events":[{"id":"v1","span":[36,40],"kind":"left","place":null,"date":null,"participants":["e1"],'
    '"vouched_by":["@ID@"]}],'
    '"dates":[{"span":[16,21],"part":"text","edtf":"XXXX-05-03","earliest":null,"latest":null,"anchor":"none"}],'
    '"figures":[{"span":[27,35],"part":"text","value":null,"low":12.0,"high":13.0,"unit":null,'
    '"approximate":true}],'
    '"gaps":[{"span":[16,21],"part":"text","question":"which year?","candidates":["2030","2031"]}],'
    '"problems":[{"stage":"read","kind":"too_long","message":"expected at most 9 characters, got 10",'
    '"item":"a1"}],"extra":{"a":"Ж","b":[1,null]}}'
)


def test_a_reading_has_interfaces_names_nulls_included() -> None:
    _, reading = hand_built()
    expected = GOLDEN.replace("@ID@", reading.statements[0].id).replace("@SHA@", reading.text_sha256)
    assert encode(reading).decode() == expected
    assert json.loads(json.dumps(plain(reading))) == json.loads(expected)


def keys(value: Any) -> Iterator[str]:
    """Every key in a JSON value, however deep."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)
    if isinstance(value, dict):
        yield from value


def test_every_name_in_the_interface_is_in_the_golden_reading() -> None:
    interface = Path(os.environ.get("REPORTEDLY_DATA", "../shared/data")).parent / "INTERFACE.md"
    if not interface.exists():
        pytest.skip(f"{interface} is not at hand")
    block = interface.read_text().split("## Reading out", 1)[1].split("```")[1]
    names = set(re.findall(r'"(\w+)"(?=[:,}]| or )', block))
    assert len(names) > 50
    assert names == set(keys(json.loads(encode(hand_built()[1])))) - {"b", "a", "item"}


@pytest.mark.parametrize(
    ("where", "value", "message"),
    [
        (
            ("statements", 0, "stance"),
            "lies",
            "Reading: Invalid enum value 'lies' - at `$.statements[0].stance`",
        ),
        (("gaps", 0, "span"), [-1, 4], "Reading: span: expected 0 <= start <= end, got (-1, 4)"),
        (("gaps", 0, "span"), [4, 1], "Reading: span: expected 0 <= start <= end, got (4, 1)"),
        (("gaps", 0, "span"), [4], "Reading: Expected `array` of length 2 - at `$.gaps[0].span`"),
        (("gaps", 0, "span"), "4", "Reading: Expected `array`, got `str` - at `$.gaps[0].span`"),
        (("id",), 7, "Reading: Expected `str`, got `int` - at `$.id`"),
        (
            ("statements", 0, "score"),
            None,
            "Reading: Expected `float`, got `null` - at `$.statements[0].score`",
        ),
    ],
)
def test_a_wrong_field_is_named(where: tuple[str | int, ...], value: object, message: str) -> None:
    document = json.loads(encode(hand_built()[1]))
    inner = document
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    with pytest.raises(FormatError) as error:
        decode(json.dumps(document), Reading)
    assert str(error.value) == message


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"\\ud800"', b"[" * 100_000])
def test_garbage_is_a_format_error(raw: bytes) -> None:
    with pytest.raises(FormatError, match=r"^Gap: "):
        decode(raw, Gap)


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_decoding_raises_nothing_else(raw: bytes | str) -> None:
    # Kills: an exception of the JSON library getting through.
    with pytest.raises(FormatError, match=r"^Gap: "):
        decode(raw, Gap)


def test_a_missing_field_is_named() -> None:
    with pytest.raises(FormatError, match=r"missing required field `question`"):
        decode(b'{"span":[0,1],"part":"text"}', Gap)


def test_an_article_line_goes_out_as_it_came_in() -> None:
    line = {"id": "a1", "text": "t", "outlet": "The Example", "published": "2031-05-03", "region": ["north"]}
    article = Article("a1", "t", noted(line, "line 4"), None, {"region": ["north"]})
    assert article_line(article) == line
    assert article.candidates("outlet")[0].where == "line 4:outlet"
