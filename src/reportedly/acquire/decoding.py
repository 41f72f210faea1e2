"""Bytes → text, saying what was done: nothing is translated, nothing guessed in silence."""

import codecs
import re
from typing import NamedTuple

from reportedly.acquire.refusal import RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order mark → encoding; UTF-32's little-endian mark begins with UTF-16's, so it is tried first."""

MOST_CONTROLS = 0.02
"""Share of control characters (other than tab, line ends, form feed) from which bytes are no text. The texts of the
shared corpora have none; programs and pictures have over 0.1."""
MOST_HIGH = 0.15
"""Share of bytes above 0x7F up to which a text that is not UTF-8 may be Windows-1252: French has about 0.04;
Cyrillic and Greek code pages have over 0.6 and would give letters that nobody wrote."""

_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D}))
_HIGH = bytes(range(0x80, 0x100))
_UNUSABLE = re.compile("[\0\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text, and what must be known of how it was decoded; empty for plain UTF-8."""

    text: str
    note: str


def decoded(raw: bytes) -> Decoded:
    """The text of some bytes: by their byte order mark, else UTF-8, else Windows-1252 where that is plausible.

    Line ends stay as they came. Raises ``RefusedError``: ``binary``, or ``encoding`` with the place of the byte.
    """
    for mark, encoding, name in _MARKS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark) :], encoding, name, len(mark)), _mark_note(name))
    _check_is_text(raw)
    try:
        return Decoded(raw.decode("utf-8"), "")
    except UnicodeDecodeError as error:
        return _as_windows_1252(raw, error)


def check_characters(text: str, what: str) -> None:
    """Raise ``RefusedError`` (``bad_character``) for a NUL or lone surrogate, with its place in code points."""
    if bad := _UNUSABLE.search(text):
        raise RefusedError(
            "bad_character",
            f"{what} without NUL or lone surrogates",
            f"U+{ord(bad.group()):04X} at character {bad.start()}",
        )


def _mark_note(name: str) -> str:
    return f"decoded as {name} by its byte order mark, which is not part of the text"


def _strictly(raw: bytes, encoding: str, name: str, offset: int) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start
        raise RefusedError(
            "encoding", f"{name} text", f"byte 0x{raw[at]:02X} at byte {at + offset}, which is not {name}"
        ) from error


def _check_is_text(raw: bytes) -> None:
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(raw):
        raise RefusedError(
            "binary", "text", f"binary content ({controls:,} control bytes in {len(raw):,} bytes)"
        )


def _as_windows_1252(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    at = error.start
    wrong = f"byte 0x{raw[at]:02X} at byte {at}"
    if not raw[:at].isascii() or error.reason == "unexpected end of data":
        raise RefusedError(
            "encoding", "UTF-8 text", f"{wrong}, which is not UTF-8 though the bytes before it are"
        )
    if len(raw) - len(raw.translate(None, _HIGH)) > MOST_HIGH * len(raw):
        raise RefusedError(
            "encoding", "UTF-8 text", f"{wrong} and too many others above 0x7F for Windows-1252"
        )
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as other:
        odd = f"byte 0x{raw[other.start]:02X} at byte {other.start}"
        raise RefusedError(
            "encoding", "UTF-8 text", f"{odd}, which is neither UTF-8 nor Windows-1252"
        ) from error
    return Decoded(text, f"decoded as Windows-1252, since {wrong} is not UTF-8")
