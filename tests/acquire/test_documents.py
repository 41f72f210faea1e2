"""PDF, Word, mail: text and metadata come in, hostile files are refused in bounded time and memory."""

from __future__ import annotations

import time
import zlib
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import invented_archives as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.acquire import acquire
from reportedly.acquire.documents import pdf
from reportedly.acquire.documents.docx import docx_article
from reportedly.acquire.documents.mail import mail_article
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article, Problem

LINES = [
    "The harbour council of Kelmar said on Friday that the north-",
    "ern bridge over the Sorn would stay closed until April, as its",
    "piers were damaged by ice.",
    "Pavo Renn of Tosven said that nobody had asked them.",
]


def one(tmp_path: Path, name: str, content: bytes) -> Article | Problem:
    path = tmp_path / name
    path.write_bytes(content)
    (item,) = acquire([path])
    return item


def article(tmp_path: Path, name: str, content: bytes) -> Article:
    found = one(tmp_path, name, content)
    assert isinstance(found, Article), found
    assert found.capture
    assert found.capture.content == content
    return found


def refusal(tmp_path: Path, name: str, content: bytes) -> str:
    found = one(tmp_path, name, content)
    assert isinstance(found, Problem), found
    return found.kind


# -- PDF -------------------------------------------------------------------------------------------------------


def test_lines_of_a_pdf_become_paragraphs_and_pages_keep_their_places(tmp_path: Path) -> None:
    found = article(tmp_path, "a.pdf", made.pdf(LINES, ["Second page (of two)."], title="Bridge closed"))
    first = (
        "The harbour council of Kelmar said on Friday that the northern bridge over the Sorn would stay closed until "
        "April, as its piers were damaged by ice.\n\nPavo Renn of Tosven said that nobody had asked them."
    )
    assert found.text == f"{first}\n\nSecond page (of two)."
    pages = [found.text[start:end] for start, end in found.extra["pages"]]
    assert pages == [first, "Second page (of two)."]
    assert (found.id, found.title, found.published) == ("a.pdf", "Bridge closed", None)
    assert found.extra["pdf_created"] == "D:20310303100000Z"
    assert found.capture
    assert "1 words joined" in found.capture.custody


def test_a_hyphen_that_stands_elsewhere_stays(tmp_path: Path) -> None:
    found = article(tmp_path, "a.pdf", made.pdf([*LINES, "A north-", "ern gate.", "The north-ern one."]))
    assert "north-ern bridge" in found.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.pdf([]), "no_text"),
        (b"%PDF-1.4 and nothing", "damaged"),
        (b"", "empty"),
        (made.pdf(LINES)[:200], "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, kind: str) -> None:
    assert refusal(tmp_path, "a.pdf", content) == kind


def packed_pdf(stream: bytes) -> bytes:
    """A PDF with one page whose packed content is that."""
    packed = zlib.compress(stream, 9)
    plain = made.pdf(LINES)
    start = plain.index(b"<< /Length")
    end = plain.index(b"endstream")
    return (
        plain[:start]
        + b"<< /Length %d /Filter /FlateDecode >> stream\n%s\n" % (len(packed), packed)
        + plain[end:]
    )


def test_a_pdf_bomb_ends_its_process_and_no_other(tmp_path: Path) -> None:
    begun = time.monotonic()
    kind = refusal(tmp_path, "a.pdf", packed_pdf(b"BT /F1 10 Tf (x) Tj ET " + b" " * 300_000_000))
    assert kind in ("too_large", "damaged", "time", "no_text")
    assert time.monotonic() - begun < 60


def test_a_pdf_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    assert refusal(tmp_path, "a.pdf", made.pdf(LINES)) == "time"


# -- Word ------------------------------------------------------------------------------------------------------


def test_paragraphs_tables_and_boxes_of_a_word_document_come_in_once(tmp_path: Path) -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"{made.paragraph('In a box.')}</mc:Choice><mc:Fallback>{made.paragraph('In a box.')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = (
        made.paragraph("Bridge closed", "Title")
        + made.paragraph("Kelmar said no.")
        + f"<w:tbl><w:tr><w:tc>{made.paragraph('Tosven said yes.')}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:r><w:t>Before</w:t><w:tab/><w:t>after.</w:t></w:r><w:r>{box}</w:r></w:p>"
        + "<w:p><w:del><w:r><w:delText>Taken out.</w:delText></w:r></w:del><w:ins><w:r><w:t>Put in.</w:t></w:r></w:ins></w:p>"
    )
    found = article(tmp_path, "a.docx", made.docx(body))
    assert found.text == "Kelmar said no.\n\nTosven said yes.\n\nIn a box.\n\nBefore\tafter.\n\nPut in."
    assert found.title == "Bridge closed"


