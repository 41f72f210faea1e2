"""The pages as HTML and JSON, over a real casefile."""

import html
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import quote

import httpx
import invented_case
import pytest
from invented_case import HOSTILE, WIRE_TEXT

from reportedly.web.addresses import article_href, statement_href

WIRE = article_href("abp:wire/0314")
PAGES = [
    "/",
    "/search",
    "/search?q=bridge",
    "/stories",
    "/story/story-1",
    "/problems",
    "/about",
    WIRE,
    "/review",
    "/review?order=story",
    "/review?order=story&story=story-1",
    "/review?order=sample&n=5&stratify=stance",
    "/audit",
    "/audit?check=now",
    "/exports",
    "/name",
]


class _Outline(HTMLParser):
    """Tags with their attributes, headings in order, and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def page(client: httpx.Client, path: str, status: int = 200) -> _Outline:
    answer = client.get(path)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return _Outline(answer.text)


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_each_page_has_its_landmarks_and_headings_in_order(client: httpx.Client, path: str) -> None:
    seen = page(client, path, 404 if path == "/nowhere" else 200)
    assert seen.all("html") == [{"lang": "en"}]
    assert len(seen.all("main")) == 1
    assert any(a.get("class") == "skip" and a["href"] == "#main" for a in seen.all("a"))
    main = seen.headings[:-1]  # the last is that of the list of keys
    assert main[0] == 1
    assert main.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(main)), main


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_links_within_the_page_arrive(client: httpx.Client, path: str) -> None:
    seen = page(client, path)
    ids = [a["id"] for _, a in seen.tags if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"].split("#")[1] for a in seen.all("a") if (a["href"] or "").startswith(("#", "?"))}  # type: ignore[union-attr]
    assert targets <= set(ids)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_is_inline_or_from_elsewhere(client: httpx.Client, path: str) -> None:
    seen = page(client, path)
    assert not seen.all("style")
    for tag, attributes in seen.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        for name in ("href", "src", "action"):
            assert re.match(r"[/?#]", attributes.get(name) or "/"), (tag, attributes)
            assert not (attributes.get(name) or "").startswith("//")
    assert all("src" in a for a in seen.all("script"))


def test_every_link_of_ours_leads_somewhere(client: httpx.Client) -> None:
    links = {a["href"] or "" for path in PAGES for a in page(client, path).all("a")}
    paths = {link.split("#")[0] for link in links if link.startswith("/")}
    assert len(paths) > 30
    assert {path for path in paths if client.get(path).status_code != 200} == set()


def test_the_list_shows_numbers_articles_and_says_that_it_is_whole(client: httpx.Client) -> None:
    text = " ".join(page(client, "/").text.split())
    for words in (
        "8 articles",
        "1 separate origin found",
        "Minister says Orsha bridge",
        "10 statements",
        "7 speakers",
        "not read yet",
        "undated",
        "shares text with 2",
        "8 articles, all shown.",
    ):
        assert words in text


def test_a_part_of_the_list_says_so_and_leads_on(client: httpx.Client) -> None:
    seen = page(client, "/?limit=3&offset=3&order=title")
    assert "4–6 of 8 articles; the list goes on before and after" in " ".join(seen.text.split())
    assert {a["rel"]: a["href"] for a in seen.all("link") if a.get("rel") in ("prev", "next")} == {
        "prev": "/?limit=3&order=title",
        "next": "/?limit=3&order=title&offset=6",
    }


def test_the_list_of_one_outlet(client: httpx.Client) -> None:
    text = page(client, "/?outlet=Harbour+Daily&order=oldest").text
    assert "Orsha bridge closed" in text
    assert "Kelmar adviser" not in text
    assert "No article of" in page(client, "/?outlet=Nobody").text


def test_the_reading_view_shows_the_text_and_who_said_what(client: httpx.Client) -> None:
    seen = page(client, WIRE)
    text = " ".join(seen.text.split())
    assert " ".join(WIRE_TEXT.split()) in text
    for words in (
        "Iva Dorn said Defence Minister, Kelmar government",
        "Vesta inherited",
        "this outlet",
        "unresolved",
        "topic only",
        "protected name",
        "within 5",
        "Who is “One of them”?",
        "weighed: a resident of Orsha, a villager",
        "86 % of this text is there · 97 % of that text is here · this → other",
        "1 separate origin found for 3 articles",
        "one wire credit (Vesta)",
        "1 tie is uncertain",
        "upper bound",
        "In the outlet's own voice: 3",
    ):
        assert words in text, words


def test_a_shared_quotation_is_no_copy_and_no_tie_is_not_shown(client: httpx.Client) -> None:
    text = " ".join(page(client, WIRE).text.split())
    assert "Shares text with 2 other articles" in text
    copies, quoting = text.split("Articles that quote the same words")
    assert "Tosven rejects" not in copies
    assert "Tosven rejects" in quoting
    assert "Kelmar adviser" not in text


def test_a_statement_can_be_asked_for_and_is_lit(client: httpx.Client) -> None:
    statement = invented_case.articles()[0][1].statements[4]  # type: ignore[union-attr]
    seen = page(client, statement_href("abp:wire/0314", statement.id).split("#")[0])
    lit = [a["data-s"] for a in seen.all("span") if "lit" in (a.get("class") or "").split()]
    assert lit == [statement.id] * 3
    assert [a["data-key"] for a in seen.all("li") if "selected" in (a.get("class") or "")] == [statement.id]


def test_a_statement_that_is_gone_is_said_aloud(client: httpx.Client) -> None:
    assert "not in this reading" in page(client, f"{WIRE}?s=gone").text


def test_a_passage_can_be_asked_for(client: httpx.Client) -> None:
    seen = page(client, f"{WIRE}?at=0-6")
    assert [a["class"] for a in seen.all("span") if "passage" in (a.get("class") or "")] == ["mark passage"]


def test_hidden_layers_are_in_the_address(client: httpx.Client) -> None:
    boxes = page(client, f"{WIRE}?hide=cue,voice").all("input")
    assert {
        a["value"] for a in boxes if a["type"] == "checkbox" and {"checked", "data-extra"}.isdisjoint(a)
    } == {"cue", "voice"}


def test_the_articles_around_are_those_of_the_list_one_came_from(client: httpx.Client) -> None:
    listed = client.get("/articles.json?order=title").json()["items"]
    row = next(n for n, item in enumerate(listed) if item["id"] == "denial")
    links = {
        a.get("rel"): a["href"] for a in page(client, f"/article/denial?row={row}&order=title").all("link")
    }
    assert links.get("prev") == article_href(listed[row - 1]["id"], row=row - 1, order="title")
    stale = {a.get("rel") for a in page(client, "/article/denial?row=0&order=title").all("link")}
    assert not stale & {"prev", "next"}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/article/nope", "nope"),
        ("/story/nope", "nope"),
        ("/nowhere", "/nowhere"),
        ("/article/" + quote(HOSTILE + "x", safe=""), "<script>document.title="),
    ],
)
def test_what_is_not_there_is_named(client: httpx.Client, path: str, words: str) -> None:
    assert words in page(client, path, 404).text
    assert client.get(path + ".json").json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    ["/?limit=many", "/?order=best", "/?offset=-1", f"{WIRE}?at=9-3", f"{WIRE}?at=0-99999", f"{WIRE}?row=x"],
)
def test_an_address_that_cannot_be_understood_says_what_was_expected(client: httpx.Client, path: str) -> None:
    assert "expected" in page(client, path, 400).text


def test_search_shows_hits_with_their_words_marked(client: httpx.Client) -> None:
    seen = page(client, "/search?q=bridge")
    assert len(seen.all("mark")) >= 5
    text = " ".join(seen.text.split())
    assert "Iva Dorn said accuses the bridge had been shelled" in text
    assert re.search(r"\d+ hits, all shown", text)
    assert any((a["href"] or "").startswith("/article/abp%3Awire%2F0314?s=") for a in seen.all("a"))


def test_a_search_that_cannot_be_understood_explains_itself(client: httpx.Client) -> None:
    path = "/search?q=" + quote("nosuchfield:x")
    seen = page(client, path, 400)
    assert "cannot be understood" in seen.text
    assert "who:ministry" in seen.text
    assert client.get(path.replace("/search", "/search.json")).json()["status"] == 400


def test_a_search_without_hits_says_so(client: httpx.Client) -> None:
    assert "Nothing in this case matches" in page(client, "/search?q=zebra").text


def test_an_unread_article_and_an_id_that_ends_like_a_twin(client: httpx.Client) -> None:
    assert "not been read yet" in page(client, "/article/unread.json").text
    assert client.get("/article/unread.json.json").json()["article"]["id"] == "unread.json"


@pytest.mark.parametrize(
    "path",
    [
        "/articles.json",
        "/search.json",
        "/search.json?q=bridge",
        "/stories.json",
        "/problems.json",
        "/about.json",
        "/story/story-1.json",
        "/review.json",
        "/review.json?order=story",
        "/review.json?order=story&story=story-1",
        "/review.json?order=sample",
        "/audit.json",
        "/audit.json?check=now",
        "/exports.json",
        "/name.json",
        f"{WIRE}.json",
    ],
)
def test_each_page_has_a_twin(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert json.loads(answer.content)


def test_the_twin_of_a_list_says_how_long_the_whole_is(client: httpx.Client) -> None:
    twin = client.get("/articles.json?limit=3").json()
    assert (len(twin["items"]), twin["count"], twin["truncated"]) == (3, 8, True)
    assert twin["summary"]["articles"] == 8


def test_the_twin_of_an_article_holds_source_spans(client: httpx.Client) -> None:
    twin = client.get(f"{WIRE}.json").json()
    assert twin["article"]["text"] == WIRE_TEXT
    start, end = twin["reading"]["statements"][2]["cue"][0]
    assert WIRE_TEXT[start:end] == "said"
    assert {t["kind"] for t in twin["ties"]} == {"copy", "shared_quotation", "none"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/problems",
        "/search?q=" + quote(HOSTILE),
        "/search?q=dorn",
        article_href(HOSTILE),
        f"/?outlet={quote(HOSTILE)}",
        "/review?limit=50",
        "/search?who=" + quote(HOSTILE),
        "/exports?q=" + quote(HOSTILE),
    ],
)
def test_hostile_words_stay_words(client: httpx.Client, path: str) -> None:
    # Kills: autoescape off, a value marked safe, an attribute without quotation marks.
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code in (200, 400)
    seen = _Outline(answer.text)
    assert not seen.all("img")
    assert [a.get("src") for a in seen.all("script")] == ["/static/keys.js", "/static/judging.js"]
    assert "{{7*7}}" in seen.text or "q=dorn" in path
    assert "49" not in seen.text


def test_a_story_is_named_by_its_earliest_article(client: httpx.Client) -> None:
    ids = client.get("/stories.json").json()["items"][0]["articles"]
    ours = [a for a, _ in invented_case.articles() if a.id in ids]
    first = min(ours, key=lambda a: (a.published is None, a.published or "", a.id))
    head = re.findall(r'<h2 class="h3"><a[^>]*>(.*?)</a>', client.get("/stories").text)[0]
    assert first.title in html.unescape(re.sub(r"<[^>]+>", "", head))
