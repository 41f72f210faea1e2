"""The attributions of one unit, found cue by cue, left to right.

A cue takes the noun phrase before it (or after it, inverted) as source and the clause or quotation after it (or
before it, fronted) as content. A cue without a source of its own shares that of the cue it is coordinated with;
a cue with its own source inside another's content is nested under it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.models import Attribution
from reportedly.read.contents import (
    ADDRESSEE_WINDOW,
    Tokens,
    content_left,
    content_right,
    is_addressee,
    is_setting,
    trimmed,
)
from reportedly.read.cues import Cue, find_cues
from reportedly.read.sources import DETERMINERS, named_phrase, short_phrase, source_left, source_right
from reportedly.read.units import Unit
from reportedly.text.lexicon import CueFrame

RULES_VERSION = "rules-1"
"""Goes into a reading's stamp, and before the name of each rule in its evidence."""

SCORES = {
    "clause": 0.8,
    "fronted": 0.9,
    "inverted": 0.9,
    "according_to": 0.9,
    "quoted": 0.9,
    "coordinated": 0.7,
    "participle": 0.7,
    "passive": 0.5,
    "colon": 0.6,
}
"""Score of each rule: an order of trust set by hand, not a probability; calibrated from issue 4 on. Measured precision at
attr@.5, first 150 articles of PolNeAR train: fronted .86, according_to .81, colon .74, inverted .71, clause .65,
participle .64, coordinated .58, passive .43 ("quoted" has too few cases there)."""

_SETTING_PARTICIPLES = frozenset(["respond", "reply", "address", "quote", "cite"])
"""At the head of a sentence these say to whom or after whom somebody speaks ("Quoting officials, the paper wrote …")."""


_IRREGULAR_PAST = frozenset(
    "began broke came chose cut drew fell fought found gave went grew held hit kept led left lost made met paid put ran rose saw "
    "sent set shook sought spoke stood took thought threw understood voted was went won wrote".split()
)
_NO_SUBJECT = frozenset("in on at after before during for by with from".split())


@dataclass(slots=True, eq=False)
class Draft:
    """An attribution on its way, in token places of its unit."""

    rule: str
    content: list[Tokens]
    cue: Tokens
    source: Tokens | None
    frame: CueFrame | None = None
    parent: Draft | None = None

    def holds(self, place: int) -> bool:
        """Whether a token place lies in the content."""
        return any(a <= place < b for a, b in self.content)


def read_unit(unit: Unit) -> list[Attribution]:
    """The attributions of a unit in text order; ``parent`` counts within the list."""
    drafts: list[Draft] = []
    according = _according_to(unit)
    drafts.extend(according)
    for cue in find_cues(unit):
        _Placing(unit, drafts, cue).place()
    if not drafts:
        drafts.extend(_colon(unit))
    drafts = [d for d in drafts if d.content]
    drafts.sort(key=lambda d: (d.content[0][0], -d.content[-1][1]))
    return [_attribution(unit, d, drafts) for d in drafts]


def _attribution(unit: Unit, draft: Draft, drafts: list[Draft]) -> Attribution:
    frame = draft.frame
    return Attribution(
        tuple(unit.between(*t) for t in sorted(draft.content)),
        (unit.between(*draft.cue),),
        (unit.between(*draft.source),) if draft.source else (),
        f"{RULES_VERSION}:{draft.rule}",
        SCORES[draft.rule],
        frame.stance if frame else "asserts",
        frame.kind if frame else "statement",
        drafts.index(draft.parent) if draft.parent in drafts else None,
    )


