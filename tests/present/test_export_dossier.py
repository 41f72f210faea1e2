"""A dossier: whole in one page, nothing asked of anybody, every word escaped, every drawing with its table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from export_builders import ARTICLE, ENTRIES, READING, SAID, STORY, asked, entry_of, written
from lxml import html
from playwright.sync_api import Browser

import factory
from reportedly.present.exports import dossier
from reportedly.present.exports.plots import MOST_LANES, UNDATED, articles_by_day, statements_by_speaker
from reportedly.present.tables import Entry


def page(*entries: Entry, **over: Any) -> Any:
    return html.document_fromstring(written("dossier", *entries, **over).decode())


def words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_nothing_is_loaded_and_nothing_runs() -> None:
    found = page()
    assert not found.xpath("//script | //link | //img | //iframe | //object | //form | //@src | //@href")
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"url\(|@import", found.xpath("//style")[0].text)
    assert not [a for e in found.iter() for a in e.attrib if a.startswith("on") or a == "style"]


def test_the_head_says_what_it_is_how_much_and_whether_all() -> None:
    text = words(page(story=STORY, at="2031-04-01T00:00:00Z"))
    assert "Story: =Bridge {closed} 100%" in text
    assert "2 articles 1 outlet 1 separate origin found (an upper bound) 8 statements" in text
    assert text.count("Complete: every article of the story.") == 2
    assert "Nothing here says whether what was said happened" in text
    assert f"on 2031-04-01T00:00:00Z from case.db, digest {'d' * 64}" in text
    assert "Statements found by: who:renn" in words(page(query="who:renn"))


def test_a_statement_has_speaker_cue_words_way_place_and_flags() -> None:
    (said,) = page().xpath(f"//li[@id='s-{SAID.id}']")
    text = words(said)
    assert text.startswith("Ina Dorvalda (Mayor, Kelmar) · “said” · direct closed … till May [inferred]")
    assert "Way: Ina Dorvalda → The Paper → unknown (inferred) → The Example & Sons" in text
    first, last = SAID.content[0].start, SAID.content[-1].end
    assert f"text {first}–{last} · statement {SAID.id} · rule pairs, score 0.75" in text


def test_only_statements_asked_for_are_there() -> None:
    chosen = Entry(ARTICLE, READING, None, (1,))
    assert len(page(chosen).xpath("//ol[@class='statements']/li")) == 1


def test_stories_show_their_origins_and_basis() -> None:
    text = words(page())
    assert (
        "Story st1 2 of its 2 articles are here. Separate origins found: 1, an upper bound (shared credit)."
        in text
    )
    assert "Orbis 2 2031-03-03" in text


@pytest.mark.parametrize(
    "attack", ["<script>x</script>", "</title><img src=x onerror=y>", "{{ 7*7 }}", '"><a href=//x>']
)
def test_every_word_of_an_article_is_escaped(attack: str) -> None:
    article = factory.article(
        f"{attack} said {attack}.", id=attack, outlet=attack, title=attack, byline=attack, url=attack
    )
    statement = factory.statement(article, attack, cue="said", source=attack, speaker="s1")
    speaker = factory.speaker(attack, title=attack, affiliation=attack)
    found = page(
        Entry(article, factory.reading(article, statement, speakers=[speaker])), query=attack, with_text=True
    )
    assert not found.xpath("//script | //img | //a")
    assert attack in found.xpath("//blockquote")[0].text_content()
    assert "49" not in words(found)


def test_more_statements_than_a_dossier_takes_are_counted_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "MOST_STATEMENTS", 3)
    left: Counter[str] = Counter()
    raw = written("dossier", left=left)
    assert left["statements_beyond"] == 5
    assert raw.count(b'<li id="s-') == 3
    assert (
        b"Not complete: 5 statements of the casefile are more than one dossier takes and were left out."
        in raw
    )


def test_full_text_only_where_asked() -> None:
    assert not page().xpath("//details")
    assert page(with_text=True).xpath("//details//div")[0].text_content() == ARTICLE.text


def test_labels_that_occur_are_explained() -> None:
    meant = {words(row) for row in page().xpath("//section[last()]//tbody/tr")}
    assert any(row.startswith("denies The wording presents the content as denied.") for row in meant)
    assert not any(row.startswith("promises") for row in meant)


def test_every_plot_has_a_name_and_the_table_it_is_drawn_from() -> None:
    found = page()
    plots = found.xpath("//figure/*[local-name()='svg']")
    assert len(plots) == 2
    for svg in plots:
        assert svg.get("role") == "img"
        assert svg.get("aria-label")
        assert svg.getparent().getnext().xpath("./table//th[@scope='col']")


def test_articles_by_day_counts_every_article_and_draws_what_has_a_day() -> None:
    plot = articles_by_day(
        [
            ("B", "2031-03-01"),
            ("B", "2031-03-01T09:00:00Z"),
            ("A", "2031-03-09"),
            ("A", None),
            ("A", "in March"),
        ]
    )
    assert plot.rows == (
        ("2031-03-01", "B", "2"),
        ("2031-03-09", "A", "1"),
        ("in March", "A", "1"),
        (UNDATED, "A", "1"),
    )
    assert plot.note == "In the table only: 2 articles without a day."
    drawn = fromstring(plot.svg)
    assert len(drawn.findall("circle")) == 2
    assert [t.text for t in drawn.findall("text")] == ["A", "B", "2", "2031-03-01", "2031-03-09"]


def test_statements_by_speaker_adds_up_and_names_what_it_leaves_to_the_table() -> None:
    said = [
        (f"S{i:02d}", stance) for i in range(MOST_LANES + 2) for stance in ("asserts", "denies", "asserts")
    ]
    plot = statements_by_speaker(said)
    assert plot.columns == ("speaker", "says", "denies", "in all")
    assert plot.rows[0] == ("S00", "2", "1", "3")
    assert len(plot.rows) == MOST_LANES + 2
    assert len(fromstring(plot.svg).findall("rect")) == MOST_LANES
    assert plot.note == "In the table only: 2 speakers."


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert fromstring(articles_by_day([]).svg).findall("circle") == []
    assert fromstring(statements_by_speaker([]).svg).findall("rect") == []
    assert "0 statements" in words(page(Entry(ARTICLE, replace(READING, statements=(), speakers=()))))


def test_odd_characters_draw() -> None:
    odd = "\x00\x1b[31m\u202e<b>&" + "x" * 60
    plot = articles_by_day([(odd, "2031-03-01")])
    label = fromstring(plot.svg).findall("text")[0].text or ""
    assert label.startswith("<U+0000><U+001B>[31m<U+202E>")
    assert label.endswith("…")
    assert page(entry_of("x", outlet=odd)).xpath("//figure")


@pytest.mark.browser
def test_a_browser_asks_nobody_and_prints(tmp_path: Path, browser: Browser) -> None:
    place = tmp_path / "dossier.html"
    place.write_bytes(written("dossier", *ENTRIES * 20, story=STORY, with_text=True))
    asked_for: list[str] = []
    said: list[str] = []
    shown = browser.new_page(viewport={"width": 320, "height": 800})
    shown.on("request", lambda request: asked_for.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(place.as_uri())
    wide = shown.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    printed = shown.pdf(prefer_css_page_size=True)
    shown.close()
    assert asked_for == [place.as_uri()]
    assert said == []
    assert not wide
    assert printed.startswith(b"%PDF")
    assert asked().query is None
