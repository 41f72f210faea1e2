"""What makes an article of a file's bytes. Parsers are imported when a file of their kind is met."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.acquire.plain import Clock, How, text_article
from reportedly.record import Article

PAGES = (".html", ".htm", ".xhtml")
Maker = Callable[[bytes, str, str, How, Clock | None], Article]
"""Makes an article of bytes, an id, the place they came from, how they came, and a clock."""


def maker(suffix: str) -> Maker:
    """What makes an article of the bytes of a file with that ending."""
    if suffix in PAGES:
        from reportedly.acquire.pages import page_article

        return page_article
    if suffix == ".md":
        from reportedly.acquire.markdown import markdown_article

        return markdown_article
    return _document(suffix)


def _document(suffix: str) -> Maker:
    if suffix == ".pdf":
        from reportedly.acquire.documents.pdf import pdf_article

        return pdf_article
    if suffix == ".docx":
        from reportedly.acquire.documents.docx import docx_article

        return docx_article
    if suffix == ".eml":
        from reportedly.acquire.documents.mail import mail_article

        return mail_article
    return text_article