@dataclass(slots=True)
class _Placing:
    """One cue with the drafts found so far: decides which shape it has and adds its draft."""

    unit: Unit
    drafts: list[Draft]
    cue: Cue
    holder: Draft | None = field(init=False)

    def __post_init__(self) -> None:
        inside = [d for d in self.drafts if d.holds(self.cue.first)]
        self.holder = min(inside, key=lambda d: d.content[-1][1] - d.content[0][0]) if inside else None

    def place(self) -> None:
        """Try the shapes in order of how much they ask of the text."""
        _ = (
            self._quoted_as_saying()
            or self._inverted()
            or self._passive()
            or self._own_source()
            or self._shared_source()
        )

    def _quoted_as_saying(self) -> bool:
        """ "The agency quoted her as saying …", "She was quoted by the agency as saying …": her words, through the agency."""
        unit, cue = self.unit, self.cue
        near = range(cue.stop, min(cue.stop + ADDRESSEE_WINDOW, len(unit.tokens)))
        at = next((k for k in near if (unit.norm(k), unit.norm(k + 1)) == ("as", "saying")), None)
        before = source_left(unit, cue.first)
        if cue.frame.lemma != "quote" or at is None or before is None:
            return False
        after = (cue.stop, at) if at > cue.stop else None
        by = unit.norm(cue.stop) == "by"
        speaker, carrier = (before, after and (after[0] + by, at)) if cue.passive else (after, before)
        content = trimmed(unit, at + 2, len(unit.tokens)) or content_left(unit, self._region(), before[0])
        if content is None:
            return False
        outer = Draft("quoted", [content], (cue.first, cue.stop), carrier) if carrier else None
        inner = Draft("quoted", [content], (at + 1, at + 2), speaker, parent=outer)
        self.drafts += [outer, inner] if outer else [inner]
        return True

    def _inverted(self) -> bool:
        """“…,” said the minister."""
        unit, cue = self.unit, self.cue
        before = cue.first - 1
        if cue.first != cue.verb or cue.frame.form not in ("past", "s", "base") or not self._closes(before):
            return False
        if cue.frame.pattern not in ("clause", "quote", "tell") or (
            not unit.quoted[before] and (cue.frame.pattern == "tell" or source_left(unit, cue.first))
        ):
            return False
        source = source_right(unit, cue.stop)
        content = content_left(unit, self._region(), cue.first)
        if source is None or content is None:
            return False
        if not unit.quoted[before] and not is_setting(unit, source[1], len(unit.tokens)):
            return False
        self._add_fronted("inverted", content, source, source[1])
        return True

    def _passive(self) -> bool:
        """ "It was reported that …", "The bridge is said to …": a content without a source."""
        unit, cue = self.unit, self.cue
        if not cue.passive:
            return False
        content = content_right(unit, cue, len(unit.tokens))
        subject = source_left(unit, cue.first)
        if content and self._opens_passive(cue.stop) and self.holder is None:
            known = subject is not None and unit.norm(subject[0]) not in ("it", "who", "which")
            spans = [subject, content] if known and subject else [content]
            self.drafts.append(Draft("passive", spans, (cue.first, cue.stop), None, cue.frame))
        return True

    def _opens_passive(self, place: int) -> bool:
        """ "that …", "to have …" or "of …", but no party: "related to the governor"."""
        word, after = self.unit.norm(place), self.unit.norm(place + 1)
        return word in ("that", "of") or (
            word == "to" and after not in DETERMINERS and not self.unit.capital(place + 1)
        )

    def _own_source(self) -> bool:
        """ "The minister said that …" and “…,” the minister said."""
        unit, cue = self.unit, self.cue
        source = source_left(unit, cue.first)
        if source is None or cue.frame.form == "ing" or (source[0] and unit.quoted[source[0]]):
            return False
        content = content_left(unit, self._region(), source[0]) if self._closes(source[0] - 1) else None
        if content and cue.frame.pattern in ("clause", "quote", "tell") and self._is_fronted(content, source):
            self._add_fronted("fronted", content, source, cue.stop)
            return True
        if self.holder and self._starts_clause(source[0]):
            self._cut(self.holder, source[0])
        return self._add_right("clause", source)

    def _is_fronted(self, content: Tokens, source: Tokens) -> bool:
        """Whether what stands before a source is its content: nothing but a setting or an addressee comes after the cue."""
        unit, cue = self.unit, self.cue
        if is_setting(unit, cue.stop, len(unit.tokens)):
            return True
        if not unit.quoted[content[0]] and is_setting(unit, content[0], content[1]):
            return False
        told = cue.frame.pattern == "tell" and cue.frame.stance != "asks"
        return self._quoted_before(source) or (told and is_addressee(unit, cue.stop))

    def _quoted_before(self, source: Tokens) -> bool:
        """“…,” the minister told reporters; “…,” she said of the drones: nothing follows that opens another content."""
        unit, cue = self.unit, self.cue
        if not unit.quoted[source[0] - 1]:
            return False
        near = range(cue.stop, min(cue.stop + 8, len(unit.tokens)))
        close = next((k for k in near if unit.norm(k) in (",", ".")), len(unit.tokens))
        return not any(unit.norm(k) in ("that", "to") or unit.quoted[k] for k in near if k < close)

    def _shared_source(self) -> bool:
        """ "… and added that …", ", noting that …", "Noting that …, the envoy …"."""
        before = self.unit.norm(self.cue.first - 1)
        participle = self.cue.frame.form == "ing"
        if participle and self.cue.first == 0:
            return self._leading_participle()
        if before == "as" and self.unit.norm(self.cue.first - 2) == "well":
            before = "and"
        if before not in (",", "and", "but", "or", "while", "”", '"', "by", ";") and not (
            participle and before == "while"
        ):
            return False
        host = self.holder or (self.drafts[-1] if self.drafts else None)
        source = host.source if host else self._subject() if participle and before == "," else None
        if source is None or (participle and before == "by"):
            return False
        if self.holder:
            self._cut(self.holder, self.cue.first)
        return self._add_right("participle" if participle else "coordinated", source)

    def _subject(self) -> Tokens | None:
        """The titled or full name at the head of a sentence whose tail is a cue: "Ana Boruk opened the session, noting that …"."""
        unit, stop = self.unit, 0
        while unit.capital(stop) and not unit.quoted[stop]:
            stop += 1
        verb = unit.norm(stop)
        named = stop >= 2 and unit.norm(0) not in _NO_SUBJECT and unit.norm(self.cue.stop) == "that"
        return (0, stop) if named and (verb.endswith("ed") or verb in _IRREGULAR_PAST) else None

    def _leading_participle(self) -> bool:
        unit, cue = self.unit, self.cue
        if cue.frame.lemma in _SETTING_PARTICIPLES and not unit.quoted[min(cue.stop, len(unit.tokens) - 1)]:
            return False
        following = [c for c in find_cues(unit) if c.first > cue.stop and c.frame.form != "ing"]
        for later in following:
            source = source_left(unit, later.first)
            if source and unit.norm(source[0] - 1) == ",":
                return self._add_right("participle", source, source[0] - 1)
        comma = next(
            (
                k
                for k in range(len(unit.tokens) - 1, cue.stop, -1)
                if unit.norm(k) == "," and not unit.quoted[k]
            ),
            None,
        )
        phrase = short_phrase(unit, comma + 1) if comma else None
        return bool(comma and phrase) and self._add_right("participle", phrase, comma)

    def _add_right(self, rule: str, source: Tokens | None, limit: int | None = None) -> bool:
        stop = len(self.unit.tokens) if limit is None else limit
        holder = self.holder if self.holder and self.holder.holds(self.cue.first) else None
        if holder:
            stop = min(stop, max(b for a, b in holder.content if a <= self.cue.first < b))
        content = content_right(self.unit, self.cue, stop)
        cue = (self.cue.first, self.cue.stop)
        if self.cue.frame.kind == "no_comment" and self.cue.frame.lemma.endswith(" to comment"):
            cue, content = (cue[0], cue[1] - 2), (cue[1] - 2, content[1] if content else cue[1])
        if content is None:
            return False
        self.drafts.append(Draft(rule, [content], cue, source, self.cue.frame, holder))
        return True

    def _add_fronted(self, rule: str, content: Tokens, source: Tokens, after: int) -> None:
        cue = (self.cue.first, self.cue.stop)
        draft = Draft(rule, [content], cue, source, self.cue.frame)
        if self.holder:
            self._cut(self.holder, min(source[0], cue[0]))
        for other in self.drafts:
            if other.parent is None and content[0] <= other.cue[0] < content[1]:
                other.parent = draft
        if rest := self._after_fronted(after):
            draft.content.append(rest)
        self.drafts.append(draft)

    def _after_fronted(self, after: int) -> Tokens | None:
        """The second half of “A,” he said, “B” and of A, he said, B."""
        unit, stop = self.unit, len(self.unit.tokens)
        quoted = [k for k in range(after, stop) if unit.quoted[k]]
        if quoted:
            return trimmed(unit, quoted[0], quoted[-1] + 1)
        if (
            unit.norm(after) == ","
            and not is_setting(unit, after + 1, stop)
            and unit.norm(after + 1) not in ("adding", "noting", "and", "but", "who", "while", "citing")
        ):
            return trimmed(unit, after + 1, stop)
        return None

    def _closes(self, place: int) -> bool:
        """Whether a content may end there: a comma, or a closing quotation mark."""
        if place < 1:
            return False
        return self.unit.norm(place) in (",", "—", "–") or (
            self.unit.quoted[place] and not self.unit.is_word(place)
        )

    def _region(self) -> int:
        """Where a fronted content may begin: after what an earlier cue of the unit has taken as its own."""
        last = [d for d in self.drafts if d is not self.holder and d.rule in ("fronted", "inverted")]
        return max((max(d.cue[1], d.source[1] if d.source else 0) for d in last), default=0)

    def _starts_clause(self, place: int) -> bool:
        """Whether a new main clause begins there (", and B said …"), so that it is no part of the content before."""
        before, mark = self.unit.norm(place - 1), self.unit.norm(place - 2)
        return before == ";" or (
            before in ("and", "but", "while") and (mark == "," or self.unit.quoted[place - 2])
        )

    def _cut(self, draft: Draft, place: int) -> None:
        kept = [(a, min(b, place)) for a, b in draft.content if a < place]
        tidy = [trimmed(self.unit, a, b) for a, b in kept]
        draft.content = [t for t in tidy if t]


