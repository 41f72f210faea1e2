"""What a person types into the search box, understood or refused with a reason; no SQL here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reportedly.errors import QueryError
from reportedly.record import ENUMERATIONS

MOST_CHARACTERS = 1000
"""Longest query: above it somebody pasted a text, and the full-text engine's time grows with each word."""

MOST_TERMS = 64
"""Most words, phrases and fields: a quarter of the depth at which SQLite's expression parser stops (256)."""

WORD_FIELDS = ("who", "said")
"""Fields looked up as words: the speaker or source, the content."""

CHOICE_FIELDS = {name: ENUMERATIONS[f"statement.{name}"] for name in ("kind", "stance", "voice", "form")}
"""Fields that hold one word of a closed list."""

FIELDS = (*WORD_FIELDS, "outlet", *CHOICE_FIELDS)
"""All fields of a query."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))  # people paste quotation marks of every kind
_TERM = re.compile(r'\s*(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, in that order; ``prefix``: the last may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Everything asked for; all of it has to hold. ``anywhere`` are the words without a field."""

    anywhere: tuple[Term, ...]
    who: tuple[Term, ...]
    said: tuple[Term, ...]
    outlets: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def statements_only(self) -> bool:
        """Whether a field asks for what only statements have, or no words are there to look for in a text."""
        return bool(self.who or self.said or self.choices) or not self.anywhere


def parse(text: str) -> Query:
    """The query in a text. Raises ``QueryError`` naming the part that cannot be understood and what was expected."""
    if len(text) > MOST_CHARACTERS:
        raise QueryError(f"query: expected at most {MOST_CHARACTERS} characters, got {len(text)}")
    found = _terms(text)
    if not found:
        raise QueryError('query: expected words, a "phrase", or a field such as who:ministry; got nothing')
    if len(found) > MOST_TERMS:
        raise QueryError(f"query: expected at most {MOST_TERMS} words and fields, got {len(found)}")
    words = {
        name: tuple(_term(v, quoted) for f, v, quoted in found if f == name) for name in ("", *WORD_FIELDS)
    }
    return Query(
        words[""],
        words["who"],
        words["said"],
        tuple(_filled(f, value) for f, value, _ in found if f == "outlet"),
        tuple((f, _choice(f, value)) for f, value, _ in found if f in CHOICE_FIELDS),
    )


def _terms(text: str) -> list[tuple[str, str, bool]]:
    """Field ('' for none), value, and whether it stood in quotation marks."""
    rest, found = text.translate(_QUOTES).rstrip(), []
    while rest:
        match = _TERM.match(rest)
        if match is None:
            raise QueryError(f"query: expected a quotation mark that closes {rest.strip()!r}")
        rest = rest[match.end() :]
        phrase = match["phrase"]
        _check_followed(match["word"] or "")
        found.append(
            (_field(match["field"]), match["word"] if phrase is None else phrase, phrase is not None)
        )
    return found


def _check_followed(word: str) -> None:
    if word.endswith(":") and word[:-1].lower() in FIELDS:
        raise QueryError(f"query: expected a value right after {word}, without a space; got none")


def _field(name: str | None) -> str:
    field = (name or "").lower()
    if field and field not in FIELDS:
        listed = ", ".join(f"{f}:" for f in FIELDS)
        raise QueryError(
            f'query: expected a field among {listed} got "{name}:"; put it in quotation marks to look for it as words'
        )
    return field


def _term(value: str, quoted: bool) -> Term:
    prefix = value.endswith("*") and not quoted
    words = value.removesuffix("*") if prefix else value
    # FTS5's tokenizer makes words of letters and numbers; a term without any can match nothing.
    if not any(unicodedata.category(c)[0] in "LN" for c in words):
        raise QueryError(f"query: expected letters or digits to look for, got {value!r}")
    return Term(words.replace("\0", " "), prefix)


def _filled(field: str, value: str) -> str:
    if not value.strip():
        raise QueryError(f"query: expected a value after {field}:, got none")
    return value


def _choice(field: str, value: str) -> str:
    if value.lower() not in CHOICE_FIELDS[field]:
        raise QueryError(
            f"query: expected after {field}: one of {', '.join(CHOICE_FIELDS[field])}; got {value!r}"
        )
    return value.lower()
