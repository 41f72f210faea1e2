"""Which words name a medium: a public agency's name, a media word in or beside a name, or "the paper" that points back."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from reportedly.read.names import CAPITAL
from reportedly.record import Span
from reportedly.text.lexicon import roles, table
from reportedly.text.tokens import COMBINING

_WORD = rf"{CAPITAL}[\w{COMBINING}&’'/\-]*(?:\.(?={CAPITAL}|[a-z]|\d)[\w&/\-]+)*"
NAME = rf"(?:The )?(?:{_WORD}|\d+ (?={CAPITAL}){_WORD})(?:[ ](?:(?:of|de|di|da|del|della|la|le|el|al|du|des|der|für|and|&|y|e|et)[ ])?{_WORD})*"
"""A capitalised name of a medium, of any number of words; it never runs over the end of a sentence."""
KIND = (
    r"(?:news agency|press agency|agency|newspaper|newspapers|daily|dailies|weekly|monthly|magazine|paper|papers|tabloid|broadsheet"
    r"|news channel|television channel|channel|broadcaster|radio station|station|radio|television|TV|news site|news website|news portal"
    r"|site|website|portal|blog|bulletin|journal|gazette|programme|program|talk show|show|podcast|outlet|newswire|wire service"
    r"|wire|news service|press service|news network|network|newsletter|quarterly|periodical|review|service)"
)
"""What kind of medium it is, in small letters beside its name."""
STAFF = r"(?:reporter|correspondent|journalist|interviewer|stringer|columnist|presenter|host|editor|anchor|anchorman|anchorwoman|newsroom)s?"
_STOP = (
    r"(?:in|on|at|to|that|of|by|from|with|and|or|who|which|because|he|she|it|they|there|what|why|how|as|but|not|all|has|had|is|was"
    r"|were|be|when|where|while|if|for|into|than|then|so|about|after|before|during|both|said|says|told)\b"
)
_LOWER = rf"(?!{_STOP})[^\W\d_A-Z][\w’'-]*"
_DET = r"(?:the|The|a|an|A|An|its|his|her|their|our|this|that|another|one|same)"
PHRASE = (
    rf"(?:{_DET} )?(?:{STAFF} (?:of|from|for|at|with) (?:the )?)?(?:(?:{CAPITAL}[\w-]+-)?{_LOWER} ){{0,4}}?(?:{NAME})(?:[’'](?=\s))?"
    rf"(?: (?:[a-z]+ )?{KIND}\b)?(?:[’']s? (?:[\w-]+ ){{0,3}}?{STAFF}\b)?"
    rf"|{_DET} (?:(?:{CAPITAL}[\w-]*|{_LOWER}) ){{0,3}}?(?:{KIND}|{STAFF} (?:of|from|for|at) (?:the |a |an )?(?:{_LOWER} ){{0,2}}?{KIND})\b(?! {CAPITAL})"
    rf"|(?:state|local|public|national|regional|foreign|independent) (?:{_LOWER} )?(?:{KIND}|media)\b|us\b"
)
"""A phrase that may name a medium, its kind word and its reporter; :func:`medium` says whether it does."""

MEDIA_WORDS = frozenset(
    "agency news press presse prensa wire newswire newsroom telegraph telegram herald courier gazette chronicle tribune times post mail"
    " star globe standard examiner enquirer beacon echo messenger sentinel dispatch bulletin digest ledger observer monitor mirror today"
    " daily weekly evening morning radio radyo tv television fm broadcasting channel canal media report reporter online journal magazine"
    " blog zeitung novosti haber haberler diario correo voz gaceta giornale gazzetta corriere repubblica samachar podcast advertiser"
    " kanal gazete gazetesi gazeta vesti vremya glas xeber khabar akhbar sabah heute kurier anzeiger tagblatt rundschau nachrichten avisa"
    " dagblad dagbladet tidende posten sanomat lehti hirlap dnevnik novine vecernji postası postasi shimbun ilbo bao matin inform info"
    " argus banner register inquirer register packet almanac newspaper intelligencer".split()
)
"""Words inside the names of media in several languages; a name with one of them is a medium's. Compiled by hand for reportedly."""
_BODIES = frozenset(
    "un eu nato osce who unicef mps meps congress parliament senate knesset duma rada bundestag majlis sejm seimas jogorku riksdag"
    " storting folketing house lords commons interpol opec asean".split()
)
_PLATFORMS = frozenset(
    "twitter x facebook telegram instagram youtube tiktok whatsapp signal skype zoom vk linkedin reddit".split()
)
_PLATFORM = re.compile(
    r"(?:social|messaging|video|chat|microblog\w*)[ -](?:\w+ )?(?:network|platform|service|site|app|channel)"
)
_OWN = re.compile(
    r"(?:us|(?:this|our) (?:\w+ )?(?:newspaper|paper|agency|channel|site|website|station|magazine|reporter|correspondent|portal|outlet"
    r"|blog|programme|weekly|daily|journalist)s?)"
)
_STAFF_LEAD = re.compile(
    rf"(?:{_DET} )?(?P<staff>{STAFF}) (?:(?:of|from|for|at|with) (?:the )?)?(?=\S)", re.IGNORECASE
)
_NAME_IN = re.compile(NAME)
_KIND_IN = re.compile(rf"\b{KIND}\b")
_LAST_KIND = re.compile(rf"(?P<kind>{KIND})(?:[’']s.*)?$")

