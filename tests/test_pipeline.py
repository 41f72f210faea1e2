"""The pipeline: what a kill, a failing article, a second time, another order or another number of workers changes: nothing."""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from reportedly import pipeline
from reportedly.casefile import Casefile, create_casefile, open_casefile
from reportedly.errors import ReportedlyError
from reportedly.models import Attribution
from reportedly.read import Reader, load_reader, read
from reportedly.record import Article, Comparison, Problem, Reading

N = 450
"""Articles: more than two of the casefile's batches of readings, and with 620 lines one batch of articles."""

LEAD = "The harbour council of Kelmar said on Friday that the northern bridge over the Sorn would stay closed until the end of April because three of its seven piers had been damaged by drifting ice."

KILLED = """
import os, signal, sys
from reportedly import pipeline
from reportedly.pipeline import casework
from reportedly.casefile import open_casefile

step, at, path, *paths = sys.argv[1:]

class Dying(tuple):
    # gone through several times while they are stored: kills after so many of these times
    left = 0
    def __iter__(self):
        for item in super().__iter__():
            Dying.left -= 1
            if Dying.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            yield item

def tick(what, done, total):
    if (what, done) == (step, float(at)):
        os.kill(os.getpid(), signal.SIGKILL)

if step == "storing":
    compare = casework.compare
    def dying(*given):
        found = compare(*given)
        Dying.left = int(float(at) * len(found.ties))
        object.__setattr__(found, "ties", Dying(found.ties))
        return found
    casework.compare = dying

with open_casefile(path) as case:
    if step == "ingesting":
        pipeline.ingest(case, paths, None, lambda: "2031-03-01T00:00:00Z", tick)
    else:
        pipeline.run(case, tick=tick)
"""
"""The real pipeline, with a kill -9 at one moment of one step."""


def now() -> str:
    return "2031-03-01T00:00:00Z"


