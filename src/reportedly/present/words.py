"""Every label that people meet, with what it means: the glossary, the tooltips and the terminal take them here.

The words are those of the closed lists in ``record.vocabulary``. Labels describe wording and how a reading was
made; none says whether a thing happened, and none rates an outlet or a speaker.
"""

import re
from dataclasses import dataclass

from reportedly.errors import InputError
from reportedly.record import Speaker, Statement

NOTICE = (
    "Labels describe the wording of the articles. Nothing here says whether what was said happened, "
    "or who is in the right."
)


@dataclass(frozen=True, slots=True)
class Word:
    """A label as shown, and one sentence that says what it means."""

    label: str
    meaning: str


GLOSSARY: dict[str, dict[str, Word]] = {
    "statement.stance": {
        "asserts": Word("says", "The wording presents the content as said or stated."),
        "denies": Word(
            "denies", "The wording presents the content as denied. It does not say whether it happened."
        ),
        "accuses": Word(
            "accuses", "The wording lays an act to somebody's charge. It does not say whether it happened."
        ),
        "alleges": Word(
            "alleges",
            "The outlet's cue keeps its distance, as in “alleges” or “claims”; the word is the outlet's.",
        ),
        "promises": Word("promises", "The wording announces what the speaker means to do."),
        "asks": Word("asks", "The wording is a demand, a call or a question."),
        "recalls": Word("recalls", "The wording points back to something earlier, as in “recalled”."),
        "confirms": Word(
            "confirms",
            "The wording says yes to something said before, as in “confirmed”; the word is the outlet's.",
        ),
    },
    "statement.kind": {
        "statement": Word("statement", "Something said or written."),
        "belief": Word("belief", "A view or an expectation: “believes”, “expects”."),
        "intention": Word("intention", "A plan or a wish: “intends”, “wants”."),
        "question": Word("question", "Something asked."),
        "no_comment": Word("no comment", "The source is given as not having commented."),
        "naming": Word("naming", "A name that somebody gives to a thing: “so-called”, “what it calls”."),
    },
    "statement.form": {
        "direct": Word("direct", "Words inside quotation marks."),
        "indirect": Word("indirect", "Reported in the outlet's words, without quotation marks."),
        "mixed": Word("mixed", "Reported speech with some words inside quotation marks."),
    },
    "statement.voice": {
        "attributed": Word("attributed", "The article gives a source for it."),
        "outlet": Word("own voice", "The article says it itself and gives no source."),
    },
    "statement.resolution": {
        "named": Word("named", "The speaker is named beside the cue."),
        "resolved": Word(
            "resolved", "The source is a description or a pronoun that was followed back to a name."
        ),
        "inferred": Word("inferred", "The speaker follows from the sentences around; no cue says it here."),
        "unresolved": Word("unresolved", "Who speaks could not be settled from the text."),
        "none": Word("none", "The outlet's own voice: no speaker."),
    },
    "relay.basis": {
        "explicit": Word("explicit", "The text names this hand for this statement."),
        "inherited": Word("inherited", "A credit or an earlier sentence names it for this part of the text."),
        "inferred": Word("inferred", "Nothing names it here; it follows from the article as a whole."),
    },
    "tie.kind": {
        "copy": Word("copy", "Nearly all words of one are found again in the other."),
        "partial": Word("partial copy", "A part of one is found again in the other."),
        "wire_version": Word("wire version", "Two versions of one agency item."),
        "aggregation": Word("aggregation", "One gathers passages of several articles."),
        "shared_quotation": Word(
            "shared quotation", "Only words inside quotation marks are shared: two reports of one speech."
        ),
        "same_page": Word("same page", "The same page, captured twice."),
        "none": Word("no tie", "Looked at and found to share too little."),
    },
    "direction": {
        "a_to_b": Word(
            "from the first to the second", "Words, credits and times point from the first article."
        ),
        "b_to_a": Word(
            "from the second to the first", "Words, credits and times point from the second article."
        ),
        "common_origin": Word("common origin", "Both go back to a third text."),
        "unknown": Word("direction unknown", "Nothing found says which came first."),
    },
    "review.verdict": {
        "right": Word("reading right", "A person found the machine's reading of the text right."),
        "wrong": Word(
            "reading wrong",
            "A person found the machine's reading of the text wrong; the final layer leaves it out.",
        ),
        "unsure": Word("reading unsure", "A person looked and could not settle it."),
        "edited": Word("reading edited", "A person put something in place of the machine's reading."),
    },
    "anchor": {
        "published": Word("from the day of publication", "Counted from the day the article was published."),
        "dateline": Word("from the dateline", "Counted from the day at the head of the text."),
        "speech": Word("from the day it was said", "Counted from the day on which the speaker spoke."),
        "text": Word("from another date in the text", "Counted from a date that the text gives elsewhere."),
        "none": Word("as written", "Given whole in the text; counted from nothing."),
    },
    "speaker.kind": {
        "person": Word("person", "A person, by name or description."),
        "organisation": Word("organisation", "A body that speaks: a ministry, a company, an agency."),
        "document": Word("document", "A text that speaks: a report, a statement, a law."),
        "group": Word("group", "Several, spoken of as one: “residents”, “officials”."),
        "unnamed": Word("unnamed", "Somebody the article does not name."),
    },
    "credit.kind": {
        "dateline": Word("dateline", "Place, day and agency at the head of the text."),
        "byline": Word("byline", "Who is given as having written it."),
        "wire": Word("wire credit", "An agency is named for the article or a part of it."),
        "self": Word("own report", "The outlet names itself as the one who reports."),
        "interview": Word("interview", "An interview, with the outlet that held it."),
        "reporting_by": Word("reporting by", "Who reported or edited, at the foot of the text."),
        "copyright": Word("copyright", "A line of rights that names an owner."),
        "source_link": Word("source link", "A line that names where the text was taken from."),
    },
}
"""List (as in ``record.ENUMERATIONS``) → word → label and meaning, for the lists that people see."""

