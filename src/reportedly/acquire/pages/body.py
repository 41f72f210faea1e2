"""The paragraphs of the article in a page: those that trafilatura finds, as they stand in the page, and what it drops.

trafilatura decides which paragraphs are the article's. The text is then taken from the page's own paragraphs, since the
extractor joins, doubles and drops some; datelines, credits and plain ``<div>`` sentences among the article's paragraphs
are taken in, for they are the evidence of who said it first. What stays out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from reportedly.acquire.pages.blocks import Block, blocks, words_of
from reportedly.acquire.pages.looks import (
    FEWEST_PROSE,
    MOST_LINKED,
    is_credit,
    is_furniture,
    is_prose,
    is_residue,
)
from reportedly.acquire.pages.printed import Core, is_date_line
from reportedly.acquire.refusal import RefusedError

SHINGLE = 4
"""Words in a row by which a long paragraph is recognised in what trafilatura gives."""
MOST_SHINGLES = 0.75
"""Share of a paragraph's shingles that must be there; an extractor loses some at links and line breaks."""
MOST_COVERED = 0.7
"""Share of trafilatura's words that the page's paragraphs must cover; below it the text came from elsewhere in the page
(a script), and is taken as trafilatura gives it."""
CORE = 0.9
"""Share of the characters found that the article's container holds."""
ALL_LINKED = 0.9
"""Share of characters in links from which a paragraph is a link and nothing else."""
OPENING = 12
"""Paragraphs before the first sentence in which a byline or a date may be printed without any mark."""
NEAR = 4
"""Paragraphs before the first and after the last within which a dateline, a credit or the opening is looked for."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The article's paragraphs, how many stand among them and were left out, and how many were taken in beside
    those of trafilatura; ``elsewhere`` where the text is not in the page's paragraphs."""

    paragraphs: tuple[str, ...]
    left_out: int
    taken_in: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The paragraphs of a page, the places of those that trafilatura gives, its own lines, and what holds them."""

    every: list[Block]
    chosen: set[int]
    lines: list[str]
    core: Core

    def opening(self) -> list[str]:
        """The paragraphs from before the headline to the first of the article's sentences."""
        first = next((i for i in sorted(self.chosen) if is_prose(self.every[i])), 0)
        return [block.text for block in self.every[max(0, first - OPENING) : first]]


def find(tree: HtmlElement) -> Found:
    """What trafilatura takes for the article, in the page's own paragraphs."""
    lines, every = _extracted(tree), blocks(tree)
    whole = Counter(words_of(line) for line in lines)
    shingles = _shingles(word for line in lines for word in words_of(line))
    places = [i for i, block in enumerate(every) if _is_in(block, whole, shingles)]
    core = _core(every, places)
    return Found(every, _once(every, places, whole, core), lines, core)


def body(found: Found, titles: Iterable[str]) -> Body:
    """The article in a page, without its headline; raises ``RefusedError`` (``no_text``) where there is none."""
    every, chosen = found.every, found.chosen
    headlines = {words_of(title) for title in titles}
    if not _covers(found):
        return _as_extracted(found, headlines)
    kept = _with_dropped(found) if chosen else chosen
    shown = _shown(found, kept, headlines)
    if not any((len(b.words) >= FEWEST_PROSE and b.linked <= MOST_LINKED) or is_prose(b) for b in shown):
        raise _no_text(every)
    among = every[min(kept) : max(kept) + 1]
    inside = set(shown)
    out = sum(b not in inside and b.words not in headlines and _may_be_missed(b, found.core) for b in among)
    return Body(tuple(b.text for b in shown), out, len(kept - chosen))


def _may_be_missed(block: Block, core: Core) -> bool:
    """Whether a paragraph left out is not plainly one of what stands around an article, a list of links, or a date."""
    if not block.words or block.linked > MOST_LINKED or is_date_line(block.text):
        return False
    return not is_furniture(block, core)


def _extracted(tree: HtmlElement) -> list[str]:
    import trafilatura

    found = trafilatura.bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=False)
    text = getattr(found, "text", None) or ""
    return [line.removeprefix("- ").strip() for line in text.splitlines() if line.strip()]


