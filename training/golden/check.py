"""Checks the golden set and counts what it holds: `python3 check.py [--list PHENOMENON|CASE]`. Standard library only (Python 3.11+).

Adapted from examples/check_gold.py. Golden: for measuring only, never train on it.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
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
REQUIRED = STATEMENT_KEYS - {"speaker", "parent"}
CASES = range(1, 49)
CLOSING = {"“": "”", "‘": "’"}
PHENOMENA = {  # hand-set tags of tags.toml; the rest is counted from the gold itself
    "AT": "According to A, B emphasised that … (outer and inner statement)",
    "BR": "back-reference by description or pronoun with a nearer wrong antecedent",
    "CP": "coordinated or participial cue",
    "DC": "dash or colon instead of, or as, the cue",
    "NEST": "nested",
    "NOSOURCE": "no source",
    "DENY": "denial",
    "SPLITQUOTE": "one quotation in two fragments",
    "DISC": "discontinuous content, other than a split quotation",
    "ABS": "abstract subject: no statement",
    "OV": "outlet's own voice: no statement",
    "LINK": "bullet that is a link: no statement",
    "HEADFACT": "headline that reads as fact: no statement",
}
FLOORS = {  # what the set was asked to hold
    "nested": 15, "AT statements / 2": 8, "denials": 15, "CP": 20, "DC": 10, "no source": 12,
    "DISC": 12, "inferred": 10, "ABS": 10, "BR": 10, "chains of two or more": 20, "articles with long own voice": 5,
}  # fmt: skip

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


def word_edge(text: str, at: int) -> bool:
    return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())


def check_statement(article: dict, gold: dict, statement: dict) -> None:
    where = (article["id"], statement.get("key"))
    check(set(statement) <= STATEMENT_KEYS, *where, "unknown field", set(statement) - STATEMENT_KEYS)
    if not check(set(statement) >= REQUIRED, *where, "missing field", REQUIRED - set(statement)):
        return
    for name, allowed in (
        ("form", FORMS), ("kind", KINDS), ("stance", STANCES), ("resolution", RESOLUTIONS), ("part", PARTS),
    ):  # fmt: skip
        check(statement.get(name) in allowed, *where, name, statement.get(name))
    part, within = article[statement["part"]], statement["within"]
    if not check(count(part, within) == 1, *where, "`within` occurs", count(part, within), "times"):
        return
    base = part.index(within)
    taken: list[tuple[int, int, str]] = []
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
        for start, end in spans:
            check(
                word_edge(within, start) and word_edge(within, end),
                *where,
                role,
                "cuts a word",
                within[start:end],
            )
            for a, b, other in taken:
                if other != role and not (end <= a or b <= start):
                    check(False, *where, role, "overlaps with", other, within[start:end])
            taken.append((start, end, role))
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
    keys = {s["key"]: s for s in gold["statements"]}
    check(parent is None or (parent in keys and parent != statement["key"]), *where, "no such parent", parent)
    if parent in keys:
        check(keys[parent]["within"] == within, *where, "parent in another sentence")
        check(
            keys[parent]["content"] != [] and keys[parent].get("parent") != statement["key"],
            *where,
            "parent loops",
        )
    relays = statement["relays"]
    check(
        bool(relays) and relays[-1] == {"carrier": article["outlet"], "basis": "explicit"},
        *where,
        "last relay",
    )
    check(
        all(set(r) == {"carrier", "basis"} and r["basis"] in BASES for r in relays), *where, "relays", relays
    )
    whole = article["title"] + "\n" + article["text"]
    check(
        all(r["carrier"] in whole for r in relays[:-1]),
        *where,
        "a carrier that the article doesn't name",
        relays,
    )
    check(len({r["carrier"] for r in relays}) == len(relays), *where, "a carrier twice", relays)
    name = {s["id"]: s["name"] for s in gold["speakers"]}.get(speaker)
    check(
        name is None or name not in {r["carrier"] for r in relays[:-1]}, *where, "speaker relays itself", name
    )
    named = resolution == "named" and name and statement["source"]
    if named:  # named: the source holds the name or a part of it
        source = " ".join(f if isinstance(f, str) else f[0] for f in statement["source"]).lower()
        words = set(re.findall(r"[^\W\d_]{3,}", name.lower())) - {"the", "and"}
        check(any(w in source for w in words), *where, "named, but no part of the name in the source", name)


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
    check(len({s["name"] for s in gold["speakers"]}) == len(ids), name, "speaker names not unique")
    check(len(set(keys)) == len(keys), name, "statement keys not unique")
    used = {s.get("speaker") for s in gold["statements"]}
    for speaker in gold["speakers"]:
        check(speaker["kind"] in SPEAKER_KINDS, name, "speaker kind", speaker["kind"])
        check(speaker.get("protected") in (None, True), name, "protected", speaker["id"])
        check(speaker["id"] in used, name, "speaker without a statement", speaker["id"])
        whole = article["title"] + "\n" + article["text"]
        check(speaker["name"] in whole, name, "speaker's name isn't in the article", speaker["name"])
    for statement in gold["statements"]:
        check_statement(article, gold, statement)
    starts = [
        article["text"].index(s["within"]) for s in gold["statements"]
        if s["part"] == "text" and s["within"] in article["text"]
    ]  # fmt: skip
    check(starts == sorted(starts), name, "statements not in text order")


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentence spans, paragraph by paragraph and line by line."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in re.finditer(r"[.?!:]?[.?!][”’\"*)]*(?=\s+[“‘\"A-Z―–(])", line[0]):
            found.append((start, line.start() + end.end()))
            start = line.start() + end.end() + 1
        found.append((start, line.end()))
    return [span for span in found if text[slice(*span)].strip()]


def own_voice(article: dict, gold: dict) -> list[list[tuple[int, int]]]:
    """Runs of sentences that no statement touches."""
    text, covered = article["text"], []
    for s in gold["statements"]:
        if s["part"] == "text" and s["within"] in text:
            base = text.index(s["within"])
            covered.append((base, base + len(s["within"])))
    runs: list[list[tuple[int, int]]] = [[]]
    for start, end in sentences(text):
        if any(a < end and start < b for a, b in covered):
            runs.append([])
        else:
            runs[-1].append((start, end))
    return [run for run in runs if run]


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

    tags = tomllib.loads((HERE / "tags.toml").read_text(encoding="utf-8"))["tags"]
    by_case: dict[int, list[str]] = defaultdict(list)
    by_phenomenon: dict[str, list[str]] = defaultdict(list)
    in_article: dict[str, set[int]] = defaultdict(set)
    for tag in tags:
        gold = golds.get(tag["article"])
        if not check(gold is not None, "tags", tag):
            continue
        check(("statement" in tag) != ("sentence" in tag), "tags: statement or sentence", tag)
        if "statement" in tag:
            item = tag["statement"]
            check(item in {s["key"] for s in gold["statements"]}, "tags: no such statement", tag)
        else:
            item = tag["sentence"]
            whole = articles[tag["article"]]["title"] + "\n" + articles[tag["article"]]["text"]
            check(count(whole, item) == 1, "tags: sentence not found once", tag)
            if set(tag["phenomena"]) & {"OV", "ABS", "LINK"}:
                for s in gold["statements"]:
                    check(
                        item not in s["within"], "tags: own voice, but a statement", tag["article"], s["key"]
                    )
        check(set(tag["phenomena"]) <= set(PHENOMENA), "tags: phenomenon", tag["phenomena"])
        for case in tag["cases"]:
            by_case[case].append(f"{tag['article']}: {item}")
            in_article[tag["article"]].add(case)
        for phenomenon in tag["phenomena"]:
            by_phenomenon[phenomenon].append(f"{tag['article']}: {item}")
    for name, gold in golds.items():
        check(
            in_article[name] == set(gold["cases"]),
            name,
            "cases against tags",
            in_article[name] ^ set(gold["cases"]),
        )

    all_statements = [(name, s) for name, gold in golds.items() for s in gold["statements"]]
    chains = {
        (name, tuple((r["carrier"], r["basis"]) for r in s["relays"]))
        for name, s in all_statements
        if len(s["relays"]) > 1
    }
    runs = {name: own_voice(articles[name], gold) for name, gold in golds.items()}
    long_runs = {
        name: max((len(run) for run in found), default=0) for name, found in runs.items()
        if any(len(run) >= 3 and sum(len(articles[name]["text"][a:b].split()) for a, b in run) >= 45 for run in found)
    }  # fmt: skip
    n_sentences = sum(len(sentences(a["text"])) for a in articles.values())
    counts = {
        "nested": sum("parent" in s for _, s in all_statements),
        "AT statements / 2": len(by_phenomenon["AT"]) // 2,
        "denials": sum(s["stance"] == "denies" for _, s in all_statements),
        "CP": len(by_phenomenon["CP"]),
        "DC": len(by_phenomenon["DC"]),
        "no source": sum(s["resolution"] == "none" for _, s in all_statements),
        "DISC": len(by_phenomenon["DISC"]),
        "inferred": sum(s["inferred"] for _, s in all_statements),
        "ABS": len(by_phenomenon["ABS"]),
        "BR": len(by_phenomenon["BR"]),
        "chains of two or more": len(chains),
        "articles with long own voice": len(long_runs),
    }
    for name, floor in FLOORS.items():
        check(counts[name] >= floor, "too few:", name, counts[name], "of", floor)
    for case in range(16, 36):
        check(len(by_case[case]) >= 5, "case", case, "has", len(by_case[case]), "items of 5")

    if "--list" in sys.argv:
        wanted = sys.argv[sys.argv.index("--list") + 1]
        print("\n".join(by_case[int(wanted)] if wanted.isdigit() else by_phenomenon[wanted]))
        return 0
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"{len(articles)} articles, {n_sentences} sentences of text and {len(articles)} titles, "
        f"{len(all_statements)} statements, {len(problems)} problems"
    )
    print("sentences per article:", {name: len(sentences(a["text"])) for name, a in articles.items()})
    print("statements per article:", {name: len(gold["statements"]) for name, gold in golds.items()})
    for field in ("form", "stance", "kind", "resolution"):
        print(f"{field}:", dict(Counter(s[field] for _, s in all_statements).most_common()))
    print("items per case:", {case: len(by_case[case]) for case in sorted(by_case)})
    print("phenomena asked for:", counts)
    print("tags:", {name: len(by_phenomenon[name]) for name in PHENOMENA})
    print(
        "relays: statements with two or more carriers", sum(len(s["relays"]) > 1 for _, s in all_statements),
        "· with three or more", sum(len(s["relays"]) > 2 for _, s in all_statements), "· distinct chains", len(chains),
        "· of three or more", sum(len(c) > 2 for _, c in chains),
    )  # fmt: skip
    print(
        "continuations (case 21, further paragraphs of answers included):",
        len(by_case[21]),
        "· topic only:",
        sum(s["topic_only"] for _, s in all_statements),
    )
    print(
        "own-voice sentences:",
        sum(len(r) for f in runs.values() for r in f),
        "· longest run per article:",
        long_runs,
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
