"""Markdown: words without marks, the headline and the front matter apart."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.acquire import acquire
from reportedly.acquire.markdown import markdown_article
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article, Noted


def article(source: str) -> Article:
    return markdown_article(source.encode(), "a", "a.md", "file", None)


@pytest.mark.parametrize(
    ("source", "title", "paragraphs"),
    [
        ("# Kelmar waits\n\nThe mayor\nsaid no.", "Kelmar waits", ["The mayor said no."]),
        ("Kelmar waits\n===\n\nThe mayor said no.", "Kelmar waits", ["The mayor said no."]),
        ("## Kelmar waits\n\nNo.\n\n## Later\n\nYes.", "Kelmar waits", ["No.", "Later", "Yes."]),
        ("Intro.\n\n# Kelmar waits\n\nNo.", "Kelmar waits", ["Intro.", "No."]),
        ("Intro.\n\n## Later\n\nNo.", "", ["Intro.", "Later", "No."]),
        ("# One\n\nNo.\n\n# Two\n\nYes.", "One", ["No.", "Two", "Yes."]),
        ("> “No,” she said.\n> Twice.\n>\n> Then left.", "", ["“No,” she said. Twice.", "Then left."]),
        ("- one\n- two\n\n  more of two\n  - inner\n1. first", "", ["one", "two", "more of two", "inner", "first"]),
        ("[The mayor](http://x.example 't') said *no* to **all** of `it`.", "", ["The mayor said no to all of it."]),
        ("![The pier](pier.jpg) Kelmar <b>said</b> no&nbsp;&amp; left.", "", ["Kelmar said no\xa0& left."]),
        ("See [the note][1].\n\n[1]: http://x.example", "", ["See the note."]),
        ("Line  \nbreak", "", ["Line\nbreak"]),
        ("```text\nKelmar:  no\n```\n\n    Tosven: yes", "", ["Kelmar:  no", "Tosven: yes"]),
        ("<div>Kelmar <i>said</i> no.<!-- x --><script>1</script></div>", "", ["Kelmar said no."]),
        ("No.\n\n---\n\nYes.", "", ["No.", "Yes."]),
        ("---\nNo front matter: as nothing closes it", "", ["No front matter: as nothing closes it"]),
        ("4 < 5 \\* and a_b_c", "", ["4 < 5 * and a_b_c"]),
        ("مرحبا **كلمار**", "", ["مرحبا كلمار"]),
    ],
)  # fmt: skip
def test_words_without_marks(source: str, title: str, paragraphs: list[str]) -> None:
    found = article(source)
    assert found.title == title
    assert found.text.split("\n\n") == paragraphs


def test_front_matter_gives_candidates() -> None:
    found = article(
        "---\r\ntitle: \"Kelmar: waits\"\r\ndate: 2031-05-03\r\npublished: 2031-05-04\r\nauthor: [Ida Fenn, 'Leo Brandt']\r\n"
        "outlet: The Daily Example\r\nurl: https://daily.example/a\r\nlang: en\r\nupdated: last week\r\nempty:\r\n"
        "tags:\r\n  - harbour\r\n---\r\n# Kelmar waits\r\n\r\nThe mayor said no.\r\n"
    )
    assert found.text == "The mayor said no."
    assert found.metadata == (
        Noted("url", "https://daily.example/a", "markdown:front matter[url]", "declared"),
        Noted("outlet", "The Daily Example", "markdown:front matter[outlet]", "declared"),
        Noted("title", "Kelmar: waits", "markdown:front matter[title]", "declared"),
        Noted("title", "Kelmar waits", "markdown:heading", "first heading"),
        Noted("byline", "Ida Fenn, Leo Brandt", "markdown:front matter[author]", "declared"),
        Noted("published", "2031-05-04", "markdown:front matter[published]", "declared"),
        Noted("published", "2031-05-03", "markdown:front matter[date]", "declared"),
        Noted("language", "en", "markdown:front matter[lang]", "declared"),
    )
    assert found.capture
    assert found.capture.custody == (
        "a.md; text without its Markdown marks; date not understood: 'last week' in front matter[updated]"
    )


def test_a_file_is_kept_to_the_byte(tmp_path: Path) -> None:
    content = "\ufeff# Kelmar waits\n\nThe mayor’s *no*.".encode()
    (tmp_path / "a.md").write_bytes(content)
    (tmp_path / "a.txt").write_bytes(b"Another text.")
    page, text = acquire([tmp_path])
    assert isinstance(page, Article)
    assert isinstance(text, Article)
    assert (page.id, text.id) == ("a.md", "a")
    assert page.text == "The mayor’s no."
    assert page.capture
    assert (page.capture.content, page.capture.media_type) == (content, "text/markdown")
    assert "decoded as UTF-8 by its byte order mark" in page.capture.custody


HOSTILE = {
    "brackets": "[" * 60_000,
    "images": "![" * 40_000,
    "links": "[a](<b" * 30_000,
    "emphasis": "**a *b " * 20_000,
    "comments": "<!--" * 50_000,
    "tags": "<a" * 100_000,
    "scripts": "<script>\n" * 20_000,
    "items": "- a\n  - b\n" * 10_000,
    "front matter": "---\na: b" + " " * 150_000 + "c\n---\nKelmar said no.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon(name: str) -> None:
    began = time.process_time()
    kind = ""
    try:
        article(HOSTILE[name])
    except RefusedError as refused:
        kind = refused.kind
    assert kind in ("", "no_text", "too_large")
    assert time.process_time() - began < 5


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="Ka e.\n#>-*_`[]()!<&\\:|\t1é\u2028", max_size=80))
def test_no_characters_raise(source: str) -> None:
    # Kills: an exception of the parser getting through; a paragraph that is blank.
    try:
        found = article(source)
    except RefusedError:
        return
    assert all(paragraph.strip() for paragraph in found.text.split("\n\n"))


@given(st.lists(st.sampled_from(["Kelmar", "said", "no", "“quoted”", "12", "and"]), min_size=1, max_size=20))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    # Kills: a word lost or doubled between the parser's pieces.
    assert article(" ".join(words)).text == " ".join(words)
