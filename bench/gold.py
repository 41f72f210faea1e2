"""The example case's gold: from readable TOML to INTERFACE's format, and the figures of a reading against it.

``python bench/gold.py`` prints the figures, with ``--golden`` those of the golden set; ``python bench/gold.py --write`` writes ``examples/gold.jsonl`` anew.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from reportedly import codec
from reportedly.read import load_reader, read
from reportedly.record import Article, Reading, Span, Statement, content_id, text_sha256
from reportedly.version import SCHEMA
from scoring import Scores, add_article, attribution, matching, right_statement, show

EXAMPLES = Path(__file__).parents[1] / "examples"
GOLDEN = Path(__file__).parents[1] / "training" / "golden"
"""Invented articles that nobody looks at while mending the reader: for measuring only."""


def articles(folder: Path = EXAMPLES) -> list[Article]:
    """The articles of a folder with gold, by default the example case."""
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines()
    return [_article(json.loads(line)) for line in lines]


def _article(line: dict[str, Any]) -> Article:
    return Article(line["id"], line["text"], codec.noted(line, "examples"))


def gold_lines(folder: Path = EXAMPLES) -> Iterator[dict[str, Any]]:
    """The gold of each article in INTERFACE's format, in the order of the articles."""
    for article in articles(folder):
        yield compiled(article, tomllib.loads((folder / "gold" / f"{article.id}.toml").read_text("utf-8")))


def compiled(article: Article, gold: dict[str, Any]) -> dict[str, Any]:
    """One article's TOML with every quotation of the text turned into its span."""
    parts = {"text": article.text, "title": article.title}
    keys = {s["key"]: content_id("gold", article.id, s["key"]) for s in gold["statements"]}
    return {
        "id": article.id,
        "stamp": {"reportedly": "gold", "model": "written by hand", "schema": SCHEMA},
        "text_sha256": text_sha256(article.text),
        "credits": [{**c, "span": _place(article.text, c["quote"])} for c in gold.get("credits", [])],
        "speakers": gold.get("speakers", []),
        "statements": [_statement(s, parts[s.get("part", "text")], keys) for s in gold["statements"]],
    }


def _statement(s: dict[str, Any], text: str, keys: dict[str, str]) -> dict[str, Any]:
    at = text.index(s["within"])
    spans = {role: [_fragment(s["within"], f, at) for f in s[role]] for role in ("content", "cue", "source")}
    rest = {k: v for k, v in s.items() if k not in ("key", "within", *spans)}
    parent = keys[s["parent"]] if s.get("parent") else None
    return {
        "id": keys[s["key"]],
        "part": "text",
        "voice": "attributed",
        "speaker": None,
        **rest,
        **spans,
        "parent": parent,
    }


def _fragment(within: str, fragment: str | list[Any], offset: int) -> list[int]:
    words, nth = (fragment, 1) if isinstance(fragment, str) else fragment
    place = -1
    for _ in range(nth):
        place = within.index(words, place + 1)
    return [offset + place, offset + place + len(words)]


def _place(text: str, quote: str) -> list[int]:
    start = text.index(quote)
    return [start, start + len(quote)]


@dataclass
class Against:
    """Figures of readings against gold: those of METRICS § 1, and speakers right among the statements matched."""

    scores: Scores
    speakers_right: int = 0
    speakers_wrong: int = 0
    speakers_open: int = 0
    stance_right: int = 0
    kind_right: int = 0
    matched: int = 0
    nested: int = 0
    nested_found: int = 0

    @property
    def wrong(self) -> float:
        """Speakers wrong among the matched statements that have one in gold, in per cent."""
        total = self.speakers_right + self.speakers_wrong + self.speakers_open
        return 100 * self.speakers_wrong / total if total else 0.0

    @property
    def right(self) -> float:
        """Speakers right among the matched statements that have one in gold, in per cent."""
        total = self.speakers_right + self.speakers_wrong + self.speakers_open
        return 100 * self.speakers_right / total if total else 0.0


