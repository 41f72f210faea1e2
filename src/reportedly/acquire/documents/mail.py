"""A mail (RFC 5322, ``.eml``), often a newsletter → one article."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from reportedly.acquire.decoding import check_characters, decoded_file
from reportedly.acquire.plain import Clock, How, capture
from reportedly.acquire.refusal import RefusedError, shown
from reportedly.record import Article, Noted

MEDIA_TYPE = "message/rfc822"
MOST_BOUNDARIES = 100
"""Parts that may hold parts: mails have one to four; the parser calls itself for each."""
FEWEST_WORDS = 30
"""Words of the plain part from which it is taken before the page: newsletters often have a plain part that only says
where to look at the page."""

_WRONG = (MessageError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What the standard library's parser is known to raise on mails that nobody wrote."""


def mail_article(raw: bytes, id: str, where: str, how: How, now: Clock | None) -> Article:
    """The article of a mail: its plain text, or else its page. Subject, sender and date are its metadata.

    Attachments are left out and named in ``extra``. Raises ``RefusedError``.
    """
    if not raw.strip():
        raise RefusedError("empty", "a mail", "an empty file" if not raw else "nothing but white space")
    if (parts := raw.lower().count(b"boundary=")) > MOST_BOUNDARIES:
        raise RefusedError("nested", f"at most {MOST_BOUNDARIES} parts that hold parts", f"{parts:,}")
    try:
        mail = BytesParser(policy=policy.default).parsebytes(raw)
        if not mail.keys():
            raise RefusedError("damaged", "a mail with headers", "none")
        found, note = _body(mail, id, where, how)
        attached = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
        metadata, odd = _metadata(mail)
    except RefusedError:
        raise
    except _WRONG as error:
        raise RefusedError("damaged", "a mail", shown(f"{type(error).__name__}: {error}")) from error
    for name in attached:
        check_characters(name, "the name of an attachment")
    left_out = f"{len(attached)} attachments left out" if attached else ""
    notes = [where, note, left_out, *odd]
    kept = capture(raw, how, MEDIA_TYPE, notes, now)
    extra = {"attachments": attached} if attached else {}
    return replace(found, metadata=(*metadata, *found.metadata), capture=kept, extra=extra)


def _body(mail: EmailMessage, id: str, where: str, how: How) -> tuple[Article, str]:
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    text = _content(plain).replace("\r\n", "\n") if plain else ""
    if page is not None and len(text.split()) < FEWEST_WORDS:
        from reportedly.acquire.pages import page_article

        made = page_article(_content(page).encode("utf-8", "replace"), id, where, how, None)
        return replace(made, metadata=()), "text of its page"
    if not text.strip():
        raise RefusedError("no_text", "a mail with text", "one without")
    check_characters(text, "a text")
    return Article(id, text), "its plain text"


def _content(part: MIMEPart) -> str:
    """The words of one part. A charset that is not known or does not fit is told from the bytes."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decoded_file(raw).text


def _metadata(mail: EmailMessage) -> tuple[list[Noted], list[str]]:
    """Candidates from the headers, and dates that are none."""
    found, odd = list[Noted](), list[str]()
    title = _header(mail, "Subject")
    name, address = parseaddr(_header(mail, "From"))
    values = {"title": ("Subject", title), "outlet": ("From", name or address)}
    for key, (header, value) in values.items():
        if value:
            found.append(Noted(key, value, f"mail:{header}", "declared"))
    if date := _header(mail, "Date"):
        when = _when(mail)
        if when:
            found.append(Noted("published", when, "mail:Date", "declared"))
        else:
            odd.append(f"date not understood: {shown(date)}")
    return found, odd


def _header(mail: EmailMessage, name: str) -> str:
    """A header in one line, with what no text can hold replaced."""
    value = str(mail.get(name, ""))
    return " ".join(value.encode("utf-8", "replace").decode().replace("\0", " ").split())


def _when(mail: EmailMessage) -> str:
    """ISO 8601; with the sender's offset where one is given."""
    when = getattr(mail["Date"], "datetime", None)
    return when.isoformat() if isinstance(when, datetime) else ""
