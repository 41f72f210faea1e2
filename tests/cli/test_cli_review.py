"""`review` as a person calls it: the queue, verdicts and edits, undo, samples, exchange; and asking one by one."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from cli_invented import call, line

from reportedly.casefile import open_casefile


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read case in this folder, and nobody named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTEDLY_BY", raising=False)
    Path("in.jsonl").write_bytes(line("a", outlet="The Example") + line("b", outlet="The Courier"))
    call("init", "case.db")
    call("ingest", "case.db", "in.jsonl")
    assert call("run", "case.db", "--model", "rules").exit_code == 0


def first() -> str:
    """The first statement of the queue."""
    return str(json.loads(call("review", "case.db", "--json").stdout)["items"][0]["statement"])


def verdicts() -> list[str]:
    with open_casefile("case.db", readonly=True) as opened:
        return [review.verdict for review in opened.standing_reviews()]


def test_the_queue_shrinks_as_judgements_come() -> None:
    before = json.loads(call("review", "case.db", "--json").stdout)["count"]
    done = call(
        "review", "case.db", "--statement", first(), "--verdict", "right", "--by", "Ada", "--reason", "clear"
    )
    assert (done.exit_code, done.stdout) == (0, "")
    assert "kept: statement" in done.stderr
    assert json.loads(call("review", "case.db", "--json").stdout)["count"] == before - 1
    listed = call("review", "case.db", "--limit", "1")
    assert len(listed.stdout.splitlines()) == 2
    assert f"{before - 1:,} to judge" in listed.stderr


def test_an_edit_and_its_undo() -> None:
    target = first()
    call("review", "case.db", "--statement", target, "--edit", '{"stance": "denies"}', "--by", "Ada")
    assert verdicts() == ["edited"]
    again = call("review", "case.db", "--statement", target, "--verdict", "right", "--by", "Ada")
    assert "in place of an earlier one" in again.stderr
    assert "taken back" in call("review", "case.db", "--undo", "--by", "Ada").stderr
    assert verdicts() == ["edited"]


def test_speakers_are_merged_and_split() -> None:
    call(
        "review",
        "case.db",
        "--speaker",
        "Pavo Renn",
        "--same-as",
        "P. Renn",
        "--split",
        "b",
        "Another Renn",
        "--by",
        "Ada",
    )
    with open_casefile("case.db", readonly=True) as opened:
        names = {s.name for s in opened.final_reading("a").speakers}
        assert "P. Renn" in names
        assert "Another Renn" in {s.name for s in opened.final_reading("b").speakers}


def test_a_tie_is_judged_by_its_articles() -> None:
    done = call("review", "case.db", "--tie", "a", "b", "--verdict", "wrong", "--by", "Ada", "--json")
    assert json.loads(done.stdout)["target"] == '["a","b"]'


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--undo", "--agreement"), "expected one action, got --undo, --agreement"),
        (("--undo",), "--undo needs --by NAME"),
        (("--export", "x"), "--export needs --by NAME"),
        (("--statement", "x", "--by", "Ada"), "one of --verdict and an edit"),
        (("--statement", "x", "--verdict", "right", "--by", "Ada"), "there is no statement 'x'"),
        (("--sample", "5", "--stratify", "mood"), "stratify: expected one or more of outlet"),
        (("--verdict", "true"), "'true' is not one of"),
    ],
)
def test_what_cannot_be_done_is_told(args: tuple[str, ...], said: str) -> None:
    done = call("review", "case.db", *args)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_a_sample_and_its_precision() -> None:
    drawn = json.loads(
        call("review", "case.db", "--sample", "4", "--stratify", "outlet", "--seed", "7", "--json").stdout
    )
    assert [s["drawn"] for s in drawn["strata"]] == [2, 2]
    for item, verdict in zip(drawn["open"], ("right", "right", "right", "wrong"), strict=True):
        call("review", "case.db", "--statement", item["statement"], "--verdict", verdict, "--by", "Ada")
    shown = call("review", "case.db", "--sample", "4", "--stratify", "outlet", "--seed", "7").stdout
    assert "75.0%" in shown.splitlines()[1]
    assert "100.0%" in shown
    assert "Krippendorff's alpha over verdicts: none" in call("review", "case.db", "--agreement").stdout


def test_reviews_go_out_and_come_into_a_copy() -> None:
    call("backup", "case.db", "copy.db")
    call("review", "case.db", "--statement", first(), "--verdict", "right", "--by", "Ada")
    target = first()
    done = call("review", "case.db", "--export", "reviews.jsonl", "--by", "Ada")
    assert "1 reviews and withdrawals" in done.stderr
    with open_casefile("copy.db") as copy:
        copy.review(
            "statement",
            json.loads(Path("reviews.jsonl").read_text())["review"]["target"],
            "wrong",
            "Ben",
            "2031-03-02T10:00:00Z",
        )
    merged = call("merge", "copy.db", "reviews.jsonl")
    assert merged.exit_code == 0
    assert "1 reviews" in merged.stderr
    assert "conflict: statement" in merged.stderr
    assert target


def test_what_was_judged_comes_out_for_training() -> None:
    call("review", "case.db", "--statement", first(), "--verdict", "right", "--by", "Ada")
    done = call("review", "case.db", "--training", "-", "--by", "Ada")
    (article,) = map(json.loads, done.stdout.splitlines())
    assert set(article) == {"id", "text", "attributions", "discard", "layers"}
    assert len(article["attributions"]) == 1


def test_orphans_are_told_by_the_run_that_makes_them() -> None:
    with open_casefile("case.db") as opened:
        made = opened.reading("a")
        import dataclasses

        gone = made.statements[-1]
        opened.review("statement", gone.id, "right", "Ada", "2031-03-02T10:00:00Z")
        opened.store_readings([dataclasses.replace(made, statements=made.statements[:-1])])
    assert "1 judgements have lost what they were about" in call("run", "case.db", "--model", "rules").stderr
    listed = call("review", "case.db", "--orphans")
    assert "no one statement fits in a" in listed.stdout


def test_asking_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter("y?xzsq")
    monkeypatch.setattr(click, "getchar", lambda: next(keys))
    done = call("review", "case.db", "--ask", "--by", "Ada")
    assert verdicts() == ["right"]
    assert "y right, x wrong" in done.stderr
    assert "2 judged" in done.stderr
