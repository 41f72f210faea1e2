"""Closed word lists kept as tables beside the code, each with its provenance in its first lines."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import cast

from reportedly.record.vocabulary import Stance, StatementKind


@dataclass(frozen=True, slots=True)
class CueFrame:
    """What a reporting verb opens and what its wording does.

    ``pattern`` is ``clause``, ``tell``, ``np``, ``inf``, or one that no rule looks for: ``wording``, ``fixed`` (see the head
    of ``cues.tsv``); ``presupposes`` says that the wording takes the content for granted ("noted", "admitted"): the outlet's
    wording, never ours. ``form`` is ``base``, ``s``, ``past``, ``participle``, ``ing`` or ``fixed``. ``polarity`` towards the
    content is ``+``, ``-`` or ``0``.
    """

    lemma: str
    pattern: str
    stance: Stance
    kind: StatementKind
    presupposes: bool
    form: str = "base"
    polarity: str = "+"


def table(name: str) -> list[list[str]]:
    """The rows of a lexicon, its comments and heading left out."""
    text = (files("reportedly.text") / "lexicons" / name).read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return lines[1:]


WORDING = ("wording", "fixed")
"""Patterns of the rows that say what a cue does and that no rule looks for in a text."""


@functools.cache
def cue_frames() -> dict[tuple[str, ...], CueFrame]:
    """Every form of every cue that the rules look for, as its words → its frame; 8 ms on the first call."""
    return {words: frame for words, frame in wording_frames().items() if frame.pattern not in WORDING}


@functools.cache
def wording_frames() -> dict[tuple[str, ...], CueFrame]:
    """Every form of every row of ``cues.tsv`` as its words → its frame; 8 ms on the first call."""
    frames: dict[tuple[str, ...], CueFrame] = {}
    rows = table("cues.tsv")
    for lemma, irregular, pattern, stance, kind, presupposes, polarity, _ in sorted(rows, key=_looked_for):
        for form, words in _forms_of(lemma, irregular, pattern):
            frame = CueFrame(
                lemma,
                pattern,
                cast(Stance, stance),
                cast(StatementKind, kind),
                presupposes == "1",
                form,
                polarity,
            )
            frames.setdefault(words, frame)
    return frames


def _looked_for(row: list[str]) -> bool:
    return row[2] in WORDING


def _forms_of(lemma: str, irregular: str, pattern: str) -> list[tuple[str, tuple[str, ...]]]:
    """(form, words) of a row; the irregular past and participle of a phrase are written out whole."""
    if pattern == "fixed":
        return [("fixed", tuple(lemma.split()))]
    head, *rest = lemma.split()
    forms = verb_forms(head, irregular.split(",") if irregular else [])
    whole = ("past", "participle") if irregular else ()
    return [(form, (*word.split(), *(() if form in whole else rest))) for form, word in forms]


def verb_forms(verb: str, irregular: list[str]) -> list[tuple[str, str]]:
    """(form, word) of a verb; ``irregular`` holds past and participle where they aren't regular."""
    past, participle = irregular if irregular else [_past(verb)] * 2
    return [
        ("base", verb),
        ("s", _third_person(verb)),
        ("past", past),
        ("participle", participle),
        ("ing", _ing(verb)),
    ]


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if _consonant_y(verb) else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if _consonant_y(verb) else verb + "ed"


_DOUBLED = frozenset("admit rebut slam beg dub pan rip prefer commit".split())


def _ing(verb: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith(("ee", "oe")) else verb + "ing"


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in "aeiou"


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun says of the speaker it names: ``kind``, ``gender`` (``m``, ``f`` or empty), synonym ``group``."""

    kind: str
    gender: str
    group: str


@functools.cache
def roles() -> dict[str, Role]:
    """Word → what it says of a speaker (``roles.tsv``); the plural of a person or a body is a group, where no row says otherwise."""
    rows = {word: Role(kind, gender, group or word) for word, kind, gender, group in table("roles.tsv")}
    several = {
        _third_person(word): Role("group", "", _third_person(word))
        for word, role in rows.items()
        if role.kind in ("person", "organisation") and not word.endswith("s")
    }
    return {**several, **rows}
