"""From a search to a file on disk in a real Chromium: judged by key, taken back, seen in the audit."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import invented_case
import pytest
from invented_case import HOSTILE
from playwright.sync_api import Browser, Page, expect

from reportedly.casefile import open_casefile
from reportedly.web.addresses import article_href, edit_href

pytestmark = pytest.mark.browser

WIRE = "abp:wire/0314"
ODD = "стрічка/№ 5?#%2F.."
READ = {a.id: (a, r) for a, r in invented_case.articles() if r is not None}


@pytest.fixture
def named(page: Page, own_server: str) -> Iterator[Page]:
    """A page of somebody who said her name; it fails its test for a request off loopback or an error in script."""
    noted: list[str] = []
    page.on("request", lambda r: noted.append(r.url) if urlsplit(r.url).hostname != "127.0.0.1" else None)
    page.on("pageerror", lambda e: noted.append(str(e)))
    page.on("dialog", lambda d: noted.append(d.message))
    page.set_default_timeout(10_000)
    page.goto(own_server + "/name")
    page.locator("#name").fill("Ada M.")
    page.get_by_role("button", name="Judge under this name").click()
    page.wait_for_url("**/review")
    yield page
    assert noted == []


def test_from_a_search_to_a_file(named: Page, own_server: str, own_path: Path, tmp_path: Path) -> None:
    named.goto(own_server + "/search")
    named.locator("[name=who]").fill("dorn")
    named.locator("[name=about]").fill("shelled")
    named.keyboard.press("Enter")
    named.wait_for_url("**/search?q=who%3Adorn+about%3Ashelled**")
    assert named.locator(".chip").count() == 2
    named.get_by_role("link", name="take away who:dorn").click()
    named.wait_for_url("**/search?q=about%3Ashelled**")
    named.go_back()
    named.locator(".facets a", has_text="The Kelmar Courier").click()
    expect(named.locator(".chip")).to_have_count(3)
    named.locator(".hit .who a").first.click()
    named.wait_for_url("**/article/**")
    card = named.locator(".card.selected")
    key = card.get_attribute("data-key")
    named.keyboard.press("x")
    expect(card.locator(".badge")).to_contain_text("reading wrong")
    expect(named.locator("#told")).to_contain_text("Kept")
    named.keyboard.press("z")
    expect(named.locator("#told")).to_contain_text("Taken back: reading wrong")
    expect(card.locator(".badge")).to_be_hidden()
    named.keyboard.press("c")
    named.keyboard.type("yxz stay letters here")
    named.keyboard.press("Escape")
    named.keyboard.press("y")
    expect(card.locator(".badge")).to_contain_text("reading right")
    with open_casefile(own_path, readonly=True) as case:
        kept = case.standing_reviews(key)
        assert [(r.verdict, r.by, r.reason) for r in kept] == [("right", "Ada M.", "yxz stay letters here")]
    named.goto(own_server + "/audit")
    assert [t.strip() for t in named.locator(".entries td:nth-child(3)").all_text_contents()] == [
        "judged",
        "taken back",
        "judged",
        "casefile created",
    ]
    named.goto(own_server + "/exports?q=who:dorn")
    with named.expect_download() as waited:
        named.locator("#format-csv button").click()
    waited.value.save_as(tmp_path / "taken.zip")
    with zipfile.ZipFile(tmp_path / "taken.zip") as zipped:
        rows = list(csv.DictReader(io.StringIO(zipped.read("statements.csv").decode())))
    assert key in {row["statement"] for row in rows}


def test_twenty_statements_by_keys_alone(named: Page, own_server: str, own_path: Path) -> None:
    for given in range(0, 20, 10):
        named.goto(own_server + "/review")
        for n in range(10):
            named.keyboard.press("yxu"[n % 3])
            expect(named.locator(".task.done")).to_have_count(n + 1)
        with open_casefile(own_path, readonly=True) as case:
            assert len(case.standing_reviews(by="Ada M.")) == given + 10
    named.keyboard.press("z")
    expect(named.locator(".task.done")).to_have_count(9)


def test_words_selected_become_the_places_of_a_role(named: Page, own_server: str, own_path: Path) -> None:
    # Kills: counting from the wrong paragraph, UTF-16 for code points (emoji before), mended for source places.
    article, reading = READ[ODD]
    statement = reading.statements[2]
    named.goto(own_server + edit_href(ODD, statement.id))
    named.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".selectable"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("цел");
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 3);
          }
        }"""
    )
    named.keyboard.press("3")
    expect(named.locator("[data-role=content] .words")).to_have_text("цел")
    named.locator("[name=speaker]").fill("لينا أوت")
    named.locator("[name=stance]").select_option("denies")
    named.get_by_role("button", name="Keep the edit").click()
    named.wait_for_url("**/article/**")
    with open_casefile(own_path, readonly=True) as case:
        final = next(s for s in case.final_reading(ODD).statements if s.id == statement.id)
    assert [span.of(article.text) for span in final.content] == ["цел"]
    assert (final.speaker, final.stance) == ("p2", "denies")
    expect(named.locator(f'.card[data-key="{statement.id}"] .badge')).to_contain_text("reading edited")


