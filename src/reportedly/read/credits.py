"""Provenance that a text itself gives: datelines, "X reports", bylines, interviews, "Reporting by …" (CASES 1-8)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from reportedly.record import Credit, Evidence, Span
from reportedly.text import paragraphs
from reportedly.text.lexicon import roles, table

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
    (?P<place>{_SPACED_PLACE})(?:,\ (?P<region>{_SPACED_PLACE}))?
    (?:[.,]?\s\(?(?P<date>{_SPACED_DATE})\)?)?
    (?:[.,]?\s?\((?P<agency>[^\W_][\w.&/\ ]{{1,40}}?)(?:\s[-–—]\s(?P<inner>{_SPACED_DATE}))?\)
      |[.,]?\s?/(?P<slashes>[^\W_][\w.&\ ]{{1,40}}?)/
      |[.,]\s(?P<caps>[A-Z][A-Z.]{{3,20}})(?=[./])|[.,]\s(?P<slashed>[A-Z][A-Z.]{{3,20}})/)?
    \s?[.,]?\s?(?P<end>--|[-–—]+|:|\.|/|(?<=[)/]))(?=\s)""",
    re.VERBOSE,
)
_STRICT_PLACE = re.compile(rf"(?:date \d{{4}}-\d\d-\d\d\s+)?{_PLACE}")

_NAME = r"(?:the )?(?P<agency>(?:The )?[A-ZÀ-Þ][\w.&’'/\-]*(?: (?:[A-ZÀ-Þ][\w.&’'/\-]*|of|de|la)){0,4})"
_REPORTS = re.compile(
    rf", (?:as )?(?P<medium>(?:the )?(?:news )?(?:agency|newspaper) )?{_NAME} (?P<verb>reports|reported|informs|informed|writes)(?=[.,]|$| with reference| citing)"
)
_REPORTS_HEAD = re.compile(rf"(?m)^(?:As )?{_NAME} (?:reports|informs)(?=,| with reference| citing)")
_INTERVIEW = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ff]or) an (?:exclusive )?interview (?:with|to|given to|for) (?:the )?(?:[A-Z]?[a-z]+(?:an|ish|ese|ch|ian|i) )?"
    r"(?P<agency>[A-ZÀ-Þ][\w.&’'\-]*(?: (?:[A-ZÀ-Þ][\w.&’'\-]*|of|de|la)){0,4})"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to {_NAME}")
_REPORTING_BY = re.compile(r"(?mi)^[^\w\n]*(?:additional )?(?:reporting|writing|editing|compiled) by .+$")
_COPYRIGHT = re.compile(r"(?mi)^.*(?:©|\(c\) ?\d{4}|copyright \d{4}|all rights reserved).*$")
_BYLINE = re.compile(r"(?m)\A\s*By (?P<agency>[A-ZÀ-Þ][\w.’'\-]*(?: [A-ZÀ-Þ][\w.’'\-]*){1,4})[^\S\n]*$")
_SOURCE_LINE = re.compile(rf"(?m)^[^\w\n]*(?:Source|Via|Agency): {_NAME}[^\w\n]*$")


def find_credits(text: str, outlet: str | None) -> list[Credit]:
    """The credits of a (mended) text, in text order. ``outlet`` tells a self-credit from one to another."""
    found = [*_datelines(text), *_tails(text)]
    own = {_key(n) for n in [outlet, *(c.agency for c in found if c.kind == "dateline")] if n}
    found += [_credit("self" if _key(m["agency"]) in own else "source_link", m) for m in _reports(text, own)]
    found += [_credit("interview", m) for m in _INTERVIEW.finditer(text)]
    found += [
        _credit("source_link", m, "according_to")
        for m in _ACCORDING.finditer(text)
        if is_media(m["agency"], own)
    ]
    return sorted(_unique(found), key=lambda c: (c.span, c.kind))


