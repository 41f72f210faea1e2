"""Whether words present something that another party did as a breach, violence, deceit, negligence or cause of harm.

Only the words are looked at (``wrongs.tsv``): whether it was done, or was wrong, is not for this program to say.
"""

from __future__ import annotations

import functools
import re

from reportedly.text.lexicon import roles, table, verb_forms

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nobody|none|neither|nor|without|nothing|no one|nowhere|if|unless|whether|would|could|should|must|may|might|can|will)\b|n['’]t\b)[^,;.]{0,40}$",
    re.IGNORECASE,
)
_OWN_SIDE = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?)\b(?:(?:\s+\w+){0,3})\s*$")
_OTHER = re.compile(
    r"(?:\b(?:they|he|she|you|who|which|them|him|those|somebody|someone)\b|\b[A-Z][\w'’-]+|\b(?:the|its|their|his|her|your|these|those|some|several|two|three|armed|government|union) (?:[\w'’-]+ ){0,3}[\w'’-]+|\bby\b)"
)
_PASSIVE_BY = re.compile(r"\bby (?:the |its |their |his |her |a |an |men |armed )?\w+")


@functools.cache
def wrong_words() -> dict[str, bool]:
    """Every written form of ``wrongs.tsv`` → whether it presents a wrong by itself; 2 ms on the first call. Phrases are joined by a space."""
    found: dict[str, bool] = {}
    for word, irregular, part, surely in table("wrongs.tsv"):
        for written in _forms(word, irregular, part):
            found[written] = found.get(written, False) or surely == "1"
    return found


def _forms(word: str, irregular: str, part: str) -> list[str]:
    if part == "noun":
        return [word, verb_forms(word, [])[1][1]]
    head, _, rest = word.partition(" ")
    whole = irregular.split(",") if irregular else []
    forms = verb_forms(head, whole)
    return [w if f in ("past", "participle") and irregular else f"{w} {rest}".strip() for f, w in forms]


def wrongs_in(words: str) -> list[tuple[int, int, bool]]:
    """(start, end, surely) of every wrong named in some words and not negated, supposed or planned there."""
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(words)]
    found = []
    for n, (start, _) in enumerate(tokens):
        for last in range(min(n + 1, len(tokens) - 1), n - 1, -1):
            surely = wrong_words().get(words[start : tokens[last][1]].casefold())
            if surely is not None:
                if not _NEGATED.search(words[:start]):
                    found.append((start, tokens[last][1], surely))
                break
    return found


def blames(words: str, of_others: bool = False) -> bool:
    """Whether a party other than the speaker is said to do or to have done a wrong; ``of_others``: whoever is named, is another."""
    return any(_is_others(words, start, end, surely, of_others) for start, end, surely in wrongs_in(words))


_HAVING = re.compile(
    r"(?:\s+(?:had|have|has|were|was|been|being|are|is|also|then|again|first|later|still|now|deliberately|even|simply|just|all|both|twice|repeatedly|\w+ly|once|already|kept|went on|came and|did|that day|that night|let|tried to|began to|continued to|continues to|continue to))*\s*$"
)
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*$")
_BY_WHOM = re.compile(
    r"^(?:\s+[\w'’-]+){0,4}?\s+by\s+([\w'’-]+(?:\s+(?!(?:and|in|on|at|during|to|from|for|with|while|who|as|near|before|after)\b)[\w'’-]+){0,3})"
)
_BE = re.compile(r"\b(?:was|were|been|being|is|are|be|got|get)\b[^,;.]{0,25}$")
_NO_PARTY = re.compile(r"\b(?:our|us|me|my|accident|mistake|chance)\b")
_OURS = re.compile(r"\b(?:our|my|we|I)\b(?:\s+[\w-]+)?\s*$")
_WHO = frozenset("they he she you who".split())
_ARMED = frozenset(
    "troops forces men soldiers army side units patrol patrols crew gunners artillery guns drones militia militias fighters snipers guards guard police "
    "officers battalion brigade regiment planes jets rebels gunmen thugs agents services service workers bosses owners managers neighbours neighbors authorities regime hands batteries".split()
)


def done_by_others(words: str) -> str:
    """``surely`` or ``perhaps`` where the words name another party as the doer of a wrong ("they burned", "looted by the guards"), else empty."""
    sure = [surely for start, end, surely in wrongs_in(words) if _doer(words, start, end)]
    return "" if not sure else "surely" if any(sure) else "perhaps"


def doer_of(words: str) -> tuple[int, int, int, int] | None:
    """Start and end of the first doer's last word (of its phrase after "by"), then of the deed's word; ``None`` where there is none."""
    for start, end, _ in wrongs_in(words):
        doer = _doer(words, start, end)
        if doer:
            return (*doer, start, end)
    return None


def _doer(words: str, start: int, end: int) -> tuple[int, int] | None:
    by = _BY_WHOM.match(words[end:])
    if by:
        named = any(_is_party(w) for w in by.group(1).split()) and not _NO_PARTY.search(by.group(1))
        return (end + by.start(1), end + by.end(1)) if named else None
    before = words[:start]
    if _BE.search(before):
        return None
    doer = _LAST_WORD.search(_HAVING.sub("", before))
    if doer is None or not _is_party(doer.group()) or _OURS.search(before[: doer.start()]):
        return None
    return doer.span()


def _is_party(word: str) -> bool:
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    return (
        plain in _WHO
        or plain in _ARMED
        or (word[:1].isupper() and plain not in ("i", "we", "the", "it", "there", "that"))
        or plain in roles()
    )


def _is_others(words: str, start: int, end: int, surely: bool, of_others: bool) -> bool:
    before = words[:start]
    if _OWN_SIDE.search(before):
        return False
    named = bool(_OTHER.search(before)) or bool(_PASSIVE_BY.match(words[end:].lstrip()))
    return named if surely else named and (of_others or len(words[end:].split()) > 0)
