"""A casefile of any released version opens, whole, with the present program."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from casefile_builders import article, reading
from casefile_dump import dump, load

from reportedly.casefile import create_casefile, migrations, open_casefile
from reportedly.casefile.migrations import present_version
from reportedly.casefile.store import Store
from reportedly.errors import CasefileError

V1 = (Path(__file__).parent / "v1.sql").read_text(encoding="utf-8")
V2 = (Path(__file__).parent / "v2.sql").read_text(encoding="utf-8")
V1_DIGEST = "92c100fab254391bfd0c02d5c0705c10b59049cababb50c244a3467d2ffc84a1"


def schema_of(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return sorted(re.sub(r"\s+", " ", sql) for (sql,) in rows)


def add_a_table(store: Store) -> None:
    store.run("CREATE TABLE note (number INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")


def fail_half_way(store: Store) -> None:
    add_a_table(store)
    store.run("CREATE TABLE note (x)")


def test_a_file_of_version_1_opens_whole(tmp_path: Path) -> None:
    load(V1, tmp_path / "v1.db")
    with open_casefile(tmp_path / "v1.db") as case:
        assert case.digest() == V1_DIGEST
        assert case.verify().ok
        assert next(iter(case.readings())) == reading(article(2))
        assert case.search("said:crossing").count == 2
        assert [r.by for r in case.reviews()] == ["Ada"]
        assert case.problems().count == 3
    create_casefile(tmp_path / "new.db").close()
    assert schema_of(tmp_path / "v1.db") == schema_of(tmp_path / "new.db")


def test_a_file_of_version_1_gets_what_version_2_added(tmp_path: Path) -> None:
    load(V1, tmp_path / "v1.db")
    shell = sqlite3.connect(tmp_path / "v1.db")
    said = shell.execute("SELECT id FROM statement WHERE voice = 'attributed' ORDER BY number").fetchone()[0]
    shell.execute(
        "INSERT INTO review VALUES (2, 'r', 'statement', ?, 'right', 'Ben', '2031-03-02T10:00:00Z', '', NULL, NULL, NULL)",
        (said,),
    )
    shell.commit()
    shell.close()
    with open_casefile(tmp_path / "v1.db") as case:
        assert case.search("who:kelmarr").count == case.search("who:Келмар").count == 2  # by its key
        assert case._store.rows("SELECT review, article, content FROM review_place") == [
            ("r", "a00002", "[[69,97]]")
        ]
        assert [r.by for r in case.standing_reviews()] == ["Ada", "Ben"]
        assert case.undo_review("Ada", "2031-03-02T11:00:00Z").target == "a00001"


def test_a_file_of_version_2_opens_whole(tmp_path: Path) -> None:
    load(V2, tmp_path / "v2.db")
    with open_casefile(tmp_path / "v2.db") as case:
        assert case.digest() == V1_DIGEST
        assert case.verify().ok
        assert [r.by for r in case.standing_reviews()] == ["Ada"]
    create_casefile(tmp_path / "new.db").close()
    assert schema_of(tmp_path / "v2.db") == schema_of(tmp_path / "new.db")


@pytest.mark.parametrize("stored", [V1, V2])
def test_what_was_dumped_and_loaded_is_the_same(tmp_path: Path, stored: str) -> None:
    load(stored, tmp_path / "one.db")
    again = "\n".join(dump(tmp_path / "one.db"))
    assert again == stored.rstrip("\n")


def test_an_older_file_is_brought_forward_when_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(V1, tmp_path / "case.db")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_a_table))
    with pytest.raises(CasefileError, match="expected schema 3, got 1; open it once for writing"):
        open_casefile(tmp_path / "case.db", readonly=True)
    with open_casefile(tmp_path / "case.db") as case:
        assert case._store.value("PRAGMA user_version") == 3
        assert case._store.value("SELECT count(*) FROM note") == 0
        assert case.digest() == V1_DIGEST
    open_casefile(tmp_path / "case.db", readonly=True).close()


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(V1, tmp_path / "case.db")
    with monkeypatch.context() as changed:
        changed.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fail_half_way))
        with pytest.raises(CasefileError, match="note already exists"):
            open_casefile(tmp_path / "case.db")
    with open_casefile(tmp_path / "case.db") as case:
        assert case._store.value("PRAGMA user_version") == present_version()
        assert case._store.rows("SELECT name FROM sqlite_schema WHERE name = 'note'") == []
        assert case.verify().ok
