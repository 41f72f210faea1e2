"""Keys under which spellings of one name meet, whatever the alphabet and the system of transliteration.

A key is no transliteration to show anybody: it throws away what systems disagree about (doubled letters, ``y`` or
``i``, ``kh`` or ``h`` or ``x``, ``sh`` or ``ş``), so that "Vasilyev", "Vasil'ev", "Vasiljev" and "Васильев" have one.
Alphabets: Latin with any diacritics, Cyrillic, Greek, Armenian, Georgian. Scripts without written vowels are left as
they are. Letters follow ISO 9 and BGN/PCGN as far as the two agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = {
    # Cyrillic: Russian, Ukrainian, and what Azerbaijani and Kazakh add
    **dict(zip("абвгдезиклмнопрстуфхцыэіґәөүғһқңҝў", "abvgdeziklmnoprstufhcieigaougxkngu", strict=True)),
    **{"ж": "zh", "ч": "č", "ш": "s", "щ": "s", "ъ": "", "ь": "", "ю": "iu", "я": "ia", "є": "ie", "ҹ": "j"},
    **{"ј": "i", "ђ": "dj", "ћ": "č", "љ": "li", "њ": "ni", "џ": "j"},
    # Greek
    **dict(zip("αβγδεζηικλμνοπρσςτυφχω", "avgdeziiklmnoprsstifho", strict=True)),
    **{"θ": "t", "ξ": "ks", "ψ": "ps"},
    # Armenian
    **dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", "abgdezeatzilhckhjgčminsočpjrsvtrcvpkof", strict=True)),
    # Georgian
    **dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopzrstupkgksčcjcčhjh", strict=True)),
    # Latin letters that do not come apart into a letter and a mark
    **{"ə": "a", "ı": "i", "ø": "o", "ł": "l", "đ": "dj", "ß": "ss", "æ": "e", "œ": "e", "þ": "t", "ð": "d"},
    **dict.fromkeys("'’ʼʹʻ‘`´", ""),
}  # fmt: skip
_MARKED = {"č": "ch", "ç": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "ου": "u", "ού": "u"}
"""Letters whose mark says more than a mark: replaced before marks are taken off."""

_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("tsch|tch|ch", "č"),
        ("sch|shch|sh", "s"),
        ("dzh|dj", "j"),
        ("zh", "z"),
        ("ts|tz", "c"),
        ("kh|ks|x", "h"),
        ("gh|q", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("c(?=[aou]|$)", "k"),
        ("ou", "u"),
        ("w", "v"),
        ("y|(?<=.)j(?=[aeiou]|$)", "i"),
        ("i+(?=e)|(?<=e)i+", ""),  # Vasilyev, Vasiliev, Vasilev; Andrey, Andrei
        (r"(.)\1+", r"\1"),
    )
)
_WORDS = re.compile(r"[^\W_]+(?:['’ʼʹʻ‘`´][^\W_]+)*")

MOST_REMEMBERED = 50_000
"""Words whose key is remembered: the distinct names of some thousands of articles, about 10 MB."""


def words_of(name: str) -> Iterator[str]:
    """The words of a name, in lower case, apostrophes left in."""
    return (found[0] for found in _WORDS.finditer(name.casefold()))


@lru_cache(MOST_REMEMBERED)
def key(word: str) -> str:
    """The key of one word; empty where nothing of it is left."""
    told = unicodedata.normalize("NFC", word.casefold())
    for marked, put in _MARKED.items():
        told = told.replace(marked, put)
    bare = "".join(c for c in unicodedata.normalize("NFKD", told) if not unicodedata.combining(c))
    plain = "".join(_LETTERS.get(c, c) for c in bare)
    for pattern, put in _RULES:
        plain = pattern.sub(put, plain)
    return plain
