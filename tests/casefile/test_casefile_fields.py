"""Fields of a query beyond words: about, origin, date, spellings; facets, saved searches."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from casefile_builders import article, comparison, reading, statement

from reportedly.casefile import Casefile, create_casefile
from reportedly.casefile.querying import parse
from reportedly.errors import InputError, QueryError, UnknownItemError
from reportedly.record import Article, Reading, Relay, Speaker

AT = "2031-03-02T10:00:00Z"


def by(of: Article, name: str) -> Reading:
    """The reading of an article with its speaker under another name, relayed by a paper."""
    made = reading(of)
    relayed = dataclasses.replace(made.statements[0], relays=(Relay("Der Bote", "explicit"),))
    return dataclasses.replace(
        made, speakers=(Speaker("s1", name, "person"),), statements=(relayed, *made.statements[1:])
    )


@pytest.fixture
def searched(case: Casefile) -> Casefile:
    articles = [
        article(1, outlet="Kelmar Zeitung"),
        article(2, "the bridge is open", title="Open again", published="2031-04-02T08:00:00+01:00"),
        article(3, "nobody was told", title="The crossing, a year on", published="2030"),
        dataclasses.replace(article(4), metadata=()),
    ]
    case.add_all(articles)
    names = ("Ina Kelmaryev", "Ина Келмарьев", "Pavo Renn", "Ina Kelmariev")
    case.store_readings(by(a, name) for a, name in zip(articles, names, strict=True))
    case.store_comparison(comparison(articles[:2]))
    return case


def ids(case: Casefile, query: str) -> str:
    return "".join(sorted({hit.article[-1] for hit in case.search(query).items}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who:kelmaryev", "124"),
        ("who:Келмарьев", "124"),
        ("who:kelmarjev", "124"),
        ('who:"ina kelmariev"', "124"),
        ("who:ina who:kelmariev", "124"),
        ("who:kelmar*", "1234"),  # the source's words: the ministry of Kelmar
        ("who:ren", "3"),
        ("who:ron", ""),
        ("said:kelmaryev", ""),
        ("about:crossing", "134"),
        ("about:crossing voice:attributed said:told", "3"),
        ("about:crossing about:told", "3"),
        ("said:crossing", "14"),
        ("outlet:zeitung", "1"),
        ("outlet:ZEÍTUNG", "1"),
        ("outlet:nowhere", ""),
        ("origin:orbis", "1234"),
        ("origin:bote", "1234"),
        ("origin:bote bridge", "2"),
        ("origin:nowhere", ""),
        ("date:2031", "12"),
        ("date:2031-03", "1"),
        ("date:2031-04-02", "2"),
        ("date:2031-04-03..", ""),
        ("date:..2031-03-02", "13"),
        ("date:2030..2031-03 who:ministry", "13"),
        ("date:2031-01..2031-12 date:2031-04", "2"),
    ],
)
def test_fields_find(searched: Casefile, query: str, found: str) -> None:
    assert ids(searched, query) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bridge date:soon", "character 8: expected after date: a year, month or day"),
        ("date:2031-13", "character 1: expected after date"),
        ("date:..", "expected after date"),
        ("date:2031-02-30", "expected after date"),
        ("date:2031..2030", "the earlier one first"),
        ("  bridge stance:shouts", "query, character 10: expected after stance: one of"),
        ('bridge "open', "query, character 8: expected a quotation mark"),
        ("bridge \ud800", "character 8: expected characters that a text can hold"),
        ('outlet:""', "expected a value after outlet:"),
    ],
)
def test_errors_name_their_place(searched: Casefile, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        searched.search(query)


def test_a_day_that_ends_a_range_is_in_it() -> None:
    (days,) = parse("date:2031-03..2031-04").days
    assert days.first == "2031-03"
    assert days.last is not None
    assert "2031-04-30T23:59:59Z" < days.last < "2031-05"


def test_what_stands_about_is_marked(searched: Casefile) -> None:
    (hit,) = searched.search("about:bridge").items
    assert [piece.text for piece in hit.snippet if piece.marked] == ["bridge"]


def test_facets_count_what_is_found(searched: Casefile) -> None:
    found = searched.facets("voice:attributed", listed=2)
    assert (found.counted, found.cut) == (4, False)
    assert found.facets["speaker"].values == (("Ina Kelmariev", 1), ("Ina Kelmaryev", 1))
    assert found.facets["speaker"].distinct == 4
    assert (found.facets["outlet"].values, found.facets["outlet"].without) == (
        (("The Example", 2), ("Kelmar Zeitung", 1)),
        1,
    )
    assert dict(searched.facets("voice:attributed").facets["month"].values) == {
        "2030": 1,
        "2031-03": 1,
        "2031-04": 1,
    }
    assert searched.facets("zebra").counted == 0


def test_facets_out_of_time_say_so(tmp_path: Path) -> None:
    of = article(1)
    many = [statement(of, of.text[i : i + 3]) for i in range(80)]
    with create_casefile(tmp_path / "case.db") as case:
        for n in range(30):
            of = article(n)
            many = [
                statement(of, of.text[i : i + 9]) for i in range(90) if of.text.index(of.text[i : i + 9]) == i
            ]
            case.add(of, dataclasses.replace(reading(of), statements=tuple(many)))
        found = case.facets("voice:outlet", seconds=0.0)
        assert found.cut
        assert found.counted < case.facets("voice:outlet", seconds=60).counted
        assert sum(n for _, n in found.facets["voice"].values) == found.counted


def test_a_kept_search_tells_what_is_new(searched: Casefile) -> None:
    searched.save_search("crossing", "crossing", "Ada", AT)
    assert searched.new_since("crossing").count == 0
    searched.store_readings([by(article(1), "Ina Kelmaryev")])  # read again, the same
    assert searched.new_since("crossing").count == 0
    searched.add(article(7), reading(article(7)))
    assert [hit.article for hit in searched.new_since("crossing").items] == ["a00007"]
    assert searched.looked_at("crossing", AT) == 1
    assert searched.new_since("crossing").count == 0
    (kept,) = searched.saved_searches()
    assert (kept.name, kept.query, kept.by, kept.seen) == ("crossing", "crossing", "Ada", 4)
    searched.save_search("crossing", "bridge", "Ada", AT)
    assert searched.saved_searches()[0].seen == 1
    searched.forget_search("crossing")
    assert searched.saved_searches() == ()
    assert searched._store.value("SELECT count(*) FROM seen") == 0


def test_a_search_that_cannot_be_kept_says_why(searched: Casefile) -> None:
    with pytest.raises(QueryError):
        searched.save_search("x", "stance:shouts", "Ada", AT)
    with pytest.raises(InputError, match="a name"):
        searched.save_search(" ", "bridge", "Ada", AT)
    for call in (searched.new_since, searched.forget_search):
        with pytest.raises(UnknownItemError, match="no saved search 'x'"):
            call("x")
