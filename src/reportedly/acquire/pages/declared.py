"""The characters of a page: by its byte order mark, what it declares, or what its letters tell; always noted."""

from __future__ import annotations

import codecs
import re

from reportedly.acquire.decoding import Decoded, check_is_text, decoded_file, has_mark
from reportedly.acquire.detection import name

HEAD = 4096
"""Bytes in which a declaration is looked for; browsers look at 1,024 at least, pages with long comments need more."""
MOST_BROKEN = 0.001
"""Share of characters that may be broken in a page that declares its encoding; they are shown as U+FFFD and counted.
One foreign advertisement or a name cut in the middle shall not cost the article."""

BROWSERS_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Python's codec for a declared label → the codec that browsers use for it (WHATWG Encoding Standard, labels). A
declaration that can be read as ASCII cannot stand in UTF-16."""
KNOWN = frozenset(
    "utf-8 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 "
    "iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r "
    "koi8-u mac-roman mac-cyrillic gb18030 big5 big5hkscs euc_jp iso2022_jp".split()
)
"""Python's names of the encodings of that standard. Its own others (UTF-7, escapes, base64) are no text encodings."""

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)


def page_text(raw: bytes) -> Decoded:
    """The characters of a page, with a note of its encoding and how that was found.

    Raises ``RefusedError``: ``binary``, or ``encoding`` where nothing tells it.
    """
    label, place = _declaration(raw)
    if has_mark(raw) or not label:
        return _undeclared(raw, "the page declares none")
    check_is_text(raw)
    encoding = _codec(label)
    if encoding is None:
        return _undeclared(raw, f"the page declares {label!r} in {place}, which is no encoding of pages")
    if encoding != "utf-8" and (text := _unicode(raw)):
        return Decoded(
            text, f"decoded as UTF-8, which its bytes are, though the page declares {label} in {place}"
        )
    text = raw.decode(encoding, "replace")
    broken = text.count("\ufffd") - raw.count("\ufffd".encode())
    if broken > MOST_BROKEN * len(text):
        return _undeclared(raw, f"the page declares {label} in {place}, which {broken:,} characters are not")
    shown = f"; {broken:,} broken characters are shown as U+FFFD" if broken > 0 else ""
    return Decoded(text, f"decoded as {name(encoding)}, declared in {place}{shown}")


def _declaration(raw: bytes) -> tuple[str, str]:
    head = _COMMENT.sub(b"", raw[:HEAD])
    for pattern, place in ((_XML, "xml"), (_META, "meta")):
        if found := pattern.search(head):
            return found[1].decode("ascii", "replace"), place
    return "", ""


def _codec(label: str) -> str | None:
    try:
        found = codecs.lookup(label).name
    except LookupError:
        return None
    found = BROWSERS_READ_AS.get(found, found)
    return found if found in KNOWN else None


def _unicode(raw: bytes) -> str:
    """The text, where bytes beyond ASCII are UTF-8 throughout, which another encoding's bytes hardly ever are."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if text.isascii() else text


def _undeclared(raw: bytes, why: str) -> Decoded:
    text, note = decoded_file(raw)
    return Decoded(
        text, f"{note or 'decoded as UTF-8, which its bytes are'} ({why})" if not has_mark(raw) else note
    )
