"""A case at a glance, on the terminal: after ``run``, after ``demo``, and on top of the list of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.present.layout import paint, wrapped
from reportedly.present.words import counted, word


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

_LOOK: tuple[tuple[str, str, str], ...] = (
    ("unresolved", "unresolved speaker", "unresolved speakers"),
    ("inferred", "inferred attribution", "inferred attributions"),
    ("open_questions", "open question", "open questions"),
    ("problems", "problem", "problems"),
    ("unread", "article not read yet", "articles not read yet"),
)
"""Key in a summary → what a person should look at, for one and for more."""


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


def summary_lines(summary: Mapping[str, Any], *, color: bool = False, width: int = 80) -> Iterator[str]:
    """The whole case in some lines, figures right-aligned; ``summary`` has the names of the casefile's::

     21 articles by 8 outlets
      9 of them share text, in 3 stories, and go back to 5 separate origins found
    276 attributed statements; 37 speakers
    """
    rows = [*_coverage(summary), *_said(summary), _to_look_at(summary)]
    margin = max(len(f"{figure:,}") for figure, _ in rows if figure is not None)
    for figure, text in rows:
        lead = f"{figure:>{margin},}" if figure is not None else " " * margin
        first, *rest = wrapped(text, width, f"{lead} ", " " * (margin + 3))
        yield paint(lead, "bold", color and figure is not None) + first[margin:]
        yield from rest


_Row = tuple[int | None, str]
"""A figure with what it counts, or no figure and a line that belongs to the one before."""


def _coverage(summary: Mapping[str, Any]) -> Iterator[_Row]:
    articles, joined, stories = (summary[key] for key in ("articles", "in_stories", "stories"))
    outlets = f"by {counted(summary['outlets'], 'outlet')}" if summary["outlets"] else "by no known outlet"
    yield articles, f"{'article' if articles == 1 else 'articles'} {outlets if articles else ''}"
    if not summary["compared"]:
        yield None, "not compared since the last change; reportedly run does it"
    if stories:
        where, origins = counted(stories, "story", "stories"), summary["separate_origins"]
        found = f"{counted(origins, 'separate origin')} found"
        yield joined, f"of them share text, in {where}, and go back to {found}"
    if 0 < joined < articles:
        yield articles - joined, "in no story"


def _said(summary: Mapping[str, Any]) -> Iterator[_Row]:
    attributed, own = summary["attributed"], summary["outlet_voice"]
    speakers = counted(summary["speakers"], "speaker")
    yield attributed, f"attributed {'statement' if attributed == 1 else 'statements'}; {speakers}"
    for name, key in (("form", "forms"), ("stance", "stances")):
        if summary[key]:
            yield None, f"{name}: {_split(f'statement.{name}', summary[key])}"
    yield own, f"{'statement' if own == 1 else 'statements'} in the outlets' own voice"


def _split(enumeration: str, counts: Mapping[str, int]) -> str:
    return "; ".join(f"{word(enumeration, key).label} {count:,}" for key, count in counts.items())


def _to_look_at(summary: Mapping[str, Any]) -> _Row:
    found = [(summary[key], counted(summary[key], one, many)) for key, one, many in _LOOK if summary[key]]
    told = f": {'; '.join(text for _, text in found)}" if found else ""
    return sum(count for count, _ in found), f"to look at{told}"
