"""The bytes of a web archive, unpacked while they are read, and the way on after damage."""

from __future__ import annotations

import re
import zlib
from typing import Protocol

from reportedly.acquire.limits import Budget
from reportedly.acquire.refusal import RefusedError

CHUNK = 1 << 16
"""Bytes asked of the file, and of the decompressor, at once."""
LONGEST_LINE = 1 << 16
"""Bytes of one header line: addresses have up to some thousand; longer ones are no header."""

MOST_BACK = 1_000_000_000
"""Bytes gone through again behind records with a wrong length: about a second each 500 MB. Without it a file of short
records that all claim to be long would take hours."""

_MAGIC = b"\x1f\x8b\x08"
_END = b"\r\n\r\n"
_START = re.compile(
    rb"(?m)^(?:WARC/\d\.\d+\r?$|(?:https?|dns|filedesc)://\S* \S+ \d{14} \S+ (?:.* )?\d+\r?$)"
)
"""The first line of a record of WARC, or of ARC."""


class Readable(Protocol):
    """An open file, or what reads like one."""

    def read(self, size: int, /) -> bytes:
        """Up to that many bytes; empty at the end."""


class Source(Protocol):
    """Where bytes come from."""

    def read(self) -> bytes:
        """Some more bytes; empty at the end. Raises ``RefusedError``."""

    def recover(self) -> bool:
        """Go on behind damage; whether there is anything."""


class Plain:
    """The bytes as they are."""

    def __init__(self, raw: Readable) -> None:
        self._raw = raw

    def read(self) -> bytes:
        """Some more bytes; empty at the end."""
        return self._raw.read(CHUNK)

    def recover(self) -> bool:
        """Nothing is unpacked, so nothing can be damaged in it."""
        return False


class Gzipped:
    """Members of gzip one after the other; each within the ratio, all within the total."""

    def __init__(self, raw: Readable) -> None:
        self._raw, self._packed = raw, b""
        self._total = Budget(ratio=1 << 30)  # the ratio is each member's
        self._begin()

    def _begin(self) -> None:
        self._inflate, self._member, self._begun = zlib.decompressobj(31), Budget(), False

    def read(self) -> bytes:
        """Some more bytes; empty at the end. Raises ``RefusedError``: ``damaged``, ``truncated``, ``ratio``, …."""
        while True:
            if not self._packed:
                self._packed = self._raw.read(CHUNK)
            if not self._packed:
                return self._ended()
            if found := self._inflated():
                return found

    def recover(self) -> bool:
        """Go to the next member after damage."""
        self._begin()
        while not self._total.is_spent:
            at = self._packed.find(_MAGIC, 1)
            if at > 0:
                self._packed = self._packed[at:]
                return True
            more = self._raw.read(CHUNK)
            if not more:
                self._packed = b""
                return False
            self._packed = self._packed[-2:] + more if len(self._packed) > 2 else self._packed + more
        return False

    def _ended(self) -> bytes:
        if self._begun:
            self._begin()
            raise RefusedError("truncated", "a gzip member with its end", "the end of the file within it")
        return b""

    def _inflated(self) -> bytes:
        if not self._begun:
            self._packed = self._packed.lstrip(b"\0")  # padding between members
        before = len(self._packed)
        try:
            found = self._inflate.decompress(self._packed, CHUNK)
        except zlib.error as error:
            raise RefusedError("damaged", "a gzip member", f"damaged bytes ({_reason(error)})") from error
        rest = self._inflate.unused_data or self._inflate.unconsumed_tail
        self._packed, self._begun = rest, bool(before)
        self._member.spend(before - len(rest), len(found))
        self._total.spend(before - len(rest), len(found))
        if self._inflate.eof:
            self._begin()
        return found


def _reason(error: zlib.error) -> str:
    return str(error).partition(": ")[2] or str(error)


