"""How two articles hang together: the kind of tie, its measures and its direction."""

from __future__ import annotations

import re

from reportedly.compare.direction import Way, credits, names, way
from reportedly.compare.names import is_agency, same_name
from reportedly.compare.passages import Shared
from reportedly.compare.sources import Source
from reportedly.record import Evidence, Tie
from reportedly.record.vocabulary import TieKind

PARAGRAPH = 40
"""Own-voice words in common that make a tie in long articles: a paragraph."""

TRACE, TRACE_AT_HOME = 0.07, 0.1
"""Share of an article that the paragraph must be with the quotations in it, and the same between two articles of one
publisher: in 1,279 articles what lay below was authors' notes, link boxes and background (looked at by hand, shared
corpora)."""

SENTENCE, PART = 25, 0.2
"""In short items a long sentence does, when it is this share of one of them. Of 45 labelled pairs the copies share 50
own words and more; a background sentence of 23 is none (docs/decisions/0006)."""

COPY = 0.75
"""Share of one article's own words in the other from which it is a copy (whole wire copies: ≥ .85 measured)."""

VERSION = 0.35
"""Share of *both* articles from which two texts of one agency are versions of one item, not a part taken over."""

ONE_SIDED, ITSELF = 0.5, 0.5
"""Share of the common words that stand in quotation marks on one side only, from which one article prints a
document that the other quotes: a shared text, no copying of the outlet's words; unless the own words in common are
this share of an article, whose quotation marks are then damaged."""

QUOTED_PART = 0.2
"""Share of an article's words that are quoted from another which it names, from which it is an aggregation."""

QUOTES = "names-what-it-quotes"
"""Rule of a tie in which an article quotes another one by name and has little else from it."""

SAID = frozenset({"credits-the-other", "names-the-other"})
"""Rules that tell where a quotation comes from: the article says it. That one printed it first says nothing."""


def tie_between(shared: Shared, a: Source, b: Source) -> Tie | None:
    """The tie between two articles; ``None`` where nothing but furniture or a few words is common."""
    kind, rule = _kind(shared, a, b)
    if kind == "none":
        return None
    found = way(a, b, kind)
    if kind == "shared_quotation" and found.rule not in SAID:
        found = Way("unknown", "nothing-decides", 0.0, found.reasons)
    return Tie(
        a.id,
        b.id,
        kind,
        round(shared.containment_a, 3),
        round(shared.containment_b, 3),
        round(shared.jaccard, 3),
        found.direction,
        Evidence(f"{rule} / {found.rule}", score=found.score, alternatives=found.reasons),
    )


def _kind(shared: Shared, a: Source, b: Source) -> tuple[TieKind, str]:
    """The kind and the rule that gave it, most telling first."""
    more = max(shared.containment_a, shared.containment_b)
    copied = _copied(shared, TRACE_AT_HOME if same_name(a.publisher, b.publisher) else TRACE)
    if copied and more >= COPY and _address(a) and _address(a) == _address(b):
        return "same_page", "one-address"
    if _quoting(shared, a, b):
        return "aggregation", QUOTES
    if not copied:
        return ("shared_quotation", "quoted-words-only") if shared.quoted else ("none", "too-little")
    if shared.one_sided > ONE_SIDED and more < ITSELF:
        return "shared_quotation", "one-quotes-what-the-other-prints"
    return _kind_of_copy(shared, a, b, more)


def _kind_of_copy(shared: Shared, a: Source, b: Source, more: float) -> tuple[TieKind, str]:
    both = min(shared.containment_a, shared.containment_b)
    if more >= COPY and both >= COPY:
        return "copy", "own-words-in-common"
    if both >= VERSION and _one_agency(a, b):
        return "wire_version", "one-agency"
    if more >= COPY:
        return "copy", "wholly-contained"
    if _aggregates(shared, a, b):
        return "aggregation", "names-the-other"
    return "partial", "own-words-in-part"


def _copied(shared: Shared, trace: float) -> bool:
    own = max(shared.own_a, shared.own_b)
    part = max(shared.containment_a, shared.containment_b)
    return (own >= PARAGRAPH and max(part, shared.taken) >= trace) or (own >= SENTENCE and part >= PART)


def _one_agency(a: Source, b: Source) -> bool:
    """Both are an agency's text: they credit one, or one of them credits or names the agency that is the other."""
    if same_name(a.agency, b.agency) or credits(a, b) or credits(b, a):
        return True
    return (is_agency(b.publisher) and names(a, b)) or (is_agency(a.publisher) and names(b, a))


def _aggregates(shared: Shared, a: Source, b: Source) -> bool:
    """The aggregating article names the other, which is no agency, and takes little of what that one has."""
    by_a = names(a, b) and shared.containment_b < VERSION
    by_b = names(b, a) and shared.containment_a < VERSION
    return (by_a or by_b) and not _one_agency(a, b)


def _quoting(shared: Shared, a: Source, b: Source) -> bool:
    """Mostly quoted words, from an outlet that the quoting article names: it says itself where it has them."""
    mostly = shared.quoted > max(shared.own_a, shared.own_b)
    parts = (
        (a, b, shared.quoted / max(1, len(shared.a.ids))),
        (b, a, shared.quoted / max(1, len(shared.b.ids))),
    )
    return mostly and any(part >= QUOTED_PART and names(one, other) for one, other, part in parts)


def _address(source: Source) -> str | None:
    """The page's address without what varies between visits: scheme, "www.", query, fragment, final slash."""
    if not source.article.url:
        return None
    return re.sub(r"^\w+://(?:www\.|m\.)?|[?#].*$|/$", "", source.article.url).rstrip("/").casefold()
