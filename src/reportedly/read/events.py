"""Events: the word as written, its place and date, and the ground it stands on. Who vouches is added with the statements.

An event is found where a word of ``events.tsv`` tells that something happened. What a clause only supposes, wants, plans or
says did not happen is none (:data:`UNREAL`), and nothing is found outside what somebody says (DESIGN § 2): whether it
happened is not for this program to say.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.read.names import find_names
from reportedly.record import Span
from reportedly.record.vocabulary import Stance, StatementKind
from reportedly.text import sentences
from reportedly.text.lexicon import roles, table, verb_forms

EVENTS_VERSION = "events-1"
"""Version of the rules."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One content span of a statement, the statement's id, and what its wording does."""

    span: Span
    statement: str
    stance: Stance
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a (mended) text with the ids of the statements that tell it, innermost first."""

    span: Span
    clause: Span
    place: Span | None
    date: Span | None
    told_by: tuple[str, ...]


_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE_CUT = re.compile(
    r"[;:]\s|,\s(?=(?:and|but|while|which|who|after|before|when)\b)|\s[–—]\s|\b(?:but|while|whereas)\b"
)

UNREAL = re.compile(
    r"\b(?:if|unless|whether|would|could|might|may|should|must|can|cannot|shall|will|never|not|no|nor|neither|without|deny|denies|denied|denying|"
    r"prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|avert(?:s|ed|ing)?|stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|risk|threat(?:s|en|ens|ened|ening)?|fear(?:s|ed)?|possib(?:le|ly|ility)|"
    r"potential|hypothetical|planned|plan(?:s|ning)?|intend(?:s|ed)?|ready|prepar(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|"
    r"want(?:s|ed)?|hop(?:e|es|ed|ing)|wish(?:es|ed)?|seek(?:s|ing)?|sought|propos(?:e|es|ed|al)|offer(?:s|ed)?|refus(?:e|es|ed|al)|reject(?:s|ed)?|cancel(?:s|led|ed|ling)?|postpone[ds]?|"
    r"aimed at|in case of|rather than|instead of|against any|any|future|upcoming|expected|scheduled|set to|due to (?:be|meet|hold|visit)|possible)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words before an event in its clause by which it is supposed, wanted, planned or said not to have happened."""

_MAY_MONTH = re.compile(r"\bMay\b(?= \d|,? \d{4}|\b(?= [a-z]))")
_UNREAL_AFTER = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:would|could|might|should|will|cannot|can|must|did not|does not|do not|didn['’]t|never|has not|have not|is not|was not|were not|is expected|"
    r"is scheduled|is planned|are expected|are scheduled|are planned|was cancelled|was canceled|was postponed)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto(?: \w+ly)?\s$")
_PLACE_NOUN = "(?:city|town|village|district|region|province|state|capital|port|settlement|area|outskirts|centre|center|suburb|north|south|east|west)"
_PLACE_BEFORE = re.compile(
    rf"\b(?:(?:in|at|near|outside|around|across|on)(?: the)?(?: \w+ern)?(?: {_PLACE_NOUN})?(?: of)?|{_PLACE_NOUN}(?: of)?)\s$",
    re.IGNORECASE,
)
_TIME_NAME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_BY_TITLE = re.compile(
    r"\b(?:the|a|an|this|that|these|those|its|their|his|her|our|recent|latest|deadly|[a-z]+ed|\d+)\s(?:[\w-]+\s){0,3}?$",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|are|be|remains?)(?: \w+ly| also| still| now)?\s$", re.IGNORECASE)
_BE = re.compile(
    r"\b(?:was|were|been|being|got|has|have|had)(?: \w+ly| also| not| reportedly)?\s$", re.IGNORECASE
)


@functools.cache
def event_words() -> dict[str, str]:
    """Every written form of a word that tells of an event → ``noun``, or the form of the verb; 2 ms on the first call.

    A form that is noun and verb alike ("attacks") stands as ``noun``.
    """
    found: dict[str, str] = {}
    for word, irregular, part, _, _ in table("events.tsv"):
        if part == "verb":
            for form, written in verb_forms(word, irregular.split(",") if irregular else []):
                if form != "base":
                    found.setdefault(written, form)
    for word, _, part, _, _ in table("events.tsv"):
        if part == "noun":
            found[word] = "noun"
            if not word.endswith("s"):
                found[verb_forms(word, [])[1][1]] = "noun"
    return found


def find_events(text: str, dates: Sequence[Span], grounds: Sequence[Ground]) -> list[Happening]:
    """The events of a text in order, each with its nearest place and date on the same ground and who tells it.

    Linear but for the grounds of one sentence. A word that stands on no ground (a cue, a label) tells of nothing.
    """
    ordered = sorted(grounds, key=lambda g: (g.span, g.statement))
    found = []
    for sentence in sentences(text):
        near = [g for g in ordered if g.span.overlaps(sentence)]
        inside = [d for d in dates if sentence.contains(d)]
        names = _places(text, sentence, inside)
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if any(d.contains(span) for d in inside):
                continue
            told = _told(span, near)
            if told and (ground := _ground(told, sentence)) and _happens(text, match, ground):
                clause = _clause(text, span, ground)
                place = _nearest(span, clause, [n for n in names if ground.contains(n)])
                date = _nearest(span, clause, [d for d in inside if ground.contains(d)])
                found.append(Happening(span, clause, place, date, tuple(g.statement for g in told)))
    return found


def _told(span: Span, near: list[Ground]) -> list[Ground]:
    """The innermost statements that hold the word; none where their wording denies, asks or intends."""
    holding = [g for g in near if g.span.contains(span)]
    if not holding:
        return []
    least = min(g.span.length for g in holding)
    inner = [g for g in holding if g.span.length == least]
    return [] if any(not _vouches(g) for g in inner) else inner


