"""Checks the gold of stances, dates, figures and events and counts it: `python3 check.py [--polnear DEV.JSONL]`.

Standard library only (Python 3.11+). Golden: for measuring only, never train on it.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
STANCES = {"asserts", "denies", "accuses", "alleges", "promises", "asks", "recalls", "confirms"}
KINDS = {"statement", "belief", "intention", "question", "no_comment", "naming"}
ANCHORS = {"published", "dateline", "speech", "text", "none"}
DRAWS = {"random", "cue"}
WHYS = {"negated", "denied", "hypothetical", "alleged", "unconfirmed"}
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
FLOORS = {
    "stances": 600, "denies": 90, "accuses": 120, "alleges": 40, "promises": 50, "asks": 60, "recalls": 30,
    "confirms": 30, "must-not-deny traps": 40, "dates": 300, "dates in undated articles": 60, "figures": 150,
    "events": 150,
}  # fmt: skip

Fragment = str | list
problems: list[str] = []


def check(good: bool, *where: object) -> bool:
    """Note a problem unless `good`; give `good` back."""
    if not good:
        problems.append(" · ".join(str(part) for part in where))
    return good


def place(text: str, fragment: Fragment) -> tuple[int, int] | None:
    """Find a string that occurs once, or the nth occurrence (from 1) for `[string, n]`."""
    string, nth = (fragment, 0) if isinstance(fragment, str) else (fragment[0], fragment[1])
    starts = [i for i in range(len(text)) if text.startswith(string, i)]
    if not string or not starts or (nth == 0 and len(starts) > 1) or nth > len(starts):
        return None
    start = starts[max(nth, 1) - 1]
    return start, start + len(string)


def words(fragments: list) -> str:
    """Join the strings of fragments."""
    return " ".join(part if isinstance(part, str) else part[0] for part in fragments)


def whole_words(text: str, span: tuple[int, int]) -> bool:
    """Say whether neither end of the span cuts a word."""
    return all(at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum()) for at in span)


def find(text: str, fragment: Fragment, *where: object) -> tuple[int, int] | None:
    """Find a fragment and note a problem if it is missing, ambiguous or cuts a word."""
    span = place(text, fragment)
    if check(span is not None, *where, "not found, or not once", fragment):
        check(whole_words(text, span), *where, "cuts a word", fragment)
    return span


def exchange(text: str, parties: list[list[str]]) -> str:
    """Exchange the two parties' names in `text`."""
    first, second = parties
    other = dict(zip([*first, *second], [*second, *first], strict=True))
    names = sorted(other, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), lambda match: other[match[0]], text)


def exchanged(fragment: Fragment, parties: list[list[str]]) -> Fragment:
    """Exchange the parties' names in a fragment."""
    if isinstance(fragment, str):
        return exchange(fragment, parties)
    return [exchange(fragment[0], parties), fragment[1]]


def check_swap(article: dict, within: str, fragments: list) -> None:
    """Check that everything is found again once the parties' names are exchanged."""
    text = exchange(article["text"], article["parties"])
    inside = exchange(within, article["parties"])
    check(len(text) == len(article["text"]), article["id"], "names are not of equal length")
    check(text.count(inside) == 1, article["id"], "`within` lost in the swapped text", inside)
    for fragment in fragments:
        check(place(inside, exchanged(fragment, article["parties"])), article["id"], "lost by swap", fragment)


def base(article: dict, row: dict, *where: object) -> str | None:
    """Give a row's `within`, checked to occur once in its article."""
    within = row["within"]
    return within if check(article["text"].count(within) == 1, *where, "`within` not once", within) else None


def check_roles(row: dict, within: str, where: tuple) -> list:
    """Check source, cue and content of a statement: found, and not overlapping. Give all fragments."""
    taken: list[tuple[int, int]] = []
    fragments = []
    for role in ("source", "cue", "content"):
        for fragment in row[role]:
            span = find(within, fragment, *where, role)
            fragments.append(fragment)
            if span:
                clear = all(span[1] <= start or end <= span[0] for start, end in taken)
                check(clear, *where, role, "overlaps another role", fragment)
                taken.append(span)
    check(bool(row["content"]), *where, "no content")
    return fragments


