"""What a source phrase says of the one it names: name, title, affiliation, kind, and the nouns it turns on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.read.names import CAPITAL, WORD, personal_part, runs
from reportedly.record import Span
from reportedly.record.vocabulary import MentionForm, SpeakerKind
from reportedly.text.lexicon import Role, roles
from reportedly.text.tokens import COMBINING

PRONOUNS = {word: word for word in "he she it they i we who which you".split()} | {
    "him": "he",
    "his": "he",
    "her": "she",
    "hers": "she",
    "its": "it",
    "them": "they",
    "their": "they",
    "theirs": "they",
    "me": "i",
    "my": "i",
    "us": "we",
    "our": "we",
    "whose": "who",
    "whom": "who",
    "your": "you",
}
"""Each pronoun as written → its form as a subject ("in his view" is his)."""

_PREPOSITION = (
    r"(?:of|for|to|in|at|from|with|on|by|near|close|among|inside|outside|behind|within|between|under)"
)
_FRONT = re.compile(
    rf",| {_PREPOSITION} | (?:who|which|that|whose|whom|speaking|sent|drawn|written|quoted|cited|seen|there|here) "
)
_DETERMINERS = frozenset(
    "the this that these those his her its their our my your a an one another some each every no".split()
)
_DEFINITE = frozenset("the this that these those his her its their our".split())
_SEVERAL = frozenset(
    "few many both neither some several most others those all two three four five six seven eight nine ten dozens hundreds thousands scores everybody everyone".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a source phrase says: ``name`` (or ``None``), its span, the role words, title, affiliation, the kind of speaker, and
    ``heads``: the nouns, case-folded, by which "the …" may point back to this bearer."""

    text: str
    form: MentionForm
    kind: SpeakerKind
    name: str | None
    name_span: Span | None = None
    title: str | None = None
    affiliation: str | None = None
    roles: tuple[Role, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def gender(self) -> str:
        """``m`` or ``f`` where a role word says so, else empty."""
        return next((r.gender for r in self.roles if r.gender), "")


def parse_phrase(text: str, span: Span) -> Phrase:
    """What the source at ``span`` says of its speaker."""
    span = _core(text, span)
    words = span.of(text)
    if words.casefold() in PRONOUNS:
        return Phrase(words, "pronoun", "person", None)
    if _JOINT.fullmatch(words) or _LISTED.search(words) or _WITH_OTHERS.match(words):
        return Phrase(words, "name", "group", words)
    if behind := _BEHIND_CLAUSE.search(words):
        named = parse_phrase(text, Span(span.start + behind.start("name"), span.end))
        if named.kind == "person" and named.name:
            return replace(named, text=words, heads=(*named.heads, head_noun(words)), roles=_roles_in(words))
    name = _person_name(text, span)
    return _person(text, span, name) if name else _other(words)


_JOINT = re.compile(rf"(?:(?!\b(?:of|for|on|to)\b)[^,])*{CAPITAL}\S* and (?:the )?{CAPITAL}.*")
"""Two names joined: neither of the two alone is the speaker (CASES 30)."""
_WITH_OTHERS = re.compile(r"(?:he|she|they|i|we) and ", re.IGNORECASE)
_LISTED = re.compile(rf"^[^,]*{CAPITAL}[^,]*, (?:[^,]+, )*(?:and|or) (?!(?:who|which)\b)")
"""A list of three or more ("Mara Delk, Oren Tal, and other deputies")."""
_BEHIND_CLAUSE = re.compile(rf" (?:who|which|whose|that) [^,]+, (?P<name>{CAPITAL}[^,]*)$")
"""The priest who held the service, Father Anania."""

_ASIDE = re.compile(
    r",? (?:on|late on|earlier on|early on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$|, for (?:its|his|her|their) part\b.*$"
    rf"|,? (?:(?:of|from|to|in|on|by|for|with|among) )?(?:who|which|whose|whom)(?: (?!.*, {CAPITAL}).*)?$|(?<=\w)[’']s$|(?<=s)[’']$|,? (?:himself|herself|itself|themselves)$"
)


def _core(text: str, span: Span) -> Span:
    """The phrase without marks at its edges, "on Tuesday", "for its part", a relative clause or an owner's ’s at its end."""
    words = span.of(text)
    aside = _ASIDE.search(words, 1)
    body = words[: aside.start()] if aside else words
    left = len(body) - len(body.lstrip(" ,;:—–-"))
    return Span(span.start + left, span.start + max(left, len(body.rstrip(" ,;:—–-"))))


def _roles_in(words: str) -> tuple[Role, ...]:
    table, found = roles(), WORD.findall(words.casefold().replace("‑", "-"))
    longer = [" ".join(found[k : k + n]) for n in (3, 2) for k in range(len(found) - n + 1)]
    return tuple(table[w] for w in (*longer, *found) if w in table)


def _person_name(text: str, span: Span) -> Span | None:
    """The part of the phrase that is its bearer's own name, if that is a person's."""
    inside = runs(text, span)
    for run in sorted(inside, key=lambda r: text[max(span.start, r.start - 2) : r.start] != ", "):
        name = _behind_affiliation(text, span, run) or personal_part(text, run)
        if name and _is_bearer(text, span, run, name):
            return name
    return None


def _is_bearer(text: str, span: Span, run: Span, name: Span) -> bool:
    """Whether a name in the phrase is the name of the one that the phrase speaks of."""
    lead, tail = text[span.start : run.start], text[run.end : span.end]
    titled = name.start > run.start or _ends_in(lead, "person")
    if (
        _ends_in(lead, "media", "organisation", "document")
        or tail.startswith(("’s", "'s"))
        or _noun_follows(tail)
    ):
        return False
    if _COMPLEMENT.search(lead):
        return _behind_affiliation(text, span, run) is not None
    if _ARTICLE_ONLY.fullmatch(lead):
        return titled
    if lead.endswith(", ") and _kind(lead, head_role(lead)) in ("organisation", "document") and not titled:
        return False
    return titled or (not (lead.strip() and name.of(text).isupper()) and not _is_acronym(name.of(text)))


_OWNS = re.compile(rf"[’']s? |[’']s?$| of (?:the )?{CAPITAL}")
"""What follows the name of an owner, or of a body ("Voices of Tosven")."""
_AND = re.compile(r"\b(?:and|or|&) $")
_COMPLEMENT = re.compile(
    rf"\b{_PREPOSITION}(?: (?:the|both|all|some|many|an?|his|her|its|their|other|former|then))* (?:{CAPITAL}[\w.’'-]* )*$"
)
_ARTICLE_ONLY = re.compile(r"(?:the|The|this|This|a|an|A|An) ")


def _is_acronym(name: str) -> bool:
    return len(name) > 1 and name.isupper() and " " not in name and "." not in name


def _behind_affiliation(text: str, span: Span, run: Span) -> Span | None:
    """ "Ambassador to Freedonia Ana Boruk": of a run of three words or more behind the preposition of a person's office the last
    two are the name."""
    lead = text[span.start : run.start]
    office, words = head_role(lead), list(WORD.finditer(text, *run))
    apposed = office is not None and office.kind == "person" and _COMPLEMENT.search(lead) and len(words) >= 3
    return Span(words[-2].start(), run.end) if apposed else None


def _ends_in(lead: str, *kinds: str) -> bool:
    """Whether the words before a name end in a word of some kind of speaker: "the lawyer Ana Boruk", "the daily Lodd"."""
    if not lead.endswith(" "):
        return False
    words = WORD.findall(lead.casefold())
    known = [roles().get(" ".join(words[-n:])) for n in (3, 2, 1) if len(words) >= n]
    role = next((r for r in known if r), None)
    return role is not None and role.kind in kinds and not lead.endswith(", ")


_CALLED = re.compile(r"(?:called|named|known as|titled) $")


def _names_a_body(lead: str) -> bool:
    """ "the daily Lodd", "the company Lodd": what follows is the name of a medium or body, unless a person belongs to it
    ("member of the delegation Ana Boruk")."""
    lead = _CALLED.sub("", lead)
    office = head_role(lead)
    member = office is not None and office.kind == "person"
    return _ends_in(lead, "media") or (_ends_in(lead, "organisation", "document") and not member)


def _noun_follows(tail: str) -> bool:
    """ "Kelmaran officials", "Freedonia government": the capitalised word qualifies a noun and names nobody."""
    follows = re.match(r" ([^\W\d_][\w-]*)", tail)
    return bool(
        follows
        and follows.group(1).islower()
        and follows.group(1)
        not in ("of", "and", "who", "from", "in", "for", "at", "the", "said", "with", "on")
    )


def _person(text: str, span: Span, name: Span) -> Phrase:
    before = text[span.start : name.start].strip(" ,")
    after = text[name.end : span.end].strip(" ,")
    title = before or (after if any(r.kind == "person" for r in _roles_in(after)) else "")
    title = re.sub(r"^(?:the|a|an|and|but|while)(?: |$)", "", title, flags=re.IGNORECASE)
    affiliation = _affiliation(title) or _affiliation(after)
    heads = (*(head_noun(part) for part in title.split(", ") if part), *_CLERGY.get(title, ()))
    found = _roles_in(f"{before} {after}")
    return Phrase(
        span.of(text), "name", "person", name.of(text), name, title or None, affiliation, found, heads
    )


_CLERGY = {"Father": ("priest",), "Mother": ("nun",), "Sister": ("nun",), "Brother": ("monk",)}
"""Nouns for the bearers of titles that are words of kinship too."""


def _affiliation(title: str) -> str | None:
    found = re.search(r"\b(?:of|for|to|at|with) (?:the )?(.+)$", title)
    return found.group(1).strip(" ,") if found else None


def _other(words: str) -> Phrase:
    head = head_role(words)
    form: MentionForm = "description" if _describes(words, head) else "name"
    name = _MEDIUM.sub("", re.sub(r"^(?:the|The) ", "", words)) or words if form == "name" else None
    name = name.partition(", ")[0] if name else None
    return Phrase(
        words, form, _kind(words, head), name, roles=(head,) if head else (), heads=(head_noun(words),)
    )


_MEDIUM_WORD = "(?:news )?(?:agency|newspaper|daily|magazine|website|channel|broadcaster|paper|weekly|portal|site|outlet|tabloid|station)"
_MEDIUM = re.compile(rf"(?<=[\w{COMBINING}]) {_MEDIUM_WORD}$|^(?:[\w-]+ )??{_MEDIUM_WORD} (?={CAPITAL})")
"""What kind of medium it is, in small letters beside its name: no part of the name."""


def _describes(words: str, head: Role | None) -> bool:
    """ "the ambassador", "the Kelmaran ambassador", "President", "the log": no name in it but words for an office.

    Without "the" only a person's; with a capital before a body or document it is a name ("the Kelmaran ministry").
    """
    first, *rest = WORD.findall(words) or [""]
    definite = first.casefold() in _DEFINITE
    person = head is not None and head.kind == "person"
    if definite and person:
        return True
    if any(w[:1].isupper() and w.casefold() not in roles() for w in (rest if definite else [first, *rest])):
        return False
    return definite or (person and words[:1].isupper() and first.casefold() in roles())


def _front(words: str) -> list[str]:
    """The words of a description, case-folded, before its first preposition, comma or clause."""
    found = [m.group() for m in WORD.finditer(_FRONT.split(words.casefold())[0].replace("‑", "-"))]
    while len(found) > 2 and _TAIL.fullmatch(found[-1]) and found[-1] not in roles():
        found.pop()
    return found


_TAIL = re.compile(
    r"\w+(?:ed|ing)|up|out|sent|drawn|seen|written|made|himself|herself|itself|themselves|alone|also|too"
)
"""What may stand behind the noun of a description and before its end: participles, particles, "himself"."""


def head_noun(words: str) -> str:
    """The noun that a description turns on, case-folded: "the agent of Tosven" is an agent; a known term of several words counts
    as one ("prime minister"); empty without words."""
    front = _front(words)
    known = [" ".join(front[-n:]) for n in (3, 2) if len(front) >= n]
    return next((w for w in known if w in roles()), front[-1] if front else "")


def head_role(words: str) -> Role | None:
    """What the head noun of a description says of a speaker; the longest known term that ends there counts ("head of state")."""
    lowered = words.casefold()
    compound = next((w for w in _OF_ROLES if re.search(rf"\b{w}\b", lowered)), None)
    if compound:
        return roles()[compound]
    front = _front(words)
    known = [" ".join(front[-n:]).removeprefix("ex-") for n in (3, 2, 1) if len(front) >= n]
    return next((roles()[w] for w in known if w in roles()), None)


_OF_ROLES = tuple(word for word in roles() if " of " in word)

_FREE = frozenset(
    "the this that his her its their former veteran top senior young same new old outgoing acting own country’s country's".split()
)
"""Qualifiers that may be new in a description of someone already named."""


def qualifiers(description: str) -> set[str]:
    """The words, case-folded, that tell a description's bearer from others of that role: "the Kelmaran defence ministry" is
    told by "Kelmaran" and "defence", "the president of Tasmory" by "Tasmory". Role words before the head count ("deputy")."""
    front, *after = _FRONT.split(description, maxsplit=1)
    words = WORD.findall(front.casefold())
    head = next((n for n in (3, 2) if " ".join(words[-n:]) in roles()), 1)
    named = [w.casefold() for rest in after for w in WORD.findall(rest) if w[:1].isupper()]
    return {*words[:-head], *named} - _FREE


def _kind(words: str, head: Role | None) -> SpeakerKind:
    if head is not None:
        if head.kind == "media" or (head.kind == "group" and re.search(rf"{CAPITAL}\w+ (?:Police)$", words)):
            return "organisation"
        return "unnamed" if head.kind == "person" else head.kind  # type: ignore[return-value]
    front = _FRONT.split(words)[0].split()
    first = front[0].casefold() if front else ""
    named = front[1:] if first in _DETERMINERS | _SEVERAL else front
    if first in _SEVERAL:
        return "group"
    if any(w[:1].isupper() for w in named):
        common = len(named) == 1 and named[0].endswith("s") and " " in words and "," not in words
        return "group" if common else "organisation"
    return (
        "group" if head_noun(words).endswith("s") and first not in ("a", "an", "one", "each") else "unnamed"
    )
