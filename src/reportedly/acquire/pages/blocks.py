"""The paragraphs of a page as a reader sees them: every piece of text between two boundaries of block elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

BLOCKS = frozenset(
    "html body main article section header footer aside nav div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre "
    "table caption thead tbody tfoot tr td th figure figcaption details summary hr form fieldset legend address center "
    "dir menu frameset noframes search".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SILENT = frozenset(
    "head script style noscript template iframe object embed applet svg math canvas audio video map select option "
    "optgroup datalist textarea input button progress meter frame".split()
)
"""Elements whose content is no text of the page."""

_QUOTES = ("“”", "‘’")
_BREAK = "\x1e"  # a control character, which the parser lets through from nowhere
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(rf" ?{_BREAK}(?: ?{_BREAK})+ ?")
_ONE_BREAK = re.compile(rf" ?{_BREAK} ?")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One paragraph: its text, its words for comparing, the block element it stands in, and the share of its
    characters inside links. Words are case-folded, without marks."""

    text: str
    element: html.HtmlElement
    linked: float
    words: tuple[str, ...] = field(default=())

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as a heading."""
        return self.element.tag in HEADINGS


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters: what stays the same however an extractor joins and trims."""
    return tuple(_WORD.findall(text.casefold()))


def blocks(tree: html.HtmlElement) -> list[Block]:
    """The paragraphs of a page in their order. Two line breaks part paragraphs, one stays a line break; ``<q>``
    gets the quotation marks that a browser shows. Linear in the size of the page."""
    return list(_Walk().over(tree))


class _Walk:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.owners: list[html.HtmlElement] = []
        self.links = self.quotes = self.kept_spaces = 0

    def over(self, tree: html.HtmlElement) -> Iterator[Block]:
        """Paragraphs under an element; the tail of each element belongs to what is around it."""
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            silent = element.tag in SILENT
            if event == "start":
                if silent:
                    walker.skip_subtree()
                else:
                    yield from self._open(element)
            else:
                if not silent:
                    yield from self._close(element)
                self._add(element.tail)

    def _open(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self._flush()
            self.owners.append(element)
        self.kept_spaces += element.tag == "pre"
        self.links += element.tag == "a"
        if element.tag == "q":
            self._add(_QUOTES[self.quotes % 2][0])
            self.quotes += 1
        elif element.tag == "br":
            self.pieces.append(_BREAK)
        self._add(element.text)

    def _close(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self._flush()
            self.owners.pop()
        self.kept_spaces -= element.tag == "pre"
        self.links -= element.tag == "a"
        if element.tag == "q":
            self.quotes -= 1
            self._add(_QUOTES[self.quotes % 2][1])

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text.replace("\n", _BREAK) if self.kept_spaces else text)
            if self.links:
                self.linked += len(text.strip())

    def _flush(self) -> Iterator[Block]:
        whole, linked = _SPACE.sub(" ", "".join(self.pieces)), self.linked
        self.pieces.clear()
        self.linked = 0
        length = max(1, len(whole.strip()))
        for part in _BREAKS.split(whole):
            text = _ONE_BREAK.sub("\n", part).strip()
            if text and self.owners:
                yield Block(text, self.owners[-1], min(1.0, linked / length), words_of(text))
