"""The word lists: well-formed, each row of use, none of them about the parties of any dispute."""

import re
from typing import get_args

import pytest

from reportedly.record.vocabulary import Stance, StatementKind
from reportedly.text.lexicon import cue_frames, roles, table, wording_frames

PATTERNS = {"clause", "quote", "tell", "np", "inf", "wording", "fixed"}
KINDS = {"person", "organisation", "document", "group", "media"}


@pytest.mark.parametrize("name", ["cues.tsv", "roles.tsv", "agencies.tsv"])
def test_a_list_is_sorted_and_says_nothing_twice(name: str) -> None:
    words = [row[0] for row in table(name)]
    assert words == sorted(words, key=str.casefold)
    assert len({w.casefold() for w in words}) == len(words)


def test_every_cue_has_a_known_frame() -> None:
    for row in table("cues.tsv"):
        lemma, irregular, pattern, stance, kind, presupposes, polarity, source = row
        assert pattern in PATTERNS, lemma
        assert stance in get_args(Stance), lemma
        assert kind in get_args(StatementKind), lemma
        assert presupposes in ("0", "1"), lemma
        assert polarity in ("+", "-", "0"), lemma
        assert source in ("polnear", "own", "hand"), lemma
        assert irregular == "" or len(irregular.split(",")) == 2, lemma


def test_no_cue_is_hidden_by_another_with_the_same_form() -> None:
    heard = {frame.lemma for frame in wording_frames().values()}
    assert heard == {row[0] for row in table("cues.tsv")}


def test_every_role_is_of_a_known_kind() -> None:
    for row in table("roles.tsv"):
        word, kind, gender, _ = row
        assert kind in KINDS, word
        assert gender in ("", "m", "f"), word
        assert kind == "person" or not gender, word
        assert word == word.casefold()


def test_a_plural_row_says_more_than_the_rule_does() -> None:
    """The plural of a person or a body is a group by rule; a row that only repeats it is dead."""
    rows = {row[0]: row for row in table("roles.tsv")}
    repeated = [w for w, (_, k, *_r) in rows.items() if k == "group" and w.endswith("s") and w[:-1] in rows]
    assert repeated == []


@pytest.mark.parametrize(
    ("words", "lemma", "form"),
    [
        ("said", "say", "past"),
        ("denies", "deny", "s"),
        ("denied", "deny", "past"),
        ("noting", "note", "ing"),
        ("admitting", "admit", "ing"),
        ("agreeing", "agree", "ing"),
        ("pointed out", "point out", "past"),
        ("pointing out", "point out", "ing"),
        ("stresses", "stress", "s"),
        ("written", "write", "participle"),
        ("declined to comment", "decline to comment", "past"),
    ],
)
def test_the_forms_of_a_cue(words: str, lemma: str, form: str) -> None:
    frame = cue_frames()[tuple(words.split())]
    assert (frame.lemma, frame.form) == (lemma, form)


def test_plurals_of_persons_and_bodies_are_groups() -> None:
    assert roles()["ministries"].kind == "group"
    assert roles()["ambassadors"].kind == "group"
    assert roles()["ambassador"].kind == "person"


def test_no_row_names_a_country_a_party_or_their_people() -> None:
    """Rules and lists know no side (DESIGN § 3, rule 1); agencies' public names stand in one table of their own."""
    for name in ("cues.tsv", "roles.tsv"):
        for row in table(name):
            assert not any(re.search(r"[A-Z]", cell) for cell in row), row
            assert not set(re.findall(r"[a-z]+", row[0])) & _PLACES, row


_PLACES = set(
    "russia russian ukraine ukrainian armenia armenian azerbaijan azerbaijani israel israeli palestine palestinian america "
    "american britain british china chinese france french germany german india indian iran iranian iraq iraqi italy italian "
    "japan japanese korea korean pakistan pakistani syria syrian turkey turkish kremlin pentagon knesset bundestag "
    "whitehall hamas hezbollah taliban nato democrats republicans tories labour".split()
)
