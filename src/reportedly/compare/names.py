"""Names of outlets and agencies: when two spellings are one name, and whether a text says it has words from another."""

from __future__ import annotations

import functools
import re

from reportedly.text import tokenize
from reportedly.text.lexicon import table

_ADDED = re.compile(r"\s+[-–—|]\s+.*$|\s*\(.*?\)|^www\.|\.(?:com|org|net)\b")
_COMMON = frozenset("the news agency agence online press".split())
"""Words that outlets' names carry or leave out ("Tosven News", "Tosven"); no name is made of them alone."""

_BEFORE = r"(?:told|with|to|by|in|from|via|per|and|of|reports?|reported|according to)\s+(?:[Tt]he\s+)?"
_AFTER = r"(?:['’]s?)?[\s,]+(?:\w+\s+){0,2}?(?:report(?:s|ed|ing)?|said|says|wrote|writes|contributed|published|found)\b"


@functools.lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, case-folded: "The Tosven News (Online)" → ``("tosven",)``.

    An agency's names all give those of the one it is listed under.
    """
    return _telling(_listed().get(_telling(name), (name,))[0])


@functools.lru_cache(maxsize=1 << 16)
def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one: equal words, or the initials of the other ("Kelmar Press Union", "KPU")."""
    if not one or not other:
        return False
    words, others = name_words(one), name_words(other)
    return bool(words) and (words == others or _initials(one) == others or _initials(other) == words)


@functools.lru_cache(maxsize=4096)
def is_agency(name: str | None) -> bool:
    """Whether a name is among the agencies' public names that the program knows."""
    return bool(name) and _telling(name or "") in _listed()


@functools.lru_cache(maxsize=1 << 16)
def names_as_source(text: str, name: str | None) -> bool:
    """Whether a text names an outlet where one says whose words follow: "told Tosven", "Tosven reported".

    Case counts, since many outlets are called by common words.
    """
    return bool(name and name_words(name) and _frames(name).search(text))


@functools.lru_cache(maxsize=1024)
def _frames(name: str) -> re.Pattern[str]:
    forms = {name, *_listed().get(_telling(name), ())}
    shown = sorted({re.sub(r"^The\s+", "", _ADDED.sub("", form).strip()) for form in forms} - {""})
    spaced = (r"\s+".join(map(re.escape, form.split())) for form in shown)
    called = rf"\b(?:{'|'.join(spaced)})\b"
    return re.compile(rf"\b{_BEFORE}{called}|{called}{_AFTER}")


@functools.cache
def _listed() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Telling words of each listed name of an agency → all its names, the one it is listed under first."""
    rows = [(name, *(form for form in forms.split(",") if form)) for name, forms in table("agencies.tsv")]
    return {_telling(form): row for row in rows for form in row}


def _telling(name: str) -> tuple[str, ...]:
    words = tuple(token.norm for token in tokenize(_ADDED.sub("", name)))
    return tuple(word for word in words if word not in _COMMON) or words


def _initials(name: str) -> tuple[str, ...]:
    words = [token.norm for token in tokenize(_ADDED.sub("", name)) if token.norm != "the"]
    return ("".join(word[0] for word in words),) if len(words) > 1 else ()
