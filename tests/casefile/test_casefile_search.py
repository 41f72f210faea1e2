"""What is found, where, in which order; and that nothing typed into the box can break it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from casefile_builders import article, reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from reportedly.casefile import Casefile, Hit, Page, create_casefile
from reportedly.casefile.querying import MOST_TERMS, parse
from reportedly.errors import InputError, QueryError


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    """Three read articles, one unread."""
    path: Path = tmp_path_factory.mktemp("search") / "case.db"
    crossing = article(1)
    bridge = article(2, "the bridge at Zelhan is open", outlet="Tosven Courier", title="Bridge open again")
    both = article(3, "neither cafe nor bridge was hit", outlet="100% News_Daily")
    unread = dataclasses.replace(article(4, "the harbour sleeps"), metadata=())
    with create_casefile(path) as case:
        case.add_all([crossing, bridge, both, unread])
        case.store_readings(map(reading, (crossing, bridge, both)))
        yield case


def ids(page: Page[Hit]) -> list[str]:
    return [f"{hit.article[-1]}:{hit.where}" for hit in page.items]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bridge", ["3:statement", "2:statement"]),
        ("BRIDGE open", ["2:statement"]),
        ('"bridge at Zelhan"', ["2:statement"]),
        ("„bridge at Zelhan“", ["2:statement"]),
        ('"Zelhan bridge"', []),
        ("cafe", ["3:statement", "1:statement"]),
        ("café", ["3:statement", "1:statement"]),
        ("zel*", ["2:statement"]),
        ("zel", []),
        ("harbour", ["4:text"]),
        ("again", ["2:title"]),
        ("halvik zelhan", ["2:text"]),
        ("who:kelmar bridge", ["3:statement", "2:statement"]),
        ("who:ministry said:bridge outlet:courier", ["2:statement"]),
        ("said:kelmar", []),
        ("who:kelmar who:bridge", []),
        ("said:bridge said:kelmar", []),
        ('outlet:"100% news_"', ["3:statement", "3:statement"]),
        ("outlet:100_", []),
        ("voice:outlet talks", ["3:statement", "2:statement", "1:statement"]),
        ("voice:attributed talks", []),
        ("stance:denies", []),
        ("kind:statement form:indirect voice:attributed", ["3:statement", "2:statement", "1:statement"]),
        ('"who:kelmar"', []),
        ("OR", []),
        ("NEAR(bridge, 2)", []),
    ],
)
def test_queries_find(searched: Casefile, query: str, found: list[str]) -> None:
    page = searched.search(query)
    assert ids(page) == found
    assert (page.count, page.truncated) == (len(found), False)


def test_orders_and_pages(searched: Casefile) -> None:
    assert ids(searched.search("bridge", order="oldest")) == ["2:statement", "3:statement"]
    assert ids(searched.search("report", order="oldest")) == ["1:text", "2:text", "3:text", "4:text"]
    ranked = searched.search("bridge", order="rank")
    assert sorted(ids(ranked)) == ["2:statement", "3:statement"]
    page = searched.search("report", limit=1, offset=1)
    assert (ids(page), page.count, page.truncated) == (["2:text"], 4, True)
    with pytest.raises(InputError, match="one of date, oldest, rank"):
        searched.search("bridge", order="best")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="limit: expected"):
        searched.search("bridge", limit=-1)


def test_a_hit_tells_who_said_what_and_marks_the_match(searched: Casefile) -> None:
    (hit,) = searched.search("zelhan").items
    assert (hit.speaker, hit.source, hit.cue) == ("Ministry of Kelmar", "The ministry of Kelmar", "said")
    assert (hit.resolution, hit.inferred, hit.voice, hit.outlet) == (
        "named",
        False,
        "attributed",
        "Tosven Courier",
    )
    assert "".join(piece.text for piece in hit.snippet) == hit.content == "the bridge at Zelhan is open"
    assert [piece.text for piece in hit.snippet if piece.marked] == ["Zelhan"]
    (title,) = searched.search("again").items
    assert [piece.text for piece in title.snippet if piece.marked] == ["again"]
    (text,) = searched.search("harbour").items
    assert ("harbour", True) in [(piece.text, piece.marked) for piece in text.snippet]
    assert (text.statement, text.content, text.title) == (None, None, "")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "expected words"),
        ("  \n", "expected words"),
        ('bridge "at Zelhan', "a quotation mark that closes '\"at Zelhan'"),
        ("speaker:kelmar", 'a field among who:, said:, about:, outlet:, .* got "speaker:"'),
        ("stance:lies", "expected after stance: one of asserts, denies"),
        ("😀", "expected letters or digits"),
        ("who:", "a value right after who:"),
        ("bridge said: kelmar", "a value right after said:, without a space"),
        ("who:*", "expected letters or digits"),
        ('outlet:" "', "expected a value after outlet:"),
        ("x" * 1001, "at most 1000 characters, got 1001"),
        ("a " * (MOST_TERMS + 1), "at most 64 words"),
    ],
)
def test_unusable_queries_say_what_was_expected(searched: Casefile, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        searched.search(query)


def test_the_longest_query_allowed_works(searched: Casefile) -> None:
    assert searched.search("who:a " * MOST_TERMS).count == 0


syntax = st.sampled_from(
    [
        *'"*:()^+-{}\\%_;',
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "who:",
        "said:",
        "outlet:",
        "voice:outlet",
        "rowid",
        "\0",
        "\x02",
    ]
)
# Letters that Python knows and SQLite's tokenizer (Unicode 6.1) does not are among what `texts` gives.
queries = st.lists(st.one_of(syntax, strategies.texts(max_size=8)), max_size=8).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


# Kills: any character of FTS5's or LIKE's own syntax reaching SQLite unquoted (an SQLite error would escape).
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, order=st.sampled_from(["date", "oldest", "rank"]))
def test_any_query_gives_a_page_or_a_reason(searched: Casefile, query: str, order: str) -> None:
    refused = False
    try:
        page = searched.search(query, order=order)  # type: ignore[arg-type]
    except QueryError:
        refused = True
    assert refused or len(page.items) == min(page.count, 50)


# Kills: a typed word changed, dropped or split on its way into the expression.
@given(words=st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_plain_words_are_looked_for_as_they_are(words: list[str]) -> None:
    assert [term.text for term in parse(" ".join(words)).anywhere] == words
    assert [term.text for term in parse('"' + " ".join(words) + '"').anywhere] == [" ".join(words)]
