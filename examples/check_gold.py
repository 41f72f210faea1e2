"""Checks the example case and its gold: `python3 check_gold.py [--counts]`. Standard library only (Python 3.11+)."""

from __future__ import annotations

import json
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
TIES = {"copy", "partial", "wire_version", "aggregation", "shared_quotation", "same_page", "none"}
DIRECTIONS = {"a_to_b", "b_to_a", "common_origin", "unknown"}
ALTERATIONS = {
    "attribution_lost", "attribution_changed", "cue_strengthened", "cue_weakened",
    "quote_shortened", "quote_changed", "figure_changed", "insertion",
}  # fmt: skip
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
            all(a[1] <= b[0] or b[1] <= a[0] for i, a in enumerate(spans) for b in spans[:i]), *where, role, "overlaps"
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
        bool(statement["source"]) == (resolution in {"named", "resolved", "unresolved"}), *where, "source, resolution"
    )
    check(statement["inferred"] == (resolution == "inferred"), *where, "inferred against resolution")
    check(not (statement["inferred"] and statement["cue"]), *where, "inferred, but has a cue")
    parent = statement.get("parent")
    keys = {s["key"] for s in gold["statements"]}
    check(parent is None or (parent in keys and parent != statement["key"]), *where, "no such parent", parent)
    relays = statement["relays"]
    check(bool(relays) and relays[-1] == {"carrier": article["outlet"], "basis": "explicit"}, *where, "last relay")
    check(all(set(r) == {"carrier", "basis"} and r["basis"] in BASES for r in relays), *where, "relays", relays)


def check_gold(article: dict, gold: dict) -> None:
    name = article["id"]
    check(gold["id"] == name, name, "id differs from the file's name")
    check(all(case in CASES for case in gold["cases"]) and gold["cases"] == sorted(set(gold["cases"])), name, "cases")
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
        whole = " ".join((article["title"] + "\n" + article["text"]).split())  # a name may be broken over two lines
        check(speaker["name"] in whole, name, "speaker's name isn't in the article", speaker["name"])
    for statement in gold["statements"]:
        check_statement(article, gold, statement)


def check_expected(expected: dict, golds: dict[str, dict], articles: dict[str, dict]) -> None:
    keys = {name: {s["key"] for s in gold["statements"]} for name, gold in golds.items()}
    contents = {
        name: {s["key"]: [f if isinstance(f, str) else f[0] for f in s["content"]] for s in gold["statements"]}
        for name, gold in golds.items()
    }
    for tie in expected["copies"]:
        check(tie["a"] in keys and tie["b"] in keys, "copies", tie)
        check(tie["kind"] in TIES and tie["direction"] in DIRECTIONS, "copies", tie)
        check(set(tie.get("also_accepted_kind", [])) <= TIES, "copies", tie)
        check(set(tie.get("also_accepted", [])) <= DIRECTIONS, "copies", tie)
    tied = Counter(frozenset((tie["a"], tie["b"])) for tie in expected["copies"])
    check(all(n == 1 and len(pair) == 2 for pair, n in tied.items()), "copies: a pair twice, or an article with itself")
    members = Counter(a for story in expected["stories"] for a in story["articles"])
    check(members == Counter(list(keys)), "stories: each article once", members)
    for story in expected["stories"]:
        without = story.get("without_own_origin", [])
        check(set(without + story.get("may_join", [])) <= set(keys), "stories: no such article", story)
        if "origins" in story:
            found = [a for origin in story["origins"] for a in origin["articles"]]
            check(sorted(found + without) == sorted(story["articles"]), "stories: origins against articles", story)
            check(len(story["origins"]) == story["separate_origins"], "stories: number of origins", story)
    for row in expected["attribution_lost"]:
        check(count(articles[row["article"]]["text"], row["sentence"]) == 1, "attribution_lost", row)
        check(row["from_statement"] in keys[row["from_article"]], "attribution_lost", row)
    pairs = []
    for row in expected["headlines_as_fact"]:
        check(row["words"] in articles[row["article"]]["title"], "headlines_as_fact", row)
        pairs.append((row["article"], row["attributed_in"]))
    for row in expected["other_alterations"]:
        check(row["kind"] in ALTERATIONS, "other_alterations", row)
        pairs += [(row["from_article"], row["from_statement"]), (row["to_article"], row["to_statement"])]
    for row in expected["denials"]:
        pairs += [(row["article"], row["statement"]), (row["denies_article"], row["denies_statement"])]
        pairs += row.get("also_accepted", [])
    for row in expected["not_denials"]:
        pairs += [(row["article"], row["statement"]), (row["other_article"], row["other_statement"])]
    for row in expected["same_claims"] + expected["differs_in_figure"]:
        pairs += row["statements"]
    for row in expected["differs_in_figure"]:
        size = len(row["statements"])
        check(all(len(row[name]) == size for name in ("values", "as_written") if name in row), "differs_in_figure", row)
        for (article, key), written in zip(row["statements"], row.get("as_written", []), strict=False):
            fragments = contents.get(article, {}).get(key, [])
            check(any(written in fragment for fragment in fragments), "differs_in_figure", article, key, written)
    for article, key in pairs:
        check(key in keys.get(article, ()), "expected_comparison: no such statement", article, key)


def main() -> int:
    lines = (HERE / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    articles = {a["id"]: a for a in (json.loads(line) for line in lines if line.strip())}
    files = {path.stem: path for path in sorted((HERE / "gold").glob("*.toml"))}
    check(set(files) == set(articles), "gold files against articles", set(files) ^ set(articles))
    golds = {name: tomllib.loads(files[name].read_text(encoding="utf-8")) for name in articles if name in files}
    for name, gold in golds.items():
        check_gold(articles[name], gold)
    swap = json.loads((HERE / "parties.json").read_text(encoding="utf-8"))["swap"]
    forms = [form for pair in swap for form in pair]
    for first, second in swap:
        check(len(first) == len(second), "swap pair of unequal length", first, second)
    for form in forms:
        check(not any(form in other for other in forms if other != form), "swap: a form inside another", form)
        check(any(form in a["text"] + a["title"] for a in articles.values()), "swap: never used", form)
    check(len(set(forms)) == len(forms), "swap: a form twice")
    for name, article in articles.items():  # a party's name that the swap would miss
        text = article["title"] + "\n" + article["text"]
        lost = [
            w
            for w in ("kelmar", "tasmor", "brovin", "tarsel")
            if text.lower().count(w) != sum(text.count(form) for form in forms if form.lower().startswith(w))
        ]
        check(not lost, name, "a party's name outside the swap", lost)
    keys = {name: {s["key"] for s in gold["statements"]} for name, gold in golds.items()}
    check_expected(tomllib.loads((HERE / "expected_comparison.toml").read_text(encoding="utf-8")), golds, articles)
    interview = articles["interview-b"]
    text = (HERE / "interview.txt").read_text(encoding="utf-8")
    check(text == f"{interview['title']}\n\n{interview['text']}\n", "interview.txt differs from interview-b")
    for problem in problems:
        print(problem, file=sys.stderr)
    total = sum(len(found) for found in keys.values())
    print(f"{len(articles)} articles, {total} statements, {len(problems)} problems")
    if "--counts" in sys.argv[1:]:
        print("per article:", {name: len(found) for name, found in keys.items()})
        for field in ("form", "stance", "kind", "resolution"):
            tally = Counter(s[field] for gold in golds.values() for s in gold["statements"])
            print(f"{field}:", dict(tally.most_common()))
        print("cases:", sorted({case for gold in golds.values() for case in gold["cases"]}))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
