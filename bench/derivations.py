"""Derivations of articles with known sources and known places: what comparing has to find, and what it must not.

A derivation is made from its seed alone. ``COPIES`` are kinds of which the derived article is a copy; of ``SHARED``
it is none: it shares a quotation or a stock paragraph with another article, and nothing else.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from reportedly.text import quotations

DATA = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[2] / "shared" / "data")) / "corpora"
NEWS = DATA / "news_2017_2020.jsonl.xz"

COPIES = (
    "verbatim",
    "new headline",
    "truncated to 30 %",
    "truncated to 10 %",
    "reordered",
    "rewritten 10 %",
    "rewritten 30 %",
    "two merged",
    "embedded",
)
SHARED = ("quotation only", "boilerplate only")

TAG = "({}) - "
FOOTERS = (
    "Sign up for our morning letter to have the day's most read stories brought to you before breakfast.",
    "This page was first printed in our paper edition. Letters to the desk may be cut for length.",
    "Follow us for more on this and other matters. All rights are with the owners of this page.",
)
STOCK_WORDS = 45
"""Words of a stock paragraph: a disclaimer of usual length."""
STOCKED = 10
"""Articles that have one stock paragraph: real ones stand in hundreds."""
QUOTED_LEAST = 110
"""Characters of a shared quotation (as in research/reuse.md § 2)."""
EMBEDDED = (700, 1200)
"""Characters of a passage put into an unrelated article (the same source)."""


@dataclass(frozen=True)
class Piece:
    """An article as derivations take it."""

    id: str
    outlet: str
    text: str


@dataclass(frozen=True)
class Place:
    """``text[start:end]`` of a derived article stands at ``there`` in article ``source``."""

    start: int
    end: int
    source: str
    there: tuple[int, int]


@dataclass(frozen=True)
class Derived:
    """An article made of others; ``places`` are trimmed to letters and digits, ``host`` gave the words beside them.

    ``stock`` is the number of the stock paragraph that stands in it, -1 for none.
    """

    piece: Piece
    kind: str
    sources: tuple[str, ...]
    places: tuple[Place, ...]
    host: str
    stock: int


@dataclass
class Draft:
    """A text under way, which knows where its parts come from."""

    chance: random.Random
    text: str = ""
    places: list[Place] = field(default_factory=list)

    def own(self, text: str) -> None:
        """Words of its own."""
        self.text += text

    def copy(self, source: Piece, start: int, end: int, change: Callable[[str], str] = str) -> None:
        """Words of another article; parts that follow each other in both are one place."""
        left = len(source.text[start:end]) - len(source.text[start:end].lstrip(_EDGES))
        right = len(source.text[start:end].rstrip(_EDGES))
        if right <= left:
            return self.own(source.text[start:end])
        changed = change(source.text[start + left : start + right])
        at = len(self.text) + left
        self.text += source.text[start : start + left] + changed + source.text[start + right : end]
        place = Place(at, at + len(changed), source.id, (start + left, start + right))
        last = self.places[-1] if self.places else None
        follows = last is not None and last.source == source.id and last.there[1] <= start + left
        if (
            last
            and follows
            and not _words(source.text[last.there[1] : start + left] + self.text[last.end : at])
        ):
            place = Place(last.start, place.end, source.id, (last.there[0], place.there[1]))
            self.places.pop()
        self.places.append(place)
        return None


_EDGES = "".join(c for c in map(chr, range(0x3000)) if not c.isalnum())
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def news(least: int = 150, most: int = 1500) -> list[Piece]:
    """Real articles of a usual length, in the order of the corpus."""
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines)
        return [
            Piece(a["id"], a.get("outlet", ""), a["text"])
            for a in found
            if least <= a["text"].count(" ") <= most
        ]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs with the breaks behind them."""
    ends = [m.end() for m in re.finditer(r"\n+", text)] + [len(text)]
    return [(a, b) for a, b in zip([0, *ends], ends, strict=False) if b > a]


def derived(kind: str, number: int, base: Piece, other: Piece, words: Sequence[str]) -> Derived:
    """The derivation ``number`` of a kind; ``other`` is unrelated, ``words`` what replaces others.

    Every ten of "boilerplate only" have a stock paragraph in common, and every second ten their outlet too.
    """
    draft = Draft(random.Random(f"{kind} {number}"))
    stock = number // STOCKED
    _MAKERS[kind](draft, Given(base, other, words, stock_paragraph(stock, words)))
    sources = (base.id, other.id) if kind == "two merged" else (base.id,)
    one_outlet = kind == "boilerplate only" and stock % 2
    outlet = f"outlet {stock if one_outlet else draft.chance.randrange(40)}"
    piece = Piece(f"{kind}/{number:05}".replace(" ", "-"), outlet, draft.text)
    places = draft.places if kind == "two merged" else [p for p in draft.places if p.source == base.id]
    return Derived(piece, kind, sources, tuple(places), other.id, stock if kind == "boilerplate only" else -1)


class Given(NamedTuple):
    """What a derivation is made of: its source, an unrelated article, words that replace others, a stock paragraph."""

    base: Piece
    other: Piece
    words: Sequence[str]
    stock: str


