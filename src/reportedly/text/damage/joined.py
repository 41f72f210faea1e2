"""Sentences joined without a space: "closed.The mayor"."""

import re
from collections.abc import Iterator

from reportedly.text.damage.edit import Edit

_CANDIDATE = re.compile(
    r"[.!?](?<=(?:[^\W_]|[”’\")\]»%]).)(?:[”’)\]»]|\"(?=\")|(?=[“‘«(\[])|\"|)(?=[\"“‘«(\[]?[^\W\d_])"
)
"""A stop with text close on both sides; a closing mark belongs to it, an opening one to what follows.
Of two straight marks the first closes."""
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_WORD_AFTER = re.compile(r"[\"“‘«(\[]?([^\W\d_]+)(?![\w@/]|\.\w)")
_ADDRESS = re.compile(r"://|www\.|@|\.\w+/|\\")
_REACH = 60
"""How far to look for the word, and for the address, around a stop: the longest joined word seen has 22 letters."""

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st prof gen col lt sgt capt maj adm brig rev sen rep gov hon fr messrs no nos vs mt ft".split()
)
"""Before a name these are part of it ("St.Clement"): the sentence does not end there."""
_NO_SENTENCE = frozenset(
    "com net org edu info biz io tv az am ru ua ge tr ir de fr ch nl pl es se fi dk jp cn kr br mx au nz za "
    "js py html htm php asp pdf doc docx xls jpg jpeg png gif mp mp3 mp4 zip exe txt csv xml json".split()
)
"""What stands after the stop of a name ("Booking.Com", "Node.Js", "report.PDF"). Endings that are words a sentence
may begin with (in, it, is, at, no, so, to, my, be, me, by) are left out."""


def joined(text: str) -> list[Edit]:
    """A space between a sentence's stop and a capital that follows at once. Precision over recall.

    Left alone: single letters before the stop (U.S.A, J.Smith, p.m.), figures, addresses, file names, domain
    names, stock codes, titles, a small letter after the stop ("Inc.com"), and a straight quotation mark whose
    side is unclear.
    """
    stops = [stop for stop in _CANDIDATE.finditer(text) if _joins_sentences(stop)]
    sides = _sides(text) if any(stop.group().endswith('"') for stop in stops) else {}
    return [Edit(at, at, " ") for at in _gaps(stops, sides)]


def _joins_sentences(stop: re.Match[str]) -> bool:
    near = stop.string[max(0, stop.start() - _REACH) : stop.start()]
    after = _WORD_AFTER.match(stop.string, stop.end(), stop.end() + _REACH)
    if after is None or _ADDRESS.search(near.split()[-1]):
        return False
    before = _WORD_BEFORE.search(near)
    followed_by = stop.string[after.end() : after.end() + 1]
    return _may_begin(after[1], followed_by) and (before is None or _may_end(before[0], after[1]))


def _may_begin(word: str, followed_by: str) -> bool:
    """Whether a sentence may begin with this word: a capitalised or an all-capital one, "A" or "I"."""
    if len(word) == 1:
        return word in "AI" and followed_by in (" ", "'", "’")
    return word.lower() not in _NO_SENTENCE and (word[:2].istitle() or word.isupper())


def _may_end(word: str, following: str) -> bool:
    """Whether a sentence may end with this word. Capitals and figures before capitals are codes ("STEa.TO")."""
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and not word.isdigit()):
        return False
    code = len(following) > 1 and following.isupper()
    return not code or (word.isalpha() and (word.islower() or word.istitle()))


def _gaps(stops: list[re.Match[str]], opens: dict[int, bool]) -> Iterator[int]:
    for stop in stops:
        quote = stop.end() - 1
        if not stop.group().endswith('"') or stop.string[stop.end()] == '"':
            yield stop.end()
        elif quote in opens:
            yield quote if opens[quote] else stop.end()


def _sides(text: str) -> dict[int, bool]:
    """Place of each straight quotation mark whose side is known → whether it opens.

    Known by the space on one side of it; else by turns, from the last one known.
    """
    sides: dict[int, bool] = {}
    opens: bool | None = None
    for match in re.finditer('"', text):
        at = match.start()
        after_gap = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–"
        before_gap = at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] in ".,;:!?)]—–"
        if after_gap != before_gap:
            opens = after_gap
        elif opens is not None:
            opens = not opens
        if opens is not None:
            sides[at] = opens
    return sides
