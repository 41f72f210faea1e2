"""The closed lists are those of INTERFACE, word for word and in its order."""

import os
import re
from pathlib import Path

import pytest

from reportedly.record import ENUMERATIONS

INTERFACE = Path(os.environ.get("REPORTEDLY_DATA", "../shared/data")).parent / "INTERFACE.md"
SECTIONS = {
    "credits": ["credit.kind"],
    "entities": ["entity.kind"],
    "mentions": ["mention.form"],
    "speakers": ["speaker.kind"],
    "statements": [
        "part",
        "statement.form",
        "statement.kind",
        "statement.stance",
        "statement.voice",
        "statement.resolution",
        "relay.basis",
    ],
    "dates": ["anchor"],
    "ties.jsonl": ["tie.kind", "direction"],
    "relations.jsonl": ["relation.kind"],
    "alterations.jsonl": ["alteration.kind"],
}
"""Where INTERFACE gives a list → our names for the lists there, in the order of the document."""
ELSEWHERE = {"review.verdict", "stage"}
"""Lists whose words DESIGN gives (§ 2, § 1): INTERFACE has no line for them."""


def test_every_list_is_checked_against_a_document() -> None:
    assert {name for names in SECTIONS.values() for name in names} | ELSEWHERE == set(ENUMERATIONS)


def test_no_list_is_empty_or_says_a_word_twice() -> None:
    for name, words in ENUMERATIONS.items():
        assert words, name
        assert len(set(words)) == len(words), name


@pytest.mark.parametrize("section", SECTIONS)
def test_the_lists_are_those_of_the_interface(section: str) -> None:
    if not INTERFACE.exists():
        pytest.skip(f"{INTERFACE} is not at hand")
    found = lists_in(section, INTERFACE.read_text())
    assert found == [ENUMERATIONS[name] for name in SECTIONS[section]]


def lists_in(section: str, document: str) -> list[tuple[str, ...]]:
    """The closed lists (``"a|b|c"``) in the lines of one section of the document."""
    lines = document.splitlines()
    start = next(i for i, line in enumerate(lines) if re.match(rf'[ {{]*"?{section}"?[: ]', line))
    end = next(
        (i for i, line in enumerate(lines[start + 1 :], start + 1) if re.match(r' "\w|\w+\.jsonl|```', line)),
        len(lines),
    )
    return [tuple(m.split("|")) for m in re.findall(r'"(\w+(?:\|\w+)+)"', "\n".join(lines[start:end]))]
