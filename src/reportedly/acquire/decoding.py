"""Bytes → text, saying what was done: nothing is translated, nothing guessed in silence."""

import codecs
import re
from typing import NamedTuple

from reportedly.acquire import detection
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

FEWEST_NULS = 0.02
"""Share of NUL bytes, all at odd or all at even places, from which bytes may be UTF-16 without its mark: blanks and
line ends alone give 0.05, letters of English 0.5."""

_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D}))
_HIGH = bytes(range(0x80, 0x100))
_UNUSABLE = re.compile("[\0\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text, and what must be known of how it was decoded; empty for plain UTF-8."""

    text: str
    note: str


def decoded(raw: bytes) -> Decoded:
    """The text of some bytes: by their byte order mark, else UTF-8, else Windows-1252 where its letters fit.

    Line ends stay as they came. Raises ``RefusedError``: ``binary``, or ``encoding`` with the place of the byte.
    """
    for mark, encoding, name in _MARKS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark) :], encoding, name, len(mark)), _mark_note(name))
    check_is_text(raw)
    try:
        return Decoded(raw.decode("utf-8"), "")
    except UnicodeDecodeError as error:
        return _as_windows_1252(raw, error)


def decoded_file(raw: bytes) -> Decoded:
    """The text of a whole file: by its byte order mark, else UTF-16 without one, else UTF-8, else what its letters tell.

    Raises ``RefusedError``: ``binary``, or ``encoding`` with the encodings in question where nothing decides between
    them, and for UTF-8 that is damaged, which is never taken for something else.
    """
    if has_mark(raw):
        return decoded(raw)
    if wide := _utf_16_without_mark(raw):
        return wide
    check_is_text(raw)
    try:
        return Decoded(raw.decode("utf-8"), "")
    except UnicodeDecodeError as error:
        _check_not_damaged(raw, error)
        return _told(raw, error.start)


def has_mark(raw: bytes) -> bool:
    """Whether bytes begin with a byte order mark."""
    return any(raw.startswith(mark) for mark, _, _ in _MARKS)


def _utf_16_without_mark(raw: bytes) -> Decoded | None:
    """Every character of the first 256 of Unicode gives a NUL at the same side of its pair."""
    low, high = raw[::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 or min(low, high) or max(low, high) < max(FEWEST_NULS * len(raw), 1):
        return None
    encoding, place = ("utf-16-le", "second") if high else ("utf-16-be", "first")
    try:
        text = raw.decode(encoding)
        check_is_text(text.encode())
    except (UnicodeDecodeError, RefusedError):
        return None
    return Decoded(text, f"decoded as {encoding.upper()}, since NUL bytes stand at every {place} place only")


def _told(raw: bytes, at: int) -> Decoded:
    told = detection.tell(raw)
    wrong = f"byte 0x{raw[at]:02X} at byte {at}"
    if not told.encoding:
        raise RefusedError(
            "encoding",
            "a text whose encoding can be told",
            f"{wrong}, which is not UTF-8, and {_doubt(raw, told.doubt)}",
        )
    return Decoded(
        told.text,
        f"decoded as {detection.name(told.encoding)}, since {wrong} is not UTF-8 and its letters are of that encoding",
    )


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


def check_is_text(raw: bytes) -> None:
    """Raise ``RefusedError`` (``binary``) for bytes with more control characters than a text has."""
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(raw):
        raise RefusedError(
            "binary", "text", f"binary content ({controls:,} control bytes in {len(raw):,} bytes)"
        )


def _doubt(raw: bytes, names: tuple[str, ...]) -> str:
    if names:
        return f"letters that could be {' or '.join(names)}"
    if (count := detection.high(raw)) < detection.FEWEST_HIGH:
        return f"only {count} bytes above 0x7F to tell another encoding by"
    return "letters that fit no other encoding either"


def _check_not_damaged(raw: bytes, error: UnicodeDecodeError) -> None:
    """Raise ``RefusedError`` for bytes that begin as UTF-8 beyond ASCII, or end within a character of it."""
    at = error.start
    if not raw[:at].isascii() or error.reason == "unexpected end of data":
        raise RefusedError(
            "encoding",
            "UTF-8 text",
            f"byte 0x{raw[at]:02X} at byte {at}, which is not UTF-8 though the bytes before it are",
        )


def _as_windows_1252(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    _check_not_damaged(raw, error)
    wrong = f"byte 0x{raw[error.start]:02X} at byte {error.start}"
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
    if not detection.is_western(text):
        raise RefusedError(
            "encoding", "UTF-8 text", f"{wrong} and letters that no language written in Windows-1252 has"
        )
    return Decoded(text, f"decoded as Windows-1252, since {wrong} is not UTF-8")
