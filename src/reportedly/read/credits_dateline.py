"""Datelines at the head of an item: place, date, agency in every order (CASES 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.read.credits_media import NAME, agencies, is_media
from reportedly.record import Credit, Evidence, Span
from reportedly.text import paragraphs

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?i:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"
_PLACE = r"[^\W\d_a-z][\w’'.\-]*(?: [^\W\d_a-z][\w’'\-]*){0,3}"

_SPACED_PLACE, _SPACED_DATE = (
    p.replace(" ", r"\ ") for p in (_PLACE, _DATE)
)  # verbose patterns drop bare spaces
_DATELINE = re.compile(
    rf"""(?:date\ \d{{4}}-\d\d-\d\d\s+)?
    (?P<place>{_SPACED_PLACE})(?:,\ (?!(?i:{_MONTH})\b)(?P<region>{_SPACED_PLACE}))?
    (?:[.,]?\s\(?(?P<date>{_SPACED_DATE})\)?)?
    (?:[.,]?\s?\((?P<agency>[^\W_][\w.&/\ ]{{1,40}}?)(?:\s[-–—]\s(?P<inner>{_SPACED_DATE}))?\)
      |[.,]?\s?/(?P<slashes>[^\W_][\w.&\ ]{{1,40}}?)/
      |[.,]\s(?P<caps>[A-Z][A-Z.]{{3,20}})(?=[./])|[.,]\s(?P<slashed>[A-Z][A-Z.]{{3,20}})/)?
    \s?[.,]?\s?(?P<end>--|[-–—]+|:|\.|/|(?<=[)/]))(?=\s)""",
    re.VERBOSE,
)
_STRICT_PLACE = re.compile(rf"(?:date \d{{4}}-\d\d-\d\d\s+)?{_PLACE}")

_OPENING = re.compile(
    rf"(?:(?:{_DATE},? )?[(\[/](?P<agency>{NAME})[)\]/]\s?[-–—:]*|(?P<bare>{NAME}) ?(?:--|[–—-]))(?=\s)"
)
"""A dateline without a place: "(Ardess) -", "/Ardess/", and "Ardess –" where the name is known to be a medium's."""
_NO_AGENCY = frozenset(
    "and or while but the who which that with from for see also photo video file update".split()
)
"""Words in small letters that stand in brackets behind a place and name no agency."""


def find_datelines(text: str) -> Iterator[Credit]:
    """The datelines within the first three paragraphs of a text; a place alone is none."""
    for number, paragraph in enumerate(paragraphs(text)[:3]):
        match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        opening = _OPENING.match(text, paragraph.start, min(paragraph.end, paragraph.start + 60))
        if match and _is_dateline(text, match, paragraph, number):
            yield _dateline(match)
        elif opening and number < 2 and (opening["agency"] or is_media(opening["bare"])):
            agency = opening["agency"] or opening["bare"]
            span = Span(opening.start(), opening.end())
            yield Credit("dateline", span, agency, evidence=Evidence(rule="credit:opening"))


def _dateline(match: re.Match[str]) -> Credit:
    agency = next((match[k] for k in ("agency", "caps", "slashed", "slashes") if match[k]), "").strip(" .")
    span, date = Span(match.start("place"), match.end()), match["date"] or match["inner"]
    place = match["place"].strip(" .")
    return Credit("dateline", span, agency or None, place, date, Evidence(rule="credit:dateline"))


def _is_dateline(text: str, match: re.Match[str], paragraph: Span, number: int) -> bool:
    """A place alone is none: it needs a date, an agency, capitals, or a dash or colon before a long paragraph."""
    if not _STRICT_PLACE.match(text, match.start()) or not match["place"][0].isupper():
        return False
    if match["agency"] and not _may_be_agency(match):
        return False
    if any(match[k] for k in ("date", "agency", "caps", "slashed", "slashes")):
        return match["end"] != "." or match["agency"] is None
    long = paragraph.length > 150 and number == 0 and not text[match.end() :].lstrip().startswith(("“", '"'))
    return long and (
        (match["end"] in ("--", "—", "–", "-") and match["place"].isupper())
        or (match["end"] == ":" and " " not in match["place"])
    )


def _may_be_agency(match: re.Match[str]) -> bool:
    """No "Rand Paul (Ky.)", no "Brovin (and others)": small letters only behind "PLACE, (", nothing behind the bracket only after a
    place in capitals, a date, or before a known agency."""
    name = match["agency"].strip(" .")
    if name.split()[0].casefold() in _NO_AGENCY or (name.islower() and " " in name):
        return False
    return bool(
        match["end"]
        or match["date"]
        or match["inner"]
        or match["place"].isupper()
        or name.casefold() in agencies()
    )
