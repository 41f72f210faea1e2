"""Tables of articles: columns asked for, guessed and told; rows that cannot be used; memory."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import invented_archives as made
import pytest

from reportedly.acquire import Options, acquire, expected
from reportedly.acquire.columns import guess, mapping, renamed
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article, Problem

pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
from pyarrow import parquet  # noqa: E402 (after the check that it is there)


def taken(path: Path, told: list[str] | None = None, **columns: str) -> tuple[list[Article], list[Problem]]:
    items = list(acquire([path], options=Options(columns, tell=(told if told is not None else []).append)))
    return (
        [item for item in items if isinstance(item, Article)],
        [item for item in items if isinstance(item, Problem)],
    )


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_columns_are_guessed_and_told(tmp_path: Path) -> None:
    path = put(
        tmp_path / "n.csv",
        'URL,Body,pub_date,Domain,region\nhttp://a.example/1,"No, ""never"",\nsaid Kelmar.",2031-03-03,The Example,north\n',
    )
    told: list[str] = []
    (article,), problems = taken(path, told)
    assert not problems
    assert article.text == 'No, "never",\nsaid Kelmar.'
    assert (article.url, article.published, article.outlet) == (
        "http://a.example/1",
        "2031-03-03",
        "The Example",
    )
    assert article.extra == {"region": "north"}
    assert article.id.startswith("row-")
    assert article.capture
    assert json.loads(article.capture.content or b"")["Body"] == article.text
    assert "(sha256 " in article.capture.custody
    assert told == [
        f'{path}: text from "Body" (guessed), url from "URL" (guessed), outlet from "Domain" (guessed), published from '
        '"pub_date" (guessed); ids made from the rows; kept as they are: "region"'
    ]


def test_columns_that_were_asked_for_count_and_others_keep_their_names(tmp_path: Path) -> None:
    path = put(tmp_path / "n.tsv", "nr\ttext\tbody\n1\tA teaser.\tKelmar said no.\n")
    told: list[str] = []
    (article,), problems = taken(path, told, text="body", id="nr")
    assert not problems
    assert (article.id, article.text, article.extra) == (
        "1",
        "Kelmar said no.",
        {"text (as it came)": "A teaser."},
    )
    assert 'text from "body", ' not in told[0].replace(" (guessed)", ", ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "a column with the text"),
        ("text,text\n1,2\n", "names of their own"),
        ("", "an empty file"),
        (b"\x00\x01\x02\x03" * 100, "binary content"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_problem(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    found, (problem,) = taken(put(tmp_path / "n.csv", content))
    assert not found
    assert message in problem.message


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    _, (problem,) = taken(put(tmp_path / "n.csv", "text\nKelmar\n"), text="body")
    assert (problem.kind, problem.message) == (
        "columns",
        'expected a column "body" for text, got only "text"',
    )


def test_bad_rows_are_problems_and_the_rest_comes_in(tmp_path: Path) -> None:
    rows = [
        "id;text;date",
        "1;Kelmar;2031-03-03",
        "2;one;two;three",
        "3;;",
        "4;Tosven;yesterday",
        '5;"a"b;',
        "6;Sorn\0;",
    ]
    found, problems = taken(put(tmp_path / "n.csv", "\n".join([*rows, "7;last;"])))
    assert [article.id for article in found] == ["1", "4", "7"]
    assert [problem.kind for problem in problems] == [
        "damaged",
        "empty",
        "metadata",
        "damaged",
        "bad_character",
    ]
    assert found[1].extra["published"] == "yesterday"


def test_encodings_of_tables_are_told_and_bad_bytes_cost_their_row(tmp_path: Path) -> None:
    text = "id,text\n" + "".join(
        f"{n},Der Bürgermeister sprach über die Brücke für Fußgänger.\n" for n in range(9)
    )
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        found, problems = taken(put(tmp_path / "n.csv", text.encode(encoding)))
        assert not problems
        assert {article.text for article in found} == {
            "Der Bürgermeister sprach über die Brücke für Fußgänger."
        }
    found, (problem,) = taken(
        put(tmp_path / "n.csv", "id,text\n1,Brücke\n2,Br".encode() + b"\xff\n3,Fluss\n")
    )
    assert ([article.id for article in found], problem.kind) == (["1", "3"], "bad_character")


def test_lines_of_json_under_other_names(tmp_path: Path) -> None:
    lines = [{"guid": "a", "body": "Kelmar"}, {"guid": "b", "body": "Tosven"}, {"guid": "c"}]
    path = put(tmp_path / "n.jsonl", "\n".join(map(json.dumps, lines)))
    told: list[str] = []
    found, (problem,) = taken(path, told)
    assert [(article.id, article.text) for article in found] == [("a", "Kelmar"), ("b", "Tosven")]
    assert problem.kind == "missing_field"
    assert told == [f'{path}: id from "guid" (guessed), text from "body" (guessed)']


def test_lines_of_our_own_form_are_never_renamed(tmp_path: Path) -> None:
    path = put(tmp_path / "n.jsonl", json.dumps({"id": "a", "text": "Kelmar", "source": "x", "body": "y"}))
    told: list[str] = []
    (article,), _ = taken(path, told)
    assert (article.outlet, article.extra, told) == (None, {"source": "x", "body": "y"}, [])


def test_guesses_take_each_column_once_and_the_likelier_name() -> None:
    assert guess(["content", "text", "date"], {}) == {"text": "text", "published": "date"}
    assert guess(["text"], {"title": "text"}) == {"title": "text"}
    with pytest.raises(RefusedError):
        mapping(["text"], {"title": "text"})
    assert renamed({"a": 1, "text": 2}, {"text": "a"}) == {"text": 1, "text (as it came)": 2}


# -- Parquet ---------------------------------------------------------------------------------------------------


def parquet_file(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    parquet.write_table(pa.table(columns), path, **options)
    return path


def test_rows_of_parquet_come_in_with_their_types(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    columns = {
        "id": [1, 2],
        "body": ["Kelmar said no.", None],
        "date": [datetime(2031, 3, 3, 10, tzinfo=UTC)] * 2,
        "tags": [["a", "b"], None],
    }
    path = parquet_file(tmp_path / "n.parquet", columns)
    (article,), (problem,) = taken(path)
    assert (article.id, article.published) == ("1", "2031-03-03T10:00:00+00:00")
    assert article.extra == {"tags": ["a", "b"]}
    assert (problem.kind, problem.item) == ("wrong_type", f"{path}:2")
    assert expected([path]) == 2
    assert expected([path, "-"]) is None


def test_damaged_parquet_is_one_problem(tmp_path: Path) -> None:
    raw = parquet_file(tmp_path / "n.parquet", {"text": [f"Kelmar {n}" for n in range(500)]}).read_bytes()
    for content in (raw[:100], b"", b"PAR1", raw[:200] + bytes(200) + raw[400:]):
        _, problems = taken(put(tmp_path / "n.parquet", content))
        assert [problem.kind for problem in problems] == ["damaged"], problems


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = parquet_file(tmp_path / "n.parquet", {"text": ["Kelmar"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, (problem,) = taken(path)
    assert problem.kind == "missing_extra"
    assert "pip install 'reportedly[parquet]'" in problem.message


def test_five_thousand_rows_in_constant_memory(tmp_path: Path) -> None:
    """Arrow's own pool holds a few rows' worth at any time, whatever the file's size."""
    texts = [f"{made.NEWS} Lorry {n}." * 20 for n in range(5_000)]
    path = parquet_file(tmp_path / "n.parquet", {"text": texts}, row_group_size=1_000)
    pool = pa.default_memory_pool()
    before, most = pool.bytes_allocated(), 0
    for n, item in enumerate(acquire([path])):
        assert isinstance(item, Article)
        if n % 100 == 0:
            most = max(most, pool.bytes_allocated() - before)
    assert n == 4_999
    assert most < 20_000_000  # of 30 MB, and as much for 150 MB (docs/inputs.md)


def test_one_long_value_repeated_is_one_value_in_memory(tmp_path: Path) -> None:
    path = parquet_file(tmp_path / "n.parquet", {"id": list(range(100)), "text": ["Kelmar " * 500_000] * 100})
    pool = pa.default_memory_pool()
    before = pool.bytes_allocated()
    items = acquire([path])
    next(items)
    assert pool.bytes_allocated() - before < 100_000_000  # of 350 MB
