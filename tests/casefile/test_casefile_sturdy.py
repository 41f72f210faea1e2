"""Killed, full or interrupted: nothing committed is lost, nothing is doubled, the same input completes it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from casefile_builders import STAMP, article, comparison, reading

from reportedly.casefile import create_casefile, open_casefile
from reportedly.casefile.articles import BATCH_ITEMS
from reportedly.casefile.readings import BATCH_READINGS
from reportedly.errors import CasefileError
from reportedly.record import Problem

N = 1200

# The steps of a run in a process of their own, killed by itself from a callback (or while a comparison is walked).
RUN = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_casefile_sturdy import *

step, moment, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
seen = 0

def count(item):
    global seen
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)

class Deadly(tuple):
    def __iter__(self):
        for item in super().__iter__():
            count(item)
            yield item

with open_casefile(path) as case:
    run(case, **{{step: Deadly if step == "comparing" else count}})
"""


def run(case, adding=None, reading_=None, comparing=tuple) -> None:  # type: ignore[no-untyped-def]
    """Everything a run writes, skipping what is there."""
    articles = [article(n) for n in range(N)]
    problems = [Problem("acquire", "empty", "expected a text", f"{n}.txt") for n in range(5)]
    case.add_all([*articles[:600], *problems, *articles[600:]], adding)
    case.store_readings((reading(case.article(id)) for id in case.unread(STAMP)), reading_)
    made = comparison(articles)
    object.__setattr__(made, "passages", comparing(made.passages))
    case.store_comparison(made)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    with create_casefile(tmp_path_factory.mktemp("whole") / "case.db") as case:
        run(case)
        return case.digest(), case.problems().count


@pytest.mark.parametrize(
    ("step", "moment"),
    [
        ("adding", 1),
        ("adding", 700),
        ("adding", N),
        ("reading_", 1),
        ("reading_", 450),
        ("reading_", N),
        ("comparing", 10),  # while the articles it names are looked up
        ("comparing", N + 10),  # after the earlier rows were taken away
        ("comparing", 2 * N + 600),  # while passages are written
    ],
)
def test_a_killed_run_completes_to_the_same_digest(
    tmp_path: Path, undisturbed: tuple[str, int], step: str, moment: int
) -> None:
    path = tmp_path / "case.db"
    create_casefile(path).close()
    killed = subprocess.run([sys.executable, "-c", RUN, step, str(moment), str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with open_casefile(path, readonly=True) as case:
        found = case.summary()
        assert case.verify().ok
    if step == "adding":
        assert found.articles + found.problems == (moment - 1) // BATCH_ITEMS * BATCH_ITEMS
    else:
        assert found.articles == N
        assert found.read == (N if step == "comparing" else (moment - 1) // BATCH_READINGS * BATCH_READINGS)
    with open_casefile(path) as case:
        run(case)
        assert (case.digest(), case.problems().count) == undisturbed
        assert case.verify().ok


def test_a_killed_replacement_leaves_the_earlier_comparison(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with create_casefile(path) as case:
        run(case)
        before = case.digest()
    killed = subprocess.run(
        [sys.executable, "-c", RUN, "comparing", str(2 * N + 600), str(path)], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    with open_casefile(path, readonly=True) as case:
        assert case.digest() == before
        assert len(case.comparison().passages) == N - 1


@pytest.mark.parametrize("wait", [0.0, 0.02, 0.08])
def test_killed_from_outside_at_any_moment_of_a_run_of_reviews(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "case.db"
    create_casefile(path).close()
    code = (
        "import sys\nfrom reportedly.casefile import *\ncase = open_casefile(sys.argv[1])\nprint(flush=True)\n"
        "for n in range(10**6): print(case.review('claim', str(n), 'right', 'Ada', '2031-03-02T10:00:00Z').id, flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        told = process.stdout.read().split("\n")[:-1]  # the last line may be cut
    with open_casefile(path) as case:
        kept = [review.id for review in case.reviews()]
        assert case.verify().ok
    assert kept[: len(told)] == told  # what was told to be kept is kept
    assert len(kept) - len(told) <= 1


def test_a_full_disk_is_told_and_leaves_whole_batches(tmp_path: Path) -> None:
    with create_casefile(tmp_path / "case.db") as case:
        case.add(article(1), reading(article(1)))
        pages = case._store.value("PRAGMA page_count")
        case._store.run(f"PRAGMA max_page_count = {pages + 60}")
        with pytest.raises(CasefileError, match=r"case\.db: expected room to write, but the disk is full"):
            case.add_all(article(n) for n in range(N))
        assert case.summary().articles == 1
        case._store.run("PRAGMA max_page_count = 1000000")
        assert case.add_all(article(n) for n in range(N)).new == N - 1
        assert case.verify().ok


def test_creating_that_is_killed_leaves_no_half_casefile(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nfrom reportedly.casefile import *\nfrom reportedly.casefile import migrations\n"
        "def die(store): os.kill(os.getpid(), signal.SIGKILL)\n"
        "migrations.MIGRATIONS = (migrations.MIGRATIONS[0], die)\ncreate_casefile(sys.argv[1])"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "case.db")], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "case.db").exists()
    with create_casefile(tmp_path / "case.db") as case:
        assert case.verify().ok
