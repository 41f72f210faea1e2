"""Bad input: the exact words a person meets, with the item and what was expected; the rest of the batch goes on."""

import os
from pathlib import Path

import pytest

from reportedly.acquire import TOO_LARGE, acquire, acquire_lines, capped_lines
from reportedly.codec import encode
from reportedly.record import Article, Problem

FILES: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty: expected a text, got an empty file"),
    ("blank.txt", b" \r\n\t\xc2\xa0", "empty: expected a text, got nothing but white space"),
    ("mark.txt", b"\xef\xbb\xbf", "empty: expected a text, got nothing but white space"),
    (
        "picture.txt",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "binary: expected text, got binary content (4 control bytes in 16 bytes)",
    ),
    (
        "nul.txt",
        b"Kelmar said no. " * 9 + b"\0 Tosven",
        "bad_character: expected a text without NUL or lone surrogates, got U+0000 at character 144",
    ),
    (
        "cut.txt",
        "Kelmar’s mayor ’".encode()[:-1],
        "encoding: expected UTF-8 text, got byte 0xE2 at byte 17, which is not UTF-8 though the bytes before it are",
    ),
    (
        "cyrillic.txt",
        "Мэр уехал".encode("cp1251"),
        "encoding: expected a text whose encoding can be told, got byte 0xCC at byte 0, which is not UTF-8, and only 8 bytes above 0x7F to tell another encoding by",
    ),
    (
        "odd.txt",
        b"Kelmar caf\xe9 and more words here \x9d then",
        "encoding: expected a text whose encoding can be told, got byte 0xE9 at byte 10, which is not UTF-8, and only 2 bytes above 0x7F to tell another encoding by",
    ),
    (
        "noise.txt",
        bytes(range(0x80, 0x100)) * 9,
        "encoding: expected a text whose encoding can be told, got byte 0x80 at byte 0, which is not UTF-8, and letters that fit no other encoding either",
    ),
    (
        "odd16.txt",
        b"\xff\xfea\0\x00\xd8b\0",
        "encoding: expected UTF-16 text, got byte 0x00 at byte 4, which is not UTF-16",
    ),
    ("empty.html", b"", "empty: expected a page, got an empty file"),
    ("blank.htm", b" \r\n\t", "empty: expected a page, got nothing but white space"),
    (
        "comment.html",
        b"<!-- nothing else -->",
        "no_text: expected a page with an article's text, got a page without any element",
    ),
    (
        "body.html",
        b"<html><head><title>Kelmar</title></head><body></body></html>",
        "no_text: expected a page with at least one paragraph of an article, got a page without text",
    ),
    (
        "menu.html",
        b"<html><body>" + b"<li><a href='/k'>Kelmar</a>" * 30 + b"</body></html>",
        "no_text: expected a page with at least one paragraph of an article, got 30 words of links, labels and buttons",
    ),
    (
        "frames.xhtml",
        b"<html><frameset><frame src='a.html'/></frameset></html>",
        "no_text: expected a page with at least one paragraph of an article, got a page without text",
    ),
    (
        "picture.html",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "binary: expected text, got binary content (4 control bytes in 16 bytes)",
    ),
    (
        "cut.html",
        "<p>Kelmar’s mayor said no.</p><p>’".encode()[:-1],
        "encoding: expected UTF-8 text, got byte 0xE2 at byte 35, which is not UTF-8 though the bytes before it are",
    ),
    (
        "deep.html",
        b"<div>" * 300 + b"<p>Kelmar said no to it all, again and again.",
        "too_large: expected a page of at most 250 levels of nesting, got more",
    ),
    (
        "many.html",
        b"<p>Kelmar" * 20_001,
        "too_large: expected a page of at most 20,000 elements, got more",
    ),
    (
        "attributes.html",
        b"<p " + b" ".join(b"a%d" % i for i in range(1_001)) + b">Kelmar",
        "too_large: expected a page of at most 1,000 attributes in one tag, got more",
    ),
    (
        "long.html",
        b"<p>" + b"Kelmar said no. " * 600_000,
        "too_large: expected a page of at most 9,500,000 bytes, got 9,600,003",
    ),
    ("empty.md", b"", "empty: expected a text, got an empty file"),
    ("blank.md", b"\n \n", "empty: expected a text, got nothing but white space"),
    (
        "title.md",
        b"---\ndate: 2031-05-03\n---\n# Kelmar says no\n",
        "no_text: expected paragraphs of an article, got Markdown without any",
    ),
    (
        "nul.md",
        b"Kelmar said no. " * 9 + b"\0 Tosven",
        "bad_character: expected a text without NUL or lone surrogates, got U+0000 at character 144",
    ),
    (
        "deep.md",
        b"> " * 200 + b"Kelmar",
        "too_large: expected Markdown nested at most 100 levels deep, got deeper",
    ),
    (
        "long.md",
        b"Kelmar said no. " * 12_501,
        "too_large: expected Markdown of at most 200,000 characters, got 200,016 characters",
    ),
    (
        "notes.odt",
        b"PK",
        "unsupported_file: expected a .txt, .md, .html, .htm, .xhtml, .pdf, .docx, .eml, .csv, .tsv, .parquet, .warc, .warc.gz, .arc, .arc.gz, .wacz or .jsonl file, got 'notes.odt'",
    ),
    (
        "bare",
        b"Text.",
        "unsupported_file: expected a .txt, .md, .html, .htm, .xhtml, .pdf, .docx, .eml, .csv, .tsv, .parquet, .warc, .warc.gz, .arc, .arc.gz, .wacz or .jsonl file, got 'bare'",
    ),
]


