"""One mended place."""

from typing import NamedTuple


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``put``: one character or none."""

    start: int
    end: int
    put: str
