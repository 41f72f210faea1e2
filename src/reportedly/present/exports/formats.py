"""What every format is told, what it gives back, and what it says about itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportedly.present.tables import Entry
from reportedly.record import Story

Left = Counter[str]
"""What was left out on the way, by the names of :data:`manifest.LEFT`; formats and the caller add to it."""

Layer = Literal["final", "machine"]
"""The reading as people left it, or as the machine made it."""


def _no_story(id: str) -> Story:
    return Story(id, (), (), 0, "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is asked for, as far as a format has to know it.

    ``casefile`` is the file's name, ``digest`` the casefile's; ``story`` is there where only its articles are
    wanted. ``layer`` is whose reading the entries hold. ``find_story`` gives a story by its id. ``at`` is the time as the caller wants it shown, '' for none.
    """

    casefile: str = "case.db"
    digest: str = ""
    query: str | None = None
    story: Story | None = None
    with_text: bool = False
    layer: Layer = "machine"
    at: str = ""
    find_story: Callable[[str], Story] = field(default=_no_story, compare=False)


Pieces = Callable[[Iterable[Entry], Asked, Left], Iterator[bytes]]
"""Gives the bytes of one file, one article or less at a time."""

Files = Callable[[Iterable[Entry], Asked, Left], Iterator[tuple[str, bytes]]]
"""Gives the files of a folder one by one: a name without separators, and the whole content."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a casefile's content.

    ``holds`` and ``lost`` are a line each on what is in it and what it has no place for. ``whole``: an article
    that has a hit is given with all its statements. ``texts``: the articles' full texts never, can or must go in.
    ``articles``: whether one without any statement leaves something in it; ``statements``: whether it holds these. ``ties``: whether its entries need their ties. ``narrows``: whether
    a query or a story can be asked of it. ``extra`` is the optional dependency it needs. Exactly one of ``pieces``
    (one file) and ``files`` (a folder) is there.
    """

    name: str
    media_type: str
    holds: str
    lost: str = ""
    whole: bool = False
    texts: str = "never"
    articles: bool = True
    statements: bool = True
    ties: bool = False
    narrows: bool = True
    extra: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    pieces: Pieces | None = None
    files: Files | None = None

    @property
    def takes_text(self) -> bool:
        """Whether the articles' full texts can go in."""
        return self.texts != "never"
