"""The words of speakers' names in a casefile, counted under their keys, so that one spelling finds the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportedly.casefile.name_keys import key, words_of
from reportedly.casefile.store import Store

_ADD = """INSERT INTO name_word (key, word, n) VALUES (?, ?, ?)
    ON CONFLICT (key, word) DO UPDATE SET n = n + excluded.n"""
_OF_ARTICLE = "SELECT name FROM speaker WHERE article = ?"


def count(store: Store, names: Iterable[str], by: int = 1) -> None:
    """Add the words of speakers' names, or with ``by=-1`` take them away, inside the open transaction."""
    words = Counter(word for name in names for word in set(words_of(name)))
    if words:
        store.many(_ADD, [(key(word), word, n * by) for word, n in words.items()])
    if words and by < 0:
        store.many(
            "DELETE FROM name_word WHERE key = ? AND word = ? AND n <= 0", [(key(w), w) for w in words]
        )


def forget_article(store: Store, number: int) -> None:
    """Take away the words of an article's speakers, before their rows go."""
    count(store, [name for (name,) in store.rows(_OF_ARTICLE, (number,))], by=-1)


def count_all(store: Store) -> None:
    """Count anew from all speakers, inside the open transaction."""
    store.run("DELETE FROM name_word")
    count(store, (name for (name,) in store.rows("SELECT name FROM speaker")))


def spellings(store: Store, word: str) -> tuple[str, ...]:
    """Other words of names in the case that have this word's key."""
    rows = store.rows("SELECT word FROM name_word WHERE key = ? ORDER BY word", (key(word),))
    return tuple(found for (found,) in rows if found != word.casefold())