def test_judging_works_without_script(browser: Browser, own_server: str, own_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(own_server + "/review")
    page.locator(".task button", has_text="unsure").first.click()
    page.locator("#name").fill("Bo")
    page.get_by_role("button", name="Judge under this name").click()
    page.locator(".task button", has_text="unsure").first.click()
    page.get_by_role("button", name="Take back your last judgement").click()
    page.locator(".task button", has_text="wrong").first.click()
    with open_casefile(own_path, readonly=True) as case:
        assert [r.verdict for r in case.standing_reviews(by="Bo")] == ["wrong"]
        assert len(case.reviews()) == 2
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_over_the_edge(named: Page, own_server: str, width: int) -> None:
    named.set_viewport_size({"width": width, "height": 800})
    statement = READ[WIRE][1].statements[4]
    paths = (
        "/search",
        "/search?q=bridge",
        "/review?limit=50",
        "/review?order=sample",
        "/audit?check=now",
        "/exports",
    )
    wide: list[str] = []
    for path in (
        *paths,
        edit_href(WIRE, statement.id),
        article_href(WIRE, show="date,figure,event"),
        "/name",
    ):
        named.goto(own_server + path)
        if named.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


def test_hostile_words_of_people_do_nothing(page: Page, own_server: str) -> None:
    """As a name to judge under, a comment, a speaker, a kept search, a query and an address."""
    noted: list[str] = []
    page.on("pageerror", lambda e: noted.append(str(e)))
    page.on("dialog", lambda d: noted.append(d.message))
    page.goto(own_server + "/name")
    page.locator("#name").fill(HOSTILE)
    page.get_by_role("button", name="Judge under this name").click()
    page.wait_for_url("**/review")
    page.keyboard.press("c")
    page.keyboard.insert_text(HOSTILE)
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    expect(page.locator(".task.done")).to_have_count(1)
    _, reading = READ[HOSTILE]
    page.goto(own_server + edit_href(HOSTILE, reading.statements[0].id))
    page.locator("[name=speaker]").fill(f"{HOSTILE} again")
    page.locator("[name=reason]").fill(HOSTILE)
    page.get_by_role("button", name="Keep the edit").click()
    page.wait_for_url("**/article/**")
    page.goto(own_server + "/search?q=dorn")
    page.locator(".keep [name=name]").fill(HOSTILE)
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/search?q=dorn")
    shown = 0
    hostile = quote(HOSTILE, safe="")
    paths = (
        "/review",
        "/audit",
        "/search",
        f"/search?saved={hostile}",
        f"/search?q={hostile}",
        f"/exports?q={hostile}",
    )
    for path in (
        *paths,
        article_href(HOSTILE),
        edit_href(HOSTILE, reading.statements[0].id, back=HOSTILE),
        f"/name?back={hostile}",
    ):
        page.goto(own_server + path)
        assert page.title() != "owned"
        assert page.locator("main img, main script").count() == 0
        shown += "{{7*7}}" in page.content()
    assert shown >= 8
    assert noted == []
