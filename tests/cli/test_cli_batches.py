"""`read` and `compare`: one line out for each line in, files that are whole or not there, the same bytes however made."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_invented import TEXT, call, ids, line, many, objects, program, readings

from reportedly.codec import decode
from reportedly.read import read
from reportedly.record import Alteration, Article, Passage, Problem, Story, Tie

FILES = "alterations claims events ledger passages relations stories ties timeline wording".split()
"""Every list in the folder that `compare` writes (INTERFACE, comparison out)."""

KILLED = """
import os, signal, sys
from contextlib import contextmanager
from reportedly.cli import main, terminal

@contextmanager
def progress():
    def tick(what, done, total):
        if done == 50:
            os.kill(os.getpid(), signal.SIGKILL)
    yield tick

terminal.progress = progress
main()
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # so that messages hold short names


def folder(name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(name).iterdir()}


# -- read ------------------------------------------------------------------------------------------------------


def test_one_line_out_for_each_line_in_in_the_same_order() -> None:
    lines = [
        b"\xef\xbb\xbf" + line("z", n=[1, {"deep": "ü"}], tags=None)[:-1] + b"\r\n",
        b"\r\n",
        b"{broken\r\n",
        line("a", "Tosven said no.\r\nKelmar  said yes.")[:-1] + b"\r\n",
        b"   \n",
        b'{"id": "q"}\n',
        line("z")[:-1],  # known already, and without a line end
    ]
    Path("in.jsonl").write_bytes(b"".join(lines))
    found = call("read", "in.jsonl", "-o", "out.jsonl")
    assert (found.stdout, found.exit_code) == ("", 1)
    out = objects(Path("out.jsonl").read_bytes())
    assert [(one["id"], one.get("line")) for one in out] == [
        ("z", None),
        (None, 3),
        ("a", None),
        ("q", 6),
        ("z", None),
    ]
    assert set(out[1]) == set(out[3]) == {"line", "id", "problems"}
    assert out[0]["extra"] == {"n": [1, {"deep": "ü"}], "tags": None}
    assert out[2]["text_sha256"] == hashlib.sha256(b"Tosven said no.\r\nKelmar  said yes.").hexdigest()
    assert readings(Path("out.jsonl").read_bytes().splitlines()[4]) == [read(Article("z", TEXT))]


def test_the_order_is_kept_and_the_bytes_are_the_same_with_more_workers() -> None:
    content = many(150).splitlines(keepends=True)
    content[40:40] = [b"{broken\n", b"\n"] * 40  # more than a worker's share of lines without an article
    Path("in.jsonl").write_bytes(b"".join(reversed(content)))
    assert call("read", "in.jsonl", "-o", "one.jsonl").exit_code == 1
    assert program("read", "in.jsonl", "-o", "two.jsonl", "--workers", "2").returncode == 1
    one = Path("one.jsonl").read_bytes()
    assert one == Path("two.jsonl").read_bytes()
    assert [o["id"] for o in objects(one)] == [
        o["id"] for o in map(_plain, reversed(content)) if o is not None
    ]


def _plain(raw: bytes) -> dict[str, str | None] | None:
    return None if not raw.strip() else {"id": None} if raw.startswith(b"{broken") else objects(raw)[0]


def test_standard_input_and_output() -> None:
    Path("in.jsonl").write_bytes(line("a") + line("b"))
    call("read", "in.jsonl", "-o", "out.jsonl")
    for args in (["-"], ["-", "-o", "-"]):
        found = program("read", *args, stdin=line("a") + line("b"))
        assert (found.stdout, found.returncode) == (Path("out.jsonl").read_bytes(), 0)
        assert found.stderr == b"2 read, 0 with problems\n"


def test_min_score_leaves_out_what_scores_lower_and_nothing_else() -> None:
    source = line("a", f'{TEXT} According to Orbis, Ina Dorvald said that “nobody” knew. “Go,” he said. It was late.')  # fmt: skip
    (whole,) = readings(call("read", "-", stdin=source).stdout)
    scores = sorted({s.score for s in whole.statements if s.voice == "attributed"})
    assert len(scores) > 1, "the text must have statements of several scores"
    for least in (0.0, scores[1], 1.0):
        (part,) = readings(call("read", "-", "--min-score", str(least), stdin=source).stdout)
        kept = [s for s in whole.statements if s.voice == "outlet" or s.score >= least]
        assert ids(part.statements) == ids(kept)
        assert {s.parent for s in part.statements} <= {None, *ids(part.statements)}


