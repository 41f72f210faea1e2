"""`verify`, `hold`, `purge`, `backup`, `merge` and the newer parts of `search`, as a person calls them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from cli_invented import call, line


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read case in this folder."""
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_bytes(line("a", outlet="The Example") + line("b", outlet="The Courier"))
    call("init", "case.db", "--captures", "kept")
    call("ingest", "case.db", "in.jsonl")
    assert call("run", "case.db", "--model", "rules").exit_code == 0


def test_verify_prints_what_it_shows_and_what_not() -> None:
    done = call("verify", "case.db")
    assert done.exit_code == 0
    assert "These checks show:" in done.stdout
    assert "They cannot show:" in done.stdout
    assert done.stderr == "all holds\n"
    told = json.loads(call("verify", "case.db", "--json").stdout)
    assert (told["holds"], told["findings"]) == (True, [])
    assert len(told["audit_head"]["hash"]) == 64
    shell = sqlite3.connect("case.db")
    shell.executescript("DROP TRIGGER article_fixed; UPDATE article SET text = 'x' WHERE id = 'a'")
    shell.close()
    done = call("verify", "case.db")
    assert done.exit_code == 1
    assert "These checks show:" not in done.stdout
    assert "does not hold: article: a: expected a text" in done.stderr


def test_a_hold_blocks_and_its_lifting_frees_a_purge() -> None:
    assert call("hold", "case.db", "a", "--by", "Cleo", "--reason", "court").stdout.startswith("a  since ")
    refused = call("purge", "case.db", "a", "--by", "Ada", "--reason", "asked", "--yes")
    assert refused.exit_code == 2
    assert "is under hold" in refused.stderr
    assert call("hold", "case.db", "a", "--lift", "--by", "Cleo", "--reason", "settled").stdout == ""
    listed = call(
        "purge", "case.db", "--query", "outlet:courier bridge", "a", "--by", "Ada", "--reason", "asked"
    )
    assert listed.stdout.split() == ["a", "b"]
    assert "nothing was done" in listed.stderr
    done = call("purge", "case.db", "a", "--by", "Ada", "--reason", "asked", "--yes", "--json")
    assert json.loads(done.stdout)["articles"] == 1
    assert [row["id"] for row in json.loads(call("show", "case.db", "--json").stdout)["articles"]] == ["b"]
    again = call("ingest", "case.db", "in.jsonl")
    assert again.exit_code == 1
    assert "not purged here" in again.stderr
    assert call("purge", "case.db", "--by", "Ada", "--reason", "finish").exit_code == 0
    assert call("hold", "case.db", "b").exit_code == 2


def test_a_copy_is_made_and_merged() -> None:
    done = call("backup", "case.db", "copy.db", "--json")
    assert json.loads(done.stdout)["captures_beside"].endswith("kept")
    assert "copy it too" in done.stderr
    assert call("backup", "case.db", "copy.db").exit_code == 2
    call("init", "other.db")
    merged = call("merge", "other.db", "copy.db", "--json")
    assert merged.exit_code == 0
    told = json.loads(merged.stdout)
    assert (told["articles"]["new"], told["readings"], told["comparison"]) == (2, 2, True)
    assert call("verify", "other.db").exit_code == 0
    missing = call("merge", "other.db", "nowhere.db")
    assert (missing.exit_code, "Traceback" in missing.stderr) == (2, False)


def test_a_folder_of_results_is_merged() -> None:
    Path("results").mkdir()
    Path("results/articles.jsonl").write_bytes(Path("in.jsonl").read_bytes())
    assert call("read", "in.jsonl", "-o", "results/readings.jsonl", "--model", "rules").exit_code == 0
    assert call("compare", "in.jsonl", "-o", "results", "--readings", "results/readings.jsonl").exit_code == 0
    call("init", "other.db")
    merged = call("merge", "other.db", "results", "--json")
    told = json.loads(merged.stdout)
    assert (told["articles"]["new"], told["readings"], told["comparison"]) == (2, 2, True)
    assert json.loads(call("merge", "other.db", "results", "--json").stdout)["readings"] == 0
    assert call("verify", "other.db").exit_code == 0
    Path("empty").mkdir()
    assert "expected articles.jsonl" in call("merge", "other.db", "empty").stderr


def test_searches_are_divided_kept_and_watched() -> None:
    found = call("search", "case.db", "who:renn", "--facets")
    assert "outlet: The Courier" in found.stdout
    assert call("search", "case.db", "bridge", "--save", "bridge", "--by", "Ada").exit_code == 0
    assert call("search", "case.db", "--new", "bridge").stdout == ""
    Path("more.jsonl").write_bytes(line("c", "Ina Dorvald said that the bridge was open."))
    call("ingest", "case.db", "more.jsonl")
    assert "bridge: bridge  (1 new since" in call("search", "case.db", "--saved").stdout
    assert "bridge" in call("search", "case.db", "--new", "bridge", "--looked").stdout
    assert call("search", "case.db", "--new", "bridge").stdout == ""
    assert call("search", "case.db").exit_code == 2
    assert (
        json.loads(call("search", "case.db", "bridge", "--facets", "--json").stdout)["facets"]["cut"] is False
    )
