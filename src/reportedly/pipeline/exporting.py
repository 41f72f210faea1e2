"""A casefile's content into the formats of ``present.exports``: what is asked for, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

from reportedly.casefile import Casefile
from reportedly.errors import InputError
from reportedly.pipeline.following import Tick, quiet
from reportedly.present.exports import Asked, Exported, Format, Layer, Left, format_named
from reportedly.present.exports.masking import Mask, protected_names
from reportedly.present.tables import Entry
from reportedly.record import Reading, Stamp

STORIES_KEPT = 64
"""Stories in memory while their articles go by: those of one story often stand near each other."""


def _unnamed(_: str) -> None:
    """Where nobody asks for the names of a folder's files."""


@dataclass(slots=True)
class _Passage:
    """The articles on their way into a format, counted as they go by."""

    case: Casefile
    form: Format
    asked: Asked
    mask: Mask
    tick: Tick
    reviewed: bool
    counts: Counter[str] = field(default_factory=lambda: Counter(articles=0, statements=0))
    stamps: Counter[Stamp] = field(default_factory=Counter)
    left: Left = field(default_factory=Counter)
    taken_out: int = 0

    def entries(self) -> Iterator[Entry]:
        """Every article asked for that has a reading; the others are counted."""
        for id, places in self._wanted():
            if self.case.has_reading(id):
                yield self._counted(self._entry(id, places))
            else:
                self.left["articles_without_reading"] += 1

    def exported(self, masked: int | None) -> Exported:
        """What went by, to be called when all did."""
        compared, digest = self.case.summary().compared, self.asked.digest
        return Exported(
            self.asked,
            dict(self.stamps),
            digest,
            compared,
            **self.counts,
            left=self.left,
            masked=masked,
            taken_out=self.taken_out,
        )

    def _wanted(self) -> Iterator[tuple[str, tuple[int, ...] | None]]:
        if self.asked.story is None:
            yield from self.case.found_articles(self.asked.query)
        elif self.asked.query is None:
            yield from ((id, None) for id in sorted(self.asked.story.articles))
        else:
            wanted, found = set(self.asked.story.articles), self.case.found_articles(self.asked.query)
            yield from (item for item in found if item[0] in wanted)

    def _entry(self, id: str, places: tuple[int, ...] | None) -> Entry:
        case, form = self.case, self.form
        machine = case.reading(id)
        found = case.final_reading(id) if self.reviewed else machine
        chosen = None if form.whole or places is None else {machine.statements[place].id for place in places}
        if found is not machine:
            self._count_taken_out(machine, found, chosen)
        ties = case.ties_of(id) if form.ties else ()
        where = _places(found, chosen)
        return self.mask.entry(Entry(case.article(id), found, case.origins_found(id), where, ties))

    def _count_taken_out(self, machine: Reading, found: Reading, chosen: set[str] | None) -> None:
        kept = {s.id for s in found.statements}
        gone = {s.id for s in machine.statements} - kept
        self.taken_out += len(gone if chosen is None else gone & chosen)

    def _counted(self, entry: Entry) -> Entry:
        self.counts["statements"] += len(entry.statements)
        self.counts["articles"] += self.form.articles or bool(entry.statements)
        self.stamps[entry.reading.stamp] += 1
        self.tick("exporting", self.counts["articles"], None)
        return entry


def _places(reading: Reading, chosen: set[str] | None) -> tuple[int, ...] | None:
    """Where the statements of these ids stand; a reading that people corrected may have fewer than the machine's."""
    if chosen is None:
        return None
    return tuple(place for place, s in enumerate(reading.statements) if s.id in chosen)


def _protected(case: Casefile, reviewed: bool) -> frozenset[str]:
    """Every protected name, as the machine read it and as people left it."""
    names = protected_names(case.readings())
    if not reviewed:
        return names
    return names | protected_names(case.final_reading(reading.id) for reading in case.readings())


def export(
    case: Casefile,
    name: str,
    write: Callable[[bytes], object],
    query: str | None = None,
    with_text: bool = False,
    tick: Tick = quiet,
    *,
    story: str | None = None,
    unmask: bool = False,
    layer: Layer = "final",
    at: str = "",
    begin: Callable[[str], object] = _unnamed,
) -> Exported:
    """Write a casefile's readings, or what a query or a story holds, in the format of that name (``FORMATS``).

    One state of the casefile, in the order of article ids, a bounded number in memory; an article without a reading
    is left out and counted. ``layer``: the reading as people left it (``final``: edits made, statements judged wrong taken
    out), or as the ``machine`` made it. ``begin`` is told the name of each file of a folder before its bytes are written.
    Protected names are hidden unless ``unmask``: for that every reading is gone through once before. ``at`` is the
    time as a document shows it. Raises ``InputError``, and ``UnknownItemError`` for a story that is not in the case.
    """
    form = format_named(name, with_text)
    if not form.narrows and (query is not None or story is not None):
        raise InputError(f"export: {name} is about the whole casefile and takes no query and no story")
    with case.snapshot():
        reviewed = layer == "final" and case.summary().reviews > 0  # else the two layers are equal
        names = frozenset[str]() if unmask or not form.narrows else _protected(case, reviewed)
        mask = Mask(names)
        find = lru_cache(STORIES_KEPT)(lambda id: mask.story(case.story(id)))
        wanted = find(story) if story is not None else None
        asked = Asked(PurePath(case.path).name, case.digest(), query, wanted, with_text, layer, at, find)
        passage = _Passage(case, form, asked, mask, tick, reviewed)
        _written(passage, begin, write)
        return passage.exported(None if unmask or not form.narrows else len(names))


def _written(passage: _Passage, begin: Callable[[str], object], write: Callable[[bytes], object]) -> None:
    form, given = passage.form, (passage.entries(), passage.asked, passage.left)
    for piece in form.pieces(*given) if form.pieces else ():
        write(piece)
    for name, content in form.files(*given) if form.files else ():
        begin(name)
        write(content)