FLAGS: dict[str, Word] = {
    "inferred": Word(
        "inferred", "Attributed without a cue of its own, as the continuation of reported speech."
    ),
    "unresolved": Word("unresolved", "Who speaks could not be settled from the text."),
    "topic_only": Word("topic only", "A cue and a topic, but not what was said about it."),
    "protected": Word("protected name", "A name that those who must mask it can mask."),
}
"""Flags of a statement, in the order shown, with their meaning."""


def word(enumeration: str, value: str) -> Word:
    """The label and meaning of one word of a closed list; raises ``InputError`` for a word not in it."""
    try:
        return GLOSSARY[enumeration][value]
    except KeyError:
        raise InputError.expected(enumeration, "a word of the glossary", value) from None


def stance_word(statement: Statement) -> Word | None:
    """The stance as wording, or ``None`` for plain saying, which needs no label."""
    return None if statement.stance == "asserts" else word("statement.stance", statement.stance)


def kind_word(statement: Statement) -> Word | None:
    """What kind of utterance, or ``None`` for a plain statement."""
    return None if statement.kind == "statement" else word("statement.kind", statement.kind)


def flags(statement: Statement, speaker: Speaker | None) -> tuple[Word, ...]:
    """The doubts that must be seen beside a statement, in a fixed order."""
    raised = {
        "inferred": statement.inferred or statement.resolution == "inferred",
        "unresolved": statement.resolution == "unresolved",
        "topic_only": statement.topic_only,
        "protected": speaker is not None and speaker.protected,
    }
    return tuple(FLAGS[name] for name, up in raised.items() if up)


def day(when: str) -> str:
    """The day of an ISO date or date-time; what has another form is shown whole, as it was noted."""
    return when[:10] if re.match(r"\d{4}-\d\d-\d\d(?:$|[T ])", when, re.ASCII) else when


def counted(n: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: ``counted(1, "article")`` is ``1 article``, ``counted(1200, "story", "stories")`` is ``1,200 stories``."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"
