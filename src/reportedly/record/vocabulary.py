"""Every closed list of words in the record: the one place, from which code, schema and docs take them.

The lists are those of INTERFACE. ``accuses``, ``alleges``, ``denies`` describe wording; nothing here says
whether a thing happened.
"""

from typing import Literal, get_args

Part = Literal["text", "title"]
Form = Literal["direct", "indirect", "mixed"]
StatementKind = Literal["statement", "belief", "intention", "question", "no_comment", "naming"]
Stance = Literal["asserts", "denies", "accuses", "alleges", "promises", "asks", "recalls", "confirms"]
Voice = Literal["attributed", "outlet"]
Resolution = Literal["named", "resolved", "inferred", "unresolved", "none"]
RelayBasis = Literal["explicit", "inherited", "inferred"]
CreditKind = Literal[
    "dateline", "byline", "wire", "self", "interview", "reporting_by", "copyright", "source_link"
]
EntityKind = Literal["person", "organisation", "place", "other"]
MentionForm = Literal["name", "description", "pronoun"]
SpeakerKind = Literal["person", "organisation", "document", "group", "unnamed"]
Anchor = Literal["published", "dateline", "speech", "text", "none"]
Stage = Literal["acquire", "read", "compare", "casefile", "present"]
TieKind = Literal["copy", "partial", "wire_version", "aggregation", "shared_quotation", "same_page", "none"]
Direction = Literal["a_to_b", "b_to_a", "common_origin", "unknown"]
RelationKind = Literal["same_claim", "denies", "responds", "differs_in_figure", "related"]
AlterationKind = Literal[
    "attribution_lost",
    "attribution_changed",
    "cue_strengthened",
    "cue_weakened",
    "quote_shortened",
    "quote_changed",
    "figure_changed",
    "insertion",
]
Verdict = Literal["right", "wrong", "unsure", "edited"]

ENUMERATIONS: dict[str, tuple[str, ...]] = {
    "alteration.kind": get_args(AlterationKind),
    "anchor": get_args(Anchor),
    "credit.kind": get_args(CreditKind),
    "direction": get_args(Direction),
    "entity.kind": get_args(EntityKind),
    "mention.form": get_args(MentionForm),
    "part": get_args(Part),
    "relation.kind": get_args(RelationKind),
    "relay.basis": get_args(RelayBasis),
    "review.verdict": get_args(Verdict),
    "speaker.kind": get_args(SpeakerKind),
    "stage": get_args(Stage),
    "statement.form": get_args(Form),
    "statement.kind": get_args(StatementKind),
    "statement.resolution": get_args(Resolution),
    "statement.stance": get_args(Stance),
    "statement.voice": get_args(Voice),
    "tie.kind": get_args(TieKind),
}
"""Name of each list → its words, in the order of INTERFACE."""
