"""``reportedly export`` for every format: folders, stories, protected names and their log, Datasette on the casefile."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import shlex
import shutil
import subprocess
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cli_invented import TEXT, call, case_of, line, program
from export_campaign import exported_rows

import factory
from reportedly.casefile import create_casefile, open_casefile
from reportedly.present.exports import FORMATS
from reportedly.present.exports.brat import read_document
from reportedly.present.exports.lines import read_lines
from reportedly.present.exports.masking import BLOCK

FILES = tuple(name for name, form in FORMATS.items() if form.pieces)


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = line("b", outlet="The Example", title="Bridge shut", published="2031-03-03") + line("a")
    return case_of(tmp_path_factory.mktemp("case") / "case.db", lines + line("c", "Traffic was light."))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_case: Path) -> None:
    shutil.copy(read_case, tmp_path / "case.db")
    monkeypatch.chdir(tmp_path)


def manifest(path: str = "out.manifest.json") -> Any:
    return json.loads(Path(path).read_bytes())


def last_audit() -> Any:
    with open_casefile("case.db", readonly=True) as case:
        return case.audit(limit=1000).items


@pytest.mark.parametrize("name", FILES)
def test_every_format_of_one_file_has_its_manifest(name: str) -> None:
    found = call("export", "case.db", "--as", name, "-o", "out")
    assert found.exit_code == 0, found.stderr
    raw, told = Path("out").read_bytes(), manifest()
    assert told["files"] == [{"name": "out", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}]
    assert (told["format"]["name"], told["format"]["lost"]) == (name, FORMATS[name].lost)
    assert told["made"]["reportedly"]
    assert told["completeness"]
    assert told["audit"]["logged"] is True
    assert last_audit()[-1].detail["format"] == name
    again = call("export", "case.db", "--as", name, "-o", "again")
    assert again.exit_code == 0
    if name not in ("dossier", "xlsx"):  # a page says when it was made; a workbook's archive has times in it
        assert Path("again").read_bytes() == raw


def test_a_folder_has_its_sums_and_manifest_inside() -> None:
    assert call("export", "case.db", "--as", "brat", "-o", "out", "--with-text").exit_code == 0
    sums = dict(reversed(row.split("  ")) for row in Path("out/SHA256SUMS").read_text().splitlines())
    inside = {p.name for p in Path("out").iterdir()}
    assert inside == {*sums, "SHA256SUMS", "manifest.json"}
    assert all(hashlib.sha256((Path("out") / n).read_bytes()).hexdigest() == s for n, s in sums.items())
    assert (
        subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd="out", check=False).returncode == 0
    )
    raw = Path("out/SHA256SUMS").read_bytes()
    told = manifest("out/manifest.json")
    assert told["files"] == [
        {"name": "SHA256SUMS", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    ]
    assert (told["articles"], told["article_text"]) == (3, True)
    with open_casefile("case.db", readonly=True) as case:
        for id in "abc":
            text = Path(f"out/{id}.txt").read_bytes().decode()
            found = read_document(Path(f"out/{id}.ann").read_text("utf-8"), text)
            assert text == case.article(id).text
            said = [s for s in case.reading(id).statements if s.part == "text"]
            assert [(m.statement, m.content, m.cue) for m in found] == [
                (s.id, s.content, s.cue) for s in said
            ]


def test_a_folder_that_holds_something_is_never_touched() -> None:
    Path("out").mkdir()
    Path("out/a.ann").write_text("corrected")
    found = call("export", "case.db", "--as", "brat", "-o", "out", "--with-text")
    assert (found.exit_code, found.stderr) == (
        2,
        "reportedly: out: expected no folder there yet, or an empty one\n",
    )
    assert [p.name for p in Path("out").iterdir()] == ["a.ann"]
    assert not Path("out.part").exists()
    Path("empty").mkdir()
    assert call("export", "case.db", "--as", "brat", "-o", "empty", "--with-text").exit_code == 0


def test_a_folder_that_fails_on_the_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", lambda self, _: self.read_bytes() if self.exists() else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call("export", "case.db", "--as", "brat", "-o", "out", "--with-text")
    assert not Path("out").exists()
    assert not Path("out.part").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as", "brat", "-o", "out"], "ask for it with --with-text"),
        (["--as", "brat", "-o", "-", "--with-text"], "brat is a folder"),
        (["--as", "datasette", "-o", "out", "--query", "bridge"], "takes no query and no story"),
        (["--as", "csv", "-o", "out", "--story", "none"], "there is no story 'none'"),
        (["--as", "prov", "-o", "out", "--with-text"], "expected a format that takes texts"),
    ],
)
def test_a_wrong_wish_is_said_and_leaves_nothing(arguments: list[str], said: str) -> None:
    found = call("export", "case.db", *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr
    assert not [p for p in Path().iterdir() if p.name.startswith("out")]


def test_a_story_narrows_to_its_articles() -> None:
    with open_casefile("case.db", readonly=True) as case:
        (story,) = case.stories().items
    assert call("export", "case.db", "--as", "jsonl", "-o", "out", "--story", story.id).exit_code == 0
    found = [r.reading.id for r in read_lines(Path("out").read_bytes().splitlines())]
    assert found == sorted(story.articles) == ["a", "b"]
    assert (manifest()["story"], manifest()["completeness"]) == (
        story.id,
        "Complete: every article of the story.",
    )
    call("export", "case.db", "--as", "csv", "-o", "both", "--story", story.id, "--query", "stance:denies")
    rows = Path("both").read_text("utf-8").splitlines()
    assert {row.split(",")[0] for row in rows[1:] if row} >= {"a", "b"}
    assert manifest("both.manifest.json")["statements"] == 2


def test_a_dossier_of_a_story_is_one_page() -> None:
    with open_casefile("case.db", readonly=True) as case:
        (story,) = case.stories().items
    assert call("export", "case.db", "--as", "dossier", "-o", "out.html", "--story", story.id).exit_code == 0
    page = Path("out.html").read_text("utf-8")
    assert "<h1" in page
    assert "Story: Bridge shut" in page
    assert "Traffic was light on Friday." in page
    assert f"Story {story.id}" in page


def test_standard_output_takes_any_format_of_one_file() -> None:
    done = program("export", "case.db", "--as", "parquet", "-o", "-")
    assert (done.returncode, done.stdout[:4], done.stdout[-4:]) == (0, b"PAR1", b"PAR1")


def test_reviews_are_in_the_final_layer_and_not_in_the_machines() -> None:
    with open_casefile("case.db") as case:
        wrong, edited, *_ = [s for s in case.reading("a").statements if s.voice == "attributed"]
        for target, verdict, after in ((wrong, "wrong", None), (edited, "edited", '{"stance": "promises"}')):
            case.review("statement", target.id, verdict, "ann", "2031-03-05T00:00:00Z", after=after)
    call("export", "case.db", "--as", "jsonl", "-o", "out")
    call("export", "case.db", "--as", "jsonl", "-o", "machine", "--layer", "machine")
    final, machine = (
        next(read_lines(Path(name).read_bytes().splitlines())).reading for name in ("out", "machine")
    )
    with open_casefile("case.db", readonly=True) as case:
        assert (final, machine) == (case.final_reading("a"), case.reading("a"))
    assert wrong.id not in {s.id for s in final.statements}
    assert next(s for s in final.statements if s.id == edited.id).stance == "promises"
    assert manifest()["layer"] == {"name": "final", "statements_taken_out_by_reviews": 1}
    assert manifest("machine.manifest.json")["layer"]["name"] == "machine"
    call("export", "case.db", "--as", "csv", "-o", "rows", "--query", "voice:attributed")
    rows = Path("rows").read_text("utf-8")
    assert wrong.id not in rows
    assert rows.count(edited.id) == 1


# -- protected names -----------------------------------------------------------------------------------------


def protected_case() -> None:
    """Ina Dorvald is protected in one article and named in another."""
    Path("case.db").unlink()
    first, second = factory.article(TEXT, id="a"), factory.article("Asked, Ms Dorvald left.", id="b")
    said = factory.statement(
        first,
        "that the bridge over the Sorn was closed",
        cue="said",
        source="Ina Dorvald",
        speaker="s1",
    )
    with create_casefile("case.db") as case:
        speaker = replace(factory.speaker("Ina Dorvald"), protected=True)
        case.add(first, factory.reading(first, said, speakers=[speaker]))
        case.add(second, factory.reading(second, factory.statement(second, "Ms Dorvald left")))


@pytest.mark.parametrize("name", ["csv", "jsonl", "web-annotation", "followthemoney", "prov", "dossier"])
def test_protected_names_are_masked_in_every_article(name: str) -> None:
    protected_case()
    call("export", "case.db", "--as", name, "-o", "out")
    assert "Dorvald" not in Path("out").read_text("utf-8")
    assert BLOCK * 11 in Path("out").read_text("utf-8")
    assert manifest()["protected_names"] == {"masked": True, "names": 1}
    assert [entry.action for entry in last_audit()] == ["created", "export"]


def test_unmasking_is_noted_before_and_with_the_export() -> None:
    protected_case()
    found = call("export", "case.db", "--as", "csv", "-o", "out", "--unmask", "--query", "said:bridge")
    assert found.exit_code == 0
    assert "Ina Dorvald" in Path("out").read_text("utf-8")
    assert manifest()["protected_names"] == {"masked": False, "names": 0}
    created, unmasked, exported = last_audit()
    assert (unmasked.action, unmasked.detail["query"], unmasked.detail["format"]) == (
        "unmask",
        "said:bridge",
        "csv",
    )
    assert exported.detail["unmask"] is True
    assert exported.previous == unmasked.hash
    assert unmasked.previous == created.hash
    with open_casefile("case.db", readonly=True) as case:
        assert case.verify().ok


def test_what_cannot_be_noted_is_not_unmasked(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    protected_case()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    found = call("export", "case.db", "--as", "csv", "-o", "out", "--unmask")
    assert found.exit_code == 2
    assert "expected to be allowed to write" in found.stderr
    assert not Path("out").exists()


# -- Datasette ------------------------------------------------------------------------------------------------


def served(*paths: str) -> list[Any]:
    """What Datasette 0.65 answers, run in this process with the exported metadata; JSON, or a page as text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own
        from datasette.app import Datasette

        datasette = Datasette(["case.db"], metadata=json.loads(Path("out").read_bytes()))

        async def ask() -> list[Any]:
            answers = []
            for path in paths:
                answer = await datasette.client.get(path)
                assert answer.status_code == 200, path
                answers.append(answer.json() if ".json" in path else answer.text)
            return answers

        try:
            return asyncio.run(ask())
        finally:
            for database in datasette.databases.values():
                database.close()


