"""What the wording of one statement does: denies, accuses, promises, asks …; nothing here says whether a thing happened.

The first question that finds its answer wins, in the order of our gold's README: asks, denies, confirms, recalls, promises, accuses,
alleges, asserts. Cue frames (``cues.tsv``) and the shape of the content answer them; where both are silent, a small logistic
model over named features does (``leaning``). What only the article's other statements can tell (a bare negation that answers
an allegation) is added by ``denials``.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from reportedly.read.leaning import Leaning, leaning
from reportedly.read.wrongs import blames, done_by_others, wrongs_in
from reportedly.record.vocabulary import Stance, StatementKind
from reportedly.text.lexicon import CueFrame, wording_frames

LONGEST_FRAME = 5
"""Words of the longest row of ``cues.tsv`` ("turn to with the request")."""

TOPIC_CUES = frozenset(
    "address,discuss,refer to,talk about,allude to,ponder,outline,detail,touch upon,touch on,speak about,speak of,talk of,dwell on,"
    "comment on,weigh in on,focus on,raise,go into,review,exchange views on,take stock of,debate,examine,deal with,consult on,broach,"
    "brief on,take up,turn to,deliberate on,tackle,cover,reflect on,write about".split(",")
)
"""Cues that name a topic and no claim when a noun phrase follows (CASES 17)."""

CLAIM = (
    r"(?:allegation|accusation|charge|claim|report|rumou?r|suggestion|suspicion|insinuation|assertion|notion|version|account|stor(?:y|ies)|tale|"
    r"portrayal|imputation|reproach|contention|theor(?:y|ies)|narrative|talk|speculation|statement|idea|interpretation|reading|finding|description|"
    r"characteri[sz]ation|comparison|word|term|label|figure|number|accusing|blame|responsibility|involvement|complicity|wrongdoing|implication)s?"
)
"""Nouns for what can be denied; all others are turned down, not denied ("rejected the offer")."""

_CLAUSE = re.compile(r"^\W*(?:that|whether|how|why|what|if)\b", re.IGNORECASE)
_ASKING = re.compile(r"^\W*(?:whether|if|how|why|what|who|when|where|which)\b|\?\W*$", re.IGNORECASE)
_QUESTION = re.compile(r"\?\W*$")
_TO = re.compile(r"^\W*(?:not )?to [a-z]+")
_CALL_TO_OTHERS = re.compile(
    r"^\W*(?:please\b|let us\b|let['’]s\b|come and\b|stop \w+ing\b|do not\b|don['’]t\b|that [^.]*? should\b|they should\b|he should\b|she should\b)",
    re.IGNORECASE,
)
_CLAIM_HEAD = re.compile(
    rf"^\W*(?:(?:an?|the|any|all|both|his|her|its|their|my|our|such|these|those|this|that|two|three|every|each|as|[\w-]+['’]s?)\s+)*(?:[\w'’-]+\s+){{0,3}}?[\"“‘']?{CLAIM}\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"^\W*(?:that\b|having\b|being\b|ever\b|everything\b|doing so\b|all (?:this|that|of it)\b|(?:it|this)\W*(?:$|as\b|out of hand))",
    re.IGNORECASE,
)
_NO_MATCH = (
    r"(?:lie|lies|nonsense|rubbish|invention|inventions|slander|slanderous|propaganda|fairy[- ]tales?|fabrications?|fabricated|fictions?|fictitious|false|falsehoods?|untrue|"
    r"baseless|groundless|unfounded|untruths?|hoax|myth|fantas(?:y|ies)|calumny|libel|libellous|smears?|absurd|absurdity|ridiculous|made[- ]up|invented|pure imagination|"
    r"balderdash|humbug|bunk|hogwash|poppycock|legend|far[- ]fetched|without (?:any )?(?:basis|foundation|substance)|no (?:basis|foundation|truth)|not true|not so|not the case|wrong|incorrect|"
    r"mistaken|inaccurate|a novel|gossip|disinformation|misinformation|fake|hot air|preposterous|ludicrous|insulting fiction|concoctions?|figment)"
)
_CALLED_NO_MATCH = re.compile(rf"\b{_NO_MATCH}\b", re.IGNORECASE)
_IS_NO_MATCH = re.compile(
    rf"\b(?:that|this|it|these|those|they|which|all of it|everything|none of it|{CLAIM}|every word)(?: (?:that|about|of|against)\b[^.;]*?)?"
    rf"(?: (?:is|are|was|were|'s|’s|has|have|had|been|be|simply|just|plainly|quite|completely|absolutely|entirely|totally|utterly|all|a|an|the|pure|complete|absolute|utter|sheer|malicious|bare[- ]faced|plain|old)\b)+ (?:[\w-]+ )?{_NO_MATCH}\b"
    rf"|^\W*(?:(?:an?|the|pure|complete|absolute|utter|sheer|malicious|plain|simply|all|total|outright|blatant|another|just|mere|merely|old|cheap|crude|wicked|lurid) )*{_NO_MATCH}\W*(?:[.,;!\"”’']|$|from beginning|and\b|,)"
    rf"|\b(?:is|was|are|were)(?: \w+)? (?:untrue|a lie|an invention|a fabrication|pure invention|slander|nonsense|lies)\b|\bnot a word of (?:it|that|this|which)\b|\bno (?:word of )?truth in\b|\bthere is nothing in\b|\bdoes not (?:correspond|withstand)\b|\bnothing of the (?:kind|sort)\b",
    re.IGNORECASE,
)
_CONTESTED = re.compile(
    r"^\W*(?:(?:an?|the|any|all|his|her|its|their|every|each|\w+['’]s?|\d+)\s+)*(?:[\w'’-]+\s+){0,2}?(?:elections?|seats?|race|primary|will|nominations?|inheritance|offers?|proposals?|plans?|calls?|invitations?|requests?|bids?|cup|title|dismissal|match|ruling|verdict|sentence|leadership|island|border|territory|ownership)\b",
    re.IGNORECASE,
)
"""What is fought over or turned down, and no claim: "contested the election"."""
_YES = re.compile(
    r"^\W*(?:yes|it is true|that is true|true,|i admit|we admit|it was us|it was me|i did it|we did it)\b",
    re.IGNORECASE,
)
_REMEMBER = re.compile(r"^\W*(?:\w+ )?(?:i|we) (?:still |well )?(?:remember|recall)\b", re.IGNORECASE)
_AMBASSADOR = re.compile(
    r"\b(?:ambassador|envoy|troops|consul|chargé|vehicles|cars|batch|product|diplomats?|delegation)s?\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|won['’]t|never again|(?:by|before|within|until) (?:the|next|this|\w+day|\d))\b|['’]ll\b|^\W*(?:not |never )?to [a-z]+|^\W*(?:an?|the|more|new|full|free|every|\d|two|three|four|five|six|help|support)\b",
    re.IGNORECASE,
)
_OWN_WORD = re.compile(
    r"\b(?:you have|i give you|have|gave|on) (?:my|our|his|her|their) word\b|^\W*(?:and )?(?:(?:i|we) (?:will|shall|promise|guarantee|pledge|vow|swear)|(?:we|i)['’]ll)\b",
    re.IGNORECASE,
)
_DENIED_THING = re.compile(
    r"^\W*(?:(?:him|her|them|us|me|it|the \w+|an?|any|all|free|safe|immediate|further|\w+)\s+){0,3}?(?:access|entry|visas?|bail|hearing|permission|permit|right|rights|licen[cs]e|admission|asylum|accreditation|opportunity|a say|leave|treatment|parole|passage|food|water|help|service)\b",
    re.IGNORECASE,
)
_BLAME_TAKEN = re.compile(
    r"\b(?:blame|responsibility|guilt|mistakes?|errors?|that|charge|fault)\b", re.IGNORECASE
)
_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|no longer|unable|refus\w+|declin\w+|stopp\w+ short|far from|hardly)\b|n[’']t\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\b(?:no longer|cannot|can ?not|can['’]t|could not|couldn['’]t)\b", re.IGNORECASE)
_POSSESSED = re.compile(
    r"(?:['’]s?|\b(?:his|her|its|their|my|our|the|an|a|of|this|that|such))$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|:|―|–|—")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a statement's words do. ``sure`` where a cue or the content says it, not the leaning of a model.

    ``presupposes`` says that the cue takes for granted what it holds out (or that it is not so): the outlet's wording.
    """

    stance: Stance
    kind: StatementKind
    topic_only: bool = False
    sure: bool = True
    presupposes: bool = False


