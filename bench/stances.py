"""Stance and kind against our own gold (``training/gold_manner``, format in its README): totals by label only.

``python bench/stances.py`` prints the figures; ``--roles`` judges the wording rules alone, on gold's own cues and contents.
The gold judges the program: nothing here prints or returns one of its items.

Statements are matched one to one by the characters that they share, those of the cue counted thrice (a cue tells two
statements of one sentence apart). A gold statement that nothing of ours overlaps is a miss of its stance and kind. Denials:
every denial of ours in these articles counts, so that one where gold has no statement is wrong too. *Wrong polarity*: of the
matched statements, a denial of ours that gold has as none, and a denial of gold's that ours has as a confirmation or as any
other stance under a cue that turns its content round. *Pointers*: of gold's denials found as such, whether what ours denies
overlaps a place that gold gives (or both give none).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from particulars import GOLD, articles, place, rows
from reportedly.models import Attribution
from reportedly.read import Reader, load_reader, read
from reportedly.read.found import Found, with_wording
from reportedly.read.parts import PartText, prepare
from reportedly.read.stance import turns_round
from reportedly.record import Article, Reading, Span, Statement

POLNEAR = Path(__file__).parents[2] / "shared" / "data" / "polnear" / "dev.jsonl"
STANCES = ("asserts", "denies", "accuses", "alleges", "promises", "asks", "recalls", "confirms")
KINDS = ("statement", "belief", "intention", "question", "no_comment", "naming")
Row = dict[str, Any]
Spans = tuple[Span, ...]
Pairs = dict[int, int]


def shared(a: Spans, b: Spans) -> int:
    """Characters that two lists of spans share."""
    return sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a for t in b)


def matched(ours: list[Statement], gold: list[tuple[Spans, Spans]]) -> Pairs:
    """Place in gold → place in ours, one to one, most shared characters first, those of cues counted thrice."""
    scores = []
    for m, (cue, content) in enumerate(gold):
        for n, s in enumerate(ours):
            score = 3 * shared(cue, s.cue) + shared(content, s.content)
            if score and (shared(cue, s.cue) or not cue or not s.cue):
                scores.append((score, -m, -n))
    pairs: Pairs = {}
    for _, m, n in sorted(scores, reverse=True):
        if -m not in pairs and -n not in pairs.values():
            pairs[-m] = -n
    return pairs


def spans(article: Article, row: Row, role: str, within: bool = True) -> Spans:
    """The places of a role of a gold row."""
    return tuple(place(article.text, f, row["within"] if within else "") for f in row.get(role, []))


def invented(reader: Reader, count: Counter[str], by_roles: bool) -> None:
    """Counts over the invented articles."""
    gold, traps = rows("stances", "statement"), rows("stances", "trap")
    for article in articles("stances"):
        marked = gold.get(article.id, [])
        places = [(spans(article, r, "cue"), spans(article, r, "content")) for r in marked]
        if by_roles:
            ours, pairs = given(article, marked), {n: n for n in range(len(marked))}
            said = {s.id: s for s in ours}
        else:
            reading = read(article, reader)
            ours = [s for s in reading.statements if s.part == "text" and s.voice == "attributed"]
            pairs, said = matched(ours, places), {s.id: s for s in reading.statements}
            _about_accused(article, reading, ours, marked, pairs, count)
        _count(article.text, ours, marked, pairs, count)
        _denials(article, ours, marked, pairs, said, count)
        _traps(article, ours, traps.get(article.id, []), count)


def given(article: Article, marked: list[Row]) -> list[Statement]:
    """Gold's own cues and contents as statements, with what the wording rules make of them and no model's label."""
    text, _ = prepare(article)
    found = [
        Found(
            text,
            Attribution(
                spans(article, r, "content"),
                spans(article, r, "cue"),
                spans(article, r, "source"),
                "gold",
                1.0,
            ),
        )
        for r in marked
    ]
    return [_statement(n, text, f) for n, f in enumerate(with_wording(found))]


def _statement(n: int, part: PartText, f: Found) -> Statement:
    a = f.attribution
    roles = (a.content, a.cue, a.source)
    return Statement(
        str(n),
        part.part,
        *roles,
        "indirect",
        a.kind,
        a.stance,
        "attributed",
        None,
        "none",
        topic_only=f.topic_only,
        about=f.about(),
    )


def polnear(reader: Reader, count: Counter[str], by_roles: bool) -> None:
    """Counts over PolNeAR dev (offsets only)."""
    lines = map(json.loads, (GOLD / "polnear_dev.jsonl").read_text("utf-8").splitlines())
    marked: dict[str, list[Row]] = {}
    for row in lines:
        marked.setdefault(row["article"], []).append(row)
    for line in map(json.loads, POLNEAR.read_text("utf-8").splitlines()):
        digest = hashlib.sha256(line["id"].encode()).hexdigest()[:12]
        if digest in marked:
            _polnear_article(reader, line, marked[digest], count, by_roles)


def _polnear_article(
    reader: Reader, line: Row, marked: list[Row], count: Counter[str], by_roles: bool
) -> None:
    article = Article.from_text(line["text"], id="x")
    full = {str(a["cue"]): a for a in line["attributions"]}
    roles = [{k: _as_spans(full[str(r["cue"])][k]) for k in ("source", "cue", "content")} for r in marked]
    if by_roles:
        text, _ = prepare(article)
        found = [Found(text, Attribution(r["content"], r["cue"], r["source"], "gold", 1.0)) for r in roles]
        ours, pairs = (
            [_statement(n, text, f) for n, f in enumerate(with_wording(found))],
            {n: n for n in range(len(roles))},
        )
    else:
        ours = [s for s in read(article, reader).statements if s.part == "text" and s.voice == "attributed"]
        pairs = matched(ours, [(r["cue"], r["content"]) for r in roles])
    _count(article.text, ours, marked, pairs, count, "polnear ")


def _as_spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(a, b) for a, b in pairs)


def _count(
    text: str,
    ours: list[Statement],
    marked: list[Row],
    pairs: Pairs,
    count: Counter[str],
    where: str = "invented ",
) -> None:
    for m, row in enumerate(marked):
        s = ours[pairs[m]] if m in pairs else None
        count[f"{where}gold"] += 1
        count[f"{where}matched"] += s is not None
        for label, mine, prefixes in (
            ("stance", s and s.stance, (where, "")),
            ("kind", s and s.kind, (where, "")),
        ):
            for p in prefixes:
                count[f"{p}{label} gold {row[label]}"] += 1
                count[f"{p}{label} right {row[label]}"] += mine == row[label]
                if mine:
                    count[f"{p}{label} ours {mine}"] += 1
                    count[f"{p}{label} pair {row[label]} as {mine}"] += mine != row[label]
        if s:
            count["matched"] += 1
            count["topic ours"] += s.topic_only
            count["topic both"] += s.topic_only and row["topic_only"]
            count["topic gold"] += row["topic_only"]
            turned = turns_round(" ".join(c.of(text) for c in s.cue))
            count["wrong polarity"] += s.stance == "denies" != row["stance"] or (
                row["stance"] == "denies" != s.stance and (s.stance == "confirms" or turned)
            )
            count["trap of a statement hit"] += s.stance == row.get("trap")
        count["gold"] += 1


def _denials(
    article: Article,
    ours: list[Statement],
    marked: list[Row],
    pairs: Pairs,
    said: dict[str, Statement],
    count: Counter[str],
) -> None:
    back = {n: m for m, n in pairs.items()}
    for n, s in enumerate(ours):
        if s.stance == "denies":
            row = marked[back[n]] if n in back else None
            count["denials ours"] += 1
            count["denials unlabelled"] += row is None
            count["denials right"] += row is not None and row["stance"] == "denies"
    for m, row in enumerate(marked):
        if row["stance"] != "denies":
            continue
        count["denials gold"] += 1
        s = ours[pairs[m]] if m in pairs else None
        if s and s.stance == "denies":
            targets = spans(article, row, "denies", within=False)
            other = said[s.about.denies] if s.about.denies else None
            count["pointers expected"] += bool(targets)
            count["pointers given"] += other is not None
            outside = [t for t in targets if not shared((t,), s.content)]
            count["pointers expected outside the denial"] += bool(outside)
            count["pointers right"] += other is not None and shared(other.content, targets) > 0


def _traps(article: Article, ours: list[Statement], traps: list[Row], count: Counter[str]) -> None:
    for row in traps:
        span = place(article.text, row["span"], row["within"])
        never = row["never"]
        hit = any(
            (never == "asserts" or s.stance == never)
            and shared((span,), (*s.cue, *s.content))
            and _meant(s, span, never)
            for s in ours
        )
        count["traps"] += 1
        count["traps hit"] += hit
        count[f"traps hit {never}"] += hit


def _meant(s: Statement, span: Span, never: str) -> bool:
    """A statement round a scare quote isn't made of it: for ``asserts`` most of the statement's content lies in the trap."""
    return never != "asserts" or shared((span,), s.content) * 2 > sum(c.length for c in s.content)


def _about_accused(
    article: Article,
    reading: Reading,
    ours: list[Statement],
    marked: list[Row],
    pairs: Pairs,
    count: Counter[str],
) -> None:
    named = {m.entity: [] for m in reading.mentions if m.entity}
    for m in reading.mentions:
        if m.entity and m.part == "text":
            named[m.entity].append(m.span)
    for k, row in enumerate(marked):
        s = ours[pairs[k]] if k in pairs else None
        if s is None or row["stance"] != "accuses" or s.stance != "accuses":
            continue
        got = {"accused": tuple(p for e in s.about.accused for p in named.get(e, []))} | {
            name: (getattr(s.about, name),) if getattr(s.about, name) else ()
            for name in ("act", "place", "date")
        }
        for name, mine in got.items():
            gold = spans(article, row, name)
            count[f"about {name} gold"] += bool(gold)
            count[f"about {name} ours"] += bool(mine)
            count[f"about {name} right"] += shared(gold, mine) > 0


def f1(
    count: Counter[str], prefix: str, names: tuple[str, ...]
) -> tuple[float, dict[str, tuple[float, float, int]]]:
    """Macro F1 in percent over the labels that gold has, and precision, recall and number of each."""
    each, total = {}, []
    for name in names:
        right, gold, ours = (count[f"{prefix} {k} {name}"] for k in ("right", "gold", "ours"))
        if gold:
            p, r = (100 * right / ours if ours else 0.0), 100 * right / gold
            each[name] = (round(p, 1), round(r, 1), gold)
            total.append(2 * p * r / (p + r) if p + r else 0.0)
    return round(sum(total) / len(total), 1), each


def show(count: Counter[str]) -> None:
    """Print all totals."""
    share = lambda a, b: f"{100 * count[a] / max(1, count[b]):5.1f} % ({count[a]} of {count[b]})"  # noqa: E731
    for where in ("", "invented ", "polnear "):
        for label, names in (("stance", STANCES), ("kind", KINDS)):
            macro, each = f1(count, f"{where}{label}", names)
            print(f"{where or 'all '}{label}: macro F1 {macro}  {each}")
    worst = [(n, k) for k, n in count.items() if " pair " in k and k.startswith(("stance", "kind")) and n]
    print(
        "confused:", ", ".join(f"{k.replace(' pair', '')} {n}" for n, k in sorted(worst, reverse=True)[:24])
    )
    print("matched", share("matched", "gold"), "| wrong polarity", share("wrong polarity", "matched"))
    print(
        "denials P",
        share("denials right", "denials ours"),
        "R",
        share("denials right", "denials gold"),
        "of ours unlabelled",
        count["denials unlabelled"],
    )
    print(
        "pointers: right of given",
        share("pointers right", "pointers given"),
        "of expected",
        share("pointers right", "pointers expected"),
        "expected elsewhere",
        count["pointers expected outside the denial"],
    )
    print(
        "traps hit",
        share("traps hit", "traps"),
        {k: n for k, n in count.items() if k.startswith("traps hit ")},
        "| on statements",
        count["trap of a statement hit"],
    )
    print("topic only P", share("topic both", "topic ours"), "R", share("topic both", "topic gold"))
    for name in ("accused", "act", "place", "date"):
        print(
            f"about {name}: P",
            share(f"about {name} right", f"about {name} ours"),
            "R",
            share(f"about {name} right", f"about {name} gold"),
        )


def main() -> None:
    """Read the gold's articles and print the totals."""
    count, reader = Counter[str](), load_reader()
    by_roles = "--roles" in sys.argv
    invented(reader, count, by_roles)
    polnear(reader, count, by_roles)
    show(count)


if __name__ == "__main__":
    main()
