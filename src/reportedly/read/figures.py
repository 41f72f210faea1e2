"""Figures: the numbers that somebody gives, with their bounds and units. Never merged, never rounded (CASES 41, 42).

A figure needs company: a unit ("12 civilians", "40 %"), a bound ("more than 40"), a range, or a verb of counting
("rose to 52"). Numbers that are names, years, times, scores or telephone numbers are none (the tables below).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.read.numbers import CARDINALS, SCALES, SMALL, in_digits, in_words
from reportedly.read.places import Taken
from reportedly.record import Span
from reportedly.text.lexicon import table

FIGURES_VERSION = "figures-1"
"""Version of the rules; before the colon in every rule's name."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure of a (mended) text. ``low`` and ``high`` are its bounds, ``None`` where open; ``value`` is ``None`` for
    what is no one number ("12 or 13", "dozens"). ``unit`` is the noun, sign or currency as written."""

    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    approximate: bool
    rule: str


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|mn|bn)"
_SPELLED = "|".join(sorted(CARDINALS, key=len, reverse=True))
_WORDS = rf"(?:(?:a|an) (?={_SCALE}\b))?(?:{_SPELLED})(?:(?:-|‑| and | )(?:{_SPELLED})\b)*"
_NUMBER = rf"(?:{_DIGITS}(?:[ -]?{_SCALE}\b)*|\b{_WORDS}\b)"
_CURRENCY = r"(?:US\$|[$€£¥])\s?"
_TO = r"(?:\s?[-–‑]\s?| to | or )"

_FIGURE = re.compile(
    rf"(?<![\w.,:/\-–‑#№+°])(?P<between>between )?(?P<currency>{_CURRENCY})?(?P<first>{_NUMBER})"
    rf"(?:(?:{_TO}|(?<=\w) and (?=\S))(?:{_CURRENCY})?(?P<last>{_NUMBER}))?(?![:/]\d|\.\d|\d)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?<![\w-])(?P<few>(?:several|a few|some) )?(?P<vague>tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|"
    r"dozens|scores|hundreds|thousands|millions|billions|(?<=several )(?:dozen|hundred|thousand|million)|(?<=a few )(?:dozen|hundred|thousand))"
    r"(?= of\b| [a-z]|[.,;])",
    re.IGNORECASE,
)
_VAGUE_LOW: dict[str, float] = {
    "dozen": 24.0,
    "dozens": 24.0,
    "scores": 40.0,
    "hundred": 200.0,
    "hundreds": 200.0,
    "thousand": 2e3,
    "thousands": 2e3,
    "tens of thousands": 2e4,
    "hundreds of thousands": 2e5,
    "million": 2e6,
    "millions": 2e6,
    "tens of millions": 2e7,
    "hundreds of millions": 2e8,
    "billions": 2e9,
}
"""The least that a plural can mean: two of its kind."""

_SHARE = re.compile(
    r"(?<![\w-])(?P<share>(?:(?:a|one|two|three)[- ](?:third|quarter|fifth|tenth)s?|(?:(?:a|one) )?half)(?= (?:of|the|its|their|his|her|all)\b)|"
    r"(?P<part>one|two|three|four|nine) (?:in|out of)(?: every)? (?P<whole>three|four|five|ten|10|5|4|3))\b",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_NONE = re.compile(
    r"(?<![\w-])(?:(?P<no>no|zero|not one|not a single) (?:\w+ ){0,2}?(?P<unit>casualty|casualties|deaths?|injury|injuries|fatality|fatalities|victims?|losses|wounded|survivors?|"
    r"civilians?|killed|injured|soldiers?|person|people|house|houses|shots?|votes?|arrests?)\b|(?P<none>none) of (?:the|them|its|their|his|her)\b)",
    re.IGNORECASE,
)

BOUNDS: dict[str, str] = {
    "low": "more than|just over|well over|over|above|at least|no fewer than|no less than|not less than|not fewer than|upwards of|a minimum of|exceeding|in excess of|greater than",
    "high": "up to|at most|no more than|not more than|fewer than|less than|under|below|a maximum of|as many as|as much as",
    "near": "nearly|almost|close to|just under",
    "about": "about|around|approximately|roughly|some|perhaps|possibly|probably|maybe|an estimated|estimated|circa|an average of|~",
}
"""Kind of bound → the words before a number that set it. "nearly 40": about, and no more than 40."""

_BOUND = re.compile(
    r"(?<![\w-])(?:(?:killing|injuring|wounding) )?(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in BOUNDS.items())
    + r")(?: (?:the|a total of))?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s?(?:(?P<low>or more|and more|\+|plus\b|at least\b)|(?P<about>or so))")
LONGEST_BOUND = 40
"""Characters before a number in which its bound stands; the longest in the table has 17, with "a total of" 28."""

_UNIT_WORD = re.compile(r"[ \u00a0-]?(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?(?:-[^\W\d_]+)*)")
_PERCENT = re.compile(r"\s?(?:%|percentage points?\b|per ?cent\b)", re.IGNORECASE)
_OF = re.compile(
    rf" of (?:the |its |their |his |her |these |those |our |such )?(?:{_NUMBER} )?", re.IGNORECASE
)
_PART_OF = re.compile(rf" of (?:the |its |their |his |her |these |those |our )?{_NUMBER}", re.IGNORECASE)
_STOP = frozenset(
    "the a an of in on at to from by for with as and or but that which who whom whose were was is are be been being have has had will would "
    "can could may might must should did does do not no than then when while where after before since during until if because so "
    "he she it they we you i his her its their our this these those there also only just about over under into out up down off "
    "said says told according including between against among per".split()
)
_SMALL_WORDS = frozenset(SMALL)
_UNSAID = frozenset("no any every each this that another the only either one's".split())
"""Words before a spelled number that make it a pronoun or point to known ones: "the two", "every one"."""

_NAMED = re.compile(
    r"(?:\b(?:resolutions?|no\.?|nos\.?|numbers?|articles?|sections?|chapters?|paragraphs?|pages?|flight|room|order|law|decree|route|highway|channel|"
    r"type|model|version|boeing|airbus|protocol|group of|g|unit|phase|tier|line|platform|gate|grade|level|area|sector|zone|division|brigade|"
    r"regiment|battalion|ward|district|precinct|class|formula|top|of age|age|aged|act|title|amendment|no)|[#№§])\s?$",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:to|by|at|of|from|killed|wounded|injured|killing|injuring|wounding|totall?ed|reached|numbered|stood at|rose|fell|was|is|were|are|another|other|additional|further|up|"
    r"had|has|have|with|only|against|lost|found|counted|count|including|rescued|freed|arrested|detained|gave|put|toll|figure|recorded|reported|registered|"
    r"received|polled|won|hit|destroyed|damaged|sank|captured|buried|evacuated|and|or|than|dead|there)\s?$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\(?\d[\d()]*(?:[ \-.]\(?\d{2,}\)?){2,}")
_TIME = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|hours? GMT|local time)", re.IGNORECASE)
_AGE = re.compile(r"[- ](?:year|month|week|day)s?[- ]olds?\b", re.IGNORECASE)
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:;\n“”\"]\s*)\S*\s?$")
_NAME_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\s$")


def find_figures(text: str, dates: list[Span]) -> list[Counted]:
    """The figures of a text in order, none in a date or in another figure. Linear, about 1 ms for 3,000 characters."""
    phones = [Span(m.start(), m.end()) for m in _PHONE.finditer(text) if _is_phone(m.group())]
    taken = [*dates, *phones]
    found: list[Counted] = []
    for finder in (_none, _halves, _shares, _vague, _numbers):
        ground = Taken(taken)
        new = [c for c in finder(text) if not ground.touches(c.span)]
        found += new
        taken += [c.span for c in new]
    return sorted(found, key=lambda c: c.span)


def _is_phone(written: str) -> bool:
    return sum(c.isdigit() for c in written) >= 7 and "," not in written


def _none(text: str) -> Iterator[Counted]:
    """ "no casualties": none of them, as written."""
    for m in _NONE.finditer(text):
        group = "no" if m["no"] else "none"
        yield Counted(Span(*m.span(group)), 0.0, 0.0, 0.0, m["unit"], False, _rule("none"))


def _shares(text: str) -> Iterator[Counted]:
    """ "a third of", "two in five": a share of what follows."""
    for m in _SHARE.finditer(text):
        if m["part"]:
            whole = in_digits(m["whole"]) or in_words([m["whole"].casefold()]) or 1.0
            value = (in_words([m["part"].casefold()]) or 0.0) / whole
        else:
            value = _fraction(m["share"].casefold())
        unit = _unit(text, m.end()) or _noun_after(text, m.end())
        yield _bounded(
            text, Counted(Span(m.start(), m.end()), value, value, value, unit, False, _rule("share"))
        )


def _fraction(words: str) -> float:
    name = re.split(r"[- ]", words)[-1].rstrip("s")
    many = in_words([w for w in re.split(r"[- ]", words)[:-1] if w]) or 1.0
    return round(many / _PARTS.get("half" if name == "hal" else name, 2), 4)


_HALF = re.compile(
    rf"(?<![\w-])(?:half an? (?P<of>{_SCALE})|(?P<more>{_NUMBER})(?: {_SCALE})?,? and a half(?: (?P<scale>{_SCALE}))?)\b",
    re.IGNORECASE,
)


def _halves(text: str) -> Iterator[Counted]:
    """ "half a million", "two and a half thousand"."""
    for m in _HALF.finditer(text):
        whole = 0.0 if m["of"] else _value(m["more"])
        scale = _scale_of(m["of"] or m["scale"] or m["more"]) or 1.0
        if whole is None:
            continue
        value = 0.5 * scale if m["of"] else whole + 0.5 * scale if not m["scale"] else (whole + 0.5) * scale
        unit = _unit(text, m.end()) or _noun_after(text, m.end())
        yield _bounded(
            text, Counted(Span(m.start(), m.end()), value, value, value, unit, False, _rule("half"))
        )


def _vague(text: str) -> Iterator[Counted]:
    """ "dozens of", "several hundred": at least two of the kind."""
    for m in _VAGUE.finditer(text):
        low = _VAGUE_LOW[m["vague"].casefold()]
        unit = _unit(text, m.end())
        yield Counted(Span(m.start(), m.end()), None, low, None, unit, True, _rule("vague"))


def _numbers(text: str) -> Iterator[Counted]:
    past = 0
    for m in _FIGURE.finditer(text):
        if m.start() < past:  # the whole in "two of the five"
            continue
        part = _PART_OF.match(text, m.end())
        past = part.end() if part else 0
        if (figure := _ranged(text, m)) is not None or (figure := _single(text, m)) is not None:
            yield figure


def _ranged(text: str, m: re.Match[str]) -> Counted | None:
    """ "12 or 13", "between 12 and 15 people", "10-12 houses"; a score has no unit."""
    if m["last"] is None:
        return None
    low, high = _value(m["first"]), _value(m["last"])
    if low is None or high is None or not low < high:
        return None
    scale = _scale_of(m["last"])
    if scale and not _scale_of(m["first"]) and low < 1000 <= high:  # "2 to 3 million"
        low *= scale
    joined = " and " in text[m.end("first") : m.start("last")]
    unit, end = _unit_and_end(text, m, m.end("last"))
    if (joined and not m["between"]) or (unit is None and not m["currency"] and " or " not in m.group()):
        return None
    if _is_named(text, m, unit):
        return None
    return _bounded(text, Counted(Span(m.start(), end), None, low, high, unit, False, _rule("range")))


def _scale_of(written: str) -> float:
    last = re.split(r"[ -]", written.casefold())[-1]
    return float(SCALES.get(last, 0))


def _value(written: str) -> float | None:
    words = [w for w in re.split(r"[ \-‑]", written.casefold()) if w]
    return in_words(words)


def _single(text: str, m: re.Match[str]) -> Counted | None:
    start, stop = (m.start("currency") if m["currency"] else m.start("first")), m.end("first")
    value = _value(m["first"])
    if value is None or _TIME.match(text, stop) or _AGE.match(text, stop):
        return None
    unit, end = _unit_and_end(text, m, stop)
    figure = _bounded(text, Counted(Span(start, end), value, value, value, unit, False, _rule("number")))
    if unit is None and figure.span.end > end:  # "100 or more homes"
        figure = replace(figure, unit=_unit(text, figure.span.end))
    bound = figure.span.start < start or figure.span.end > end
    if not _is_figure(text, m, figure, bound):
        return None
    return figure if figure.unit else replace(figure, unit=_noun_after(text, figure.span.end))


def _is_figure(text: str, m: re.Match[str], figure: Counted, bound: bool) -> bool:
    if m["currency"] or (figure.unit or "").startswith(("%", "per")):
        return True
    if _is_named(text, m, figure.unit):
        return False
    before = text[max(0, m.start() - 20) : m.start()]
    if not m["first"][0].isdigit():
        return _spelled(
            m["first"].casefold(), before, text[m.end("first") : m.end("first") + 5], figure.unit, bound
        )
    if figure.unit or bound:
        return True
    year = re.fullmatch(r"1[5-9]\d\d|20\d\d", m["first"])
    score = re.match(r"\s?[-–:]\s?\d", text[m.end("first") : m.end("first") + 4])
    return not year and not score and "." not in m["first"] and _COUNTING.search(before) is not None


def _spelled(words: str, before: str, after: str, unit: str | None, bound: bool) -> bool:
    """A spelled number needs a noun of which news gives numbers; "one" is mostly a pronoun."""
    last = before.split()[-1:] if before.strip() else []
    if last and last[0].casefold() in _UNSAID and words in _SMALL_WORDS:
        return False
    if words in ("one", "zero"):
        return not after.startswith(" of ") and unit is not None and unit.casefold() in units()
    return unit is not None or bound or any(w in SCALES for w in words.split())


def _is_named(text: str, m: re.Match[str], unit: str | None) -> bool:
    """Whether the number is part of a name ("Resolution 822", "Boeing 737") or of a list's own numbering ("1.")."""
    before = text[max(0, m.start() - 30) : m.start()]
    if _NAMED.search(before):
        return True
    if re.search(r"(?:^|\n)\s*$", before) and re.match(r"[.)]\s", text[m.end() :]):
        return True
    name = _NAME_BEFORE.search(before)
    capital = name and name[1][0].isupper() and not _SENTENCE_HEAD.search(before[: name.end()])
    return bool(capital) and unit is None and m["first"][0].isdigit()


