"""Who and what an article names: the tagger's spans made one article's, with a memory of its names (docs/decisions/0009).

The tagger sees a window at a time. The article knows more: a surname or an acronym that comes later takes the kind of
the full name, a name keeps its kind, and a name that the tagger passed by once is found by where it stands again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log

from reportedly.models.mentions import Named
from reportedly.read.names import find_names
from reportedly.read.places import Taken, overlapping
from reportedly.record import Span
from reportedly.record.vocabulary import EntityKind
from reportedly.text import sentences
from reportedly.text.lexicon import roles
from reportedly.text.tokens import LETTERS

SURE = 0.9
"""Probability from which a mention keeps its own kind against the article's memory: one word may name a person here and a
place there."""
LEAST = 0.5
"""Probability a name must have had somewhere for the places that the tagger passed by to be taken too."""
_WORD = re.compile(rf"{LETTERS}(?:[-‑’']{LETTERS})*\.?")
_POSSESSIVE = re.compile(r"[’']s?$")
_LINKS = frozenset("of to for in at the and on a an".split())
_APPOSED = re.compile(r", (?:the |a |an )?(?P<title>[^,.;:!?()“”\"\n]{3,80})(?=[,.;)\n]|$)")
"""What stands after a name between commas: "…, ambassador to Tosven,"."""


@dataclass(frozen=True, slots=True)
class NameSeen:
    """One name at one place. ``name`` is the fullest form that the article has for it (its own words where there is none).

    ``title`` and ``affiliation`` are those that stand at this place; they are no part of ``span``. ``by`` is ``model`` or
    ``memory`` (the kind, or the mention itself, comes from elsewhere in the article); ``score`` is in [0, 1].
    """

    span: Span
    kind: EntityKind
    name: str
    score: float
    by: str
    title: str | None = None
    affiliation: str | None = None


@dataclass(slots=True)
class Memory:
    """What an article's names have been taken for: for each name the weight of each kind, and the full names."""

    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    full: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, kind: str, score: float) -> None:
        """Note one mention; a full name is remembered under its short forms."""
        row = self.weights.setdefault(name, {})
        row[kind] = row.get(kind, 0.0) + _odds(score)
        for short in shorter(name, kind):
            known = self.full.setdefault(short, [])
            if name not in known:
                known.append(name)

    def kind(self, name: str) -> str:
        """The kind with most weight of a name, with that of the full names it may stand for; empty for an unknown name."""
        total: dict[str, float] = {}
        for known in (name, *self.full.get(name, ())):
            for kind, weight in self.weights.get(known, {}).items():
                total[kind] = total.get(kind, 0.0) + weight
        return max(sorted(total), key=total.__getitem__, default="")

    def fullest(self, name: str, kind: str) -> str:
        """The one full name of that kind that a short form stands for; the name itself where there are none or several."""
        known = [n for n in self.full.get(name, ()) if self.kind(n) == kind]
        longest = [n for n in known if not set(self.full.get(n, ())) & set(known)]
        return longest[0] if len(longest) == 1 else name


def _odds(score: float) -> float:
    """Weight of a probability: 0.5 counts nothing, 0.9 three times 0.7."""
    sure = min(max(score, 0.5), 0.999)
    return log(sure / (1 - sure))


def shorter(name: str, kind: str) -> list[str]:
    """The forms by which a full name is taken up: surname or first word of a person's, initials of a body's."""
    words = name.split()
    if kind == "person" and len(words) > 1:
        return [words[-1], words[0], " ".join((words[0], words[-1]))][: 2 if len(words) == 2 else 3]
    if kind == "organisation":
        initials = "".join(w[0] for w in words if w[:1].isupper())
        return [initials] if len(initials) > 1 else []
    return []


def find_mentions(text: str, found: Sequence[Named]) -> list[NameSeen]:
    """The names of a (mended) text in text order, from what the tagger gave for its windows; pure, about 1 MB of text a second."""
    tagged = [t for n in found if (t := _trimmed(text, n)).span.length > 0]
    memory = Memory()
    for n in tagged:
        memory.add(_name(text, n.span), n.kind, n.score)
    kinds = [_settled(text, n, memory) for n in tagged]
    again = [_seen(text, s, k, 0.5, "memory", memory) for s, k in passed_by(text, tagged, memory)]
    seen = [_seen(text, n.span, k, n.score, by, memory) for n, (k, by) in zip(tagged, kinds, strict=True)]
    return _with_titles(text, sorted([*seen, *again], key=lambda s: s.span))


def _trimmed(text: str, n: Named) -> Named:
    """Without words for a role at a person's head, and without a possessive at the end."""
    start, end = n.span
    tail = _POSSESSIVE.search(text, start, end)
    end = tail.start() if tail else end
    words = list(_WORD.finditer(text, start, end))
    while (
        n.kind == "person" and len(words) > 1 and (_is_role(words[0].group()) or _qualifies(words[0].group()))
    ):
        words.pop(0)
        start = words[0].start()
    return n._replace(span=Span(start, end))


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def _is_role(word: str) -> bool:
    """Whether a word tells what somebody is, or is a form of address: "minister", "Dr."."""
    bare = _bare(word)
    return bare in ADDRESSES or (bare in roles() and roles()[bare].kind == "person")


