"""Lines that stand by themselves and say where an item comes from: distributors, translations, sources, copyright, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.read.credits_media import KIND, NAME, is_media, key
from reportedly.record import Credit, Evidence, Span
from reportedly.text import paragraphs, sentences

_EDGE = r"[^\w\n©(\[/]*[(\[]?"
_N = rf"(?:our partners? |our colleagues at |our friends at )?(?:the |its |their )?(?:(?:[a-z][\w-]*|[A-Z][a-z]+(?:-[a-z]+|n|an|ish|ese)) ){{0,3}}?(?:{KIND} )?(?P<agency>{NAME})(?:[’']s? (?:\w+ ){{0,3}}?(?:{KIND}|feed|wire|text|original|report|article))?(?: (?:{KIND}|feed|reports?|material))?"
_ITEM = r"(?:article|report|story|text|item|piece|material|dispatch|interview|news|version|transcript|post|column|content|information|publication|entry|summary)s?"
_THIS = rf"(?:(?:this|the following|the above) (?:\w+ )?{_ITEM}|what follows|the following)"
_WAS = r"(?:(?:was|is|has been|were|are|comes?|came|appears?|appeared) )?(?:first |originally |also |previously |here )*"
_PUT = r"(?:appeared|published|printed|posted|broadcast|aired|released|issued|carried|run|produced|prepared|written|supplied|provided|received|taken|reproduced|reprinted|republished|syndicated|distributed|delivered|transmitted|circulated|adapted|borrowed|shared)"

TABLE: tuple[tuple[str, str], ...] = (
    ("distributed", rf"(?:{_THIS} )?{_WAS}(?:re)?(?:distributed|issued|released|put out|produced|carried|syndicated|circulated|disseminated|delivered|transmitted|supplied|provided|sent out|passed on|made available)(?: to \w+)? (?:by|through|via|on behalf of) {_N}"),
    ("distribution", rf"(?:distribution|distributor|syndication|feed|newswire|wire|wire copy|agency copy|supplied)(?: by)?: ?{_N}"),
    ("via", rf"(?:via|by way of|courtesy of|by courtesy of|with thanks to|(?:carried )?by arrangement with|by agreement with|by kind permission of|with (?:the )?(?:kind )?permission of|as received from|received from) {_N}"),
    ("translation", rf"(?:{_THIS} is |this is |here is |the following is |below is )?(?:a |an |our |the )?(?:(?:abridged|unofficial|working|shortened|slightly shortened|own|full) )*(?:translation|translated|rendering)(?: made)?(?: (?:of|from)(?: an?| the)?(?: \w+)? {_ITEM})? (?:from|of|by|in|that appeared in|published by|published in)(?: the [A-Z]\w+ (?:of|in))? {_N}"),
    ("taken", rf"(?:we |here we |below we )?(?:have |are )?(?:take|took|taken|taking|reprint|reprinting|republish|republishing|reproduce|reproducing|borrow|carry|bring|publish|print|quote|pass on|owe|share|present)s?(?:ed)? (?:(?:you )?{_THIS}|this|these lines|below)(?: \w+){{0,3}}? (?:from|of|by|to|after|as received from|courtesy of) {_N}"),
    ("partner", rf"(?:from|by|with) (?:our|a) (?:\w+ )?(?:partners?|colleagues?|sister (?:paper|title|site)|friends?)(?: at| of| in| from)?,? {_N}"),
    ("from", rf"(?:more )?from (?:the )?(?:\w+ )?(?:{KIND} |pages of |wires? of |archives? of |feed of )?(?P<agency>{NAME})(?: {KIND})?:?"),
    ("put_out", rf"{_THIS} {_WAS}(?:{_PUT} )?(?:by|in|on|from|via|with permission from|courtesy of) {_N}"),
    ("first_in", rf"(?:first|originally|previously|re)-?\s?(?:{_PUT}|appeared) (?:by|in|on|from) {_N}"),
    ("reprinted", rf"(?:reprinted|republished|reproduced|reposted|reblogged|syndicated|shared|excerpted|published|printed|adapted) (?:here )?(?:from|with (?:the )?(?:\w+ )?permission (?:of|from)|courtesy of|under (?:a )?licen[cs]e from) {_N}"),
    ("feed", rf"(?:this |the )?(?:{_ITEM} )?(?:is |was |has been )?(?:published|posted|generated|imported|taken)(?: \w+)? (?:from|by) (?:an? |the )?(?:\w+ )?(?:feed|newsfeed|wire)(?: of| from| by)? {_N}"),
    ("whose", rf"(?:here is |below is |what follows is |this is |the following is |we give |we print )?(?:an? |the )?(?:\w+ )?{_ITEM} (?:by|from|of) {_N}:?"),
    ("own_text", rf"(?:here is |below is |what follows is |this is |the following is )?(?:the )?(?P<agency>{NAME})[’']s? (?:\w+ ){{0,2}}?{_ITEM}(?: in full| follows| below| reads)?:?"),
    ("reached_us", rf"(?:{_THIS} |the \w+ )?(?:reached|reaches|comes?|came|was sent|is sent)(?: to)? us (?:from|by|via|through|courtesy of) {_N}"),
    ("thanks", rf"(?:we thank|thanks to|our thanks to|with thanks to|in cooperation with|in partnership with|in association with|powered by|content by|text by|reported by|presented by|licensed from|under licen[cs]e from) {_N}"),
    ("source", rf"(?:\w+ and )?(?:source|sources|via|agency|origin|text|material|report|translation|translated by|distributor|copy|feed|content|news service|story by|report by|from the wires|wire report|by agency|credit|provider|supplier|originally)\s?: ?{_N}"),
    ("reports_line", rf"(?:as |here is what |this is what |what )?{_N} (?:reports?|reported|writes|wrote|says)(?: \w+)?:"),
)  # fmt: skip
"""Rule → what the whole of a line says; what it names passed the item on. The first that fits counts."""

WEAK: tuple[tuple[str, str], ...] = (
    ("based_on", rf"(?:{_THIS} (?:is|was) )?(?:based|drawing|relying) (?:in part |partly |largely )?on (?:an? |the )?(?:(?:earlier |original )?(?:{_ITEM}|reporting|dispatches|information) (?:by|from|of|in) )?{_N}"),
    ("contributed", rf"{_N} (?:also )?(?:contributed|has contributed|have contributed)(?: to .*| reporting.*| material.*)?"),
    ("material", rf"(?:with|using|contains|includes|compiled from|compiled with)(?: additional| further| files?| some)? ?(?:material|reporting|information|files|input|dispatches|contributions|agency reports|content|reports)? ?(?:from|by|of) {_N}"),
    ("link", rf"(?:link|original|original (?:text|article|report|story)|full (?:text|article|story|report|interview)|read more|more|read the (?:full |original |whole )?(?:{_ITEM}|original|rest)|see|details|read on)(?: (?:at|on|in|here|via|with))?\s?:? ?{_N}"),
    ("with", rf"with {_N}"),
)  # fmt: skip
"""The same for lines from which it can only be guessed: their carriers are ``inferred``."""

_TAIL = r"(?:(?:[,;:–—/-]| / |[.]? (?:on|in|under|and|with|for|to|of|where|which|without|unchanged|unaltered|today|yesterday|as|at|\d))[^\n]{0,120})?[^\w\n]*"


def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rf"{_EDGE}(?i:{_case(words)}){_TAIL}$")) for rule, words in table)


def _case(words: str) -> str:
    """The pattern with its names kept to capitals, whatever the case of the words round them."""
    return words.replace(f"(?P<agency>{NAME})", f"(?P<agency>(?-i:{NAME}))")


_STRONG_LINES, _WEAK_LINES = _compiled(TABLE), _compiled(WEAK)
_COPYRIGHT_OF = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright)(?: ?©| ?\(c\))?(?: by)?[ ,]*(?:\d{{4}}(?:[–-]\d{{4}})?,? )?(?:by )?(?:the )?(?P<agency>{NAME})"
)
_RIGHTS_OF = re.compile(
    rf"(?i:all rights (?:reserved )?(?:by|belong to|with|lie with) )(?:the )?(?P<agency>{NAME})"
)
_REPORTING_BY = re.compile(
    r"(?mi)^[^\w\n]*(?:additional )?(?:reporting|writing|editing|compiled|edited|written|translated|photos?|translation) by .+$"
)
_COPYRIGHT = re.compile(r"(?mi)^.*(?:©|^\W*\(c\) ?\w|copyright \d{4}|all rights (?:reserved|belong|lie)).*$")
_BYLINE = re.compile(r"(?m)\A\s*By (?P<agency>[A-ZÀ-Þ][\w.’'\-]*(?: [A-ZÀ-Þ][\w.’'\-]*){1,4})[^\S\n]*$")
_INITIALS = re.compile(
    r"[(\[/]?(?P<row>[a-zà-ÿ]{2,5}(?:[/,+]\s?[a-zà-ÿ]{2,5}){0,4}|[A-Z]{2,5}(?:[/,+]\s?[A-Z]{2,5}){1,4})[)\]/]?"
)
_BRACKET = re.compile(
    rf"(?P<behind>[.!?”\"’…]?)\s*(?P<all>[(\[](?:[Ss]ource: |via |from )?(?P<agency>{NAME})[)\]])\s*\.?$"
)
_HEADINGS = frozenset({"from", "with", "link", "whose"})
"""Rules whose words open many headings: without a colon they need a name that is a medium's."""
_PERSONAL = frozenset({"contributed", "reports_line", "material"})
"""Rules whose words are said of people too: a name of several words needs to be a medium's."""
LONGEST = 220
"""Characters up to which a paragraph may be such a line; the longest of the examples' has 96."""


