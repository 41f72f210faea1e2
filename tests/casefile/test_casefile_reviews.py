"""Reviews and the audit are only ever added to."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from casefile_builders import article, reading

from reportedly.casefile import Casefile, create_casefile, open_casefile
from reportedly.errors import CasefileError, InputError, UnknownItemError

AT = "2031-03-02T10:00:00Z"


def test_a_later_verdict_supersedes_and_the_earlier_stays(case: Casefile) -> None:
    first = case.review("claim", "a00001|a00002", "right", "Ada", AT)
    other = case.review("claim", "a00001|a00002", "wrong", "Ben", AT, "the paragraphs are older")
    second = case.review("claim", "a00001|a00002", "unsure", "Ada", "2031-03-02T11:00:00+00:00")
    assert (first.supersedes, other.supersedes, second.supersedes) == (None, None, first.id)
    assert case.reviews() == (first, other, second) == case.reviews("a00001|a00002")
    assert case.reviews("elsewhere") == ()
    assert len({first.id, other.id, second.id}) == 3


def test_the_same_verdict_twice_is_one(case: Casefile) -> None:
    first = case.review("claim", "t", "right", "Ada", AT)
    assert case.review("claim", "t", "right", "Ada", AT) == first
    assert case.reviews() == (first,)


def test_edits_keep_before_and_after(case: Casefile) -> None:
    case.add(article(1), reading(article(1)))
    target = reading(article(1)).statements[0].id
    kept = case.review(
        "statement", target, "edited", "Ada", AT, "", '{"stance":"asserts"}', '{"stance":"denies"}'
    )
    assert case.reviews(target) == (kept,)
    case.store_readings([reading(article(1), copies=2)])
    assert case.reviews(target) == (kept,)  # a later reading leaves people's layer alone


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        (
            {"verdict": "true"},
            InputError,
            "verdict: expected one of right, wrong, unsure, edited, got 'true'",
        ),
        ({"by": ""}, InputError, "review: by: expected"),
        ({"at": "yesterday"}, InputError, "a date and time in UTC"),
        ({"at": "2031-03-02T10:00:00"}, InputError, "in UTC"),
        ({"at": "2031-03-02T10:00:00+02:00"}, InputError, "in UTC"),
        ({"after": "1"}, InputError, "unless the verdict is edited"),
        ({"verdict": "edited", "after": "{"}, InputError, "review: after: expected JSON"),
        ({"target_kind": "statement"}, UnknownItemError, "there is no statement 't'"),
    ],
)
def test_a_review_that_cannot_be_kept_says_why(
    case: Casefile, change: dict[str, str], error: type[Exception], said: str
) -> None:
    given = {"target_kind": "claim", "target": "t", "verdict": "right", "by": "Ada", "at": AT, **change}
    with pytest.raises(error, match=said):
        case.review(**given)  # type: ignore[arg-type]
    assert case.reviews() == ()


@pytest.mark.parametrize("table", ["review", "audit"])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {0} SET number = number + 1",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "REPLACE INTO {0} SELECT * FROM {0} LIMIT 1",
    ],
)
def test_any_sqlite_shell_is_kept_from_changing_them(tmp_path: Path, table: str, sql: str) -> None:
    with create_casefile(tmp_path / "case.db") as case:
        case.review("claim", "t", "right", "Ada", AT)
    shell = sqlite3.connect(tmp_path / "case.db")  # without any of our settings
    before = shell.execute(f"SELECT * FROM {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        shell.execute(sql.format(table))
    assert shell.execute(f"SELECT * FROM {table}").fetchall() == before
    shell.close()


def test_a_review_cannot_be_replaced_by_its_id(tmp_path: Path) -> None:
    with create_casefile(tmp_path / "case.db") as case:
        kept = case.review("claim", "t", "right", "Ada", AT)
    shell = sqlite3.connect(tmp_path / "case.db")
    values = (99, kept.id, "tie", "t", "wrong", "Eve", AT, "", None, None, None)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        shell.execute(f"REPLACE INTO review VALUES ({','.join('?' * 11)})", values)
    shell.close()


def test_articles_and_statements_cannot_be_changed_under_their_index(tmp_path: Path) -> None:
    with create_casefile(tmp_path / "case.db") as case:
        case.add(article(1), reading(article(1)))
    shell = sqlite3.connect(tmp_path / "case.db")
    for sql in ("UPDATE article SET text = 'x'", "UPDATE statement SET content = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            shell.execute(sql)
    shell.close()


def test_the_audit_is_a_chain_from_the_first_entry(case: Casefile) -> None:
    entry = case.log("ingest", {"path": "in.jsonl", "new": 3})
    case.review("claim", "t", "right", "Ada", AT)
    page = case.audit()
    assert [e.action for e in page.items] == ["created", "ingest", "review"]
    assert page.items[1] == entry
    assert [e.previous for e in page.items] == ["", page.items[0].hash, entry.hash]
    assert case.audit(limit=1, offset=1).items == (entry,)
    assert (case.audit(limit=1).count, case.audit(limit=1).truncated) == (3, True)
    assert case.log("ingest", {"caf\udce9": ["\udce9\\.txt"]}).detail == {"caf\\udce9": ["\\udce9\\.txt"]}
    assert case.verify().ok
    with pytest.raises(InputError, match="written as JSON"):
        case.log("odd", {"x": object()})


def test_two_writers_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    create_casefile(path).close()

    def write() -> None:
        with open_casefile(path, timeout=20) as case:
            for n in range(15):
                case.log("step", {"n": n})

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_casefile(path, readonly=True) as case:
        assert case.audit().count == 46
        assert case.verify().ok


def test_reading_only_keeps_people_from_reviewing(tmp_path: Path) -> None:
    create_casefile(tmp_path / "case.db").close()
    with (
        open_casefile(tmp_path / "case.db", readonly=True) as case,
        pytest.raises(CasefileError, match="reading only"),
    ):
        case.review("claim", "t", "right", "Ada", AT)
