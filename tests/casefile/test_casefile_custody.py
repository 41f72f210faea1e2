"""Holds, purges that leave no byte, captures beside, backups, and what verify says of them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from casefile_builders import article, comparison, reading

from reportedly.casefile import NOT_SHOWN, SHOWN, Casefile, create_casefile, open_casefile
from reportedly.errors import CasefileError, InputError, UnknownItemError
from reportedly.record import Alteration, AlteredPlace, Article, Comparison, Span

AT = "2031-03-02T10:00:00Z"
SECRET = "the zebrakraal at Quivorhollow sleeps"
PIECES = (b"zebrakraal", b"quivorhollow", b"Quivorhollow", b"ebrakraa")
"""Of the text that goes, whole words and a part of one, as text, index or JSON would hold them."""


def secret() -> Article:
    return article(99, SECRET, title="Zebrakraal sleeps")


def altered(articles: list[Article]) -> Comparison:
    """A comparison that itself holds words of the article that goes."""
    made = comparison(articles)
    ends = AlteredPlace(articles[0].id, Span(0, 5)), AlteredPlace(articles[-1].id, Span(0, 5))
    object.__setattr__(made, "alterations", (Alteration(*ends, "insertion", "", SECRET),))
    return made


def filled(path: Path, captures: str | None = None) -> Casefile:
    case = create_casefile(path)
    if captures:
        case.keep_captures(captures)
    articles = [*(article(n) for n in range(40)), secret()]
    case.add_all(articles)
    case.store_readings(map(reading, articles))
    case.store_readings([reading(secret(), copies=3), reading(secret())])  # earlier readings leave old pages
    case.store_comparison(altered(articles))
    said = reading(secret()).statements[0].id
    case.review(
        "statement",
        said,
        "edited",
        "Ada",
        AT,
        SECRET,
        after='{"content": [[69, 80]], "speaker": "Zebrakraal"}',
    )
    case.review("article", secret().id, "unsure", "Ben", AT, SECRET)
    case.undo_review("Ben", AT)
    case.review("tie", '["a00039","a00099"]', "unsure", "Ada", AT)
    case.review("speaker", "Ministry of Kelmar", "unsure", "Ada", AT)
    case.save_search("watched", "who:kelmar", "Ada", AT)
    return case


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("captures", [None, "kept"])
def test_a_purge_leaves_no_byte(tmp_path: Path, captures: str | None) -> None:
    with filled(tmp_path / "case.db", captures) as case:
        assert any(piece in raw for raw in bytes_of(tmp_path).values() for piece in PIECES)
        packed = len(bytes_of(tmp_path))
        gone = case.purge(["a00099"], "asked by the person named", "Ada", AT)
        assert (gone.articles, gone.reviews, gone.captures) == (1, 3, 1)
        # While it is open: the file, its log and the captures' folder.
        left = bytes_of(tmp_path)
        assert {name: piece for name, raw in left.items() for piece in PIECES if piece in raw} == {}
        assert len(left) == packed - bool(captures)
        assert (tmp_path / "case.db-wal").stat().st_size < 100_000
        assert (outcome := case.verify()).ok, outcome.findings
        assert case.search("zebrakraal").count == 0
        assert case.summary().articles == 40
        assert [r.target_kind for r in case.reviews()] == ["speaker"]
        assert not case.summary().compared
        assert case.comparison().ties[0].a == "a00000"
        with pytest.raises(UnknownItemError):
            case.article("a00099")
        assert not case.purge_pending()


def test_what_was_purged_is_refused_when_it_comes_again(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db") as case:
        case.purge(["a00099"], "asked", "Ada", AT)
        assert case.add(secret()) == "conflict"
        renamed = Article("other", secret().text)
        assert case.add_all([renamed, secret()]).conflict == 2
        told = [p for p in case.problems(100).items if p.kind == "purged"]
        assert len(told) == 2
        assert all(p.item is None and "a00099" not in p.message for p in told)
        assert case.verify().ok


def test_a_hold_blocks_a_purge_until_it_is_lifted(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db") as case:
        case.hold("a00099", "Cleo", AT, "court")
        with pytest.raises(InputError, match=r"article 'a00099' is under hold since .* \(Cleo: court\)"):
            case.purge(["a00001", "a00099"], "asked", "Ada", AT)
        assert case.summary().articles == 41
        case.hold("", "Cleo", AT, "court")
        case.lift_hold("a00099", "Cleo", AT, "settled")
        with pytest.raises(InputError, match="the whole casefile is under hold"):
            case.purge(["a00099"], "asked", "Ada", AT)
        case.lift_hold("", "Cleo", AT, "settled")
        assert case.holds() == ()
        case.purge(["a00099"], "asked", "Ada", AT)
        actions = [e.action for e in case.audit(100).items]
        assert actions.count("hold") == actions.count("hold_lifted") == 2
        with pytest.raises(InputError, match="hold: expected a reason"):
            case.hold("", "Cleo", AT, " ")
        with pytest.raises(UnknownItemError):
            case.hold("nowhere", "Cleo", AT, "court")


@pytest.mark.parametrize(("reason", "by"), [("", "Ada"), ("asked", "")])
def test_a_purge_needs_a_reason_and_a_person(tmp_path: Path, reason: str, by: str) -> None:
    with filled(tmp_path / "case.db") as case:
        with pytest.raises(InputError):
            case.purge(["a00099"], reason, by, AT)
        assert case.summary().articles == 41


def test_a_purge_that_is_killed_before_the_file_is_written_anew_is_told_and_finished(tmp_path: Path) -> None:
    filled(tmp_path / "case.db").close()
    code = (
        "import os, signal, sys\nfrom reportedly.casefile import *\nfrom reportedly.casefile import purging\n"
        "purging.finish = lambda store: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"open_casefile(sys.argv[1]).purge(['a00099'], 'asked', 'Ada', {AT!r})"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "case.db")], check=False)
    with open_casefile(tmp_path / "case.db") as case:
        assert case.summary().articles == 40
        assert case.purge_pending()
        assert [f.kind for f in case.verify().findings] == ["purge"]
        case.purge([], "asked", "Ada", AT)
        assert case.verify().ok
    assert not any(piece in raw for raw in bytes_of(tmp_path).values() for piece in PIECES)


def test_the_guards_stand_after_a_purge(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db") as case:
        case.purge(["a00099"], "asked", "Ada", AT)
    shell = sqlite3.connect(tmp_path / "case.db")
    for table in ("review", "withdrawal", "audit", "tombstone"):
        shell.execute("SAVEPOINT s")
        if shell.execute(f"SELECT 1 FROM {table}").fetchone():
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                shell.execute(f"DELETE FROM {table}")
    shell.close()


def test_captures_beside_are_kept_checked_and_missed(tmp_path: Path) -> None:
    with create_casefile(tmp_path / "case.db") as case:
        case.keep_captures("kept")
        case.add_all([article(1), article(2)])
        came = article(1).capture
        assert came is not None
        assert case.capture(came.sha256) == came.content
        assert case._store.value("SELECT count(*) FROM capture WHERE content IS NOT NULL") == 0
        assert case.verify().ok
        (tmp_path / "kept" / came.sha256[:2] / f"{came.sha256}.z").unlink()
        with pytest.raises(CasefileError, match="expected its file in"):
            case.capture(came.sha256)
        assert [f.kind for f in case.verify().findings] == ["capture"]
        case._store.run("INSERT INTO capture VALUES ('../../x', 1, 'text/plain', NULL, 1)")
        with pytest.raises(CasefileError, match="expected a SHA-256"):
            case.capture("../../x")


def test_a_backup_is_a_whole_casefile_of_one_state(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db") as case, open_casefile(tmp_path / "case.db", readonly=True) as reader:
        case._store.run("BEGIN IMMEDIATE")
        case._store.run("DELETE FROM problem")
        made = reader.backup(tmp_path / "copy.db")  # while somebody writes
        case._store.run("ROLLBACK")
        with open_casefile(tmp_path / "copy.db") as copy:
            assert copy.digest() == case.digest()
            assert copy.reviews() == case.reviews()
            assert copy.verify().ok
            copy.log("opened")  # it can be written
        with pytest.raises(InputError, match="expected no file there yet"):
            case.backup(tmp_path / "copy.db")
        with pytest.raises(CasefileError, match="expected the folder"):
            case.backup(tmp_path / "nowhere" / "copy.db")
    assert made.size > 0
    assert sorted(p.name for p in tmp_path.iterdir() if "new" in p.name) == []


def test_verify_says_what_it_can_and_cannot_show() -> None:
    assert len(SHOWN) >= 5
    assert any("whole file anew" in sentence for sentence in NOT_SHOWN)
    assert any("cut off" in sentence for sentence in NOT_SHOWN)


@pytest.mark.parametrize(
    ("tampering", "check"),
    [
        ("DROP TRIGGER audit_never_deleted", "schema"),
        ("UPDATE edit SET stance = 'denies'", "edit"),
        ("DROP TRIGGER withdrawal_never_deleted; DELETE FROM withdrawal", "review"),
        ("DROP TRIGGER withdrawal_never_updated; UPDATE withdrawal SET by = 'Eve'", "review"),
    ],
)
def test_tampering_with_peoples_layer_is_found(tmp_path: Path, tampering: str, check: str) -> None:
    filled(tmp_path / "case.db").close()
    shell = sqlite3.connect(tmp_path / "case.db")
    shell.executescript(tampering)
    shell.close()
    with open_casefile(tmp_path / "case.db", readonly=True) as case:
        assert check in {f.kind for f in case.verify().findings}
