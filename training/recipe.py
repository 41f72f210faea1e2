"""One run of training: every choice that docs/decisions/0004 and 0005 measured, with the values that are shipped."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Recipe:
    """Names are the flags of ``train.py``; the ideas (0 or 1) can be taken away one at a time."""

    passes: float = 5.0
    seed: int = 7
    share: float = 1.0
    """Part of PolNeAR's windows that is used (a third for trials)."""
    own: int = 2
    """How often each in-domain window is seen in a pass."""
    without: str = ""
    """In-domain articles whose names begin so are held out to choose by."""
    start: str = ""
    """Begin from the weights of this name instead of the plain encoder's."""
    polnear: int = 1
    """0 trains without PolNeAR (``make train OPEN=1``)."""
    cut: int = 0
    """Layers below that stay as they are."""
    batch: int = 16
    layer_rate: float = 8e-5
    head_rate: float = 1e-3
    decay: float = 0.01
    average: float = 0.998
    unknown: int = 1
    """Inside PolNeAR's contents a cue may stand that it doesn't mark: those tags are left open, not O."""
    verify: int = 0
    """A second look decides from the roles whether a cue attributes; trained on the tagger's own false cues too."""
    others: int = 1
    """The role tagger sees where the window's other cues are."""
    hints: int = 1
    """Source and content tags of all cues at once, as an extra task of the encoder."""


def from_flags(arguments: list[str]) -> Recipe:
    """The recipe with what the command line changes."""
    parser = argparse.ArgumentParser()
    for f in fields(Recipe):
        parser.add_argument(f"--{f.name.replace('_', '-')}", type=type(f.default), default=f.default)
    return Recipe(**vars(parser.parse_args(arguments)))
