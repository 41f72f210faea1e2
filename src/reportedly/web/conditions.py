"""A search as conditions that can be taken away one by one, and written again as a query of the casefile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.casefile.querying import CHOICE_FIELDS, NAME_FIELDS, WORD_FIELDS, Days, Term, parse
from reportedly.errors import QueryError

LABELS = {
    "": "words",
    "who": "who",
    "said": "said",
    "about": "about",
    "outlet": "outlet",
    "origin": "goes back to",
    "kind": "kind",
    "stance": "stance",
    "voice": "voice",
    "form": "form",
    "date": "published",
}
"""Field of a query → what a chip calls it; '' are words without a field."""

BOXES = ("who", "said", "about", "outlet", "origin", "kind", "stance", "voice", "form")
"""Boxes of the form that each write one field; ``words``, ``from`` and ``to`` are the others."""

_BARE = re.compile(r"\w+")
_QUOTES = re.compile('["“”„‟«»]')
_PLACE = re.compile(r"character (\d+)")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked for: a field ('' for none) with its value as it stands in a query."""

    field: str
    value: str

    @property
    def written(self) -> str:
        """The condition as a part of a query."""
        return f"{self.field}:{self.value}" if self.field else self.value

    @property
    def label(self) -> str:
        """What a chip calls the field."""
        return LABELS[self.field]


def conditions(query: str) -> tuple[Condition, ...]:
    """What a query asks for, in the order of fields. Raises ``QueryError``."""
    asked = parse(query)
    named = (("outlet", asked.outlets), ("origin", asked.origins))
    return (
        *(Condition(field, _term(t)) for field in WORD_FIELDS for t in getattr(asked, field)),
        *(Condition("", _term(t)) for t in asked.anywhere),
        *(Condition(field, quoted(name)) for field, names in named for name in names),
        *(Condition(field, value) for field, value in asked.choices),
        *(Condition("date", _days(days)) for days in asked.days),
    )


def written(parts: Iterable[Condition]) -> str:
    """The query that asks for all of these, each once."""
    return " ".join(dict.fromkeys(part.written for part in parts))


def without(parts: tuple[Condition, ...], taken: Condition) -> str:
    """The query that is left when one condition is taken away."""
    return written(part for part in parts if part != taken)


def with_value(parts: tuple[Condition, ...], field: str, name: str) -> str | None:
    """The query narrowed to a value of a facet; ``None`` where no query can ask for that value."""
    value = max((quoted(p.strip()) for p in _QUOTES.split(name)), key=len) if name else ""
    query = written((*parts, Condition(field, value)))
    try:
        parse(query)
    except QueryError:
        return None
    return query


def of_boxes(boxes: Mapping[str, str]) -> str:
    """The query that a filled form writes. Raises ``QueryError`` naming the box that cannot be understood."""
    filled = {name: boxes.get(name, "").strip() for name in (*BOXES, "words", "from", "to")}
    parts = [part for name in (*BOXES, "words") for part in _box(name, filled[name])]
    return written((*parts, *_between(filled["from"], filled["to"])))


def _box(name: str, typed: str) -> Iterator[Condition]:
    if not typed:
        return
    if name in CHOICE_FIELDS:
        yield Condition(name, typed)
        return
    if name in NAME_FIELDS:
        yield Condition(name, quoted(_QUOTES.sub(" ", typed).strip()))
        return
    try:
        found = conditions(typed)
    except QueryError as error:
        raise QueryError(f"in the box “{LABELS.get(name, name)}”: {error}") from error
    for part in found:
        yield Condition(name, part.value) if not part.field and name != "words" else part


def _between(first: str, last: str) -> Iterator[Condition]:
    if first or last:
        yield Condition("date", first if first == last else f"{first}..{last}")


def quoted(text: str) -> str:
    """A value as a query takes it: in quotation marks unless it is one plain word."""
    return text if _BARE.fullmatch(text) else f'"{text}"'


def _term(term: Term) -> str:
    return f"{term.text}*" if term.prefix else quoted(term.text)


def _days(days: Days) -> str:
    first, last = days.first or "", (days.last or "").rstrip("\uffff")
    return first if first == last else f"{first}..{last}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a search cannot be understood, with the query cut at the place: what stands before, and from there on."""

    reason: str
    before: str
    after: str


def refusal(query: str, error: QueryError) -> Refusal:
    """An error's words and the place it names; without a place ``after`` is empty."""
    found = _PLACE.search(str(error))
    at = min(int(found[1]) - 1, len(query)) if found else len(query)
    return Refusal(str(error), query[:at], query[at:])