def test_properties_and_notes_of_a_word_document(tmp_path: Path) -> None:
    core = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ina Dorvald</dc:creator></cp:coreProperties>'
    )
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = b'<w:footnotes %s><w:footnote w:type="separator"/><w:footnote/></w:footnotes>' % space
    parts = {"docProps__core.xml": core, "word__footnotes.xml": notes}
    found = article(tmp_path, "a.docx", made.docx(made.paragraph("Kelmar said no."), **parts))
    assert found.byline == "Ina Dorvald"
    assert found.capture
    assert "1 foot- and endnotes left out" in found.capture.custody


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
READS = '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.docx(made.paragraph("&c;&c;"), LAUGHS), "entities"),
        (made.docx(made.paragraph("&c;"), READS), "entities"),
        (made.docx(""), "no_text"),
        (made.docx("<w:p>"), "damaged"),
        (made.docx("<a>" * 5_000 + "</a>" * 5_000), "damaged"),
        (made.docx(made.paragraph(" " * 30_000_000)), "ratio"),
        (made.zipped({"word/other.xml": b"x"}), "damaged"),
        (made.zipped({"word/document.xml": b"x", "../../x": b"y"}), "unsafe_path"),
        (made.zipped({f"m{n}": b"" for n in range(50_001)}), "too_large"),
        (made.docx(made.paragraph("Kelmar"))[:-30], "damaged"),
        (b"", "empty"),
    ],
    ids="laughs reads empty broken deep bomb other path many cut nothing".split(),
)
def test_a_word_document_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, kind: str) -> None:
    assert refusal(tmp_path, "a.docx", content) == kind


# -- mail ------------------------------------------------------------------------------------------------------


def test_a_mail_gives_its_text_and_its_headers(tmp_path: Path) -> None:
    headers = {"Date": "Mon, 03 Mar 2031 10:00:00 +0400"}
    found = article(tmp_path, "a.eml", made.mail(**headers))
    assert found.text == made.NEWS
    assert (found.title, found.outlet) == ("Bridge closed", "The Example")
    assert found.published == "2031-03-03T10:00:00+04:00"


def test_a_mail_without_much_plain_text_gives_its_page(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Bridge", "desk@example.org"
    mail.set_content("Look at the page.")
    mail.add_alternative(made.page(1).decode(), subtype="html")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="map.png")
    found = article(tmp_path, "a.eml", b"Date: some day\n" + mail.as_bytes())
    assert made.PARAGRAPH in found.text
    assert (found.title, found.outlet, found.published) == ("Bridge", "desk@example.org", None)
    assert found.extra == {"attachments": ["map.png"]}
    assert found.capture
    assert "date not understood" in found.capture.custody


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\n\nNo header.", "damaged"),
        (made.mail(""), "no_text"),
        (b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 101, "nested"),
    ],
)
def test_a_mail_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, kind: str) -> None:
    assert refusal(tmp_path, "a.eml", content) == kind


@given(st.data())
@settings(max_examples=150, deadline=5_000)
def test_any_damage_to_word_and_mail_is_refused_or_read(data: st.DataObject) -> None:
    """Kills: an error of zipfile, lxml or email that is not turned into a refusal."""
    make = data.draw(st.sampled_from((docx_article, mail_article)))
    whole = (
        made.docx(made.paragraph(made.NEWS)) if make is docx_article else made.mail(Date="Mon, 03 Mar 2031")
    )
    raw = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(raw) - 1)))
        raw[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    with suppress(RefusedError):
        assert make(bytes(raw), "a", "a", "file", None).text.strip()