def _according_to(unit: Unit) -> list[Draft]:
    """ "According to X, …" and "…, according to X"."""
    found = []
    for k in range(len(unit.tokens) - 2):
        if unit.quoted[k] or unit.norm(k) != "according" or unit.norm(k + 1) != "to":
            continue
        source = named_phrase(unit, k + 2)
        if source is None:
            continue
        content = _host_clause(unit, k, source[1])
        if content:
            found.append(Draft("according_to", [content], (k, k + 2), source))
    return found


def _host_clause(unit: Unit, cue: int, after: int) -> Tokens | None:
    if cue <= 1 or unit.norm(cue - 2) in ("who", "which", "that", "and", "but"):
        start = after + 1 if unit.norm(after) == "," else after
        return trimmed(unit, start, len(unit.tokens))
    return content_left(unit, 0, cue)


LABELS = frozenset(
    "photo photos picture image handout video audio map graphic credit source via read watch listen see note update live opinion "
    "analysis editorial comment interview explainer exclusive breaking correction disclaimer voices".split()
)
"""Words before a colon that label what follows and speak for nobody (CASES 47)."""


def _colon(unit: Unit) -> list[Draft]:
    """Minister: “…” and "Minister: The bridge is closed" (a turn of an interview, a headline)."""
    at = next(
        (k for k in range(min(8, len(unit.tokens))) if unit.norm(k) == ":" and not unit.quoted[k]), None
    )
    if not at or at + 1 >= len(unit.tokens):
        return []
    named = all(unit.capital(k) or unit.norm(k) in ("of", "the", "’s", ".") for k in range(at))
    content = trimmed(unit, at + 1, len(unit.tokens))
    named = named and unit.norm(0) not in LABELS
    if not named or content is None or not (unit.quoted[at + 1] or (at <= 4 and unit.capital(content[0]))):
        return []
    return [Draft("colon", [content], (at, at + 1), (0, at))]
