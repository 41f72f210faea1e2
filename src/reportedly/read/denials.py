"""Denials that only the article tells, and what each denial denies: an allegation that stands in the same article.

A bare negation ("We never fired at the mill") is a denial where somebody else has said or asked that it was so, by two shared words of
substance, or by one where the whole clause shuts it out ("nobody took anything"). A denial points to the allegation inside its own
content, else to the one whose words it shares, else, by an anaphor ("the charge", "this"), to the nearest earlier one of
another speaker; never by a single shared word alone (CASES 28).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.models import Attribution
from reportedly.read.wrongs import blames
from reportedly.record import Span
from reportedly.record.vocabulary import Stance, StatementKind
from reportedly.text.lexicon import table

REACH = 40
"""Statements before a denial among which its allegation is looked for; set by hand, keeps a live blog of a megabyte linear."""

LONGEST_OUTRIGHT = 16
"""Words of a clause that shuts out an allegation by one shared word: longer ones negate other things too (in-domain articles)."""

Answer = tuple[Stance, StatementKind, int | None]

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CLAUSE = re.compile(r"[;.!?:\n]|\s[–—]\s|,\s|\b(?:but|while|whereas|because|although)\b")
_NEGATED = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|nowhere|cannot|without)\b|n['’]t\b", re.IGNORECASE
)
_SHUT_OUT = re.compile(
    r"\b(?:never|nobody|no one|no-one|none|nothing|not (?:a|one|any)(?: single)?|neither|nowhere|(?:is|was|are|were|been) no|had no|have no|has no|fired no|no \w+ (?:was|were|has|have|had|is|are|of ours))\b"
    r"|\bnot? ours?\b|\bnot (?:his|hers|theirs|from (?:us|our))\b|\b(?:we|our \w+|I|he|she|they|it) (?:did|have|had|has|do|does|was|were|is|are)(?:n['’]t| not)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:nothing of the (?:kind|sort)|no such (?:\w+)|(?:did|does|do|has|have)(?: not|n['’]t) (?:happen|take place|occur|exist|so|it)\w*|never (?:happened|took place|occurred|existed|did (?:so|it|that))|(?:was|were|is|are)(?: not|n['’]t) (?:us|me|ours|so|true|the case|him|them|her)|none of (?:this|that|it)|"
    r"not (?:us|ours|so|true)|have nothing to do with|has nothing to do with|had nothing to do with|no part in|no hand in|no knowledge of any such)\b",
    re.IGNORECASE,
)
_BY_THE_WAY = re.compile(
    r"\b(?:who|which|whom|whose|that|as)\b[^,;.]*?(?:\b(?:not|never|no|nobody|none|nothing|nowhere)\b|n['’]t\b)",
    re.IGNORECASE,
)
"""A negation inside a relative clause negates something else than the allegation; one after an opening "that" is cut off before."""
_OPENING = re.compile(r"^\W*(?:and |but )?(?:that|as)\b", re.IGNORECASE)
_NONE_THERE = re.compile(
    r"\bthere (?:is|was|were|are|has been|have been|had been|exists?) (?:no|not|never|none)\b|\bnot? ours?\b|\bnone of (?:our|ours|us)\b|\bof ours\b|\bno \w+ (?:of|from) (?:us|our)|\bnot (?:his|hers|theirs)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:will|would|shall|should|must|could|can|may|might|cannot|if|let|yet|still|ready)\b|['’]ll\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\b(?:in a position|able to|unable|know|knew|known|idea|clear|certain|say|says|establish\w*|determine\w*|read|answer\w*|repl\w+|told|asked|invited|date)\b",
    re.IGNORECASE,
)
"""A negated clause about knowing, saying or being asked answers no allegation of a deed."""
_FLAT_NO = re.compile(
    r"^\W*(?:no|never|not at all|certainly not|of course not|absolutely not|nonsense)\s*(?:[.,;!—–]|$)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"(?:^|[.,;:“\"‘«—–]\s*|\bwhether\b.*)\b(?:did|does|do|have|has|had|is|are|was|were|isn['’]t|didn['’]t|whether|if)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(r"\b(?:reject|dismiss|rebuff|wav(?:e|ed|ing) (?:away|aside)|brush)", re.IGNORECASE)
"""Cues under which "it" may be an offer: a denial only where the statement before accuses."""
_BARE = re.compile(r"^\W*(?:it|this|that|them|these|those|which)\W*$", re.IGNORECASE)
_ANAPHOR = re.compile(
    r"^\W*(?:(?:all|any|both|each of|every one of) )?(?:(?:the|this|that|these|those|such|it|them|any|all|his|her|its|their|him|\w+['’]s|as) ?)*(?:(?:[\w-]+ ){0,2}"
    r"(?:allegation|accusation|charge|claim|report|rumou?r|suggestion|suspicion|insinuation|assertion|version|account|stor(?:y|ie)|statement|word|idea|notion|involvement|wrongdoing|responsibility|blame|part in|reading|reproach|doing so|having done so|portrayal))?s?\b",
    re.IGNORECASE,
)
_STOP = frozenset(
    "a an the this that these those and or but nor if in on at after before while when as for from with by to of not no never neither nobody none nothing "
    "any anything anyone anybody some something someone somebody one once ever it its he him his she her hers they them their theirs we us our ours i me my mine you your yours "
    "who whom whose which what where why how there here then than so such be is are was were been being am do does did done doing has have had having will would shall should can could may might must "
    "said says say told tell also just only even very more most much many all both each every other another own same out up down off over about into onto under "
    "against between during through without within because since until till yes himself herself itself themselves ourselves didn't wasn't isn't weren't hasn't haven't hadn't don't doesn't "
    "allegation accusation charge claim report rumour rumor suggestion suspicion insinuation assertion version account story statement word idea notion involvement "
    "nonsense lie lies baseless untrue false invention slander propaganda unfounded groundless fabrication true truth single case kind sort thing".split()
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement as the denials see it: its words of substance, who says it, and where."""

    place: Span
    content: str
    source: str
    cue: str
    stance: Stance
    kind: StatementKind
    stems: frozenset[str]
    negated: bool
    settled: bool

    @property
    def accusing(self) -> bool:
        return (
            self.stance in ("accuses", "alleges")
            or self.kind == "question"
            or (not self.negated and blames(self.content))
        )


