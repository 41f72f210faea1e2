"""Why one item cannot be used, on its way to becoming a ``Problem``."""

import json
from typing import Literal

from reportedly.errors import InputError
from reportedly.record import Problem

Kind = Literal[
    "unreadable",
    "unsupported_file",
    "too_large",
    "empty",
    "binary",
    "encoding",
    "bad_character",
    "no_text",
    "broken_json",
    "wrong_type",
    "missing_field",
    "metadata",
    "duplicate_id",
    "damaged",
    "truncated",
    "ratio",
    "nested",
    "entities",
    "unsafe_path",
    "encrypted",
    "time",
    "digest",
    "manifest",
    "missing_extra",
    "columns",
]
"""Kinds of ``Problem`` that acquiring gives."""
BESIDE: frozenset[Kind] = frozenset(("metadata", "digest", "manifest"))
"""Kinds that stand beside an article, which came in all the same."""


class RefusedError(InputError):
    """Raised and caught inside this stage only: one item fails, the rest goes on."""

    def __init__(self, kind: Kind, expected: str, actual: str) -> None:
        super().__init__(f"expected {expected}, got {actual}")
        self.kind = kind

    def problem(self, item: str) -> Problem:
        """The stored form, naming the item."""
        return Problem("acquire", self.kind, str(self), item)


def shown(value: object) -> str:
    """A value as a message shows it: its JSON form, cut at 60 characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
