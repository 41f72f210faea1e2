"""Every path that is no casefile is told apart, and reading works where nothing may be written."""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from casefile_builders import article

from reportedly.casefile import Casefile, create_casefile, open_casefile, opening
from reportedly.casefile.schema import APPLICATION_ID
from reportedly.errors import BusyError, CasefileError, InputError, NewerSchemaError, NotACasefileError

NOBODY = 65534


def made(path: Path) -> Path:
    with create_casefile(path) as case:
        case.add(article())
    return path


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_missing_file_names_the_path_and_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(CasefileError, match=r"none\.db.*no such file.*reportedly init .*none\.db"):
        open_casefile(tmp_path / "none.db")


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b"Dear reader", "no SQLite database"),
        (b"SQLite format 3\0", "another program's"),
    ],
)
def test_other_files_are_not_casefiles(tmp_path: Path, content: bytes, said: str, readonly: bool) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(NotACasefileError, match=f"other.db: expected a casefile, got .*{said}"):
        open_casefile(path, readonly=readonly)
    with pytest.raises(NotACasefileError):
        create_casefile(path)
    assert path.read_bytes() == content


def test_a_directory_and_another_database_are_not_casefiles(tmp_path: Path) -> None:
    with pytest.raises(NotACasefileError, match="a directory"):
        open_casefile(tmp_path)
    sql(tmp_path / "foreign.db", "CREATE TABLE t (x)")
    with pytest.raises(NotACasefileError, match=f"application id 0x00000000, ours is {APPLICATION_ID:#010x}"):
        open_casefile(tmp_path / "foreign.db")


def test_our_mark_alone_makes_no_casefile(tmp_path: Path) -> None:
    sql(
        tmp_path / "bare.db",
        f"PRAGMA application_id = {APPLICATION_ID}",
        "PRAGMA user_version = 1",
        "CREATE TABLE t (x)",
    )
    with pytest.raises(CasefileError, match=r"expected the tables of schema 1.*article"):
        open_casefile(tmp_path / "bare.db")


@pytest.mark.parametrize("readonly", [True, False])
def test_a_newer_schema_says_both_numbers(tmp_path: Path, readonly: bool) -> None:
    path = made(tmp_path / "case.db")
    sql(path, "PRAGMA user_version = 99")
    with pytest.raises(NewerSchemaError, match="expected schema 2 or older, got 99"):
        open_casefile(path, readonly=readonly)


@pytest.mark.parametrize("size", [120, 4096, 30_000])
def test_a_truncated_file_is_damaged(tmp_path: Path, size: int) -> None:
    path = made(tmp_path / "case.db")
    os.truncate(path, size)
    with pytest.raises(CasefileError, match=r"case\.db: expected an undamaged file|expected a casefile"):
        open_casefile(path)


def test_creating_never_replaces(tmp_path: Path) -> None:
    path = made(tmp_path / "case.db")
    with pytest.raises(InputError, match="expected no file there yet, got a casefile"):
        create_casefile(path)
    with open_casefile(path) as case:
        assert case.summary().articles == 1
    with pytest.raises(CasefileError, match="expected the folder"):
        create_casefile(tmp_path / "no" / "case.db")
    assert [p.name for p in tmp_path.iterdir()] == ["case.db"]  # no draft is left, no write-ahead log


def test_of_two_that_create_at_once_the_first_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "case.db")
    monkeypatch.setattr(opening, "refuse_taken", lambda place: None)  # both have found the place free
    with pytest.raises(InputError, match="has just appeared"):
        create_casefile(path)
    with open_casefile(path) as case:
        assert case.summary().articles == 1


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    for name in ("a?mode=memory&x#y%20.db", "ü 😀.db", os.fsdecode(b"\xff.db")):
        made(tmp_path / name)
        assert (tmp_path / name).is_file()
        with open_casefile(tmp_path / name, readonly=True) as case:
            assert case.article("a00001") is not None


def test_reading_only_cannot_write(tmp_path: Path) -> None:
    with open_casefile(made(tmp_path / "case.db"), readonly=True) as case:
        with pytest.raises(CasefileError, match="for reading only"):
            case.add(article(2))
        with pytest.raises(CasefileError, match="for reading only"):
            case.log("looked")
        assert case.search("crossing").count == 1


def as_nobody(code: str, *args: str) -> str:
    """What a process without rights prints (root may write anywhere, so the tests would show nothing)."""
    drop = f"import os; os.getuid() or os.setuid({NOBODY})\n"
    head = "import sys\nfrom reportedly.casefile import *\nfrom reportedly.errors import *\n"
    done = subprocess.run(
        [sys.executable, "-c", head + drop + code, *args], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("shut", ["file", "folder"])
def test_what_may_not_be_written_is_readable_and_says_so(reachable: Path, shut: str) -> None:
    folder = reachable / "shut"
    folder.mkdir()
    path = made(folder / "case.db")
    path.chmod(0o444 if shut == "file" else 0o666)
    folder.chmod(0o555 if shut == "folder" else 0o777)
    out = as_nobody(
        "with open_casefile(sys.argv[1], readonly=True) as case: print('count', case.search('crossing').count)\n"
        "try: open_casefile(sys.argv[1])\n"
        "except CasefileError as error: print(error)",
        str(path),
    )
    assert "count 1" in out
    assert "expected to be allowed to write" in out


def test_a_file_that_may_not_be_read_says_so(reachable: Path) -> None:
    path = made(reachable / "case.db")
    path.chmod(0o000)
    out = as_nobody(
        "try: open_casefile(sys.argv[1], readonly=True)\nexcept CasefileError as error: print(error)",
        str(path),
    )
    assert "expected a readable casefile, got: Permission denied" in out


def test_a_second_writer_waits_and_then_says_busy(tmp_path: Path) -> None:
    path = made(tmp_path / "case.db")
    with open_casefile(path) as one, open_casefile(path, timeout=0.05) as other, one._store.transaction():
        with pytest.raises(BusyError, match=r"case\.db: .*another process holds it"):
            other.add(article(2))
        assert other.summary().articles == 1  # reading goes on meanwhile
    with open_casefile(path) as case:
        assert case.add(article(2)) == "new"


def test_a_writer_that_waits_long_enough_gets_its_turn(tmp_path: Path) -> None:
    path, holds = made(tmp_path / "case.db"), threading.Event()

    def hold() -> None:
        with open_casefile(path) as holder, holder._store.transaction():
            holds.set()
            time.sleep(0.2)

    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait()
    with open_casefile(path, timeout=10) as waiting:
        assert waiting.add(article(3)) == "new"
    thread.join()


def test_a_reader_can_be_shared_by_threads(tmp_path: Path) -> None:
    counts: list[int] = []
    with open_casefile(made(tmp_path / "case.db"), readonly=True) as case:

        def look() -> None:
            counts.extend(case.search("crossing").count + case.summary().articles for _ in range(20))

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counts == [2] * 80


def test_opening_for_reading_takes_under_5_ms(tmp_path: Path) -> None:
    path, times = made(tmp_path / "case.db"), []
    for _ in range(15):
        start = time.perf_counter()
        open_casefile(path, readonly=True).close()
        times.append(time.perf_counter() - start)
    assert statistics.median(times) < 0.005  # 0.5 ms on an idle core


def test_closed_is_closed(case: Casefile) -> None:
    case.close()
    case.close()
    with pytest.raises(CasefileError, match="closed"):
        case.summary()
