"""The nouns: frozen, slotted values with no input, output or dependency.

Every stage takes and gives these; no stage knows another. Spans are half-open ranges of Unicode code points of
the source text as it came.
"""

from reportedly.record.article import METADATA, Article, Capture, Credit, Evidence, Noted
from reportedly.record.comparison import (
    Alteration,
    AlteredPlace,
    Claim,
    Comparison,
    Origin,
    Passage,
    Relation,
    StatementPlace,
    Story,
    Tie,
)
from reportedly.record.identity import content_id, text_sha256
from reportedly.record.reading import Event, Figure, Gap, Problem, Reading, Stamp, When
from reportedly.record.review import Review, ReviewedPlace, Withdrawal
from reportedly.record.span import Span, hull
from reportedly.record.statement import About, Entity, Mention, Relay, Speaker, Statement, statement_id
from reportedly.record.vocabulary import ENUMERATIONS

__all__ = [
    "ENUMERATIONS",
    "METADATA",
    "About",
    "Alteration",
    "AlteredPlace",
    "Article",
    "Capture",
    "Claim",
    "Comparison",
    "Credit",
    "Entity",
    "Event",
    "Evidence",
    "Figure",
    "Gap",
    "Mention",
    "Noted",
    "Origin",
    "Passage",
    "Problem",
    "Reading",
    "Relation",
    "Relay",
    "Review",
    "ReviewedPlace",
    "Span",
    "Speaker",
    "Stamp",
    "Statement",
    "StatementPlace",
    "Story",
    "Tie",
    "When",
    "Withdrawal",
    "content_id",
    "hull",
    "statement_id",
    "text_sha256",
]
