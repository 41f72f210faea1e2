"""What the reader is trained on: PolNeAR train, and this project's own in-domain articles, in one form.

An article is ``{"id", "text", "attributions": [{"source", "cue", "content", "kind", "stance"}], "layers"}``; spans are
lists of [start, end) in the text. ``layers`` tells whether nested statements are marked (PolNeAR marks the outermost).
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "in_domain"))
import light
from check import place

CORPORA = Path(os.environ.get("REPORTEDLY_DATA", HERE.parent.parent / "shared" / "data"))


def polnear(part: str) -> Iterator[dict[str, Any]]:
    """PolNeAR's articles of a part; it states no licence for its texts, so that nothing of it is kept but weights."""
    with (CORPORA / "polnear" / f"{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            discarded = [s for s in article.get("discard") or [] if isinstance(s, list) and len(s) == 2]
            yield {
                "id": article["id"],
                "text": article["text"],
                "attributions": [a for a in article["attributions"] if a["content"]],
                "discard": discarded,
                "layers": False,
            }


def in_domain() -> Iterator[dict[str, Any]]:
    """This project's own articles: the fully marked ones, then the lightly marked."""
    for line in (HERE / "in_domain" / "articles.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        gold = tomllib.loads((HERE / "in_domain" / "gold" / f"{article['id']}.toml").read_text("utf-8"))
        rows = [_spans(article["text"], s) for s in gold["statements"] if s["part"] == "text"]
        yield {"id": article["id"], "text": article["text"], "attributions": rows, "layers": True}
    for path in sorted((HERE / "in_domain" / "light").glob("*.txt")):
        yield {**light.read(path), "layers": True}


def _spans(text: str, statement: dict[str, Any]) -> dict[str, Any]:
    base = text.index(statement["within"])
    row: dict[str, Any] = {"kind": statement["kind"], "stance": statement["stance"]}
    for role in ("source", "cue", "content"):
        found = [place(statement["within"], f) for f in statement[role]]
        row[role] = [[base + s, base + e] for s, e in found]
    return row
