"""``reportedly doctor``: all is well here, and each thing that is amiss is named with its cure."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_invented import call, case_of, line, program

from reportedly.casefile import engine
from reportedly.cli import doctor
from reportedly.present.layout import cells

CHECKS = [
    "program",
    "Python",
    "packages",
    "package data",
    "SQLite",
    "reader",
    "network",
    "terminal",
    "this folder",
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def amiss() -> dict[str, Any]:
    """The checks that found something, by name."""
    found = call("doctor", "--json")
    told = json.loads(found.stdout)
    assert found.exit_code == 1
    assert told["ok"] is False
    return {check["check"]: check for check in told["checks"] if not check["ok"]}


def test_all_is_well_in_one_line_each() -> None:
    found = call("doctor")
    assert (found.exit_code, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    assert [head[9:23].strip() for head in lines if head[:9].strip()] == CHECKS
    assert {head[:9] for head in lines} == {"ok       ", "         "}
    assert max(cells(text) for text in lines if str(Path.cwd()) not in text) <= 80
    assert "no command opens a connection" in found.stdout


def test_json_says_the_same() -> None:
    told = json.loads(call("doctor", "--json").stdout)
    assert told["ok"] is True
    assert [check["check"] for check in told["checks"]] == CHECKS
    assert {check["cure"] for check in told["checks"]} == {None}
    assert re.search(r"click \d", next(c["found"] for c in told["checks"] if c["check"] == "packages"))


def test_a_casefile_and_its_folder_are_looked_at() -> None:
    case_of(Path("case.db"), line("a"))
    found = call("doctor", "case.db")
    assert found.exit_code == 0
    assert "casefile      case.db: 1 article, 1 read" in found.stdout
    missing = call("doctor", "new.db")
    assert (missing.exit_code, "reportedly init new.db makes it" in missing.stdout.replace("\n", "")) == (
        0,
        True,
    )
    assert not Path("new.db").exists()


@pytest.mark.parametrize(
    ("path", "check", "said"),
    [
        ("note.txt", "casefile", "a file that is no SQLite database"),
        ("none/case.db", "its folder", "No such file or directory"),
    ],
)
def test_a_casefile_that_is_none_or_has_no_place_is_a_problem(path: str, check: str, said: str) -> None:
    Path("note.txt").write_text("Dear reader, this is a note and no casefile at all.")
    found = call("doctor", path)
    assert found.exit_code == 1
    text = " ".join(found.stdout.split())
    assert f"problem {check}" in text
    assert said in text
    assert "cure: " in text


def test_a_folder_that_cannot_be_written_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)  # also for root
    assert amiss()["this folder"]["found"].endswith("Permission denied")


def test_a_package_that_is_missing_or_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        doctor.metadata,
        "requires",
        lambda _: ["click>=99.1", "no-such-package>=1", "absent>=1; extra == 'x'"],
    )
    found = amiss()["packages"]
    assert found["found"].endswith("no-such-package missing")
    assert found["cure"] == 'pip install "click>=99.1" "no-such-package>=1"'


def test_versions_compare_as_numbers() -> None:
    assert doctor._numbers("1.9.3") < doctor._numbers("1.10") == doctor._numbers("1.10.0")


def test_an_sqlite_without_full_text_search_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.NEEDED, "STRICT tables", "no statement at all")
    found = amiss()["SQLite"]
    assert "without STRICT tables" in found["found"]
    assert "3.37" in found["cure"]


def test_an_older_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 0))
    assert doctor._python()[1] == "install Python 3.11 or later"


def test_missing_package_data_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.SHIPPED, ("reportedly.web", "static"), ".nothing")
    assert "0 in static" in amiss()["package data"]["found"]
    monkeypatch.setitem(doctor.SHIPPED, ("reportedly.web", "no_folder"), ".nothing")
    assert "FileNotFoundError" in amiss()["package data"]["found"]


def test_a_reader_that_reads_otherwise_or_not_at_all_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "READ", ("nobody", "said", "nothing"))
    assert amiss()["reader"]["cure"] == doctor.REINSTALL
    monkeypatch.setitem(sys.modules, "reportedly.read", None)  # as where a file of it is gone
    assert amiss()["reader"]["found"].startswith("ModuleNotFoundError")


def test_a_workbench_that_would_answer_others_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.web.app.loopback", lambda host: host)
    assert amiss()["network"]["found"] == "serve would answer other machines"


def test_a_terminal_that_is_not_utf8_is_named() -> None:
    done = program("doctor", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 1
    assert b"problem  terminal      iso8859-1" in done.stdout
    assert b"PYTHONUTF8=1" in done.stdout


def test_looking_changes_nothing(tmp_path: Path) -> None:
    case_of(Path("case.db"), line("a"))
    before = Path("case.db").read_bytes()
    call("doctor", "case.db")
    assert Path("case.db").read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} <= {"case.db", "case.jsonl", "case.db-wal", "case.db-shm"}