ADDRESSES = frozenset(
    "mr mrs ms miss dr prof sir lady lord gen lt col maj capt sgt adm gov sen rep rev hon".split()
)
"""Forms of address: they lead a name and tell no office."""
_QUALIFIERS = frozenset(
    "prime vice deputy first foreign former acting interim chief senior top interior defence defense finance justice press "
    "assistant special permanent human rights national security state".split()
)
"""Words that stand before a role in a title ("deputy foreign minister")."""


def _qualifies(word: str) -> bool:
    return word.casefold() in _QUALIFIERS


def _name(text: str, span: Span) -> str:
    """A name's words with single spaces."""
    return " ".join(span.of(text).split())


def _settled(text: str, n: Named, memory: Memory) -> tuple[str, str]:
    """The kind of a mention, and where it comes from."""
    kind = memory.kind(_name(text, n.span))
    return (n.kind, "model") if n.score >= SURE or kind in ("", n.kind) else (kind, "memory")


def passed_by(text: str, tagged: Sequence[Named], memory: Memory) -> list[tuple[Span, str]]:
    """Names that the article has elsewhere, where they stand whole and alone and the tagger gave nothing."""
    taken = Taken(n.span for n in tagged)
    sure = {_name(text, n.span) for n in tagged if n.score >= LEAST}
    sure |= {s for n in tagged if n.score >= LEAST for s in shorter(_name(text, n.span), n.kind)[:1]}
    runs = [s for s in find_names(text) if not taken.touches(s)]
    return [(s, kind) for s in runs if (name := _name(text, s)) in sure and (kind := memory.kind(name))]


def _seen(text: str, span: Span, kind: str, score: float, by: str, memory: Memory) -> NameSeen:
    full = memory.fullest(_name(text, span), kind)
    return NameSeen(span, kind, full, score, by)  # type: ignore[arg-type]  # one of models.mentions.KINDS


def _with_titles(text: str, seen: list[NameSeen]) -> list[NameSeen]:
    """With title and affiliation of each person, from the words before the name and between the commas after it."""
    starts = [s.start for s in sentences(text)]
    bodies = [s.span for s in seen if s.kind in ("organisation", "place")]
    return [_titled(text, s, starts, bodies) if s.kind == "person" else s for s in seen]


def _titled(text: str, s: NameSeen, starts: list[int], bodies: Sequence[Span]) -> NameSeen:
    floor = starts[max(0, bisect_right(starts, s.span.start) - 1)] if starts else 0
    before, after = title_before(text, s.span, floor), title_after(text, s.span)
    place = after if before is None or (after and _bare(before.of(text)) in ADDRESSES) else before
    if place is None:
        return s
    body = next(iter(overlapping(bodies, place)), None)
    inside = body is not None and place.contains(body)
    return replace(s, title=place.of(text), affiliation=body.of(text) if body and inside else None)


def title_before(text: str, name: Span, floor: int) -> Span | None:
    """The title right before a name, not before ``floor``: a role, what it is of ("ambassador to Tosven"), what tells it apart."""
    words = list(_WORD.finditer(text, max(floor, name.start - _REACH), name.start))
    words = _unbroken(text, words, name.start)
    if not words or text[words[-1].end() : name.start] != " ":
        return None
    k = len(words) - 1
    while k >= 0 and not _is_role(words[k].group()) and _belongs(words[k].group()):
        k -= 1
    if k < 0 or not _is_role(words[k].group()):
        return None
    while k > 0 and _leads(words[k - 1], floor):
        k -= 1
    return Span(words[k].start(), name.start - 1)


_REACH = 120
"""Characters before a name in which its title stands."""


def _unbroken(text: str, words: list[re.Match[str]], end: int) -> list[re.Match[str]]:
    """The last words with nothing but a space between one and the next."""
    kept: list[re.Match[str]] = []
    for word in reversed(words):
        if text[word.end() : end] not in (" ", "’s ", "'s ", "’ ", "' "):
            break
        kept.insert(0, word)
        end = word.start()
    return kept


def _belongs(word: str) -> bool:
    """Whether a word may stand between a role and the name: "ambassador *to Tosven* Ana Boruk"."""
    bare = word.casefold()
    other = bare in roles() and roles()[bare].kind != "person"
    return word[:1].isupper() or bare in _LINKS or bare in _QUALIFIERS or other


def _leads(word: re.Match[str], floor: int) -> bool:
    """A word that stands before a role in its title: another role, "deputy", a capitalised word that is no "Then" at the sentence's head."""
    written = word.group()
    capital = written[:1].isupper() and (word.start() > floor or bool(find_names(written)))
    return capital or _is_role(written) or _qualifies(written)


def title_after(text: str, name: Span) -> Span | None:
    """The title between the commas after a name: "…, ambassador to Tosven,"."""
    found = _APPOSED.match(text, name.end)
    if found is None:
        return None
    words = list(_WORD.finditer(text, *found.span("title")))
    front = next((k for k, w in enumerate(words) if w.group() in _LINKS), len(words))
    if not any(_is_role(w.group()) and w.group().casefold() in roles() for w in words[:front]):
        return None
    return Span(*found.span("title"))