def check_statement(article: dict, row: dict) -> None:
    """Check one statement of the invented articles."""
    where = (article["id"], row["key"])
    check_labels(row, *where)
    within = base(article, row, *where)
    if within is None:
        return
    fragments = check_roles(row, within, where)
    for role in ("accused", "act", "place", "date"):
        for fragment in row.get(role, []):
            find(within, fragment, *where, role)
            fragments.append(fragment)
    if row["stance"] == "denies":
        check("denies" in row, *where, "a denial says what it denies, or []")
    for fragment in row.get("denies", []):
        find(article["text"], fragment, *where, "denies")
    if row["stance"] == "accuses":
        check(bool(row["accused"]), *where, "an accusation without an accused")
    if "presupposed" in row:
        check(row["presupposed"] in words(row["cue"]).lower(), *where, "presupposed term is not in the cue")
    check_swap(article, within, fragments)


def check_labels(row: dict, *where: object) -> None:
    """Check the labels that every stance row has."""
    check(row["stance"] in STANCES, *where, "stance", row["stance"])
    check(row["kind"] in KINDS, *where, "kind", row["kind"])
    check(isinstance(row["topic_only"], bool), *where, "topic_only", row["topic_only"])
    check(row.get("trap") in {None, *STANCES} - {row["stance"]}, *where, "trap", row.get("trap"))


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Earliest and latest day of an EDTF value of level 0 or 1; raises ValueError on any other."""
    if "/" in edtf:
        start, end = edtf.split("/")
        return (bounds(start)[0] if start != ".." else None), (bounds(end)[1] if end != ".." else None)
    plain = re.sub(r"[~?%]$", "", edtf)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", plain):
        plain = plain[:10]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return date.fromisoformat(plain).isoformat(), plain
    if re.fullmatch(r"\d{4}-\d\d", plain):
        return month_bounds(int(plain[:4]), int(plain[5:]))
    if re.fullmatch(r"\d{4}|\d{3}X|\d{2}XX", plain):
        return plain.replace("X", "0") + "-01-01", plain.replace("X", "9") + "-12-31"
    raise ValueError(edtf)


def month_bounds(year: int, month: int) -> tuple[str, str]:
    """Bounds of a month, a season (21 to 24) or, in `also` only, a quarter of level 2 (33 to 36)."""
    if 33 <= month <= 36:
        first, last = 3 * (month - 33) + 1, 3 * (month - 33) + 3
    elif month == 24:
        return f"{year}-12-01", f"{year + 1}-02-{calendar.monthrange(year + 1, 2)[1]}"
    else:
        first, last = SEASONS.get(month, (month, month))
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}"


def well_formed(edtf: str) -> bool:
    """Say whether `bounds` understands the value."""
    try:
        bounds(edtf)
    except (ValueError, calendar.IllegalMonthError):
        return False
    return True


def check_date(article: dict, row: dict) -> None:
    """Check one date: place, value, bounds, and that nothing is resolved without an anchor."""
    where = (article["id"], row["span"])
    within = base(article, row, *where)
    if within is not None:
        find(within, row["span"], *where)
        check_swap(article, within, [row["span"]])
    check(row["anchor"] in ANCHORS, *where, "anchor", row["anchor"])
    edtf, earliest, latest = row.get("edtf"), row.get("earliest"), row.get("latest")
    for value in [edtf, *row.get("also", [])]:
        check(value is None or well_formed(value), *where, "not EDTF", value)
    for day in (earliest, latest):
        check(day is None or date.fromisoformat(day), *where, "bound", day)
    check(not (earliest and latest) or earliest <= latest, *where, "earliest after latest")
    if edtf is None:
        check(row["anchor"] in {"none", "speech"}, *where, "an anchor, but no value")
        check(earliest is None and latest is None, *where, "bounds, but no value")
    else:
        check_resolved(article, row, *where)


def check_resolved(article: dict, row: dict, *where: object) -> None:
    """Check that a value has the anchor that it needs and bounds within its value's."""
    low, high = bounds(row["edtf"])
    check(row["anchor"] != "none", *where, "a value without an anchor")
    if row["anchor"] in {"published", "dateline", "speech"}:
        check(article["published"] is not None, *where, "resolved in an undated article")
    complete = (low is None or "earliest" in row) and (high is None or "latest" in row)
    if not check(complete, *where, "a bound is missing"):
        return
    narrower = (low is None or row["earliest"] >= low) and (high is None or row["latest"] <= high)
    check(narrower or "fiscal" in words([row["span"]]), *where, "bounds wider than the value")