def _once(every: list[Block], places: list[int], whole: Counter[Words], core: Core) -> set[int]:
    """The places found; of paragraphs with equal words as many as were extracted, those in the article first."""
    container = max(core, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
    taken, chosen = Counter[Words](), set[int]()
    for i in sorted(places, key=lambda i: (container not in _path(every[i]), i)):
        words = every[i].words
        if taken[words] < max(1, whole[words]):
            taken[words] += 1
            chosen.add(i)
    return chosen


def _is_in(block: Block, whole: Counter[Words], shingles: set[Words]) -> bool:
    if not block.words or block.words in whole:
        return bool(block.words)
    own = _shingles(block.words)
    return len(own) >= 3 and sum(s in shingles for s in own) >= MOST_SHINGLES * len(own)


def _shingles(words: Iterable[str]) -> set[Words]:
    listed = list(words)
    return set(zip(*(listed[i:] for i in range(SHINGLE)), strict=False))


def _path(block: Block) -> list[HtmlElement]:
    return [block.element, *block.element.iterancestors()]


def _core(every: list[Block], places: list[int]) -> Core:
    """The deepest element with nearly all that was found, and everything around it."""
    weights = Counter[HtmlElement]()
    for i in places:
        for element in _path(every[i]):
            weights[element] += len(every[i].text)
    most = max(weights.values(), default=0)
    heavy = [element for element, weight in weights.items() if weight >= CORE * most]
    return frozenset(heavy)


def _covers(found: Found) -> bool:
    wanted = Counter(word for line in dict.fromkeys(found.lines) for word in words_of(line))
    held = Counter(word for i in found.chosen for word in found.every[i].words)
    return sum((wanted & held).values()) >= MOST_COVERED * sum(wanted.values())


def _with_dropped(found: Found) -> set[int]:
    """With what was dropped among the article's paragraphs: sentences and credits; around them, near by, credits and
    the sentences that open the article."""
    every, chosen, core = found.every, found.chosen, found.core
    first, last = min(chosen), max(chosen)

    def taken(places: Iterable[int], wanted: Callable[[Block], bool]) -> set[int]:
        return {
            i for i in places if i not in chosen and wanted(every[i]) and not is_furniture(every[i], core)
        }

    before = taken(range(max(0, first - NEAR), first), lambda b: is_credit(b) or is_prose(b))
    among = taken(range(first, last), lambda b: is_credit(b) or is_prose(b))
    after = taken(range(last + 1, min(len(every), last + 1 + NEAR)), is_credit)
    return chosen | before | among | after


def _shown(found: Found, kept: set[int], headlines: set[Words]) -> list[Block]:
    """Without residue, and without headline and dates where they stand before the article's first sentence: they are
    metadata, and noted as such. Links that stand alone at either end lead elsewhere."""
    shown = [found.every[i] for i in sorted(kept) if not is_residue(found.every[i], found.core)]
    prose = [i for i, block in enumerate(shown) if is_prose(block)] or [0]

    def stays(i: int, block: Block) -> bool:
        if block.words in headlines and (i < prose[0] or block.is_heading):
            return False
        outer = i < prose[0] or i > prose[-1]
        return not (i < prose[0] and is_date_line(block.text)) and not (outer and block.linked > ALL_LINKED)

    return [block for i, block in enumerate(shown) if stays(i, block)]


def _as_extracted(found: Found, headlines: set[Words]) -> Body:
    kept = [line for line in dict.fromkeys(found.lines) if words_of(line) not in headlines]
    if not any(len(words_of(line)) >= FEWEST_PROSE for line in kept):
        raise _no_text(found.every)
    return Body(tuple(kept), 0, 0, elsewhere=True)


def _no_text(every: list[Block]) -> RefusedError:
    words = sum(len(block.words) for block in every)
    actual = f"{words:,} words of links, labels and buttons" if words else "a page without text"
    return RefusedError("no_text", "a page with at least one paragraph of an article", actual)
