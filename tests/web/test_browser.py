"""The pages in a real Chromium: marks at their characters, keys, no request off loopback, no script of others."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import invented_case
import pytest
from invented_case import HOSTILE
from playwright.sync_api import Browser, Page, expect

from reportedly.present.marks import marks_of
from reportedly.record import Article, Reading
from reportedly.text.mending import mend
from reportedly.web.addresses import article_href, passage_href, statement_href, token

pytestmark = pytest.mark.browser

READ = {a.id: (a, r) for a, r in invented_case.articles() if r is not None}
WIRE = "abp:wire/0314"

MARKED = """(layer) => {
  const found = {};
  for (const mark of document.querySelectorAll(`.text .mark.${layer}[data-s]`))
    for (const key of mark.dataset.s.split(" ")) found[key] = (found[key] ?? "") + mark.textContent;
  return found;
}"""


@pytest.fixture
def seen(page: Page, server: str) -> Iterator[Page]:
    """A page that fails its test for a request off loopback, an error in its script, or a line on its console."""
    noted: list[str] = []
    page.on("request", lambda r: noted.append(r.url) if urlsplit(r.url).hostname != "127.0.0.1" else None)
    page.on("console", lambda m: noted.append(m.text))
    page.on("pageerror", lambda e: noted.append(str(e)))
    page.on("dialog", lambda d: noted.append(d.message))
    page.set_default_timeout(10_000)
    yield page
    assert noted == []


def _characters(article: Article, reading: Reading, layer: str) -> dict[str, str]:
    """What each statement's marks of a layer must hold: the mended characters at its spans, each once."""
    wanted: dict[str, str] = {}
    for statement in reading.statements:
        mended = mend(article.title if statement.part == "title" else article.text)
        places = [mended.to_mended(m.span) for m in marks_of(statement) if m.layer == layer]
        if places:
            covered = sorted({i for place in places for i in range(*place)})
            wanted[token(statement.id)] = "".join(mended.text[i] for i in covered)
    return wanted


@pytest.mark.parametrize("id", READ, ids=range(len(READ)))
def test_marks_stand_at_their_characters(seen: Page, server: str, id: str) -> None:
    # Kills: spans counted in UTF-16 or bytes (emoji, Cyrillic), source places taken for mended ones.
    article, reading = READ[id]
    seen.goto(server + article_href(id))
    for layer in ("source", "cue", "content", "voice"):
        assert seen.evaluate(MARKED, layer) == _characters(article, reading, layer)
    paragraphs = seen.locator(".body p").evaluate_all("ps => ps.map(p => p.textContent)")
    assert "".join(paragraphs) == mend(article.text).text


def test_hostile_words_do_nothing(seen: Page, server: str) -> None:
    for path in ("/", "/problems", article_href(HOSTILE), "/search?q=dorn"):
        seen.goto(server + path)
        assert seen.title() != "owned"
        assert seen.locator("img").count() == 0
    seen.goto(server + article_href(HOSTILE))
    assert seen.locator("h1").text_content() == HOSTILE


def test_keys_walk_through_the_statements(seen: Page, server: str) -> None:
    seen.goto(server + article_href(WIRE))
    keys = [token(s.id) for s in READ[WIRE][1].statements if s.voice == "attributed"]
    for key in keys[:3]:
        seen.keyboard.press("j")
        expect(seen.locator(".card.selected")).to_have_attribute("data-key", key)
        assert set(seen.evaluate("[...document.querySelectorAll('.lit')].map(m => m.dataset.s)")) == {key}
        assert f"s={key}" in seen.url
    seen.keyboard.press("k")
    expect(seen.locator(".card.selected")).to_have_attribute("data-key", keys[1])
    assert seen.evaluate("document.activeElement.dataset.key") == keys[1]
    seen.reload()
    expect(seen.locator(".card.selected")).to_have_attribute("data-key", keys[1])


def test_search_and_help_by_key_and_none_while_typing(seen: Page, server: str) -> None:
    seen.goto(server + article_href(WIRE))
    seen.keyboard.press("/")
    assert seen.evaluate("document.activeElement.name") == "q"
    seen.keyboard.type("jk?/")
    expect(seen.locator("#find")).to_have_value("jk?/")
    assert seen.locator(".card.selected").count() == 0
    seen.locator("h1").click()
    seen.keyboard.press("?")
    expect(seen.locator("#keys")).to_be_visible()
    seen.keyboard.press("j")
    assert seen.locator(".card.selected").count() == 0
    seen.keyboard.press("Escape")
    expect(seen.locator("#keys")).to_be_hidden()