def check_figure(article: dict, row: dict) -> None:
    """Check one figure: place, and low ≤ value ≤ high."""
    where = (article["id"], row["span"])
    within = base(article, row, *where)
    if within is not None:
        find(within, row["span"], *where)
        check_swap(article, within, [row["span"]])
    given = [row[name] for name in ("low", "value", "high") if name in row]
    check(given == sorted(given) and given, *where, "low, value, high", given)
    check(isinstance(row["approximate"], bool), *where, "approximate")


def check_event(article: dict, row: dict) -> None:
    """Check one event: place and every fragment that goes with it."""
    where = (article["id"], row["span"])
    within = base(article, row, *where)
    if within is not None:
        find(within, row["span"], *where)
        check_swap(article, within, [row["span"]])
    vouched = [] if row["vouched_by"] in ("", "outlet") else [row["vouched_by"]]
    for fragment in [*row["participants"], *vouched, *(row[k] for k in ("place", "date") if row[k])]:
        find(article["text"], fragment, *where)
    check(isinstance(row["asserted"], bool), *where, "asserted")
    check(row.get("why") in {*WHYS, None}, *where, "why", row.get("why"))
    check(row["asserted"] or "why" in row, *where, "not asserted, but why?")


def check_trap(article: dict, row: dict) -> None:
    """Check a trap's place."""
    within = base(article, row, article["id"], "trap")
    if within is not None:
        find(within, row["span"], article["id"], "trap")
    check(row.get("never", "denies") in STANCES, article["id"], "trap", row.get("never"))


def check_polnear(row: dict) -> None:
    """Check one line about PolNeAR: labels, offsets, and nothing else."""
    where = ("polnear", row["article"], row["cue"])
    check_labels(row, *where)
    allowed = {"article", "chars", "cue", "stance", "kind", "topic_only", "draw", "trap"}
    check(set(row) <= allowed and re.fullmatch(r"[0-9a-f]{12}", row["article"]), *where, "fields")
    check(row["draw"] in DRAWS, *where, "draw", row["draw"])
    check(all(0 <= start < end <= row["chars"] for start, end in row["cue"]), *where, "offsets")


def check_against_polnear(rows: list[dict], path: Path) -> None:
    """Check article digests, lengths and cue offsets against the corpus itself."""
    articles = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        articles[hashlib.sha256(article["id"].encode()).hexdigest()[:12]] = article
    for row in rows:
        article = articles.get(row["article"])
        if check(article is not None, "polnear", row["article"], "no such article"):
            check(len(article["text"]) == row["chars"], "polnear", row["article"], "length")
            cues = [attribution["cue"] for attribution in article["attributions"]]
            check(row["cue"] in cues, "polnear", row["article"], "no such cue", row["cue"])


def side(article: dict, fragments: list) -> int | None:
    """Which party the fragments name: 0, 1, or None for neither or both."""
    named = [any(name in words(fragments) for name in party) for party in article["parties"]]
    return None if named[0] == named[1] else named.index(True)


def balance(articles: dict, statements: list[dict]) -> dict[str, list[int]]:
    """How often each party (by its place in its pair) accuses, is accused and denies, with its name in the words."""
    counts = {"accuses": [0, 0], "is accused": [0, 0], "denies": [0, 0]}
    for row in statements:
        article = articles[row["article"]]
        pairs = {
            "accuses": [("accuses", "source"), ("is accused", "accused")],
            "denies": [("denies", "source")],
        }
        for name, role in pairs.get(row["stance"], []):
            party = side(article, row.get(role, []))
            if party is not None:
                counts[name][party] += 1
    return counts