def test_datasette_searches_labels_and_counts() -> None:
    call("export", "case.db", "--as", "datasette", "-o", "out")
    found, everything, denied, articles, page, front = served(
        "/case/statement.json?_search=Renn&_shape=objects",
        "/case/statement.json",
        "/case/statement.json?_facet=stance&stance=denies",
        "/case/article.json?_search=lorries",
        "/case/statement?_labels=on",
        "/",
    )
    assert 0 < found["filtered_table_rows_count"] < everything["filtered_table_rows_count"]
    assert everything["filtered_table_rows_count"] == 11
    assert set(everything["facet_results"]) >= {"speaker", "stance", "kind", "form", "voice"}
    assert denied["filtered_table_rows_count"] == 2
    assert {r["value"] for r in denied["facet_results"]["stance"]["results"]} == {"denies"}
    assert articles["filtered_table_rows_count"] == 0
    assert "Bridge shut" in page  # the article's title in place of its number
    assert "What the wording does; says nothing on whether it happened." in page
    assert "case.db: who said what, according to whom" in front
    assert "Nothing here says whether what was said happened" in front


def test_datasette_metadata_names_tables_and_columns_that_are_there() -> None:
    # Kills: a table or column renamed in the schema and not here.
    call("export", "case.db", "--as", "datasette", "-o", "out")
    tables = json.loads(Path("out").read_bytes())["databases"]["case"]["tables"]
    (schema,) = served("/case.json")
    there = {t["name"]: set(t["columns"]) for t in schema["tables"]}
    assert set(tables) <= set(there)
    for name, told in tables.items():
        named = {*told.get("columns", ()), *told.get("facets", ())}
        named |= {told[k] for k in ("label_column", "sort_desc") if k in told}
        assert named <= there[name], name


