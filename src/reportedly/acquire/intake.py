"""What goes along with every source of one call: clock, ids met, and what the person asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reportedly.acquire.languages import with_language
from reportedly.acquire.plain import Clock
from reportedly.acquire.refusal import RefusedError, shown
from reportedly.record import Article, Problem, content_id, text_sha256

Item = Article | Problem
Seen = dict[str, str]
"""Hash of each id met → hash of its text."""

_TOLD = ("line", "row")
"""How articles come whose language was looked at where they were made, since batches of lines take them from there."""


def _unheard(_message: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person can ask for when articles come in.

    ``columns`` maps names of the record (``id``, ``text`` and the metadata) to columns of tables; ``custody`` is kept
    with every capture ("received from …"); ``tell`` is given a line on what was guessed or passed over.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    custody: str = ""
    tell: Callable[[str], None] = _unheard


@dataclass(frozen=True, slots=True)
class Intake:
    """One call of ``acquire``; ``seen`` grows by about 200 bytes an article."""

    now: Clock | None = None
    seen: Seen = field(default_factory=dict)
    options: Options = field(default_factory=Options)

    def remember(self, article: Article) -> None:
        """Note an article's id and text; raises ``RefusedError`` where the id stood for another text."""
        remember(article, self.seen)

    def finished(self, item: Item) -> Item:
        """The item as it leaves this stage: with the person's custody note and, where it had to be told, its language."""
        if isinstance(item, Problem):
            return item
        told = item if item.capture and item.capture.how in _TOLD else with_language(item)
        return _with_custody(told, self.options.custody)


def remember(article: Article, seen: Seen) -> None:
    """Note an article's id and text; raises ``RefusedError`` where the id stood for another text."""
    text = text_sha256(article.text)[:16]
    if seen.setdefault(content_id(article.id), text) != text:
        raise RefusedError("duplicate_id", "one text for each id", f"another text for {shown(article.id)}")


def _with_custody(article: Article, custody: str) -> Article:
    if not custody or article.capture is None:
        return article
    kept = "; ".join(note for note in (article.capture.custody, custody) if note)
    return replace(article, capture=replace(article.capture, custody=kept))
