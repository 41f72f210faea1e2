"""What lies beside an export: who made what of which casefile, how much, and whether it is all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportedly.codec import plain
from reportedly.present.exports.formats import Asked, Format
from reportedly.present.words import counted
from reportedly.record import Stamp
from reportedly.version import SCHEMA, __version__

LEFT: Mapping[str, tuple[str, str, str]] = {
    "articles_without_reading": (
        "article",
        "has no reading yet and had to be left out",
        "have no reading yet and had to be left out",
    ),
    "statements_beyond": (
        "statement",
        "is more than one dossier takes and was left out",
        "are more than one dossier takes and were left out",
    ),
    "statements_without_claim": (
        "statement",
        "makes no claim (a question, a name, no comment, a topic only) and was left out",
        "make no claim (questions, names, no comment, topics only) and were left out",
    ),
    "cells_cut": (
        "cell",
        "is longer than a spreadsheet takes and was cut",
        "are longer than a spreadsheet takes and were cut",
    ),
}
"""What can be left out → its noun, and how that is said of one and of more."""

_STATEMENTS_LEFT = ("statements_beyond", "statements_without_claim")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what was not.

    ``asked`` is what was asked for, ``articles`` and ``statements`` are those gone through; ``left`` counts what of that is not in the file, and
    articles asked for that have no reading. ``stamps`` counts readings by the versions that made them. ``digest``
    is the casefile's, ``compared`` says whether its stories are of the articles and readings it holds now.
    ``masked`` is how many protected names were hidden, ``None`` where they were asked for. ``taken_out`` counts
    statements that people judged wrong and that the final layer therefore has not.
    """

    asked: Asked
    stamps: Mapping[Stamp, int]
    digest: str
    compared: bool
    articles: int = 0
    statements: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
    masked: int | None = 0
    taken_out: int = 0

    @property
    def unread(self) -> int:
        """Articles asked for that have no reading and are left out."""
        return self.left.get("articles_without_reading", 0)

    @property
    def written_statements(self) -> int:
        """Statements that are in the file."""
        return self.statements - sum(self.left.get(name, 0) for name in _STATEMENTS_LEFT)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: its name, its length in bytes, and SHA-256 over them."""

    name: str
    bytes: int
    sha256: str


def completeness(left: Mapping[str, int], query: str | None, story: str | None = None) -> str:
    """Whether everything that was asked for is in the file, in a sentence."""
    asked = "that the query finds" if query is not None else "of the story" if story else "of the casefile"
    told = [_told(name, count, asked) for name, count in left.items() if count]
    if told:
        return f"Not complete: {'; '.join(told)}."
    return f"Complete: {'everything' if query is not None else 'every article'} {asked}."


def _told(name: str, count: int, asked: str) -> str:
    noun, one, many = LEFT[name]
    return f"{counted(count, noun)} {asked} {one if count == 1 else many}"


def manifest(
    form: Format,
    exported: Exported,
    *,
    files: Iterable[Written],
    audit: Mapping[str, Any],
) -> dict[str, Any]:
    """What lies beside an export, so that it can be checked and cited."""
    asked = exported.asked
    story = asked.story.id if asked.story else None
    return {
        "format": {
            "name": form.name,
            "media_type": form.media_type,
            "holds": form.holds,
            "lost": form.lost,
        },
        "columns": dict(form.columns),
        "made": {"at": asked.at, "reportedly": __version__, "schema": SCHEMA},
        "casefile": {"name": asked.casefile, "digest": exported.digest, "compared": exported.compared},
        "query": asked.query,
        "story": story,
        "articles": exported.articles,
        "statements": exported.written_statements if form.statements else 0,
        "complete": not any(exported.left.values()),
        "completeness": completeness(exported.left, asked.query, story),
        "left_out": {name: exported.left.get(name, 0) for name in _listed(exported.left)},
        "layer": {"name": asked.layer, "statements_taken_out_by_reviews": exported.taken_out},
        "article_text": asked.with_text,
        "protected_names": {"masked": exported.masked is not None, "names": exported.masked or 0},
        "stamps": [{**plain(stamp), "readings": n} for stamp, n in _by_stamp(exported.stamps)],
        "files": [plain(file) for file in files],
        "audit": dict(audit),
    }


def _listed(left: Mapping[str, int]) -> list[str]:
    return ["articles_without_reading", *(n for n in LEFT if left.get(n) and n != "articles_without_reading")]


def _by_stamp(stamps: Mapping[Stamp, int]) -> list[tuple[Stamp, int]]:
    return sorted(stamps.items(), key=lambda item: (item[0].reportedly, item[0].model, item[0].schema))
