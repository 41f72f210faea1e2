"""Checks articles.jsonl against gold/*.toml: `python3 check.py [--counts]`. Standard library only (Python 3.11+).

Rules and functions after examples/check_gold.py.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent

CREDIT_KINDS = {"dateline", "byline", "wire", "self", "interview", "reporting_by", "copyright", "source_link"}
SPEAKER_KINDS = {"person", "organisation", "document", "group", "unnamed"}
FORMS = {"direct", "indirect", "mixed"}
KINDS = {"statement", "belief", "intention", "question", "no_comment", "naming"}
STANCES = {"asserts", "denies", "accuses", "alleges", "promises", "asks", "recalls", "confirms"}
RESOLUTIONS = {"named", "resolved", "inferred", "unresolved", "none"}
BASES = {"explicit", "inherited", "inferred"}
PARTS = {"text", "title"}
STATEMENT_KEYS = {
    "key", "part", "within", "content", "cue", "source", "form", "kind", "stance", "speaker",
    "resolution", "parent", "inferred", "topic_only", "relays",
}  # fmt: skip
CASES = range(1, 49)
CLOSING = {"“": "”", "‘": "’"}

problems: list[str] = []


def check(good: bool, *where: object) -> bool:
    if not good:
        problems.append(" · ".join(str(part) for part in where))
    return good


def count(text: str, fragment: str) -> int:
    """How often `fragment` occurs in `text`, overlapping occurrences included."""
    return sum(text.startswith(fragment, i) for i in range(len(text)))


def place(text: str, fragment: str | list) -> tuple[int, int] | None:
    """Span of a fragment in `text`: a string that occurs once, or [string, n] for its nth occurrence (from 1)."""
    string, nth = (fragment, 0) if isinstance(fragment, str) else (fragment[0], fragment[1])
    starts = [i for i in range(len(text)) if text.startswith(string, i)]
    if not string or not starts or (nth == 0 and len(starts) > 1) or nth > len(starts):
        return None
    start = starts[max(nth, 1) - 1]
    return start, start + len(string)


def inside_quotes(text: str) -> list[bool]:
    """For each character whether it stands inside quotation marks; a mark left open ends with its paragraph."""
    marks, closing = [], ""
    for i, char in enumerate(text):
        if text.startswith("\n\n", i):
            closing = ""
        if closing:
            marks.append(True)
            if char == closing:
                closing = ""
        else:
            closing = '"' if char == '"' else CLOSING.get(char, "")
            marks.append(bool(closing))
    return marks


def form_of(part: str, spans: list[tuple[int, int]]) -> str:
    """METRICS.md: direct when at least 80 % of the content stands inside quotation marks."""
    marks = inside_quotes(part)
    flags = [marks[i] for start, end in spans for i in range(start, end) if part[i].isalnum()]
    share = sum(flags) / max(len(flags), 1)
    return "direct" if share >= 0.8 else "mixed" if share else "indirect"


def check_statement(article: dict, gold: dict, statement: dict) -> None:
    where = (article["id"], statement.get("key"))
    check(set(statement) <= STATEMENT_KEYS, *where, "unknown field", set(statement) - STATEMENT_KEYS)
    for name, allowed in (
        ("form", FORMS), ("kind", KINDS), ("stance", STANCES), ("resolution", RESOLUTIONS), ("part", PARTS),
    ):  # fmt: skip
        check(statement.get(name) in allowed, *where, name, statement.get(name))
    part, within = article[statement["part"]], statement["within"]
    if not check(count(part, within) == 1, *where, "`within` occurs", count(part, within), "times"):
        return
    base = part.index(within)
    for role in ("content", "cue", "source"):
        spans = [place(within, fragment) for fragment in statement[role]]
        if not check(None not in spans, *where, role, statement[role], "not found, or occurs more than once"):
            continue
        check(
            all(a[1] <= b[0] or b[1] <= a[0] for i, a in enumerate(spans) for b in spans[:i]),
            *where,
            role,
            "overlaps",
        )
        if role == "content":
            check(bool(spans), *where, "no content")
            form = form_of(part, [(base + start, base + end) for start, end in spans])
            check(form == statement["form"], *where, "form should be", form)
    speaker, resolution = statement.get("speaker"), statement["resolution"]
    speakers = {s["id"] for s in gold["speakers"]}
    check(speaker is None or speaker in speakers, *where, "no such speaker", speaker)
    check((speaker is None) == (resolution in {"none", "unresolved"}), *where, "speaker against resolution")
    check(
        bool(statement["source"]) == (resolution in {"named", "resolved", "unresolved"}),
        *where,
        "source, resolution",
    )
    check(statement["inferred"] == (resolution == "inferred"), *where, "inferred against resolution")
    check(not (statement["inferred"] and statement["cue"]), *where, "inferred, but has a cue")
    parent = statement.get("parent")
    keys = {s["key"] for s in gold["statements"]}
    check(parent is None or (parent in keys and parent != statement["key"]), *where, "no such parent", parent)
    relays = statement["relays"]
    check(
        bool(relays) and relays[-1] == {"carrier": article["outlet"], "basis": "explicit"},
        *where,
        "last relay",
    )
    check(
        all(set(r) == {"carrier", "basis"} and r["basis"] in BASES for r in relays), *where, "relays", relays
    )


def check_gold(article: dict, gold: dict) -> None:
    name = article["id"]
    check(gold["id"] == name, name, "id differs from the file's name")
    check(
        all(case in CASES for case in gold["cases"]) and gold["cases"] == sorted(set(gold["cases"])),
        name,
        "cases",
    )
    for credit in gold.get("credits", []):
        check(credit["kind"] in CREDIT_KINDS, name, "credit kind", credit["kind"])
        check(count(article["text"], credit["quote"]) == 1, name, "credit not found once", credit["quote"])
    ids = [s["id"] for s in gold["speakers"]]
    keys = [s["key"] for s in gold["statements"]]
    check(len(set(ids)) == len(ids), name, "speaker ids not unique")
    check(len(set(keys)) == len(keys), name, "statement keys not unique")
    used = {s.get("speaker") for s in gold["statements"]}
    for speaker in gold["speakers"]:
        check(speaker["kind"] in SPEAKER_KINDS, name, "speaker kind", speaker["kind"])
        check(speaker.get("protected") in (None, True), name, "protected", speaker["id"])
        check(speaker["id"] in used, name, "speaker without a statement", speaker["id"])
        whole = " ".join(
            (article["title"] + "\n" + article["text"]).split()
        )  # a name may be broken over two lines
        check(speaker["name"] in whole, name, "speaker's name isn't in the article", speaker["name"])
    for statement in gold["statements"]:
        check_statement(article, gold, statement)


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"\n+|(?<=[.!?])[”\"’]? +(?=[“\"‘A-ZÀ-Ž–—―0-9])", text) if s.strip()]


def phenomena(articles: dict[str, dict], golds: dict[str, dict], marked: dict[str, dict]) -> Counter:
    """How often each phenomenon occurs: from the gold where it shows there, else from the tags of the marked texts."""
    tally: Counter = Counter()
    for name, gold in golds.items():
        text = articles[name]["text"]
        tally["abstract subject, no statement"] += len(marked[name]["abstract"])
        bare = [
            s
            for s in sentences(text)
            if not any(s[:40] in g["within"] or g["within"] in s for g in gold["statements"])
        ]
        tally["sentences in the outlet's own voice"] += len(bare)
        tally["articles mostly in the outlet's own voice"] += len(bare) > len(sentences(text)) / 2
        for s in gold["statements"]:
            tags = marked[name]["tags"][s["key"]]
            content = [f if isinstance(f, str) else f[0] for f in s["content"]]
            base, source = s["within"], [f if isinstance(f, str) else f[0] for f in s["source"]]
            tally["nested"] += "parent" in s
            tally["denials"] += s["stance"] == "denies"
            tally["according to A, B said (inner with parent)"] += "acc" in tags
            tally["coordinated or participial cue"] += "part" in tags
            tally["dash or colon as cue"] += "punct" in tags
            tally["cue far from a verb list"] += "far" in tags
            tally["no source"] += s["resolution"] == "none"
            tally["content in several pieces"] += len(content) > 1
            tally["continuation without a cue"] += s["inferred"] and 22 not in gold["cases"]
            tally["direct quotation over two paragraphs"] += "\n\n" in base
            tally["relayed (told X, interview with X, X reports)"] += len(s["relays"]) > 1
            tally["topic only"] += s["topic_only"]
            tally["pronoun or description as source"] += s["resolution"] == "resolved"
            words = base.split()
            late = bool(source) and base.rindex(source[0]) > 0.6 * len(base)
            tally["source at the end of a sentence of 50 words or more"] += len(words) >= 50 and late
            for kind in ("naming", "intention", "belief", "question", "no_comment"):
                tally[f"kind {kind}"] += s["kind"] == kind
    return tally


def main() -> int:
    lines = (HERE / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    articles = {a["id"]: a for a in (json.loads(line) for line in lines if line.strip())}
    files = {path.stem: path for path in sorted((HERE / "gold").glob("*.toml"))}
    check(set(files) == set(articles), "gold files against articles", set(files) ^ set(articles))
    golds = {
        name: tomllib.loads(files[name].read_text(encoding="utf-8")) for name in articles if name in files
    }
    for name, gold in golds.items():
        check_gold(articles[name], gold)
    for problem in problems:
        print(problem, file=sys.stderr)
    total = sum(len(gold["statements"]) for gold in golds.values())
    size = sum(len(sentences(a["text"])) for a in articles.values())
    print(f"{len(articles)} articles, {size} sentences, {total} statements, {len(problems)} problems")
    if "--counts" in sys.argv[1:]:
        for field in ("form", "stance", "kind", "resolution"):
            tally = Counter(s[field] for gold in golds.values() for s in gold["statements"])
            print(f"{field}:", dict(tally.most_common()))
        marked = json.loads((HERE / "phenomena.json").read_text(encoding="utf-8"))
        for what, n in sorted(phenomena(articles, golds, marked).items()):
            print(f"{n:4d}  {what}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
