"""Who is accused of what, where and when, as the words of an accusation give it: the particulars of a ledger row.

Spans only, in the (mended) text; whether it was done is not for this program to say. An accusation by its cue has a shape of
its own ("accused X of Y", "put the blame for Y on X"); any other has a doer before its verb or after "by".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.models import Attribution
from reportedly.read.wrongs import doer_of
from reportedly.record import Span
from reportedly.text.lexicon import roles

LONGEST_ACCUSED = 12
"""Words of whom an accusation names; a longer stretch is no name. Set by hand."""

_OBJECT_CUE = re.compile(
    r"\b(?:accus|blam|charg|fault|reproach|condemn|denounc|criticis|criticiz|censur|castigat|rebuk|upbraid|scold|suspect|hold|held|holds|holding|indict|arraign|slam|attack|deplor)\w*|\b(?:finger at|to task|blame on|responsibility on|guilt on)\b",
    re.IGNORECASE,
)
_PLACED_ON = re.compile(
    r"\b(?:at the (?:door|feet) of|blamed? (?:it |this |that )?on|pin\w* on|attribut\w*|imput\w*|put\w* down to)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s(?:of|for|with|over|as|to have|to be|in connection with)\s")
_ON = re.compile(r"\s(?:on|to|at the door of|at the feet of)\s")
_HEAD = re.compile(r"^\W*(?:that|of|for|with|on|to|by|over|as)\s+", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|across|on|from|off|towards?|over)\s+((?:the\s+)?(?:(?:city|town|village|district|region|province|port|port city|settlement|outskirts|bank|island|north|south|east|west)(?: of)?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*(?:\s+(?:bridge|station|crossing|harbour|harbor|road|district|valley|river|square|pass|dam|mill|market|lake|school|hospital|quay|island|bay|canal|depot))?)"
)
_NEARBY = re.compile(
    r"\b(?:in|at|near|outside|around|on|from|off)\s+((?:the|a|an)\s+(?:[\w-]+\s+){0,2}(?:bridge|station|crossing|harbour|harbor|road|district|valley|river|square|pass|dam|mill|market|lake|school|hospital|quay|island|bay|canal|depot|village|town|city|border|port|prison|camp|factory|warehouse|barracks|checkpoint|archive|court|pier|jetty|reservoir|forest|airport|mine|pit|monastery|church|mosque|capital))\b"
)


@dataclass(frozen=True, slots=True)
class Accusation:
    """Where whom, what, where and when stand; each ``None`` where the words don't say."""

    accused: Span | None = None
    act: Span | None = None
    place: Span | None = None
    date: Span | None = None


def accusation(text: str, a: Attribution, dates: Sequence[Span]) -> Accusation:
    """The particulars of an accusation or an allegation; ``dates`` are those of the text, in order. Linear in the statement."""
    cue = " ".join(s.of(text) for s in a.cue)
    accused, act = _by_cue(text, a, cue) or _by_words(text, a.content)
    whole = [*a.content]
    date = next((d for d in dates if any(c.contains(d) for c in whole)), None)
    return Accusation(accused, act, _place(text, whole, accused, date), date)


def _by_cue(text: str, a: Attribution, cue: str) -> tuple[Span | None, Span | None] | None:
    first = a.content[0]
    if _PLACED_ON.search(cue):
        return _placed(text, a.content)
    if not _OBJECT_CUE.search(cue) or re.match(r"\W*that\b", first.of(text)):
        return None
    if len(a.content) > 1:
        order = sorted(a.content, key=lambda s: not _is_party(text, s))
        return _trimmed(text, order[0]), _trimmed(text, order[1])
    joint = _JOINT.search(text, first.start, first.end)
    if joint is None:
        by = doer_of(first.of(text))
        return (
            (_trimmed(text, first), None) if by is None else (_doer(text, first, by), _trimmed(text, first))
        )
    accused = Span(first.start, joint.start())
    if len(accused.of(text).split()) > LONGEST_ACCUSED:
        return None
    return _trimmed(text, accused), _trimmed(text, Span(joint.end(), first.end))


def _placed(text: str, content: tuple[Span, ...]) -> tuple[Span | None, Span | None]:
    """ "Laid Y at the door of X": the last stretch is whom, what stands before it is what."""
    if len(content) > 1:
        return _trimmed(text, content[-1]), _trimmed(text, content[0])
    joint = _ON.search(text, *content[0])
    if joint is None:
        return _trimmed(text, content[0]), None
    return _trimmed(text, Span(joint.end(), content[0].end)), _trimmed(
        text, Span(content[0].start, joint.start())
    )


def _by_words(text: str, content: tuple[Span, ...]) -> tuple[Span | None, Span | None]:
    """The doer of the first wrong that has one, and the words that tell the deed."""
    for span in content:
        found = doer_of(span.of(text))
        if found:
            return _doer(text, span, found), _act(text, span, found)
    named = next((p for s in content if (p := _first_party(text, s))), None)
    return named, _trimmed(text, content[0])


def _doer(text: str, span: Span, found: tuple[int, int, int, int]) -> Span:
    """The doer's whole phrase: back over its adjectives, names and "of" to its article, within its clause."""
    first, last = span.start + found[0], span.start + found[1]
    before = re.search(
        r"(?:(?:\b(?:the|its|their|his|her|your|these|those|some|several|two|three|a|an|armed|[\w-]+ese|[\w-]+an|[\w-]+ish|[A-Z][\w'’-]+|(?:the|their) [\w-]+ of)\s+)+)$",
        text[span.start : first],
    )
    return Span(span.start + before.start() if before else first, last)


def _act(text: str, span: Span, found: tuple[int, int, int, int]) -> Span:
    """From the deed to the end of its clause, without the doer that follows."""
    start = span.start + found[2]
    cut = re.search(r"[;.!?”\"](?=\s|$)|,\s(?=(?:and|but|while|which|who)\b)", text[start : span.end])
    return _trimmed(text, Span(start, start + cut.start() if cut else span.end))


def _trimmed(text: str, span: Span) -> Span:
    """Without a joint at its head and marks at its ends."""
    head = _HEAD.match(text[span.start : span.end])
    start, end = span.start + (head.end() if head else 0), span.end
    while start < end - 1 and not (text[start].isalnum()):
        start += 1
    while end > start + 1 and not (text[end - 1].isalnum()):
        end -= 1
    return Span(start, end)


def _is_party(text: str, span: Span) -> bool:
    words = span.of(text).split()
    return len(words) <= LONGEST_ACCUSED and (
        any(w[:1].isupper() for w in words) or any(w.casefold().strip(",.") in roles() for w in words)
    )


def _first_party(text: str, span: Span) -> Span | None:
    named = re.search(
        r"\b(?:[Tt]hey|[Hh]e|[Ss]he|[Yy]ou)\b|(?:\bthe\s+)?(?<![.!?“\"]\s)\b[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*",
        text[span.start : span.end],
    )
    return _trimmed(text, Span(span.start + named.start(), span.start + named.end())) if named else None


def _place(text: str, content: list[Span], accused: Span | None, date: Span | None) -> Span | None:
    for shape in (_PLACE, _NEARBY):
        for span in content:
            for m in shape.finditer(text, *span):
                found = Span(*m.span(1))
                if not any(s and s.overlaps(found) for s in (accused, date)):
                    return found
    return None
