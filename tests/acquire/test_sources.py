"""acquire(): files, folders and standard input; ids, order, captures, laziness."""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire import Line, acquire, acquire_lines
from reportedly.errors import AcquireError, InputError
from reportedly.record import Article, Noted, Problem


def line(id: str = "a1", text: str = "Kelmar said no.", **more: Any) -> bytes:
    return json.dumps({"id": id, "text": text, **more}).encode() + b"\n"


def articles(items: Iterator[Article | Problem]) -> list[Article]:
    found = list(items)
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_text_file_is_kept_to_the_byte(tmp_path: Path) -> None:
    raw = "Kelmar’s mayor\r\nleft.\rTosven stayed.\n".encode()
    path = put(tmp_path / "news.v2.txt", raw)
    (article,) = articles(acquire([path], now=lambda: "2031-05-03T10:00:00Z"))
    assert article.id == "news.v2"
    assert article.text == "Kelmar’s mayor\r\nleft.\rTosven stayed.\n"
    capture = article.capture
    assert capture
    assert (capture.content, capture.size, capture.how, capture.media_type) == (
        raw,
        len(raw),
        "file",
        "text/plain",
    )
    assert capture.sha256 == hashlib.sha256(raw).hexdigest()
    assert (capture.fetched_at, capture.custody) == ("2031-05-03T10:00:00Z", str(path))


def test_a_line_is_kept_to_the_byte_with_metadata_in_their_places(tmp_path: Path) -> None:
    raw = b'{"id": "a1", "outlet":"The Example",  "text": "Kelm\\u0061r", "date": "2031-05-01", "region": [1, null]}'
    path = put(tmp_path / "in.jsonl", b"\n" + raw + b"\r\n")
    (article,) = articles(acquire([str(path)]))
    assert (article.id, article.text) == ("a1", "Kelmar")
    assert article.metadata == (
        Noted("outlet", "The Example", f"{path}:2:outlet", "field"),
        Noted("published", "2031-05-01", f"{path}:2:date", "lesser field"),
    )
    assert article.extra == {"date": "2031-05-01", "region": [1, None]}
    capture = article.capture
    assert capture
    assert (capture.content, capture.how, capture.media_type) == (raw, "line", "application/json")
    assert (capture.custody, capture.fetched_at) == (f"{path}:2", None)


def test_a_folder_is_walked_in_order_and_ids_are_relative(tmp_path: Path) -> None:
    for name in ("b/two.txt", "b/.hidden.txt", ".git/x.txt", "a.TXT", "b/one.txt", "c.md", "c.odt"):
        put(tmp_path / name, f"Text of {name}.".encode())
    put(tmp_path / "b.jsonl", line("l1", "one") + line("l2", "two"))
    ids = [a.id for a in articles(acquire([tmp_path]))]
    assert ids == ["a", "b/one", "b/two", "l1", "l2", "c.md"]
    again = [a.id for a in articles(acquire([str(tmp_path) + "/"]))]
    assert again == ids


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", b"Text.")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    assert [a.id for a in articles(acquire([tmp_path / "in"]))] == ["a"]


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        (
            b"\xef\xbb\xbfKelmar",
            "Kelmar",
            "decoded as UTF-8 by its byte order mark, which is not part of the text",
        ),
        (
            "\ufeffKel\U0001f30a".encode("utf-16-le"),
            "Kel\U0001f30a",
            "decoded as UTF-16 by its byte order mark",
        ),
        ("\ufeffKelmar".encode("utf-16-be"), "Kelmar", "decoded as UTF-16 by its byte order mark"),
        ("\ufeffKelmar".encode("utf-32-le"), "Kelmar", "decoded as UTF-32 by its byte order mark"),
        (
            b"The caf\xe9 of Kelmar\x92s mayor",
            "The café of Kelmar’s mayor",
            "decoded as Windows-1252, since byte 0xE9 at byte 7 is not UTF-8",
        ),
    ],
)
def test_other_encodings_are_read_and_noted(tmp_path: Path, raw: bytes, text: str, note: str) -> None:
    path = put(tmp_path / "a.txt", raw)
    (article,) = articles(acquire([path]))
    assert article.text == text
    assert article.capture
    assert article.capture.custody.startswith(f"{path}; {note}")
    assert article.capture.content == raw


