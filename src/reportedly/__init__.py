"""reportedly: who said what, according to whom.

::

    from reportedly import Article, load_reader, read, compare, open_casefile

    article = Article.from_text(text, id="a1", outlet="The Example", published="2031-03-01")
    reading = read(article, load_reader())
    comparison = compare([article], [reading])

Names are imported on first use, so that ``import reportedly`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportedly.version import SCHEMA, __version__

if TYPE_CHECKING:
    from reportedly.casefile import Casefile, open_casefile
    from reportedly.compare import compare
    from reportedly.errors import ReportedlyError
    from reportedly.read import load_reader, read
    from reportedly.record import Article, Comparison, Reading, Span, Statement

_HOMES = {
    "Article": "record",
    "Casefile": "casefile",
    "Comparison": "record",
    "Reading": "record",
    "ReportedlyError": "errors",
    "Span": "record",
    "Statement": "record",
    "compare": "compare",
    "load_reader": "read",
    "open_casefile": "casefile",
    "read": "read",
}

__all__ = [
    "SCHEMA",
    "Article",
    "Casefile",
    "Comparison",
    "Reading",
    "ReportedlyError",
    "Span",
    "Statement",
    "__version__",
    "compare",
    "load_reader",
    "open_casefile",
    "read",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(f"reportedly.{_HOMES[name]}"), name)
