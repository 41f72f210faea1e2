"""``reportedly ingest`` of tables, documents and web archives: what is told, kept and refused."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest
from cli_invented import call

sys.path.insert(0, str(Path(__file__).parents[1] / "acquire"))
import invented_archives as made

from reportedly.casefile import open_casefile


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    assert call("init", path).exit_code == 0
    return path


def test_columns_are_shown_and_can_be_named(case: Path, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f'key,story,day\nk1,"{made.PARAGRAPH}",2031-03-03\n')
    refused = call("ingest", case, table, "--text-col", "words")
    assert refused.exit_code == 2
    assert 'expected a column "words" for text, got only "key", "story", "day"' in refused.stderr
    done = call("ingest", case, table, "--date-col", "day", "--id-col", "key")
    assert done.exit_code == 0
    assert f'{table}: id from "key", text from "story" (guessed), published from "day"' in done.stderr
    assert done.stdout == "1 new, 0 known already, 0 with problems\n"
    with open_casefile(case) as opened:
        assert opened.article("k1").published == "2031-03-03"


def test_custody_is_kept_with_the_article_and_in_the_audit(case: Path, tmp_path: Path) -> None:
    archive = tmp_path / "x.warc.gz"
    archive.write_bytes(made.gz(made.record(1), made.warc(b"?", size=9), made.record(2)))
    done = call("ingest", case, archive, "--custody", "received from N., on a disk")
    assert done.exit_code == 1
    assert "3 records: 2 articles, 1 refused" in done.stderr
    assert done.stderr.count("problem: ") == 1
    with open_casefile(case) as opened:
        for article in opened.articles():
            assert article.capture
            assert article.capture.custody.endswith("; received from N., on a disk")
            assert opened.capture(article.capture.sha256).decode() == article.text
        assert "received from N." in json.dumps([str(entry) for entry in opened.audit().items])
    again = call("ingest", case, archive)
    assert again.stdout == "0 new, 2 known already, 1 with problems\n"


def test_a_folder_of_all_kinds_goes_on_behind_hostile_files(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    contents = {
        "a.pdf": made.pdf([made.PARAGRAPH[:90], "It was closed."]),
        "b.docx": made.docx(made.paragraph(made.PARAGRAPH)),
        "c.eml": made.mail(),
        "d.wacz": made.wacz({"archive/a.warc.gz": made.gz(made.record(1))}),
        "e.docx": made.docx(made.paragraph(" " * 20_000_000)),
        "f.wacz": made.wacz({"../../f.warc": made.record(1)}),
        "g.pdf": b"%PDF-1.7 no",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    done = call("ingest", case, folder)
    assert done.exit_code == 1
    assert done.stdout == "4 new, 0 known already, 3 with problems\n"
    assert not (tmp_path.parent / "f.warc").exists()


DOCUMENT = Path(__file__).parents[2] / "docs" / "inputs.md"


def test_the_commands_of_the_document_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    from pyarrow import parquet

    monkeypatch.chdir(tmp_path)
    Path("news.csv").write_text("text,date\nKelmar said no.,2031-03-03\n")
    Path("export.csv").write_text("words,day,paper\nTosven said no.,2031-03-03,The Example\n")
    parquet.write_table(pa.table({"id": ["p1"], "body": ["The bridge was closed."]}), "news.parquet")
    Path("pages.warc.gz").write_bytes(made.gz(made.record(1)))
    Path("pages.wacz").write_bytes(made.wacz({"archive/a.warc": made.record(2)}))
    assert call("init", "case.db").exit_code == 0
    commands = [
        line[2:] for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("$ ")
    ]
    assert len(commands) == 5
    for command in commands:
        done = call(*shlex.split(command)[1:])
        assert (done.exit_code, done.stdout) == (0, "1 new, 0 known already, 0 with problems\n"), command
