"""How fast it is, in one run, beside peers measured in the same run: ``python bench/speed.py [--json]``.

Times are CPU seconds of one process where nothing else is said, so that other load on the machine counts little;
`quick` is wall time, as a person waits. The peer is a plain extractor of direct quotations by regular expressions,
below: it looks for much less (no indirect speech, no speaker, no relays, no voice), and shows what the least costs on
this machine. textacy's extractor of direct quotations is measured where it and its model are installed. Real articles
are read where REPORTEDLY_DATA is; none of their text is printed.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from reportedly.acquire import acquire
from reportedly.casefile import create_casefile
from reportedly.compare import compare
from reportedly.read import load_reader, read
from reportedly.record import Article, Reading

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "articles.jsonl"
DATA = Path(os.environ.get("REPORTEDLY_DATA", ROOT.parent / "shared" / "data"))
REAL = DATA / "corpora" / "abp_conflict_singles.jsonl"
PROGRAM = Path(sys.executable).with_name("reportedly")

TIMES = 5
"""Runs of a command, of which the best counts: the others waited for something else on the machine."""
REPEATED = 5
"""How often the example case is taken, so that reading it takes some seconds."""
REAL_ARTICLES = 200
HELP_SECONDS = 0.2
QUICK_SECONDS = 3.0
QUICK_WORDS = 1000


@dataclass(frozen=True)
class Figure:
    """One row of the table. ``ratio`` is how many times as fast as what ``against`` names; for a limit, as what it allows."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    against: str = ""


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of this process for some work, and what it gave."""
    begun = time.process_time()
    given = work()
    return time.process_time() - begun, given


def called(*arguments: str) -> tuple[float, float]:
    """CPU and wall seconds of one call of the program."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([PROGRAM, *arguments], check=True, capture_output=True)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


# -- the peers -----------------------------------------------------------------------------------------------

_QUOTE = r"[“\"](?P<content>[^“”\"]{5,600})[,.?!]?[”\"]"
_CUE = r"(?:said|says|told|added|adds|stated|announced|claimed|insisted|warned|asked|replied|noted|declared)"
_NAME = r"(?P<source>(?:[A-Z][\w’'-]+\s?){1,4}|he|she|they)"
PEER = [
    re.compile(rf"{_QUOTE},?\s+{_CUE}\s+{_NAME}"),
    re.compile(rf"{_QUOTE},?\s+{_NAME}\s+{_CUE}\b"),
    re.compile(rf"{_NAME}\s+{_CUE}[,:]?\s+{_QUOTE}"),
]


def peer(text: str) -> list[tuple[str, str]]:
    """Direct quotations with the words beside their cue: what a page of regular expressions gives."""
    return [(match["source"], match["content"]) for pattern in PEER for match in pattern.finditer(text)]


def textacy_reader() -> Callable[[str], Any] | None:
    """textacy's extractor with its model, ``None`` where either is not installed."""
    try:
        import spacy
        from textacy.extract import direct_quotations

        model = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return None
    return lambda text: list(direct_quotations(model(text)))


# -- what is measured ----------------------------------------------------------------------------------------


def commands(articles: list[Article]) -> Iterator[Figure]:
    """What a person waits for."""
    cpu = min(called("--help")[0] for _ in range(TIMES))
    yield Figure("reportedly --help, best of 5", cpu, "s CPU", HELP_SECONDS / cpu, f"limit {HELP_SECONDS} s")
    words = list(islice((w for a in articles for w in re.findall(r"\S+\s*", a.text + "\n\n")), QUICK_WORDS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text("".join(words), encoding="utf-8")
        wall = min(called("quick", str(path))[1] for _ in range(TIMES))
    what = f"reportedly quick, {QUICK_WORDS:,} words, best of 5"
    yield Figure(what, wall, "s wall", QUICK_SECONDS / wall, f"limit {QUICK_SECONDS:g} s")


def reading(name: str, articles: list[Article]) -> tuple[list[Figure], list[Reading]]:
    """Reading a set beside the peers, in the same run."""
    size = sum(len(a.text.encode()) for a in articles) / 1e6
    reader = load_reader()
    read(articles[0], reader)  # word lists are loaded once, with the program
    seconds, readings = spent(lambda: [read(article, reader) for article in articles])
    figures = [
        Figure(f"read(), {name}", len(articles) / seconds, "articles/s"),
        Figure(f"read(), {name}", size / seconds, "MB/s"),
    ]
    peers = {"regex quotations": peer, "textacy quotations": textacy_reader()}
    for label, extract in peers.items():
        if extract is not None:
            took, found = spent(lambda extract=extract: [extract(a.text) for a in articles])
            count = f"{sum(map(len, found)):,} found"
            figures.append(
                Figure(f"{label} ({count}), {name}", size / took, "MB/s", seconds / took, "read()")
            )
    statements = sum(s.voice == "attributed" for r in readings for s in r.statements)
    figures.append(Figure(f"attributed statements found, {name}", statements, "statements"))
    return figures, readings


def keeping(name: str, articles: list[Article], readings: list[Reading]) -> Iterator[Figure]:
    """Storing and comparing what was read."""
    statements = sum(len(r.statements) for r in readings)
    with tempfile.TemporaryDirectory() as folder, create_casefile(Path(folder) / "case.db") as case:
        seconds, _ = spent(lambda: (case.add_all(articles), case.store_readings(readings)))
    yield Figure(f"casefile stores, {name}", len(articles) / seconds, "articles/s")
    yield Figure(f"casefile stores, {name}", statements / seconds, "statements/s")
    seconds, _ = spent(lambda: compare(articles, readings))
    yield Figure(f"compare(), {name}", len(articles) / seconds, "articles/s")


def examples() -> list[Article]:
    """The example case, as articles of the record."""
    return [item for item in acquire([str(EXAMPLES)]) if isinstance(item, Article)]


def real() -> list[Article]:
    """Real articles, where they are at hand."""
    with REAL.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in islice(lines, REAL_ARTICLES)]
    return [Article.from_text(a["text"], id=a["id"], outlet=a["outlet"]) for a in found]


def measured() -> Iterator[Figure]:
    """Every figure, in one run."""
    case = examples()
    yield from commands(case)
    often = [replace(a, id=f"{a.id}-{n}", capture=None) for n in range(REPEATED) for a in case]
    sets = {f"examples x {REPEATED}": often}
    if REAL.exists():
        sets[f"{REAL_ARTICLES} real articles"] = real()
    for name, articles in sets.items():
        figures, readings = reading(name, articles)
        yield from figures
        yield from keeping(name, articles, readings)


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """Aligned lines; a ratio says how many times as fast as what stands behind it."""
    for figure in figures:
        digits = 0 if figure.value >= 100 else 2
        ratio = f"  {figure.ratio:,.1f} x {figure.against}" if figure.ratio is not None else ""
        yield f"{figure.what:<62}{figure.value:>10,.{digits}f} {figure.unit:<13}{ratio}".rstrip()


def main(arguments: list[str]) -> int:
    """Print the table; 1 where one of the limits is missed."""
    figures = list(measured())
    if "--json" in arguments:
        print(json.dumps([vars(figure) for figure in figures], ensure_ascii=False))
    else:
        print(*table(figures), sep="\n")
        if not REAL.exists():
            print(f"real articles not read: {REAL} is not there (REPORTEDLY_DATA)")
    missed = [
        f.what for f in figures if f.against.startswith("limit") and f.ratio is not None and f.ratio < 1
    ]
    for what in missed:
        print(f"over its limit: {what}", file=sys.stderr)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
