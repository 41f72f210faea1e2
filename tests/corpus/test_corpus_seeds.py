"""The seeds and a sample of the corpora through the program: by structure, with every name read from the files themselves."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.casefile import open_casefile
from reportedly.cli import group
from reportedly.codec import decode
from reportedly.pipeline import has_failed
from reportedly.read import read
from reportedly.record import Article, Reading, Statement

pytestmark = pytest.mark.corpus

CORPORA = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[3] / "shared" / "data"))

SAMPLED = (
    "karabakh2020_countries",
    "abp_conflict_singles",
    "ukraine2014_33countries",
    "gum_wikinews",
    "basil",
)
EACH = 12
"""Articles of each corpus, spread evenly over the file: 60 in all."""


def seed(number: str) -> Path:
    (path,) = (CORPORA / "seeds").glob(f"{number}_*.txt")
    return path


def quick(path: Path) -> Reading:
    found = CliRunner().invoke(group, ["quick", str(path), "--json"])
    assert (found.exit_code, found.stderr) == (0, "")
    return decode(found.stdout, Reading)


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def attributed(reading: Reading) -> list[Statement]:
    return [s for s in reading.statements if s.voice == "attributed"]


@pytest.mark.parametrize("number", ["000", "003"])
def test_quick_finds_the_statements_of_a_seed(number: str) -> None:
    reading = quick(seed(number))
    text = text_of(seed(number))
    assert len(attributed(reading)) >= 10
    for statement in attributed(reading):
        said = [span.of(text) for span in statement.content]
        assert all(words.strip() == words and words for words in said)
        assert statement.speaker is None or reading.speaker(statement.speaker) is not None
    given = [s for s in attributed(reading) if s.source]
    assert len(given) >= 0.75 * len(attributed(reading))
    assert sum(s.speaker is not None for s in given) >= 0.9 * len(given)


@pytest.mark.parametrize("number", ["000", "003"])
def test_quick_prints_a_seed(number: str) -> None:
    found = CliRunner().invoke(group, ["quick", str(seed(number))])
    assert found.exit_code == 0
    assert found.stdout.count("\n  1  ") == 1


def test_a_chain_of_two_carriers_stands_before_the_outlet() -> None:
    reading = quick(seed("003"))
    agencies = {credit.kind: credit.agency for credit in reading.credits}
    expected = [agencies["interview"], agencies["source_link"], None]
    assert all(name in text_of(seed("003")) for name in expected if name)
    assert expected[0] != expected[1]
    chains = [[relay.carrier for relay in s.relays] for s in attributed(reading)]
    assert chains.count(expected) >= 10


def bearers(text: str) -> list[tuple[str, str]]:
    """The (forename, surname) pairs of the surname that most people in a text bear; an ending in -a counts as the same."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for match in re.finditer(r"\b(?=([A-Z]\w+) ([A-Z]\w+ev(a?)|[A-Z]\w+ov(a?))\b)", text):
        found[match[2].removesuffix("a")][match[1]] = match[2]
    return sorted(max(found.values(), key=len).items())


def test_bearers_of_one_surname_are_never_one_person() -> None:
    text = text_of(seed("000"))
    forenames = {forename for forename, _ in bearers(text)}
    assert len(forenames) == 4
    reading = quick(seed("000"))
    words = {mention.id: mention.span.of(text) for mention in reading.mentions}
    by_entity = defaultdict(list)
    for mention in reading.mentions:
        by_entity[mention.entity].append(words[mention.id])
    by_speaker = [[words[id] for id in speaker.mentions] for speaker in reading.speakers]
    for one in (*by_entity.values(), *by_speaker):
        assert len({name for name in forenames if any(name in said for said in one)}) <= 1


def test_each_bearer_who_speaks_is_a_speaker_and_the_bare_surname_is_left_open() -> None:
    people = bearers(text_of(seed("000")))
    text = "\n\n".join(
        f"{a} {b} said that part {n} of the plan was ready." for n, (a, b) in enumerate(people)
    )
    reading = read(Article("a", text))
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    assert [names[s.speaker] for s in attributed(reading) if s.speaker] == [f"{a} {b}" for a, b in people]
    shared = next(b for a, b in people if sum(b == other for _, other in people) > 1)
    reading = read(Article("a", f"{text}\n\n{shared} said that the road was open."))
    last = attributed(reading)[-1]
    assert (last.speaker, last.resolution) == (None, "unresolved")
    assert set(reading.gaps[-1].candidates) == {f"{a} {b}" for a, b in people if b == shared}


def sampled(name: str) -> list[bytes]:
    lines = (CORPORA / "corpora" / f"{name}.jsonl").read_bytes().splitlines(keepends=True)
    return lines[:: len(lines) // EACH][:EACH]


def test_a_sample_of_the_corpora_goes_through(tmp_path: Path) -> None:
    source, path = tmp_path / "in.jsonl", tmp_path / "case.db"
    source.write_bytes(b"".join(chain.from_iterable(sampled(name) for name in SAMPLED)))
    for args in (["init", path], ["ingest", path, source], ["run", path]):
        found = CliRunner().invoke(group, [str(arg) for arg in args])
        assert found.exit_code in (0, 1), found.stderr
        assert found.exception is None or isinstance(found.exception, SystemExit)
    with open_casefile(path) as case:
        articles, readings = list(case.articles()), list(case.readings())
        refused = [p for p in case.problems(limit=60).items if p.stage == "acquire"]
        assert len(articles) + len(refused) == 60  # each is there or listed with its problem
        assert len(refused) <= 3, refused
        assert [a.id for a in articles] == [r.id for r in readings]
        assert not any(has_failed(reading) for reading in readings)
        assert sum(bool(attributed(reading)) for reading in readings) >= 50
        assert case.verify().ok
