"""Dates, figures and events of a reading as the page shows them: a mark in the text, a card beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.present.marks import Layer, Mark
from reportedly.present.words import Word, word
from reportedly.record import Event, Figure, Reading, Span, When
from reportedly.record.vocabulary import Part

UNREAD = "no value could be given"
"""Shown for a date or figure of which only the place is known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A date, figure or event: its mark, what it says, and what that rests on.

    ``value`` is what was read, ``bounds`` how far it may reach, ``basis`` what it is counted from; ``detail`` are
    further words of the text with their names, ``vouched_by`` the statements that an event is reported in.
    """

    key: str
    layer: Layer
    span: Span
    part: Part
    value: str
    bounds: str = ""
    basis: Word | None = None
    detail: tuple[tuple[str, str], ...] = ()
    vouched_by: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        """Its place in the source."""
        return Mark(self.span, self.layer, self.key)


def facts(reading: Reading, text: str) -> tuple[Fact, ...]:
    """Every date, figure and event of a reading in text order, the title's first; ``text`` is the article's as it came."""
    found = [*_dates(reading), *_figures(reading), *_events(reading, text)]
    return tuple(sorted(found, key=lambda fact: (fact.part == "text", fact.span, fact.key)))


def _dates(reading: Reading) -> Iterator[Fact]:
    for n, when in enumerate(reading.dates, 1):
        yield Fact(
            f"date-{n}",
            "date",
            when.span,
            when.part,
            when.edtf or UNREAD,
            _days(when),
            word("anchor", when.anchor),
        )


def _days(when: When) -> str:
    if when.earliest and when.latest:
        alike = when.earliest == when.latest
        return f"on {when.earliest}" if alike else f"between {when.earliest} and {when.latest}"
    if when.earliest:
        return f"on or after {when.earliest}"
    return f"on or before {when.latest}" if when.latest else ""


def _figures(reading: Reading) -> Iterator[Fact]:
    for n, figure in enumerate(reading.figures, 1):
        value = UNREAD if figure.value is None else number(figure.value)
        about = "about " if figure.approximate else ""
        unit = f" {figure.unit}" if figure.unit else ""
        yield Fact(f"figure-{n}", "figure", figure.span, figure.part, f"{about}{value}{unit}", _reach(figure))


def _reach(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return "" if low == high else f"from {number(low)} to {number(high)}"
    if low is not None:
        return f"{number(low)} or more"
    return f"{number(high)} or fewer" if high is not None else ""


def number(value: float) -> str:
    """A number with its thousands set apart and no digits that were not given: ``4,000``, ``0.5``."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.12g}"


def _events(reading: Reading, text: str) -> Iterator[Fact]:
    names = {entity.id: entity.name for entity in reading.entities}
    for n, event in enumerate(reading.events, 1):
        yield Fact(
            f"event-{n}",
            "event",
            event.span,
            "text",
            event.kind,
            detail=_detail(event, text, names),
            vouched_by=event.vouched_by,
        )


def _detail(event: Event, text: str, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    who = ", ".join(names[id] for id in event.participants if id in names)
    where, when = (" ".join(span.of(text).split()) if span else "" for span in (event.place, event.date))
    return tuple((name, words) for name, words in (("place", where), ("date", when), ("named", who)) if words)