def find_lines(text: str, outlet: str | None) -> Iterator[Credit]:
    """The lines of provenance of a text, each a credit whose rule tells what it is; the outlet's own are "self"."""
    found = paragraphs(text)
    for number, paragraph in enumerate(found):
        inside = sentences(text, paragraph)
        for line in dict.fromkeys([paragraph, *inside[:1], *inside[-1:]]):
            if line.length <= LONGEST:
                yield from _line(text, line, outlet, number == len(found) - 1 and line.start > 0)
        yield from _bracket(text, paragraph, outlet)
    for match in _BYLINE.finditer(text):
        yield Credit("byline", trimmed(match), _name(match), evidence=Evidence(rule="credit:byline"))


def _line(text: str, paragraph: Span, outlet: str | None, last: bool) -> Iterator[Credit]:
    words, span = paragraph.of(text), _inner(text, paragraph)
    if _COPYRIGHT.match(words):
        named = _COPYRIGHT_OF.search(words) or _RIGHTS_OF.search(words)
        agency = None if named is None or key(_name(named)) == key(outlet) else _owner(_name(named))
        yield Credit("copyright", span, agency or None, evidence=Evidence(rule="credit:copyright"))
    elif _REPORTING_BY.match(words):
        yield Credit("reporting_by", span, evidence=Evidence(rule="credit:reporting_by"))
    elif credit := _matched(words, span, outlet):
        yield credit
    elif last and (row := _INITIALS.fullmatch(words.strip(" ."))):
        yield Credit("wire", span, row["row"], evidence=Evidence(rule="credit:initials"))