def wording(cue: str, content: str, source: str = "", heard: Stance | None = None) -> Wording:
    """What the words of a cue and its content do; ``heard`` is the stance that a reader's model heard. Linear in the words."""
    frame = frame_of(cue)
    said = _Said(cue, content, source, frame, bool(_NEGATION.search(cue)))
    for question in (_asks, _no_comment, _denies, _confirms, _recalls, _promises, _accuses, _alleges):
        found = question(said)
        if found:
            return _with_topic(found, said)
    return _with_topic(_lean(said, leaning(cue, content, source, frame), heard), said)


@dataclass(frozen=True, slots=True)
class _Said:
    cue: str
    content: str
    source: str
    frame: CueFrame | None
    negated: bool

    def frame_is(self, *lemmas: str) -> bool:
        return self.frame is not None and self.frame.lemma in lemmas

    @property
    def stance(self) -> str:
        return self.frame.stance if self.frame else ""

    @property
    def kind(self) -> StatementKind:
        return self.frame.kind if self.frame else "statement"


def _with_topic(found: Wording, said: _Said) -> Wording:
    about = bool(said.frame and said.frame.lemma in TOPIC_CUES) and _is_topic(said.content)
    presupposes = bool(said.frame and said.frame.presupposes) and not said.negated
    topic_only = about and found.stance == "asserts"
    return replace(found, topic_only=topic_only, presupposes=presupposes)


