"""The search screen: the form writes the query language, conditions come off, facets narrow, searches are kept."""

import csv
import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import factory
from reportedly.casefile import Facets, finding, open_casefile
from reportedly.casefile.querying import parse
from reportedly.errors import QueryError
from reportedly.web.conditions import conditions, of_boxes, refusal, with_value, without, written


@pytest.mark.parametrize(
    "query",
    [
        "who:ministry said:denied bridge",
        '"east bank" cease* outlet:"The Kelmar" date:2031-03..2031-04 stance:denies',
        'origin:vesta date:2031.. about:"a b" 10:30',
        "who:a who:b voice:outlet form:direct kind:belief",
        "«мост» said:цел",
    ],
)
def test_conditions_written_again_ask_the_same(query: str) -> None:
    # Kills: a lost prefix star, a phrase written as words, a bound of a date with its sorting mark.
    assert parse(written(conditions(query))) == parse(query)


@given(
    st.lists(
        st.sampled_from(["who:ott", "said:bridge", "mo*", '"a b"', "stance:denies", "date:2031-03"]),
        min_size=2,
        unique=True,
    )
)
def test_taking_a_condition_away_leaves_the_others(parts: list[str]) -> None:
    # Kills: taking away by place instead of by value, joining without a blank.
    found = conditions(" ".join(parts))
    left = without(found, found[0])
    assert conditions(left) == found[1:]


def test_the_boxes_write_a_query() -> None:
    asked = of_boxes(
        {
            "who": 'defence "prime minister"',
            "about": "bridge*",
            "outlet": "The Courier",
            "stance": "denies",
            "from": "2031-01",
        }
    )
    assert (
        asked
        == 'who:defence who:"prime minister" about:bridge* outlet:"The Courier" stance:denies date:2031-01..'
    )


def test_a_box_that_cannot_be_understood_is_named() -> None:
    with pytest.raises(QueryError, match="box “about”: query, character 1: expected letters"):
        of_boxes({"about": "---"})


def test_a_facet_narrows_by_names_that_hold_quotation_marks_and_by_none_that_cannot_be_asked() -> None:
    assert with_value((), "outlet", 'The "Sel" Gazette') == "outlet:Gazette"
    assert with_value((), "who", "«—»") is None


def test_a_refusal_points_at_its_place() -> None:
    with pytest.raises(QueryError) as caught:
        parse("bridge nosuch:x")
    assert (
        refusal("bridge nosuch:x", caught.value).before,
        refusal("bridge nosuch:x", caught.value).after,
    ) == ("bridge ", "nosuch:x")


def test_a_filled_form_leads_to_the_address_of_its_query(client: httpx.Client) -> None:
    answer = client.get("/search", params={"who": "dorn", "said": "", "about": "bridge", "order": "oldest"})
    assert answer.status_code == 303
    asked = urlsplit(answer.headers["location"])
    assert (asked.path, parse_qs(asked.query)) == (
        "/search",
        {"q": ["who:dorn about:bridge"], "order": ["oldest"]},
    )


def test_a_form_that_cannot_be_understood_says_so_and_keeps_what_was_typed(client: httpx.Client) -> None:
    answer = client.get("/search", params={"who": "dorn", "about": "---"})
    assert answer.status_code == 400
    assert "in the box “about”" in html.unescape(answer.text)
    assert 'name="who" value="dorn"' in answer.text


def test_each_chip_takes_its_condition_away(client: httpx.Client) -> None:
    text = client.get("/search", params={"q": "who:dorn bridge stance:accuses"}).text
    chips = re.findall(r'class="chip">.*?href="([^"]*)"', text)
    asked = {parse_qs(urlsplit(html.unescape(chip)).query)["q"][0] for chip in chips}
    assert asked == {"bridge stance:accuses", "who:dorn stance:accuses", "who:dorn bridge"}


def test_facets_count_and_narrow_to_as_many_hits(client: httpx.Client) -> None:
    twin = client.get("/search.json", params={"q": "voice:attributed"}).json()
    counts = dict(twin["facets"]["facets"]["speaker"]["values"])
    narrowed = client.get("/search.json", params={"q": 'voice:attributed who:"Lena Ott"'}).json()
    assert narrowed["count"] == counts["Lena Ott"] == 4
    page = html.unescape(client.get("/search", params={"q": "voice:attributed"}).text)
    assert 'href="/search?q=voice%3Aattributed+who%3A%22Lena+Ott%22"' in page
    assert "Over all 21 statements found" in page


def test_facets_that_were_cut_say_so(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = finding.facets.facets

    def cut(*asked: object) -> Facets:
        found = whole(*asked)  # type: ignore[arg-type]
        return Facets(found.facets, found.counted, cut=True)

    monkeypatch.setattr(finding.facets, "facets", cut)
    text = " ".join(client.get("/search?q=bridge").text.split())
    assert re.search(
        r"<strong>Cut:</strong> of the first \d+ statements, all that could be counted in 0.2 s", text
    )


def test_the_csv_twin_says_which_of_how_many_each_row_is_and_guards_formulas(
    own_server: str, own_path: object
) -> None:
    with open_casefile(own_path) as case:  # type: ignore[arg-type]
        case.add(factory.article("=1+1 zebra", id="f", title="=HYPERLINK(zebra)", outlet="@sum"))
        case.add(factory.article("a zebra", id="g"))
    answer = httpx.get(f"{own_server}/search.csv?q=zebra&limit=1&order=oldest", trust_env=False)
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(r["row"], r["of"], r["article"]) for r in rows] == [("1", "2", "f")]
    assert (rows[0]["title"], rows[0]["outlet"]) == ("'=HYPERLINK(zebra)", "'@sum")


@pytest.mark.parametrize(
    "path",
    ["/articles.csv", "/search.csv?q=bridge", "/stories.csv", "/problems.csv", "/review.csv", "/audit.csv"],
)
def test_every_list_has_a_csv_twin_as_long_as_its_json(client: httpx.Client, path: str) -> None:
    rows = list(csv.reader(io.StringIO(client.get(path).text)))
    assert rows[0][:2] == ["row", "of"]
    assert len(rows) - 1 == len(client.get(path.replace(".csv", ".json")).json()["items"])
    shown = client.get(path.replace(".csv", "").replace("/articles", "/")).text
    assert f'href="{html.escape(path)}"' in shown


def test_a_search_is_kept_tells_what_is_new_and_is_forgotten(ada: httpx.Client, own_path: object) -> None:
    assert ada.post("/search/save", data={"name": "bridges <b>", "q": "bridge"}).status_code == 303
    assert "nothing new since" in ada.get("/search").text
    with open_casefile(own_path) as case:  # type: ignore[arg-type]
        case.add(factory.article("Another bridge was opened.", id="new-1"))
    page = ada.get("/search").text
    assert "1 new since" in page
    assert "bridges &lt;b&gt;" in page
    assert "<b>" not in page
    new = ada.get("/search.json", params={"saved": "bridges <b>"}).json()
    assert [hit["article"] for hit in new["items"]] == ["new-1"]
    ada.post("/search/look", data={"name": "bridges <b>"})
    assert ada.get("/search.json", params={"saved": "bridges <b>"}).json()["count"] == 0
    ada.post("/search/forget", data={"name": "bridges <b>"})
    assert "bridges" not in ada.get("/search").text
    assert ada.get("/search", params={"saved": "bridges <b>"}).status_code == 400