def _credit(kind: str, match: re.Match[str], rule: str = "") -> Credit:
    agency = re.sub(r"[’']s$", "", match["agency"]).rstrip(".")
    return Credit(kind, _bare(match), agency, evidence=Evidence(rule=f"credit:{rule or kind}"))  # type: ignore[arg-type]


def _bare(match: re.Match[str]) -> Span:
    """The place of a match without the comma before it, the space after it, and the full stop after a name at its end."""
    words = match.group()
    ends_in_name = words.endswith(match.groupdict().get("agency") or "\n")
    end = match.start() + len(words.rstrip(" .\t" if ends_in_name else " \t"))
    return Span(match.start() + len(words) - len(words.lstrip(", \t")), end)


def _reports(text: str, own: set[str]) -> Iterator[re.Match[str]]:
    """ "…, X reports" of a medium; ", Ana Boruk reported." may be a speaker's."""
    for match in _REPORTS.finditer(text):
        medium = is_media(match["agency"], own) or match["medium"] or " " not in match["agency"]
        if medium or match["verb"] in ("reports", "informs"):
            yield match
    yield from _REPORTS_HEAD.finditer(text)


def _unique(credits: list[Credit]) -> list[Credit]:
    return list({(c.kind, c.span): c for c in credits}.values())


def _datelines(text: str) -> Iterator[Credit]:
    for number, paragraph in enumerate(paragraphs(text)[:3]):
        match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        if match and _is_dateline(text, match, paragraph, number):
            agency = (match["agency"] or match["caps"] or match["slashed"] or match["slashes"] or "").strip(
                " ."
            ) or None
            date = match["date"] or match["inner"]
            start = match.start("place")
            yield Credit(
                "dateline",
                Span(start, match.end()),
                agency,
                match["place"].strip(" ."),
                date,
                Evidence(rule="credit:dateline"),
            )


def _is_dateline(text: str, match: re.Match[str], paragraph: Span, number: int) -> bool:
    """A place alone is none: it needs a date, an agency, capitals, or a dash or colon before a long paragraph."""
    if not _STRICT_PLACE.match(text, match.start()) or not match["place"][0].isupper():
        return False
    if any(match[k] for k in ("date", "agency", "caps", "slashed", "slashes")):
        return match["end"] != "." or match["agency"] is None
    long = paragraph.length > 150 and number == 0 and not text[match.end() :].lstrip().startswith(("“", '"'))
    return long and (
        (match["end"] in ("--", "—", "–", "-") and match["place"].isupper())
        or (match["end"] == ":" and " " not in match["place"])
    )


def _tails(text: str) -> Iterator[Credit]:
    for kind, pattern in (("reporting_by", _REPORTING_BY), ("copyright", _COPYRIGHT)):
        for match in pattern.finditer(text):
            yield Credit(kind, _bare(match), evidence=Evidence(rule=f"credit:{kind}"))  # type: ignore[arg-type]
    for kind, pattern in (("byline", _BYLINE), ("source_link", _SOURCE_LINE)):
        for match in pattern.finditer(text):
            yield _credit(kind, match)


@functools.cache
def agencies() -> dict[str, str]:
    """Every written form of an agency's public name, case-folded → its name (``agencies.tsv``)."""
    rows = [(row[0], row[1].split(",") if len(row) > 1 else []) for row in table("agencies.tsv")]
    return {form.strip().casefold(): name for name, forms in rows for form in (name, *forms) if form.strip()}


def is_media(name: str, own: set[str] | frozenset[str] = frozenset()) -> bool:
    """Whether a name is an agency's or outlet's: in the table, the article's own, or with a media word in it."""
    words = re.findall(r"[^\W_]+", name.casefold())
    media = any(w in roles() and roles()[w].kind == "media" for w in words) and name != name.casefold()
    return media or _key(name) in agencies() or _key(name) in own


def _key(name: str) -> str:
    return re.sub(r"^the ", "", name.casefold().strip(" ."))