def _is_topic(content: str) -> bool:
    return not _CLAUSE.match(content) and not re.search(r'["“”«»?]', content)


def _lean(said: _Said, leant: Leaning, heard: Stance | None) -> Wording:
    """What the model leans to; an accusation too where another is named as the doer of a wrong, or a reader's model heard one of a wrong."""
    kind = said.kind if said.frame and said.kind != "statement" else leant.kind
    named = done_by_others(said.content) or (heard == "accuses" and wrongs_in(said.content))
    stance: Stance = "accuses" if kind == "statement" and named else leant.stance
    return Wording(stance, kind, sure=False)


_ASKING_VERBS = (
    "ask,inquire,query,wonder,question,enquire,press,want to know,press on,demand to know,quiz,wish to know,wonder aloud,demand,challenge"
).split(",")
_TELLING = (
    "tell,say,instruct,warn,suggest,propose,recommend,advise,insist,argue,write,add,shout,caution,stress,plead,declare,state,repeat"
).split(",")


def _asks(said: _Said) -> Wording | None:
    if said.kind == "no_comment" or said.stance == "denies":
        return None
    asked = said.frame_is(*_ASKING_VERBS) and _ASKING.search(said.content)
    if (asked and not _TO.match(said.content)) or (
        said.frame_is("ask", "question", "press", "ask about") and "about" in said.cue
    ):
        return Wording("asks", "question")
    if said.stance == "asks" and not (said.negated and not said.frame_is("warn against")):
        return Wording("asks", "question" if said.kind == "question" else "statement")
    if _QUESTION.search(said.content) and said.kind in ("statement", "question"):
        return Wording("asks", "question")
    told = said.frame_is(*_TELLING) and (_TO.match(said.content) or _CALL_TO_OTHERS.match(said.content))
    if told or (said.frame is None and _CALL_TO_OTHERS.match(said.content)):
        return Wording("asks", "statement")
    return None


def _no_comment(said: _Said) -> Wording | None:
    if said.frame is None:
        return None
    if said.kind == "no_comment":
        return Wording("asserts", "no_comment")
    if said.negated and said.stance in ("confirms", "denies") and said.frame.pattern != "fixed":
        if said.stance == "denies" and _NO_LONGER.search(said.cue):
            return Wording("confirms", "statement")
        return Wording(
            "asserts",
            "no_comment" if said.frame_is("deny", "confirm", "verify", "acknowledge") else "statement",
        )
    return None


def _denies(said: _Said) -> Wording | None:
    if _cue_denies(said) or (
        said.kind == "statement"
        and not said.negated
        and said.stance != "accuses"
        and _IS_NO_MATCH.search(said.content)
    ):
        return Wording("denies", "statement")
    naming = said.frame is not None and said.kind == "naming"
    described = said.frame_is(
        "describe",
        "characterise",
        "characterize",
        "portray",
        "see as",
        "view as",
        "consider",
        "regard",
        "deem",
    )
    if (naming or described) and _CALLED_NO_MATCH.search(said.content):
        return Wording("denies", "statement")
    return None


_ALWAYS = frozenset(
    [
        "refute",
        "repudiate",
        "plead not guilty",
        "answer in the negative",
        "scotch",
        "give the lie to",
        "gainsay",
        "denial",
        "denials",
        "not guilty",
        "disavow",
        "disown",
        "rebut",
        "refutation",
        "rebuttal",
        "know nothing of",
    ]
)


def _cue_denies(said: _Said) -> bool:
    lemma = said.frame.lemma if said.frame and said.stance == "denies" else ""
    if lemma in ("", *_ALWAYS):
        return bool(lemma)
    if lemma in ("deny", "disclaim"):
        return not _DENIED_THING.match(said.content)
    if lemma == "rule out":
        return bool(_CLAUSE.match(said.content))
    claim = (_CLAIM_HEAD.match, _CALLED_NO_MATCH.search, _THAT.match)
    return not _CONTESTED.match(said.content) and (
        lemma in _OF_A_CLAIM or any(f(said.content) for f in claim)
    )


