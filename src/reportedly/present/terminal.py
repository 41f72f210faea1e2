"""One reading on the terminal: who, what, according to whom (``reportedly quick FILE``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.present.chain import depths, links, relayed, speaker_name, speaker_role
from reportedly.present.layout import cells, harmless, paint, wrapped
from reportedly.present.words import counted, flags, kind_word, stance_word, word
from reportedly.record import METADATA, Article, Credit, Gap, Reading, Span, Statement
from reportedly.text.mending import Mended, mend

NESTING = 4
"""Columns that a statement inside a statement stands further in."""

DEEPEST = 4
"""Nesting beyond this is not indented further, so that text keeps a readable width in 80 columns."""

_LABEL = 13
"""Columns of the labels in the header: the longest, “reporting by”, and a blank."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every block needs: the article, its reading, both texts mended, and how to print."""

    article: Article
    reading: Reading
    text: Mended
    title: Mended
    width: int
    color: bool

    def words(self, spans: tuple[Span, ...], part: str) -> str:
        """The mended characters at some places of the source, pieces joined by an ellipsis."""
        mended = self.title if part == "title" else self.text
        return harmless(" … ".join(mended.to_mended(span).of(mended.text) for span in spans))

    def paint(self, text: str, style: str) -> str:
        return paint(text, style, self.color)


def quick_lines(article: Article, reading: Reading, *, width: int = 80, color: bool = False) -> Iterator[str]:
    """The lines of ``reportedly quick``: header, one block per attributed statement, then what else was found.

    ``width`` is in terminal cells; words are never cut. Contents are the article's own words, mended and wrapped.
    """
    sheet = _Sheet(article, reading, mend(article.text), mend(article.title), width, color)
    attributed = [s for s in reading.statements if s.voice == "attributed"]
    yield from _header(sheet)
    yield from _credits(sheet)
    yield ""
    yield from _blocks(sheet, attributed)
    yield from _doubts(sheet)
    yield from _counts(sheet, attributed)


def _header(sheet: _Sheet) -> Iterator[str]:
    for line in wrapped(sheet.title.text or f"(no title) {sheet.article.id}", sheet.width):
        yield sheet.paint(line, "bold")
    for name in METADATA:
        if name == "title":
            continue
        for noted in sheet.article.candidates(name):
            yield from _labelled(sheet, name, noted.value, noted.where)


def _credits(sheet: _Sheet) -> Iterator[str]:
    for credit in sheet.reading.credits:
        label = word("credit.kind", credit.kind).label
        where = f"“{sheet.words((credit.span,), 'text')}”"
        yield from _labelled(sheet, label, _credit_value(credit) or where, where)


def _credit_value(credit: Credit) -> str:
    return ", ".join(filter(None, (credit.agency, credit.place, credit.date)))


def _labelled(sheet: _Sheet, label: str, value: str, where: str) -> Iterator[str]:
    """``outlet     The Courier   (line 1:outlet)``; the place goes to its own line where it does not fit."""
    head = f"  {label:<{_LABEL}}"
    value, place = harmless(value), f"({harmless(where)})" if where not in ("", value) else ""
    if cells(head) + cells(value) + 2 + cells(place) <= sheet.width:
        yield sheet.paint(head, "dim") + value + ("  " + sheet.paint(place, "dim") if place else "")
        return
    for n, line in enumerate(wrapped(value, sheet.width, " " * cells(head))):
        yield sheet.paint(head, "dim") + line[cells(head) :] if n == 0 else line
    if place:
        for line in wrapped(place, sheet.width, " " * cells(head)):
            yield sheet.paint(line, "dim")


def _blocks(sheet: _Sheet, attributed: list[Statement]) -> Iterator[str]:
    numbers = {s.id: n for n, s in enumerate(attributed, 1)}
    deep = depths(sheet.reading)
    for statement in attributed:
        yield from _block(sheet, statement, numbers, min(deep[statement.id], DEEPEST))
        yield ""


