"""Whose words they are: the noun phrase that a cue belongs to."""

from __future__ import annotations

from reportedly.read.units import Unit
from reportedly.text.lexicon import cue_frames, roles

_BREAKS = frozenset(
    "that when while as because if but although though since until before after whether where why how and or so "
    "unless than".split()
)
_PREPOSITIONS = frozenset(
    "in on at during after before following by for from with amid among despite since speaking according while when "
    "meanwhile however but and still yet then also instead earlier later today yesterday separately asked addressing "
    "noting stressing adding".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday".split()
)
_PERIODS = frozenset(
    "night morning afternoon evening week weekend month year spring summer autumn winter".split()
)
PRONOUNS = frozenset("i he she it we they who which".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several one two".split()
)
JOINS = frozenset("and of for to in the & at on with from".split())
_PLAIN_VERBS = frozenset(
    "say tell add note announce argue stress warn insist suggest claim declare write".split()
)
"""Verbs whose past form is hardly ever an adjective: a noun phrase does not go on across them."""

LONGEST_NAME_PHRASE = 28
"""Tokens a source may have; 99.7 % of the sources of PolNeAR train are shorter."""


def source_left(unit: Unit, first: int) -> tuple[int, int] | None:
    """Tokens ``[start, stop)`` of the noun phrase that ends just before a cue, or ``None``."""
    stop = first
    if unit.norm(stop - 1) == ",":
        return _with_apposition(unit, stop - 1)
    if unit.norm(stop - 1) in ("who", "which") and unit.norm(stop - 2) == ",":
        head = _plain_left(unit, stop - 2)
        return (head[0], stop) if head else (stop - 1, stop)
    return _plain_left(unit, stop)


def _with_apposition(unit: Unit, comma: int) -> tuple[int, int] | None:
    """ "X, head of Y, said": the phrase before the first comma, with the apposition."""
    opening = next(
        (k for k in range(comma - 1, max(-1, comma - LONGEST_NAME_PHRASE), -1) if unit.norm(k) == ","), None
    )
    if opening is None or unit.quoted[opening] or not unit.is_word(opening - 1):
        return None
    head = _plain_left(unit, opening) or (
        _with_apposition(unit, opening) if unit.norm(opening - 1).isdigit() else None
    )
    inner = unit.norm(opening + 1)
    if head is None or inner in _BREAKS - {"who", "where"} or unit.norm(opening + 1).endswith("ing"):
        return None
    return head[0], comma


def _plain_left(unit: Unit, stop: int) -> tuple[int, int] | None:
    start = stop
    while start > 0 and stop - start < LONGEST_NAME_PHRASE and _continues_left(unit, start - 1, stop):
        start -= 1
    start = _without_lead(unit, start, stop)
    stop = next(
        (
            k
            for k in range(start + 1, stop)
            if unit.norm(k) in _FINITE and not _relative_before(unit, start, k)
        ),
        stop,
    )
    return (start, stop) if _is_source(unit, start, stop) else None


_FINITE = frozenset("has have had is are was were will would".split())
"""A main verb of its own ("the panel has neither accepted nor declined"): the noun phrase ended before it."""


def _relative_before(unit: Unit, start: int, index: int) -> bool:
    return any(unit.norm(k) in ("who", "which", "whose", "that") for k in range(start, index))


def _continues_left(unit: Unit, index: int, stop: int) -> bool:
    if unit.quoted[index]:
        return False
    if not unit.is_word(index):
        return unit.norm(index) in ("(", ")", "-", "&", ".")
    norm = unit.norm(index)
    if norm in ("and", "or"):
        return (
            unit.capital(index - 1)
            and (unit.capital(index + 1) or unit.norm(index + 1) in DETERMINERS)
            and unit.is_word(index - 1)
        )
    if norm in PRONOUNS and index < stop - 1 and norm not in ("who",):
        return False
    return norm not in _BREAKS and not _is_finite_cue(unit, index)


def _is_finite_cue(unit: Unit, index: int) -> bool:
    frame = cue_frames().get((unit.norm(index),))
    return (
        frame is not None
        and frame.form == "past"
        and unit.word(index).islower()
        and frame.lemma in _PLAIN_VERBS
    )


