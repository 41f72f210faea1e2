"""Judging, taking back and editing through forms; the reading view with what people found; the audit of it."""

import json
from pathlib import Path

import httpx
import invented_case
import pytest
from invented_case import ODD_TEXT, WIRE_TEXT

from reportedly.casefile import open_casefile
from reportedly.text.utf16 import to_utf16
from reportedly.web.addresses import article_href, edit_href

WIRE = "abp:wire/0314"
READ = {a.id: r for a, r in invented_case.articles() if r is not None}
DENIED = next(s for s in READ[WIRE].statements if s.stance == "denies")
ODD = "стрічка/№ 5?#%2F.."


def judged(client: httpx.Client, statement: str, verdict: str, **more: str) -> httpx.Response:
    return client.post(
        "/review/judge", data={"statement": statement, "verdict": verdict, "back": "/review", **more}
    )


def edited(client: httpx.Client, article: str, statement: str, **changed: str) -> httpx.Response:
    """The edit form sent back with some fields changed, the others as the page fills them."""
    twin = next(
        s
        for s in client.get(article_href(article) + ".json").json()["reading"]["statements"]
        if s["id"] == statement
    )
    places = {n: ", ".join(f"{s}-{e}" for s, e in twin[n]) for n in ("content", "cue", "source")}
    words = {n: twin[n] for n in ("kind", "stance", "voice", "form")}
    names = {s.id: s.name for s in READ[article].speakers}
    fixed = {
        "article": article,
        "statement": statement,
        "speaker": names.get(twin["speaker"], ""),
        "back": "/review",
    }
    return client.post("/review/edit", data={**fixed, **places, **words, **changed})


def test_the_queue_shows_the_most_doubtful_first_each_in_its_paragraph(client: httpx.Client) -> None:
    text = " ".join(client.get("/review").text.split())
    assert text.index("unresolved") < text.index("inferred")
    assert "Residents reported hearing several explosions after four o&#39;clock." in text
    assert "21 statements to judge" in text
    assert "1–10 of 21 statements; the list goes on after this page." in text


def test_a_form_without_script_judges_and_leads_back(ada: httpx.Client) -> None:
    answer = judged(ada, DENIED.id, "wrong", reason="it says <b>nothing</b>")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert ada.get("/review.json").json()["count"] == 20
    page = ada.get(article_href(WIRE)).text
    assert "Reading judged wrong: 1" in page
    assert "reading wrong" in page
    assert "it says &lt;b&gt;nothing&lt;/b&gt;" in page
    assert f'data-s="{DENIED.id}"' not in page
    assert f'data-s="{DENIED.id}"' in ada.get(article_href(WIRE, layer="machine")).text
    twin = ada.get(article_href(WIRE) + ".json").json()
    assert len(twin["reading"]["statements"]) == len(twin["final"]["statements"]) + 1
    assert [r["verdict"] for r in twin["reviews"]] == ["wrong"]


def test_undo_takes_the_last_back_and_the_audit_shows_both(ada: httpx.Client) -> None:
    judged(ada, DENIED.id, "right")
    judged(ada, DENIED.id, "unsure", reason="hm")
    said = ada.post("/review/undo", data={"back": "/review"}, headers={"accept": "application/json"}).json()
    assert (said["label"], said["now"], said["taken_back"]["target"]) == (
        "reading unsure",
        "reading right",
        DENIED.id,
    )
    twin = ada.get("/audit.json").json()
    assert [e["action"] for e in twin["items"]] == ["withdrawal", "review", "review", "created"]
    page = ada.get("/audit").text
    assert page.index("taken back") < page.index("judged")
    assert DENIED.id in page
    assert twin["head"]["hash"] in page
    assert ada.get("/audit.json?check=now").json()["verification"]["findings"] == []


def test_two_people_who_differ_are_both_shown(ada: httpx.Client, own_path: Path) -> None:
    judged(ada, DENIED.id, "right")
    with open_casefile(own_path) as case:
        case.review("statement", DENIED.id, "unsure", "Bo <i>", "2031-04-01T10:00:00Z")
    page = " ".join(ada.get(article_href(WIRE)).text.split())
    assert "and 1 more, who differ" in page
    assert "Bo &lt;i&gt;" in page
    assert ada.get("/review.json?whose=me").json()["count"] == 20


def test_nobody_named_is_asked_for_a_name_and_nothing_is_kept(own_server: str) -> None:
    with httpx.Client(
        base_url=own_server, trust_env=False, headers={"sec-fetch-site": "same-origin"}
    ) as nobody:
        answer = judged(nobody, DENIED.id, "right")
        assert (answer.status_code, answer.headers["location"]) == (303, "/name?back=%2Freview")
        data = {"statement": DENIED.id, "verdict": "right"}
        said = nobody.post("/review/judge", data=data, headers={"accept": "application/json"})
        assert (said.status_code, said.json()["to"]) == (409, "/name?back=%2F")
        assert nobody.get("/audit.json").json()["count"] == 1  # that the casefile was made


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"statement": "nope", "verdict": "right"}, 404, "no statement"),
        ({"statement": DENIED.id, "verdict": "edited"}, 400, "verdict"),
        ({"statement": DENIED.id, "verdict": "<script>"}, 400, "verdict"),
        ({"verdict": "right"}, 400, "statement"),
    ],
)
def test_what_cannot_be_kept_is_said(
    ada: httpx.Client, fields: dict[str, str], status: int, words: str
) -> None:
    answer = ada.post("/review/judge", data=fields)
    assert answer.status_code == status
    assert words in answer.text
    assert "<script>" not in answer.text.replace("<script type", "")
    assert ada.get("/audit.json").json()["count"] == 1