def test_next_and_previous_article_by_key(seen: Page, server: str) -> None:
    seen.goto(server + "/?order=title")
    seen.keyboard.press("j")
    seen.keyboard.press("j")
    seen.keyboard.press("Enter")
    seen.wait_for_url("**/article/**row=1*")
    here = seen.url
    seen.keyboard.press("n")
    seen.wait_for_url("**/article/**row=2*")
    seen.keyboard.press("p")
    seen.wait_for_url("**/article/**row=1*")
    assert seen.url == here


def test_a_cue_leads_to_its_card_and_a_card_back_to_the_text(seen: Page, server: str) -> None:
    seen.goto(server + article_href(WIRE))
    denied = next(s for s in READ[WIRE][1].statements if s.stance == "denies")
    seen.get_by_text("denied", exact=True).first.click()
    expect(seen.locator(".card.selected")).to_have_attribute("data-key", denied.id)
    seen.locator(".card").nth(0).get_by_text("Show in the text").click()
    expect(seen.locator("h1 .lit").first).to_be_visible()


def test_a_mark_under_the_pointer_shows_its_card(seen: Page, server: str) -> None:
    seen.goto(server + article_href(WIRE))
    last = READ[WIRE][1].statements[-1]
    seen.locator(f'.mark.content[data-s="{last.id}"]').first.hover()
    card = seen.locator(".card.near")
    expect(card).to_have_attribute("data-key", last.id)
    expect(card).to_be_in_viewport()


def test_a_passage_is_brought_into_view(seen: Page, server: str) -> None:
    seen.set_viewport_size({"width": 390, "height": 400})
    at = invented_case.comparison().passages[0].a_span
    seen.goto(server + passage_href(WIRE, at))
    marked = "".join(seen.locator(".mark.passage").all_text_contents())
    assert marked == at.of(READ[WIRE][0].text)
    expect(seen.locator(".mark.passage").first).to_be_in_viewport()


def test_layers_can_be_hidden_and_the_address_says_so(seen: Page, server: str) -> None:
    seen.goto(server + article_href(WIRE))
    line = "() => getComputedStyle(document.querySelector('.body .voice')).textDecorationLine"
    assert seen.evaluate(line) == "underline"
    seen.locator("#show-voice").uncheck()
    assert seen.evaluate(line) == "none"
    assert "hide=voice" in seen.url
    seen.reload()
    assert seen.evaluate(line) == "none"


def test_reading_and_search_work_without_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/")
    page.locator("#find").fill("who:dorn eleven")
    page.locator(".find button").click()
    page.locator(".hit .who a").first.click()
    counted = next(s for s in READ[WIRE][1].statements if s.form == "direct")
    assert page.url == server + statement_href(WIRE, counted.id)
    assert page.locator(f'.card.selected[data-key="{counted.id}"]').count() == 1
    assert (
        page.locator(".body .lit:not(.figure)").count() == 5
    )  # source, cue, content cut in three by a figure
    page.locator(f'.mark.cue[data-s="{counted.id}"]').click()
    assert page.url.endswith(f"#s-{counted.id}")
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_over_the_edge(seen: Page, server: str, width: int) -> None:
    seen.set_viewport_size({"width": width, "height": 800})
    wide: list[str] = []
    for path in ("/", "/search?q=bridge", article_href(WIRE), article_href(HOSTILE), "/problems", "/about"):
        seen.goto(server + path)
        if seen.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


def test_every_control_has_a_name_and_shows_its_focus(seen: Page, server: str) -> None:
    seen.goto(server + article_href(WIRE))
    for _ in range(12):
        seen.keyboard.press("Tab")
        outline, name = seen.evaluate(
            "() => { const e = document.activeElement; return [getComputedStyle(e).outlineStyle,"
            " e.innerText || e.getAttribute('aria-label') || e.labels?.[0]?.innerText || '']; }"
        )
        assert outline != "none"
        assert name.strip()