def load(name: str) -> dict:
    """Read a TOML file of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def load_lines(name: str) -> list[dict]:
    """Read a JSONL file of this folder."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def run_checks(articles: dict, gold: dict, polnear: list[dict]) -> None:
    """Check every row of every file."""
    check(not any("@" in a["text"] or "[[" in a["text"] for a in articles.values()), "stray mark in a text")
    single = {"statement": check_statement, "date": check_date, "figure": check_figure, "event": check_event}
    for tables in gold.values():
        for name, rows in tables.items():
            for row in rows:
                single.get(name, check_trap)(articles[row["article"]], row)
    for row in polnear:
        check_polnear(row)
    keys = Counter((row["article"], row["key"]) for row in gold["stances"]["statement"])
    check(max(keys.values()) == 1, "a key is used twice")


def count(articles: dict, gold: dict, polnear: list[dict]) -> Counter:
    """Count what FLOORS asks for, and what else is worth printing."""
    statements = gold["stances"]["statement"]
    both = [*statements, *polnear]
    dates = gold["dates"]["date"]
    numbers = Counter(row["stance"] for row in both)
    numbers["stances"] = len(both)
    traps = [*both, *({"trap": row["never"]} for row in gold["stances"]["trap"])]
    numbers["must-not-deny traps"] = sum(row.get("trap") == "denies" for row in traps)
    numbers["dates"] = len(dates)
    numbers["dates in undated articles"] = sum(articles[row["article"]]["published"] is None for row in dates)
    numbers["figures"] = len(gold["figures"]["figure"])
    numbers["events"] = len(gold["events"]["event"])
    return numbers


def print_counts(articles: dict, gold: dict, polnear: list[dict]) -> None:
    """Print the counts and note floors that are not reached."""
    numbers = count(articles, gold, polnear)
    for name, floor in FLOORS.items():
        check(numbers[name] >= floor, name, numbers[name], "fewer than", floor)
        print(f"{numbers[name]:5}  {name} (asked for: {floor})")
    statements = gold["stances"]["statement"]
    for label, rows in (("invented", statements), ("PolNeAR dev", polnear)):
        print(f"\n{label}: {len(rows)}")
        print("  stance", dict(Counter(row["stance"] for row in rows).most_common()))
        print("  kind  ", dict(Counter(row["kind"] for row in rows).most_common()))
        print("  topic only", sum(row["topic_only"] for row in rows))
    print("\nPolNeAR draw", dict(Counter(row["draw"] for row in polnear)))
    linked = sum(bool(row.get("denies")) for row in statements)
    print(
        "denials with their allegation",
        linked,
        "· presupposed terms",
        sum("presupposed" in r for r in statements),
    )
    print("by party", balance(articles, statements))
    print_rest(gold)


def cases_of(gold: dict) -> Counter:
    """Count the items of each case of CASES.md."""
    rows = [row for tables in gold.values() for table in tables.values() for row in table]
    return Counter(case for row in rows for case in row.get("cases", []))


def print_rest(gold: dict) -> None:
    """Print counts of dates, figures, events and traps."""
    dates, figures, events = gold["dates"]["date"], gold["figures"]["figure"], gold["events"]["event"]
    print("dates: anchors", dict(Counter(row["anchor"] for row in dates).most_common()), end=" · ")
    print("no value", sum("edtf" not in row for row in dates), end=" · ")
    print("of them durations", sum("edtf" not in row and "duration" in row for row in dates))
    print("figures: approximate", sum(row["approximate"] for row in figures), end=" · ")
    print("shares", sum("share" in row for row in figures))
    print("events: not asserted", sum(not row["asserted"] for row in events), end=" · ")
    print("vouched by somebody", sum(row["vouched_by"] not in ("", "outlet") for row in events))
    print("by case", dict(sorted(cases_of(gold).items())))
    print("traps", {name: len(tables["trap"]) for name, tables in gold.items() if "trap" in tables})


def main() -> int:
    """Check everything, print the counts, and then the problems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, help="PolNeAR's dev.jsonl, to check the offsets against")
    options = parser.parse_args()
    articles = {article["id"]: article for article in load_lines("articles.jsonl")}
    gold = {name: load(f"{name}.toml") for name in ("stances", "dates", "figures", "events")}
    polnear = load_lines("polnear_dev.jsonl")
    run_checks(articles, gold, polnear)
    if options.polnear:
        check_against_polnear(polnear, options.polnear)
    print_counts(articles, gold, polnear)
    print(f"\n{len(articles)} articles, {len(problems)} problems", *problems, sep="\n")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
