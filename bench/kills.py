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
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.casefile import Casefile, create_casefile, open_casefile
from reportedly.pipeline import ingest, run
from reportedly.text import sentences

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("reportedly")
Trial = Callable[[int], None]
"""Runs one trial from its seed; raises, mostly ``AssertionError``, where something does not hold."""

ARTICLES = {"ingest": 1200, "run": 250}
"""Articles of a killed case: more than one of the casefile's batches, so that a kill finds some stored and some not."""
KILLS = 3
"""Kills of one command at the most, before it may finish."""


@cache
def examples() -> tuple[dict[str, str], ...]:
    """The example case's articles."""
    return tuple(map(json.loads, (ROOT / "examples" / "articles.jsonl").read_text("utf-8").splitlines()))


@dataclass(frozen=True)
class Undisturbed:
    """A command that nothing interrupts: the case before it, its input, how long it takes, and what comes out."""

    before: Path
    source: Path
    seconds: float
    after: tuple[str, int]


@cache
def folder() -> Path:
    """A folder for this process's cases."""
    return Path(tempfile.mkdtemp(prefix="stress-"))


@cache
def undisturbed(command: str) -> Undisturbed:
    """Made once a process, of lines of the examples' sentences in new order, some of them broken."""
    source, before, after = (folder() / f"{command}{end}" for end in (".jsonl", "-before.db", "-after.db"))
    source.write_bytes(b"".join(_lines(ARTICLES[command])))
    with create_casefile(before) as case:
        if command == "run":
            ingest(case, [str(source)], None, _now)
    shutil.copy(before, after)
    begun = time.perf_counter()
    assert _started(command, after, source).wait() in (0, 1)
    seconds = time.perf_counter() - begun
    with open_casefile(after) as case:
        return Undisturbed(before, source, seconds, _state(case))


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
    more = [str(source)] if command == "ingest" else ["--workers", str(workers)]
    call = [str(PROGRAM), command, str(case), *more]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _state(case: Casefile) -> tuple[str, int]:
    assert (found := case.verify()).ok, found.findings
    return case.digest(), case.problems().count


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
            with open_casefile(path) as case:
                _finish(case, command, whole.source)
                assert _state(case) == whole.after

    return trial


def _finish(case: Casefile, command: str, source: Path) -> None:
    if command == "ingest":
        ingest(case, [str(source)], None, _now)
    else:
        run(case)


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
            with open_casefile(path) as case:
                _finish(case, command, whole.source)
                assert _state(case) == whole.after

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
            with open_casefile(path) as case:
                _finish(case, command, whole.source)
                assert _state(case) == whole.after

    return trial