def test_a_mark_before_the_first_line_is_kept_out(tmp_path: Path) -> None:
    path = put(tmp_path / "in.jsonl", b"\xef\xbb\xbf" + line("a1") + line("a2"))
    first, second = articles(acquire([path]))
    assert first.id == "a1"
    assert first.capture
    assert "byte order mark" in first.capture.custody
    assert second.capture
    assert second.capture.custody == f"{path}:2"


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        (" date 2031-05-03 KELMAR, May 3. The mayor left.", ("published", "2031-05-03", "leading date")),
        ("Mayor leaves Kelmar\n\nThe mayor left.", ("title", "Mayor leaves Kelmar", "first line")),
        ("Mayor leaves Kelmar\r\n \r\nThe mayor left.", ("title", "Mayor leaves Kelmar", "first line")),
        ("The mayor left Kelmar.\n\nIt rained.", None),
        ("Mayor leaves Kelmar\nThe mayor left.", None),
        ("Politics\n\nThe mayor left.", None),
        ("Mayor leaves Kelmar\n\n", None),
        (" date 2031-15-03 The mayor left.", None),
        ("word " * 60 + "\n\nThe mayor left.", None),
    ],
)
def test_the_first_line_may_give_a_date_or_a_title(
    tmp_path: Path, text: str, noted: tuple[str, ...] | None
) -> None:
    (article,) = articles(acquire([put(tmp_path / "a.txt", text.encode())]))
    assert article.text == text
    expected = (Noted(noted[0], noted[1], "text:first line", noted[2]),) if noted else ()
    assert article.metadata == expected


def test_better_candidates_come_first_and_lesser_ones_stay_in_extra() -> None:
    more = {
        "authors": ["Ana Example", "Ben Example"],
        "author": "Cy",
        "byline": "By Ana",
        "published": "2031-05-03",
    }
    (found,) = acquire_lines([line(date="2031-05-01", **more)], "x")
    article = found.article
    assert article
    assert [n.value for n in article.candidates("published")] == ["2031-05-03", "2031-05-01"]
    assert [n.value for n in article.candidates("byline")] == ["By Ana", "Ana Example, Ben Example", "Cy"]
    assert article.extra == {"authors": more["authors"], "author": "Cy", "date": "2031-05-01"}


def test_a_date_field_that_is_no_date_is_nobodys_mistake() -> None:
    (found,) = acquire_lines([line(date="3 May", authors=[1], outlet=None, title="")], "x")
    assert found.article
    assert (found.article.metadata, found.problems) == ((), ())
    assert found.article.extra == {"date": "3 May", "authors": [1]}


@pytest.mark.parametrize("raw", [line("a1") + b"\n" + line("a2", "two"), b"\xef\xbb\xbf" + line("a1")])
def test_standard_input_may_be_lines(raw: bytes) -> None:
    found = articles(acquire(["-"], io.BytesIO(raw)))
    assert found[0].id == "a1"
    assert found[0].capture
    assert found[0].capture.how == "line"
    assert found[0].capture.custody.startswith("standard input:")


def test_standard_input_may_be_one_text() -> None:
    raw = b"\n\n  Kelmar said no.\n\nTosven {said} yes.\n"
    (article,) = articles(acquire(["-"], io.BytesIO(raw)))
    assert article.text == raw.decode()
    assert article.id == f"stdin-{hashlib.sha256(raw).hexdigest()[:16]}"
    assert article.capture
    assert (article.capture.how, article.capture.content) == ("stdin", raw)


def test_every_line_that_is_not_blank_gives_one_result() -> None:
    raw = [line("a1"), b"  \n", b"{", line("a3", published="May"), b"\r\n", line("a4"), b"[]"]
    found = list(acquire_lines(raw, "x"))
    assert [(f.number, f.id, f.article is None, [p.kind for p in f.problems]) for f in found] == [
        (1, "a1", False, []),
        (3, None, True, ["broken_json"]),
        (4, "a3", False, ["metadata"]),
        (6, "a4", False, []),
        (7, None, True, ["wrong_type"]),
    ]
    assert all(isinstance(f, Line) for f in found)