def test_a_kill_in_the_middle_leaves_no_file_and_no_trouble() -> None:
    Path("in.jsonl").write_bytes(many(100))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, "read", "in.jsonl", "-o", "out.jsonl"],
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL
    assert not Path("out.jsonl").exists()
    assert call("read", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert len(readings(Path("out.jsonl").read_bytes())) == 100
    assert sorted(p.name for p in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_kill_leaves_an_earlier_file_as_it_was() -> None:
    Path("in.jsonl").write_bytes(many(100))
    Path("out.jsonl").write_bytes(b"earlier\n")
    subprocess.run(
        [sys.executable, "-c", KILLED, "read", "in.jsonl", "-o", "out.jsonl"],
        check=False,
        capture_output=True,
    )
    assert Path("out.jsonl").read_bytes() == b"earlier\n"


def test_output_in_place_of_the_input_through_links_and_into_devices() -> None:
    Path("in.jsonl").write_bytes(line("a"))
    Path("link.jsonl").symlink_to("in.jsonl")
    assert call("read", "in.jsonl", "-o", "link.jsonl").exit_code == 0
    assert ids(readings(Path("in.jsonl").read_bytes())) == ["a"]
    assert Path("link.jsonl").is_symlink()
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        assert program("read", "-", "-o", "pipe", stdin=line("b")).returncode == 0
        assert reader.stdout is not None
        assert ids(readings(reader.stdout.read())) == ["b"]
    assert Path("pipe").is_fifo()


def test_problems_of_metadata_stand_in_the_reading() -> None:
    (reading,) = readings(call("read", "-", stdin=line("a", title=7)).stdout)
    assert reading.problems == (
        Problem("acquire", "metadata", 'expected "title" to be a string, got 7', "-:1"),
    )
    assert reading.extra == {"title": 7}
    assert len(reading.statements) == 5


# -- compare ---------------------------------------------------------------------------------------------------


def test_compare_writes_every_file_of_the_interface() -> None:
    Path("in.jsonl").write_bytes(many(40))
    found = call("compare", "in.jsonl", "-o", "deep/d")
    assert (found.stdout, found.exit_code) == ("", 0)
    assert found.stderr == "6 ties, 1 stories: deep/d\n"
    written = folder("deep/d")
    assert sorted(written) == sorted([*(f"{name}.jsonl" for name in FILES), "summary.json"])
    assert len([decode(one, Tie) for one in written["ties.jsonl"].splitlines()]) == 6
    assert [decode(one, Passage) for one in written["passages.jsonl"].splitlines()]
    assert [decode(one, Alteration) for one in written["alterations.jsonl"].splitlines()] == []
    (story,) = [decode(one, Story) for one in written["stories.jsonl"].splitlines()]
    assert story.articles == ("a0000", "a0010", "a0020", "a0030")
    (summary,) = objects(written["summary.json"])
    assert (summary["articles"], summary["stories"]) == (40, 1)


def test_readings_made_before_give_the_same_files() -> None:
    wrong = line("a0003", "Another text of the same id.") + b"{broken\n"
    Path("in.jsonl").write_bytes(many(40) + wrong + many(1))
    assert call("read", "in.jsonl", "-o", "r.jsonl").exit_code == 1
    assert call("compare", "in.jsonl", "-o", "anew").exit_code == 1
    assert call("compare", "in.jsonl", "-o", "given", "--readings", "r.jsonl").exit_code == 1
    assert program("compare", "in.jsonl", "-o", "two", "--workers", "2").returncode == 1
    assert folder("anew") == folder("given") == folder("two")


def test_only_reuse_finds_the_same_copies_without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in.jsonl").write_bytes(many(40))
    call("compare", "in.jsonl", "-o", "whole")
    monkeypatch.setattr("reportedly.pipeline.workers.read", lambda *_: pytest.fail("an article was read"))
    assert call("compare", "in.jsonl", "-o", "reuse", "--only", "reuse").exit_code == 0
    whole, reuse = folder("whole"), folder("reuse")
    assert sorted(whole) == sorted(reuse)
    assert [(t["a"], t["b"]) for t in objects(reuse["ties.jsonl"])] == [
        (t["a"], t["b"]) for t in objects(whole["ties.jsonl"])
    ]


def test_a_folder_that_is_not_whole_has_no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in.jsonl").write_bytes(many(10))
    call("compare", "in.jsonl", "-o", "d")
    monkeypatch.setattr(
        "reportedly.pipeline.batches.compare", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    assert call("compare", "in.jsonl", "-o", "d").exit_code == 130
    assert "summary.json" not in folder("d")


def test_a_batch_in_which_no_line_is_an_article_writes_empty_files() -> None:
    Path("in.jsonl").write_bytes(b"{broken\n[]\n")
    assert call("compare", "in.jsonl", "-o", "d").exit_code == 2
    assert {name for name, content in folder("d").items() if content} == {"summary.json"}
    assert call("read", "in.jsonl", "-o", "out.jsonl").exit_code == 2
    assert [one["line"] for one in objects(Path("out.jsonl").read_bytes())] == [1, 2]