def _bounded(text: str, figure: Counted) -> Counted:
    """The figure with the bound that the words before or after it set, and its span over them."""
    head = text[max(0, figure.span.start - LONGEST_BOUND) : figure.span.start]
    before, after = _BOUND.search(head), _AFTER.match(text, figure.span.end)
    kind = before.lastgroup if before else after.lastgroup if after else None
    if kind is None:
        return figure
    start = figure.span.start - len(head) + before.start(kind) if before else figure.span.start
    end = after.end() if after and not before else figure.span.end
    limits = {"low": {"high": None}, "high": {"low": None}, "near": {"low": None, "approximate": True}}
    change = limits.get(kind, {"low": None, "high": None, "approximate": True})
    if figure.value is None and kind == "about":  # "about 12 to 15"
        change = {"approximate": True}
    bounds = {"about": "about", "near": "about", "low": "at_least", "high": "at_most"}
    return replace(figure, span=Span(start, end), rule=_rule(bounds[kind]), **change)  # type: ignore[arg-type]


@functools.cache
def units() -> dict[str, str]:
    """Nouns of which news gives numbers → their kind (``units.tsv``)."""
    return {row[0]: row[1] for row in table("units.tsv")}


def _unit_and_end(text: str, m: re.Match[str], stop: int) -> tuple[str | None, int]:
    """The unit, and where the figure ends: signs and "percent" belong to it, a noun does not."""
    if percent := _PERCENT.match(text, stop):
        return percent.group().strip(), percent.end()
    if m["currency"]:
        return m["currency"].strip(), stop
    return _unit(text, stop), stop


