"""Archives and documents of an invented dispute, made byte by byte, whole and damaged; bench/hostile.py uses them too."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from io import BytesIO

PARAGRAPH = (
    "HALVIK, March 3 (Orbis) – The harbour council of Kelmar said on Friday that the northern bridge over the Sorn "
    "would stay closed until the end of April, because three of its seven piers had been damaged by drifting ice."
)
NEWS = f"{PARAGRAPH}\n\nTosven's foreign minister, Pavo Renn, said that nobody had asked them."


def page(n: int = 0) -> bytes:
    """A page with one article."""
    return (
        f"<!doctype html><html lang=en><head><title>Bridge {n} closed</title></head><body><article><h1>Bridge {n} "
        f"closed</h1><p>{PARAGRAPH}</p><p>Gate {n} was shut, Ina Dorvald said on Friday.</p></article></body></html>"
    ).encode()


def http(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/plain") -> bytes:
    """What a server sent."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}; charset=utf-8", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def chunked(body: bytes, size: int = 100) -> bytes:
    """The body in chunks."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def warc(
    block: bytes,
    url: str = "http://news.example/1",
    kind: str = "response",
    *headers: str,
    size: int | None = None,
) -> bytes:
    """One record of WARC/1.0."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2031-03-03T10:00:00Z",
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(block).hexdigest()}>",
        f"Content-Type: {'application/http; msgtype=response' if kind == 'response' else 'text/plain'}",
        *headers,
        f"Content-Length: {len(block) if size is None else size}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def record(n: int, *headers: str) -> bytes:
    """A record with a text of its own."""
    return warc(
        http(f"{NEWS} Lorry {n} turned back.".encode()), f"http://news.example/{n}", "response", *headers
    )


def arc(block: bytes, url: str = "http://news.example/1") -> bytes:
    """One record of ARC/1.0."""
    return f"{url} 192.0.2.1 20310303100000 text/html {len(block)}\n".encode() + block + b"\n"


def arc_head() -> bytes:
    """The first record of an ARC file, which describes it."""
    block = b"1 0 Invented\nURL IP-address Archive-date Content-type Archive-length\n"
    return b"filedesc://x.arc 0.0.0.0 20310303100000 text/plain %d\n" % len(block) + block + b"\n"


def gz(*members: bytes) -> bytes:
    """Each in a gzip member of its own."""
    return b"".join(gzip.compress(one, 6, mtime=0) for one in members)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(
                zipfile.ZipInfo(name), content, method
            )  # at 1980-01-01: the same bytes each time
    return out.getvalue()


def wacz(archives: dict[str, bytes], **wrong: object) -> bytes:
    """A WACZ file; ``wrong`` replaces fields of the manifest's first line."""
    resources = [
        {"name": n, "path": n, "hash": f"sha256:{hashlib.sha256(c).hexdigest()}", "bytes": len(c)}
        for n, c in archives.items()
    ]
    resources[0] |= wrong
    manifest = json.dumps(
        {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    ).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(manifest).hexdigest()}"}
    more = {"datapackage.json": manifest, "datapackage-digest.json": json.dumps(digest).encode()}
    return zipped({**archives, **more}, zipfile.ZIP_STORED)


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF whose pages draw lines of text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for lines in pages:
        drawn = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 780 Td {drawn} ET".encode("cp1252")
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
        font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>"
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font {font} >> >>".encode()
        )
    listed = " ".join(f"{n} 0 R" for n in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) /CreationDate (D:20310303100000Z) >>".encode())
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>" % (size, len(objects))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        trailer,
        len(out),
    )


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, before: str = "", **parts: bytes) -> bytes:
    """A Word document with that XML in its body, and that before its root."""
    document = f'<?xml version="1.0"?>{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    return zipped(
        {"word/document.xml": document.encode(), **{n.replace("__", "/"): c for n, c in parts.items()}}
    )


def paragraph(text: str, style: str = "") -> str:
    """One paragraph of Word's XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def mail(text: str = NEWS, **headers: str) -> bytes:
    """A mail in plain text."""
    known = {"From": "The Example <desk@example.org>", "Subject": "Bridge closed"}
    lines = [f"{name}: {value}" for name, value in {**known, **headers}.items()]
    return "\r\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", ""]).encode() + text.encode()
