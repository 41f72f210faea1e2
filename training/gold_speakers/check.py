"""Checks the gold of this folder and prints its counts: `python3 check.py`. Standard library only (Python 3.11+).

The PolNeAR offsets are compared with the corpus where it lies at $REPORTEDLY_DATA (or ../shared/data of the repository).
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections import Counter
from math import sqrt
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("REPORTEDLY_DATA", HERE.parents[2] / "shared" / "data"))

FORMS = {"name", "partial", "description", "pronoun"}
KINDS = {"person", "organisation", "document", "group", "unnamed"}
BASES = {"explicit", "inherited", "inferred"}
CASES = range(1, 49)
UNRESOLVED = "unresolved"
TEMPLATE_LIMIT = 3  # how often one wording of a credit may come up

problems: list[str] = []


def check(good: bool, *where: object) -> bool:
    """Notes a problem unless `good`; says whether it was."""
    if not good:
        problems.append(" · ".join(str(part) for part in where))
    return good


def rows(name: str) -> list[dict]:
    """The lines of a JSONL file of this folder."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def places_of(text: str, fragment: str) -> list[int]:
    """Where `fragment` starts in `text`, overlapping places included."""
    return [i for i in range(len(text)) if text.startswith(fragment, i)] if fragment else []


def locate(text: str, fragment: str | list) -> tuple[int, int] | None:
    """Span of a string that occurs once, or of the nth occurrence (from 1) where it is written [string, n]."""
    string, nth = (fragment, 1) if isinstance(fragment, str) else fragment
    starts = places_of(text, string)
    if nth > len(starts) or (isinstance(fragment, str) and len(starts) != 1):
        return None
    return starts[nth - 1], starts[nth - 1] + len(string)


def check_cases(item: dict, *where: object) -> None:
    """Case numbers are those of CASES.md."""
    check(
        bool(item["cases"]) and all(case in CASES for case in item["cases"]), *where, "cases", item["cases"]
    )


def speaker_articles() -> list[dict]:
    """The invented articles with speaker links."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "speakers").glob("*.toml"))
    ]


def check_link(article: dict, link: dict) -> tuple[int, int] | None:
    """One link of an invented article; the place of its source in the text."""
    where = (article["id"], link["within"])
    check(link["form"] in FORMS, *where, "form", link["form"])
    check(link["kind"] in KINDS, *where, "kind", link["kind"])
    check_cases(link, *where)
    name = link["speaker"]
    check(name == UNRESOLVED or bool(places_of(article["text"], name)), *where, "speaker not in text", name)
    host, source = locate(article["text"], link["within"]), locate(link["within"], link["source"])
    if not check(host is not None, *where, "`within` must occur once") or host is None:
        return None
    if not check(source is not None, *where, "source must occur once", link["source"]) or source is None:
        return None
    start, end = host[0] + source[0], host[0] + source[1]
    edges = article["text"][start - 1 : start] + article["text"][end : end + 1]
    check(not any(edge.isalnum() for edge in edges), *where, "source cuts a word", link["source"])
    check_form(link, article["text"][start:end], *where)
    return start, end


def check_form(link: dict, source: str, *where: object) -> None:
    """A full name is a `name`, and nothing else holds the full name of the person who speaks."""
    named = link["speaker"] != UNRESOLVED and link["kind"] == "person" and link["speaker"] in source
    if link["kind"] == "person":
        check(named == (link["form"] == "name"), *where, "form against source", link["form"], source)
    check((link["form"] == "pronoun") == (source.lower() in PRONOUNS), *where, "pronoun?", source)


PRONOUNS = {"he", "she", "it", "they", "who", "which", "his", "her", "its", "their", "that", "we", "i"}


def check_invented() -> list[dict]:
    """All links of invented articles."""
    links = []
    for article in speaker_articles():
        check(set(article) == {"id", "outlet", "title", "text", "links"}, article["id"], "fields")
        spans = [check_link(article, link) for link in article["links"]]
        check(len(spans) == len(set(spans)), article["id"], "one source twice")
        links += article["links"]
    return links


def polnear() -> dict[str, dict] | None:
    """PolNeAR dev by article id, or None where the corpus isn't at hand."""
    path = DATA / "polnear" / "dev.jsonl"
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def check_offsets(link: dict, article: dict) -> None:
    """Offsets lie in the text, at the edges of words, and the source is the corpus's own."""
    where, text = (link["article"], link["attribution"]), article["text"]
    sources = [a["source"] for a in article["attributions"] if a["id"] == link["attribution"]]
    check(sources == [link["source"]], *where, "source differs from the corpus")
    spans = link["source"] + ([] if link["speaker"] == UNRESOLVED else [link["speaker"]])
    for start, end in spans:
        good = 0 <= start < end <= len(text) and text[start:end].strip() == text[start:end]
        check(
            good and not (text[start - 1 : start] + text[end : end + 1]).isalnum(), *where, "span", start, end
        )


