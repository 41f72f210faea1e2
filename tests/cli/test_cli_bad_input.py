"""Bad input against every command that can meet it: the words people read, the exit status, and that nothing is lost.

The tables are golden: a message names the item, what was expected and what came, in one line. ``…`` stands for the
file endings that are known, a list that grows.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_invented import TEXT, call, case_of, ids, line, objects, readings

from reportedly.casefile import create_casefile, open_casefile
from reportedly.casefile.schema import APPLICATION_ID

NOBODY = 65534


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # so that messages hold short names


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def folder(path: Path) -> None:
    path.mkdir()
    (path / "notes.odt").write_bytes(b"PK")


# -- files -----------------------------------------------------------------------------------------------------

Content = bytes | Callable[[Path], None] | None
TEXTS: list[tuple[str, Content, str]] = [
    ("empty.txt", b"", "expected a text, got an empty file"),
    ("blank.txt", b" \r\n\t\xc2\xa0", "expected a text, got nothing but white space"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "expected text, got binary content (4 control bytes in 16 bytes)"),
    ("big.txt", sparse, "expected an article of less than 50,000,000 bytes, got 50,000,000 bytes"),
    ("cut.txt", "Kelmar’s mayor ’".encode()[:-1], "expected UTF-8 text, got byte 0xE2 at byte 17, which is not UTF-8 though the bytes before it are"),
    ("notes.odt", b"PK", "expected a .txt…, got 'notes.odt'"),
    ("none", folder, "expected files that end in .txt…, got a folder without any"),
]  # fmt: skip
"""Name → what is there → the words after "problem: NAME: " where an article file or a folder of them is expected."""

NOTHING: list[tuple[str, Content, str]] = [
    ("missing.jsonl", None, "expected a path that can be read, got No such file or directory"),
    ("missing.txt", None, "expected a path that can be read, got No such file or directory"),
    ("empty.jsonl", b"", "expected at least one article, got none"),
    ("blank.jsonl", b"\n \r\n", "expected at least one article, got none"),
]
"""The same for what gives nothing that could be a problem: the words after "reportedly: NAME: "."""

BATCHES: list[tuple[str, Content, str]] = [
    ("missing.jsonl", None, "reportedly: missing.jsonl: expected a file that can be read, got: No such file or directory"),
    ("folder", folder, "reportedly: folder: expected a file that can be read, got: Is a directory"),
    ("empty.jsonl", b"", "reportedly: empty.jsonl: expected at least one article, got none"),
    ("blank.jsonl", b"\n \r\n", "reportedly: blank.jsonl: expected at least one article, got none"),
    ("picture.jsonl", b"\x89PNG\x1a\0\0\0\rIHDR", "problem: picture.jsonl:1: expected text, got binary content (4 control bytes in 13 bytes)"),
    ("note.txt", TEXT.partition("\n")[0].encode(), "problem: note.txt:1: expected a JSON object, got broken JSON at character 0 (Expecting value)"),
    ("big.jsonl", sparse, "problem: big.jsonl:1: expected an article of less than 50,000,000 bytes, got more"),
]  # fmt: skip
"""Name → what is there → the line on stderr where a batch of JSON lines is expected (`read`, `compare`)."""


def same(told: str, said: str) -> bool:
    return re.fullmatch("[^\n]*".join(map(re.escape, said.split("…"))), told) is not None


def put(name: str, content: Content) -> None:
    if isinstance(content, bytes):
        Path(name).write_bytes(content)
    elif content is not None:
        content(Path(name))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(((name, content), f"problem: {name}: {words}") for name, content, words in TEXTS),
        *(((name, content), f"reportedly: {name}: {words}") for name, content, words in NOTHING),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
@pytest.mark.parametrize("command", ["quick", "ingest"])
def test_an_article_file_that_cannot_be_used(command: str, name: tuple[str, Content], said: str) -> None:
    put(*name)
    call("init", "case.db")
    found = call(command, *(["case.db"] if command == "ingest" else []), name[0])
    assert same(found.stderr, f"{said}\n"), found.stderr
    assert found.exit_code == 2
    with open_casefile("case.db", readonly=True) as case:
        assert case.summary().articles == 0


@pytest.mark.parametrize(("name", "content", "said"), TEXTS, ids=[row[0] for row in TEXTS])
def test_the_files_beside_it_are_used(name: str, content: Content, said: str) -> None:
    put(name, content)
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    call("init", "case.db")
    for new, known in ((1, 0), (0, 1)):
        found = call("ingest", "case.db", name, "good.txt")
        assert (found.stdout, found.exit_code) == (f"{new} new, {known} known already, 1 with problems\n", 1)
        assert same(found.stderr.splitlines()[0], f"problem: {name}: {said}"), found.stderr
    with open_casefile("case.db", readonly=True) as case:
        assert ids(case.articles()) == ["good"]
        assert [p.item for p in case.problems().items] == [name]


@pytest.mark.parametrize(("name", "content", "said"), BATCHES, ids=[row[0] for row in BATCHES])
@pytest.mark.parametrize("command", ["read", "compare"])
def test_a_batch_that_cannot_be_used(command: str, name: str, content: Content, said: str) -> None:
    put(name, content)
    found = call(command, name, "-o", "out")
    assert found.exit_code == 2
    assert said in found.stderr.splitlines()
    assert "Traceback" not in found.stderr


def test_a_missing_file_among_others_is_a_problem_of_its_own() -> None:
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    call("init", "case.db")
    found = call("ingest", "case.db", "missing.txt", "good.txt", "missing")
    assert (found.stdout, found.exit_code) == ("1 new, 0 known already, 2 with problems\n", 1)
    assert found.stderr.splitlines()[:2] == [
        "problem: missing.txt: expected a path that can be read, got No such file or directory",
        "problem: missing: expected a path that can be read, got No such file or directory",
    ]


# -- lines -----------------------------------------------------------------------------------------------------

GOOD = [line("a"), line("z", "Tosven said on Friday that hall 7 was open.")]
LINES: list[tuple[bytes, str | None, str]] = [
    (b'{"id": "b", "text": "cut', None, "expected a JSON object, got broken JSON at character 20 (Unterminated string starting at)"),
    (b"[1]", None, "expected a JSON object, got a list"),
    (b'{"text": "t"}', None, 'expected a field "id", got none'),
    (b'{"id": "b"}', "b", 'expected a field "text", got none'),
    (b'{"id": 7, "text": "t"}', None, 'expected "id" to be a string, got a number: 7'),
    (b'{"id": "b", "text": " "}', "b", 'expected a "text" that is not blank, got " "'),
    (b'{"id": "b", "text": "Kel\\ud800mar"}', "b", 'expected "text" without NUL or lone surrogates, got U+D800 at character 3'),
    (b'{"id": "b", "text": "\xe2\x80\x99 \xe2"}', None, "expected UTF-8 text, got byte 0xE2 at byte 25, which is not UTF-8 though the bytes before it are"),
    (b"\0\1\2\3", None, "expected text, got binary content (4 control bytes in 4 bytes)"),
    (b"[" * 100_000, None, "expected a JSON object, got too many levels of lists and objects"),
    (b'{"id": "a", "text": "Another text."}', "a", 'expected one text for each id, got another text for "a"'),
]  # fmt: skip
"""A line → its id where it can be read → the words after "problem: in.jsonl:2: "; a good line stands before and behind."""


@pytest.mark.parametrize(("raw", "id", "said"), LINES, ids=range(len(LINES)))
def test_a_line_that_cannot_be_used_among_good_ones(raw: bytes, id: str | None, said: str) -> None:
    Path("in.jsonl").write_bytes(GOOD[0] + raw + b"\n" + GOOD[1])
    call("init", "case.db")
    told = f"problem: in.jsonl:2: {said}\n"

    quick = call("quick", "in.jsonl", "--json")
    assert (quick.stderr, quick.exit_code, ids(readings(quick.stdout))) == (told, 1, ["a", "z"])

    read = call("read", "in.jsonl")
    first, bad, last = objects(read.stdout)
    assert (read.exit_code, first["id"], last["id"], bad["line"], bad["id"]) == (1, "a", "z", 2, id)
    assert [p["message"] for p in bad["problems"]] == [said]
    assert read.stderr == f"{told}2 read, 1 with problems\n"

    compared = call("compare", "in.jsonl", "-o", "d")
    assert (compared.stderr, compared.exit_code) == (f"{told}0 ties, 0 stories: d\n", 1)
    assert objects(Path("d/summary.json").read_bytes())[0]["articles"] == 2

    for new, known in ((2, 0), (0, 2)):
        ingested = call("ingest", "case.db", "in.jsonl")
        assert (ingested.stdout, ingested.exit_code) == (
            f"{new} new, {known} known already, 1 with problems\n",
            1,
        )
        assert ingested.stderr.startswith(told)
    with open_casefile("case.db", readonly=True) as case:
        assert ids(case.articles()) == ["a", "z"]
        assert case.article("a").text == TEXT  # the first text stays
        assert case.problems().count == 1


def test_a_metadatum_that_cannot_be_used_costs_no_article() -> None:
    Path("in.jsonl").write_bytes(line("a", published="3 May 2031"))
    said = 'problem: in.jsonl:1: expected "published" to be an ISO 8601 date or date-time, got "3 May 2031"'
    call("init", "case.db")
    for args in (["quick", "in.jsonl"], ["read", "in.jsonl"], ["compare", "in.jsonl", "-o", "d"], ["ingest", "case.db", "in.jsonl"]):  # fmt: skip
        found = call(*args)
        assert found.exit_code == 1
        assert found.stderr.splitlines()[0] == said
    with open_casefile("case.db", readonly=True) as case:
        assert case.article("a").extra == {"published": "3 May 2031"}


NO_UTF8 = os.fsdecode(b"\xff.jsonl")


@pytest.mark.parametrize(
    "args", [["quick", NO_UTF8], ["read", NO_UTF8], ["compare", NO_UTF8, "-o", "d"]], ids=lambda args: args[0]
)
def test_names_that_are_no_utf8_are_names_all_the_same(args: list[str]) -> None:
    Path(NO_UTF8).write_bytes(GOOD[0] + b"{\n")
    found = call(*args)
    assert found.exit_code == 1
    assert ":2: expected a JSON object, got broken JSON at character 1" in found.stderr


def test_names_that_are_no_utf8_can_be_ingested() -> None:
    Path(NO_UTF8).write_bytes(GOOD[0] + b"{\n")
    call("init", "case.db")
    assert call("ingest", "case.db", NO_UTF8).stdout == "1 new, 0 known already, 1 with problems\n"


# -- output ----------------------------------------------------------------------------------------------------

OUTPUTS: list[tuple[str, str, str]] = [
    ("read", "no/out.jsonl", "no/out.jsonl: expected a file that can be written, got: No such file or directory"),
    ("read", ".", ".: expected a file that can be written, got: Is a directory"),
    ("read", "in.jsonl/out", "in.jsonl/out: expected a file that can be written, got: Not a directory"),
    ("compare", "in.jsonl", "in.jsonl: expected a folder that can be written, got: File exists"),
    ("compare", "in.jsonl/out", "in.jsonl/out: expected a folder that can be written, got: Not a directory"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "output", "said"), OUTPUTS, ids=[" ".join(row[:2]) for row in OUTPUTS])
def test_a_place_that_cannot_be_written(command: str, output: str, said: str) -> None:
    Path("in.jsonl").write_bytes(GOOD[0])
    found = call(command, "in.jsonl", "-o", output)
    assert (found.stdout, found.stderr, found.exit_code) == ("", f"reportedly: {said}\n", 2)
    assert Path("in.jsonl").read_bytes() == GOOD[0]
    assert [p.name for p in Path().iterdir()] == ["in.jsonl"]


def test_broken_readings_are_named_by_line() -> None:
    Path("in.jsonl").write_bytes(b"".join(GOOD))
    call("read", "in.jsonl", "-o", "r.jsonl")
    good = Path("r.jsonl").read_bytes().splitlines(keepends=True)
    other = call("read", "-", stdin=line("a", "Another text of Kelmar.")).stdout.encode()
    broken: list[tuple[bytes, str]] = [
        (good[0][:200] + b"\n", "r.jsonl:1: Reading: Input data was truncated"),
        (good[0] + b"{}\n", "r.jsonl:2: Reading: Object missing required field `id`"),
        (good[0] + b"\nnonsense\n", "r.jsonl:3: Reading: JSON is malformed: invalid character (byte 4)"),
        (good[0].replace(b'"asserts"', b'"shouts"', 1), "r.jsonl:1: Reading: Invalid enum value 'shouts' - at `$.statements[0].stance`"),
        (b"\xff\xfe", "r.jsonl:1: Reading: JSON is malformed: invalid character (byte 0)"),
        (other, "reading of a: expected the hash of its article's text, got '"),
    ]  # fmt: skip
    for content, said in broken:
        Path("r.jsonl").write_bytes(content)
        found = call("compare", "in.jsonl", "-o", "d", "--readings", "r.jsonl")
        assert (found.stdout, found.exit_code) == ("", 2)
        assert found.stderr.startswith(f"reportedly: {said}")
    found = call("compare", "in.jsonl", "-o", "d", "--readings", "none.jsonl")
    assert found.stderr == (
        "reportedly: none.jsonl: expected a file that can be read, got: No such file or directory\n"
    )


# -- casefiles -------------------------------------------------------------------------------------------------


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def newer(path: Path) -> None:
    create_casefile(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def truncated(path: Path) -> None:
    create_casefile(path).close()
    os.truncate(path, 30_000)


CASEFILES: list[tuple[str, Content, str]] = [
    ("missing", None, "expected a casefile, got no such file; `reportedly init case.db` makes one"),
    ("empty", b"", "expected a casefile, got an empty file"),
    ("text", b"Dear reader, this is", "expected a casefile, got a file that is no SQLite database (it begins with b'Dear reader, thi')"),
    ("other", other_database, f"expected a casefile, got another program's SQLite database (application id 0x00000000, ours is {APPLICATION_ID:#010x})"),
    ("folder", Path.mkdir, "expected a casefile, got a directory"),
    ("newer", newer, "expected schema 2 or older, got 99; a later reportedly wrote it"),
    ("truncated", truncated, "expected an undamaged file (SQLite: database disk image is malformed)"),
]  # fmt: skip
"""Kind → what is at case.db → the words after "reportedly: case.db: "."""

USES: dict[str, list[str]] = {
    "ingest": ["ingest", "case.db", "good.jsonl"],
    "run": ["run", "case.db"],
    "search": ["search", "case.db", "bridge"],
    "show": ["show", "case.db"],
    "show one": ["show", "case.db", "a"],
    "serve": ["serve", "case.db", "--port", "0"],
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(("kind", "content", "said"), CASEFILES, ids=[row[0] for row in CASEFILES])
def test_what_is_no_casefile_of_ours(use: str, kind: str, content: Content, said: str) -> None:
    Path("good.jsonl").write_bytes(GOOD[0])
    put("case.db", content)
    before = Path("case.db").read_bytes() if Path("case.db").is_file() else None
    found = call(*USES[use])
    assert (found.stdout, found.stderr, found.exit_code) == ("", f"reportedly: case.db: {said}\n", 2)
    assert (Path("case.db").read_bytes() if Path("case.db").is_file() else None) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda path: create_casefile(path).close(), "case.db: expected no file there yet, got a casefile; open it, or choose another name"),
        (b"Dear reader", "case.db: expected a casefile, got a file that is no SQLite database (it begins with b'Dear reader')"),
        (Path.mkdir, "case.db: expected a casefile, got a directory"),
    ],
    ids=["casefile", "text", "folder"],
)  # fmt: skip
def test_init_replaces_nothing(content: Content, said: str) -> None:
    put("case.db", content)
    found = call("init", "case.db")
    assert (found.stdout, found.stderr, found.exit_code) == ("", f"reportedly: {said}\n", 2)


def test_init_in_a_folder_that_is_not_there() -> None:
    found = call("init", "no/case.db")
    assert (found.stderr, found.exit_code) == ("reportedly: no/case.db: expected the folder no to exist\n", 2)


AS_NOBODY = f"""
import difflib, json, os, sys
import uvicorn.config, uvicorn.server, reportedly.cli.files, reportedly.pipeline, reportedly.present, reportedly.web
from click.testing import CliRunner
from reportedly.cli import group
for name in ("quick", "ingest", "run", "search", "show", "serve", "read", "compare"): group.get_command(None, name)
os.getuid() or os.setuid({NOBODY})
calls = (CliRunner().invoke(group, args) for args in json.loads(sys.argv[1]))
print(json.dumps([(call.stdout, call.stderr, call.exit_code) for call in calls]))
"""
"""Root may read and write anywhere, so that as root the tests would show nothing."""


def as_nobody(where: Path, *calls: list[str]) -> list[tuple[str, str, int]]:
    """Standard output, stderr and exit status of each call."""
    code = [sys.executable, "-c", AS_NOBODY, json.dumps(calls)]
    found = subprocess.run(code, cwd=where, capture_output=True, text=True, check=True)
    return [tuple(call) for call in json.loads(found.stdout)]


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's, with a casefile and a file that only its owner may read."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o777)
        shutil.move(case_of(Path("case.db"), GOOD[0]), place)
        (place / "secret.jsonl").write_bytes(GOOD[1])
        (place / "good.jsonl").write_bytes(GOOD[1])
        (place / "secret.jsonl").chmod(0o000)
        yield place


def test_what_may_not_be_read(reachable: Path) -> None:
    (reachable / "case.db").chmod(0o666)
    quick, ingest, read, compare = as_nobody(
        reachable,
        ["quick", "secret.jsonl"],
        ["ingest", "case.db", "secret.jsonl", "good.jsonl"],
        ["read", "secret.jsonl"],
        ["compare", "secret.jsonl", "-o", "d"],
    )
    said = "problem: secret.jsonl: expected a path that can be read, got Permission denied\n"
    assert quick == ("", said, 2)
    assert ingest == (
        "1 new, 0 known already, 1 with problems\n",
        f"{said}next: reportedly run case.db\n",
        1,
    )
    said = "reportedly: secret.jsonl: expected a file that can be read, got: Permission denied\n"
    assert read == compare == ("", said, 2)


def test_a_casefile_that_may_not_be_written(reachable: Path) -> None:
    (reachable / "case.db").chmod(0o444)
    found = as_nobody(reachable, USES["ingest"], USES["run"], USES["search"], USES["show one"])
    said = "reportedly: case.db: expected to be allowed to write case.db; it can be opened for reading only\n"
    assert found[:2] == [("", said, 2)] * 2
    assert [status for _, _, status in found[2:]] == [0, 0]


def test_a_casefile_that_may_not_be_read(reachable: Path) -> None:
    (reachable / "case.db").chmod(0o000)
    said = "reportedly: case.db: expected a readable casefile, got: Permission denied\n"
    assert as_nobody(reachable, *USES.values()) == [("", said, 2)] * len(USES)