def answered(
    texts: Sequence[str], attributions: Sequence[Attribution], settled: Sequence[bool]
) -> list[Answer]:
    """Stance, kind and place of what is denied for each statement; ``texts`` are those of the statements' parts, ``settled`` tells where a
    cue has said that it is none."""
    told = [_told(*one) for one in zip(texts, attributions, settled, strict=True)]
    return [_answer(told, n, texts) for n in range(len(told))]


def _told(text: str, a: Attribution, settled: bool) -> _Told:
    content = " ".join(s.of(text) for s in a.content)
    source = " ".join(s.of(text) for s in a.source)
    whole = Span(a.content[0].start, a.content[-1].end)
    return _Told(
        whole,
        content,
        source.casefold(),
        " ".join(s.of(text) for s in a.cue),
        a.stance,
        a.kind,
        stems(content),
        bool(_NEGATED.search(content)),
        settled,
    )


def _answer(told: list[_Told], n: int, texts: Sequence[str]) -> Answer:
    one = told[n]
    earlier = [
        k
        for k in range(n - 1, max(-1, n - 1 - REACH), -1)
        if texts[k] is texts[n] and _may_be_denied(told[k], one)
    ]
    if one.stance == "denies":
        if (
            _TURNED_DOWN.search(one.cue)
            and _BARE.match(one.content)
            and not (earlier and told[earlier[0]].accusing)
        ):
            return "asserts", one.kind, None
        return one.stance, one.kind, _denied(told, n, earlier, texts)
    if one.settled or one.kind != "statement":
        return one.stance, one.kind, None
    found = next((k for k in earlier if _shuts_out(one, told[k], k == earlier[0])), None)
    return (one.stance, one.kind, None) if found is None else ("denies", "statement", found)


def _may_be_denied(other: _Told, one: _Told) -> bool:
    """What another has said or asked; what denies is no allegation, and nobody denies their own words."""
    return (
        other.stance not in ("denies", "promises")
        and (other.source != one.source or not one.source or other.kind == "question")
        and not other.place.contains(one.place)
    )


def _shuts_out(one: _Told, other: _Told, nearest: bool) -> bool:
    """Whether a negated clause of one statement cannot be so together with the other."""
    if (
        other.kind == "question"
        and nearest
        and _FLAT_NO.match(one.content)
        and _YES_OR_NO.search(other.content)
    ):
        return True
    if other.negated and other.stance not in ("accuses", "alleges") and other.kind != "question":
        return False
    return any(
        _clause_shuts_out(c, other, nearest) for c in _CLAUSE.split(one.content) if c and _NEGATED.search(c)
    )


