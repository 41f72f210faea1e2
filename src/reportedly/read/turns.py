"""Interviews as questions and answers: turns behind a label, a dash or in bold (CASES 22)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.models import Attribution
from reportedly.read.frames import LABELS, RULES_VERSION
from reportedly.record import Span
from reportedly.text import paragraphs

FEWEST = 2
"""Paragraphs behind a label, or three behind dashes, from which an article holds an interview."""
TURN_SCORE, INFERRED_SCORE = 0.9, 0.6
"""Order of trust, set by hand: a label names its speaker, a turn without one goes to whom the order of turns points to."""

_LABEL = re.compile(
    r"[“\"]?(?P<label>(?:Q|A|[A-ZÀ-Þ][\w’'-]+)(?:\.? (?:de|al|von|bin|[A-ZÀ-Þ][\w.’'-]*)){0,4})(?:, [^:“\"]{1,40})?:\s+(?=\S)"
)
_DASH = re.compile(r"[–—―-]\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(?P<words>.+?\?)\*\*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of an interview: what is said, and the label it stands behind, if any."""

    words: Span
    label: Span | None
    dash: bool = False


def turns(text: str) -> list[Attribution]:
    """The turns of an interview in text order; nothing where the article holds none.

    Behind a label the label is the source. Behind a dash the other of the last two speakers goes on, a paragraph between two
    turns goes on with the speaker of the one before: both flagged as inferred. A question in bold has no source.
    """
    found = list(_read(text))
    if not _is_conversation(text, found) and sum(t.dash for t in found) <= FEWEST:
        return list(_bold(text))
    return list(_attributed(text, found))


def _is_conversation(text: str, found: Sequence[Turn]) -> bool:
    """Whether labels name speakers: one comes twice, or one asks. Headings before a colon do neither ("Ports: Two are open")."""
    labels = [t.label.of(text) for t in found if t.label]
    asked = any(t.label and _asks(text, t.words) for t in found)
    return len(labels) >= FEWEST and (asked or len(set(labels)) < len(labels))


def _read(text: str) -> Iterator[Turn]:
    for paragraph in paragraphs(text):
        label = _LABEL.match(text, *paragraph)
        dash = _DASH.match(text, *paragraph)
        if label and label["label"].split()[0].casefold() not in LABELS:
            yield Turn(Span(label.end(), paragraph.end), Span(*label.span("label")))
        elif dash:
            yield Turn(Span(dash.end(), paragraph.end), None, dash=True)
        else:
            yield Turn(paragraph, None)


def _attributed(text: str, found: Sequence[Turn]) -> Iterator[Attribution]:
    places = [n for n, t in enumerate(found) if t.label or t.dash]
    speakers: list[Span] = []  # who spoke last, and who before that one
    for turn in found[places[0] : places[-1] + 1]:
        if turn.label:
            new = turn.label.of(text) not in {s.of(text) for s in speakers[:1]}
            speakers = [turn.label, *speakers][:2] if new else speakers
            said = Attribution((turn.words,), (), (turn.label,), f"{RULES_VERSION}:turn", TURN_SCORE)
            yield _asked(said, text)
        elif turn.dash or speakers:
            speakers = speakers[::-1] if turn.dash and len(speakers) > 1 else speakers
            yield _asked(_inferred(turn.words, speakers[:1]), text)


def _bold(text: str) -> Iterator[Attribution]:
    for paragraph in paragraphs(text):
        if question := _BOLD.match(text, *paragraph):
            yield _asked(_inferred(Span(*question.span("words")), []), text)


def _asked(turn: Attribution, text: str) -> Attribution:
    """A turn that ends in a question mark is a question."""
    return replace(turn, kind="question", stance="asks") if _asks(text, turn.content[0]) else turn


def _asks(text: str, words: Span) -> bool:
    return text[: words.end].rstrip('”"’* ').endswith("?")


def _inferred(words: Span, source: Sequence[Span]) -> Attribution:
    rule = f"{RULES_VERSION}:turn"
    return Attribution((words,), (), tuple(source), rule, INFERRED_SCORE, inferred=True)
