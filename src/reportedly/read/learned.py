"""Statements by the learned reader, with the rules round it (docs/method.md): the attributor that ships."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import cast

from reportedly.models import Attribution
from reportedly.models.learned import Finding, LearnedReader
from reportedly.read.bounds import Ground, tidy_content
from reportedly.read.continuation import continued
from reportedly.read.frames import read_unit
from reportedly.read.introduced import introduced, with_announced
from reportedly.read.places import Taken, overlapping
from reportedly.read.turns import turns
from reportedly.read.units import Unit, units
from reportedly.record import Span
from reportedly.record.vocabulary import Stance, StatementKind

BY_RULE = frozenset(["colon", "according_to", "fronted", "inverted", "quoted"])
"""Shapes that the rules find too, and that are taken from them where the model found nothing."""

_PARTICIPLE = re.compile(r"\w+ing\b")


@dataclass(frozen=True, slots=True)
class LearnedAttributor:
    """What the model finds at its threshold, bounded by the text's marks and sentences; then what only rules find."""

    reader: LearnedReader
    least: float

    @property
    def version(self) -> str:
        """The model's version."""
        return self.reader.manifest.version

    def attribute(self, text: str) -> list[Attribution]:
        """See :class:`~reportedly.models.Attributor`; about 4,700 words a second (docs/benchmarks.md)."""
        inside = units(text)
        ground = Ground(text, [u.span for u in inside], [q.span for u in inside for q in u.quotes])
        kept = (f for f in self.reader.find(text) if f.score >= self.least)
        found = [a for f in kept if (a := self._attribution(f, ground)).content]
        found = _with_shared_sources(inside, found, text)
        spoken = turns(text)
        found = _without_self(found, [*ground.quotes, *(t.content[0] for t in spoken)], text)
        found = _with_turns(spoken, found)
        found = _with_quoted(inside, found)
        found += _by_rule(inside, found)
        found = with_announced(inside, found)
        found += introduced(inside, found)
        return nested(_continued(inside, found))

    def _attribution(self, f: Finding, ground: Ground) -> Attribution:
        content = tidy_content(f.content, (f.cue, *f.source), ground)
        stance, kind = cast(Stance, f.stance), cast(StatementKind, f.kind)
        return Attribution(content, (f.cue,), f.source, self.version, f.score, stance, kind)


def _with_quoted(inside: tuple[Unit, ...], found: list[Attribution]) -> list[Attribution]:
    """ "The agency quoted her as saying …" by the rule that knows the shape: her words, through the agency."""
    shaped = [u for u in inside if any(t.norm == "saying" for t in u.tokens)]
    pairs = [replace(a, parent=None) for u in shaped for a in read_unit(u) if a.by.endswith(":quoted")]
    cues = Taken(s for a in pairs for s in a.cue)
    return [*(a for a in found if not any(cues.touches(s) for s in a.cue)), *pairs]


def _without_self(found: list[Attribution], speech: list[Span], text: str) -> list[Attribution]:
    """Without "I think that …" inside direct speech: those words are the speaker's own, and stand in the speech's content."""
    spoken = Taken(speech)
    return [
        a
        for a in found
        if not (a.source and a.source[0].of(text).casefold() in ("i", "we") and spoken.touches(a.source[0]))
    ]


def _with_turns(inside: list[Attribution], found: list[Attribution]) -> list[Attribution]:
    """The turns of an interview, and of what the model found only what stands within one turn or outside all."""
    if not inside:
        return found
    labels = Taken(s for t in inside if not t.inferred for s in t.source)
    words = [t.content[0] for t in inside]
    kept = [a for a in found if not any(labels.touches(s) for s in (*a.source, *a.cue)) and _in_one(a, words)]
    return [*inside, *kept]


def _in_one(a: Attribution, turns: list[Span]) -> bool:
    near = [t for s in (*a.content, *a.cue, *a.source) for t in overlapping(turns, s)]
    return len(set(near)) < 2 and not any(t == s for t in near for s in a.content)


def _by_rule(inside: tuple[Unit, ...], found: list[Attribution]) -> list[Attribution]:
    """Attributions of the surest shapes whose words the model gave to nobody."""
    taken = Taken(s for a in found for s in (*a.content, *a.cue))
    return [
        replace(a, parent=None)
        for unit in inside
        if not taken.touches(unit.span) or any(not taken.touches(q.span) for q in unit.quotes)
        for a in read_unit(unit)
        if a.by.rpartition(":")[2] in BY_RULE and not any(taken.touches(s) for s in (*a.content, *a.cue))
    ]


def _with_shared_sources(inside: tuple[Unit, ...], found: list[Attribution], text: str) -> list[Attribution]:
    """Participles without a source of their own (", adding that …") take that of the cue before them in their sentence."""
    starts = [u.span.start for u in inside]
    order = sorted(found, key=lambda a: a.cue)
    shared: list[Attribution] = []
    for a in order:
        same = shared and bisect_right(starts, shared[-1].cue[0].start) == bisect_right(
            starts, a.cue[0].start
        )
        host = shared[-1] if same else None
        shares = host and host.source and not a.source and _PARTICIPLE.match(a.cue[0].of(text))
        shared.append(replace(a, source=host.source, by=f"{a.by}:shared_source") if host and shares else a)
    return shared


def _continued(inside: tuple[Unit, ...], attributions: list[Attribution]) -> list[Attribution]:
    """With quotations that go on in the next sentence or paragraph (``continuation.continued``)."""
    waiting = sorted(attributions, key=lambda a: min(s.start for s in (*a.content, *a.cue)), reverse=True)
    found: list[Attribution] = []
    last: Unit | None = None
    taken = Taken(s for a in attributions for s in (*a.content, *a.cue))
    for unit in inside:
        while waiting and min(s.start for s in (*waiting[-1].content, *waiting[-1].cue)) < unit.span.end:
            found.append(waiting.pop())
        if not taken.touches(unit.span):
            found = continued(unit, last, found)
        last = unit
    return found


def nested(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions in text order, each under the smallest whose content holds its cue (its content, without a cue)."""
    order = sorted(attributions, key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue))
    reach = list(accumulate((a.content[-1].end for a in order), max))
    found: list[Attribution] = []
    for a in order:
        place = (a.cue or a.content)[0].start
        near = bisect_right(order, place, key=lambda b: b.content[0].start) - 1
        holding: list[tuple[int, int]] = []
        while near >= 0 and reach[near] > place:
            if order[near] is not a and _is_under(a, order[near]):
                holding.append((_size(order[near]), near))
            near -= 1
        found.append(replace(a, parent=min(holding)[1] if holding else _quoting(a, order)))
    return found


def _quoting(a: Attribution, order: list[Attribution]) -> int | None:
    """The one who quoted: given the same words by the same rule, with an earlier cue."""
    if not a.by.endswith(":quoted"):
        return None
    return next(
        (n for n, b in enumerate(order) if b.by == a.by and b.content == a.content and b.cue < a.cue), None
    )


def _is_under(a: Attribution, b: Attribution) -> bool:
    return _holds(b.content, a.cue or a.content) and not _holds(a.content, b.cue or b.content)


def _holds(content: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    return all(any(c.start <= s.start and s.end <= c.end for c in content) for s in inner)


def _size(a: Attribution) -> int:
    return sum(s.length for s in a.content)
