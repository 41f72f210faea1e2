"""Where a text names persons and bodies in full, with what it says of them there: title before, apposition behind."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.read.names import CAPITAL, OFFICES, WORD, find_names, personal_part
from reportedly.read.phrases import Phrase, head_noun, head_role, parse_phrase
from reportedly.record import Span
from reportedly.text.lexicon import roles

LONGEST_TITLE = 6
"""Words before a name that may be its title ("the Tosvian deputy foreign minister for water")."""

_APPOSITION = re.compile(
    r", (?:who (?:is|was|serves as|served as) )?(?P<words>(?:(?:an?|the|his|her|its|their) )?[^,.;:!?()“”\"\n]{3,80})(?=[,.;:!?\n]| who | and (?:who|has|is)|$)"
)
_AGED = re.compile(r", \d{1,3}(?:,|\.| -)")
_OFFICE_OF = re.compile(r"(?P<office>[\w-]+) (?:of|to|for) (?:the )?$")
_BODY_OF = re.compile(rf"(?: (?:of|for|on) (?:the )?{CAPITAL}[\w’'-]*(?: (?:and )?{CAPITAL}[\w’'-]*)*)+")
_LED = re.compile(r"\b[Tt]he $")
_BODIES = ("organisation", "media", "document")


def introduced(text: str) -> list[tuple[Span, Phrase]]:
    """Places where the text names persons and bodies in full: by a title, by two to four capitalised words, or by a name that
    ends in a word for a body ("Tosven's Foreign Ministry"); in text order, each with what is said of its bearer there."""
    found = [(span, phrase) for span in find_names(text) if (phrase := _introduction(text, span))]
    return [(s, p) for s, p in found if p.form == "name" and p.name and p.kind in ("person", "organisation")]


def _introduction(text: str, span: Span) -> Phrase | None:
    lead = re.search(r"([\w’'-]+) $", text[max(0, span.start - 40) : span.start])
    before = _kind_of(lead.group(1)) if lead else ""
    named = personal_part(text, span)
    if named and (before == "person" or named.start > span.start):
        return _with_apposition(text, span, parse_phrase(text, _with_title(text, span)))
    if lead and before == "media":
        return replace(
            parse_phrase(text, span), kind="organisation", roles=(roles()[lead.group(1).casefold()],)
        )
    return _in_office(text, span) or _body(text, span) or _untitled(text, span, before)


def _in_office(text: str, span: Span) -> Phrase | None:
    """Deputy Minister of Tosven Ada Ruun: the office's place and the name are one run."""
    office = _OFFICE_OF.search(text, max(0, span.start - 60), span.start)
    if not office or _kind_of(office["office"]) != "person" or len(span.of(text).split()) < 3:
        return None
    start = _with_title(text, Span(*office.span())).start
    return _with_apposition(text, span, parse_phrase(text, Span(start, span.end)))


def _body(text: str, span: Span) -> Phrase | None:
    """A name that ends in a word for a body, with what it is a body of: "the Front for Lake Justice", "Tosven's Foreign Ministry"."""
    if _kind_of(span.of(text).casefold().split()[-1]) != "organisation":
        return None
    if whole := _BODY_OF.match(text, span.end):
        return parse_phrase(text, Span(span.start, whole.end()))
    after = re.match(r" ([\w-]+)", text[span.end : span.end + 40])
    qualifies = after is not None and _kind_of(after.group(1)) == "person"
    return None if qualifies or " " not in span.of(text) else parse_phrase(text, span)


def _untitled(text: str, span: Span, before: str) -> Phrase | None:
    """Two to four capitalised words that no "the" and no word for a body leads."""
    led = _LED.search(text[max(0, span.start - 8) : span.start])
    words = span.of(text).split()
    if not 2 <= len(words) <= 4 or personal_part(text, span) != span or before in _BODIES or led:
        return None
    return _with_apposition(text, span, parse_phrase(text, span))


def _with_title(text: str, span: Span) -> Span:
    """The name with the words before it that go with a title: capitals, offices and role words, back from the name."""
    start = span.start
    for word in reversed(list(WORD.finditer(text, max(0, span.start - 80), span.start))[-LONGEST_TITLE:]):
        joined = text[word.end() : start] in (" ", "-", "’s ", "'s ")
        known = word.group().casefold() in roles() or word.group().casefold() in OFFICES
        if not joined or not (known or re.match(CAPITAL, word.group())):
            break
        start = word.start()
    return Span(start, span.end)


def _with_apposition(text: str, span: Span, phrase: Phrase) -> Phrase:
    """The phrase with the nouns and roles of what stands behind the name between commas ("Ana Boruk, the harbour master, …")."""
    after = _APPOSITION.match(text, span.end)
    if not after or phrase.kind != "person":
        return phrase
    words = after["words"]
    article = re.match(r"(?:an?|the|his|her|its|their) ", words)
    role = head_role(words)
    if not article and not (role and role.kind == "person"):
        return phrase
    found = (role,) if role and role.kind == "person" else ()
    title = phrase.title or re.sub(r"^(?:an?|the) ", "", words)
    return replace(
        phrase, title=title, roles=(*phrase.roles, *found), heads=(*phrase.heads, head_noun(words))
    )


def is_surely_person(text: str, span: Span, phrase: Phrase) -> bool:
    """Whether the place itself shows that a person is named: a title, an office, an age."""
    return (
        bool(phrase.title)
        or any(r.kind == "person" for r in phrase.roles)
        or bool(_AGED.match(text, span.end))
    )


def _kind_of(word: str) -> str:
    role = roles().get(word.casefold())
    return role.kind if role else ""
