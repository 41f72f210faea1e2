"""Every command does its job: what it prints, as text and as JSON, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_invented import TEXT, call, case_of, ids, line, many, objects, program, readings

from reportedly.casefile import Hit, Summary, Tally, open_casefile
from reportedly.cli import COMMANDS
from reportedly.codec import decode, encode
from reportedly.read import read
from reportedly.record import Article, Problem

GOLDEN = Path(__file__).with_name("golden") / "quick.txt"
BROKEN = b'{"id": "b", "text": "cut\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # so that messages hold short names
    Path("note.txt").write_text(TEXT, encoding="utf-8")
    Path("mixed.jsonl").write_bytes(line("a", outlet="The Example") + BROKEN + line("c", TEXT[:160]))


# -- quick ---------------------------------------------------------------------------------------------------


def test_quick_prints_who_what_according_to_whom() -> None:
    found = call("quick", "note.txt")
    assert (found.stdout, found.stderr, found.exit_code) == (GOLDEN.read_text(encoding="utf-8"), "", 0)


def test_quick_in_a_process_of_its_own_prints_the_same() -> None:
    found = program("quick", "note.txt")
    assert (found.stdout, found.stderr, found.returncode) == (GOLDEN.read_bytes(), b"", 0)


def test_quick_prints_the_reading_itself_as_json() -> None:
    found = call("quick", "note.txt", "--json")
    assert readings(found.stdout) == [read(Article("note", TEXT))]


def test_quick_takes_standard_input_as_text_and_as_lines() -> None:
    as_text = readings(call("quick", "-", "--json", stdin=TEXT.encode()).stdout)
    as_lines = readings(call("quick", "-", "--json", stdin=line("x") + line("y")).stdout)
    assert [len(r.statements) for r in (*as_text, *as_lines)] == [5, 5, 5]
    assert ids(as_lines) == ["x", "y"]


def test_quick_separates_articles_by_an_empty_line_and_lists_what_it_cannot_use() -> None:
    found = call("quick", "mixed.jsonl")
    assert found.exit_code == 1
    assert found.stdout.count("\n\n(no title) c\n") == 1
    assert found.stderr == (
        "problem: mixed.jsonl:2: expected a JSON object, got broken JSON at character 20"
        " (Unterminated string starting at)\n"
    )


def test_quick_names_an_article_in_a_language_that_is_not_read() -> None:
    found = call("quick", "-", stdin=line("d", "Der Rat schloss die Brücke.", language="de"))
    assert found.exit_code == 1
    assert "problem: d: expected English, got 'de': kept and compared, not read" in found.stderr


# -- a casefile, from init to search -------------------------------------------------------------------------


def test_init_makes_a_casefile_and_says_what_comes_next() -> None:
    found = call("init", "case.db")
    assert (found.stdout, found.exit_code) == ("", 0)
    assert found.stderr == "made case.db; next: reportedly ingest case.db FILE…\n"
    with open_casefile("case.db", readonly=True) as case:
        assert case.summary().articles == 0


def test_ingest_counts_and_lists_and_the_second_time_adds_nothing() -> None:
    call("init", "case.db")
    problem = "problem: mixed.jsonl:2: expected a JSON object, got broken JSON at character 20 (Unterminated string starting at)\n"
    first = call("ingest", "case.db", "mixed.jsonl")
    assert (first.stdout, first.exit_code) == ("2 new, 0 known already, 1 with problems\n", 1)
    assert first.stderr == f"{problem}next: reportedly run case.db\n"
    with open_casefile("case.db") as case:
        before = case.digest(), case.problems().count, case.audit().count
    second = call("ingest", "case.db", "mixed.jsonl")
    assert (second.stdout, second.exit_code) == ("0 new, 2 known already, 1 with problems\n", 1)
    assert second.stderr == problem  # a problem is listed each time it is met, kept once
    with open_casefile("case.db") as case:
        assert (case.digest(), case.problems().count, case.audit().count) == before


def test_ingest_prints_a_tally_as_json_and_takes_several_paths() -> None:
    call("init", "case.db")
    found = call("ingest", "case.db", "note.txt", "mixed.jsonl", "-", "--json", stdin=line("z"))
    assert decode(found.stdout, Tally) == Tally(new=4, problems=1)


def test_an_id_taken_by_another_text_is_listed_when_met_first_and_counted_ever_after() -> None:
    case_of(Path("case.db"), line("a"), run=False)
    Path("other.jsonl").write_bytes(line("a", "Tosven opened hall 7 on Friday.") + line("b"))
    first = call("ingest", "case.db", "other.jsonl")
    assert (first.stdout, first.exit_code) == ("1 new, 0 known already, 1 with problems\n", 1)
    assert first.stderr.startswith("problem: a: expected one text for one id, got another (SHA-256 ")
    second = call("ingest", "case.db", "other.jsonl")
    assert (second.stdout, second.exit_code) == ("0 new, 1 known already, 1 with problems\n", 1)
    assert second.stderr == "1 more problems; `reportedly serve case.db` lists all\n"


def test_more_problems_than_a_screenful_are_counted() -> None:
    call("init", "case.db")
    Path("bad.jsonl").write_bytes(BROKEN * 23 + line("a"))
    listed = call("ingest", "case.db", "bad.jsonl").stderr.splitlines()
    assert [text.startswith("problem: bad.jsonl:") for text in listed[:20]] == [True] * 20
    assert listed[20:] == [
        "3 more problems; `reportedly serve case.db` lists all",
        "next: reportedly run case.db",
    ]


def test_run_prints_the_case_and_the_rate_and_the_second_time_has_nothing_to_do() -> None:
    case_of(Path("case.db"), line("a") + line("b"), run=False)
    first = call("run", "case.db")
    assert first.exit_code == 0
    assert first.stdout.lstrip().startswith("2 articles by no known outlet\n")
    assert "\n8 attributed statements; 2 speakers\n" in first.stdout
    assert "articles/s; open it: reportedly serve case.db" in first.stderr
    second = call("run", "case.db", "--json")
    (told,) = objects(second.stdout)
    assert (told["read"], told["compared"], second.exit_code) == (0, False, 0)
    summary = decode(encode(told["case"]), Summary)
    assert (summary.articles, summary.read, summary.stories) == (2, 2, 1)


def test_run_lists_what_it_could_not_read_and_ends_with_1() -> None:
    case_of(Path("case.db"), line("a") + line("d", "Der Rat schloss.", language="de"), run=False)
    found = call("run", "case.db")
    assert found.exit_code == 1
    assert found.stderr.startswith("problem: d: expected English, got 'de'")
    assert call("run", "case.db").exit_code == 0  # nothing new to do


def test_run_on_an_empty_casefile_has_nothing_to_do() -> None:
    call("init", "case.db")
    assert call("run", "case.db").exit_code == 0


def test_search_prints_hits_and_says_what_was_left_out() -> None:
    case_of(Path("case.db"), line("a", outlet="The Example", published="2031-03-03"))
    found = call("search", "case.db", 'who:dorvald "the bridge"')
    assert found.stdout == (
        "Ina Dorvald — said — that the bridge over the Sorn was closed\n    The Example · 2031-03-03 · a\n"
    )
    assert found.stderr == "1 found\n"
    part = call("search", "case.db", "voice:attributed", "--limit", "2", "--offset", "1")
    assert part.stderr == "4 found\nhits 2 to 3 of 4; the next with --offset 3\n"


def test_search_prints_hits_as_json() -> None:
    case_of(Path("case.db"), line("a"))
    (told,) = objects(call("search", "case.db", "voice:attributed", "--limit", "2", "--json").stdout)
    hits = [decode(encode(hit), Hit) for hit in told["items"]]
    assert [hit.speaker for hit in hits] == ["Ina Dorvald", "Ina Dorvald"]
    assert (told["count"], told["offset"], told["truncated"]) == (4, 0, True)


def test_a_search_without_a_hit_is_an_answer() -> None:
    case_of(Path("case.db"), line("a"))
    found = call("search", "case.db", "zeppelin")
    assert (found.stdout, found.stderr, found.exit_code) == ("", "0 found\n", 0)


def test_show_prints_one_reading_as_quick_does() -> None:
    case_of(Path("case.db"), line("note"))
    shown = call("show", "case.db", "note").stdout
    assert shown == call("quick", "case.jsonl").stdout
    assert readings(call("show", "case.db", "note", "--json").stdout) == [read(Article("note", TEXT))]


def test_show_prints_the_case_and_which_articles_are_there() -> None:
    case_of(Path("case.db"), many(12), run=False)
    found = call("show", "case.db", "--limit", "5", "--offset", "5")
    assert found.stdout.splitlines()[0] == "12 articles by 1 outlet"
    assert found.stdout.count("(not read yet)") == 5
    assert found.stderr == "articles 6 to 10 of 12; the next with --offset 10\n"
    (told,) = objects(call("show", "case.db", "--limit", "5", "--json").stdout)
    assert decode(encode(told["case"]), Summary).unread == 12
    assert (len(told["articles"]), told["count"], told["truncated"]) == (5, 12, True)


def test_show_tells_an_unknown_article_from_one_that_is_not_read() -> None:
    case_of(Path("case.db"), line("a"), run=False)
    unknown, unread = call("show", "case.db", "x"), call("show", "case.db", "a")
    assert (unknown.stderr, unknown.exit_code) == ("reportedly: case.db: there is no article 'x'\n", 2)
    assert (unread.stderr, unread.exit_code) == (
        "reportedly: case.db: expected a reading of 'a', got none yet; `reportedly run case.db` makes it\n",
        2,
    )


# -- wrong calls ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ("nonsense",),
        ("quick",),
        ("quick", "note.txt", "--nonsense"),
        ("ingest", "case.db"),
        ("search", "case.db"),
        ("run", "case.db", "--workers", "0"),
        ("read", "mixed.jsonl", "--min-score", "2"),
        ("compare", "mixed.jsonl"),
        ("compare", "mixed.jsonl", "-o", "d", "--only", "nonsense"),
        ("compare", "mixed.jsonl", "-o", "d", "--only", "reuse", "--readings", "r.jsonl"),
        ("serve", "case.db", "--port", "70000"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2_and_says_how_it_goes(args: tuple[str, ...]) -> None:
    found = call(*args)
    assert (found.stdout, found.exit_code) == ("", 2)
    assert found.stderr.startswith("Usage: ")


@pytest.mark.parametrize(
    "args",
    [
        ("quick", "note.txt"),
        ("read", "mixed.jsonl"),
        ("compare", "mixed.jsonl", "-o", "d"),
        ("run", "case.db"),
    ],
    ids=" ".join,
)
def test_a_model_that_cannot_be_loaded_is_named(args: tuple[str, ...]) -> None:
    case_of(Path("case.db"), line("a"), run=False)
    for workers in ((), ("--workers", "2")) if args[0] != "quick" else ((),):
        found = call(*args, "--model", "none", *workers)
        assert (found.stdout, found.exit_code) == ("", 2)
        assert found.stderr.startswith("reportedly: none: expected a folder with a model")


def test_a_search_that_cannot_be_understood_is_told() -> None:
    case_of(Path("case.db"), line("a"))
    found = call("search", "case.db", "stance:shouts")
    assert (found.stdout, found.exit_code) == ("", 2)
    assert found.stderr.startswith("reportedly: ")
    assert "shouts" in found.stderr


def test_help_and_version_are_results() -> None:
    for name in COMMANDS:
        found = call(name, "--help")
        assert found.exit_code == 0
        assert found.stdout.startswith(f"Usage: group {name} ")
        assert found.stderr == ""
    assert call("--help").stdout.count("\n  ") > len(COMMANDS)
    assert call("--version").stdout.startswith("reportedly, version ")


def test_a_problem_of_the_reader_leaves_the_article_without_a_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("reportedly.pipeline.workers.read", stumble)
    found = call("quick", "note.txt", "--json")
    assert found.exit_code == 2  # no item could be processed
    assert found.stderr == "problem: note: IndexError: list index out of range\n"
    (reading,) = readings(found.stdout)
    assert reading.problems == (Problem("read", "failed", "IndexError: list index out of range", "note"),)
