"""How the program behaves: quick to help, results alone on standard output, quiet when its reader leaves or Ctrl-C comes."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from cli_invented import PROGRAM, call, case_of, line, many, program, readings

from reportedly.casefile import open_casefile
from reportedly.cli import COMMANDS
from reportedly.web.app import DEFAULT_PORT

HEAVY = ("msgspec", "rich", "sqlite3", "starlette", "uvicorn", "jinja2", "multiprocessing", "reportedly.read")
"""Modules that help has no use for; msgspec alone takes as long as all of help."""

PRESSED = """
import os, signal, sys
from contextlib import contextmanager
from reportedly.cli import main, terminal

@contextmanager
def progress():
    def tick(now, done, total):
        if (now, done) == (what, at):
            os.killpg(0, signal.SIGINT)
    yield tick

if __name__ == "__main__":  # the workers import this file too
    what, at = sys.argv.pop(1), int(sys.argv.pop(1))
    terminal.progress = progress
    main()
"""
"""The program, with somebody who presses Ctrl-C at one moment: the signal goes to the whole group, as from a terminal."""


def pressed(what: str, at: int, *args: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "pressed.py"
    script.write_text(PRESSED)
    call = [sys.executable, str(script), what, str(at), *map(str, args)]
    return subprocess.run(
        call, capture_output=True, text=True, check=False, timeout=60, start_new_session=True
    )


# -- help ----------------------------------------------------------------------------------------------------


def test_help_takes_at_most_a_fifth_of_a_second_of_processor() -> None:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert program("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(once() for _ in range(5)) <= 0.2


def test_help_of_every_command_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom reportedly.cli import COMMANDS, group\n"
        "for args in ([], *([name] for name in COMMANDS)):\n"
        "    try: group([*args, '--help'])\n"
        "    except SystemExit as left: assert left.code == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stderr == "[]\n"


# -- who reads our output ------------------------------------------------------------------------------------


def test_batches_print_results_alone_on_standard_output(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(line("a") + b"{\n" + line("c"))
    assert program("compare", source, "-o", tmp_path / "d").stdout == b""
    assert program("init", tmp_path / "case.db").stdout == b""
    for args in (
        ["read", source],
        ["ingest", tmp_path / "case.db", source, "--json"],
        ["run", tmp_path / "case.db", "--json"],
    ):
        found = program(*args)
        assert [json.loads(text) for text in found.stdout.splitlines()]
        assert b"Traceback" not in found.stderr
    assert program("search", tmp_path / "case.db", "bridge", "--json").stdout.count(b"\n") == 1


@pytest.mark.parametrize(
    "args", [["quick", "case.jsonl"], ["read", "case.jsonl"], ["show", "case.db", "--limit", "9999"], ["search", "case.db", "said", "--limit", "9999"]],
    ids=lambda args: args[0],
)  # fmt: skip
def test_a_reader_that_leaves_is_no_mishap(
    tmp_path: Path, args: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case_of(Path("case.db"), b"".join(line(f"a{i:03d}", title="T" * 900) for i in range(120)))
    with subprocess.Popen([PROGRAM, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert told == b""


def test_a_terminal_without_a_character_gets_its_code(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Ina Dorvald said the café was shut.", encoding="utf-8")
    found = program("quick", "note.txt", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert found.returncode == 0
    assert rb"Ina Dorvald \u2014 said" in found.stdout
    assert b"the caf\xe9 was shut" in found.stdout


def test_without_standard_input_files_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line("a"))
    found = subprocess.run(
        f"'{PROGRAM}' quick in.jsonl --json <&-", shell=True, cwd=tmp_path, capture_output=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert len(readings(found.stdout)) == 1


# -- Ctrl-C --------------------------------------------------------------------------------------------------


N = 510
"""Articles: three batches of readings and two of articles."""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_of(tmp_path_factory.mktemp("ingested") / "case.db", many(N), run=False)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, ingested: Path) -> str:
    path = Path(shutil.copy(ingested, tmp_path_factory.mktemp("whole")))
    assert call("run", path).exit_code == 0
    with open_casefile(path, readonly=True) as case:
        return case.digest()


@pytest.mark.parametrize(
    ("what", "at", "workers"),
    [("reading", 1, 1), ("reading", 450, 1), ("reading", 450, 2), ("comparing", 0, 1)],
)
def test_ctrl_c_leaves_a_casefile_that_goes_on(
    tmp_path: Path, ingested: Path, undisturbed: str, what: str, at: int, workers: int
) -> None:
    path = Path(shutil.copy(ingested, tmp_path))
    found = pressed(what, at, "run", path, "--workers", str(workers), folder=tmp_path)
    assert (found.stdout, found.returncode) == ("", 130)
    assert found.stderr == "reportedly: stopped; the same command goes on from here\n"
    with open_casefile(path, readonly=True) as case:
        assert case.summary().read == {"reading": at // 200 * 200, "comparing": N}[what]
    assert call("run", path).exit_code == 0
    with open_casefile(path, readonly=True) as case:
        assert case.digest() == undisturbed


def test_ctrl_c_while_ingesting_goes_on_too(tmp_path: Path, ingested: Path) -> None:
    path, source = tmp_path / "case.db", ingested.with_suffix(".jsonl")
    call("init", path)
    found = pressed("ingesting", 505, "ingest", path, source, folder=tmp_path)
    assert (found.returncode, found.stderr) == (
        130,
        "reportedly: stopped; the same command goes on from here\n",
    )
    assert call("ingest", path, source).stdout == "10 new, 500 known already, 0 with problems\n"
    with open_casefile(path, readonly=True) as case, open_casefile(ingested, readonly=True) as whole:
        assert case.digest() == whole.digest()


def test_ctrl_c_while_reading_a_batch_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(many(100))
    found = pressed(
        "reading", 50, "read", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", folder=tmp_path
    )
    assert (found.stdout, found.stderr, found.returncode) == ("", "reportedly: stopped\n", 130)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "pressed.py"]


def test_serve_says_where_it_is_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    path = case_of(tmp_path / "case.db", line("a"))
    with subprocess.Popen(
        [PROGRAM, "serve", path, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        told = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address, told
        with urllib.request.urlopen(address[0], timeout=20) as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        assert (process.stdout.read(), process.stderr.read(), process.wait(timeout=20)) == ("", "", 0)


def test_serve_is_at_the_port_that_the_workbench_documents() -> None:
    assert f"[default: {DEFAULT_PORT};" in call("serve", "--help").stdout.replace("\n", " ")


def test_every_command_has_one_line_of_help() -> None:
    assert all(text.endswith(".") and len(text) < 70 for text in COMMANDS.values())