Maker = Callable[[Draft, Given], None]


def _verbatim(draft: Draft, given: Given) -> None:
    draft.own(TAG.format(given.base.outlet))
    draft.copy(given.base, 0, len(given.base.text))
    draft.own("\n\n" + draft.chance.choice(FOOTERS))


def _headline(draft: Draft, given: Given) -> None:
    whole = paragraphs(given.base.text)
    draft.own(given.other.text[slice(*paragraphs(given.other.text)[0])])
    draft.copy(given.base, whole[min(1, len(whole) - 1)][0], len(given.base.text))


def _truncated(share: float) -> Maker:
    def make(draft: Draft, given: Given) -> None:
        ends = [m.end() for m in _WORD.finditer(given.base.text)]
        draft.copy(given.base, 0, ends[max(0, int(len(ends) * share) - 1)])
        draft.own(" … Continue reading.")

    return make


def _reordered(draft: Draft, given: Given) -> None:
    kept = [p for p in paragraphs(given.base.text) if draft.chance.random() >= 0.3] or paragraphs(
        given.base.text
    )
    draft.chance.shuffle(kept)
    for start, end in kept:
        draft.copy(given.base, start, end)
        if not draft.text.endswith("\n"):
            draft.own("\n\n")


def _rewritten(share: float) -> Maker:
    def make(draft: Draft, given: Given) -> None:
        def changed(match: re.Match[str]) -> str:
            if draft.chance.random() >= share:
                return match.group()
            new = draft.chance.choice(given.words)
            return draft.chance.choice((new, new, new, f"{match.group()} {new}", ""))

        draft.copy(given.base, 0, len(given.base.text), lambda text: _WORD.sub(changed, text).strip(_EDGES))

    return make


def _merged(draft: Draft, given: Given) -> None:
    first, second = paragraphs(given.base.text), paragraphs(given.other.text)
    draft.copy(given.base, 0, first[(len(first) - 1) // 2][1])
    draft.own("\n\n")
    draft.copy(given.other, second[len(second) // 2][0], len(given.other.text))


def _embedded(draft: Draft, given: Given) -> None:
    size = draft.chance.randint(*EMBEDDED)
    starts = [m.start() for m in re.finditer(r"(?<=[.\n][ \n])\w", given.base.text)] or [0]
    start = draft.chance.choice([s for s in starts if s + size <= len(given.base.text)] or [0])
    end = given.base.text.find(" ", min(start + size, len(given.base.text) - 1))
    _inside(
        draft,
        given.other,
        lambda: draft.copy(given.base, start, end if end > start else len(given.base.text)),
    )


def _quotation(draft: Draft, given: Given) -> None:
    spans = quoted(given.base)
    chosen = draft.chance.sample(spans, min(len(spans), draft.chance.choice((1, 2))))
    names = iter(("A person there said: ", "The same person said: "))

    def put() -> None:
        for start, end in sorted(chosen):
            draft.own(next(names) + "“")
            draft.copy(given.base, start, end)
            draft.own("”\n\n")

    _inside(draft, given.other, put)


def _boilerplate(draft: Draft, given: Given) -> None:
    draft.own(given.other.text.rstrip() + "\n\n" + given.stock)


def _inside(draft: Draft, host: Piece, put: Callable[[], None]) -> None:
    """Something put between two paragraphs of an article."""
    breaks = [end for _, end in paragraphs(host.text)][:-1] or [len(host.text)]
    at = draft.chance.choice(breaks)
    draft.own(host.text[:at])
    put()
    draft.own("\n\n" + host.text[at:])


def quoted(piece: Piece) -> list[tuple[int, int]]:
    """The inner places of closed quotations of at least ``QUOTED_LEAST`` characters."""
    return [
        (q.inner.start, q.inner.end)
        for q in quotations(piece.text)
        if q.closed and q.depth == 1 and q.inner.length >= QUOTED_LEAST
    ]


_MAKERS: dict[str, Maker] = {
    "verbatim": _verbatim,
    "new headline": _headline,
    "truncated to 30 %": _truncated(0.3),
    "truncated to 10 %": _truncated(0.1),
    "reordered": _reordered,
    "rewritten 10 %": _rewritten(0.1),
    "rewritten 30 %": _rewritten(0.3),
    "two merged": _merged,
    "embedded": _embedded,
    "quotation only": _quotation,
    "boilerplate only": _boilerplate,
}


def stock_paragraph(number: int, words: Sequence[str]) -> str:
    """A made-up stock paragraph."""
    chance = random.Random(f"stock {number}")
    return " ".join(chance.choice(words) for _ in range(STOCK_WORDS)).capitalize() + "."


def made(pool: Sequence[Piece], each: int, kinds: Sequence[str] = (*COPIES, *SHARED)) -> Iterator[Derived]:
    """``each`` derivations of every kind, each from bases of its own."""
    words = [word for piece in pool[:400] for word in _words(piece.text)]
    bases = iter(pool)
    for kind in kinds:
        for number in range(each):
            base = next(b for b in bases if kind != "quotation only" or quoted(b))
            other = next(bases)
            yield derived(kind, number, base, other, words)
