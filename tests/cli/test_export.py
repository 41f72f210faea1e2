"""``reportedly export``: what is in the file, what lies beside it, and that it is there whole or not at all."""

from __future__ import annotations

import csv
import gc
import hashlib
import itertools
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from cli_invented import TEXT, call, case_of, line, program, readings

import factory
from reportedly import pipeline
from reportedly.casefile import create_casefile, open_casefile
from reportedly.cli import export as command
from reportedly.codec import decode, encode
from reportedly.present.tables import COLUMNS
from reportedly.read import load_reader
from reportedly.record import Comparison, Reading, Story


@pytest.fixture(autouse=True)
def _case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = line("b", outlet="The Example", title="Bridge shut") + line("a") + line("c", "Traffic was light.")
    case_of(Path("case.db"), lines)


def table(path: str | Path) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def manifest(path: str = "out.manifest.json") -> Any:
    return json.loads(Path(path).read_bytes())


def stored() -> list[Reading]:
    with open_casefile("case.db", readonly=True) as case:
        return list(case.readings())


def test_jsonl_is_every_reading_in_the_order_of_ids() -> None:
    found = call("export", "case.db", "--as", "jsonl", "-o", "out")
    assert (found.stdout, found.exit_code) == ("", 0)
    assert found.stderr == "3 articles, 11 statements: out; what it holds: out.manifest.json\n"
    assert readings(Path("out").read_bytes()) == stored()
    assert [reading.id for reading in stored()] == ["a", "b", "c"]
    assert b"Dorvald said" not in Path("out").read_bytes()


def test_with_text_the_articles_are_in_the_lines() -> None:
    call("export", "case.db", "--as", "jsonl", "-o", "out", "--with-text")
    lines = [json.loads(text) for text in Path("out").read_text(encoding="utf-8").splitlines()]
    assert [(found["id"], found["text"]) for found in lines][:2] == [("a", TEXT), ("b", TEXT)]
    assert lines[1]["title"] == "Bridge shut"
    assert manifest()["article_text"] is True
    assert readings(Path("out").read_bytes()) == stored()


def test_csv_is_a_row_for_each_statement() -> None:
    assert call("export", "case.db", "--as", "csv", "-o", "out").exit_code == 0
    rows = table("out")
    assert list(rows[0]) == list(COLUMNS)
    assert [row["statement"] for row in rows] == [s.id for reading in stored() for s in reading.statements]
    said = next(row for row in rows if row["article"] == "b" and row["speaker"] == "Ina Dorvald")
    assert (said["cue"], said["content"], said["outlet"]) == (
        "said",
        "that the bridge over the Sorn was closed",
        "The Example",
    )
    assert TEXT[int(said["start"]) : int(said["end"])] == said["content"]
    assert said["separate_origins"] == "1"  # a and b have one text


def test_a_query_narrows_rows_to_statements_and_lines_to_articles() -> None:
    call("export", "case.db", "--as", "csv", "-o", "out", "--query", "stance:denies")
    assert {(row["article"], row["stance"]) for row in table("out")} == {("a", "denies"), ("b", "denies")}
    assert (manifest()["statements"], manifest()["query"]) == (2, "stance:denies")
    call("export", "case.db", "--as", "jsonl", "-o", "out", "--query", "stance:denies")
    assert readings(Path("out").read_bytes()) == stored()[:2]
    assert manifest()["completeness"] == "Complete: everything that the query finds."


def test_the_manifest_fits_the_file_and_the_audit() -> None:
    call("export", "case.db", "--as", "csv", "-o", "out")
    told = manifest()
    raw = Path("out").read_bytes()
    assert told["files"] == [{"name": "out", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}]
    assert (told["articles"], told["statements"], told["complete"]) == (3, len(table("out")), True)
    assert told["stamps"] == [
        {"reportedly": "0.1.0", "model": load_reader().stamp.model, "schema": "1.0.0", "readings": 3}
    ]
    with open_casefile("case.db", readonly=True) as case:
        last = case.audit(limit=100).items[-1]
        assert told["casefile"] == {"name": "case.db", "digest": case.digest(), "compared": True}
        assert case.verify().ok
    assert (told["audit"]["number"], told["audit"]["hash"]) == (last.number, last.hash)
    assert (last.action, last.detail["query"], last.detail["sha256"]) == (
        "export",
        None,
        told["files"][0]["sha256"],
    )
    assert (last.detail["articles"], last.detail["statements"]) == (3, told["statements"])


def test_json_prints_the_manifest() -> None:
    found = call("export", "case.db", "--as", "csv", "-o", "out", "--json")
    assert json.loads(found.stdout) == manifest()


