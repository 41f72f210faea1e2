"""A casefile under faults: kills at random moments, a disk that is full, two writers at once.

Each trial ends by finishing the work undisturbed and comparing with a run that nothing disturbed: nothing lost,
nothing doubled.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "casefile"))
from casefile_dump import load

from reportedly.casefile import Casefile, create_casefile, open_casefile
from reportedly.pipeline import ingest, run
from reportedly.text import sentences

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("reportedly")
Trial = Callable[[int], None]
"""Runs one trial from its seed; raises, mostly ``AssertionError``, where something does not hold."""

ARTICLES = {"ingest": 1200, "run": 250, "review": 60, "merge": 300, "migrate": 0}
"""Articles of a killed case: more than one of the casefile's batches, so that a kill finds some stored and some not."""
KILLS = 3
"""Kills of one command at the most, before it may finish."""


@cache
def examples() -> tuple[dict[str, str], ...]:
    """The example case's articles."""
    return tuple(map(json.loads, (ROOT / "examples" / "articles.jsonl").read_text("utf-8").splitlines()))


NAMES = 40_000
"""Speakers of an older casefile that is brought forward: about a second of work for the step that counts their names."""

REVIEWER = """
import sys
from reportedly.casefile import open_casefile

with open_casefile(sys.argv[1], timeout=60) as case:
    found = [s for r in case.readings() for s in r.statements]
    for n, statement in enumerate(found):
        verdict = ("right", "wrong", "unsure", "edited")[n % 4]
        after = '{"stance": "denies"}' if verdict == "edited" else None
        case.review("statement", statement.id, verdict, f"R{n % 2}", f"2031-03-02T10:{n % 60:02d}:00Z", after=after)
"""
"""Judges every statement, as the workbench does, one transaction each; doing it again changes nothing."""

State = tuple[str, int, tuple[str, ...], int]
"""Digest of the machine's layer, number of problems, ids of reviews, words of names counted."""


@dataclass(frozen=True)
class Undisturbed:
    """A command that nothing interrupts: the case before it, its input, how long it takes, and what comes out."""

    before: Path
    source: Path
    seconds: float
    after: State


@cache
def folder() -> Path:
    """A folder for this process's cases."""
    return Path(tempfile.mkdtemp(prefix="stress-"))


@cache
def undisturbed(command: str) -> Undisturbed:
    """Made once a process, of lines of the examples' sentences in new order, some of them broken."""
    source, before, after = (folder() / f"{command}{end}" for end in (".jsonl", "-before.db", "-after.db"))
    source.write_bytes(b"".join(_lines(ARTICLES[command])))
    _before(command, before, source)
    shutil.copy(before, after)
    begun = time.perf_counter()
    assert _started(command, after, source).wait() in (0, 1)
    seconds = time.perf_counter() - begun
    with open_casefile(after) as case:
        return Undisturbed(before, source, seconds, _state(case))


def _before(command: str, before: Path, source: Path) -> None:
    """The case that a command finds: empty, with articles, read, with a part of what a copy has, or of version 1."""
    if command == "migrate":
        load((ROOT / "tests" / "casefile" / "v1.sql").read_text("utf-8"), before)
        _add_speakers(before)
        return
    with create_casefile(before) as case:
        if command in ("run", "review"):
            ingest(case, [str(source)], None, _now)
        if command == "review":
            run(case, Path("rules"))
    if command == "merge":
        _two_copies(before, source)


def _add_speakers(path: Path) -> None:
    with closing(sqlite3.connect(path)) as shell, shell:
        rows = ((f"x{n}", f"Name{n} Kelmaryev{n % 997}") for n in range(NAMES))
        shell.executemany(
            "INSERT INTO speaker (id, article, name, kind, protected) VALUES (?, 2, ?, 'person', 0)", rows
        )


def _two_copies(before: Path, source: Path) -> None:
    """A read and judged copy in place of the source, and a case with every third of its articles."""
    lines = source.read_bytes().splitlines(keepends=True)
    part = source.with_name("part.jsonl")
    part.write_bytes(b"".join(lines[::3]))
    copy = folder() / "copy.db"
    with create_casefile(copy) as theirs, open_casefile(before) as ours:
        ingest(theirs, [str(source)], None, _now)
        run(theirs, Path("rules"))
        ingest(ours, [str(part)], None, _now)
    subprocess.run([sys.executable, "-c", REVIEWER, str(copy)], check=True)
    copy.replace(source)