@pytest.mark.parametrize(("name", "content", "message"), FILES, ids=[f[0] for f in FILES])
def test_a_file_that_cannot_be_used(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    good = tmp_path / "good.txt"
    good.write_text("Kelmar said no.")
    problem, article = acquire([path, good])
    assert isinstance(problem, Problem)
    assert f"{problem.item}: {problem.kind}: {problem.message}" == f"{path}: {message}"
    assert problem.stage == "acquire"
    assert isinstance(article, Article)


LINES: list[tuple[bytes, str | None, str]] = [
    (b"{", None, "broken_json: expected a JSON object, got broken JSON at character 1 (Expecting property name enclosed in double quotes)"),
    (b'{"id": "b", "text": "cut', None, "broken_json: expected a JSON object, got broken JSON at character 20 (Unterminated string starting at)"),
    (b'{"id": "b", "text": "t"} {}', None, "broken_json: expected a JSON object, got broken JSON at character 25 (Extra data)"),
    (b'{"id": "b", "text": "t", "n": NaN}', None, "broken_json: expected a JSON object, got NaN, which is not JSON"),
    (b'{"id": "b", "text": "t", "n": 1e999}', None, "broken_json: expected a JSON object, got the number 1e999, which is too large"),
    (b"[" * 100_000, None, "broken_json: expected a JSON object, got too many levels of lists and objects"),
    (b'{"id": "b", "text": "t", "n": ' + b"[" * 300 + b"]" * 300 + b"}", "b", 'broken_json: expected at most 200 levels of lists and objects, got more in "n"'),
    (b"Kelmar said no.", None, "broken_json: expected a JSON object, got broken JSON at character 0 (Expecting value)"),
    (b"[1]", None, "wrong_type: expected a JSON object, got a list"),
    (b"null", None, "wrong_type: expected a JSON object, got null"),
    (b'{"text": "t"}', None, 'missing_field: expected a field "id", got none'),
    (b'{"id": "b"}', "b", 'missing_field: expected a field "text", got none'),
    (b'{"id": 7, "text": "t"}', None, 'wrong_type: expected "id" to be a string, got a number: 7'),
    (b'{"id": true, "text": "t"}', None, 'wrong_type: expected "id" to be a string, got a boolean: true'),
    (b'{"id": null, "text": "t"}', None, 'wrong_type: expected "id" to be a string, got null'),
    (b'{"id": " ", "text": "t"}', None, 'empty: expected a "id" that is not blank, got " "'),
    (b'{"id": "b", "text": ["t"]}', "b", 'wrong_type: expected "text" to be a string, got a list: ["t"]'),
    (b'{"id": "b", "text": " \\n"}', "b", 'empty: expected a "text" that is not blank, got " \\n"'),
    (b'{"id": "b", "text": "Kel\\ud800mar"}', "b", 'bad_character: expected "text" without NUL or lone surrogates, got U+D800 at character 3'),
    (b'{"id": "b", "text": "Kel\\u0000mar"}', "b", 'bad_character: expected "text" without NUL or lone surrogates, got U+0000 at character 3'),
    (b'{"id": "\\udfff", "text": "t"}', None, 'bad_character: expected "id" without NUL or lone surrogates, got U+DFFF at character 0'),
    (b'{"id": "b", "text": "t", "tags": [{"x": "\\udc00"}]}', "b", 'bad_character: expected "tags" without NUL or lone surrogates, got U+DC00 at character 0'),
    (b'{"id": "b", "text": "t", "\\udc00": 1}', "b", "bad_character: expected a field name without NUL or lone surrogates, got U+DC00 at character 0"),
    (b'{"id": "b", "text": "\xe9\xe8\xea\xeb\xec\xed\xee"}', None, "encoding: expected UTF-8 text, got byte 0xE9 at byte 21 and too many others above 0x7F for Windows-1252"),
    (b"\0\1\2\3", None, "binary: expected text, got binary content (4 control bytes in 4 bytes)"),
    (b'{"id": "a", "text": "Another text."}', "a", 'duplicate_id: expected one text for each id, got another text for "a"'),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "id", "message"), LINES, ids=range(len(LINES)))
