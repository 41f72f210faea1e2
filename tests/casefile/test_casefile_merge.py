"""Copies brought together: nothing lost, nothing doubled, conflicts told; and files that mean harm."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
import zlib
from pathlib import Path

import pytest
from casefile_builders import article, comparison, reading
from casefile_dump import load

from reportedly.casefile import Casefile, create_casefile, open_casefile, review_lines_of
from reportedly.errors import CasefileError, FormatError, NewerSchemaError, NotACasefileError

ARTICLES = [article(n) for n in range(1, 4)]
SAID = {a.id: reading(a).statements[0].id for a in ARTICLES}
V1 = (Path(__file__).parent / "v1.sql").read_text(encoding="utf-8")


def at(minute: int) -> str:
    return f"2031-03-02T10:{minute:02d}:00Z"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A casefile of somebody else, closed."""
    with create_casefile(tmp_path / "other.db") as made:
        made.add_all(ARTICLES)
        made.store_readings(map(reading, ARTICLES))
        made.store_comparison(comparison(ARTICLES))
        made.review("statement", SAID["a00001"], "right", "Ben", at(1))
        made.review("statement", SAID["a00001"], "wrong", "Ben", at(2))
        made.undo_review("Ben", at(3))
    return tmp_path / "other.db"


def test_a_copy_comes_in_whole_and_once(case: Casefile, other: Path) -> None:
    merged = case.merge(other)
    assert (merged.articles.new, merged.readings, merged.reviews.new, merged.comparison) == (3, 3, 3, True)
    with open_casefile(other, readonly=True) as theirs:
        assert case.digest() == theirs.digest()
        assert case.reviews() == theirs.reviews()
        assert case.standing_reviews() == theirs.standing_reviews()
        assert case.capture(ARTICLES[0].capture.sha256) == ARTICLES[0].capture.content  # type: ignore[union-attr,arg-type]
    again, entries = case.merge(other), case.audit().count
    assert not again.changed
    assert (again.articles.known, again.reviews.known) == (3, 3)
    assert case.merge(other) == again
    assert case.audit().count == entries
    assert case.verify().ok


def test_what_is_here_stays(case: Casefile, other: Path) -> None:
    ours = dataclasses.replace(reading(article(1)), extra={"ours": True})
    case.add(article(1), ours)
    case.add(article(2, "another text for this id"))
    merged = case.merge(other)
    assert (merged.articles.new, merged.articles.known, merged.articles.conflict) == (1, 1, 1)
    assert case.reading("a00001") == ours
    assert "another text" in case.article("a00002").text
    assert not case.has_reading("a00002")
    assert not merged.comparison
    assert [p.kind for p in case.problems().items if p.item == "a00002"] == ["duplicate_id"]
    assert case.verify().ok


def test_reviews_of_two_copies_meet_and_conflicts_are_told(
    case: Casefile, other: Path, tmp_path: Path
) -> None:
    case.merge(other)
    with open_casefile(other) as theirs:
        theirs.review("statement", SAID["a00002"], "right", "Ada", at(5))
        theirs.review("statement", SAID["a00003"], "wrong", "Ben", at(6))
    case.review("statement", SAID["a00002"], "unsure", "Ada", at(4))
    case.review("statement", SAID["a00003"], "right", "Ada", at(7))
    found = case.merge(other).reviews
    assert found.new == 2
    assert {(c.target, tuple((r.by, r.verdict) for r in c.reviews)) for c in found.conflicts} == {
        (SAID["a00002"], (("Ada", "unsure"), ("Ada", "right"))),  # one person, two copies: the later counts
        (SAID["a00003"], (("Ada", "right"), ("Ben", "wrong"))),
    }
    assert [r.verdict for r in case.standing_reviews(SAID["a00002"])] == ["right"]
    with open_casefile(other) as theirs:  # and the other way round: both copies come to say the same
        theirs.take_reviews(review_lines_of(case.review_lines(), "ours"), "ours")
        assert {r.id for r in theirs.standing_reviews()} == {r.id for r in case.standing_reviews()}
        assert theirs.verify().ok
    assert case.verify().ok


def test_reviews_come_before_what_they_are_about(case: Casefile, other: Path) -> None:
    with open_casefile(other) as theirs:
        theirs.review("statement", SAID["a00002"], "edited", "Ben", at(4), after='{"content": [[69, 80]]}')
        lines = list(theirs.review_lines())
    assert case.take_reviews(review_lines_of(lines, "reviews.jsonl"), "reviews.jsonl").new == 4
    assert case.summary().orphans == 2
    assert case._store.value("SELECT count(*) FROM edit") == 0
    case.merge(other)
    assert case.summary().orphans == 0
    assert case._store.value("SELECT content FROM edit") == article(1).text[69:80]
    assert case.verify().ok


def test_a_review_of_another_text_with_the_same_id_stays_out(case: Casefile, other: Path) -> None:
    case.add(article(1, "quite another text than theirs"))
    found = case.merge(other).reviews
    assert found.new == 0
    assert "expected article 'a00001' with the text kept here" in found.refused[0]
    assert case.verify().ok


def test_a_review_that_was_changed_on_its_way_is_refused(case: Casefile, other: Path) -> None:
    case.merge(other)
    line = json.loads(
        b'{"review":{"id":"x","target_kind":"claim","target":"t","verdict":"right","by":"Eve","at":"2031-03-02T10:00:00Z"}}'
    )
    raw = json.dumps(line).encode()
    found = case.take_reviews(review_lines_of([raw], "r"), "r")
    assert (found.new, len(found.refused)) == (0, 1)
    with pytest.raises(FormatError, match="r:2: "):
        list(review_lines_of([raw, b"{]"], "r"))
    with pytest.raises(FormatError, match="expected a review or a withdrawal"):
        list(review_lines_of([b"{}"], "r"))


