"""Text decoded with the wrong table: UTF-8 read as Windows-1252 or Latin-1, and Windows-1252 read as Latin-1.

Only what goes back cleanly is changed: the characters are turned into the bytes they were read from, and these
must be one UTF-8 character. Since "JOSÉ”" and "’café’”" go back cleanly too, a lone find must also be of a
believable kind (``_believable``); two in a row always are.
"""

import re
from collections.abc import Iterator

from reportedly.text.damage.edit import Edit

_CP1252 = {bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)}
_BYTE = {chr(b): b for b in range(0x80, 0x100)} | {c: b for c, b in _CP1252.items() if c}
"""Character → the byte it may have been read from: Latin-1's reading of 0x80-0x9F, and Windows-1252's."""


def _class(low: int, high: int) -> str:
    return "[" + "".join(re.escape(c) for c, b in _BYTE.items() if low <= b <= high) + "]"


_NEXT = _class(0x80, 0xBF)
_ONE = f"(?:{_class(0xC2, 0xDF)}{_NEXT}|{_class(0xE0, 0xEF)}{_NEXT}{{2}}|{_class(0xF0, 0xF4)}{_NEXT}{{3}})"
_SEQUENCE = re.compile(_ONE)
_RUN = re.compile(f"(?:{_ONE})+")
_CONTROL = re.compile("[\x80-\x9f]")

_PUNCTUATION = "“”‘’‚„‹›«»–—…•·\u00a0\u00ad™®©°ºª€£"
"""What may follow a capital letter in good text, and is a continuation byte as well."""
_SYMBOL_BLOCKS = ((0x2000, 0x206F), (0x20A0, 0x20CF), (0x2100, 0x21FF), (0x2200, 0x22FF), (0x2500, 0x27BF))
"""Unicode blocks written with the lead byte E2 (â) that news texts use: punctuation, currency, letter-like signs,
arrows, mathematics, shapes and dingbats."""


def doubled_encodings(text: str) -> list[Edit]:
    """``â€™`` → ``’``, ``Ã©`` → ``é``, ``Â`` + no-break space → no-break space, ``ðŸ˜€`` → the emoji."""
    if text.isascii():
        return []
    return [edit for run in _RUN.finditer(text) for edit in _undoubled(run)]


def stray_controls(text: str) -> list[Edit]:
    """C1 controls, which no text uses, read as Windows-1252 (HTML's own rule): U+0092 → ``’``; five have no reading."""
    if text.isascii():
        return []
    readings = (
        (m.start(), bytes([ord(m.group())]).decode("cp1252", "ignore")) for m in _CONTROL.finditer(text)
    )
    return [Edit(at, at + 1, put) for at, put in readings if put]


def _undoubled(run: re.Match[str]) -> Iterator[Edit]:
    found = list(_SEQUENCE.finditer(run.string, run.start(), run.end()))
    for sequence in found:
        put = _decoded(sequence.group())
        if put and (len(found) > 1 or _believable(sequence, put)):
            yield Edit(sequence.start(), sequence.end(), put)


def _decoded(characters: str) -> str:
    try:
        return bytes(_BYTE[c] for c in characters).decode("utf-8")
    except UnicodeDecodeError:  # overlong forms and surrogates: these bytes never were UTF-8
        return ""


def _believable(sequence: re.Match[str], put: str) -> bool:
    characters = sequence.group()
    lead, before = characters[0], sequence.string[max(0, sequence.start() - 1) : sequence.start()]
    if lead == "â":
        return any(low <= ord(put) <= high for low, high in _SYMBOL_BLOCKS)
    if len(characters) > 2:
        return lead in "ðï"  # emoji; BOM and replacement character
    if lead in "ÂÃ":
        return not (before.isupper() and characters[1] in _PUNCTUATION)
    return put.isalpha() and characters[1] not in _PUNCTUATION