def check_polnear() -> list[dict]:
    """All links of PolNeAR articles; without the corpus only their form."""
    links, corpus = rows("speakers_polnear.jsonl"), polnear()
    if corpus is None:
        print("PolNeAR is not at hand: offsets not compared")
    for link in links:
        where = (link["article"], link["attribution"])
        fields = {"article", "attribution", "source", "form", "kind", "speaker"}
        check(set(link) == fields, *where, "fields", set(link) ^ fields)
        check(link["form"] in FORMS and link["kind"] in KINDS, *where, link["form"], link["kind"])
        if corpus is not None and check(link["article"] in corpus, *where, "no such article in dev"):
            check_offsets(link, corpus[link["article"]])
    keys = [(link["article"], link["attribution"]) for link in links]
    check(len(keys) == len(set(keys)), "speakers_polnear.jsonl", "an attribution twice")
    return links


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence (roughly) that holds a span."""
    left = max((m.end() for m in re.finditer(r"[.!?][\"”]?\s|\n", text[:start])), default=0)
    right = re.search(r"[.!?][\"”]?(\s|$)|\n", text[end:])
    return text[left : end + (right.start() if right else len(text) - end)]


def template(sentence: str, content: str) -> str:
    """A sentence without its content and with every capitalised word as N: how the credit is worded."""
    rest = re.sub(r"\b[A-ZÀ-ŽŁ][\w'’-]*", "N", sentence.replace(content, "…"))
    return re.sub(r"N(\W+N)+", "N", rest).lower()


def check_chain(article: dict, item: dict) -> str:
    """One statement with its chain; returns how its sentence is worded where that names a carrier."""
    where, both = (article["id"], item["content"]), article["title"] + "\n" + article["text"]
    check(item["kind"] in KINDS, *where, "kind", item["kind"])
    check_cases(item, *where)
    check(item["speaker"] in both, *where, "speaker not in article", item["speaker"])
    *carriers, outlet = item["relays"]
    check(outlet["carrier"] == article["outlet"], *where, "the outlet comes last", outlet)
    names = [relay["carrier"] for relay in item["relays"]]
    check(
        len(names) == len(set(names)) and item["speaker"] not in names[:-1],
        *where,
        "twice in the chain",
        names,
    )
    for relay in item["relays"]:
        check(set(relay) <= {"carrier", "basis", "also"} and relay["basis"] in BASES, *where, relay)
    for relay in carriers:
        check(
            any(n in both for n in [relay["carrier"], *relay.get("also", [])]),
            *where,
            "carrier not in article",
            relay,
        )
    text = article[item.get("part", "text")]
    span = locate(text, item["content"])
    if not check(span is not None, *where, "content must occur once") or span is None:
        return ""
    if not any(relay["basis"] == "explicit" for relay in carriers):
        return ""
    return template(sentence_around(text, *span), item["content"])


def check_relays() -> list[dict]:
    """All relay chains."""
    articles = tomllib.loads((HERE / "relays.toml").read_text(encoding="utf-8"))["articles"]
    check(len({a["id"] for a in articles}) == len(articles), "relays.toml", "an article's id twice")
    wordings: Counter[str] = Counter()
    items = []
    for article in articles:
        check(set(article) == {"id", "outlet", "title", "text", "statements"}, article["id"], "fields")
        for wording in {check_chain(article, item) for item in article["statements"]}:
            wordings[wording] += 1
        items += article["statements"]
    for wording, n in wordings.items():
        check(not wording or n <= TEMPLATE_LIMIT, "relays.toml", "template repeated", n, wording)
    return items


def check_names(name: str, least: int) -> dict[str, dict]:
    """A file of bearers and their spellings: two to five each, none shared by two bearers."""
    bearers = rows(name)
    check(len(bearers) >= least, name, "too few", len(bearers))
    owner: dict[str, str] = {}
    for bearer in bearers:
        spellings = bearer["spellings"]
        check(set(bearer) == {"id", "spellings", "kind"}, name, bearer["id"], "fields")
        check(
            2 <= len(spellings) <= 5 and len(set(spellings)) == len(spellings), name, bearer["id"], spellings
        )
        for spelling in spellings:
            other = owner.setdefault(spelling.casefold(), bearer["id"])
            check(
                other == bearer["id"] and spelling == spelling.strip(),
                name,
                "shared spelling",
                spelling,
                other,
            )
    check(len({b["id"] for b in bearers}) == len(bearers), name, "an id twice")
    return {b["id"]: b for b in bearers}


def check_apart(people: dict[str, dict]) -> list[dict]:
    """Pairs of people who must not merge."""
    pairs = rows("people_apart.jsonl")
    for pair in pairs:
        check(
            pair["a"] in people and pair["b"] in people and pair["a"] != pair["b"], "people_apart.jsonl", pair
        )
    check(
        len({frozenset((p["a"], p["b"])) for p in pairs}) == len(pairs), "people_apart.jsonl", "a pair twice"
    )
    return pairs


def interval(share: float, n: int) -> str:
    """Wilson's 95 % interval for `share` of n right."""
    z = 1.96
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
    return f"{100 * low:.1f}–{100 * high:.1f}"


