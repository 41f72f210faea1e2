"""Speakers and relays on the gold of training/gold_speakers (its README has the rules): ``python bench/links.py [MODEL]``.

Whole readings are scored: a link whose statement the reader didn't find counts as missed, not as wrong.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import polnear
from gold import same_name
from reportedly import codec
from reportedly.read import Reader, load_reader, read
from reportedly.record import Article, Reading, Span, Statement

GOLD = Path(__file__).parents[1] / "training" / "gold_speakers"
DESCRIBED = ("description", "pronoun")
Link = tuple[Article, Span, dict[str, Any]]


def invented() -> Iterator[Link]:
    """Article, place of the source and gold of each link over an invented article."""
    for path in sorted((GOLD / "speakers").glob("*.toml")):
        gold = tomllib.loads(path.read_text(encoding="utf-8"))
        article = made(gold)
        for link in gold["links"]:
            yield article, within(article.text, link), link


def made(gold: dict[str, Any]) -> Article:
    """The article of an invented item."""
    return Article(gold["id"], gold["text"], codec.noted(gold, "gold"))


def within(text: str, link: dict[str, Any]) -> Span:
    """Where a link's source stands."""
    words, nth = (link["source"], 1) if isinstance(link["source"], str) else link["source"]
    base, place = text.index(link["within"]), -1
    for _ in range(nth):
        place = link["within"].index(words, place + 1)
    return Span(base + place, base + place + len(words))


def corpus() -> Iterator[Link]:
    """The same over PolNeAR dev, where the gold speaker is a place of the text."""
    texts = {a["id"]: a["text"] for a in polnear.articles("dev")}
    for line in (GOLD / "speakers_polnear.jsonl").open(encoding="utf-8"):
        link = json.loads(line)
        article = Article(link["article"], texts[link["article"]])
        yield article, Span(*link["source"][0]), link


def verdict(reading: Reading, source: Span, link: dict[str, Any]) -> str:
    """``right``, ``wrong``, ``open`` or ``missed``."""
    found = _at(reading.statements, source)
    if found is None:
        return "missed"
    speaker = reading.speaker(found.speaker)
    if found.resolution == "unresolved" or speaker is None:
        return "right" if link["speaker"] == "unresolved" else "open"
    if link["speaker"] == "unresolved":
        return "wrong"
    if isinstance(link["speaker"], str):
        return "right" if same_name(speaker.name, link["speaker"]) else "wrong"
    places = {m.id: m.span for m in reading.mentions}
    gold = Span(*link["speaker"])
    return "right" if any(places[m].overlaps(gold) for m in speaker.mentions if m in places) else "wrong"


def _at(statements: Sequence[Statement], source: Span) -> Statement | None:
    """The statement whose source overlaps a place most."""
    best = max(statements, key=lambda s: _shared(s.source, source), default=None)
    return best if best is not None and _shared(best.source, source) else None


def _shared(spans: Sequence[Span], place: Span) -> int:
    """Characters of some spans inside a place."""
    return sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in spans)


def speakers(reader: Reader, verbose: bool = False) -> Counter[tuple[str, str, str]]:
    """Links by (set, form class, verdict)."""
    counts: Counter[tuple[str, str, str]] = Counter()
    readings: dict[str, Reading] = {}
    for name, links in (("invented", invented()), ("PolNeAR dev", corpus())):
        for article, source, link in links:
            if article.id not in readings:
                readings[article.id] = read(article, reader)
            reading = readings[article.id]
            found = verdict(reading, source, link)
            counts[name, "described" if link["form"] in DESCRIBED else "named", found] += 1
            if verbose and found in ("wrong", "open"):
                at = _at(reading.statements, source)
                speaker = reading.speaker(at.speaker) if at else None
                print(
                    found,
                    article.id,
                    source.of(article.text),
                    "->",
                    speaker and speaker.name,
                    "| gold",
                    link["speaker"],
                )
    return counts


def shares(counts: Counter[tuple[str, str, str]], form: str, part: str | None = None) -> dict[str, float]:
    """Per cent right, wrong and open among the links whose statement was found, and per cent missed of all."""
    total = {
        v: sum(n for (p, f, w), n in counts.items() if f == form and w == v and part in (None, p))
        for v in VERDICTS
    }
    seen = sum(total.values()) - total["missed"]
    found = {v: 100 * total[v] / seen if seen else 0.0 for v in ("right", "wrong", "open")}
    return {**found, "missed": 100 * total["missed"] / max(1, seen + total["missed"]), "n": seen}


VERDICTS = ("right", "wrong", "open", "missed")