def test_what_is_not_read_yet_is_left_out_and_said() -> None:
    Path("more.jsonl").write_bytes(line("d", "Pavo Renn said that the bridge was open.") + line("e", "Rain."))
    call("ingest", "case.db", "more.jsonl")
    found = call("export", "case.db", "--as", "csv", "-o", "out")
    said = "Not complete: 2 articles of the casefile have no reading yet and had to be left out."
    assert (found.stderr.splitlines()[-1], found.exit_code) == (said, 0)
    told = manifest()
    assert (told["complete"], told["left_out"]) == (False, {"articles_without_reading": 2})
    assert told["casefile"]["compared"] is False
    assert {row["article"] for row in table("out")} == {"a", "b", "c"}


def test_standard_output_has_no_manifest_and_is_the_same() -> None:
    call("export", "case.db", "--as", "csv", "-o", "out")
    done = program("export", "case.db", "--as", "csv", "-o", "-")
    assert (done.stdout, done.returncode) == (Path("out").read_bytes(), 0)
    assert done.stderr == b"3 articles, 11 statements: standard output\n"
    assert not list(Path().glob("-*"))
    wrong = call("export", "case.db", "--as", "csv", "-o", "-", "--json")
    assert (wrong.exit_code, wrong.stdout) == (2, "")


def test_a_casefile_that_cannot_be_written_is_exported_and_not_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: mode != os.W_OK and real(path, mode)
    )  # also for root
    found = call("export", "case.db", "--as", "jsonl", "-o", "out")
    assert found.exit_code == 0
    assert "not noted in the audit: case.db: expected to be allowed to write" in found.stderr
    assert manifest()["audit"]["logged"] is False
    assert readings(Path("out").read_bytes()) == stored()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["case.db", "--as", "pdf", "-o", "out"], "expected a format, one of csv, xlsx, jsonl, parquet"),
        (["case.db", "--as", "csv", "-o", "out", "--with-text"], "expected a format that takes texts"),
        (["case.db", "--as", "csv", "-o", "out", "--query", "stance:loud"], "expected after stance: one of"),
        (["case.db", "--as", "csv", "-o", "none/out"], "none/out: expected a file that can be written"),
        (["case.db", "--as", "csv", "-o", "case.db"], "case.db: expected another file than the casefile"),
        (["none.db", "--as", "csv", "-o", "out"], "none.db: expected a casefile, got no such file"),
        (
            ["case.jsonl", "--as", "csv", "-o", "out"],
            "case.jsonl: expected a casefile, got a file that is no",
        ),
    ],
)
def test_a_wrong_call_is_one_line_and_leaves_nothing(arguments: list[str], said: str) -> None:
    before = sorted(Path().iterdir())
    found = call("export", *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1
    assert [p for p in sorted(Path().iterdir()) if p.suffix not in (".db-shm", ".db-wal")] == [
        p for p in before if p.suffix not in (".db-shm", ".db-wal")
    ]


def test_a_failure_on_the_way_leaves_the_earlier_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out").write_text("earlier")

    def full(self: Any, piece: bytes) -> None:
        raise OSError(28, "No space left on device", "out")

    monkeypatch.setattr(command._Hashed, "write", full)
    found = call("export", "case.db", "--as", "csv", "-o", "out")
    assert (found.exit_code, found.stderr) == (2, "reportedly: out: No space left on device\n")
    assert Path("out").read_text() == "earlier"
    assert not list(Path().glob("out?*"))


def test_the_same_casefile_gives_the_same_bytes() -> None:
    call("export", "case.db", "--as", "csv", "-o", "one")
    call("export", "case.db", "--as", "csv", "-o", "two")
    assert Path("one").read_bytes() == Path("two").read_bytes()


def story_of(n: int, path: Path) -> Path:
    """A casefile of ``n`` articles, all in one story."""
    with create_casefile(path) as case:
        articles = [factory.article(TEXT, id=f"a{i:05d}") for i in range(n)]
        case.add_all(articles)
        case.store_readings(factory.reading(a, factory.statement(a, "Traffic was light")) for a in articles)
        story = Story("st1", tuple(a.id for a in articles), (), 1, "no basis")
        case.store_comparison(Comparison(stories=(story,)))
    return path


def test_memory_does_not_grow_on_the_way(tmp_path: Path) -> None:
    sizes: dict[int, int] = {}
    pieces = itertools.count()

    def weigh(_: bytes) -> None:
        if (done := next(pieces)) in (300, 900):
            gc.collect()
            sizes[done] = tracemalloc.get_traced_memory()[0]

    with open_casefile(story_of(900, tmp_path / "story.db"), readonly=True) as case:
        tracemalloc.start()
        found = pipeline.export(case, "csv", weigh)
        tracemalloc.stop()
    assert found.articles == 900
    assert (
        sizes[900] < sizes[300] + 600 * 100
    )  # 100 bytes an article; one with its reading has some kilobytes


def test_an_export_reads_back_as_what_was_stored() -> None:
    call("export", "case.db", "--as", "jsonl", "-o", "out")
    for raw, reading in zip(Path("out").read_bytes().splitlines(), stored(), strict=True):
        assert encode(decode(raw, Reading)) == raw == encode(reading)
