"""Where a sentence says that somebody said something: cue verbs by their frames, "according to", bare colons."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from reportedly.read.units import Unit
from reportedly.text.lexicon import CueFrame, cue_frames

LONGEST_CUE = 5
"""Words of the longest row of ``cues.tsv`` ("placed the blame on" has four)."""

AUXILIARIES = frozenset(
    "has have had is are was were be been being will would could can may might must should did does do not n't never "
    "also then later further again once earlier previously recently reportedly repeatedly publicly already just "
    "still even often always now having both all "
    "hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't couldn't can't didn't doesn't don't "
    "hasn’t haven’t hadn’t isn’t aren’t wasn’t weren’t won’t wouldn’t couldn’t can’t didn’t doesn’t don’t".split()
)
"""What may stand between a source and its verb, and belongs to the cue (PolNeAR's convention)."""

_PASSIVE = frozenset("is are was were be been being".split())
_NOT_BEFORE_VERB = frozenset(
    "a an the this that these those his her its their our my your no any some each every of in on at for by with "
    "from into about as than new more such former latest first public official recent own "
    "two three four five six seven eight nine ten several many few both all".split()
)
"""A form that may be a noun ("claims", "report", "call") is none of ours after one of these."""

_AMBIGUOUS = frozenset(
    "accounts address addresses aim aims answer answers attack attacks back backs ban bans blame boast brand brands brief "
    "cable call calls cause caution challenge challenges chant chants charge charges claim claims comment comments "
    "demand demands doubt doubts detail details dispute disputes echo echoes estimate estimates fault favor fear fears "
    "favour forecast forecasts hail hint hints hope hopes joke jokes label labels mention mentions note notes "
    "offer offers order orders outline plan plans pledge pledges praise press protest protests project promise promises proposal "
    "query question questions quote quotes regard regards remark remarks repeat reply report reports request requests "
    "respond second seconds show shows signal signals state states support supports suspect suspects term terms text "
    "texts thanks threat tweet tweets vent view views voice vow vows want wants warning warnings welcome wish "
    "wishes worry worries post posts point points read reads see learn find finds".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at tokens ``[first, stop)`` of its unit; ``verb`` is the place of the verb itself."""

    first: int
    verb: int
    stop: int
    frame: CueFrame
    passive: bool = False


def find_cues(unit: Unit) -> list[Cue]:
    """The cue verbs of a unit that stand outside quotation marks, left to right."""
    found: list[Cue] = []
    index = 0
    while index < len(unit.tokens):
        cue = None if unit.quoted[index] else _cue_at(unit, index)
        if cue:
            found.append(cue)
        index = cue.stop if cue else index + 1
    return found


def _cue_at(unit: Unit, index: int) -> Cue | None:
    frames = cue_frames()
    if unit.norm(index) not in _first_words():
        return None
    for length in range(min(LONGEST_CUE, len(unit.tokens) - index), 0, -1):
        words = tuple(unit.norm(index + k) for k in range(length))
        if frame := frames.get(words):
            return _checked(unit, index, index + length, frame)
    return None


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in cue_frames())


def _checked(unit: Unit, index: int, stop: int, frame: CueFrame) -> Cue | None:
    first = _with_auxiliaries(unit, index)
    before = unit.norm(first - 1)
    passive = any(unit.norm(k) in _PASSIVE for k in range(first, index)) and frame.form in (
        "past",
        "participle",
    )
    if _is_noun(unit, index, first, frame) or before in ("to",):
        return None
    if frame.pattern == "quote" and unit.norm(stop) != "that" and not _quotation_near(unit, first, stop):
        return None
    if frame.form == "base" and first == index and not _plural_subject(unit, first):
        return None
    return Cue(first, index, stop, frame, passive)


def _quotation_near(unit: Unit, first: int, stop: int) -> bool:
    """Whether a quotation ends just before the cue's source or begins within three tokens after it."""
    before = range(max(0, first - 8), first)
    return any(unit.quoted[k] for k in (*before, *range(stop, min(stop + 3, len(unit.tokens)))))


def _with_auxiliaries(unit: Unit, index: int) -> int:
    first = index
    while first > 0 and (unit.norm(first - 1) in AUXILIARIES or _is_adverb(unit, first - 1)):
        first -= 1
    return first


def _is_adverb(unit: Unit, index: int) -> bool:
    word = unit.word(index)
    return (
        word.islower()
        and len(word) > 4
        and word.endswith("ly")
        and word not in ("family", "only", "rally", "early")
    )


def _is_noun(unit: Unit, index: int, first: int, frame: CueFrame) -> bool:
    before = unit.norm(index - 1)
    if (before in _NOT_BEFORE_VERB and before != "that" and first == index) or before.isdigit():
        return unit.norm(index - 2) != "well"
    if unit.norm(index) in _AMBIGUOUS and frame.form in ("base", "s"):
        if before.endswith(("’s", "'s")) or unit.norm(index + 1) in ("of", "from", "against"):
            return True
        if first == index and not (
            unit.capital(index - 1) or before in _PRONOUNS or before in ("who", ",") or before.endswith("s")
        ):
            return True
    return unit.capital(index) and index > 0 and not _headline(unit)


def _headline(unit: Unit) -> bool:
    """Whether most words are capitalised, as in a headline: then a capital says nothing."""
    words = [k for k in range(len(unit.tokens)) if unit.is_word(k)]
    return sum(unit.capital(k) for k in words) >= 0.6 * len(words)


_PRONOUNS = frozenset("i you he she it we they who which".split())


def _plural_subject(unit: Unit, first: int) -> bool:
    before = unit.norm(first - 1)
    return before in ("i", "you", "we", "they", "who", "people", "which", "many", "some", "others") or (
        before.endswith("s") and not before.endswith(("'s", "’s", "ss"))
    )