def test_a_line_that_cannot_be_used(raw: bytes, id: str | None, message: str) -> None:
    good = [b'{"id": "a", "text": "Kelmar said no."}\n', b'{"id": "z", "text": "Tosven said yes."}\n']
    first, bad, last = acquire_lines([good[0], raw + b"\n", good[1]], "in.jsonl")
    assert first.article
    assert last.article
    assert (bad.number, bad.id, bad.article) == (2, id, None)
    (problem,) = bad.problems
    assert f"{problem.item}: {problem.kind}: {problem.message}" == f"in.jsonl:2: {message}"
    encode(problem)


METADATA: list[tuple[bytes, str, object, str]] = [
    (b'"published": "3 May 2031"', "published", "3 May 2031", 'expected "published" to be an ISO 8601 date or date-time, got "3 May 2031"'),
    (b'"published": "2031-02-30"', "published", "2031-02-30", 'expected "published" to be an ISO 8601 date or date-time, got "2031-02-30"'),
    (b'"modified": "2031"', "modified", "2031", 'expected "modified" to be an ISO 8601 date or date-time, got "2031"'),
    (b'"published": 1935539200', "published", 1935539200, 'expected "published" to be a string, got 1935539200'),
    (b'"outlet": ["The Example"]', "outlet", ["The Example"], 'expected "outlet" to be a string, got ["The Example"]'),
    (b'"title": false', "title", False, 'expected "title" to be a string, got false'),
]  # fmt: skip


@pytest.mark.parametrize(("field", "name", "value", "message"), METADATA)
def test_a_metadatum_that_cannot_be_used_stays_in_extra(
    field: bytes, name: str, value: object, message: str
) -> None:
    raw = b'{"id": "a", "text": "t", "language": "en", "date": "2031-05-03", ' + field + b"}"
    (line,) = acquire_lines([raw], "in.jsonl")
    assert line.article
    assert line.problems == (Problem("acquire", "metadata", message, "in.jsonl:1"),)
    assert line.article.extra[name] == value
    assert line.article.language == "en"
    assert line.article.first(name) == ("2031-05-03" if name == "published" else None)


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "notes.odt").write_text("Text.")
    (problem,) = acquire([tmp_path])
    assert problem == Problem(
        "acquire",
        "empty",
        "expected files that end in .txt, .md, .html, .htm, .xhtml, .pdf, .docx, .eml, .csv, .tsv, .parquet, .warc, .warc.gz, .arc, .arc.gz, .wacz or .jsonl, got a folder without any",
        str(tmp_path),
    )


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.md", "pipe.html", "pipe.jsonl"])
def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (problem,) = acquire([tmp_path])
    assert problem == Problem(
        "acquire", "unreadable", "expected a regular file, got a pipe, device or folder", str(tmp_path / name)
    )


def test_a_file_of_fifty_megabytes_is_named_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    (problem,) = acquire([path])
    assert problem == Problem(
        "acquire",
        "too_large",
        "expected an article of less than 50,000,000 bytes, got 50,000,000 bytes",
        str(path),
    )


def test_a_line_of_fifty_megabytes_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "a", "text": "')
        for _ in range(60):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"id": "b", "text": "t"}\n')
    problem, article = acquire([path])
    assert problem == Problem(
        "acquire", "too_large", "expected an article of less than 50,000,000 bytes, got more", f"{path}:1"
    )
    assert isinstance(article, Article)
    assert article.id == "b"
    with path.open("rb") as file:
        assert [len(line) for line in capped_lines(file)] == [TOO_LARGE, 25]


def test_standard_input_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        for _ in range(60):
            file.write(b"Kelmar said no.\n" * 62_500)
    with path.open("rb") as stream:
        (problem,) = acquire(["-"], stream)
        assert stream.tell() < 51_000_000
    assert problem == Problem(
        "acquire",
        "too_large",
        "expected an article of less than 50,000,000 bytes, got more",
        "standard input",
    )
