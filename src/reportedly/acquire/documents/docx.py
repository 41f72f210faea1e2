"""A Word document (ECMA-376) → one article: zip and XML alone, nothing in it is followed or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from reportedly.acquire.decoding import check_characters
from reportedly.acquire.limits import Budget
from reportedly.acquire.plain import Clock, How, capture
from reportedly.acquire.refusal import RefusedError
from reportedly.acquire.zipped import member, opened_zip
from reportedly.record import Article, Noted

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY, NOTES, PROPERTIES = (
    "word/document.xml",
    ("word/footnotes.xml", "word/endnotes.xml"),
    "docProps/core.xml",
)
LARGEST_PART = 40_000_000
"""Bytes of one XML part unpacked: Word writes some 10 bytes for each character, so 4 million characters."""
DEEPEST = 250
"""Levels of elements; the parser itself stops at 256. Tables within tables use four a level."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = re.compile(r"(?i)(title|heading ?1|titre|titel)\Z")
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "byline": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def docx_article(raw: bytes, id: str, where: str, how: How, now: Clock | None) -> Article:
    """The article of a Word document: its paragraphs, those in tables and boxes among them, as last saved.

    Words deleted with changes tracked are not taken; foot- and endnotes are left out and counted. The title is the
    first paragraph in a style for it. Raises ``RefusedError``: ``damaged``, ``no_text``, ``entities``, ``ratio``, ….
    """
    if not raw.strip():
        raise RefusedError(
            "empty", "a Word document", "an empty file" if not raw else "nothing but white space"
        )
    with opened_zip(BytesIO(raw)) as archive:
        budget = Budget()
        paragraphs = list(_paragraphs(_part(archive, BODY, budget)))
        left_out = sum(_count_notes(archive, name, budget) for name in NOTES)
        core = _core(archive, budget)
    title = next((text for style, text in paragraphs if style and _TITLE.match(style)), "")
    text = "\n\n".join(t for style, t in paragraphs if t != title or not (style and _TITLE.match(style)))
    if not text.strip():
        raise RefusedError("no_text", "a Word document with text", "one without")
    check_characters(text, "a text")
    titles = [Noted("title", " ".join(title.split()), "docx:paragraph", "style")] if title else []
    notes = [where, "text of its paragraphs as last saved", _counted(left_out)]
    return Article(id, text, (*titles, *core), capture(raw, how, MEDIA_TYPE, notes, now))


def _counted(left_out: int) -> str:
    return f"{left_out:,} foot- and endnotes left out" if left_out else ""


def _part(archive: ZipFile, name: str, budget: Budget) -> bytes:
    try:
        return member(archive, name, LARGEST_PART, budget)
    except KeyError as error:
        raise RefusedError("damaged", f"a Word document with {name}", "a zip file without") from error


def _ended(raw: bytes, *names: str) -> Iterator[_Element]:
    """Elements of those names as each ends. Entities are neither expanded nor fetched; a DTD is refused."""
    from lxml import etree

    tags = [name if name[0] == "{" else space + name for name in names for space in (_W, _STRICT)]
    parser = etree.iterparse(
        BytesIO(raw),
        events=("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            if element.getroottree().docinfo.internalDTD is not None:
                raise RefusedError("entities", "XML without a DTD", "one that declares its own entities")
            yield element
    except etree.XMLSyntaxError as error:
        raise RefusedError("damaged", "well-formed XML in a Word document", str(error)[:120]) from error


def _paragraphs(raw: bytes) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph that has any; memory stays below that of the whole tree."""
    for paragraph in _ended(raw, "p"):
        is_repeated = any(True for _ in paragraph.iterancestors(_FALLBACK))
        text = "".join(_words(paragraph)).strip()
        if text and not is_repeated:
            yield _style(paragraph), text
        paragraph.clear()


def _words(paragraph: _Element) -> Iterator[str]:
    """The words of one paragraph. One in a box inside it came before and was emptied."""
    for element in paragraph.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "t":
            yield element.text or ""
        elif name in _SPACES and _is_in_run(element):
            yield _SPACES[name]


def _is_in_run(element: _Element) -> bool:
    """Whether it stands among words: a tab stop stands among properties."""
    parent = element.getparent()
    return parent is not None and str(parent.tag).endswith("}r")


def _style(paragraph: _Element) -> str:
    for element in paragraph.iter(_W + "pStyle", _STRICT + "pStyle"):
        return str(element.get(_W + "val") or element.get(_STRICT + "val") or "")
    return ""


def _count_notes(archive: ZipFile, name: str, budget: Budget) -> int:
    """Notes that a person wrote; separators have a type."""
    try:
        raw = member(archive, name, LARGEST_PART, budget)
    except KeyError:
        return 0
    typed = (_W + "type", _STRICT + "type")
    return sum(not any(one.get(name) for name in typed) for one in _ended(raw, "footnote", "endnote"))


def _core(archive: ZipFile, budget: Budget) -> tuple[Noted, ...]:
    """Title, author and language among the document's properties. Its dates are the file's, not the article's."""
    try:
        raw = member(archive, PROPERTIES, LARGEST_PART, budget)
    except KeyError:
        return ()
    found = dict[str, str]()
    for root in _ended(
        raw, "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
    ):
        found = {name: (root.findtext(tag) or "").strip() for name, tag in _CORE.items()}
    return tuple(
        Noted(name, value, f"docx:core[{name}]", "properties") for name, value in found.items() if value
    )
