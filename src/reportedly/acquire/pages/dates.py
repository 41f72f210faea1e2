"""Dates as pages write them → ISO 8601; what has two readings (03/05/2031) or another shape gives none."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from reportedly.acquire.metadata import is_iso

LONGEST = 120
"""Characters of a date with the words around it ("Published on Saturday, 3 May 2031 at 10:20")."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_TIME = r"(?:\D{0,12}?\b(?P<hour>\d{1,2}):(?P<minute>\d\d)\b(?::\d\d)?(?P<half>\s*[ap]\.?m\b)?)?"
_DAY, _YEAR = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)\b"
_SHAPES = tuple(
    re.compile(shape + _TIME, re.IGNORECASE | re.ASCII)
    for shape in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        r"(?<!\d)(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    )
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)")


def iso(value: str) -> str | None:
    """A date or date-time in ISO 8601: as it came where it is one, else from an English or a numeric form.

    Numeric forms are read where their order is beyond doubt: year first, or day.month.year with full stops. A time
    is kept with the date, without a zone where none is written.
    """
    value = " ".join(value.split())
    if is_iso(value):
        return value
    return _rfc_2822(value) or _written(value) if len(value) <= LONGEST else None


def in_address(url: str) -> str | None:
    """The date in the path of an address (``/2031/05/03/``)."""
    found = _IN_ADDRESS.search(url.partition("?")[0])
    day = "-".join(found.groups()) if found else ""
    return day if is_iso(day) else None


def _rfc_2822(value: str) -> str | None:
    """The form of e-mail and HTTP headers: ``Sat, 03 May 2031 10:00:00 +0400``; it always has a zone."""
    if value.count(":") != 2 or not re.search(r"[+-]\d{4}\b|\b[A-Z]{3}$", value):
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.isoformat() if found.tzinfo and found.year >= 1900 else None


def _written(value: str) -> str | None:
    for shape in _SHAPES:
        if found := shape.search(value):
            return _assembled(found.groupdict())
    return None


def _assembled(parts: dict[str, str | None]) -> str | None:
    month = int(parts.get("number") or 0) or 1 + _MONTHS.index(str(parts.get("month"))[:3].lower())
    try:
        day = datetime(int(parts["year"] or 0), month, int(parts["day"] or 0))
        hour = _hour(parts)
        if hour is None:
            return day.date().isoformat()
        return day.replace(hour=hour, minute=int(parts["minute"] or 0)).isoformat(timespec="minutes")
    except ValueError:
        return None


def _hour(parts: dict[str, str | None]) -> int | None:
    if not parts["hour"]:
        return None
    hour, half = int(parts["hour"]), (parts["half"] or "").strip().lower()
    if half.startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.startswith("a") and hour == 12 else hour
