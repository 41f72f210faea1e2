"""BibTeX, read by bibtexparser: one entry for each article, any characters in it."""

from __future__ import annotations

import bibtexparser
from export_builders import ARTICLE, ENTRIES, entry_of, written
from hypothesis import example, given, settings
from hypothesis import strategies as st

import strategies
from reportedly.present.tables import Entry


def entries(*given_: Entry) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(written("bibtex", *given_).decode())
    assert not library.failed_blocks
    return [
        {"key": e.key, "type": e.entry_type, **{f.key: f.value for f in e.fields}} for e in library.entries
    ]


def test_an_article_is_an_entry() -> None:
    first, second = entries()
    assert first["type"] == "misc"
    assert first["title"] == r"{=Bridge \{closed\} 100\%}"
    assert first["author"] == "{By Lena Orsk, Halvik}"
    assert (first["howpublished"], first["year"], first["date"]) == (
        r"The Example \& Sons",
        "2031",
        "2031-03-03",
    )
    assert first["url"] == r"https://example.org/1_2?a=b&c=\%20d"
    assert first["note"] == f"reportedly article {ARTICLE.id}"
    assert first["key"].startswith("theexamplesons2031-")
    assert "title" not in second
    assert len({first["key"], second["key"]}) == 2


def test_a_date_that_is_none_gives_no_year() -> None:
    (found,) = entries(entry_of("x", published="in March"))
    assert "year" not in found
    assert found["date"] == "in March"


@settings(max_examples=60, deadline=None)
@given(title=strategies.texts(), outlet=strategies.texts(), byline=st.text('\\{}~^%&$#_"@,=é\n', max_size=12))
@example(title="\\", outlet="}", byline="{")
def test_any_characters_are_one_entry(title: str, outlet: str, byline: str) -> None:
    # Kills: a brace or backslash that ends a field or an entry; a key with characters that BibTeX takes apart.
    found = entries(entry_of("x", title=title, outlet=outlet, byline=byline), ENTRIES[0])
    assert len(found) == 2
    assert found[1]["title"] == r"{=Bridge \{closed\} 100\%}"