UNIT_REACH = 5
"""Words behind a number in which its noun is sought ("40 heavily armed Kelmar border guards")."""


def _unit(text: str, stop: int) -> str | None:
    """The noun counted: the last listed noun, else the last plural, of the run of words behind the number."""
    at = stop
    if of := _OF.match(text, at):
        at = of.end() - 1 if text[of.end() - 1] == " " else of.end()
    listed, plural = None, None
    for _ in range(UNIT_REACH):
        word = _UNIT_WORD.match(text, at)
        if word is None:
            break
        written = word["word"]
        lowered = written.casefold()
        if lowered in _STOP:
            break
        if lowered in units():
            listed = written
        elif listed:
            break
        elif (
            lowered.endswith("s")
            and len(lowered) > 3
            and not lowered.endswith(("ss", "us", "ous", "'s", "’s"))
        ):
            plural = written
        at = word.end()
        if re.match(r"['’]s?\b", text[at : at + 3]):  # "44 days' fighting": the unit is "days"
            break
    return listed or plural


def _noun_after(text: str, stop: int) -> str | None:
    """The single word behind a number where it closes its phrase ("40 sheep.", "a third of the harvest was"): a weak unit."""
    of = _OF.match(text, stop)
    word = _UNIT_WORD.match(text, of.end() - 1 if of else stop)
    if word is None or word["word"].casefold() in _STOP | _NO_UNITS or not word["word"].islower():
        return None
    following = _UNIT_WORD.match(text, word.end())
    closes = following is None or following["word"].casefold() in _STOP or following["word"].endswith("ed")
    return word["word"] if closes and not word["word"].endswith("ly") else None


_NO_UNITS = frozenset(
    "today yesterday tomorrow overnight later earlier ago more other others so again too now here there still yet".split()
)


def _rule(name: str) -> str:
    return f"{FIGURES_VERSION}:{name}"
