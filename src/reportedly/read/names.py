"""Names in a text, and what a source phrase says of the one it names: name, title, affiliation, kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.record import Span
from reportedly.record.vocabulary import MentionForm, SpeakerKind
from reportedly.text.lexicon import Role, roles
from reportedly.text.tokens import COMBINING, LETTERS

_CAPITAL = "[" + "".join(c for c in map(chr, range(0x41, 0x590)) if c.isupper()) + "]"
"""Every capital of the Latin, Greek, Cyrillic and Armenian alphabets."""
_NAME_WORD = rf"(?:{_CAPITAL}[\w{COMBINING}’'\-‑]*[\w{COMBINING}]|{_CAPITAL}\.?)"
_PARTICLE = r"(?:al|el|de|da|di|del|van|von|der|bin|ben|ibn|la|le|du|dos)"
_ARTICLE = r"(?:al|el|ad|an|ar|as|at|az|ash|ul)"
_NAME = re.compile(
    rf"{_NAME_WORD}(?:(?<=s)[’'](?= {_CAPITAL})|(?: {_PARTICLE})* {_NAME_WORD}|-{_NAME_WORD}| {_ARTICLE}-{_NAME_WORD})*"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_WORD = re.compile(rf"{LETTERS}(?:[-‑]{LETTERS})*")

PRONOUNS = frozenset("he she it they i we who which him her them".split())
_INDEFINITE = frozenset("a an one another some several many other unnamed".split())
_NO_NAMES = frozenset(
    "the a an this that these those he she it they we i his her its their our but and or if in on at after before "
    "while when as for from with by to of not no yes then there here what who why how where according mr mrs ms dr "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december also both each all some many most one two three since during under over "
    "meanwhile however speaking addressing asked noting responding finally earlier later today yesterday".split()
)
"""Capitalised at the head of a sentence or by custom, and no part of a name."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a source phrase says: ``name`` (or ``None``), its span, the role words, title, affiliation, and the kind of speaker."""

    text: str
    form: MentionForm
    kind: SpeakerKind
    name: str | None
    name_span: Span | None
    title: str | None
    affiliation: str | None
    roles: tuple[Role, ...]

    @property
    def gender(self) -> str:
        """``m`` or ``f`` where a role word says so, else empty."""
        return next((r.gender for r in self.roles if r.gender), "")


def find_names(text: str) -> list[Span]:
    """Runs of capitalised words, without the sentence-opening and title words at their head; no kind is claimed."""
    found = []
    for match in _NAME.finditer(text):
        span = _without_head(text, Span(match.start(), match.end()))
        if span.length > 1:
            found.append(span)
    return found


def _without_head(text: str, span: Span) -> Span:
    start, end = span
    while start < end:
        word = _NAME_WORD_AT.match(text, start, end)
        if word is None or _bare(word.group()) not in _NO_NAMES | _TITLES:
            break
        start = word.end() + (1 if text[word.end() : word.end() + 1] == " " else 0)
    trimmed = _POSSESSIVE.search(text, start, end)
    return Span(start, max(start, trimmed.start() if trimmed else end))


_NAME_WORD_AT = re.compile(rf"{_NAME_WORD}")
_TITLES = frozenset(word for word, role in roles().items() if role.kind == "person" and " " not in word)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.rstrip(".")).casefold()


def parse_phrase(text: str, span: Span) -> Phrase:
    """What the source at ``span`` says of its speaker."""
    span = _core(text, span)
    words = span.of(text)
    lowered = words.casefold()
    if lowered.split(" ")[0].strip(",") in PRONOUNS and len(lowered.split()) <= 1:
        return Phrase(words, "pronoun", "person", None, None, None, None, ())
    if _JOINT.fullmatch(words):
        return Phrase(words, "name", "group", words, None, None, None, ())
    found = _roles_in(words)
    name = _person_name(text, span, found)
    return _person(text, span, name, found) if name else _other(words)


_JOINT = re.compile(rf"(?:(?!\b(?:of|for|on|to)\b)[^,])*{_CAPITAL}\S* and (?:the )?{_CAPITAL}.*")
"""Two names joined: neither of the two alone is the speaker (CASES 30)."""


