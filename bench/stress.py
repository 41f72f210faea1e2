"""Long campaigns: kills at random moments, full disks, two writers (kills.py), and texts that nobody wrote.

``make stress`` runs all of them; ``N=`` trials each (default 100) or ``SECONDS=`` each (default 300), whichever is
reached first. ``python bench/stress.py fuzz-read`` runs one, ``--seed 7`` one trial of it. A trial is made from its
seed alone; the next call goes on at the next seed (build/stress.json). Each call adds one row a campaign to
docs/stress.md: date, commit, number of trials, result. Exit status 1 where a trial failed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import count, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import hostile
from kernel_fuzz import fuzz_kernel
from kills import Trial, examples, folder, full_disk, kill, two_writers
from reportedly import codec
from reportedly.acquire import acquire_lines, capped_lines
from reportedly.casefile import Casefile, SearchOrder, create_casefile, open_casefile
from reportedly.errors import QueryError
from reportedly.present import quick_lines
from reportedly.read import load_reader, read
from reportedly.record import Article, Reading, Span, hull
from reportedly.text import mend, paragraphs, quotations, sentences, tokenize

ROOT = Path(__file__).parents[1]
LOG, PLACE = ROOT / "docs" / "stress.md", ROOT / "build" / "stress.json"
PROGRAM = Path(sys.executable).with_name("reportedly")

READ_SECONDS = 5.0
"""Most seconds for reading one made-up article (some kilobytes); it takes about 0.02 on an idle machine."""
ODD = "\"'“”„‟‘’‚«»‹›`´—–-…\n\n\n \u00a0\u00ad\u200b\u2028\ufeff\x1b\ré̂ёЖשمن日😀👩‍👩‍👧𝔸â€™Ã©&amp;()[].:;,?!§0123"
"""Characters that break programs: marks of all kinds, odd spaces, line ends, combining, right to left, damage."""

RESOLVED = ("named", "resolved", "inferred", "unresolved")
"""What the resolution of a statement with a speaker may be; somebody without a name is an unresolved one."""


# -- texts that nobody wrote -----------------------------------------------------------------------------------


_PIECES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda _old, _rng: "",
    lambda old, _rng: old * 2,
    lambda old, _rng: old.upper(),
    lambda old, rng: "".join(rng.sample(old, len(old))),
    lambda _old, rng: "".join(rng.choices(ODD, k=rng.randint(1, 5))),
    lambda _old, rng: rng.choice(ODD) * rng.choice((1, 2, 50)),
    lambda _old, rng: rng.choice(re.findall(r"\w+\W+", rng.choice(examples())["text"])),
)
"""What may come in place of a stretch of text."""


def mutated(text: str, rng: random.Random) -> str:
    """A text with some of its stretches lost, doubled, moved or turned into odd characters."""
    for _ in range(rng.choice((1, 2, 5, 20, 100))):
        start = rng.randint(0, len(text))
        end = min(len(text), start + rng.choice((0, 1, 1, 2, 10, 200)))
        piece = rng.choice(_PIECES)(text[start:end], rng)
        text = text[:start] + piece + text[end:]
    return text[rng.choice((0, 0, 0, rng.randint(0, len(text)))) :]


def _text(rng: random.Random) -> str:
    return mutated(rng.choice(examples())["text"], rng)


def fuzz_text(seed: int) -> None:
    """Nothing in text/ raises, and every span lies in its text, in order; mending leads back to where it came from."""
    rng = random.Random(seed)
    text = _text(rng)
    for spans in (paragraphs(text), sentences(text), [Span(t.start, t.end) for t in tokenize(text)]):
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    for quotation in quotations(text):
        assert quotation.inner.end <= quotation.span.end <= len(text)
        assert quotation.span.start <= quotation.inner.start <= quotation.inner.end
    mended = mend(text)
    assert mend(mended.text).text == mended.text or mended.counts, "mending what is mended"
    for _ in range(50):
        start, end = sorted(rng.randint(0, len(mended.text)) for _ in range(2))
        back = mended.to_source(Span(start, end))
        assert 0 <= back.start <= back.end <= len(text)
        forth = mended.to_mended(back)
        assert 0 <= forth.start <= forth.end <= len(mended.text)
        if not mended.layers:
            assert back == Span(start, end)


def fuzz_lines(seed: int) -> None:
    """Any bytes give one result for each line that is not blank: an article that can be stored, or problems."""
    rng = random.Random(seed)
    raw = bytearray((ROOT / "examples" / "articles.jsonl").read_bytes())
    for _ in range(rng.choice((1, 5, 50, 500))):
        at = rng.randrange(len(raw))
        raw[at : at + rng.choice((0, 1, 1, 4))] = rng.choice(
            (b"", b"\n", b"\0", b'"', b"\\", b"\\ud800", b"\xff", b"{", b"]", rng.randbytes(3))
        )
    lines = list(acquire_lines(capped_lines(BytesIO(bytes(raw))), "in.jsonl"))
    assert [line.number for line in lines] == [n for n, one in enumerate(raw.split(b"\n"), 1) if one.strip()]
    with tempfile.TemporaryDirectory() as name, create_casefile(Path(name) / "case.db") as case:
        for line in lines:
            assert line.article or line.problems
            codec.encode(line.problems)
        stored = case.add_all(line.article for line in lines if line.article)
        assert stored.problems == stored.conflict == 0
        assert case.verify().ok


def fuzz_read(seed: int) -> None:
    """read() never raises, gives the same twice, and its spans, ids and parents hold; the reading can be printed."""
    rng = random.Random(seed)
    line = rng.choice(examples())
    metadata = {name: mutated(line[name], rng) for name in ("outlet", "title") if rng.random() < 0.7}
    article = Article.from_text(_text(rng), id="fuzz", published=line["published"], **metadata)
    reader = load_reader()
    begun = time.process_time()
    reading = read(article, reader)
    assert (seconds := time.process_time() - begun) <= READ_SECONDS, f"{seconds:.1f} s"
    assert read(article, reader) == reading, "another reading the second time"
    assert codec.decode(codec.encode(reading), Reading) == reading, "another reading after JSON"
    _check(article, reading)
    assert all("\x1b" not in printed for printed in quick_lines(article, reading))


def _check(article: Article, reading: Reading) -> None:
    lengths = {"text": len(article.text), "title": len(article.title)}
    ids = [s.id for s in reading.statements]
    speakers, mentions = {s.id for s in reading.speakers}, {m.id for m in reading.mentions}
    assert len(set(ids)) == len(ids), "two statements with one id"
    for s in reading.statements:
        assert s.content or s.cue, "a statement that stands nowhere"
        assert hull((*s.content, *s.cue, *s.source)).end <= lengths[s.part]
        assert s.parent is None or (s.parent in ids and s.parent != s.id)
        assert s.speaker is None or s.speaker in speakers
        assert s.voice == "attributed" or (s.stance, s.speaker, s.resolution) == ("asserts", None, "none")
        assert s.resolution in (("none", "unresolved") if s.speaker is None else RESOLVED)
        assert 0 <= s.score <= 1
        assert all(r.span is None or r.span.end <= lengths["text"] for r in s.relays)
    assert all(set(s.mentions) <= mentions for s in reading.speakers)
    assert all(m.span.end <= lengths[m.part] for m in reading.mentions)
    assert all(g.span.end <= lengths[g.part] for g in reading.gaps)
    assert all(c.span.end <= lengths["text"] for c in reading.credits)


QUERY_PIECES = (
    *'"*:()^+-{}\\%_;.,/',
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "who:",
        "said:",
        "about:",
        "outlet:",
        "origin:",
        "date:",
        "kind:",
        "stance:denies",
    ),
    *(
        "voice:outlet",
        "form:",
        "2031",
        "2031-03..",
        "..",
        "2031-02-30",
        "rowid",
        "\0",
        "\x02",
        "\ud800",
        "“",
        "„",
    ),
)
"""What queries are put together of, beside words of the examples."""

QUERIES = 200
"""Queries of one trial."""


@cache
def _searched() -> Path:
    """A read case of the examples, made once a process."""
    path = folder() / "searched.db"
    with create_casefile(path) as case:
        articles = [Article.from_text(a["text"], id=a["id"], outlet=a["outlet"]) for a in examples()]
        reader = load_reader(Path("rules"))
        for article in articles:
            case.add(article, read(article, reader))
    return path


def fuzz_query(seed: int) -> None:
    """Whatever is typed gives hits, facets and an order, or one line that says what was expected and where."""
    rng = random.Random(seed)
    words = re.findall(r"\S+", rng.choice(examples())["text"])
    with open_casefile(_searched(), readonly=True) as case:
        for _ in range(QUERIES):
            parts = [rng.choice(rng.choice((QUERY_PIECES, words, ODD))) for _ in range(rng.randint(0, 8))]
            query = rng.choice(("", " ")).join(parts)
            told = _asked(case, query, rng.choice(("date", "oldest", "rank")))
            assert told == "" or "expected" in told, query


def _asked(case: Casefile, query: str, order: SearchOrder) -> str:
    """What a query is refused with; empty where it gives hits and facets."""
    try:
        found, divided = case.search(query, order=order), case.facets(query, seconds=5)
    except QueryError as error:
        return str(error)
    assert len(found.items) == min(found.count, 50)
    assert divided.cut or divided.counted <= found.count
    return ""


# -- the campaigns -----------------------------------------------------------------------------------------------

CAMPAIGNS: dict[str, Trial] = {
    "kill-ingest": kill("ingest"),
    "kill-run": kill("run"),
    "kill-review": kill("review"),
    "kill-merge": kill("merge"),
    "kill-migrate": kill("migrate"),
    "full-disk-ingest": full_disk("ingest"),
    "full-disk-run": full_disk("run"),
    "two-writers-ingest": two_writers("ingest"),
    "two-writers-run": two_writers("run"),
    "fuzz-text": fuzz_text,
    "fuzz-lines": fuzz_lines,
    "fuzz-read": fuzz_read,
    "fuzz-kernel": fuzz_kernel,
    "fuzz-query": fuzz_query,
    **hostile.CAMPAIGNS,
}
"""Name → one trial of it."""

HEAD = """# Long campaigns

