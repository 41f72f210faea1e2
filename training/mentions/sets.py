"""Texts with persons, organisations and places marked, out of four open corpora, in one form.

Each corpus has guidelines of its own; ``SETS`` numbers them, and the tagger is told which it sees. What a corpus marks in
another way than UNER (descriptions, titles inside names, nationalities) is left open, not learned as right or wrong.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpora import CORPORA

from reportedly.text.lexicon import roles

SETS = ("uner_ewt", "wikigold", "gum", "re3d_open")
KINDS = {"PER": 0, "ORG": 1, "LOC": 2}
"""Short names of the corpora, and the numbers of person, organisation, place in ``models.mentions.KINDS``."""
OPEN = -1
"""Kind of a stretch that is left open."""
GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
RE3D_KINDS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
WIKIGOLD_DEV, RE3D_DEV = 0.85, 8
"""Wikigold's last part and one in eight of re3d's documents are kept to measure on: neither has a split of its own."""


class Marked(NamedTuple):
    """A text and its marked stretches (start, end, number of the kind or ``OPEN``), in order."""

    set: int
    text: str
    marks: list[tuple[int, int, int]]


class _Sentence(NamedTuple):
    text: str
    marks: list[tuple[int, int, int]]


def marked(part: str) -> Iterator[Marked]:
    """Every text of ``train`` or ``dev``; re-readable at any time, 10 s."""
    yield from _uner(part)
    yield from _wikigold(part)
    yield from _gum(part)
    yield from _re3d(part)


def _rows(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPORA / path).open(encoding="utf-8")]


def _joined(set: str, sentences: list[_Sentence]) -> Marked:
    """Sentences as paragraphs of one text."""
    pieces, marks, at = [], [], 0
    for s in sentences:
        pieces.append(s.text)
        marks += [(at + a, at + b, kind) for a, b, kind in s.marks]
        at += len(s.text) + 2
    return Marked(SETS.index(set), "\n\n".join(pieces), marks)


def _uner(part: str) -> Iterator[Marked]:
    for _, rows in groupby(_rows(f"uner_ewt/{part}.jsonl"), key=lambda r: r["doc"]):
        yield _joined("uner_ewt", [_sentence(*_found(r["text"], r["tokens"]), r["tags"]) for r in rows])


def _wikigold(part: str) -> Iterator[Marked]:
    rows = _rows("wikigold/all.jsonl")
    cut = int(WIKIGOLD_DEV * len(rows))
    chosen = rows[:cut] if part == "train" else rows[cut:]
    for at in range(0, len(chosen), 5):
        yield _joined("wikigold", [_sentence(*_spaced(r["tokens"]), r["tags"]) for r in chosen[at : at + 5]])


def _re3d(part: str) -> Iterator[Marked]:
    for doc, rows in groupby(_rows("re3d_open/all.jsonl"), key=lambda r: r["doc"]):
        if (zlib.crc32(doc.encode()) % RE3D_DEV == 0) == (part == "dev"):
            found = [_sentence(*_spaced(r["tokens"]), [_re3d_tag(t) for t in r["tags"]]) for r in rows]
            yield _joined("re3d_open", [_names_only(s) for s in found])


def _re3d_tag(tag: str) -> str:
    kind = RE3D_KINDS.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


_LED = re.compile(r"(?:the|a|an|this|its|their) ", re.IGNORECASE)


def _names_only(s: _Sentence) -> _Sentence:
    """Descriptions ("the two forces") are no names; a mixture of both ("Iraqi forces in Anbar") is left open."""
    marks = []
    for a, b, kind in s.marks:
        led = _LED.match(s.text, a, b)
        start = led.end() if led else a
        words = [w for w in s.text[start:b].split() if w not in ("of", "the", "and", "for", "al", "-")]
        capitals = sum(w[:1].isupper() for w in words)
        titled = kind == KINDS["PER"] and any(w.casefold() in roles() for w in words)
        if capitals:
            marks.append((start, b, kind if capitals == len(words) and not titled else OPEN))
    return _Sentence(s.text, marks)


def _gum(part: str) -> Iterator[Marked]:
    for doc in _rows(f"gum_entities_coref_dates/{part}.jsonl"):
        if doc["nc_text"]:
            continue  # licensed for non-commercial use: never in shipped weights
        starts = [*doc["sent_starts"], len(doc["tokens"])]
        for at in range(0, len(starts) - 1, 12):
            inside = starts[at : at + 13]
            yield _joined("gum", [_gum_sentence(doc, a, b) for a, b in pairwise(inside)])


def _gum_sentence(doc: dict[str, Any], first: int, stop: int) -> _Sentence:
    tokens = doc["tokens"][first:stop]
    text, places = "", []
    for token, space in zip(tokens, doc["space_after"][first:stop], strict=True):
        places.append((len(text), len(text) + len(token)))
        text += token + " " * bool(space)
    proper = [k for k in range(first, stop) if doc["upos"][k] == "PROPN"]
    covered, marks = set(), {}
    for m in sorted(doc["mentions"], key=lambda m: m["end"] - m["start"]):
        if m["type"] in GUM_KINDS and first <= m["start"] and m["end"] < stop:
            run = _proper_run(doc, m)
            if run and not covered & set(run):
                covered |= set(run)
                marks[run[0]] = (run, KINDS[GUM_KINDS[m["type"]]])
    found = [(r[0], r[-1], kind) for r, kind in marks.values()]
    known = {
        k for m in doc["mentions"] for k in range(m["start"], m["end"] + 1) if m["type"] not in GUM_KINDS
    }
    found += [(k, k, OPEN) for k in proper if k not in covered and k not in known]
    return _Sentence(
        text.rstrip(), sorted((places[a - first][0], places[b - first][1], k) for a, b, k in found)
    )


def _proper_run(doc: dict[str, Any], m: dict[str, Any]) -> list[int]:
    """The proper nouns round a mention's head; titles before a person's name are not of it."""
    head = m["start"] + int(str(m["minspan"]).split(",")[0]) - 1
    if not m["start"] <= head <= m["end"] or doc["upos"][head] != "PROPN":
        return []
    first = last = head
    while first > m["start"] and doc["upos"][first - 1] == "PROPN":
        first -= 1
    while last < m["end"] and doc["upos"][last + 1] == "PROPN":
        last += 1
    if m["type"] == "person":
        while first < last and doc["tokens"][first].casefold().strip(".") in roles().keys() | _TITLES:
            first += 1
    elif last + 2 <= m["end"] and doc["tokens"][last + 1] == "of" and doc["upos"][last + 2] == "PROPN":
        last += 2
        while last < m["end"] and doc["upos"][last + 1] == "PROPN":
            last += 1
    return list(range(first, last + 1))


_TITLES = frozenset(
    "mr mrs ms dr prof sir lady lord rev st president minister senator king queen prince".split()
)


_CLOSING = frozenset(". , ; : ? ! ) ] 's ' n't % ''".split())
_OPENING = frozenset("( [ $ ``".split())


def _spaced(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A text of tokens, with spaces where English has them, and their places."""
    text, places = "", []
    for token in tokens:
        text = text.rstrip(" ") if token in _CLOSING else text
        places.append((len(text), len(text) + len(token)))
        text += token + " " * (token not in _OPENING)
    return text.rstrip(), places


def _found(text: str, tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A text as it came, and the places of its tokens."""
    places, at = [], 0
    for token in tokens:
        start = text.index(token, at)
        at = start + len(token)
        places.append((start, at))
    return text, places


def _sentence(text: str, places: list[tuple[int, int]], tags: list[str]) -> _Sentence:
    marks: list[tuple[int, int, int]] = []
    for (a, b), tag in zip(places, tags, strict=True):
        kind = KINDS.get(tag[2:])
        if kind is not None and tag[0] == "I" and marks:
            marks[-1] = (marks[-1][0], b, marks[-1][2])
        elif kind is not None:
            marks.append((a, b, kind))
    return _Sentence(text, marks)
