"""Article → Reading: who said what, according to whom.

``read`` is the ten lines to read first; each step has its own file. Pure: no clock, randomness, environment,
network or database; the same article, reader and version give the same bytes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from reportedly.models import Attributor
from reportedly.read.assembly import Assembly, unread
from reportedly.read.attributor import load_attributor
from reportedly.read.credits import find_credits
from reportedly.read.dates import anchors_of
from reportedly.read.found import find_statements
from reportedly.read.particulars import find_particulars
from reportedly.read.parts import prepare
from reportedly.read.relays import Relays
from reportedly.read.speakers import Resolver
from reportedly.read.voice import own_voice
from reportedly.record import Article, Reading, Stamp
from reportedly.version import SCHEMA, __version__

__all__ = ["Reader", "load_reader", "read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads: an attributor in its socket, and the stamp its readings carry."""

    attributor: Attributor

    @property
    def stamp(self) -> Stamp:
        """The versions of program, attributor and formats."""
        return Stamp(__version__, self.attributor.version, SCHEMA)


def load_reader(model: str | Path | None = None) -> Reader:
    """The reader that ships, or one with a user's own model; raises ``ModelError`` where that cannot be loaded."""
    return Reader(load_attributor(Path(model) if model is not None else None))


def read(article: Article, reader: Reader | None = None) -> Reading:
    """All that an article says and who is given for it; as fast as its model (docs/benchmarks.md)."""
    reader = reader or load_reader()
    if article.language and not article.language.casefold().startswith("en"):
        return unread(article, reader.stamp)
    text, title = prepare(article)
    credits = find_credits(text.text, article.outlet)
    found = find_statements(reader.attributor, text, title, credits)
    assembly = Assembly(article, reader.stamp, credits, text, title)
    assembly.add_attributed(
        found, Resolver(text.text, article.byline or ""), Relays(article, text.text, credits, title.text)
    )
    assembly.add_own_voice(own_voice(text, found, credits))
    assembly.add_particulars(find_particulars(text, title, found, anchors_of(article.published, credits)))
    return assembly.reading()


class _Stage(ModuleType):
    """Lets ``reportedly.read`` be the package and its one public function alike (INTERFACE, Python)."""

    __call__ = staticmethod(read)


sys.modules[__name__].__class__ = _Stage
