"""The words of a sentence that say through whom a statement came: "told X", "X quoted Y as saying", "according to X" (CASES 1-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reportedly.read.credits_media import PHRASE, medium
from reportedly.read.names import CAPITAL
from reportedly.read.phrases import PRONOUNS, parse_phrase
from reportedly.read.relays_press import Accepts, Press
from reportedly.record import Span

Way = Literal["asked", "passed"]
"""``asked``: the words were said to it, next to the speaker; ``passed``: it handed on what others said."""

_NP = rf"(?<!\w)(?P<np>{PHRASE})"
_ANY = r"(?P<np>[^\s,;:.“”\"()–—][^,;:“”\"()–—]{1,110}?)"
_ADV = r"(?:(?!that\b)[a-z][\w’'-]* ){0,%d}?"
_PAPER = r"(?:article|column|essay|op-ed|commentary|piece|letter|comments?|contribution|reply|remarks?|answers?|message|e-mail|email|statement|post|series|memoir|guest column|opinion piece)"
_DOC = r"(?:transcript|communiqué|communique|statement|readout|release|press release|report|letter|summary|minutes|recording|bulletin|protocol|record|memorandum|note|log|dispatch|study|survey|circular|notice|text|document|cable|telegram)s?"
_HANDED = r"(?:quoted|cited|reported|relayed|carried|published|conveyed|released|circulated|distributed|broadcast|aired|posted|printed|translated|transmitted|seen|obtained|reproduced|recorded|reviewed|viewed|summari[sz]ed|paraphrased|disseminated|shown|passed on)"
_GIVEN = r"(?:quoted|cited|reported|relayed|conveyed|released|circulated|distributed|published|transmitted|passed on|read out|summari[sz]ed|paraphrased|put out|issued|reproduced|made public|handed out|carried|translated)"
_QUOTES = r"(?:quote|quotes|quoted|quoting|cite|cites|cited|citing|paraphrases|paraphrased)"
_REPORTS = r"(?:reports?|reported|relays?|relayed|carries|carried|publishes|published|broadcasts?|aired|conveys?|conveyed|transmits|transmitted|has learned|learned|learnt|learns|informs|informed|recounts|recounted|ran|runs|prints|printed|quotes)"
_WRITES = r"(?:says?|said|writes?|wrote|notes|noted|adds?|added|recalls?|recalled|claims?|claimed|states?|stated|announces?|announced)"
_AUX = r"(?:(?:\w+ly|has|had|have|also|later|earlier|then|since|first|on \w+day) ){0,3}"

TABLE: tuple[tuple[str, Way, Accepts, int, str], ...] = (
    ("ran_interview", "asked", "maybe", 0, rf"{_NP} {_AUX}(?:publishes|published|carries|carried|broadcasts?|aired|airs|runs|ran|printed|conducted|recorded|has) (?:an?|the|its|his|her) (?:[\w-]+ ){{0,3}}?(?:interview|conversation|letter|essay|column|statement|article)\b"),
    ("programme_of", "asked", "maybe", 0, rf"\b(?:programme|program|show|podcast|broadcast|bulletin|microphones?|cameras?|studios?|phone-in|viewers|listeners|readers) (?:of|on|from|at) {_NP}"),
    ("interview", "asked", "person", 0, rf"\b(?:interview|interviewed|conversation|question-and-answer session|questions?|chat|phone-in|appearance|sit-down) {_ADV % 3}(?:with|to|for|by|in|on|from|of) {_NP}"),
    ("told", "asked", "maybe", 0, rf"\b(?:told|tells?|telling|informed|informs|assured|assures|reassured|reminded) {_NP}"),
    ("spoke_to", "asked", "maybe", 0, rf"\b(?:speaking|spoke|speaks|spoken|talking|talked|talks) {_ADV % 3}(?:to|with) {_NP}"),
    ("said_to", "asked", "led", 0, rf"\b(?:said|says|confirmed|explained|complained|commented|stated|confided|admitted|declared|disclosed|revealed|repeated|wrote|writing|replied|gave|granted|given|sent|letter|comments?|remarks?|statement|answer|reply|message|words) {_ADV % 3}(?:to|with|for) {_NP}"),
    ("wrote_in", "asked", "maybe", 0, rf"\b{_PAPER} {_ADV % 2}(?:for|in|to|with|published in|published by|printed in|printed by|carried by) {_NP}"),
    ("wrote_for", "asked", "medium", 0, rf"\b(?:wrote|writes|writing|argued|argues|published) {_ADV % 2}(?:in|for) {_NP}"),
    ("on_air", "asked", "medium", 0, rf"\b(?:on|over|live on|to the microphones? of|to the cameras? of|into the microphone of|before the cameras of|at the microphone of|in the studios? of|through|via|in|appearing on) {_NP}"),
    ("spoke_on", "asked", "maybe", 0, rf"\b(?:speaking|spoke|appearing|appeared|interviewed|live|guest|heard|appearance|show|programme) {_ADV % 3}on {_NP}"),
    ("asked_by", "asked", "maybe", 0, rf"\b(?:asked|questioned|interviewed|quizzed|reached|contacted|pressed|approached|visited|phoned|telephoned|called|rung up) {_ADV % 4}by {_NP}"),
    ("medium_asked", "asked", "maybe", 0, rf"\b{_NP} {_AUX}(?:interviewed|asked|reached|contacted|questioned|spoke (?:to|with)|talked (?:to|with))\b"),
    ("with_reference", "passed", "maybe", 1, rf"\b(?:with (?:a )?(?:reference|link) to|referring to a report (?:by|in|of|from)|with credit to|crediting) {_NP}"),
    ("citing", "passed", "maybe", 1, rf"\b(?:citing|quoting) {_NP}"),
    ("quoted_by", "passed", "any", 1, rf"\b{_GIVEN} {_ADV % 2}by {_ANY}(?=,|;|:|\.|$| that | as | on \w+day| –| in | to )"),
    ("handed_by", "passed", "maybe", 1, rf"\b{_HANDED} {_ADV % 2}by {_NP}"),
    ("handed_on", "passed", "maybe", 1, rf"\b{_HANDED} {_ADV % 2}(?:in|on|via|through|at|to) {_NP}"),
    ("account_in", "passed", "medium", 1, rf"\b(?:report|account|story|article|item|footage|recording|broadcast|clip|video|excerpts?|transcript|coverage|interview) {_ADV % 3}(?:in|on|by|from|of|aired by|for) {_NP}"),
    ("document_of", "passed", "any", 1, rf"\b(?i:according to|as read in|as stated in|as put in|as given in|as recorded in|quoted in|cited in|as per|reproduced in|as quoted in|contained in|as appears from) (?P<doc>(?:an?|the|its|his|her|their|this) (?:[\w’'-]+ ){{0,3}}?{_DOC})(?: (?:that was |it has |which was )?(?:released|issued|published|put out|circulated|signed|drawn up|compiled|kept|made|prepared|posted|sent|sent out|handed out|distributed))?(?: (?:by|of|from) {_ANY})?(?=,|;|:|\.|$| that | on \w+day| –)"),
    ("doc_quotes", "passed", "any", 2, rf"(?P<np>(?:(?i:the|an?|its|his|her|their|this)|{CAPITAL}[\w-]+[’']s) (?:[\w’'-]+ ){{0,3}}?{_DOC}(?: (?:by|of|from|released by|published by) [^,.;:“”\"]{{2,50}}?)?),? (?:which |that )?(?:also )?{_QUOTES}(?= )"),
    ("quotes", "passed", "any", 2, rf"(?<!\w)(?P<np>{PHRASE}),? {_AUX}{_QUOTES}(?= )"),
    ("press_service", "passed", "any", 2, rf"(?P<np>(?:(?i:the|an?|its|his|her|their)|(?:{CAPITAL}[\w-]+ )*{CAPITAL}[\w-]+[’']s) (?:[\w’'-]+ ){{0,2}}?(?:press (?:service|office|centre|center|department)|information (?:office|service))(?: (?:of|for) [^,.;:“”\"]{{2,50}}?)?) {_AUX}(?:{_REPORTS}|{_WRITES})"),
    ("colon", "passed", "medium", 3, rf"^{_NP}:(?= )"),
    ("according_to", "passed", "any", 2, rf"\b(?:(?i:according to|as told by|in the account of|by the account of|going by|if one follows|to go by|if we are to believe|as conveyed by|as relayed by|as per)|(?:,|^)\s?(?i:per)) {_ANY}(?=,|;|:|\.|$| that | –)"),
    ("believed", "passed", "any", 2, rf"\b(?i:if) {_ANY} (?:is|are) (?:to be believed|right|correct|to be trusted|well informed)"),
    ("as_reports", "passed", "body", 3, rf"\b(?i:as) {_NP} {_AUX}(?:{_REPORTS}|{_WRITES}|puts? it|has it|tells it)\b"),
    ("closing_reports", "passed", "maybe", 3, rf"(?:,[”\"]?|[”\"—–]) ?{_NP} {_AUX}(?:{_REPORTS}|writes|wrote)(?=[.,;”\"]|$| on | citing| with| in | quoting| from)"),
    ("reports_inverted", "passed", "maybe", 3, rf"(?:,[”\"]?|[”\"]) (?:so )?{_AUX}(?:{_REPORTS}|writes|wrote) {_NP}"),
    ("reports_that", "passed", "body", 3, rf"{_NP} {_AUX}{_REPORTS}(?=,? (?:that|how|on|the|an?|this|it|these|what|words|remarks|a statement)\b|:|,)"),
    ("has_saying", "passed", "maybe", 3, rf"{_NP} {_AUX}(?:has|had|shows?|showed|shown|showing|heard|hears) (?:[\w’'-]+ ){{1,5}}?(?:saying|say|declaring|tell|telling|state|stating)\b"),
    ("says_that", "passed", "medium", 3, rf"{_NP}(?:, [^,]{{1,60}},)? {_AUX}{_WRITES}(?= that\b|:|,|\.)"),
)  # fmt: skip
"""Rule, way, what it accepts, rank (the lower, the nearer the speaker) and words."""

_RULES = tuple((rule, way, accepts, rank, re.compile(words)) for rule, way, accepts, rank, words in TABLE)
_LAWS = re.compile(
    r"\b(?:law|laws|rules?|regulations?|constitution|treaty|treaties|agreement|contract|charter|article|schedule|plan|plans|timetable|custom"
    r"|tradition|protocol|code|statute|convention|calendar|map|clock|scripture|proverb|legend|estimates?|procedure|manual|act|decree|doctrine)\b",
    re.IGNORECASE,
)
"""What words can go by without having passed them on."""
_CUT = re.compile(
    r" (?:who|which|that|whose|whom|quoted|cited|published|released|seen|on \w+day|in whose|present at|speaking)\b.*$"
)


_NEEDS = {
    "ran_interview": re.compile(r"interview|conversation|letter|essay|column|statement|article"),
    "medium_asked": re.compile(r"interviewed|asked|reached|contacted|questioned|spoke|talked"),
    "quotes": re.compile(_QUOTES),
    "closing_reports": re.compile(rf"{_REPORTS}|writes|wrote"),
    "has_saying": re.compile(r"saying|say|declaring|tell|stat(?:e|ing)"),
    "reports_that": re.compile(_REPORTS),
    "says_that": re.compile(_WRITES),
}
"""Words without which a rule that opens with a name is not tried: it would be slow on every sentence."""
_ACCOUNT = re.compile(
    r"\b(?:reports?|account|article|story|interview|coverage|dispatch|footage|broadcast)\b (?:in|by|from|of|on) |[’']s (?:\w+ )?(?:report|account|article|story|coverage|reporter|correspondent)"
)
"""Words beside which a bare name is a medium's."""
_OWNER = re.compile(
    rf"\b{_DOC} (?:(?:released|issued|published|put out|drawn up|compiled) )?(?:by|of|from) (.+)$|^(?:the |The )?(.+?)[’']s (?:[\w-]+ ){{0,2}}?{_DOC}$"
)
_ON_AIR = frozenset(
    "channel station radio television programme program show TV podcast broadcaster site website portal blog".split()
)
"""What words can be said on."""
_ON_AIR = frozenset(
    "channel station radio television programme program show TV podcast broadcaster site website portal blog".split()
)
"""What words can be said on."""
_NO_MEDIUM = re.compile(
    r"\b(?:spokes\w+|chief|director|head|minister|source|sources|lawyer|owner|secretary|poll|survey)\b"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One such place: who is named, where, by which rule, and from where to where the words that say so reach; ``own`` where it is
    the outlet itself, ``media`` where it is a medium."""

    name: str
    span: Span
    trigger: Span
    rule: str
    way: Way
    rank: int
    own: bool
    media: bool


def find_marks(text: str, sentence: Span, press: Press) -> list[Mark]:
    """The marks of one sentence in text order; of those over one name the first rule's counts."""
    found: list[Mark] = []
    for rule, way, accepts, rank, words in _RULES:
        if rule in _NEEDS and not _NEEDS[rule].search(text, *sentence):
            continue
        for match in words.finditer(text, *sentence):
            mark = _any(text, match, rule, press) if accepts == "any" else None
            mark = mark or _medium(text, match, (rule, way, accepts, rank), press)
            if mark and not any(_doubles(m, mark) for m in found):
                found.append(mark)
    return sorted(found, key=lambda m: m.trigger)


_OPENERS = re.compile(
    r"(?:Speaking|Talking|Asked|Interviewed|Questioned|Reached|Contacted|Writing|Citing|Quoting|Quoted|Cited|Told|On|In|Over|Via|Live|Appearing"
    r"|Crediting|Published|Carried|Relayed|With|Referring|Telling|Informing|Answering|Commenting|Comments|Remarks|Statements?|Replying)\b"
)
"""Words of the rules that may open a sentence."""


def _opened_small(text: str, sentences: Sequence[Span]) -> str:
    """The text with a small letter at the head of each sentence that opens with a word of the rules; every place stays where it is."""
    heads = [s.start for s in sentences if _OPENERS.match(text, s.start)]
    places = [0, *heads, len(text)]
    return text[: places[1]] + "".join(
        text[start].lower() + text[start + 1 : end] for start, end in pairwise(places[1:])
    )


def _doubles(one: Mark, other: Mark) -> bool:
    """Whether two marks are over one name, or both over the phrase behind one "according to"."""
    same = {one.rule, other.rule} <= {"document_of", "according_to", "believed"}
    return one.span.overlaps(other.span) or (same and one.trigger.overlaps(other.trigger))


_FAR = re.compile(
    r"\b(?:where|when|that|which|who|whose|how|why|if|whether|about|against|because|instances?)\b"
)
"""Words before a name that make it part of what is said: "citing instances where Tosven fired" cites no Tosven."""


def _medium(text: str, match: re.Match[str], row: tuple[str, Way, Accepts, int], press: Press) -> Mark | None:
    rule, way, accepts, rank = row
    if match["np"] is None:
        return None
    found = medium(text, Span(*match.span("np")))
    if (
        found is None
        or _FAR.search(text[match.start("np") : found.span.start])
        or not press.takes(found, accepts)
    ):
        return None
    if rule in ("on_air", "spoke_on") and found.sure == "back" and found.kind not in _ON_AIR:
        return None
    if rule in ("on_air", "spoke_on") and found.sure == "back" and found.kind not in _ON_AIR:
        return None
    name = press.named(found)
    own = found.sure == "own" or press.is_own(name)
    trigger = Span(match.start(), match.end())
    return Mark(name, found.span, trigger, rule, way, rank, own, found.sure != "person") if name else None


def _any(text: str, match: re.Match[str], rule: str, press: Press) -> Mark | None:
    """The mark of a rule that takes whoever is named: a medium, a body, a person, or the document itself."""
    group = "np" if match["np"] else "doc"
    span = _cut(text, Span(*match.span(group)))
    words = span.of(text)
    if words.casefold() in PRONOUNS or (group == "np" and not _passes_on(words)):
        return None
    found = None if _NO_MEDIUM.search(words) else medium(text, span)
    media = bool(found and press.takes(found, "maybe" if _ACCOUNT.search(words) else "medium"))
    if found and media:
        name, span = press.named(found), found.span
    else:
        name = press.pointed(words) or _bearer(text, span)
    own = media and (bool(found and found.sure == "own") or press.is_own(name))
    trigger = Span(match.start(), match.end())
    rank = 1 if rule in ("document_of", "quoted_by") else 2
    return Mark(name, span, trigger, rule, "passed", rank, own, media) if name else None


def _passes_on(words: str) -> bool:
    return not _LAWS.search(words) or bool(re.search(r"\b(?:quoted|cited|kept)\b", words))


def _cut(text: str, span: Span) -> Span:
    words = _CUT.sub("", span.of(text)).rstrip()
    return Span(span.start, span.start + len(words))


def _bearer(text: str, span: Span) -> str:
    """The name of whoever a phrase names, or its words without an article."""
    if owner := _OWNER.search(span.of(text)):
        span = Span(*(span.start + place for place in owner.span(owner.lastindex or 0)))
    phrase = parse_phrase(text, span)
    return phrase.name or re.sub(r"^(?:the|a|an) ", "", phrase.text, flags=re.IGNORECASE)


def marks_of(text: str, sentences: Sequence[Span], press: Press, quoted: tuple[Span, ...]) -> Iterator[Mark]:
    """The marks of a text outside its quotations, in order; each named medium is kept for "the paper" behind it."""
    text = _opened_small(text, sentences)
    for sentence in sentences:
        for mark in find_marks(text, sentence, press):
            if not any(q.start < mark.trigger.start and mark.span.end < q.end for q in quoted):
                press.note(mark.name, mark.span, mark.rule)
                yield mark