def _vouches(ground: Ground) -> bool:
    """Whether the statement's wording says that what it tells took place."""
    return ground.stance not in ("denies", "promises", "asks") and ground.kind not in (
        "question",
        "intention",
        "no_comment",
        "naming",
    )


def _ground(told: list[Ground], sentence: Span) -> Span:
    first = told[0].span
    return Span(max(first.start, sentence.start), min(first.end, sentence.end))


def _happens(text: str, match: re.Match[str], ground: Span) -> bool:
    """Whether the word tells of an event here: a noun that is no modifier, a verb in a past, passive or headline form."""
    word = match.group()
    form = event_words().get(word.casefold())
    if form is None or (word[0].isupper() and not _heads(text, match, ground)):
        return False
    clause = _clause(text, Span(match.start(), match.end()), ground)
    before = _MAY_MONTH.sub("   ", text[clause.start : match.start()])
    if UNREAL.search(before) or _UNREAL_AFTER.match(text, match.end(), clause.end):
        return False
    if form == "noun":
        return _is_noun_event(text, match, before)
    if form == "ing":
        return before.rstrip().endswith(",") or text[max(0, match.start() - 2) : match.start()] == ", "
    if form == "s":
        return re.search(r"\b[A-ZÀ-Þ]\w*\s$", before) is not None
    return not _is_adjective(text, match, before)


def _heads(text: str, match: re.Match[str], ground: Span) -> bool:
    """Whether a capital is that of a sentence's head."""
    return text[ground.start : match.start()].strip(" “\"'‘«") == ""


_MODIFIED = frozenset(
    "crime crimes helicopter helicopters drone drones aircraft force forces zone zones line lines team teams site sites squad group groups plan plans "
    "room commission committee campaign campaigns law laws day season process leader leaders organiser organizers organisers veteran veterans game "
    "effort efforts hero heroes memorial victim victims station stations officer officers agenda record records result results history fighter fighters "
    "correspondent machine weapon weapons damage control safety engine engines truck brigade service services chief system systems monitor alarm place".split()
)
"""Nouns that an event noun before them only describes: "war crimes", "attack helicopters"."""


def _is_noun_event(text: str, match: re.Match[str], before: str) -> bool:
    following = _WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1] in " -" else None
    after = following.group().casefold() if following else ""
    role = roles().get(after)
    if after in _MODIFIED or (role and role.kind == "person") or text[match.end() : match.end() + 1] == "-":
        return False
    if text[max(0, match.start() - 1) : match.start()] == "-":
        return False
    if _TO.search(before) and match.group().casefold() in _ALSO_BASE:
        return False
    return (
        match.group().casefold() not in _ALSO_BASE
        or _BY_TITLE.search(before) is not None
        or _adjective_led(before)
    )


_ALSO_BASE = frozenset(
    "attack strike raid ambush assault arrest visit vote protest march riot return exchange swap launch rescue fire crash flood storm clash battle "
    "murder siege drill exercise execution".split()
)
"""Nouns that are also the base form of a verb: they need a determiner, an adjective or a number before them."""


def _adjective_led(before: str) -> bool:
    """Whether the words before read as a noun phrase: "in a drone attack", "after heavy clashes", "Tuesday's strike"."""
    return bool(
        re.search(
            r"\b(?:in|after|during|since|following|from|of|by|with|between|before|over|for|on)\s(?:[\w’'-]+\s){0,3}$|[’']s?\s(?:[\w-]+\s){0,2}$",
            before,
        )
    )


def _is_adjective(text: str, match: re.Match[str], before: str) -> bool:
    """A participle that describes: "the wounded soldiers", "occupied lands"; one behind a form of "be" or before "by" tells an event."""
    if _IS.search(before):  # a state: "the road is closed"
        return True
    if _BE.search(before) or re.match(
        r" (?:by|in|on|at|to|from|with)\b", text[match.end() : match.end() + 6]
    ):
        return False
    led = re.search(
        r"\b(?:the|a|an|its|their|his|her|of|these|those|all|many|some|more|severely|seriously|\d+)\s$",
        before,
        re.IGNORECASE,
    )
    return led is not None or not before.strip(" “\"'")


def _clause(text: str, span: Span, ground: Span) -> Span:
    """The clause round a word: between the nearest cuts on its ground."""
    cuts = list(_CLAUSE_CUT.finditer(text, ground.start, ground.end))
    start = max((c.end() for c in cuts if c.end() <= span.start), default=ground.start)
    end = min((c.start() for c in cuts if c.start() >= span.end), default=ground.end)
    return Span(start, end)


LEAD_REACH = 40
"""Characters before a name in which the words stand that make it a place ("in the northern district of")."""


def _places(text: str, sentence: Span, dates: list[Span]) -> list[Span]:
    """Names that "in", "at" or "near" leads and that are no dates."""
    shift = sentence.start
    names = (n.shifted(shift) for n in find_names(sentence.of(text)))
    return [
        n
        for n in names
        if _PLACE_BEFORE.search(text[max(sentence.start, n.start - LEAD_REACH) : n.start])
        and not _TIME_NAME.match(text, n.start)
        and not any(d.overlaps(n) for d in dates)
    ]


def _nearest(span: Span, clause: Span, places: list[Span]) -> Span | None:
    """The nearest place in the clause, else the nearest on the ground."""
    ranked = sorted(
        places, key=lambda p: (not clause.contains(p), min(abs(p.start - span.end), abs(span.start - p.end)))
    )
    return ranked[0] if ranked else None
