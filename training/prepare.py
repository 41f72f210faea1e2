"""Articles → windows (``reportedly.models.windows``) with cue tags and, for each cue, role tags: ``python training/prepare.py OUT``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpora
import numpy as np
from encoder import package_folder

from reportedly.models.windows import Window, windows
from reportedly.models.wordpiece import WordPiece, common_words

B, I, UNKNOWN, NO_MORE = 1, 2, -1, -2
"""Tags of cues: begin, inside, not known, and not known but no longer the cue before it."""
B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = 1, 2, 3, 4
KINDS = ("statement", "belief", "intention", "naming", "question", "no_comment")
STANCES = ("asserts", "denies", "accuses", "alleges", "promises", "asks", "recalls", "confirms")


def wordpiece() -> WordPiece:
    """The encoder's own tokenizer, with names replaced by a place-holder."""
    vocabulary = package_folder().joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")
    return WordPiece(vocabulary, common_words())


def touched(window: Window, spans: list[list[int]]) -> list[list[int]]:
    """For each span the window's word-pieces that it touches; spans outside give nothing."""
    found = [[k for k, (s, e) in enumerate(window.places) if s < b and a < e] for a, b in spans]
    return [f for f in found if f]


def examples(article: dict[str, Any], tok: WordPiece) -> Iterator[dict[str, Any]]:
    """A training example per window: ids, features, cue tags (-1: not known), and for each cue its roles and labels."""
    for w in windows(article["text"], tok):
        cue = np.zeros(len(w.ids), np.int8)
        if not article["layers"]:  # only the outermost layer is marked: inside a content there may be cues
            spans = [s for a in article["attributions"] for s in a["content"]] + article["discard"]
            for pieces in touched(w, spans):
                cue[pieces] = UNKNOWN
        found = [c for a in article["attributions"] if (c := _cue(w, a))]
        for c in found:
            for first, *rest in c.pop("pieces"):
                cue[first], cue[rest] = B, I
        for k in np.flatnonzero((cue[1:] == UNKNOWN) & (cue[:-1] > 0)).tolist():
            cue[k + 1] = NO_MORE
        yield {
            "article": article["id"],
            "ids": w.ids,
            "case": w.case,
            "quoted": w.quoted,
            "cue": cue.tolist(),
            "layers": int(article["layers"]),
            "cues": found,
        }


def _cue(w: Window, a: dict[str, Any]) -> dict[str, Any] | None:
    pieces = touched(w, a["cue"])
    if not pieces:
        return None
    mark, role = [0] * len(w.ids), [0] * len(w.ids)
    for piece in pieces:
        for k in piece:
            mark[k] = 1
    for name, begin in (("source", B_SOURCE), ("content", B_CONTENT)):
        for first, *rest in touched(w, a[name]):
            role[first] = begin
            for k in rest:
                role[k] = begin + 1
    kind = KINDS.index(a["kind"]) if "kind" in a else UNKNOWN
    stance = STANCES.index(a["stance"]) if "stance" in a else UNKNOWN
    return {"pieces": pieces, "marks": mark, "roles": role, "kind": kind, "stance": stance}


def main(out: Path) -> None:
    """Write polnear.jsonl and in_domain.jsonl, one window a line."""
    tok = wordpiece()
    out.mkdir(parents=True, exist_ok=True)
    for name, articles in (("polnear", corpora.polnear("train")), ("in_domain", corpora.in_domain())):
        made = [json.dumps(e) for a in articles for e in examples(a, tok)]
        (out / f"{name}.jsonl").write_text("\n".join(made) + "\n")
        print(f"{name}: {len(made)} windows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