Sure = Literal["medium", "maybe", "own", "back", "unnamed", "person"]


@dataclass(frozen=True, slots=True)
class Medium:
    """What a phrase names: a medium for ``sure``, ``maybe`` (a bare name), the outlet itself (``own``), one that points ``back`` ("the
    paper"), one without a name, or a ``person`` of the press."""

    name: str
    span: Span
    sure: Sure
    kind: str = ""


def medium(text: str, span: Span) -> Medium | None:
    """The medium that the phrase at ``span`` names, or ``None`` where no name and no kind word stands in it."""
    words = span.of(text)
    if _OWN.match(words):
        return Medium(words, span, "own")
    staff = _STAFF_LEAD.match(words)
    start = staff.end() if staff else 0
    name = next((m for m in _NAME_IN.finditer(words, start) if is_name(m.group())), None)
    kind = _KIND_IN.search(words[: name.start()] if name else "") or _KIND_IN.search(
        words, name.end() if name else start
    )
    return (
        _named(words, span, name, kind, bool(staff)) if name else _unnamed(words, span, bool(kind or staff))
    )


def _named(
    words: str, span: Span, name: re.Match[str], kind: re.Match[str] | None, staff: bool
) -> Medium | None:
    owned = re.match(rf"(?:.*?)[’']s? (?:[\w-]+ ){{0,3}}?{STAFF}\b", words[name.start() :])
    bare = re.sub(r"[’']s?$", "", name.group())
    bare = re.split(rf"[’']s (?={CAPITAL}|the )", bare)[0]
    place = Span(span.start + name.start(), span.start + name.start() + len(bare))
    lead = _without_article(words[: name.start()])
    if bare.casefold() in _PLATFORMS or _PLATFORM.search(words) or not is_name(bare):
        return None
    sure: Sure = "medium" if kind or owned or staff or is_media(bare) else "maybe"
    if staff and not re.search(r" (?:of|from|for|at|with) ", words[: name.start()]):
        sure = "person"
    if lead and sure == "maybe":
        return None
    return Medium(bare, place, sure, kind.group() if kind else "")


def _unnamed(words: str, span: Span, known: bool) -> Medium | None:
    if (not known and not words.endswith("media")) or re.match(
        r"(?:its|his|her|their) (?!.*newspaper|.*paper)", words
    ):
        return None
    definite = re.match(r"(?:the|that|The) (?:same )?(?:[a-z]+ )?\w+$", words)
    kind = _LAST_KIND.search(words)
    return Medium(
        _without_article(words), span, "back" if definite else "unnamed", kind["kind"] if kind else ""
    )


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|The|a|an|A|An)(?: |$)", "", words).strip()


@functools.cache
def agencies() -> dict[str, str]:
    """Every written form of an agency's public name, case-folded → its name (``agencies.tsv``)."""
    rows = [(row[0], row[1].split(",") if len(row) > 1 else []) for row in table("agencies.tsv")]
    return {form.strip().casefold(): name for name, forms in rows for form in (name, *forms) if form.strip()}


def is_media(name: str, own: set[str] | frozenset[str] = frozenset()) -> bool:
    """Whether a name is an agency's or outlet's: in the table, the article's own, or with a media word in it."""
    words = re.findall(r"[^\W_]+", name.casefold())
    known = any(w in MEDIA_WORDS or (w in roles() and roles()[w].kind == "media") for w in words)
    marked = re.search(r"\w(?:press|news|wire|media)\b|\.(?:com|net|org|info|news|az|am|ru|tv|ge)\b", name)
    if name == name.casefold():
        return key(name) in own
    return known or bool(marked) or key(name) in agencies() or key(name) in own


_NO_NAME = frozenset(
    "the a an this that these its his her their our my your in on at one another state local national public some many all each no both"
    " and or while but as if when where who what he she it they we i".split()
)
"""Words that are capitalised at the head of a sentence and name no medium."""


def is_name(words: str) -> bool:
    """Whether a capitalised run is more than the first word of a sentence."""
    return bool(set(re.findall(r"\w+", words.casefold())) - _NO_NAME)


def is_body(name: str) -> bool:
    """Whether a name is a parliament's, ministry's, court's: one of those who are told, not of those who pass on."""
    words = re.findall(r"[^\W_]+", name.casefold())
    kinds = {roles()[w].kind for w in words if w in roles()} - {"media"}
    return bool(kinds) or any(w in _BODIES for w in words)


def key(name: str | None) -> str:
    """A name for comparing: case-folded, without its article and the word for its kind of medium."""
    plain = (name or "").replace("İ", "i").replace("I", "i").replace("ı", "i").casefold()
    bare = re.sub(r"^the ", "", plain.replace("’", "'").strip(" .,"))
    return re.sub(
        r"^(?:news )?agency (?=\S)| (?:news )?(?:agency|newspaper|channel|website)$", "", bare
    ).removesuffix("'s")