def _without_lead(unit: Unit, start: int, stop: int) -> int:
    """Leave out a leading "On Tuesday", "In Geneva", "But": what stands before the noun phrase proper."""
    if stop - start <= 1:
        return start
    if unit.norm(stop - 1) in PRONOUNS and unit.norm(stop - 1) != "who":
        return stop - 1
    if unit.norm(start) in ("last", "this", "next") and unit.norm(start + 1) in _PERIODS:
        return _without_lead(unit, start + 2, stop)
    if unit.norm(start) in _PREPOSITIONS:
        return _after_lead(unit, start + 1, stop)
    return _without_lead(unit, start + 1, stop) if unit.norm(start) in _DAYS else start


def _after_lead(unit: Unit, start: int, stop: int) -> int:
    for k in range(start, stop):
        if unit.norm(k) in _DAYS or unit.norm(k).isdigit():
            return _without_lead(unit, k + 1, stop) if k + 1 < stop else start
        if k > start and unit.norm(k) in DETERMINERS and unit.norm(k - 1) not in JOINS:
            return k
    return start


def _is_source(unit: Unit, start: int, stop: int) -> bool:
    """A pronoun, a name, or a noun that can speak: "this support underscored" has no speaker (CASES 20)."""
    if unit.norm(stop - 1) in PRONOUNS and stop - start == 1:
        return True
    if start == 0 and unit.norm(0).endswith("ing") and unit.norm(1) in ("to", "on", "about", "at"):
        return False
    comma = next((k for k in range(start, stop) if unit.norm(k) == ","), stop)
    named = [
        k for k in range(start, comma) if unit.capital(k) and (k > start or unit.norm(k) not in DETERMINERS)
    ]
    return bool(named) or any(
        unit.norm(k) in roles() or unit.norm(k) in _QUANTITIES for k in range(start, comma)
    )


_QUANTITIES = frozenset("many some most others several one two three half both few all those percent".split())


def source_right(unit: Unit, stop: int) -> tuple[int, int] | None:
    """Tokens of the noun phrase that follows an inverted cue: “…,” said the minister, …"""
    if not (unit.capital(stop) or unit.norm(stop) in DETERMINERS or unit.norm(stop) in PRONOUNS):
        return None
    end = stop
    while end < len(unit.tokens) and end - stop < LONGEST_NAME_PHRASE and _continues_right(unit, end):
        end += 1
    if unit.norm(end) == "," and (
        unit.norm(end + 1) in _APPOSED | DETERMINERS or _name_closes(unit, end + 1)
    ):
        near = range(end + 1, min(end + LONGEST_APPOSITION, len(unit.tokens)))
        end = next((k for k in near if unit.norm(k) in (",", ".")), len(unit.tokens))
    return (stop, end) if end > stop else None


def _name_closes(unit: Unit, start: int) -> bool:
    """Whether a name of two to four words stands there and closes: "the labour inspector, Ana Boruk."."""
    end = start
    while end < len(unit.tokens) and unit.capital(end) and not unit.quoted[end]:
        end += 1
    return 2 <= end - start <= 4 and (unit.norm(end) in (",", ".") or end == len(unit.tokens))


LONGEST_APPOSITION = 20
"""Tokens after a name in which its apposition closes (", who chairs the section,")."""

_APPOSED = frozenset("who president head chairman director spokesman spokeswoman".split())
_ENDS_SOURCE = frozenset("in on at during after before when while as who that told to by adding".split())


def _continues_right(unit: Unit, index: int) -> bool:
    norm = unit.norm(index)
    if unit.quoted[index]:
        return False
    if not unit.is_word(index):
        return norm in ("(", ")", ".") and unit.is_word(index + 1)
    if norm in _DAYS or norm in _ENDS_SOURCE:
        return False
    return norm not in _BREAKS or (norm == "and" and unit.capital(index + 1))


def named_phrase(unit: Unit, start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token, up to a comma that closes it, a quotation or the unit's end."""
    end = start
    while end < len(unit.tokens) and end - start < LONGEST_NAME_PHRASE and not unit.quoted[end]:
        if unit.norm(end) in (",", ";", ":", "–", "—") or (
            unit.norm(end) == "." and end + 1 == len(unit.tokens)
        ):
            break
        end += 1
    return (start, end) if end > start else None


def short_phrase(unit: Unit, start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token, up to its role word or name: what follows may be any verb."""
    whole = named_phrase(unit, start)
    if whole is None:
        return None
    heads = [k for k in range(*whole) if unit.capital(k) or unit.norm(k) in roles()]
    stop = next((k + 1 for k in heads if k + 1 == whole[1] or _closes_phrase(unit, k + 1)), whole[1])
    return (start, stop)


def _closes_phrase(unit: Unit, index: int) -> bool:
    return not unit.capital(index) and unit.norm(index) not in JOINS | frozenset(roles())
