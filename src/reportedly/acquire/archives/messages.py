"""What a server sent, as a record keeps it → status, media type and body, unpacked within bounds."""

from __future__ import annotations

import re
import zlib
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import NamedTuple

from reportedly.acquire.limits import Budget
from reportedly.acquire.refusal import RefusedError, shown
from reportedly.acquire.streams import TOO_LARGE

MOST_CODINGS = 2
"""Content codings in each other: servers send one, broken proxies two."""

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b[^\n]*\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\r?\n")
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Message(NamedTuple):
    """A server's answer; ``raw`` is the body as it was sent, ``note`` says what its headers claimed without ground."""

    status: int
    media_type: str
    body: bytes
    raw: bytes
    note: str = ""


def message(block: bytes) -> Message:
    """The answer in the block of a ``response`` record.

    Raises ``RefusedError``: ``damaged``, ``truncated``, ``ratio``, ``too_large``, ``nested``, or
    ``unsupported_file`` for a content coding that the standard library cannot undo.
    """
    first = _STATUS.match(block)
    if first is None:
        raise RefusedError("damaged", "the status line of an HTTP answer", shown(_head(block)))
    rest = BytesIO(block[first.end() :])
    try:
        headers = parse_headers(rest)
    except HTTPException as error:
        raise RefusedError("damaged", "the headers of an HTTP answer", str(error)) from error
    raw = rest.read()
    media = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    body, first_note = _dechunked(raw, headers.get("Transfer-Encoding") or "")
    body, second_note = _decoded(body, headers.get("Content-Encoding") or "")
    return Message(int(first[1]), media, body, raw, "; ".join(n for n in (first_note, second_note) if n))


def _head(block: bytes) -> str:
    return block[:40].partition(b"\n")[0].decode("latin-1").rstrip("\r")


def _dechunked(raw: bytes, coding: str) -> tuple[bytes, str]:
    """The body without its chunks. Many archives hold it so already, and keep the header: that is noted."""
    if "chunked" not in coding.lower():
        return raw, ""
    if _CHUNK.match(raw) is None:
        return raw, "kept without the chunks that its header names"
    parts, at = list[bytes](), 0
    while found := _CHUNK.match(raw, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts), ""
        part = raw[found.end() : found.end() + size]
        if len(part) < size:
            raise RefusedError("truncated", f"a chunk of {size:,} bytes", f"{len(part):,}")
        parts.append(part)
        at = found.end() + size
        at += 2 if raw[at : at + 2] == b"\r\n" else raw[at : at + 1] == b"\n"
    if at >= len(raw):
        raise RefusedError("truncated", "the last chunk of a body", "its end before that")
    raise RefusedError("damaged", "the size of a chunk", shown(_head(raw[at:])))


def _decoded(body: bytes, codings: str) -> tuple[bytes, str]:
    """The body without its content codings, last one first."""
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name and name not in ("identity", "utf-8", "none")]
    if len(names) > MOST_CODINGS:
        raise RefusedError("nested", f"at most {MOST_CODINGS} content codings", f"{len(names)}")
    note = ""
    for name in reversed(names):
        if name not in _WINDOW:
            expected = "a body as it is, or packed with gzip or deflate"
            raise RefusedError("unsupported_file", expected, f"content coding {shown(name)}")
        if name != "deflate" and not body.startswith(b"\x1f\x8b"):
            note = f"kept without the {name} that its header names"
        else:
            body = _unpacked(body, _WINDOW[name])
    return body, note


def _unpacked(body: bytes, window: int) -> bytes:
    """One coding undone. ``deflate`` comes with and without its wrapper."""
    try:
        return _inflated(body, window)
    except zlib.error as error:
        if window == 15:
            try:
                return _inflated(body, -15)
            except zlib.error:
                pass
        raise RefusedError("damaged", "a packed body", f"damaged bytes ({error})") from error


def _inflated(body: bytes, window: int) -> bytes:
    inflate, budget, parts = zlib.decompressobj(window), Budget(TOO_LARGE), list[bytes]()
    while body and not inflate.eof:
        parts.append(inflate.decompress(body, 1 << 16))
        rest = inflate.unconsumed_tail
        budget.spend(len(body) - len(rest), len(parts[-1]))
        body = rest
        if not parts[-1] and not rest:
            break
    parts.append(inflate.flush())
    if not inflate.eof:
        raise RefusedError("truncated", "the end of a packed body", "the end of the record within it")
    return b"".join(parts)
