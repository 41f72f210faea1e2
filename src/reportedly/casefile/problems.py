"""Items that failed, kept once each."""

from __future__ import annotations

from reportedly.casefile.store import Store
from reportedly.record import Problem, content_id

_INSERT = "INSERT OR IGNORE INTO problem (id, stage, kind, message, item) VALUES (?, ?, ?, ?, ?)"


def keep(store: Store, problem: Problem) -> None:
    """Keep a problem inside the open transaction; one with the same words is there only once."""
    told = (problem.stage, problem.kind, _storable(problem.message), _storable(problem.item))
    store.run(_INSERT, (content_id("problem", *told), *told))


def settle(store: Store, article_id: str) -> None:
    """Take away what an earlier attempt at reading this article left: its present reading speaks for it."""
    store.run(
        "DELETE FROM problem WHERE item = ? AND (stage = 'read' OR kind = 'reading_refused')", (article_id,)
    )


def _storable(text: str | None) -> str | None:
    """Lone surrogates (a path that is not UTF-8) and NUL written out, as a file of UTF-8 text cannot hold them."""
    return text and text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
