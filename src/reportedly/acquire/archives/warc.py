"""Records of web archives → articles."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportedly.acquire.archives.bytes_in import Gzipped, Plain, Readable, Stream
from reportedly.acquire.archives.messages import Message, message
from reportedly.acquire.archives.records import READ, Record, Refused, records
from reportedly.acquire.intake import Intake, Item
from reportedly.acquire.makers import maker
from reportedly.acquire.metadata import is_iso
from reportedly.acquire.refusal import RefusedError
from reportedly.acquire.streams import file_sha256, open_regular
from reportedly.record import Article, Capture, Noted

SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
"""Media types that may be an article → the ending of such a file."""
_DIGEST = re.compile(r"(sha-?1|sha-?256|sha-?512|md5):([A-Za-z0-9+/=]+)", re.IGNORECASE)
_ROBOTS = re.compile(r"https?://[^/]+/robots\.txt\Z", re.IGNORECASE)


@dataclass(slots=True)
class _Archive:
    """One archive as it is gone through: what became of its records, and which payloads came already."""

    where: str
    custody: str
    intake: Intake
    counts: Counter[str] = field(default_factory=Counter)
    payloads: set[bytes] = field(default_factory=set)


def warc_items(path: Path, where: str, intake: Intake) -> Iterator[Item]:
    """The articles of a WARC or ARC file, with a ``Problem`` for each record that cannot be used.

    An article is a page, text or PDF that was answered with status 200. A payload that comes again under the same
    address is counted once; under another address it is an article of its own, which comparing ties to the first.
    Ids are made from address and payload. What was passed over is told in one line.
    """
    try:
        with open_regular(path) as raw:
            custody = f"{where} (sha256 {file_sha256(raw)})"
            yield from archive_items(raw, where, custody, intake)
    except RefusedError as error:
        yield error.problem(where)


def archive_items(raw: Readable, where: str, custody: str, intake: Intake) -> Iterator[Item]:
    """The same for an open archive; ``custody`` names it in captures."""
    head = raw.read(2)
    if not head:
        raise RefusedError("empty", "records of a web archive", "an empty file")
    source = _Again(head, raw)
    stream = Stream(Gzipped(source) if head == b"\x1f\x8b" else Plain(source))
    archive = _Archive(where, custody, intake)
    for found in records(stream):
        archive.counts["records"] += 1
        if isinstance(found, Refused):
            archive.counts["refused"] += 1
            yield found.error.problem(f"{where}@{found.offset}")
        else:
            yield from _items(found, archive)
    intake.options.tell(_told(archive))


class _Again:
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int, /) -> bytes:
        found, self._head = self._head, b""
        return found or self._rest.read(size)


def _told(archive: _Archive) -> str:
    counts = archive.counts
    names = "articles", "refused", "again under the same address", "not answered with 200"
    parts = [f"{counts[name]:,} {name}" for name in names if counts[name] or name == "articles"]
    if other := counts["records"] - sum(counts[name] for name in names):
        parts.append(f"{other:,} other records (requests, images, descriptions …)")
    return f"{archive.where}: {counts['records']:,} records: {', '.join(parts)}"


def _items(record: Record, archive: _Archive) -> Iterator[Item]:
    if record.kind not in READ:
        return
    where = f"{archive.where}@{record.offset}"
    try:
        answer = _answer(record)
        suffix = SUFFIX_OF.get(answer.media_type)
        if suffix is None or _ROBOTS.match(record.url):
            return
        if answer.status != 200:
            archive.counts["not answered with 200"] += 1
            return
        if _again(record, answer, archive):
            archive.counts["again under the same address"] += 1
            return
        article = _article(record, answer, suffix, where, archive)
        archive.intake.remember(article)
    except RefusedError as error:
        archive.counts["refused"] += 1
        yield error.problem(where)
        return
    archive.counts["articles"] += 1
    yield article
    yield from (wrong.problem(where) for wrong in _digests(record, answer))


def _answer(record: Record) -> Message:
    """The message of a response; a resource is its own body."""
    is_http = record.block.startswith(b"HTTP/") or "http" in record.headers.get("content-type", "")
    if record.kind == "response" and (is_http or "warc-type" not in record.headers):
        return message(record.block)
    media = record.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Message(200, media, record.block, record.block)


def _again(record: Record, answer: Message, archive: _Archive) -> bool:
    """Whether the payload came already under that address; 16 bytes are remembered for each."""
    key = hashlib.sha256(record.url.encode() + b"\0" + hashlib.sha256(answer.body).digest()).digest()[:16]
    if key in archive.payloads:
        return True
    archive.payloads.add(key)
    return False


def _article(record: Record, answer: Message, suffix: str, where: str, archive: _Archive) -> Article:
    key = hashlib.sha256(record.url.encode() + b"\0" + answer.body).hexdigest()[:16]
    made = maker(suffix)(answer.body, f"web-{key}", where, "record", None)
    url = [Noted("url", record.url, f"{where}:address", "declared")] if record.url else []
    return replace(made, metadata=(*made.metadata, *url), capture=_capture(made, record, answer, archive))


def _capture(made: Article, record: Record, answer: Message, archive: _Archive) -> Capture:
    kept = made.capture
    assert kept is not None
    now = archive.intake.now
    names = ("warc-record-id", "warc-payload-digest", "warc-truncated")
    notes = [
        kept.custody,
        f"in {archive.custody}",
        *(f"{name} {record.headers[name]}" for name in names if name in record.headers),
        answer.note,
        f"imported {now()}" if now else "",
    ]
    date = record.date if is_iso(record.date) else None
    custody = "; ".join(note for note in notes if note)
    return replace(kept, url=record.url or None, fetched_at=date, custody=custody)


def _digests(record: Record, answer: Message) -> Iterator[RefusedError]:
    """What the record's own digests say against its bytes; those of other kinds are passed over."""
    for name, candidates in (
        ("warc-block-digest", (record.block,)),
        ("warc-payload-digest", (answer.raw, answer.body)),
    ):
        given = _DIGEST.fullmatch(record.headers.get(name, ""))
        if given and not any(_agrees(given[1], given[2], block) for block in candidates):
            yield RefusedError("digest", f"bytes whose {name} is {given[0]}", "others")


def _agrees(algorithm: str, given: str, block: bytes) -> bool:
    found = hashlib.new(algorithm.lower().replace("-", ""), block, usedforsecurity=False)
    base32 = base64.b32encode(found.digest()).decode().rstrip("=")
    return given.rstrip("=").upper() == base32 or given.lower() == found.hexdigest()
