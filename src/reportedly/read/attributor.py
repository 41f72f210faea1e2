"""What finds statements: the learned reader that ships, a user's own model, or the rules alone."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path

from reportedly.models import Attribution, Attributor
from reportedly.read.continuation import continued
from reportedly.read.frames import RULES_VERSION, read_unit
from reportedly.read.units import units


@functools.lru_cache(maxsize=2)
def load_attributor(model: Path | None = None) -> Attributor:
    """The attributor that ships, or one with a user's own model from a folder; raises ``ModelError`` where it can't be loaded.

    The name ``rules`` gives the rules alone: faster, without a model, and what the learned reader is measured against.
    """
    from reportedly.models.learned import SHIPPED, load_learned
    from reportedly.read.learned import LearnedAttributor

    if model == Path("rules"):
        return RulesAttributor()
    reader = load_learned(model or SHIPPED)
    return LearnedAttributor(reader, reader.manifest.least)


@dataclass(frozen=True, slots=True)
class RulesAttributor:
    """Cue frames, "according to", participles, fronted and inverted cues, quotations and their continuation."""

    version: str = RULES_VERSION

    def attribute(self, text: str) -> list[Attribution]:
        """See :class:`~reportedly.models.Attributor`; about 1 MB of text a second."""
        found: list[Attribution] = []
        last = None
        for unit in units(text):
            inside = read_unit(unit)
            if inside:
                base = len(found)
                found += [replace(a, parent=None if a.parent is None else a.parent + base) for a in inside]
            else:
                found = continued(unit, last, found)
            last = unit
        return found
