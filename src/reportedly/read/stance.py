"""What the wording of a cue does: denies, accuses, promises, asks …; nothing here says whether a thing happened."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.models import Attribution
from reportedly.text.lexicon import CueFrame, cue_frames

TOPIC_CUES = frozenset(
    ["address", "discuss", "refer to", "talk about", "allude to", "ponder", "outline", "detail"]
)
"""Cues that name a topic and no claim when a noun phrase follows (CASES 17)."""

_CLAUSE = re.compile(r"^\W*(?:that|whether|how|why|what|if)\b", re.IGNORECASE)
_ASKING = re.compile(r"^\W*(?:whether|if|how|why|what|who|when|where|which)\b|\?\W*$", re.IGNORECASE)
_CALL = re.compile(
    r"\W*(?:(?:an?|the|any|all|his|her|its|their|\w+['’]s?)\s+)?(?:\w+\s+)?"
    r"(?:appeal|bid|call|demand|idea|invitation|offer|plan|proposal|request)s?\b",
    re.IGNORECASE,
)
"""What can be turned down without being denied: "rejected a call for observers"."""
_NEGATION = re.compile(r"\b(?:not|never|neither|n[’']t)\b|n[’']t\b", re.IGNORECASE)


def with_stance(attribution: Attribution, text: str) -> tuple[Attribution, bool]:
    """The attribution with stance and kind from its cue's frame and the shape of its content, and whether it names a topic only."""
    cue = " ".join(s.of(text) for s in attribution.cue).casefold()
    content = " ".join(s.of(text) for s in attribution.content)
    frame = frame_of(cue)
    if frame is None:
        return attribution, False
    if frame.stance != "asserts":  # a cue that says it outweighs what a model makes of the whole
        attribution = replace(attribution, stance=frame.stance)
    if frame.lemma in ("ask", "inquire", "query", "wonder", "question") and _ASKING.search(content):
        return replace(attribution, kind="question", stance="asks"), False
    if frame.stance == "denies" and _CALL.match(content):
        return replace(attribution, stance="asserts"), False
    if frame.stance in ("denies", "confirms") and _NEGATION.search(cue):
        return replace(attribution, stance="asserts", score=min(attribution.score, 0.5)), False
    return attribution, frame.lemma in TOPIC_CUES and not _CLAUSE.match(content) and '"' not in content


def frame_of(cue: str) -> CueFrame | None:
    """The frame of a written cue: that of the longest run of its words that is in the lexicon, from its end."""
    words = cue.split()
    for start in range(len(words)):
        frame = cue_frames().get(tuple(words[start:]))
        if frame:
            return frame
    return None
