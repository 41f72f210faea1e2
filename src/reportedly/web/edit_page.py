"""Editing the reading of one statement: its places in the text, its speaker, its stance.

A browser counts places in UTF-16 units of the text shown, which is mended; the record counts code points of the
text as it came. The way between the two is here and nowhere else (``text.utf16``, ``text.mending``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from reportedly.casefile import Casefile
from reportedly.casefile.querying import CHOICE_FIELDS
from reportedly.codec import plain
from reportedly.errors import InputError, UnknownItemError
from reportedly.present.judged import SPANS, judged
from reportedly.present.marks import marks_of
from reportedly.present.reading_view import mended_marks, paragraphs, pieces, words_at
from reportedly.present.words import GLOSSARY
from reportedly.record import Article, Reading, Span, Statement
from reportedly.text.mending import Mended, mend
from reportedly.text.utf16 import from_utf16
from reportedly.web.acting import Done, Form
from reportedly.web.addresses import local, statement_href
from reportedly.web.asked import places
from reportedly.web.screens import Screen, person

ROLES = {
    "source": "who is given as speaking",
    "cue": "the words that attribute",
    "content": "what is attributed",
}
"""Place of a statement → what it holds, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Role:
    """A place of the statement as the form shows it: words, and where they stand (``12-80, 90-101``)."""

    name: str
    meaning: str
    words: str
    places: str
    machine: str


def edit(request: Request, case: Casefile) -> Screen:
    """The form, filled with the reading as people left it."""
    article = case.article(request.path_params["id"])
    asked = request.query_params.get("s", "")
    machine, final = case.reading(article.id), case.final_reading(article.id)
    before = _statement(machine, asked)
    now = next((s for s in final.statements if s.id == asked), before)
    mended = _mended(article, now)
    marks = mended_marks(mended, marks_of(now))
    shown = {
        "article": article,
        "statement": now,
        "roles": [_role(name, before, now, mended) for name in ROLES],
        "speaker": _name(final, now) or "",
        "machine_speaker": _name(machine, before) or "nobody known",
        "names": sorted({s.name for s in final.speakers}),
        "choices": {
            n: [(v, GLOSSARY[f"statement.{n}"][v].label) for v in CHOICE_FIELDS[n]] for n in CHOICE_FIELDS
        },
        "machine": {n: getattr(before, n) for n in CHOICE_FIELDS},
        "paragraphs": (pieces(mended, marks),) if now.part == "title" else paragraphs(mended, marks),
        "judged": judged(case.standing_reviews(asked), article, now.part, person(request)),
        "back": local(request.query_params.get("back", statement_href(article.id, asked))),
    }
    return Screen("edit.html", shown, {"article": article.id, "machine": plain(before), "final": plain(now)})


def _statement(reading: Reading, id: str) -> Statement:
    found = next((s for s in reading.statements if s.id == id), None)
    if found is None:
        raise UnknownItemError(f"there is no statement {id!r} in the reading of {reading.id!r}")
    return found


def _mended(article: Article, statement: Statement) -> Mended:
    return mend(article.title if statement.part == "title" else article.text)


def _role(name: str, before: Statement, now: Statement, mended: Mended) -> Role:
    spans, machine = getattr(now, name), getattr(before, name)
    told = words_at(mended, machine) or "none" if machine != spans else ""
    written = ", ".join(f"{s.start}-{s.end}" for s in spans)
    return Role(name, ROLES[name], words_at(mended, spans), written, told)


def _name(reading: Reading, statement: Statement) -> str | None:
    speaker = reading.speaker(statement.speaker)
    return speaker.name if speaker else None


def keep(form: Form, case: Casefile) -> Done:
    """Keep an edit: every field that is not as the machine has it. Raises ``InputError`` where all are."""
    article = case.article(form["article"])
    machine = case.reading(article.id)
    before = _statement(machine, form["statement"])
    after = _changed(form, machine, before, _mended(article, before))
    if not after:
        raise InputError(
            "edit: expected something other than the machine's reading; to agree with it, judge it right"
        )
    told = json.dumps(after, ensure_ascii=False, sort_keys=True)
    kept = case.review("statement", before.id, "edited", form.by, form.at, form.get("reason"), None, told)
    return Done({"review": plain(kept)}, form.back)


def _changed(form: Form, machine: Reading, before: Statement, mended: Mended) -> dict[str, Any]:
    after: dict[str, Any] = {}
    for name in SPANS:
        spans = _spans(form, name, mended)
        if spans != getattr(before, name):
            after[name] = [list(span) for span in spans]
    for name in CHOICE_FIELDS:
        if form[name] != getattr(before, name):
            after[name] = form[name]
    speaker = " ".join(form["speaker"].split()) or None
    if speaker != _name(machine, before):
        after["speaker"] = speaker
    return after


def _spans(form: Form, name: str, mended: Mended) -> tuple[Span, ...]:
    """Places of a role: those selected in the text shown (UTF-16 units) where there are some, else those written."""
    selected = form.get(f"{name}_selected")
    if not selected:
        return places(form[name], len(mended.source), name)
    units = places(selected, 2 * len(mended.text), name)
    ends = from_utf16(mended.text, [end for span in units for end in span])
    shown = (Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=True))
    return tuple(mended.to_source(span) for span in shown)