def relays(reader: Reader, verbose: bool = False) -> dict[str, float]:
    """Edge F1, origin right, basis right among right edges (per cent), and n."""
    right = found = wanted = origin = basis = n = 0
    for gold in tomllib.loads((GOLD / "relays.toml").read_text(encoding="utf-8"))["articles"]:
        article = made(gold)
        reading = read(article, reader)
        for item in gold["statements"]:
            n += 1
            statement = _over(article, reading, item)
            edges = _edges(reading, statement) if statement else []
            gold_edges = _gold_edges(item)
            same = [g for g in gold_edges if any(_same_edge(e, g) for e in edges)]
            right, found, wanted = right + len(same), found + len(edges), wanted + len(gold_edges)
            speaker = reading.speaker(statement.speaker) if statement else None
            origin += bool(speaker and same_name(bare(speaker.name), bare(item["speaker"])))
            basis += sum(any(_same_edge(e, g) and e[2] == g[2] for e in edges) for g in same)
            if verbose and (len(same) < len(gold_edges) or len(edges) > len(gold_edges)):
                print(
                    gold["id"],
                    "|",
                    item["content"][:50],
                    "|",
                    edges,
                    "| gold",
                    [(a, sorted(b), c) for a, b, c in gold_edges],
                )
    return {
        "edge F1": 200 * right / max(1, found + wanted),
        "origin": 100 * origin / n,
        "basis": 100 * basis / max(1, right),
        "n": n,
    }


def _over(article: Article, reading: Reading, item: dict[str, Any]) -> Statement | None:
    part = item.get("part", "text")
    text = article.text if part == "text" else article.title
    start = text.index(item["content"])
    gold = Span(start, start + len(item["content"]))
    near = [s for s in reading.statements if s.part == part and s.voice == "attributed"]
    near = [s for s in near if _shared(s.content, gold)]
    fits = [
        s
        for s in near
        if (p := reading.speaker(s.speaker)) and same_name(bare(p.name), bare(item["speaker"]))
    ]
    return max(fits or near, key=lambda s: _fit(s.content, gold), default=None)


def _fit(spans: Sequence[Span], place: Span) -> float:
    return _shared(spans, place) / max(place.length, sum(s.length for s in spans))


Edge = tuple[str, set[str], str]


def _edges(reading: Reading, statement: Statement) -> list[tuple[str, str, str]]:
    speaker = reading.speaker(statement.speaker)
    chain = [speaker.name if speaker else "", *(r.carrier or "" for r in statement.relays)]
    return [(a, b, r.basis) for a, b, r in zip(chain, chain[1:], statement.relays, strict=False)]


def _gold_edges(item: dict[str, Any]) -> list[Edge]:
    chain = [item["speaker"], *(r["carrier"] for r in item["relays"])]
    return [
        (a, {r["carrier"], *r.get("also", ())}, r["basis"])
        for a, r in zip(chain, item["relays"], strict=False)
    ]


def _same_edge(edge: tuple[str, str, str], gold: Edge) -> bool:
    return same_name(bare(edge[0]), bare(gold[0])) and any(same_name(bare(edge[1]), bare(b)) for b in gold[1])


def bare(name: str) -> str:
    """A name without the word for its kind of medium, as both sides may give it."""
    return re.sub(r"^(?:the )?(?:news )?agency | (?:news )?agency$", "", name, flags=re.IGNORECASE)


def figures(model: str | None = None, verbose: bool = False) -> dict[str, float]:
    """The figures of METRICS § 2 on speakers and relays, by name."""
    reader = load_reader(model)
    counts, chains = speakers(reader, verbose), relays(reader, verbose)
    every = [sum(counts[k] for k in counts if k[2] == v) for v in VERDICTS]
    seen = sum(every[:3])
    found = {f"{form} right": shares(counts, form)["right"] for form in ("named", "described")}
    found |= {"wrong (at most)": 100 * every[1] / seen, "open (at most)": 100 * every[2] / seen}
    found |= {f"relay {k}": chains[k] for k in ("edge F1", "origin", "basis")}
    return {k: round(v, 1) for k, v in found.items()}


def main(model: str | None = None, verbose: bool = False) -> None:
    """Print them, and the speakers of each set and form."""
    counts = speakers(load_reader(model), verbose)
    for part in ("invented", "PolNeAR dev"):
        for form in ("named", "described"):
            row = shares(counts, form, part)
            print(f"{part:12} {form:10}", *(f"{k} {v:5.1f}" for k, v in row.items()))
    print(figures(model))


if __name__ == "__main__":
    options = [a for a in sys.argv[1:] if a != "-v"]
    main(options[0] if options else None, "-v" in sys.argv)