def test_lines_are_read_one_at_a_time() -> None:
    # Kills: a list() around the lines.
    def endless() -> Iterator[bytes]:
        number = 0
        while True:
            number += 1
            yield line(f"a{number}")

    found = acquire_lines(endless(), "x")
    assert [next(found).id for _ in range(3)] == ["a1", "a2", "a3"]


def test_the_same_id_with_the_same_text_comes_again(tmp_path: Path) -> None:
    path = put(tmp_path / "in.jsonl", line("a1") + line("a1"))
    assert [a.id for a in articles(acquire([path, path]))] == ["a1"] * 4


def test_an_id_that_stands_for_two_texts_across_files(tmp_path: Path) -> None:
    one, two = put(tmp_path / "x/a.txt", b"One."), put(tmp_path / "y/a.txt", b"Two.")
    first, second = acquire([one, two])
    assert isinstance(first, Article)
    assert second == Problem(
        "acquire", "duplicate_id", 'expected one text for each id, got another text for "a"', str(two)
    )


def test_the_only_path_missing_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(AcquireError) as error:
        acquire([tmp_path / "none.txt"])
    assert (
        str(error.value)
        == f"{tmp_path}/none.txt: expected a path that can be read, got No such file or directory"
    )
    assert isinstance(error.value, OSError)


def test_one_path_missing_among_several_does_not_stop_the_rest(tmp_path: Path) -> None:
    there = put(tmp_path / "a.txt", b"Text.")
    for name in ("none.txt", "none.jsonl", "none"):
        first, second = acquire([tmp_path / name, there])
        assert first == Problem(
            "acquire",
            "unreadable",
            "expected a path that can be read, got No such file or directory",
            f"{tmp_path}/{name}",
        )
        assert isinstance(second, Article)


def test_no_path_and_no_stream_are_the_callers_mistake() -> None:
    with pytest.raises(InputError, match="paths: expected at least one file, folder or -"):
        acquire([])
    with pytest.raises(InputError, match="stdin: expected a binary stream"):
        list(acquire(["-"]))


def test_what_the_system_refuses_inside_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt", b"Text.")
    put(tmp_path / "shut/b.txt", b"Text.")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    listed = Path.iterdir

    def guarded(path: Path) -> Iterator[Path]:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", guarded)
    items = list(acquire([tmp_path]))
    assert [i.id if isinstance(i, Article) else (i.item, i.message) for i in items] == [
        "a",
        (f"{tmp_path}/gone.txt", "expected a path that can be read, got No such file or directory"),
        (f"{tmp_path}/shut", "expected a path that can be read, got Permission denied"),
    ]
    with pytest.raises(AcquireError, match="shut: expected a path that can be read, got Permission denied"):
        acquire([tmp_path / "shut"])


@given(
    st.lists(
        st.binary(max_size=30) | st.sampled_from([line(), b"{}", b'{"id":"\\ud800","text":"t"}', b"\xff\xfe"])
    )
)
def test_no_bytes_raise(raw: list[bytes]) -> None:
    # Kills: an exception of json or of a codec getting through; a line lost or doubled.
    found = list(acquire_lines(raw, "x"))
    assert [f.number for f in found] == [n for n, r in enumerate(raw, 1) if r.strip()]
    assert all((f.article is None) is (bool(f.problems) and f.problems[0].kind != "metadata") for f in found)


@given(st.binary(max_size=200))
def test_no_standard_input_raises(raw: bytes) -> None:
    # Kills: the same for one text; an article whose text cannot be written as UTF-8.
    for item in acquire(["-"], io.BytesIO(raw)):
        if isinstance(item, Article):
            item.text.encode("utf-8")
            assert "\0" not in item.text


@pytest.mark.corpus
def test_real_articles_all_come_in() -> None:
    folder = Path(os.environ.get("REPORTEDLY_DATA", "../shared/data"))
    if not folder.is_dir():
        pytest.skip(f"{folder} is not at hand")
    names = ("karabakh2020_countries", "abp_conflict_singles")
    paths = [*sorted((folder / "seeds").glob("*.txt")), *[folder / f"corpora/{name}.jsonl" for name in names]]
    found = articles(acquire(paths))
    assert len(found) == 2 + 180 + 1099
    assert len({a.id for a in found}) == len(found)
    assert sum(bool(a.published) for a in found) == 1 + 1099