class Stream:
    """Lines and blocks out of a source. What is wrong with the source is raised when reading comes to it."""

    def __init__(self, source: Source) -> None:
        self._source, self._held, self._at = source, b"", 0
        self._wrong: RefusedError | None = None
        self._passed = self._back = 0
        self._ended = False

    @property
    def is_damaged(self) -> bool:
        """Whether the source gives no more before :meth:`recover`."""
        return self._wrong is not None

    @property
    def offset(self) -> int:
        """Bytes given so far, unpacked."""
        return self._passed + self._at

    def line(self) -> bytes:
        """The next line with its end; empty at the end. Raises ``RefusedError`` where it is no line of a header."""
        self._hold_line()
        end = self._held.find(b"\n", self._at) + 1
        if not end and len(self._held) - self._at >= LONGEST_LINE:
            raise RefusedError("damaged", f"a line of less than {LONGEST_LINE:,} bytes", "a longer one")
        if not end:
            self._check()
            end = len(self._held)
        found, self._at = self._held[self._at : end], end
        return found

    def take(self, size: int) -> bytes:
        """Exactly that many bytes. Raises ``RefusedError`` (``truncated``) where there are fewer."""
        self._hold(size)
        if (there := len(self._held) - self._at) < size:
            self._check()
            raise RefusedError("truncated", f"{size:,} bytes of a record", f"{there:,}")
        found, self._at = self._held[self._at : self._at + size], self._at + size
        return found

    def skip(self, size: int) -> None:
        """Pass over bytes without keeping them. Raises ``RefusedError`` (``truncated``)."""
        while size > 0:
            size -= len(self.take(min(size, CHUNK)))

    def give_back(self, block: bytes) -> None:
        """Put bytes just taken before what comes next; beyond ``MOST_BACK`` in all they stay taken."""
        self._back += len(block)
        if self._back > MOST_BACK:
            return
        self._passed += self._at - len(block)
        self._held, self._at = block + self._held[self._at :], 0

    def ends_record(self) -> bool:
        """Whether the two line ends behind every record of WARC stand here."""
        self._hold(len(_END))
        return self._held.startswith(_END, self._at)

    def at_start(self) -> bool:
        """Whether a record may begin here, after blank lines: one does, or nothing more can be read."""
        while True:
            self._hold_line()
            if self._held[self._at : self._at + 1] == b"\n":
                self._at += 1
            elif self._held[self._at : self._at + 2] == b"\r\n":
                self._at += 2
            else:
                break
        return self._at == len(self._held) or bool(_START.match(self._first_line()))

    def recover(self) -> bool:
        """Go to the line that begins the next record; whether there is one."""
        if self._wrong:
            self._drop()
            return self._source.recover()
        self._skip_line()
        while self._at < len(self._held) or self._fill():
            self._hold_line()
            if found := _START.search(self._held, self._at):
                self._at = found.start()
                return True
            self._at = self._last_line_start()
            if not self._fill():
                break
        if self._wrong:
            return self.recover()
        self._at = len(self._held)
        return False

    def _skip_line(self) -> None:
        end = self._held.find(b"\n", self._at) + 1
        self._at = end or self._at

    def _last_line_start(self) -> int:
        """Where the last line held begins, which may go on with the next bytes; a very long one is passed over."""
        start = max(self._at, self._held.rfind(b"\n", self._at) + 1)
        return start if len(self._held) - start < LONGEST_LINE else len(self._held)

    def _first_line(self) -> bytes:
        end = self._held.find(b"\n", self._at) + 1
        return self._held[self._at : end or len(self._held)]

    def _hold_line(self) -> None:
        while self._held.find(b"\n", self._at) < 0 and len(self._held) - self._at < LONGEST_LINE:
            if not self._fill():
                return

    def _hold(self, size: int) -> None:
        """Hold that many bytes from here on, gathered once: no copying for each chunk."""
        there = len(self._held) - self._at
        if there >= size or self._ended or self._wrong:
            return
        parts = [self._held[self._at :]]
        while there < size and (more := self._more()):
            parts.append(more)
            there += len(more)
        if len(parts) > 1:
            self._passed += self._at
            self._held, self._at = b"".join(parts), 0

    def _fill(self) -> bool:
        more = self._more()
        if more:
            self._passed += self._at
            self._held, self._at = self._held[self._at :] + more, 0
        return bool(more)

    def _more(self) -> bytes:
        if self._wrong or self._ended:
            return b""
        try:
            found = self._source.read()
            self._ended = not found
            return found
        except RefusedError as error:
            self._wrong = error
            return b""

    def _check(self) -> None:
        if self._wrong:
            raise self._wrong

    def _drop(self) -> None:
        self._passed += len(self._held)
        self._held, self._at, self._wrong = b"", 0, None
