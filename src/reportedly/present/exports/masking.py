"""Protected names hidden before anything is written: characters of a name become blocks, one for one.

One block for each code point, so that every span still points at the same place. Hidden are the names of speakers
marked as protected in any reading of the casefile, in every article, wherever they stand: texts, titles, metadata,
words of statements. A name of several words is hidden whole and word by word. An address that has a word of
a name in it is hidden behind its host. Ids are not touched: links between records hang on them.

It cannot hide what identifies somebody without the name: a title, a place, a misspelling, a file name used as an id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from reportedly.present.tables import Entry
from reportedly.record import Reading, Span, Story

T = TypeVar("T")

BLOCK = "\u2588"

_IDS = frozenset(
    "id a b entity mentions speaker parent statement article articles vouched_by participants denies responds accused "
    "text_sha256 sha256 stamp".split()
)
"""Fields that hold ids and hashes."""

_ARTICLE_WORDS = frozenset({"the", "a", "an"})
_APOSTROPHES = "'’ʼ‘`"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphens, zero-width characters and direction marks: they stand inside words of damaged texts (text/mending.py)."""

_SHORTEST = 2
"""Letters of a word that is hidden by itself; an initial alone names nobody and would hide half a text."""


def protected_names(readings: Iterable[Reading]) -> frozenset[str]:
    """Names of protected speakers, and of the entities they are."""
    found: set[str] = set()
    for reading in readings:
        entities = {entity.id: entity.name for entity in reading.entities}
        for speaker in reading.speakers:
            if speaker.protected:
                found |= {speaker.name, entities.get(speaker.entity or "", speaker.name)}
    return frozenset(name for name in found if name.strip())


class Mask:
    """Hides the given names; with none it hands everything back as it is."""

    def __init__(self, names: Iterable[str]) -> None:
        hidden = {variant for name in names for part in _parts(name) for variant in (part, part.upper())}
        self._pattern = _pattern(hidden)
        words = (re.sub(r"\W", "", word).casefold() for part in hidden for word in part.split())
        self._words = sorted({word for word in words if len(word) > _SHORTEST})

    def text(self, text: str) -> str:
        """The text with a block for each character of a name."""
        if self._pattern is None:
            return text
        if text.startswith(("http://", "https://")):
            return self._address(text)
        return self._pattern.sub(lambda found: BLOCK * len(found[0]), text)

    def entry(self, entry: Entry) -> Entry:
        """The article and its reading with the names hidden in every field that holds words."""
        if self._pattern is None:
            return entry
        return replace(
            entry,
            article=self._walked(entry.article),
            reading=self._walked(entry.reading),
            ties=self._walked(entry.ties),
        )

    def story(self, story: Story) -> Story:
        """A story with the names hidden in what its origins are called."""
        return story if self._pattern is None else self._walked(story)

    def _address(self, url: str) -> str:
        if not any(word in url.casefold() for word in self._words):
            return url
        return "/".join([*url.split("/")[:3], BLOCK])

    def _walked(self, value: T, name: str = "") -> T:
        found: Any = value
        if isinstance(value, str):
            found = value if name in _IDS else self.text(value)
        elif isinstance(value, tuple) and not isinstance(value, Span):
            found = tuple(self._walked(item, name) for item in value)
        elif isinstance(value, list):
            found = [self._walked(item, name) for item in value]
        elif isinstance(value, dict):
            found = {self.text(key): self._walked(item, str(key)) for key, item in value.items()}
        elif is_dataclass(value) and not isinstance(value, type):
            found = self._record(value)
        return found  # type: ignore[no-any-return]

    def _record(self, record: Any) -> Any:
        # A metadatum's kind stands in its field `name`; it is no name of anybody.
        kept = {"name", "rule", "where"} if hasattr(record, "rule") and hasattr(record, "where") else set()
        return replace(
            record,
            **{
                f.name: self._walked(getattr(record, f.name), f.name)
                for f in fields(record)
                if f.name not in kept
            },
        )


def _parts(name: str) -> list[str]:
    """The whole, and its words with a capital where it is a name; of a description only the whole."""
    words = name.split()
    if (
        not words
        or words[0].casefold() in _ARTICLE_WORDS
        or not (words[0][0].isupper() and words[-1][0].isupper())
    ):
        return [" ".join(words)]
    alone = [word.strip(".,") for word in words if word[0].isupper()]
    return [" ".join(words), *(word for word in alone if len(word) >= _SHORTEST)]


def _written(word: str) -> str:
    """A pattern for a word as damaged texts have it: unseen characters inside, either form of accents and apostrophes."""
    letters = (
        "(?:[" + _APOSTROPHES + "])" if c in _APOSTROPHES else _either(c)
        for c in unicodedata.normalize("NFC", word)
    )
    return f"[{_UNSEEN}]*".join(letters)


def _either(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    return re.escape(character) if apart == character else f"(?:{re.escape(character)}|{re.escape(apart)})"


def _pattern(parts: set[str]) -> re.Pattern[str] | None:
    """Longest first, whole words only, with any blanks between the words of a name."""
    if not parts:
        return None
    longest = sorted(parts, key=lambda part: (-len(part), part))
    each = (r"\s+".join(map(_written, part.split())) for part in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")
