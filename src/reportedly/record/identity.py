"""Ids that follow from content and place, so that a re-run gives the same ids and reviews stay attached."""

import hashlib
import json

ID_LENGTH = 16
"""Hexadecimal digits of an id: 64 bits; among 10 million ids the chance of one collision is about 3 in a million."""


def content_id(*parts: object) -> str:
    """An id from any JSON-like values (tuples count as lists): SHA-256 of their compact JSON, cut to 16 digits."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def text_sha256(text: str) -> str:
    """SHA-256 over the UTF-8 form of a text, in hexadecimal (INTERFACE, ``text_sha256``)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
