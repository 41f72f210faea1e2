"""What a person types into the search box, understood or refused with a reason and its place; no SQL here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.errors import QueryError
from reportedly.record import ENUMERATIONS

MOST_CHARACTERS = 1000
"""Longest query: above it somebody pasted a text, and the full-text engine's time grows with each word."""

MOST_TERMS = 64
"""Most words, phrases and fields: a quarter of the depth at which SQLite's expression parser stops (256)."""

WORD_FIELDS = ("who", "said", "about")
"""Fields looked up as words: the speaker or source, the content, the content or the article's title."""

NAME_FIELDS = ("outlet", "origin")
"""Fields that hold a part of a name: the outlet's, or that of the agency an article goes back to."""

CHOICE_FIELDS = {name: ENUMERATIONS[f"statement.{name}"] for name in ("kind", "stance", "voice", "form")}
"""Fields that hold one word of a closed list."""

FIELDS = (*WORD_FIELDS, *NAME_FIELDS, *CHOICE_FIELDS, "date")
"""All fields of a query."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))  # people paste quotation marks of every kind
_TERM = re.compile(r'\s*(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_LONE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_AFTER_ALL = "\uffff"
"""Sorts after every character that can follow a date's prefix: ``2031-03`` ends with the last moment of March."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, in that order; ``prefix``: the last may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Dates of publication from ``first`` to ``last``, both in it, as text that compares; ``None``: no bound."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """Everything asked for; all of it has to hold. ``anywhere`` are the words without a field."""

    anywhere: tuple[Term, ...]
    who: tuple[Term, ...]
    said: tuple[Term, ...]
    about: tuple[Term, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    days: tuple[Days, ...]

    @property
    def statements_only(self) -> bool:
        """Whether a field asks for what only statements have, or no words are there to look for in a text."""
        return bool(self.who or self.said or self.about or self.choices) or not self.anywhere


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a query: its field ('' for none), its value, whether in quotation marks, where it begins."""

    field: str
    value: str
    quoted: bool
    place: int


def parse(text: str) -> Query:
    """The query in a text. Raises ``QueryError`` naming the place that cannot be understood and what was expected."""
    if len(text) > MOST_CHARACTERS:
        raise QueryError(f"query: expected at most {MOST_CHARACTERS} characters, got {len(text)}")
    if lone := _LONE.search(text):
        raise _refused(lone.start(), "expected characters that a text can hold, got a lone surrogate")
    found = tuple(_parts(text))
    if not found:
        raise QueryError('query: expected words, a "phrase", or a field such as who:ministry; got nothing')
    if len(found) > MOST_TERMS:
        raise QueryError(f"query: expected at most {MOST_TERMS} words and fields, got {len(found)}")
    words = {name: tuple(_term(p) for p in found if p.field == name) for name in ("", *WORD_FIELDS)}
    return Query(
        words[""],
        words["who"],
        words["said"],
        words["about"],
        tuple(_filled(p) for p in found if p.field == "outlet"),
        tuple(_filled(p) for p in found if p.field == "origin"),
        tuple((p.field, _choice(p)) for p in found if p.field in CHOICE_FIELDS),
        tuple(_days(p) for p in found if p.field == "date"),
    )


def _refused(place: int, told: str) -> QueryError:
    return QueryError(f"query, character {place + 1}: {told}")


def _parts(text: str) -> Iterator[_Part]:
    plain, at = text.translate(_QUOTES).rstrip(), 0
    while at < len(plain):
        match = _TERM.match(plain, at)
        if match is None:
            begin = at + len(plain[at:]) - len(plain[at:].lstrip())
            raise _refused(begin, f"expected a quotation mark that closes {plain[begin:]!r}")
        word, phrase = match["word"] or "", match["phrase"]
        place = match.end() - len(match[0].lstrip())
        _check_followed(word, place)
        yield _Part(
            _field(match["field"], place), word if phrase is None else phrase, phrase is not None, place
        )
        at = match.end()


def _check_followed(word: str, place: int) -> None:
    if word.endswith(":") and word[:-1].lower() in FIELDS:
        raise _refused(place, f"expected a value right after {word}, without a space; got none")


def _field(name: str | None, place: int) -> str:
    field = (name or "").lower()
    if field and field not in FIELDS:
        listed = ", ".join(f"{f}:" for f in FIELDS)
        raise _refused(
            place,
            f'expected a field among {listed} got "{name}:"; put it in quotation marks to look for it as words',
        )
    return field


def _term(part: _Part) -> Term:
    prefix = part.value.endswith("*") and not part.quoted
    words = part.value.removesuffix("*") if prefix else part.value
    # FTS5's tokenizer makes words of letters and numbers; a term without any can match nothing.
    if not any(unicodedata.category(c)[0] in "LN" for c in words):
        raise _refused(part.place, f"expected letters or digits to look for, got {part.value!r}")
    return Term(words.replace("\0", " "), prefix)


def _filled(part: _Part) -> str:
    if not part.value.strip():
        raise _refused(part.place, f"expected a value after {part.field}:, got none")
    return part.value


def _choice(part: _Part) -> str:
    words = CHOICE_FIELDS[part.field]
    if part.value.lower() not in words:
        raise _refused(
            part.place, f"expected after {part.field}: one of {', '.join(words)}; got {part.value!r}"
        )
    return part.value.lower()


def _days(part: _Part) -> Days:
    first, dots, last = part.value.strip().partition("..")
    if not dots:
        last = first
    if not (first or last) or not all(map(_is_day, filter(None, (first, last)))):
        raise _refused(
            part.place,
            f"expected after date: a year, month or day as in 2031, 2031-03, 2031-03-01, or two with .. between; "
            f"got {part.value!r}",
        )
    if first and last and first > last + _AFTER_ALL:
        raise _refused(part.place, f"expected after date: the earlier one first, got {part.value!r}")
    return Days(first or None, last + _AFTER_ALL if last else None)


def _is_day(text: str) -> bool:
    found = _DAY.fullmatch(text)
    try:
        return found is not None and bool(date(int(found[1]), int(found[2] or 1), int(found[3] or 1)))
    except ValueError:
        return False
