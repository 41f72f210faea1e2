"""Names in a text: runs of capitalised words, and the part of a run that may be a person's name."""

from __future__ import annotations

import re

from reportedly.record import Span
from reportedly.text.lexicon import Role, roles
from reportedly.text.tokens import COMBINING, LETTERS

CAPITAL = "[" + "".join(c for c in map(chr, range(0x41, 0x590)) if c.isupper()) + "]"
"""Every capital of the Latin, Greek, Cyrillic and Armenian alphabets."""
_NAME_WORD = rf"(?:{CAPITAL}[\w{COMBINING}’'\-‑]*[\w{COMBINING}]|{CAPITAL}\.?)"
_PARTICLE = r"(?:al|el|de|da|di|del|van|von|der|bin|ben|ibn|la|le|du|dos)"
_ARTICLE = r"(?:al|el|ad|an|ar|as|at|az|ash|ul)"
_NAME = re.compile(
    rf"{_NAME_WORD}(?:(?<=s)[’'](?= {CAPITAL})|(?: {_PARTICLE})* {_NAME_WORD}|-{_NAME_WORD}| {_ARTICLE}-{_NAME_WORD})*"
)
_NAME_WORD_AT = re.compile(_NAME_WORD)
_POSSESSIVE = re.compile(r"[’']s?$")
_OWNED = re.compile(r"(?:[’']s|(?<=s)[’']) (?=\S)")
WORD = re.compile(rf"{LETTERS}(?:[-‑]{LETTERS})*")
"""A word of a phrase, with its inner hyphens."""

_NO_NAMES = frozenset(
    "the a an this that these those he she it they we i his her its their our but and or if in on at after before "
    "while when as for from with by to of not no yes then there here what who why how where according mr mrs ms dr "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december also both each all some many most one two three since during under over "
    "meanwhile however speaking addressing asked noting responding finally earlier later today yesterday "
    "few neither either none several another you your my such only even so despite because although though had has have would could "
    "should can did does do is are was were be unless until whether just still yet instead perhaps maybe like unlike given per via "
    "against among amid around behind below beside besides between beyond inside near off onto outside past through throughout "
    "toward towards upon within without regarding including using again now once soon tonight tomorrow thus hence nor than about above "
    "across along ask tell see read watch today’s today's".split()
)
"""Capitalised at the head of a sentence or by custom, and no part of a name."""
_TITLES = frozenset(word for word, role in roles().items() if role.kind == "person" and " " not in word)


def find_names(text: str) -> list[Span]:
    """Runs of capitalised words, without the sentence-opening and title words at their head; no kind is claimed."""
    return [s for s in runs(text, Span(0, len(text))) if s.length > 1]


def runs(text: str, span: Span) -> list[Span]:
    """The runs of capitalised words within a stretch, without the words at their head that are no part of a name."""
    found = (Span(m.start(), m.end()) for m in _NAME.finditer(text, *span))
    return [s for s in (_without_head(text, f) for f in found) if s.length]


def _without_head(text: str, span: Span) -> Span:
    start, end = span
    while start < end:
        word = _NAME_WORD_AT.match(text, start, end)
        if word is None or _bare(word.group()) not in _NO_NAMES | _TITLES:
            break
        start = word.end() + (1 if text[word.end() : word.end() + 1] == " " else 0)
    trimmed = _POSSESSIVE.search(text, start, end)
    return Span(start, max(start, trimmed.start() if trimmed else end))


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.rstrip(".")).casefold()


def personal_part(text: str, run: Span) -> Span | None:
    """The words of a run that may name a person: those after its last title or owner ("Green List’s Ada Ruun").

    ``None`` where the run ends in a title, or holds a word for a body, a medium or a document: "Radio Kelmar" is no person.
    """
    owned = list(_OWNED.finditer(text, *run))
    start = owned[-1].end() if owned else run.start
    words = [(m, roles().get(m.group().casefold())) for m in WORD.finditer(text, start, run.end)]
    titled = next((k for k in range(len(words), 0, -1) if _is_title(words[k - 1][1])), 0)
    rest = words[titled:]
    if not rest:
        return _with_role_surname(words, run.end)
    if any(_is_body(r) for k, (_, r) in enumerate(rest) if not _is_given_name(r, k, rest)):
        return None
    if owned and len(words) == 1:
        return None
    return Span(rest[0][0].start(), run.end)


def _is_given_name(role: Role | None, place: int, rest: list[tuple[re.Match[str], Role | None]]) -> bool:
    """A word for a document that heads a name is a given name: "Bill", "Mark"."""
    return role is not None and role.kind == "document" and place == 0 and len(rest) > 1


def _is_title(role: Role | None) -> bool:
    return role is not None and role.kind == "person"


def _is_body(role: Role | None) -> bool:
    return role is not None and role.kind in ("organisation", "media", "document", "group")


def _with_role_surname(words: list[tuple[re.Match[str], Role | None]], end: int) -> Span | None:
    """A name whose surname is a word for an office ("Mary Baker", "Representative Peter T. King"): what stands before it, but for
    leading titles, says nothing of an office."""
    first = next(
        (k for k, (m, r) in enumerate(words) if not r and m.group().casefold() not in OFFICES), len(words)
    )
    plain = all(r is None and m.group().casefold() not in OFFICES for m, r in words[first:-1])
    return Span(words[first][0].start(), end) if first < len(words) - 1 and plain else None


OFFICES = frozenset(
    "foreign prime first second deputy vice defence defense interior home finance health education justice culture energy state "
    "general chief special senior high national federal regional lord lady press security police army navy opposition acting former "
    "assistant associate principal lead head grand county city district provincial municipal royal supreme party union board "
    "campaign trade labour labor environment transport agriculture economy parliamentary presidential military human election".split()
)
"""Words that stand before the word for an office and say which ("Foreign Minister"); collected from the in-domain articles."""