def table(title: str, counts: Counter, target: float | None = None) -> None:
    """Counts, and with a target the interval that a score at the target would have."""
    print(f"\n{title}: {sum(counts.values())}")
    for key, n in sorted(counts.items(), key=str):
        print(f"  {n:4}  {key}" + (f"   at {100 * target:.0f} %: {interval(target, n)}" if target else ""))


def print_speakers(title: str, links: list[dict]) -> None:
    """Counts of speaker links by form, kind and answer."""
    table(f"{title}, by form", Counter(link["form"] for link in links))
    for group, forms, target in (("name, partial", {"name", "partial"}, 0.92), ("the rest", FORMS, 0.85)):
        n = sum(
            link["form"] in forms - ({"name", "partial"} if group == "the rest" else set()) for link in links
        )
        print(f"  n {n} {group}: at {100 * target:.0f} %, {interval(target, n)}")
    table(f"{title}, by kind", Counter(link["kind"] for link in links))
    print("unresolved:", sum(link["speaker"] == UNRESOLVED for link in links))


def main() -> int:
    """Checks every file, prints the counts, then the problems."""
    invented, corpus, chains = check_invented(), check_polnear(), check_relays()
    people, places = check_names("people.jsonl", 300), check_names("places.jsonl", 100)
    pairs, place_pairs = check_apart(people), rows("places_apart.jsonl")
    print_speakers("Speaker links, invented", invented)
    table("  by case", Counter(case for link in invented for case in link["cases"]))
    print_speakers("Speaker links, PolNeAR dev", corpus)
    print("articles:", len({link["article"] for link in corpus}))
    table("Relay chains, by carriers before the outlet", Counter(len(c["relays"]) - 1 for c in chains), 0.88)
    table("  by case", Counter(case for c in chains for case in c["cases"]))
    table(
        "  carriers by basis, outlets left out", Counter(r["basis"] for c in chains for r in c["relays"][:-1])
    )
    print("outlet unknown:", sum(not c["relays"][-1]["carrier"] for c in chains))
    table("People, by kind", Counter(p["kind"] for p in people.values()))
    spellings = [len(p["spellings"]) for p in people.values()]
    print("spellings:", sum(spellings), "· pairs of one bearer:", sum(n * (n - 1) // 2 for n in spellings))
    table("People who must not merge", Counter(p["why"].split(":")[0] for p in pairs))
    table("Places, by kind", Counter(p["kind"] for p in places.values()))
    print("places that must not merge:", len(place_pairs))
    print(f"\n{len(problems)} problems", *problems, sep="\n  ")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