def test_nothing_to_take_back_is_said(ada: httpx.Client) -> None:
    answer = ada.post("/review/undo", data={"back": "/"}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_an_edit_keeps_only_what_is_not_as_the_machine_has_it(ada: httpx.Client) -> None:
    assert edited(ada, WIRE, DENIED.id, stance="accuses", speaker="Radan Mirek").status_code == 303
    twin = ada.get(article_href(WIRE) + ".json").json()
    assert json.loads(twin["reviews"][0]["after"]) == {"speaker": "Radan Mirek", "stance": "accuses"}
    assert json.loads(twin["reviews"][0]["before"]) == {"speaker": "Tosven command", "stance": "denies"}
    final = next(s for s in twin["final"]["statements"] if s["id"] == DENIED.id)
    assert (final["stance"], final["speaker"]) == ("accuses", "p3")
    page = " ".join(ada.get(article_href(WIRE)).text.split())
    assert "reading edited" in page
    assert "<del><bdi>Tosven command</bdi></del>" in page
    again = ada.get(edit_href(WIRE, DENIED.id)).text
    assert "the machine: <bdi>Tosven command</bdi>" in again


def test_an_edit_that_changes_nothing_is_refused(ada: httpx.Client) -> None:
    answer = edited(ada, WIRE, DENIED.id)
    assert answer.status_code == 400
    assert "something other than the machine" in answer.text


@pytest.mark.parametrize("places", ["9-3", "0-99999", "x", "5-5", "1-2-3"])
def test_places_that_leave_the_text_are_refused(ada: httpx.Client, places: str) -> None:
    assert edited(ada, WIRE, DENIED.id, content=places).status_code == 400


def test_places_selected_in_a_browser_are_counted_anew_in_code_points(ada: httpx.Client) -> None:
    # Kills: taking UTF-16 units for code points; the text before has an emoji family, flags and a mended line end.
    statement = READ[ODD].statements[2]
    start = ODD_TEXT.index("цел»")
    shown = ODD_TEXT.replace("\r\n", "\n")
    units = to_utf16(shown, [shown.index("цел»"), shown.index("цел»") + 3])
    assert units[0] > start  # else this shows nothing
    assert edited(ada, ODD, statement.id, content_selected=f"{units[0]}-{units[1]}").status_code == 303
    twin = ada.get(article_href(ODD) + ".json").json()
    ((begin, end),) = next(s for s in twin["final"]["statements"] if s["id"] == statement.id)["content"]
    assert twin["article"]["text"][begin:end] == "цел"


def test_an_edit_page_of_what_is_not_there(client: httpx.Client) -> None:
    assert client.get("/edit/denial?s=nope").status_code == 404
    assert client.get("/edit/nope?s=nope").status_code == 404


def test_a_sample_shows_its_share_with_an_interval(ada: httpx.Client) -> None:
    twin = ada.get("/review.json?order=sample&n=4&seed=7").json()
    assert twin["count"] == 4
    for item in twin["items"]:
        judged(ada, item["statement"], "right")
    page = " ".join(ada.get("/review?order=sample&n=4&seed=7").text.split())
    assert "Share of readings found right: 100 %" in page
    assert "Nothing left to judge here." in page
    assert ada.get("/review?order=sample&stratify=nose").status_code == 400


def test_a_story_is_gone_through_article_by_article(client: httpx.Client) -> None:
    twin = client.get("/review.json?order=story&story=story-1").json()
    assert twin["count"] == 12
    assert client.get("/review?order=story&story=nope").status_code == 404


def test_dates_figures_and_events_have_marks_and_cards(client: httpx.Client) -> None:
    page = " ".join(client.get(article_href(WIRE, show="date")).text.split())
    for words in (
        "Dates: 3",
        "between 2031-03-08 and 2031-03-09",
        "from the dateline",
        "no value could be given",
        "about 4,000 vehicles",
        "place: <bdi>the east bank</bdi>",
        "named: <bdi>Tosven command</bdi>",
        "reported in",
    ):
        assert words in page, words
    start = WIRE_TEXT.index("eleven impacts")
    assert start
    assert 'data-s="figure-1">eleven impacts</span>' in page
    assert 'id="show-date" value="date" data-extra autocomplete="off" checked' in page
    assert 'id="show-figure" value="figure" data-extra autocomplete="off">' in page
