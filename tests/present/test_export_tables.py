"""XLSX and Parquet, opened by openpyxl and pyarrow: every cell typed, none a formula, the limits of a sheet kept."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import Any

import openpyxl
import pyarrow
import pytest
from export_builders import ENTRIES, entry_of, written
from hypothesis import example, given, settings
from pyarrow import parquet

import strategies
from reportedly.errors import InputError
from reportedly.present.exports import workbook
from reportedly.present.exports.typed import TYPES, typed_rows
from reportedly.present.tables import COLUMNS, bare_rows, guarded, unguarded


def book(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


def records(raw: bytes) -> list[dict[str, Any]]:
    sheet = book(raw)["statements"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert list(head) == list(COLUMNS)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_sheet_has_the_rows_of_csv_with_numbers_as_numbers() -> None:
    found = records(written("xlsx"))
    bare = [dict(zip(COLUMNS, row, strict=True)) for entry in ENTRIES for row in bare_rows(entry)]
    assert [row["statement"] for row in found] == [row["statement"] for row in bare]
    first = found[0]
    assert (first["start"], first["score"], first["inferred"], first["separate_origins"]) == (
        int(bare[0]["start"]),
        0.75,
        True,
        1,
    )
    assert [guarded(row["content"]) or None for row in bare] == [row["content"] for row in found]


def test_no_cell_is_a_formula() -> None:
    sheet = book(written("xlsx"))["statements"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(written("xlsx"))).read("xl/worksheets/sheet1.xml").decode()
    assert any(row["content"] == "'=1+2 lorries turned." for row in records(written("xlsx")))


@settings(max_examples=30, deadline=None)
@given(text=strategies.texts(min_size=1))
@example(text="=cmd()")
@example(text="#REF!")
@example(text="_x000D_")
def test_any_content_is_text_in_the_sheet(text: str) -> None:
    # Kills: a cell whose type follows from what its text looks like.
    (row,) = records(written("xlsx", entry_of(text, title="=1")))
    sheet = book(written("xlsx", entry_of(text, title="=1")))["statements"]
    assert all(cell.data_type in ("s", "n", "b") for cell in sheet[2])
    assert unguarded(row["title"]) == "=1"


def test_what_a_spreadsheet_has_no_place_for_is_cut_and_counted() -> None:
    left: Counter[str] = Counter()
    (row,) = records(written("xlsx", entry_of("x" * 32_766 + "😀end"), left=left))
    assert row["content"] == "x" * 32_766  # a character of two units is not cut in half
    assert left == {"cells_cut": 2}  # content, and content_mended
    (row,) = records(written("xlsx", entry_of("a\x0bb")))
    assert row["content"] == "a\ufffdb"


def test_more_rows_than_a_sheet_takes_go_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    found = book(written("xlsx"))
    assert found.sheetnames == ["statements", "statements 2", "statements 3"]
    assert [sheet.max_row for sheet in found] == [4, 4, 3]
    assert all(sheet["A1"].value == "article" for sheet in found)


def test_a_million_rows_and_one_fit_one_sheet() -> None:
    assert workbook.MOST_ROWS > 1_000_001


def test_parquet_has_types_meanings_and_the_words_as_they_came() -> None:
    table = parquet.read_table(io.BytesIO(written("parquet")))
    assert table.column_names == list(COLUMNS)
    assert {name: str(table.schema.field(name).type) for name in TYPES} == {
        "inferred": "bool",
        "topic_only": "bool",
        "start": "int64",
        "end": "int64",
        "score": "double",
        "separate_origins": "int64",
    }
    assert table.schema.field("stance").metadata[b"description"].decode() == COLUMNS["stance"]
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        row for entry in ENTRIES for row in typed_rows(entry)
    ]
    assert "=1+2 lorries turned." in table["content"].to_pylist()  # no guard: nothing here takes formulas
    assert table["parent"][0].as_py() is None


def test_parquet_of_several_groups_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.present.exports.parquet.ROWS", 3)
    raw = written("parquet")
    assert parquet.ParquetFile(io.BytesIO(raw)).num_row_groups == 3
    assert parquet.read_table(io.BytesIO(raw)).num_rows == 8


@settings(max_examples=30, deadline=None)
@given(text=strategies.texts(min_size=1))
def test_any_content_comes_back_from_parquet(text: str) -> None:
    # Kills: a guard, a mending or a normalisation on the way into a typed column.
    table = parquet.read_table(io.BytesIO(written("parquet", entry_of(text))))
    assert table["content"].to_pylist() == [text]
    assert isinstance(table, pyarrow.Table)


@pytest.mark.parametrize(("name", "module"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_without_the_extra_it_says_how_to_get_it(
    name: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(InputError, match=rf"{name}: expected {module} .*'reportedly\[{name}\]'"):
        written(name)