def test_what_was_purged_here_does_not_come_back_with_a_copy(case: Casefile, other: Path) -> None:
    case.merge(other)
    case.purge(["a00001"], "asked", "Ada", at(9))
    merged = case.merge(other)
    assert (merged.articles.conflict, merged.reviews.new) == (1, 0)
    assert case.summary().articles == 2
    assert case.verify().ok


def test_what_was_purged_there_is_told(case: Casefile, other: Path) -> None:
    case.merge(other)
    with open_casefile(other) as theirs:
        theirs.purge(["a00002"], "asked", "Ben", at(9))
    assert case.merge(other).purged_there == ("a00002",)
    assert case.summary().articles == 3


def test_an_older_copy_is_brought_forward_in_a_copy(case: Casefile, tmp_path: Path) -> None:
    load(V1, tmp_path / "v1.db")
    before = (tmp_path / "v1.db").read_bytes()
    merged = case.merge(tmp_path / "v1.db")
    assert (merged.articles.new, merged.readings, merged.reviews.new) == (3, 2, 1)
    assert (tmp_path / "v1.db").read_bytes() == before


HOSTILE = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON article BEGIN DELETE FROM audit; END",
    "view": "CREATE VIEW evil AS SELECT load_extension('x')",
    "other view": "DROP VIEW final_tie; CREATE VIEW final_tie AS SELECT load_extension('x') AS number",
    "table": "CREATE TABLE evil (x)",
    "index": "CREATE INDEX evil ON article (title)",
    "no guard": "DROP TRIGGER audit_never_deleted",
    "other guard": "DROP TRIGGER audit_never_deleted; CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit BEGIN SELECT 1; END",
    "table of another form": "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT', 'title ANY') WHERE name = 'article'",
    "view in place of a table": "DROP TABLE gap; CREATE VIEW gap AS SELECT 1 AS article",
    "virtual table": "CREATE VIRTUAL TABLE evil USING fts5 (x)",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_with_something_foreign_in_it_is_not_taken(case: Casefile, other: Path, name: str) -> None:
    shell = sqlite3.connect(other)
    shell.executescript(HOSTILE[name])
    shell.close()
    before = case.digest(), case.audit().count
    with pytest.raises(CasefileError, match="expected"):
        case.merge(other)
    assert (case.digest(), case.audit().count) == before


@pytest.mark.parametrize(
    "name", ["trigger", "view", "other view", "table of another form", "view in place of a table"]
)
def test_what_runs_by_itself_is_not_opened_at_all(other: Path, name: str) -> None:
    shell = sqlite3.connect(other)
    shell.executescript(HOSTILE[name])
    shell.close()
    for readonly in (True, False):
        with pytest.raises(CasefileError, match="expected"):
            open_casefile(other, readonly=readonly)


def test_damaged_newer_and_other_files_are_not_taken(case: Casefile, other: Path, tmp_path: Path) -> None:
    raw = bytearray(other.read_bytes())
    for page in range(10, len(raw) // 4096, 3):
        raw[page * 4096 + 8 : page * 4096 + 40] = b"\xff" * 32
    (tmp_path / "damaged.db").write_bytes(raw)
    with pytest.raises(CasefileError, match="expected an undamaged file"):
        case.merge(tmp_path / "damaged.db")
    shutil.copy(other, tmp_path / "newer.db")
    shell = sqlite3.connect(tmp_path / "newer.db")
    shell.execute("PRAGMA user_version = 99")
    shell.close()
    with pytest.raises(NewerSchemaError):
        case.merge(tmp_path / "newer.db")
    (tmp_path / "text.db").write_text("no database")
    with pytest.raises(NotACasefileError):
        case.merge(tmp_path / "text.db")


RECORDS = {
    "a bomb": ("UPDATE reading SET record = ? WHERE article = 1", zlib.compress(b"0" * (600 * 2**20), 1)),
    "no JSON": ("UPDATE reading SET record = ? WHERE article = 1", zlib.compress(b"{")),
    "another article's": ("UPDATE reading SET record = (SELECT record FROM reading WHERE article = 2) WHERE article = 1 AND ? = ''", ""),
    "places outside": (
        "UPDATE reading SET record = ? WHERE article = 1",
        zlib.compress(json.dumps({
            "id": "a00001", "stamp": {"reportedly": "0", "model": "m", "schema": "1"},
            "text_sha256": "x", "statements": [],
        }).encode()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_a_hostile_record_is_a_problem_and_the_rest_comes(case: Casefile, other: Path, name: str) -> None:
    sql, value = RECORDS[name]
    shell = sqlite3.connect(other)
    shell.execute(sql, (value,))
    shell.commit()
    shell.close()
    merged = case.merge(other)
    assert (merged.articles.new, merged.readings) == (3, 2)
    assert [p.item for p in case.problems().items if p.kind == "reading_refused"] == ["a00001"]
    assert case.verify().ok


def test_statements_whose_ids_do_not_follow_stay_out(case: Casefile, other: Path) -> None:
    made = reading(article(1))
    moved = dataclasses.replace(made.statements[0], source=())
    with open_casefile(other) as theirs:
        theirs.store_readings([dataclasses.replace(made, statements=(moved,))])
    assert case.merge(other).readings == 2
    assert "an id that follows from its place" in next(
        p.message for p in case.problems().items if p.stage == "casefile"
    )
