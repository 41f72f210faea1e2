"""A small logistic model over named features for statements whose cue and shape say nothing sure: stance and kind.

Its weights (``leaning.json``, a few KB) are made by ``training/stances.py`` from this project's own articles; every feature has a name
that can be read there. It never says *denies*: a denial needs a cue or an allegation in the article (``denials``).
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import cast

from reportedly.read.wrongs import blames, done_by_others, wrongs_in
from reportedly.record.vocabulary import Stance, StatementKind
from reportedly.text.lexicon import CueFrame

HEARD_WORDS = 60
"""Words of a content that are looked at: what a long quotation ends with says little of what it does."""

PLAIN_WORDS = 25
"""Words up to which a content is one thing said."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIRST = frozenset("i we our ours my us me mine".split())
_SHAPES = {
    "will": re.compile(r"\b(?:will|shall)\b|['’]ll\b"),
    "would": re.compile(r"\bwould\b"),
    "must": re.compile(r"\b(?:must|should|ought)\b"),
    "negated": re.compile(r"\b(?:not|never|no|nobody|none|nothing)\b|n['’]t\b", re.IGNORECASE),
    "by somebody": re.compile(r"\b(?:by|through) (?:the |its |their |his |her |a |an )?[A-Za-z]\w+"),
    "passive": re.compile(r"\b(?:was|were|been|being|had been) \w+(?:ed|en|wn|t)\b"),
    "past": re.compile(r"\b(?:had|have|has|was|were)\b"),
    "if": re.compile(r"\b(?:if|unless|provided)\b"),
    "figure": re.compile(r"\d"),
    "quoted": re.compile(r"[\"“”«»]"),
    "of theirs": re.compile(r"\b(?:their|your|his|her|its)\b", re.IGNORECASE),
    "you": re.compile(r"\byou\b", re.IGNORECASE),
    "they": re.compile(r"\b(?:they|them)\b", re.IGNORECASE),
    "deliberate": re.compile(
        r"\b(?:deliberate\w*|on purpose|knowingly|systematic\w*|intention\w*|at night|secretly|behind|illegal\w*|unlawful\w*|so-called)\b",
        re.IGNORECASE,
    ),
    "to do": re.compile(r"^\W*to [a-z]+"),
    "that": re.compile(r"^\W*that\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Leaning:
    """The likelier stance and kind."""

    stance: Stance
    kind: StatementKind


def features(cue: str, content: str, source: str, frame: CueFrame | None) -> Iterator[str]:
    """The names of what is so of a statement's words."""
    words = [w.casefold() for w in _WORD.findall(content)][:HEARD_WORDS]
    yield "always"
    yield f"frame {frame.lemma}" if frame else "no frame"
    yield f"kind {frame.kind}" if frame else "no kind"
    if not cue:
        yield "no cue"
    if not source:
        yield "no source"
    yield from (f"cue {w}" for w in sorted({w.casefold() for w in _WORD.findall(cue)}))
    yield from (name for name, shape in _SHAPES.items() if shape.search(content))
    yield from _parties(content, words)
    yield from (f"word {w}" for w in sorted(set(words)))


def _parties(content: str, words: list[str]) -> Iterator[str]:
    head = next((w for w in words if w not in ("that", "and", "but")), "")
    yield (
        f"head {head}"
        if head in _FIRST or head in ("they", "he", "she", "it", "you", "the", "this", "there")
        else "head other"
    )
    if _FIRST & set(words):
        yield "own side"
    wrongs = wrongs_in(content)
    if wrongs:
        yield "wrong surely" if any(surely for *_, surely in wrongs) else "wrong perhaps"
    if blames(content):
        yield "blames own side too" if _FIRST & set(words) else "blames"
    if blames(content, of_others=True):
        yield "blames others"
    doer = done_by_others(content)
    if doer:
        yield f"doer {doer}"
        yield f"doer {doer}, said plainly" if len(words) <= PLAIN_WORDS else f"doer {doer}, among much"


def leaning(cue: str, content: str, source: str, frame: CueFrame | None) -> Leaning:
    """The likelier stance and kind by the weights; both plain where there are none for its features."""
    has = list(features(cue, content, source, frame))
    return Leaning(cast(Stance, _likeliest("stance", has)), cast(StatementKind, _likeliest("kind", has)))


def _likeliest(label: str, has: list[str]) -> str:
    """A label other than the plain one needs a probability of half."""
    plain, rows = _weights()[label]
    odds = {name: exp(sum(row.get(f, 0.0) for f in has)) for name, row in rows.items()}
    best = max(odds, key=lambda name: (odds[name], name), default=plain)
    return best if odds and odds[best] / (1 + odds[best]) > 0.5 else plain


@functools.cache
def _weights() -> dict[str, tuple[str, dict[str, dict[str, float]]]]:
    raw = json.loads((files("reportedly.read") / "leaning.json").read_text("utf-8"))
    return {label: (given["plain"], given["weights"]) for label, given in raw.items()}
