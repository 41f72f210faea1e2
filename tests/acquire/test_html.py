"""Pages: text, headline and every candidate with its place; hostile pages end soon and with a message."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_pages import AGENCY, BLOG, DISAGREEING, NEWSPAPER, PAGES, SAVED, Page, raw

from reportedly.acquire import acquire
from reportedly.acquire.pages import dates, page_article
from reportedly.acquire.refusal import RefusedError
from reportedly.codec import encode
from reportedly.record import Article, Noted

PROSE = "<p>Kelmar said no to the plan, and Tosven said that it had not been asked.</p>"


def article(page: str | bytes) -> Article:
    content = page if isinstance(page, bytes) else page.encode()
    return page_article(content, "a", "a.html", "file", None)


def custody(page: str | bytes) -> str:
    capture = article(page).capture
    assert capture
    return capture.custody


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_gives_what_a_reader_would_copy(page: Page) -> None:
    found = article(raw(page))
    assert found.text.split("\n\n") == list(page.paragraphs)
    assert found.title == (page.title or "")
    assert (found.byline, found.outlet, found.url, found.language) == (
        page.byline,
        page.outlet,
        page.url,
        page.language,
    )
    assert tuple(n.value for n in found.candidates("published")) == page.published
    assert tuple(n.value for n in found.candidates("modified")) == page.modified


def test_a_page_is_kept_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "mayor.v2.HTML"
    path.write_bytes(raw(AGENCY))
    (found,) = acquire([path], now=lambda: "2031-05-03T10:00:00Z")
    assert isinstance(found, Article)
    assert found.id == "mayor.v2.HTML"
    capture = found.capture
    assert capture
    assert (capture.content, capture.media_type, capture.how) == (raw(AGENCY), "text/html", "file")
    assert capture.fetched_at == "2031-05-03T10:00:00Z"
    assert re.fullmatch(
        re.escape(str(path)) + r"; decoded as UTF-8, declared in meta; text by trafilatura 2\.\d+\.\d+, "
        r"recall preferred; 0 paragraphs among them left out",
        capture.custody,
    )


def test_every_candidate_has_its_place() -> None:
    found = article(raw(NEWSPAPER))
    assert found.candidates("title") == (
        Noted("title", "Harbour talks fail, says Tosven", "html:h1", "printed"),
        Noted("title", "Harbour talks fail, says Tosven", "html:meta[og:title]", "site's name cut"),
        Noted("title", "Harbour talks fail, says Tosven", "html:json-ld[NewsArticle.headline]", "declared"),
        Noted("title", "Harbour talks fail, says Tosven", "html:title", "site's name cut"),
        Noted(
            "title", "Harbour talks fail, says Tosven | The Daily Example", "html:meta[og:title]", "declared"
        ),
        Noted("title", "Harbour talks fail, says Tosven | The Daily Example", "html:title", "declared"),
    )
    assert found.candidates("published") == (
        Noted(
            "published", "2031-05-05T17:41:00+01:00", "html:json-ld[NewsArticle.datePublished]", "declared"
        ),
        Noted("published", "2031-05-04", "html:json-ld[WebPage.datePublished]", "declared"),
        Noted("published", "2031-05-05T18:00:00Z", "html:meta[article:published_time]", "declared"),
        Noted("published", "2031-05-05T17:41:00+01:00", "html:time[datetime]", "printed"),
    )
    assert found.candidates("byline") == (
        Noted("byline", "Ben Orlo, Mia Sant", "html:json-ld[NewsArticle.author]", "declared"),
        Noted("byline", "By Ben Orlo and Mia Sant", "html:class[byline]", "printed"),
    )
    assert found.candidates("outlet") == (
        Noted("outlet", "The Daily Example", "html:meta[og:site_name]", "declared"),
        Noted("outlet", "Daily Example Ltd", "html:json-ld[NewsArticle.publisher]", "declared"),
        Noted("outlet", "daily.example", "html:meta[og:url]", "host of address"),
        Noted("outlet", "daily.example", "html:json-ld[NewsArticle.url]", "host of address"),
    )


def test_candidates_in_other_places() -> None:
    assert article(raw(BLOG)).candidates("byline")[0] == Noted(
        "byline", "Ida Fenn", "html:rel[author]", "printed"
    )
    assert article(raw(SAVED)).candidates("url") == (
        Noted("url", "https://bereg.example/news/211.html", "html:comment[saved from url]", "browser's note"),
    )
    published = article(raw(DISAGREEING)).candidates("published")
    assert published[-1] == Noted("published", "2031-05-08", "html:link[canonical]", "date in address")
    assert "date not understood: '04/05/2031' in html:meta[dc.date]" in custody(raw(DISAGREEING))


DROPPED = [
    '<div class="byline">By A. Verrin, KELMAR (NEA)</div>',
    '<p class="byline">KELMAR (NEA) –</p>',
    '<div class="author">KELMAR, May 3, NEA.</div>',
    '<div class="meta">KELMAR (NEA)</div>',
    '<div class="byline">Reporting by Ida Fenn; editing by Leo Brandt</div>',
    '<div class="byline">KELMAR --</div>',
]
"""Datelines and credits in places where trafilatura lets none stand."""


@pytest.mark.parametrize("place", [0, 3, 6])
@pytest.mark.parametrize("credit", DROPPED)
def test_datelines_and_credits_that_the_extractor_drops_are_taken_in(credit: str, place: int) -> None:
    sentences = [PROSE.replace("plan", word) for word in ("plan", "draft", "idea", "letter", "offer", "map")]
    inner = "".join([*sentences[:place], credit, *sentences[place:]])
    page = (
        f"<html><body><article><h1>Kelmar waits</h1><div class='text'>{inner}</div></article></body></html>"
    )
    words = re.sub("<.*?>", "", credit)
    assert words not in (
        trafilatura.extract(page, favor_recall=True, include_comments=False, include_tables=False) or ""
    )
    assert article(page).text.split("\n\n")[place] == words
    assert "; 1 paragraph taken in beside it (datelines, credits, plain sentences); 0 para" in custody(page)


def test_what_stays_out_is_counted() -> None:
    label = '<div class="author">Follow her on the harbour radio</div>'
    page = f"<html><body><article><h1>Kelmar</h1>{PROSE * 3}{label}{PROSE.replace('plan', 'map')}</article></body></html>"
    assert "radio" not in article(page).text
    assert custody(page).endswith("; 1 paragraph among them left out")


@pytest.mark.parametrize(
    ("head", "text", "encoding", "note"),
    [
        ("", "Kelmar’s café", "utf-8", "decoded as UTF-8, which its bytes are (the page declares none)"),
        (
            "",
            "Kelmar’s café",
            "utf-8-sig",
            "decoded as UTF-8 by its byte order mark, which is not part of the text",
        ),
        ("", "Kelmar’s café", "utf-16", "decoded as UTF-16 by its byte order mark"),
        (
            '<meta charset="iso-8859-1">',
            "Kelmar’s café",
            "cp1252",
            "decoded as Windows-1252, declared in meta",
        ),
        ("<meta charset=koi8-r>", "Мэр сказал", "koi8-r", "decoded as KOI8-R, declared in meta"),
        (
            "<!-- <meta charset=koi8-r> --><meta charset='windows-1251'>",
            "Мэр сказал",
            "cp1251",
            "decoded as Windows-1251, declared in meta",
        ),
        ("<meta charset=gb2312>", "市长说", "gb18030", "decoded as GB18030, declared in meta"),
        ("<meta charset=utf-16>", "Kelmar’s café", "utf-8", "decoded as UTF-8, declared in meta"),
        (
            "<meta charset=windows-1251>",
            "Kelmar’s café",
            "utf-8",
            "decoded as UTF-8, which its bytes are, though the page declares windows-1251 in meta",
        ),
        (
            "<meta charset=utf-8>",
            "Kelmar’s café",
            "cp1252",
            "letters are of that encoding (the page declares utf-8 in meta, which 2 characters are not)",
        ),
        (
            "<meta charset=rot13>",
            "Kelmar’s café",
            "utf-8",
            "(the page declares 'rot13' in meta, which is no encoding of pages)",
        ),
        ("<meta charset=utf-7>", "Kelmar’s café", "utf-8", "which is no encoding of pages)"),
        (
            "",
            "Мэр города заявил в субботу, что переговоры с соседями продолжатся.",
            "cp1251",
            "decoded as Windows-1251, since byte 0xCC at byte ",
        ),
    ],
)
def test_encodings_are_found_and_noted(head: str, text: str, encoding: str, note: str) -> None:
    page = (
        f"<html><head>{head}</head><body>{PROSE}<p>{text}, said the mayor of Kelmar to all.</p></body></html>"
    )
    content = page.encode(encoding)
    assert text in article(content).text
    assert note in custody(content)


def test_a_broken_character_is_shown_and_counted() -> None:
    page = b"<html><head><meta charset=utf-8></head><body>" + PROSE.encode() * 30 + b"<p>Caf\xe9 Kelmar</p>"
    assert "decoded as UTF-8, declared in meta; 1 broken characters are shown as U+FFFD" in custody(page)
    assert "\ufffd" in page.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T10:00:00+0400", "2031-05-03T10:00:00+0400"),
        ("Sat, 03 May 2031 10:00:00 +0400", "2031-05-03T10:00:00+04:00"),
        ("Sat, 03 May 2031 10:00:00 GMT", "2031-05-03T10:00:00+00:00"),
        ("May 3, 2031", "2031-05-03"),
        ("Published: Saturday, 3rd of May 2031 at 12:05 a.m.", "2031-05-03T00:05"),
        ("3 Sept. 2031, 2:30 pm", "2031-09-03T14:30"),
        ("03.05.2031 10:20", "2031-05-03T10:20"),
        ("2031/5/3", "2031-05-03"),
        ("03/05/2031", None),
        ("31.02.2031", None),
        ("3 mai 2031", None),
        ("5 minutes ago", None),
        ("13 maybe 2031", None),
        ("3 May 2031 25:70", None),
        ("x" * 200 + " 3 May 2031", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(written: str, iso: str | None) -> None:
    assert dates.iso(written) == iso


@pytest.mark.parametrize(
    ("titles", "first"),
    [
        ("<title>Kelmar waits | Post</title><h1>Kelmar waits</h1>", "Kelmar waits"),
        ("<title>Post - Kelmar waits</title><h1>Post</h1>", "Post"),
        ("<title>Kelmar waits :: Post</title>", "Kelmar waits"),
        ("<title>Kelmar waits - Post</title><meta property=og:site_name content=Post>", "Kelmar waits"),
        ("<title>x</title><meta property=og:title content='Kelmar waits'><h1>Post</h1>", "Kelmar waits"),
        ("<title>Kelmar - a town that waits</title>", "Kelmar - a town that waits"),
    ],
)
def test_the_headline_is_what_is_printed_where_the_page_confirms_it(titles: str, first: str) -> None:
    assert article(f"<html><head>{titles}<body>{PROSE * 3}").title == first


def test_a_headline_in_the_text_is_not_repeated_but_a_sentence_is_no_headline() -> None:
    page = f"<title>Kelmar waits</title><article><h1>Kelmar waits</h1>{PROSE}<h2>Kelmar waits</h2>{PROSE.replace('no', 'yes')}"
    assert "Kelmar waits" not in article(page).text


def test_json_ld_of_all_sorts_is_read_with_patience() -> None:
    scripts = (
        '<script type="application/ld+json">{broken</script>'
        '<script type="application/ld+json"><!-- [{"@type":["Thing","NewsArticle"],"author":{"@type":"Person","name":"A &amp; B"},'
        '"headline":"Kel\nmar","datePublished":1935539200,"inLanguage":"en","publisher":"NEA"}] --></script>'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"\\ud800","author":7}</script>'
    )
    found = article(f"<html><body>{scripts}{PROSE * 3}")
    assert (found.title, found.byline, found.outlet, found.language) == ("Kel mar", "A & B", "NEA", "en")
    assert found.published is None


def test_no_entity_file_or_address_is_opened() -> None:
    page = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>&a;&f; Kelmar.</p>{PROSE}</body></html>"
    )
    text = article(page).text
    assert "root:" not in text
    assert "aaaa" not in text


HOSTILE = {
    "nested": b"<div>" * 1_900_000,
    "nested inline": b"<b>" * 240 + PROSE.encode() * 5_000,
    "nested below the bound": b"<div class='a b content'>" * 240 + PROSE.encode() * 5_000,
    "flat": PROSE.encode() * 12_000,
    "attributes hidden behind a quote": b'<p " ' + b" ".join(b"a%d=b" % i for i in range(500_000)) + b">x",
    "an open quote": b'<p a="b ' + b" ".join(b"a%d=b" % i for i in range(500_000)) + b">x",
    "line breaks": b"<p>" + b"Kelmar said no to it all.<br><br>" * 9_000,
    "blanks": b"<p>Kelmar" + b" \n" * 4_000_000 + b"said no to it all, again and again.</p>",
    "links": b"<p>" + b"<a href=x>Kelmar</a> " * 19_000,
    "entities": b"<p>" + b"&amp;" * 900_000,
    "one word": b"<p>" + b"x" * 9_000_000,
    "comments": b"<!--" * 2_000_000,
    "classes": b"<div class='" + b"author-date " * 50_000 + b"'>" + PROSE.encode(),
    "dates": b"<div class=date>3 May 2031</div>" * 12_000,
    "lists in JSON": b'<script type="application/ld+json">'
    + b"[" * 1_000_000
    + b"</script>"
    + PROSE.encode(),
    "objects in JSON": b'<script type="application/ld+json">'
    + b'{"@type":"NewsArticle","author":' * 400
    + b'"x"'
    + b"}" * 400
    + b"</script>"
    + PROSE.encode(),
    "controls": b"<p>Kelmar &#1;&#31;&#0;&#xD800;&#xFFFF;\x01 said no to it all, again and again.",
    "addresses": b'<base href="http://[::1"><link rel=canonical href="http://[x"><meta property=og:url content="//[">'
    + PROSE.encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_soon(name: str) -> None:
    began = time.process_time()
    kind = ""
    try:
        encode(article(b"<html><body>" + HOSTILE[name]))
    except RefusedError as refused:
        kind = refused.kind
    assert kind in ("", "too_large", "no_text")
    assert time.process_time() - began < 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <div> </div> <br> <a href=x> </a> <h1> </h1> <table><tr><td> <q> </q> <pre> <script> </script> "
            "<time> &amp; &#0; < > \" ' <!-- --> <title> </title> <meta charset=x> <![CDATA[ ]]> <svg> <template>".split()
        )
        | st.sampled_from([PROSE, "Kelmar said no.", "\0", "\x0b", "KELMAR (NEA) –", "é", "\ud800"]),
        max_size=30,
    )
)
def test_no_markup_raises(pieces: list[str]) -> None:
    # Kills: an exception of lxml, trafilatura or our own getting through; text that cannot be stored.
    try:
        found = article(" ".join(pieces).encode("utf-8", "surrogatepass"))
    except RefusedError:
        return
    encode(found)
    assert found.text.strip()
    assert "\0" not in found.text


def test_only_pages_load_what_pages_need() -> None:
    # Kills: an import of a parser at the top of a module on the way of texts and JSON lines.
    code = (
        "import io, sys; from reportedly.acquire import acquire;"
        "list(acquire(['-'], io.BytesIO(b'Kelmar said no.')));"
        'list(acquire([\'-\'], io.BytesIO(b\'{"id": "a", "text": "t"}\')));'
        "print([m for m in ('trafilatura', 'lxml', 'markdown_it', 'charset_normalizer') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
