"""PolNeAR → windows of 128 word-pieces with cue tags and, for each cue, role tags: ``python training/prepare.py OUT``.

A window packs whole paragraphs; one longer than a window is cut at a sentence. Nothing outside its paragraphs enters a
window, so copies can be encoded once.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from encoder import package_folder
from tokenizers import Tokenizer

from reportedly.record import Span
from reportedly.text import paragraphs, quotations, sentences

WINDOW = 128
O, B_CUE, I_CUE = 0, 1, 2
B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = 1, 2, 3, 4
CORPORA = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[1].parent / "shared" / "data"))


@dataclass
class Window:
    """Word-pieces of a stretch of text: ids with [CLS] and [SEP], places in the text, features."""

    ids: list[int]
    places: list[tuple[int, int]]
    case: list[int]
    quoted: list[int]


def tokenizer() -> Tokenizer:
    """The encoder's own word-piece tokenizer, without padding or truncation."""
    made = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def windows(text: str, tok: Tokenizer) -> list[Window]:
    """The windows of a text in order."""
    quoted = [q.span for q in quotations(text) if q.depth == 1]
    packed: list[Window] = []
    room = 0
    for piece in _pieces(text, tok):
        if room < len(piece):
            packed.append(Window([101], [(0, 0)], [0], [0]))
            room = WINDOW - 2
        for id, start, end in piece:
            window = packed[-1]
            window.ids.append(id)
            window.places.append((start, end))
            window.case.append(case_of(text[start:end]))
            window.quoted.append(1 + any(q.start <= start < q.end for q in quoted))
        room -= len(piece)
    for window in packed:
        window.ids.append(102)
        window.places.append((0, 0))
        window.case.append(0)
        window.quoted.append(0)
    return packed


def case_of(piece: str) -> int:
    """1 small, 2 capital first, 3 all capitals, 4 digits, 5 marks; 0 is for [CLS], [SEP] and padding."""
    if not any(c.isalpha() for c in piece):
        return 4 if any(c.isdigit() for c in piece) else 5
    if piece[:1].isupper():
        return 3 if len(piece) > 1 and piece.isupper() else 2
    return 1


def _pieces(text: str, tok: Tokenizer) -> list[list[tuple[int, int, int]]]:
    found = []
    for paragraph in paragraphs(text):
        whole = _encoded(text, paragraph, tok)
        if len(whole) <= WINDOW - 2:
            found.append(whole)
        else:
            for sentence in sentences(text, paragraph):
                part = _encoded(text, sentence, tok)
                found.extend(part[i : i + WINDOW - 2] for i in range(0, len(part), WINDOW - 2))
    return found


def _encoded(text: str, span: Span, tok: Tokenizer) -> list[tuple[int, int, int]]:
    e = tok.encode(text[span.start : span.end], add_special_tokens=False)
    return [(id, span.start + s, span.start + t) for id, (s, t) in zip(e.ids, e.offsets, strict=True)]


def tags(window: Window, spans: list[list[int]], begin: int, inside: int, into: np.ndarray) -> bool:
    """Write BIO tags of some spans into ``into``; whether any word-piece of the window was in one."""
    hit = False
    for start, end in spans:
        first = True
        for k, (s, e) in enumerate(window.places):
            if s < end and start < e:
                into[k] = begin if first else inside
                first, hit = False, True
    return hit


def examples(article: dict[str, Any], tok: Tokenizer) -> list[dict[str, Any]]:
    """A training example per window: ids, features, cue tags, and for each cue its role tags."""
    found = []
    for w in windows(article["text"], tok):
        cue = np.zeros(len(w.ids), np.int8)
        roles, marks = [], []
        for a in article["attributions"]:
            mark = np.zeros(len(w.ids), np.int8)
            role = np.zeros(len(w.ids), np.int8)
            if not a["cue"] or not tags(w, a["cue"], B_CUE, I_CUE, mark):
                continue
            tags(w, a["source"], B_SOURCE, I_SOURCE, role)
            tags(w, a["content"], B_CONTENT, I_CONTENT, role)
            np.maximum(cue, mark, out=cue, where=(cue == 0))
            roles.append(role.tolist())
            marks.append((mark > 0).astype(int).tolist())
        found.append(
            {
                "ids": w.ids,
                "case": w.case,
                "quoted": w.quoted,
                "cue": cue.tolist(),
                "marks": marks,
                "roles": roles,
            }
        )
    return found


def main(out: Path) -> None:
    """Write train.jsonl of windows."""
    tok, out = tokenizer(), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    n = 0
    with (
        (CORPORA / "polnear" / "train.jsonl").open(encoding="utf-8") as lines,
        (out / "train.jsonl").open("w") as f,
    ):
        for line in lines:
            for example in examples(json.loads(line), tok):
                f.write(json.dumps(example) + "\n")
                n += 1
    print(f"{n} windows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