def _matched(words: str, span: Span, outlet: str | None) -> Credit | None:
    for rule, pattern in (*_STRONG_LINES, *_WEAK_LINES):
        match = pattern.match(words)
        if match and (
            is_media(_name(match), frozenset({key(outlet)})) or _needs_no_medium(rule, words, _name(match))
        ):
            kind = (
                "self" if key(_name(match)) == key(outlet) else "source_link" if rule == "source" else "wire"
            )
            return Credit(kind, span, _name(match), evidence=Evidence(rule=f"credit:{rule}"))  # type: ignore[arg-type]
    return None


def _needs_no_medium(rule: str, words: str, name: str) -> bool:
    """Two words before "contributed" or "says:" are a person's name; "From Brovin" is a heading."""
    return ":" in words if rule in _HEADINGS else " " not in name if rule in _PERSONAL else True


def _bracket(text: str, paragraph: Span, outlet: str | None) -> Iterator[Credit]:
    """A source in brackets behind the last sentence of a paragraph."""
    match = _BRACKET.search(text, paragraph.start, paragraph.end)
    if match and (match["behind"] or is_media(match["agency"])):
        kind = "self" if key(match["agency"]) == key(outlet) else "source_link"
        span = Span(*match.span("all"))
        yield Credit(kind, span, match["agency"], evidence=Evidence(rule="credit:bracket"))  # type: ignore[arg-type]


def _owner(name: str) -> str:
    return re.sub(r"[ .,]*(?:All [Rr]ights [Rr]eserved|All [Rr]ights).*$", "", name)


def _name(match: re.Match[str]) -> str:
    return re.sub(r"[’']s?$", "", match["agency"]).rstrip(".").removeprefix("The ")


def _inner(text: str, paragraph: Span) -> Span:
    words = paragraph.of(text)
    return Span(paragraph.start + len(words) - len(words.lstrip()), paragraph.start + len(words.rstrip()))


def trimmed(match: re.Match[str]) -> Span:
    """The place of a match without the comma before it, the space after it, and the full stop after a name at its end."""
    words = match.group()
    ends_in_name = words.endswith(match.groupdict().get("agency") or "\n")
    end = match.start() + len(words.rstrip(" .\t" if ends_in_name else " \t"))
    return Span(match.start() + len(words) - len(words.lstrip(", \t\n")), end)