_ASIDE = re.compile(
    r",? (?:on|late on|earlier on|early on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$|, for (?:its|his|her|their) part\b.*$"
    r"|,? (?:who|which|whose)(?: .*)?$"
)


def _core(text: str, span: Span) -> Span:
    """The phrase without marks at its edges, "on Tuesday", "for its part" and a relative clause at its end."""
    words = span.of(text)
    aside = _ASIDE.search(words, 1)
    body = words[: aside.start()] if aside else words
    left = len(body) - len(body.lstrip(" ,;:—–-"))
    return Span(span.start + left, span.start + max(left, len(body.rstrip(" ,;:—–-"))))


def _roles_in(words: str) -> tuple[Role, ...]:
    table, found = roles(), _WORD.findall(words.casefold().replace("‑", "-"))
    longer = [" ".join(found[k : k + n]) for n in (3, 2) for k in range(len(found) - n + 1)]
    return tuple(table[w] for w in (*longer, *found) if w in table)


def _person_name(text: str, span: Span, found: tuple[Role, ...]) -> Span | None:
    """The part of the phrase that is a person's name, by its place after a title, or by standing alone."""
    runs = [Span(m.start(), m.end()) for m in _NAME.finditer(text, *span)]
    runs = [r for r in (_without_head(text, r) for r in runs) if r.length > 1]
    if any(r.kind == "person" for r in _roles_in(text[span.start : runs[-1].start])) if runs else False:
        runs.sort(
            key=lambda r: text[max(span.start, r.start - 2) : r.start] != ", "
        )  # "ambassador to X, Ana Boruk"
    for run in runs:
        name = _within_run(text, run)
        if name and not _is_place_or_body(text, span, run, name, found):
            return name
    return None


def _within_run(text: str, run: Span) -> Span | None:
    """The words of a run after its last role or organisation word; ``None`` when it ends in one."""
    table, start = roles(), run.start
    for word in _WORD.finditer(text, *run):
        role = table.get(word.group().casefold())
        if role:
            start = word.end()
    rest = text[start : run.end]
    start += len(rest) - len(rest.lstrip(" -"))
    return Span(start, run.end) if start < run.end else None


def _is_place_or_body(text: str, span: Span, run: Span, name: Span, found: tuple[Role, ...]) -> bool:
    before = text[max(span.start, run.start - 12) : run.start].casefold()
    if _MEDIUM_BEFORE.search(before):
        return True
    words = name.of(text).split()
    if re.search(r"\b(?:of|to|for|in|at|from|with|on|and)(?: the)? $", before) and name == run:
        return len(words) < 3 and not (len(words) == 2 and span.end == run.end and not found)
    after = text[run.end : run.end + 2]
    return after in ("’s", "'s") or _noun_follows(text, run, span)


def _noun_follows(text: str, run: Span, span: Span) -> bool:
    """ "Kelmaran officials", "Freedonia government": the capitalised word qualifies a noun and names nobody."""
    tail = text[run.end : span.end]
    follows = re.match(r" ([^\W\d_][\w-]*)", tail)
    return bool(
        follows
        and follows.group(1).islower()
        and follows.group(1) not in ("of", "and", "who", "from", "in", "for", "at", "the", "said")
    )


def _person(text: str, span: Span, name: Span, found: tuple[Role, ...]) -> Phrase:
    written = name.of(text)
    if " " in written and not any(r.kind == "person" for r in found):
        tail = written.split()[-1].casefold()
        name = _after_affiliation(text, name) if tail not in roles() else name
    elif _led_by_preposition(text, span, name):
        name = _after_affiliation(text, name)
    before = text[span.start : name.start].strip(" ,")
    after = text[name.end : span.end].strip(" ,")
    title = before or (after if any(r.kind == "person" for r in _roles_in(after)) else "")
    title = re.sub(r"^(?:the|a|an|and|but|while) ", "", title, flags=re.IGNORECASE)
    affiliation = _affiliation(title) or _affiliation(after)
    return Phrase(span.of(text), "name", "person", name.of(text), name, title or None, affiliation, found)


def _led_by_preposition(text: str, span: Span, name: Span) -> bool:
    return bool(re.search(r"\b(?:of|to|for|in|at)(?: the)? $", text[span.start : name.start].casefold()))


