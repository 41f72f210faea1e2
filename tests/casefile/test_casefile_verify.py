"""The digest follows the records; whatever is changed behind our back is found."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from casefile_builders import article, comparison, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.casefile import Casefile, create_casefile, open_casefile
from reportedly.casefile.migrations import present_version
from reportedly.casefile.schema_check import expected
from reportedly.record import Article, Span

ARTICLES = [article(n) for n in range(6)]
AT = "2031-03-02T10:00:00Z"


def filled(path: Path, articles: list[Article]) -> str:
    with create_casefile(path) as case:
        case.add_all(articles)
        case.store_readings(map(reading, articles))
        case.store_comparison(comparison(ARTICLES))
        return case.digest()


def elsewhere(of: Article) -> Article:
    """The same article, fetched at another time from another folder."""
    noted = tuple(dataclasses.replace(n, where=f"/elsewhere/{n.where}") for n in of.metadata)
    capture = of.capture and dataclasses.replace(of.capture, fetched_at=AT, custody="/elsewhere")
    return dataclasses.replace(of, metadata=noted, capture=capture)


# Kills: a digest that follows rowids, order of arrival, paths or the clock.
@settings(max_examples=8, deadline=None)
@given(order=st.permutations(ARTICLES))
def test_the_order_of_arrival_leaves_the_digest(
    tmp_path_factory: pytest.TempPathFactory, order: list[Article]
) -> None:
    folder = tmp_path_factory.mktemp("digest")
    later = [elsewhere(a) for a in order]
    assert filled(folder / "a.db", ARTICLES) == filled(folder / "b.db", later)


def test_everything_the_machine_recorded_changes_the_digest(case: Casefile) -> None:
    seen = {case.digest()}
    steps = (
        lambda: case.add(article(1)),
        lambda: case.add(dataclasses.replace(article(2), extra={})),
        lambda: case.store_readings([reading(article(1))]),
        lambda: case.store_readings([reading(article(1), copies=2)]),
        lambda: case.store_comparison(comparison([article(1), article(2)])),
    )
    for step in steps:
        step()
        seen.add(case.digest())
    assert len(seen) == len(steps) + 1
    before = case.digest()
    case.review("article", "a00001", "right", "Ada", AT)
    case.log("looked")
    assert case.digest() == before


def test_an_undisturbed_file_verifies(case: Casefile) -> None:
    case.add_all(ARTICLES)
    case.store_readings(map(reading, ARTICLES))
    case.store_comparison(comparison(ARTICLES))
    case.review("article", "a00001", "right", "Ada", AT)
    outcome = case.verify()
    assert outcome.ok, outcome.findings
    assert outcome.checked == {
        "file": 1, "schema": len(expected(present_version())), "index": 2, "capture": 6, "article": 6, "record": 6, "reading": 12, "comparison": 6, "review": 1, "edit": 0, "purge": 0, "audit": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tampering", "check", "said"),
    [
        ("UPDATE capture SET content = (SELECT c.content FROM capture AS c WHERE c.sha256 <> capture.sha256)", "capture", "bytes with SHA-256"),
        ("UPDATE capture SET content = x'00'", "capture", "damaged"),
        ("DROP TRIGGER article_fixed; UPDATE article SET text = text || '.' WHERE id = 'a00001'", "article", "a00001: expected a text"),
        ("UPDATE reading SET sha256 = 'x' WHERE article = 2", "record", "expected a reading with SHA-256 x"),
        ("UPDATE reading SET record = x'00' WHERE article = 2", "record", "damaged"),
        ("DELETE FROM statement WHERE article = 3", "reading", "a00002: the rows of table statement are not"),
        ("DELETE FROM statement WHERE article = 3", "index", "expected 10 rows of statement in the index, got 12"),
        ("UPDATE tie SET jaccard = 0.5", "comparison", "expected findings with SHA-256"),
        ("UPDATE passage SET a_stop = 5000 WHERE number = 1", "comparison", "a place leaves the text"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM article WHERE id = 'a00003'", "file", "foreign_key_check"),
        ("DROP TRIGGER review_never_updated; UPDATE review SET verdict = 'wrong'", "review", "does not follow from what it says"),
        ("DROP TRIGGER review_never_deleted; DELETE FROM review", "review", "the audit names it, but it is gone"),
        ("DROP TRIGGER audit_never_updated; UPDATE audit SET detail = '{}' WHERE number = 2", "audit", "entry 2: its words and its hash differ"),
        ("DROP TRIGGER audit_never_deleted; DELETE FROM audit WHERE number = 1", "audit", "entry 2: expected to follow entry 0"),
    ],
)  # fmt: skip
def test_tampering_is_found(tmp_path: Path, tampering: str, check: str, said: str) -> None:
    path = tmp_path / "case.db"
    filled(path, ARTICLES)
    with open_casefile(path) as case:
        case.review("article", "a00001", "right", "Ada", AT)
    shell = sqlite3.connect(path)
    shell.executescript(tampering)
    shell.commit()
    shell.close()
    with open_casefile(path, readonly=True) as case:
        findings = case.verify().findings
    assert any(f.kind == check and said in f.message for f in findings), findings


def test_a_reading_whose_places_or_ids_do_not_fit_is_found(case: Casefile) -> None:
    case.add(article(1))
    made = reading(article(1))
    wrong_id = dataclasses.replace(made.statements[0], content=(Span(0, 5),))
    case.store_readings([dataclasses.replace(made, statements=(wrong_id,))])
    (finding,) = case.verify().findings
    assert "the id does not follow from its place" in finding.message


def test_a_damaged_page_is_reported_not_raised(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    filled(path, [*ARTICLES, *(article(n) for n in range(100, 300))])
    raw = bytearray(path.read_bytes())
    for page in range(20, len(raw) // 4096, 7):
        raw[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(raw)
    with open_casefile(path, readonly=True) as case:
        outcome = case.verify()
    assert not outcome.ok
    assert {"file"} <= {finding.kind for finding in outcome.findings}
