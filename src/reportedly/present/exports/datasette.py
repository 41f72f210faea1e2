"""Metadata for Datasette (0.65): titles, labels, facets and meanings of columns, so that it opens a casefile as it is.

It says how the casefile itself is shown; nothing is copied, left out or hidden: whoever is served the file sees
all of it, texts and protected names too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from reportedly.codec import indented
from reportedly.present.exports.formats import Asked, Format, Left
from reportedly.present.tables import COLUMNS, Entry
from reportedly.present.words import NOTICE
from reportedly.version import __version__

_SAID = (
    "speaker resolution source cue content form kind stance voice inferred topic_only part parent score relays start"
).split()

TABLES: Mapping[str, Mapping[str, Any]] = {
    "statement": {
        "title": "Statements",
        "description": "Who said what, according to whom. Search looks in speaker, source and content.",
        "facets": ["speaker", "stance", "kind", "form", "voice"],
        "columns": {name: COLUMNS[name] for name in _SAID} | {"stop": COLUMNS["end"]},
        "size": 50,
    },
    "article": {
        "title": "Articles",
        "description": "Texts as they came, with their metadata. Search looks in titles and texts.",
        "label_column": "title",
        "facets": ["outlet", "language"],
        "sort_desc": "published",
        "columns": {name: COLUMNS[name] for name in ("outlet", "published", "url")},
        "size": 20,
    },
    "speaker": {
        "title": "Speakers",
        "description": "Who is given as speaking, article by article.",
        "label_column": "name",
        "facets": ["kind"],
    },
    "story": {
        "title": "Stories",
        "description": "Articles joined by copying. Separate origins found are an upper bound.",
        "label_column": "id",
        "sort_desc": "n_articles",
    },
    "tie": {
        "title": "Ties",
        "description": "How two articles hang together by their words.",
        "facets": ["kind", "direction"],
    },
    "passage": {"title": "Passages", "description": "Two places with the same words."},
    "credit": {
        "title": "Credits",
        "description": "Provenance that texts give.",
        "facets": ["kind", "agency"],
    },
    "gap": {"title": "Open questions", "description": "What the texts leave open.", "facets": ["question"]},
    "problem": {"title": "Problems", "description": "Items that failed.", "facets": ["stage", "kind"]},
    "review": {
        "title": "Reviews",
        "description": "People's judgements on the reading, never on what a text says.",
        "facets": ["verdict", "by", "target_kind"],
    },
    "audit": {"title": "Audit", "description": "What was done.", "facets": ["action"]},
    "capture": {"hidden": True},
}
"""Table → what Datasette is told of it; tables that are not named are shown with its defaults."""


def pieces(_entries: Iterable[Entry], asked: Asked, _left: Left) -> Iterator[bytes]:
    """One JSON file; the database goes by the casefile's name without its ending, as Datasette calls it."""
    database = {"tables": TABLES, "description": NOTICE}
    yield indented(
        {
            "title": f"{asked.casefile}: who said what, according to whom",
            "description": NOTICE,
            "about": f"reportedly {__version__}",
            "databases": {PurePath(asked.casefile).stem: database},
        }
    )


DATASETTE = Format(
    "datasette",
    "application/json",
    "how Datasette shows the casefile itself: titles, labels, facets, meanings of columns",
    lost="holds no content of its own; Datasette shows all of the casefile, texts and protected names included",
    statements=False,
    narrows=False,
    pieces=pieces,
)
