"""A reader's figures without the rules round it: ``python training/evaluate.py MODEL_FOLDER [own]``.

PolNeAR dev by bench/scoring.py, nested statements left out, since the corpus marks none; with ``own`` the in-domain
articles that a recipe held out (``--without``), all layers. No sentence is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import corpora

from reportedly.models.learned import Finding, LearnedReader, load_learned

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from scoring import Scores, add_article, attribution, show

Read = list[tuple[dict[str, Any], list[Finding]]]
STEPS = tuple(n / 20 for n in range(6, 20))


def outermost(found: list[Finding]) -> list[Finding]:
    """Without those whose cue stands inside another's content."""
    inside = lambda a, b: any(s <= a.cue.start < e for s, e in b.content)
    return [a for a in found if not any(b is not a and inside(a, b) and not inside(b, a) for b in found)]


def figures(read: Read, least: float) -> Scores:
    """Figures of what was read at a threshold."""
    scores = Scores()
    for article, found in read:
        t = article["text"]
        discarded = article.get("discard", ())
        kept = [f for f in found if f.score >= least]
        kept = [f for f in kept if not any(s <= f.content[0].start < e for s, e in discarded)]
        kept = kept if article["layers"] else outermost(kept)
        gold = [attribution(t, a["source"], a["cue"], a["content"]) for a in article["attributions"]]
        add_article(scores, gold, [attribution(t, f.source, (f.cue,), f.content) for f in kept])
    return scores


def read_all(reader: LearnedReader, articles: Iterable[dict[str, Any]]) -> Read:
    """Every candidate in every article."""
    return [(a, reader.find(a["text"])) for a in articles]


def held_out(prefix: str) -> Iterator[dict[str, Any]]:
    """The in-domain articles whose name begins so."""
    return (a for a in corpora.in_domain() if a["id"].startswith(prefix))


def best(read: Read) -> tuple[float, Scores]:
    """The threshold with the highest attr@.5."""
    tried = [(least, figures(read, least)) for least in STEPS]
    return max(tried, key=lambda t: t[1]["attribution attr@.5"].f1)


def main(folder: Path, without: str) -> None:
    """Print the figures."""
    reader = load_learned(folder)
    for name, articles in (("PolNeAR dev", corpora.polnear("dev")), ("own, held out", held_out(without))):
        read = read_all(reader, articles) if name[0] == "P" or without else []
        if read:
            least, scores = best(read)
            print(f"{folder.name}, {name}, threshold {least}\n{show(scores)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
