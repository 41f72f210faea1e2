"""A new casefile for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.casefile import Casefile, create_casefile


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casefile]:
    with create_casefile(tmp_path / "case.db") as opened:
        yield opened
