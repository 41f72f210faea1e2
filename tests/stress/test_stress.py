"""The long campaigns, short: each still finds what it looks for, and goes on where it stopped."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.record import Span

HOME = Path(__file__).parents[2] / "bench" / "stress.py"


@pytest.fixture(scope="module")
def stress() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("stress", HOME)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["stress"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    if module.folder.cache_info().currsize:
        shutil.rmtree(module.folder())


def called(stress: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path, *args: str) -> int:
    files = ["--log", str(folder / "stress.md"), "--place", str(folder / "deep" / "place.json")]
    monkeypatch.setattr(sys, "argv", ["stress.py", *args, *files])
    status: int = stress.main()
    return status


def rows(folder: Path) -> list[list[str]]:
    lines = (folder / "stress.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in row.strip("|").split("|")] for row in lines if row.startswith("|")]
    return table[2:]


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("kill-ingest", 10),
        ("kill-run", 10),
        ("kill-review", 3),
        ("kill-merge", 3),
        ("kill-migrate", 3),
        ("full-disk-ingest", 3),
        ("full-disk-run", 3),
        ("two-writers-ingest", 2),
        ("two-writers-run", 2),
        ("fuzz-text", 200),
        ("fuzz-lines", 5),
        ("fuzz-read", 30),
        ("fuzz-query", 5),
    ],
)
def test_a_short_campaign_holds(
    stress: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, n: int
) -> None:
    monkeypatch.setenv("N", str(n))
    assert called(stress, monkeypatch, tmp_path, name) == 0
    ((date, commit, campaign, seeds, trials, _, result),) = rows(tmp_path)
    assert (campaign, seeds, trials, result) == (name, f"0 to {n - 1}", str(n), "all held")
    assert len(date) == 10
    assert commit


def test_a_campaign_goes_on_at_the_next_seed_and_tells_what_failed(
    stress: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = []

    def trial(seed: int) -> None:
        seen.append(seed)
        assert seed % 2, f"{seed} is | even\nindeed"

    monkeypatch.setitem(stress.CAMPAIGNS, "fuzz-text", trial)
    monkeypatch.setenv("N", "3")
    assert called(stress, monkeypatch, tmp_path, "fuzz-text") == 1
    assert called(stress, monkeypatch, tmp_path, "fuzz-text") == 1
    assert seen == [0, 1, 2, 3, 4, 5]
    first, second = rows(tmp_path)
    assert (first[3], first[4], second[3]) == ("0 to 2", "3", "3 to 5")
    assert first[6].startswith("2 failed: 1 like seed 0: AssertionError: 0 is / even indeed ")
    assert json.loads((tmp_path / "deep" / "place.json").read_text()) == {"fuzz-text": 6}


def test_ctrl_c_keeps_what_was_done(
    stress: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def trial(seed: int) -> None:
        if seed == 2:
            raise KeyboardInterrupt

    monkeypatch.setitem(stress.CAMPAIGNS, "fuzz-text", trial)
    assert called(stress, monkeypatch, tmp_path, "fuzz-text") == 0
    assert rows(tmp_path)[0][3:5] == ["0 to 1", "2"]


def test_seconds_end_a_campaign(stress: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECONDS", "0.2")
    monkeypatch.setenv("N", "1000000")
    assert called(stress, monkeypatch, tmp_path, "fuzz-text") == 0
    assert 0 < int(rows(tmp_path)[0][4]) < 10_000


def test_the_checks_of_the_fuzzer_can_fail(stress: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    # Kills a fuzzer that looks at nothing: a reader whose statements end one character too late, and a text step that raises.
    read = stress.read

    def beyond(article, reader):  # type: ignore[no-untyped-def]
        made = read(article, reader)
        last = dataclasses.replace(made.statements[-1], content=(Span(0, len(article.text) + 1),))
        return dataclasses.replace(made, statements=(*made.statements[:-1], last))

    monkeypatch.setattr(stress, "read", beyond)
    assert any("AssertionError" in stress.failure(stress.fuzz_read, seed) for seed in range(5))
    monkeypatch.setattr(stress, "quotations", lambda text: 1 / 0)
    assert stress.failure(stress.fuzz_text, 0).startswith(
        "ZeroDivisionError: division by zero (test_stress.py"
    )
