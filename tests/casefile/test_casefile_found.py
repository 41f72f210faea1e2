"""What exports and summaries ask of a casefile: articles found in order, one state of the file, counts by wording."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from casefile_builders import article, comparison, reading

from reportedly.casefile import Casefile, create_casefile, open_casefile, search
from reportedly.casefile.engine import NEEDED, engine
from reportedly.errors import QueryError


def filled(case: Casefile, n: int = 5) -> Casefile:
    for i in range(n, 0, -1):
        made = article(i, "the crossing stays shut" if i % 2 else "the ferry sails again")
        case.add(made, reading(made))
    return case


@pytest.mark.parametrize("page", [1, 2, 10_000])
def test_articles_found_come_in_the_order_of_ids_with_their_places(
    case: Casefile, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(search, "_PAGE_ARTICLES", page)
    filled(case)
    assert list(case.found_articles("said:crossing")) == [(f"a0000{i}", (0,)) for i in (1, 3, 5)]
    assert next(iter(case.found_articles("outlet:example talks"))) == ("a00001", (1,))
    assert list(case.found_articles("voice:attributed voice:attributed")) == [
        (f"a0000{i}", (0,)) for i in range(1, 6)
    ]
    assert list(case.found_articles("nowhere")) == []


def test_an_article_whose_title_or_text_alone_is_hit_has_no_places(case: Casefile) -> None:
    filled(case)
    assert next(iter(case.found_articles("part"))) == ("a00001", ())
    assert list(case.found_articles("HALVIK crossing")) == [(f"a0000{i}", ()) for i in range(1, 6)]


def test_without_a_query_every_article_comes_in_the_order_of_ids(case: Casefile) -> None:
    assert list(filled(case).found_articles(None)) == [(f"a0000{i}", None) for i in range(1, 6)]


def test_articles_found_are_those_of_search(case: Casefile) -> None:
    filled(case)
    for query in ("crossing", "who:kelmar", "ferry OR", "talks", "stance:asserts crossing"):
        hits = case.search(query, limit=100).items
        found = dict(case.found_articles(query))
        assert set(found) == {hit.article for hit in hits}
        assert sum(map(len, found.values())) == sum(hit.statement is not None for hit in hits)


def test_a_query_that_cannot_be_understood_is_refused(case: Casefile) -> None:
    with pytest.raises(QueryError):
        list(case.found_articles('"open'))


def test_a_snapshot_sees_one_state(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with create_casefile(path) as case:
        filled(case, 3)
    with open_casefile(path, readonly=True) as seen:
        with seen.snapshot():
            assert seen.summary().articles == 3
            writer = threading.Thread(target=lambda: open_casefile(path).add(article(9)))
            writer.start()
            writer.join()
            assert [a.id for a in seen.articles()] == ["a00001", "a00002", "a00003"]
            assert seen.summary().articles == 3
        assert seen.summary().articles == 4


def test_a_summary_counts_outlets_stories_wordings_and_what_is_open(case: Casefile) -> None:
    articles = [article(1), article(2, outlet="The Other"), article(3)]
    for made in articles:
        read = reading(made)
        said, own = read.statements
        doubtful = replace(said, stance="denies", form="mixed", resolution="unresolved", inferred=True)
        case.add(made, replace(read, statements=(doubtful, own)) if made is articles[2] else read)
    case.store_comparison(comparison(articles[:2]))
    found = case.summary()
    assert (found.articles, found.outlets, found.stories, found.in_stories) == (3, 2, 1, 2)
    assert list(found.forms.items()) == [("indirect", 2), ("mixed", 1)]
    assert list(found.stances.items()) == [("asserts", 2), ("denies", 1)]
    assert (found.unresolved, found.inferred, found.open_questions) == (1, 1, 3)
    assert [case.origins_found(a.id) for a in articles] == [("st1", 2), ("st1", 2), None]
    assert sum(found.forms.values()) == sum(found.stances.values()) == found.attributed


def test_the_engine_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine().missing == ()
    assert engine().version.count(".") >= 1
    monkeypatch.setitem(NEEDED, "a thing no SQLite has", "CREATE VIRTUAL TABLE t USING nothing_of_the_kind")
    assert engine().missing == ("a thing no SQLite has",)
