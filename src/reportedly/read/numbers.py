"""Numbers in words and digits, as news English writes them."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}

SMALL: dict[str, int] = {word: n for n, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
"""Number words below a hundred → their value."""

SCALES: dict[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
"""Words that multiply what stands before them."""

CARDINALS = SMALL | SCALES
"""Every word that a number may be spelled with."""


def _ordinals() -> dict[str, int]:
    regular = {word + "th": n for word, n in SMALL.items() if word not in _TENS}
    tens = {word[:-1] + "ieth": n for word, n in SMALL.items() if word in _TENS}
    plain = {w: n for w, n in (regular | tens).items() if n not in _IRREGULAR.values()} | _IRREGULAR
    joined = {f"{ten}-{one}": SMALL[ten] + n for ten in _TENS for one, n in plain.items() if 0 < n < 10}
    return plain | joined


ORDINALS: dict[str, int] = _ordinals()
"""Ordinal words up to the ninety-ninth → their value."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def in_digits(word: str) -> float | None:
    """The value of a number in digits with thousands apart by commas ("1,200.5"), or ``None`` for another shape."""
    return float(word.replace(",", "")) if _DIGITS.fullmatch(word) else None


def in_words(words: list[str]) -> float | None:
    """The value of a number in words, or in digits and words ("1.2 billion", "two hundred and five"); ``None`` where it is none."""
    total, part = 0.0, 0.0
    known = [w for w in words if w not in ("and", "-", "a", "an")]
    if not known:
        return 1.0 if words and words[0] in ("a", "an") else None
    for word in known:
        if word in SCALES:
            part = (part or 1.0) * SCALES[word]
            if word not in ("hundred", "dozen"):
                total, part = total + part, 0.0
        else:
            value = float(SMALL[word]) if word in SMALL else in_digits(word)
            if value is None:
                return None
            part += value
    return total + part
