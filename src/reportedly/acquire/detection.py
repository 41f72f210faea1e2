"""The encoding of bytes that say nothing about it: told from the letters they would give, or not at all.

Latin scripts are told by closed lists: the letters above ASCII of the languages that an encoding serves. For everything
else charset-normalizer (imported here only, and only then) ranks the encodings under which the bytes read like some
language; its first guess is taken only where no other comes near with another text: on short texts and between
neighbours (Windows-1251 and Mac Cyrillic) that is often a toss-up.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_CENTRAL = "ąćęłńóśźż", "áčďéěíňóřšťúůýžäĺľôŕ", "áéíóöőúüű", "ăâîşţșț", "čćđšž"
"""Polish; Czech and Slovak; Hungarian; Romanian; Croatian, Bosnian and Slovene."""
LATIN = {
    "cp1252": (
        "àâäæçéèêëîïôöùûüÿœß",  # French and German, which quote each other's names
        "áéíóúüñ¡¿ºªç",  # Spanish, with Catalan's ç
        "áâãàçéêíóôõúü",  # Portuguese
        "àèéìíòóùúî",  # Italian
        "åäöæøéüèà",  # Danish, Norwegian, Swedish, Finnish
        "áéíóúýðþæö",  # Icelandic, Faroese
        "áàâäéèêëíîïóòôöúûüñç",  # English, with names from all of these
    ),
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": ("çğıöşüâîû", "çəğıöşü"),  # Turkish, Azerbaijani (whose ə has no place here)
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),  # Lithuanian, Latvian, Estonian
}
"""Encoding → letters (and opening marks) above ASCII of each language it serves, small. An earlier encoding wins where
several fit equally."""
MOST_ODD = 0.1
"""Share of letters outside the best list up to which bytes are Windows-1252: names from elsewhere. Czech, Polish,
Romanian and Turkish read as Windows-1252 have over 0.3; invented news in six Western languages has none."""
MOST_ODD_ELSEWHERE = 0.02
"""The same for the other Latin encodings, which are rarer and so must fit better."""

MOST_HIGH = 0.25
"""Share of bytes above 0x7F up to which a text may be in Latin script: Icelandic and Czech have up to 0.18, Cyrillic and
Greek code pages over 0.6."""

OTHERS = tuple(
    "cp1251 cp1253 cp1255 cp1256 iso8859_5 iso8859_6 iso8859_7 iso8859_8 koi8_r koi8_u cp866 mac_cyrillic cp874 "
    "cp932 euc_jp cp949 gb18030 big5".split()
)
"""Python's names of the encodings of other scripts that pages and files of news are kept in beside Unicode, out of the
WHATWG Encoding Standard's list."""

NAMES = {"cp1252": "Windows-1252", "cp932": "Shift JIS", "cp949": "EUC-KR"}
"""What people call an encoding, where the rules of :func:`name` do not give it."""

SAMPLE = 100_000
"""Bytes or letters from which an encoding is told: a long article; more tell no better and take seconds."""
FEWEST_HIGH = 12
"""Bytes above 0x7F from which letters can tell an encoding other than Windows-1252; below that guesses are toss-ups."""
LEAST_COHERENCE = 0.3
"""charset-normalizer's likeness to a language, in [0, 1]: right guesses on invented news, cut to between 20 and 800
bytes, had .33 to .82 (tests/acquire/test_encodings.py)."""
LEAST_COHERENCE_EAST = 0.1
"""The same for Chinese, Japanese and Korean, whose many characters bring it down: .11 to .31."""
MOST_MESS = 0.1
"""charset-normalizer's share of odd sequences: right guesses had up to .03."""
NEAR_MESS, NEAR_COHERENCE = 0.025, 0.1
"""Differences within which two guesses with different texts count as equally good, so that neither is taken."""

_EAST = frozenset("cp932 euc_jp cp949 gb18030 big5".split())
_LETTERS = re.compile(
    r"[\x80-\x9f]|(?<![^\W\d_])[¡¿]|[^\W\d_\x00-\x7fª-µº]|(?<=[^\W\d_])(?<!m)[¢-¦¨¬¯±-³¶¹¼-¿×÷]|[ªº]"
)
_HIGH = bytes(range(0x80, 0x100))


