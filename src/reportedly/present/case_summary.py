"""A case at a glance, on the terminal: after ``run``, after ``demo``, and on top of the list of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.present.layout import paint


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a case, with its noun (already in the right form) and what it counts."""

    value: int
    noun: str
    meaning: str


_NOUNS: tuple[tuple[str, str, str, str], ...] = (
    ("articles", "article", "articles", "Texts in this case; copies are counted one by one."),
    (
        "attributed",
        "attributed statement",
        "attributed statements",
        "Statements for which a source is given.",
    ),
    (
        "outlet_voice",
        "own-voice statement",
        "own-voice statements",
        "Said by an article itself, with no source given.",
    ),
    ("speakers", "speaker", "speakers", "Names and descriptions given as speaking."),
    ("stories", "story", "stories", "Groups of articles joined by copied passages."),
    (
        "separate_origins",
        "separate origin found",
        "separate origins found",
        "Summed over the stories. No copying, shared credit or shared release was detected between them: "
        "an upper bound.",
    ),
    (
        "unread",
        "article not read yet",
        "articles not read yet",
        "Stored, without a reading; reportedly run reads them.",
    ),
    ("problems", "problem", "problems", "Items that could not be dealt with; each is listed."),
)
"""Key in a summary → noun for one, noun for more, what is counted; in the order people read them."""

_ONLY_IF_ANY = ("unread",)


def numbers(summary: Mapping[str, Any]) -> tuple[Number, ...]:
    """The numbers that ``summary`` has, in the order people read them; other keys are left out.

    ``summary`` maps names to numbers, as the casefile's summary does; a zero is shown, but for what is only
    worth a line where there is any.
    """
    return tuple(
        Number(summary[key], one if summary[key] == 1 else many, meaning)
        for key, one, many, meaning in _NOUNS
        if key in summary and (summary[key] or key not in _ONLY_IF_ANY)
    )


def summary_lines(summary: Mapping[str, Any], *, color: bool = False) -> Iterator[str]:
    """One line per number, figures right-aligned::

    1,279 articles
        7 stories
    """
    found = numbers(summary)
    width = max((len(f"{n.value:,}") for n in found), default=0)
    for number in found:
        yield f"{paint(f'{number.value:>{width},}', 'bold', color)} {number.noun}"