# -- many rows ----------------------------------------------------------------------------------------------------


def test_ten_thousand_rows_and_one_come_out_in_little_memory(tmp_path: Path) -> None:
    """The long campaign (``python tests/cli/export_campaign.py 1000001``) with a small number."""
    found = {one.name: one for one in exported_rows(10_001, ("csv", "parquet"), tmp_path / "many")}
    few = exported_rows(1_001, ("csv",), tmp_path / "few")[0]
    # Kills: a format, or a pipeline, that keeps what went by; a row is some 250 bytes, an article 10,000.
    assert found["csv"].mib < few.mib + 8


def test_a_workbook_keeps_little_in_memory(tmp_path: Path) -> None:
    few, more = (exported_rows(n, ("xlsx",), tmp_path / str(n))[0] for n in (201, 1_501))
    assert more.mib < few.mib + 8


# -- the document ---------------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def test_the_document_tells_of_every_format() -> None:
    assert set(re.findall(r"^\| `([a-z][a-z-]*)` \|", PAGE, re.M)) == set(FORMATS)
    assert set(re.findall(r"--as ([a-z-]+) -o", PAGE)) == set(FORMATS)


def test_the_commands_of_the_document_work() -> None:
    for words in re.findall(r"^\$ reportedly (.*)$", PAGE, re.M):
        assert call(*shlex.split(words)).exit_code == 0, words
    assert len(list(Path().glob("*manifest.json"))) == len(FORMATS) - 1