class Guess(NamedTuple):
    """One encoding under which the bytes read like a language."""

    encoding: str
    text: str
    mess: float
    coherence: float


class Told(NamedTuple):
    """The encoding told and the text under it; without an encoding, the names of those in question."""

    encoding: str
    text: str
    doubt: tuple[str, ...] = ()


def is_western(text: str) -> bool:
    """Whether a text decoded as Windows-1252 has the letters of a language that is written in it."""
    return _odd(text, "cp1252") <= MOST_ODD


def tell(raw: bytes) -> Told:
    """The encoding of bytes that are not UTF-8, where their letters tell it.

    Told from the first ``SAMPLE`` bytes and tried on all. Cost: up to 0.3 s, and 30 ms once for the import.
    """
    sample = _beginning(raw)
    told = (_latin(sample) if high(sample) <= MOST_HIGH * len(sample) else None) or _other(sample)
    try:
        return told._replace(text=raw.decode(told.encoding)) if told.encoding else told
    except UnicodeDecodeError:
        return Told("", "")


def _latin(sample: bytes) -> Told | None:
    """The Latin encoding that fits best; ``None`` where none fits."""
    fitting = dict[str, tuple[float, str]]()
    for encoding in LATIN:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = _odd(text, encoding)
        if odd <= (
            MOST_ODD if encoding == "cp1252" else MOST_ODD_ELSEWHERE if high(sample) >= FEWEST_HIGH else -1
        ):
            fitting[encoding] = odd, text
    if not fitting:
        return None
    best = min(fitting, key=lambda encoding: fitting[encoding][0])
    equal = [e for e, (odd, text) in fitting.items() if odd == fitting[best][0] and text != fitting[best][1]]
    if equal and best != "cp1252":
        return Told("", "", tuple(name(encoding) for encoding in (best, *equal)))
    return Told(best, fitting[best][1])


def _odd(text: str, encoding: str) -> float:
    """Share of letters above ASCII outside of the list that fits best; 0 where there are none."""
    letters = Counter(_LETTERS.findall(text[:SAMPLE].lower()))
    odd = min(sum(n for letter, n in letters.items() if letter not in known) for known in LATIN[encoding])
    return odd / max(1, letters.total())


def _other(sample: bytes) -> Told:
    guesses = list(_guesses(sample)) if high(sample) >= FEWEST_HIGH else []
    if not guesses:
        return Told("", "")
    best = guesses[0]
    near = [
        guess
        for guess in guesses
        if guess.mess <= best.mess + NEAR_MESS and guess.coherence >= best.coherence - NEAR_COHERENCE
    ]
    others = [name(guess.encoding) for guess in near if guess.text != best.text]
    if others or not _clear(best):
        return Told("", "", (name(best.encoding), *others)[:3])
    return Told(best.encoding, best.text)


def _beginning(raw: bytes) -> bytes:
    """The first bytes up to a blank or line end, at which no character of any of the encodings is cut."""
    if len(raw) <= SAMPLE:
        return raw
    end = max(raw.rfind(b" ", 0, SAMPLE), raw.rfind(b"\n", 0, SAMPLE))
    return raw[: end if end > 0 else SAMPLE]


def name(encoding: str) -> str:
    """What people call an encoding: ``cp1251`` is Windows-1251."""
    if encoding in NAMES:
        return NAMES[encoding]
    if encoding.startswith("cp125"):
        return f"Windows-{encoding[2:]}"
    return encoding.upper().replace("_", "-").replace("ISO8859", "ISO-8859").replace("CP", "IBM")


def _clear(best: Guess) -> bool:
    enough = LEAST_COHERENCE_EAST if best.encoding in _EAST else LEAST_COHERENCE
    return best.coherence >= enough and best.mess <= MOST_MESS


def high(raw: bytes) -> int:
    """How many bytes lie above 0x7F."""
    return len(raw) - len(raw.translate(None, _HIGH))


def _guesses(raw: bytes) -> Iterator[Guess]:
    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())
    for match in from_bytes(raw, cp_isolation=list(OTHERS), preemptive_behaviour=False):
        yield Guess(match.encoding, str(match), match.chaos, match.coherence)