def _clause_shuts_out(clause: str, other: _Told, nearest: bool) -> bool:
    clause = _OPENING.sub("", clause)
    if _UNREAL.search(clause) or _UNKNOWN.search(clause):
        return False
    shared = stems(clause) & other.stems
    if _BY_THE_WAY.search(clause):
        return False
    if not other.accusing:
        return len(shared) >= 3 and bool(_SHUT_OUT.search(clause))
    outright = bool(_SHUT_OUT.search(clause)) and len(clause.split()) <= LONGEST_OUTRIGHT
    if other.kind == "question" and not _YES_OR_NO.search(other.content):
        outright = False
    telling = (
        other.stance in ("accuses", "alleges")
        or bool(shared & _happenings())
        or bool(_NONE_THERE.search(clause))
    )
    return (
        len(shared) >= 2
        or (len(shared) == 1 and outright and telling)
        or (nearest and bool(_NOT_SO.search(clause)))
    )


def _denied(told: list[_Told], n: int, earlier: list[int], texts: Sequence[str]) -> int | None:
    """The allegation that a denial is about, or ``None`` where the article has none."""
    one = told[n]
    inside = [
        k
        for k in range(max(0, n - 3), min(len(told), n + 6))
        if k != n
        and texts[k] is texts[n]
        and one.place.contains(told[k].place)
        and told[k].stance in ("alleges", "accuses")
    ]
    if inside:
        return inside[0]
    best = max(earlier, key=lambda k: (len(one.stems & told[k].stems), told[k].accusing, k), default=None)
    if best is not None and len(one.stems & told[best].stems) >= 2:
        return best
    accusing = [k for k in earlier if told[k].accusing]
    for k in accusing:
        named = bool(_names(one.source) & _names(told[k].content.casefold()))
        shared = len(one.stems & told[k].stems)
        if _is_anaphor(one) or (shared and (named or len(one.stems) == 1)):
            return k
    later = [
        k
        for k in range(n + 1, min(len(told), n + 6))
        if texts[k] is texts[n] and told[k].accusing and told[k].source != one.source
    ]
    return next((k for k in later if len(one.stems & told[k].stems) >= 2), None)


def _is_anaphor(one: _Told) -> bool:
    """Whether a denial names nothing of its own but points back ("the charge", "this", "a lie")."""
    rest = _ANAPHOR.sub("", one.content, count=1)
    return not one.stems or (not stems(rest) and rest != one.content)


def _names(words: str) -> set[str]:
    return {w for w in _WORD.findall(words) if len(w) > 3 and w not in _STOP}


def stems(words: str) -> frozenset[str]:
    """The words of substance of a text, each led back to one form; grammar, and the words for claims themselves, left out."""
    found = (w.replace("’", "'").removesuffix("'s").rstrip("'") for w in _WORD.findall(words.casefold()))
    kept = (stem(w) for w in found if w not in _STOP and len(w) > 2)
    return frozenset(s for s in kept if s not in _STOP)


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending: that of a row of ``wrongs.tsv`` or ``events.tsv`` where there is one ("shot" → "shoot")."""
    if word in _irregular():
        return _irregular()[word]
    for ending, least in (
        ("ations", 4),
        ("ation", 4),
        ("ings", 4),
        ("ing", 3),
        ("ied", 3),
        ("ies", 3),
        ("ed", 3),
        ("es", 4),
        ("s", 3),
        ("e", 3),
        ("y", 3),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return _undoubled(word[: -len(ending)])
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


@functools.cache
def _happenings() -> frozenset[str]:
    """The stems of all that ``wrongs.tsv`` and ``events.tsv`` name: one of them shared says more than another word."""
    return frozenset(stem(row[0]) for name in ("wrongs.tsv", "events.tsv") for row in table(name))


@functools.cache
def _irregular() -> dict[str, str]:
    rows = [
        r[:2]
        for name in ("wrongs.tsv", "events.tsv", "cues.tsv")
        for r in table(name)
        if r[1] and " " not in r[0]
    ]
    more = [
        ("go", "went,gone"),
        ("give", "gave,given"),
        ("do", "did,done"),
        ("send", "sent,sent"),
        ("make", "made,made"),
        ("see", "saw,seen"),
        ("receive", "received,received"),
    ]
    return {w: stem_of(lemma) for lemma, forms in [*rows, *more] for w in forms.split(",") if w != lemma}


def stem_of(lemma: str) -> str:
    """The form to which the regular forms of a verb are led back."""
    return _undoubled(lemma.removesuffix("e"))
