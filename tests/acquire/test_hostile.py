"""A few trials of bench/hostile.py: damaged files of every kind end soon, with articles or Problems that can be stored."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import hostile


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_damaged_files(kind: str) -> None:
    for seed in range(1 if kind == "pdf" else 4):
        hostile.fuzz(kind)(seed)


def test_what_the_campaigns_found() -> None:
    """A date in a mail that overflows (OverflowError)."""
    hostile.fuzz("eml")(43)
