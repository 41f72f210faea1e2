"""Where in the article a date stands: what it may be reckoned from there, and whether its clause looks ahead."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from reportedly.read.dates.anchors import Anchors
from reportedly.read.dates.values import Value
from reportedly.read.dates.words import Words
from reportedly.read.places import Taken
from reportedly.record import Span
from reportedly.record.vocabulary import Anchor

TEXT_REACH = 500
"""Characters back in which "two days later" or "that year" finds the date it counts from: about a paragraph of agency
prose and the one before. On GUM train 300 loses 4 values in 1,178; 800, 1,200 and 2,000 change none."""

_AHEAD = re.compile(
    r"\b(?:will|shall|would|won['’]t|going to|(?:is|are|was|were|be|been) (?:also )?to\b|(?:due|set|scheduled|expected|slated|planned) (?:to|for|in|on)\b|"
    r"expect(?:s|ed)?|schedul(?:e|ed|es)|plan(?:s|ned)? to|upcoming|forthcoming|look(?:s|ing)? forward to|intend(?:s|ed)? to|hopes? to|ahead of|no later than|must|deadline|is due|are due|has until|have until|"
    r"to (?:be|meet|visit|vote|hold|open|resume|sign|begin|start|decide|hear|return|close|end|reopen|take)|"
    r"(?:meets?|opens?|closes?|begins|starts?|ends?|votes?|resumes?|returns?|leaves|arrives?|decides?|expires?|takes place|take place|reopens?|convenes?|sails?|flies|departs?|runs?))\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
"""Words of a clause that looks ahead; verbs of timetables do so in the present tense ("the court opens on Monday")."""
_CUT = re.compile(
    r"[,;:.!?\n“”\"]\s|\b(?:that|said|says|told|added|announced|which|who|while|after|before|when|but)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s")
CLAUSE_REACH = 160
"""Characters on either side in which the clause of a date is sought."""


@dataclass(slots=True)
class Setting:
    """What the dates of one part are reckoned from; ``previous`` moves along with the text.

    ``quoted`` are the outermost quotations. ``spoken`` gives for some of them the day on which they were said, where
    the report tells it.
    """

    words: Words
    anchors: Anchors
    quoted: Taken
    spoken: list[tuple[Span, date]] = field(default_factory=list)
    previous: Value | None = None
    previous_end: int = 0
    previous_written: bool = False

    def now(self, span: Span) -> tuple[date | None, Anchor]:
        """The day that "today" means at a place, and what tells it. In a quotation that is the day of speaking: where the
        report doesn't tell it, the day of publication stands in, and the caller marks the value as uncertain."""
        if not self.quoted.touches(span):
            return self.anchors.day, self.anchors.kind
        day = self.said_on(span) or self.anchors.day
        return day, "speech" if day else "none"

    def said_on(self, span: Span) -> date | None:
        """The day on which the words there were said, where the report tells it."""
        return next((day for where, day in self.spoken if where.contains(span)), None)

    def uncertain(self, span: Span) -> bool:
        """Whether a day reckoned there rests on an unknown day of speaking."""
        return self.quoted.touches(span) and self.said_on(span) is None

    def before(self, span: Span) -> Value | None:
        """The date in the text that a date there may count from."""
        near = span.start - self.previous_end <= TEXT_REACH
        return self.previous if near and self.previous and self.previous.earliest else None

    def told_before(self, span: Span) -> Value | None:
        """The day or month, written with its year, of the same sentence or the one before: a day without a year goes on from it.

        A bare year is no such date ("built in 1998 … in March" is this March in news).
        """
        before = self.before(span) if self.previous_written else None
        if before is None or before.earliest is None or before.latest is None:
            return None
        between = self.words.text[self.previous_end : span.start]
        near = len(_SENTENCE_END.findall(between)) <= 1 and "\n" not in between
        return before if near and (before.latest - before.earliest).days <= 31 else None

    def remember(self, value: Value, end: int, written: bool) -> None:
        """Note a date, so that what follows may count from it."""
        if value.known:
            self.previous, self.previous_end, self.previous_written = value, end, written

    def ahead(self, span: Span) -> bool:
        """Whether the clause round a place looks ahead ("will meet on Tuesday"); most clauses of news look back."""
        return _AHEAD.search(self._clause(span)) is not None

    def _clause(self, span: Span) -> str:
        text = self.words.text
        head = text[max(0, span.start - CLAUSE_REACH) : span.start]
        cuts = [m.end() for m in _CUT.finditer(head)]
        before = head[cuts[-1] :] if cuts else head
        after = text[span.end : span.end + CLAUSE_REACH]
        if len(before.split()) <= 1 and after[:2] == ", ":  # "On Friday, the council will vote"
            after = after[2:]
        cut = _CUT.search(after)
        return f"{before} {after[: cut.start()] if cut else after}"


def said_on(dated: list[tuple[Span, Value]], cues: list[tuple[Span, list[Span]]]) -> list[tuple[Span, date]]:
    """For each content the day that stands beside its cue ("said on Tuesday"), where one does and nothing else competes.

    ``dated`` are dates outside quotations in text order, ``cues`` each cue with its statement's contents.
    """
    days = [(s, v.earliest) for s, v in dated if v.exact_day and v.earliest]
    starts = [s.start for s, _ in days]
    found = []
    for cue, contents in cues:
        first = bisect_right(starts, cue.start - CUE_REACH)
        near = [d for s, d in days[first:] if s.start <= cue.end + CUE_REACH and not _in(s, contents)]
        if len(set(near)) == 1:
            found += [(c, near[0]) for c in contents]
    return found


CUE_REACH = 40
"""Characters between a cue and the day on which it was said."""


def _in(span: Span, contents: list[Span]) -> bool:
    return any(c.overlaps(span) for c in contents)
