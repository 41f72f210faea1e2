"""Reads the lightly marked articles (`light/*.txt`): who said what, without speakers. `python3 light.py FILE...` checks.

A file holds one article: a head line `= outlet ¦ title`, then paragraphs with empty lines between them. Marks as in
`build.py`: `{1c|said}` the cue of statement 1, `s` source, `t` content; `{1s2s|Solm}` one span for two statements. A
line that starts with `#` isn't text; it tells what is no plain assertion: `#2 d ; 3 B ; 5 Q` (letters in `build.py`).
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from build import KINDS, STANCES, strip_marks

HERE = Path(__file__).resolve().parent
ROLES = {"s": "source", "c": "cue", "t": "content"}
CLAUSE_END = re.compile(r"[,;]$|\b(?:and|while|but)$|^(?:and|while|but)\b")


def read(path: Path) -> dict[str, Any]:
    """One article: id, title, text, and its attributions, spans in the text; raises ValueError naming what is wrong."""
    head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    outlet, title = head.removeprefix("= ").split(" ¦ ")
    flags = _flags([line for line in lines if line.startswith("#")])
    text, spans = strip_marks("\n".join(line for line in lines if not line.startswith("#")).strip("\n"))
    if found := re.search(r"\n{3,}|(?<!\n)\n(?!\n)| \n|  |[{}|]", text):
        raise ValueError(
            f"spacing or a stray mark at {text[max(0, found.start() - 30) : found.end() + 30]!r}"
        )
    rows: dict[int, dict[str, Any]] = {}
    for number, role, start, end in sorted(spans, key=lambda s: s[2]):
        row = rows.setdefault(number, {"number": number, "source": [], "cue": [], "content": []})
        row[ROLES[role]].append([start, end])
    if lost := set(flags) - set(rows):
        raise ValueError(f"flags of statements that aren't marked: {sorted(lost)}")
    for number, row in rows.items():
        row |= {"kind": "statement", "stance": "asserts"} | flags.get(number, {})
        if not row["content"]:
            raise ValueError(f"statement {number} has no content")
    found = [rows[n] for n in sorted(rows)]
    return {"id": path.stem, "outlet": outlet, "title": title, "text": text, "attributions": found}


def _flags(lines: list[str]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for entry in ";".join(line[1:] for line in lines).split(";"):
        if not entry.strip():
            continue
        number, *letters = entry.split()
        row = found.setdefault(int(number), {})
        for letter in letters:
            if letter not in STANCES and letter not in KINDS:
                raise ValueError(f"unknown letter {letter!r} in {entry!r}")
            row["stance" if letter in STANCES else "kind"] = STANCES.get(letter) or KINDS[letter]
    return found


def doubts(article: dict[str, Any]) -> list[str]:
    """What looks like a slip of the pen in an article's marks."""
    found, text = [], article["text"]
    for a in article["attributions"]:
        name = f"{article['id']} {a['number']}"
        places = sorted(s for role in ROLES.values() for s in a[role])
        if any(x[1] > y[0] for x, y in pairwise(places)):
            found.append(f"{name}: its own spans overlap")
        for role in ROLES.values():
            for start, end in a[role]:
                if text[start:end] != text[start:end].strip():
                    found.append(f"{name}: {role} begins or ends with a space")
                if CLAUSE_END.search(text[start:end]) and role != "cue":
                    found.append(f"{name}: {role} {text[start:end][-40:]!r} ends or begins with a joint")
        if not a["cue"] and not a["source"]:
            found.append(f"{name}: neither cue nor source (a continuation?)")
    return found


def main(paths: list[str]) -> None:
    """Print every statement of the files, then doubts and counts."""
    slips: list[str] = []
    total = 0
    for path in map(Path, paths):
        article = read(path)
        show = lambda spans, text=article["text"]: " … ".join(text[s:e] for s, e in spans)
        for a in article["attributions"]:
            print(
                f"{path.stem} {a['number']:3} [{show(a['source'])}] <{show(a['cue'])}> {show(a['content'])}"
            )
        slips += doubts(article)
        total += len(article["attributions"])
    print("\n".join(["", *slips, f"{len(paths)} articles, {total} statements, {len(slips)} doubts"]))


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(map(str, (HERE / "light").glob("*.txt"))))