_OF_A_CLAIM = (
    "contest,dispute,contradict,belie,controvert,laugh off,scoff at,pour scorn on,have none of".split(",")
)
"""What these turn round is a claim, where it is nothing that is fought over."""


def _confirms(said: _Said) -> Wording | None:
    if _YES.match(said.content):
        return Wording("confirms", "statement")
    if said.stance != "confirms" or said.frame is None:
        return None
    if said.frame.lemma in ("allow", "grant", "own") and not re.match(r"^\W*(?:that\b|[\"“])", said.content):
        return None
    if said.frame_is("accept") and not _BLAME_TAKEN.search(said.content):
        return None
    return Wording("confirms", "statement")


def _recalls(said: _Said) -> Wording | None:
    ambassador = (
        said.frame_is("recall") and not _CLAUSE.match(said.content) and _AMBASSADOR.search(said.content[:40])
    )
    if (said.stance == "recalls" and not said.negated and not ambassador) or _REMEMBER.match(said.content):
        return Wording("recalls", "statement")
    return None


_OF_THE_FUTURE = (
    "assure",
    "swear",
    "guarantee",
    "give an assurance",
    "give assurances",
    "assurance",
    "assurances",
)


def _promises(said: _Said) -> Wording | None:
    if (
        _OWN_WORD.search(said.content)
        and said.kind == "statement"
        and said.stance in ("", "asserts", "promises")
    ):
        return Wording("promises", "statement")
    if said.stance != "promises" or said.negated:
        return None
    if said.frame_is(*_OF_THE_FUTURE) and not _FUTURE.search(said.content):
        return None
    return Wording("promises", "statement")


_FOR_A_WRONG = (
    "condemn,denounce,criticise,criticize,deplore,assail,attack,bash,berate,blast,castigate,censure,chide,decry,deride,excoriate,lambast,lambaste,"
    "lash out,rebuke,rip,skewer,slam,vilify,reproach,upbraid,scold,attribute"
).split(",")


def _accuses(said: _Said) -> Wording | None:
    kind: StatementKind = (
        "naming" if said.kind == "naming" else "belief" if said.kind == "belief" else "statement"
    )
    if said.frame_is(*_FOR_A_WRONG):
        return Wording("accuses", kind) if blames(said.content, of_others=True) else None
    if said.stance == "accuses" and not said.negated:
        return Wording("accuses", "statement")
    if said.frame_is("suspect", "suspect of") and blames(said.content):
        return Wording("accuses", "belief")
    if said.frame_is("claim", "allege") and said.source and blames(said.content) and not _is_noun(said):
        return Wording("accuses", "statement")
    return None


def _is_noun(said: _Said) -> bool:
    """Whether "claim", "charge" stands as a noun: after an owner or an article, or with nobody."""
    head = said.cue.split()[0] if said.cue else ""
    return (
        not said.source
        or bool(_POSSESSED.search(said.source))
        or bool(_POSSESSED.match(head))
        or (head in ("claim", "claims") and bool(re.search(r"\bof\b", said.cue)))
    )


def _alleges(said: _Said) -> Wording | None:
    if said.frame_is("claim") and (
        _is_noun(said) or re.search(r"\b(?:is|was|are|were|been) claimed\b", said.cue)
    ):
        return Wording("alleges", "statement")
    if said.stance != "alleges":
        return None
    if said.frame_is(
        "reportedly",
        "is reported",
        "was reported",
        "were reported",
        "are reported",
        "has been reported",
        "have been reported",
        "it is said",
        "is said",
        "are said",
        "reports of",
        "by all accounts",
    ) and not blames(said.content):
        return Wording("asserts", "statement")
    return Wording("alleges", "statement")


def turns_round(cue: str) -> bool:
    """Whether a cue turns its content round ("denied"): the content is then what is denied."""
    frame = frame_of(cue)
    return frame is not None and frame.polarity == "-" and not _NEGATION.search(cue)


@functools.lru_cache(maxsize=4096)
def frame_of(cue: str) -> CueFrame | None:
    """The frame of a written cue: that of the longest run of its words in the lexicon, of equal ones the last that says most."""
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(cue)]
    found: list[tuple[int, bool, int, CueFrame]] = []
    for start in range(len(words)):
        for length in range(1, min(LONGEST_FRAME, len(words) - start) + 1):
            frame = wording_frames().get(tuple(words[start : start + length]))
            if frame:
                found.append((length, frame.stance != "asserts" or frame.kind != "statement", start, frame))
    return max(found, key=lambda f: f[:3])[3] if found else None