def _block(sheet: _Sheet, statement: Statement, numbers: dict[str, int], depth: int) -> Iterator[str]:
    number = f"{numbers[statement.id]:>3}  "
    lead = " " * (NESTING * depth)
    body = lead + " " * len(number)
    inside = f"within {numbers[statement.parent]}: " if statement.parent in numbers else ""
    for n, line in enumerate(wrapped(inside + _who(sheet, statement), sheet.width, body)):
        yield lead + sheet.paint(number + line[len(body) :], "bold") if n == 0 else sheet.paint(line, "bold")
    for line in wrapped(_notes(sheet, statement), sheet.width, body):
        if line.strip():
            yield sheet.paint(line, "yellow")
    yield from wrapped(
        sheet.words(statement.content, statement.part) or "(no content)", sheet.width, body + "  "
    )
    if relayed(statement, sheet.article.outlet):
        for line in wrapped(_via(sheet, statement), sheet.width, body, body + "    "):
            yield sheet.paint(line, "cyan")


def _who(sheet: _Sheet, statement: Statement) -> str:
    speaker = sheet.reading.speaker(statement.speaker)
    source = sheet.words(statement.source, statement.part)
    name = ", ".join(filter(None, (speaker_name(speaker, source), speaker_role(speaker))))
    cue = sheet.words(statement.cue, statement.part)
    return f"{name} — {cue}" if cue else name


def _notes(sheet: _Sheet, statement: Statement) -> str:
    speaker = sheet.reading.speaker(statement.speaker)
    wording = filter(None, (stance_word(statement), kind_word(statement)))
    labels = [w.label for w in (*wording, *flags(statement, speaker))]
    if statement.part == "title":
        labels.append("in the title")
    return f"[{' · '.join(dict.fromkeys(labels))}]" if labels else ""


def _via(sheet: _Sheet, statement: Statement) -> str:
    """From the outlet back to the one nearest the speaker; how a hand is known is said where the text doesn't name it."""
    hands = [
        f"{sheet.article.outlet or 'this outlet' if link.here else link.name}"
        + ("" if link.basis == "explicit" or link.here else f" ({link.basis})")
        for link in links(statement, sheet.article.outlet)
    ]
    return "via " + " ← ".join(reversed(hands))


def _doubts(sheet: _Sheet) -> Iterator[str]:
    reading = sheet.reading
    if reading.gaps:
        yield sheet.paint("Left open", "bold")
        for gap in reading.gaps:
            yield from wrapped(_gap(sheet, gap), sheet.width, "  ? ", "    ")
        yield ""
    if reading.problems:
        yield sheet.paint("Problems", "bold")
        for problem in reading.problems:
            yield from wrapped(
                f"{problem.stage}, {problem.kind}: {problem.message}", sheet.width, "  ! ", "    "
            )
        yield ""


def _gap(sheet: _Sheet, gap: Gap) -> str:
    weighed = f" Weighed: {'; '.join(gap.candidates)}." if gap.candidates else ""
    place = sheet.words((gap.span,), gap.part)
    return f"{gap.question}{f' “{place}”' if place else ''}{weighed}"


def _counts(sheet: _Sheet, attributed: list[Statement]) -> Iterator[str]:
    forms = Counter(s.form for s in attributed)
    split = ", ".join(f"{forms[form]} {form}" for form in ("direct", "indirect", "mixed") if forms[form])
    via = sum(relayed(s, sheet.article.outlet) for s in attributed)
    parts = (
        counted(len(attributed), "attributed statement") + (f" ({split})" if split else ""),
        counted(len({s.speaker for s in attributed if s.speaker}), "speaker"),
        f"{via:,} relayed",
        f"{len(sheet.reading.statements) - len(attributed):,} in the outlet's own voice",
        counted(len(sheet.reading.gaps), "open question"),
        counted(len(sheet.reading.problems), "problem"),
    )
    yield from wrapped(" · ".join(parts), sheet.width)