def _after_affiliation(text: str, name: Span) -> Span:
    """ "Ambassador to Freedonia Ana Boruk": of a run of three or more after a preposition the last two are the name."""
    words = list(_WORD.finditer(text, *name))
    before = text[max(0, name.start - 8) : name.start].casefold()
    if len(words) >= 3 and re.search(r"\b(?:of|to|for|in|at)(?: the)? $", before):
        return Span(words[-2].start(), name.end)
    return name


def _affiliation(title: str) -> str | None:
    found = re.search(r"\b(?:of|for|to|at|with) (?:the )?(.+)$", title)
    return found.group(1).strip(" ,") if found else None


def _other(words: str) -> Phrase:
    head = _head_role(words)
    definite = words.casefold().partition(" ")[0] in _DEFINITE
    form: MentionForm = "description" if _describes(words, head, definite) else "name"
    name = _MEDIUM.sub("", re.sub(r"^(?:the|The) ", "", words)) or words if form == "name" else None
    name = name.partition(", ")[0] if name else None
    return Phrase(words, form, _kind(words, head), name, None, None, None, (head,) if head else ())


_MEDIUM_WORD = "(?:news )?(?:agency|newspaper|daily|magazine|website|channel|broadcaster)"
_MEDIUM = re.compile(rf"(?<=[\w{COMBINING}]) {_MEDIUM_WORD}$|^{_MEDIUM_WORD} (?={_CAPITAL})")
"""What kind of medium it is, in small letters beside its name: no part of the name."""
_MEDIUM_BEFORE = re.compile(rf"\b{_MEDIUM_WORD} $")


_DEFINITE = frozenset("the this that his her its their our".split())


def _describes(words: str, head: Role | None, definite: bool) -> bool:
    """ "the ambassador", "President", "the ministry": no name in it but words for a role; an organisation's needs "the"."""
    capitals = [w for w in _WORD.findall(words)[definite:] if w[:1].isupper() and w.casefold() not in roles()]
    if head is None or capitals:
        return False
    return definite or (
        head.kind == "person" and words[:1].isupper() and words.split(maxsplit=1)[0].casefold() in roles()
    )


def _head_role(words: str) -> Role | None:
    """The role word that the phrase turns on: its last one before a preposition, a comma or "who"."""
    lowered = words.casefold()
    compound = next((w for w in _OF_ROLES if w in lowered), None)
    if compound:
        return roles()[compound]
    front = re.split(r",| (?:of|for|to|in|at|from|with|on|who|which|that|by|close) ", lowered)[0]
    known = [m.group() for m in _WORD.finditer(front) if not _POSSESSIVE_AT.match(front, m.end())]
    return next((roles()[w] for w in reversed(known) if w in roles()), None)


_OF_ROLES = tuple(word for word in roles() if " of " in word)
_POSSESSIVE_AT = re.compile(r"[’']s?\b")


_FREE = frozenset(
    "the this that his her its their former veteran top senior young same new old outgoing acting own country’s country's".split()
)
"""Qualifiers that may be new in a description of someone already named."""


def qualifiers(description: str) -> set[str]:
    """The words, case-folded, that tell a description's bearer from others of that role: "the Kelmaran defence ministry" is
    told by "Kelmaran" and "defence", "the president of Tasmory" by "Tasmory". Role words before the head count ("deputy")."""
    front, *after = re.split(
        r",| (?:of|for|to|in|at|from|with|on|who|which|that|by) ", description, maxsplit=1
    )
    words = _WORD.findall(front.casefold())
    while words and words[-1] not in roles():
        words.pop()
    compound = next((n for n in (3, 2, 1) if " ".join(words[-n:]) in roles()), 0)
    named = [w.casefold() for rest in after for w in _WORD.findall(rest) if w[:1].isupper()]
    return {*words[: len(words) - compound], *named} - _FREE


def _kind(words: str, head: Role | None) -> SpeakerKind:
    if head is None:
        return "organisation" if re.search(_CAPITAL, words) else "group" if words.endswith("s") else "unnamed"
    if head.kind == "media":
        return "organisation"
    if head.kind == "person":
        return "unnamed"
    if head.kind == "group" and re.search(_CAPITAL + r"\w+ (?:Police)$", words):
        return "organisation"
    return head.kind  # type: ignore[return-value]