`make stress N=… SECONDS=…` adds a row for each campaign; bench/stress.py says what they do. A trial is repeated with
`python bench/stress.py CAMPAIGN --seed SEED`.

| date | commit | campaign | seeds | n | seconds | result |
|---|---|---|---|---|---|---|
"""


@dataclass
class Outcome:
    """What came of a campaign: which seeds, how long, and seed → what did not hold."""

    name: str
    first: int
    n: int = 0
    seconds: float = 0.0
    failed: dict[int, str] = field(default_factory=dict)

    def row(self) -> str:
        """The row for the table."""
        kinds = Counter(self.failed.values())
        first = {told: seed for seed, told in reversed(self.failed.items())}
        told = "; ".join(f"{n} like seed {first[kind]}: {kind}" for kind, n in kinds.most_common(5))
        result = f"{len(self.failed)} failed: {told}" if self.failed else "all held"
        cells = (_today(), _commit(), self.name, f"{self.first} to {self.first + self.n - 1}", self.n)
        return f"| {' | '.join(map(str, cells))} | {self.seconds:.0f} | {result.replace('|', '/')} |"


def campaign(name: str, first: int, n: int, seconds: float) -> Outcome:
    """Trials from seed ``first`` on, until ``n`` are done, ``seconds`` are over, or Ctrl-C comes."""
    outcome, begun = Outcome(name, first), time.monotonic()
    try:
        for seed in count(first):
            if outcome.n >= n or outcome.seconds >= seconds:
                break
            if told := failure(CAMPAIGNS[name], seed):
                outcome.failed[seed] = told
            outcome.n, outcome.seconds = outcome.n + 1, time.monotonic() - begun
    except KeyboardInterrupt:
        print(f"{name}: stopped")
    return outcome


def failure(trial: Trial, seed: int) -> str:
    """What did not hold in one trial, in one line; empty where all did."""
    try:
        trial(seed)
    except Exception as error:  # noqa: BLE001 (whatever a trial raises is what we look for)
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = " ".join(f"{type(error).__name__}: {error}".split())
        return f"{told[:120]} ({Path(where.filename).name}, `{where.line}`)"
    return ""


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")


def _commit() -> str:
    found = [
        subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        for args in (["rev-parse", "--short", "HEAD"], ["status", "--porcelain", "src"])
    ]
    return (found[0] or "unknown") + ("+" if found[1] else "")


def note(outcome: Outcome, log: Path, place: Path) -> None:
    """Add the row, and remember where the campaign goes on."""
    if not log.exists():
        log.write_text(HEAD, encoding="utf-8")
    with log.open("a", encoding="utf-8") as file:
        file.write(outcome.row() + "\n")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({**begun_at(place), outcome.name: outcome.first + outcome.n}))


def begun_at(place: Path) -> dict[str, int]:
    """Campaign → the seed it goes on with."""
    return dict(json.loads(place.read_text())) if place.exists() else {}


def main() -> int:
    """Run the campaigns that were asked for; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("campaigns", nargs="*", choices=[[], *CAMPAIGNS], default=[])
    parser.add_argument("--seed", type=int, help="one trial, with its traceback")
    parser.add_argument("--log", type=Path, default=LOG)
    parser.add_argument("--place", type=Path, default=PLACE)
    asked = parser.parse_args()
    n, seconds = int(os.environ.get("N", "100")), float(os.environ.get("SECONDS", "300"))
    failed = False
    for name in asked.campaigns or CAMPAIGNS:
        if asked.seed is not None:
            CAMPAIGNS[name](asked.seed)
            continue
        outcome = campaign(name, begun_at(asked.place).get(name, 0), n, seconds)
        if outcome.n:
            note(outcome, asked.log, asked.place)
            print(outcome.row(), flush=True)
        failed |= bool(outcome.failed)
    return int(failed)


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        if folder.cache_info().currsize:
            shutil.rmtree(folder())