def score(verbose: bool = False, folder: Path = EXAMPLES, model: str | None = None) -> Against:
    """A reader (by default the one that ships) on a folder with gold, by default the example case."""
    reader, against = load_reader(model), Against(Scores())
    for article, gold in zip(articles(folder), gold_lines(folder), strict=True):
        _add(against, article, gold, read(article, reader), verbose)
    return against


def _add(against: Against, article: Article, gold: dict[str, Any], reading: Reading, verbose: bool) -> None:
    for part in ("text", "title"):
        text = article.text if part == "text" else article.title
        wanted = [s for s in gold["statements"] if s["part"] == part]
        found = [s for s in reading.statements if s.part == part and s.voice == "attributed"]
        w = [attribution(text, s["source"], s["cue"], s["content"]) for s in wanted]
        f = [attribution(text, s.source, s.cue, s.content) for s in found]
        add_article(against.scores, w, f)
        pairs = matching(f, w, right_statement)
        against.nested += sum(s["parent"] is not None for s in wanted)
        against.nested_found += sum(wanted[j]["parent"] is not None for _, j in pairs)
        for i, j in pairs:
            _compare(against, reading, found[i], wanted[j], gold, text, verbose)
        if verbose:
            _print_unmatched(text, found, wanted, pairs)


def _compare(
    against: Against,
    reading: Reading,
    found: Statement,
    wanted: dict[str, Any],
    gold: dict[str, Any],
    text: str,
    verbose: bool,
) -> None:
    against.matched += 1
    against.stance_right += found.stance == wanted["stance"]
    against.kind_right += found.kind == wanted["kind"]
    if verbose and found.stance != wanted["stance"]:
        print("STANCE", found.stance, "gold", wanted["stance"], [Span(*c).of(text) for c in wanted["cue"]])
    if wanted["speaker"] is None:
        return
    name = next(s["name"] for s in gold["speakers"] if s["id"] == wanted["speaker"])
    speaker = reading.speaker(found.speaker)
    if found.resolution == "unresolved" or speaker is None:
        against.speakers_open += 1
    elif same_name(speaker.name, name):
        against.speakers_right += 1
    else:
        against.speakers_wrong += 1
    if verbose and (speaker is None or not same_name(speaker.name, name)):
        print("SPEAKER", speaker.name if speaker else None, found.resolution, "gold", name)


def same_name(a: str, b: str) -> bool:
    """Equal names but for case and a leading article."""
    bare = [
        x.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ").replace("’", "'")
        for x in (a, b)
    ]
    return bare[0] == bare[1]


def _print_unmatched(
    text: str, found: list[Statement], wanted: list[dict[str, Any]], pairs: list[tuple[int, int]]
) -> None:
    for j, s in enumerate(wanted):
        if j not in {y for _, y in pairs}:
            print(
                "MISSED",
                *(" … ".join(text[a:b] for a, b in s[r])[:120] for r in ("source", "cue", "content")),
                sep=" | ",
            )
    for i, f in enumerate(found):
        if i not in {x for x, _ in pairs}:
            print(
                "EXTRA ",
                *(" … ".join(x.of(text) for x in g)[:120] for g in (f.source, f.cue, f.content)),
                sep=" | ",
            )


def main(arguments: list[str]) -> None:
    """Print the figures, or write the gold in INTERFACE's format."""
    if "--write" in arguments:
        lines = [codec.encode(line) for line in gold_lines()]
        (EXAMPLES / "gold.jsonl").write_bytes(b"\n".join(lines) + b"\n")
        return
    against = score("-v" in arguments, GOLDEN if "--golden" in arguments else EXAMPLES)
    print(
        show(
            against.scores,
            [
                "attribution overlap",
                "attribution attr@.5",
                "recall direct",
                "recall mixed",
                "recall indirect",
            ],
        )
    )
    print(
        f"speakers right {against.right:.1f} % ({against.speakers_right} right, {against.speakers_wrong} wrong, "
        f"{against.speakers_open} left open); stance as in gold {against.stance_right}/{against.matched}, "
        f"kind {against.kind_right}/{against.matched}; nested found {against.nested_found}/{against.nested}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