def line(n: int) -> bytes:
    """One article; every 15th shares a lead, so that there is something to compare."""
    text = f"{LEAD} Ina Dorvald said that {n} lorries had turned back at gate {n % 7}."
    if n % 15:
        text = f"Pavo Renn said on day {n} that hall {n * 31 % 97} of dock {n * 7} was full."
    article = {"id": f"a{n:04d}", "text": text, "outlet": f"The Example {n % 5}", "n": n}
    return json.dumps(article).encode() + b"\n"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Article lines, with some that are no articles, among them two texts for one id."""
    path = tmp_path_factory.mktemp("source") / "in.jsonl"
    lines = [line(n) for n in range(N)]
    lines[100:100] = [b"{broken\n", b'{"id": "x"}\n', lines[3].replace(b"day", b"night")]
    path.write_bytes(b"".join(lines))
    return path


def new(path: Path) -> Path:
    create_casefile(path).close()
    return path


def ingested(path: Path, source: Path) -> Path:
    before = source.with_suffix(".db")
    if not before.exists():
        with create_casefile(before) as case:
            pipeline.ingest(case, [str(source)], None, now)
    return Path(shutil.copy(before, path))


@dataclass(frozen=True)
class State:
    """What must come out the same."""

    digest: str
    problems: frozenset[Problem]
    comparison: Comparison


def state(case: Casefile) -> State:
    page = case.problems(limit=10_000)
    assert page.count == len(set(page.items))
    return State(case.digest(), frozenset(page.items), case.comparison())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, source: Path) -> State:
    with open_casefile(ingested(tmp_path_factory.mktemp("whole") / "case.db", source)) as case:
        done = pipeline.run(case)
        assert (done.read, done.failed, done.compared) == (N, 0, True)
        found = state(case)
    assert len(found.comparison.ties) > 20
    assert len(found.comparison.stories) == 1
    assert {p.kind for p in found.problems} == {"broken_json", "missing_field", "duplicate_id"}
    return found


# -- kills -----------------------------------------------------------------------------------------------------


def killed(*args: str | Path) -> None:
    found = subprocess.run([sys.executable, "-c", KILLED, *map(str, args)], check=False)
    assert found.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("step", "at", "read", "compared"),
    [
        ("reading", 1, 0, False),  # in the first batch, of which nothing was stored
        ("reading", 330, 200, False),  # in the second: the first is there
        ("comparing", 0, N, False),  # between reading and comparing
        ("storing", 0.5, N, False),  # while the articles that it names are looked up
        ("storing", 1.5, N, False),  # while it is hashed, after the earlier rows were taken away
        ("storing", 2.5, N, False),  # while its rows are written
    ],
)
def test_a_killed_run_goes_on_to_the_same_state(
    tmp_path: Path, source: Path, undisturbed: State, step: str, at: float, read: int, compared: bool
) -> None:
    path = ingested(tmp_path / "case.db", source)
    killed(step, str(at), path)
    with open_casefile(path, readonly=True) as case:
        summary = case.summary()
        assert (summary.articles, summary.read, summary.compared) == (N, read, compared)
        assert case.verify().ok
    with open_casefile(path) as case:
        assert pipeline.run(case).read == N - read  # what was stored is not read again
        assert state(case) == undisturbed
        assert case.verify().ok


@pytest.mark.parametrize("at", [1, 300, N + 3])
def test_a_killed_ingest_goes_on_to_the_same_state(
    tmp_path: Path, source: Path, undisturbed: State, at: int
) -> None:
    path = new(tmp_path / "case.db")
    killed("ingesting", str(at), path, source)
    with open_casefile(path) as case:
        pipeline.ingest(case, [str(source)], None, now)
        pipeline.run(case)
        assert state(case) == undisturbed
        assert case.verify().ok


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_bytes(b"".join(line(n) for n in range(N)))
    code = (
        "import multiprocessing, sys, time\nfrom reportedly.pipeline import read_lines\n"
        "if __name__ == '__main__':\n"
        "    found = read_lines(open(sys.argv[1], 'rb'), 'in', workers=2)\n"
        "    next(found)\n"
        "    print(*(p.pid for p in multiprocessing.active_children()), flush=True)\n"
        "    time.sleep(60)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code)
    with subprocess.Popen([sys.executable, script, lines], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert len(workers) == 2
    assert eventually(lambda: not any(alive(pid) for pid in workers))


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


# -- the same again ----------------------------------------------------------------------------------------------


def test_the_same_input_twice_adds_nothing(tmp_path: Path, source: Path, undisturbed: State) -> None:
    with open_casefile(ingested(tmp_path / "case.db", source)) as case:
        pipeline.run(case)
        audited = case.audit().count
        tally = pipeline.ingest(case, [str(source), str(source)], None, now)
        done = pipeline.run(case)
        assert (tally.new, tally.known, tally.problems) == (0, 2 * N, 6)
        assert done == pipeline.RunResult(read=0, with_problems=0, failed=0, compared=False)
        assert state(case) == undisturbed
        assert case.audit().count == audited


def test_the_order_of_arrival_changes_no_digest(tmp_path: Path, undisturbed: State) -> None:
    lines = [line(n) for n in range(N)]
    random.Random(7).shuffle(lines)
    with create_casefile(tmp_path / "case.db") as case:
        for part in (0, 1, 2):  # in three goes, each read and compared before the next comes
            path = tmp_path / f"part{part}.jsonl"
            path.write_bytes(b"".join(lines[part::3]))
            pipeline.ingest(case, [str(path)], None, now)
            assert pipeline.run(case).compared
        assert case.digest() == undisturbed.digest


def test_more_workers_change_no_byte(tmp_path: Path, source: Path, undisturbed: State) -> None:
    with open_casefile(ingested(tmp_path / "case.db", source)) as case:
        ticks: list[tuple[str, int, int | None]] = []
        pipeline.run(case, workers=2, tick=lambda *tick: ticks.append(tick))
        assert state(case) == undisturbed
    assert ticks == [*(("reading", n, N) for n in range(1, N + 1)), ("comparing", 0, None)]


def test_a_new_article_alone_is_read_and_all_is_compared(tmp_path: Path, source: Path) -> None:
    with open_casefile(ingested(tmp_path / "case.db", source)) as case:
        pipeline.run(case)
        before = case.digest()
        case.add(Article("new", f"{LEAD} Nobody else came."))
        done = pipeline.run(case)
        assert (done.read, done.compared) == (1, True)
        assert case.digest() != before
        assert case.story_of("new") is not None


# -- articles that fail ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stumbling:
    """Reads by the rules, and raises on texts that hold a word."""

    word: str
    error: BaseException
    version: str = "rules-1"

    def attribute(self, text: str) -> list[Attribution]:
        if self.word in text:
            raise self.error
        return load_reader().attributor.attribute(text)


@pytest.fixture
def reading_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, BaseException], None]]:
    def put(word: str, error: BaseException) -> None:
        monkeypatch.setattr(
            "reportedly.pipeline.casework.load_reader", lambda _model=None: Reader(Stumbling(word, error))
        )

    yield put
    monkeypatch.undo()


@pytest.mark.parametrize(
    "error",
    [*(kind("odd") for kind in (IndexError, TypeError, RecursionError, AssertionError, ZeroDivisionError)), ReportedlyError("odd"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "odd")],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_an_article_that_cannot_be_read_is_a_problem_and_the_run_goes_on(
    tmp_path: Path,
    source: Path,
    undisturbed: State,
    reading_with: Callable[[str, BaseException], None],
    error: Exception,
) -> None:
    reading_with("day 100 ", error)
    told: list[Problem] = []
    with open_casefile(ingested(tmp_path / "case.db", source)) as case:
        done = pipeline.run(case, tell=told.append)
        assert (done.read, done.with_problems, done.failed, done.compared) == (N, 1, 1, True)
        (problem,) = told
        assert (problem.stage, problem.kind, problem.item) == ("read", "failed", "a0100")
        assert problem.message.startswith(f"{type(error).__name__}: ")
        assert "odd" in problem.message
        failed = case.reading("a0100")
        assert (failed.statements, failed.extra) == ((), {"n": 100})
        assert set(case.problems(limit=10_000).items) == undisturbed.problems | {problem}
        assert len(case.reading("a0101").statements) == 1
        assert pipeline.run(case).read == 0  # it is not tried again by the same versions


@pytest.mark.parametrize(
    "error", [MemoryError(), KeyboardInterrupt(), OSError(28, "No space left on device")]
)
def test_what_is_no_article_s_fault_ends_the_run_which_then_goes_on(
    tmp_path: Path,
    source: Path,
    undisturbed: State,
    reading_with: Callable[[str, BaseException], None],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
) -> None:
    path = ingested(tmp_path / "case.db", source)
    reading_with("day 398 ", error)
    with open_casefile(path) as case, pytest.raises(type(error)):
        pipeline.run(case)
    monkeypatch.undo()
    with open_casefile(path) as case:
        assert case.summary().read == 200
        pipeline.run(case)
        assert state(case) == undisturbed


def test_a_reading_that_the_casefile_refuses_is_told(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_another_text(article: Article, reader: Reader) -> Reading:
        return read(Article(article.id, "Another text.") if article.id == "a0100" else article, reader)

    monkeypatch.setattr("reportedly.pipeline.workers.read_safely", of_another_text)
    told: list[Problem] = []
    with open_casefile(ingested(tmp_path / "case.db", source)) as case:
        done = pipeline.run(case, tell=told.append)
        assert [(p.kind, p.item) for p in told] == [("reading_refused", "a0100")]
        assert (done.with_problems, done.failed) == (1, 1)


def test_a_killed_worker_is_told_and_the_run_goes_on_later(
    tmp_path: Path, source: Path, undisturbed: State
) -> None:
    path = ingested(tmp_path / "case.db", source)
    code = (
        "import multiprocessing, os, signal, sys\nfrom reportedly import pipeline\n"
        "from reportedly.casefile import open_casefile\nfrom reportedly.errors import ReportedlyError\n"
        "def tick(what, done, total):\n"
        "    if done == 1:\n"
        "        for worker in multiprocessing.active_children(): os.kill(worker.pid, signal.SIGKILL)\n"
        "if __name__ == '__main__':\n"
        "    with open_casefile(sys.argv[1]) as case:\n"
        "        try: pipeline.run(case, workers=2, tick=tick)\n"
        "        except ReportedlyError as error: print(error)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code)
    found = subprocess.run([sys.executable, script, path], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("expected the reading processes to live, but one was killed")
    with open_casefile(path) as case:
        pipeline.run(case)
        assert state(case) == undisturbed


# -- streams ---------------------------------------------------------------------------------------------------


class Trickle:
    """A stream that says how much was asked of it."""

    def __init__(self, lines: list[bytes]) -> None:
        self.lines, self.given = lines, 0

    def readline(self, _limit: int = -1) -> bytes:
        if self.given == len(self.lines):
            return b""
        self.given += 1
        return self.lines[self.given - 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_is_read_as_it_comes(workers: int) -> None:
    # Kills: a list of all lines before the first is read. One chunk more than those in flight may have been asked for.
    stream = Trickle([line(n) for n in range(2_000)])
    found = pipeline.read_lines(_as_stream(stream), "in", workers=workers)
    next(found)
    bound = 1 if workers == 1 else pipeline.CHUNK * (pipeline.AHEAD * workers + 1)
    assert stream.given <= bound
    if workers > 1:
        found.close()  # type: ignore[attr-defined]


def _as_stream(stream: Trickle) -> BinaryIO:
    return stream  # type: ignore[return-value]


def test_nothing_is_left_running_when_readings_are_no_longer_wanted() -> None:
    found = pipeline.read_all((Article(f"a{n}", f"Ina Dorvald said {n}.") for n in range(500)), load_reader(), workers=2)  # fmt: skip
    next(found)
    workers = multiprocessing.active_children()
    assert len(workers) == 2
    for worker in workers:  # Ctrl-C goes to the whole group; theirs would end in a traceback each
        blocked = re.search(r"SigBlk:\s*(\w+)", Path(f"/proc/{worker.pid}/status").read_text())
        assert blocked
        assert int(blocked[1], 16) & 1 << (signal.SIGINT - 1)
    found.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