def _now() -> str:
    return "2031-03-01T00:00:00Z"


def _lines(articles: int) -> Iterator[bytes]:
    rng = random.Random(0)
    pool = [text[s.start : s.end] for a in examples() for text in (a["text"],) for s in sentences(text)]
    for n in range(articles):
        text = " ".join([*rng.sample(pool, 2), f"Page {n * 7919} follows."])
        yield json.dumps({"id": f"a{n:04d}", "text": text, "outlet": f"The Example {n % 5}"}).encode() + b"\n"
        if n % 100 == 50:
            yield b'{"id": "broken\n'


def _started(command: str, case: Path, source: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    calls = {
        "ingest": [PROGRAM, "ingest", case, source],
        "run": [PROGRAM, "run", case, "--workers", str(workers)],
        "review": [sys.executable, "-c", REVIEWER, case],
        "merge": [PROGRAM, "merge", case, source],
        "migrate": [PROGRAM, "hold", case, "--all", "--by", "R", "--reason", "opens it for writing"],
    }
    return subprocess.Popen(calls[command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _state(case: Casefile) -> State:
    assert (found := case.verify()).ok, found.findings
    ids = tuple(sorted(review.id for review in case.reviews()))
    assert set(ids) == {s.id for s in case.standing_reviews()}, (
        "a review that nothing supersedes does not stand"
    )
    return case.digest(), case.problems().count, ids, case._store.value("SELECT sum(n) FROM name_word") or 0


def kill(command: str) -> Trial:
    """``command`` is killed up to ``KILLS`` times at random moments; then it finishes, to the undisturbed state."""

    def trial(seed: int) -> None:
        rng, whole = random.Random(seed), undisturbed(command)
        with tempfile.TemporaryDirectory(dir=folder()) as name:
            path = Path(name) / "case.db"
            shutil.copy(whole.before, path)
            for _ in range(rng.randint(1, KILLS)):
                with _started(command, path, whole.source, rng.randint(1, 2)) as process:
                    time.sleep(rng.uniform(0, whole.seconds * 1.1))
                    process.send_signal(signal.SIGKILL)
            _finish(path, command, whole)

    return trial


def _finish(path: Path, command: str, whole: Undisturbed) -> None:
    """Do the command once more, undisturbed, and look at what came of all."""
    if command in ("ingest", "run"):
        with open_casefile(path) as case:
            ingest(case, [str(whole.source)], None, _now) if command == "ingest" else run(case)
    else:
        assert _started(command, path, whole.source).wait() in (0, 1)
    with open_casefile(path) as case:
        assert _state(case) == whole.after


def full_disk(command: str) -> Trial:
    """No file may grow past a random size (a quota): the command says so in one line; with room again it finishes."""

    def trial(seed: int) -> None:
        rng, whole = random.Random(seed), undisturbed(command)
        with tempfile.TemporaryDirectory(dir=folder()) as name:
            path = Path(name) / "case.db"
            shutil.copy(whole.before, path)
            room = path.stat().st_size + rng.randrange(1_000_000)
            limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # noqa: E731
            more = [str(whole.source)] if command == "ingest" else []
            done = subprocess.run(
                [PROGRAM, command, path, *more], preexec_fn=limit, capture_output=True, text=True, check=False
            )
            assert done.returncode in (0, 1, 2), f"status {done.returncode}"
            assert "Traceback" not in done.stderr, done.stderr[-300:]
            assert done.returncode != 2 or "reportedly: " in done.stderr, "no message"
            _finish(path, command, whole)

    return trial


def two_writers(command: str) -> Trial:
    """Two processes do the same on one casefile, started a moment apart: neither loses or doubles what the other does."""

    def trial(seed: int) -> None:
        rng, whole = random.Random(seed), undisturbed(command)
        with tempfile.TemporaryDirectory(dir=folder()) as name:
            path = Path(name) / "case.db"
            shutil.copy(whole.before, path)
            first = _started(command, path, whole.source)
            time.sleep(rng.uniform(0, whole.seconds))
            second = _started(command, path, whole.source)
            assert {first.wait(), second.wait()} <= {0, 1, 2}
            _finish(path, command, whole)

    return trial
