"""The casefile as its users meet it: one class, each method one call into the part that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from os import PathLike
from types import TracebackType

from reportedly.casefile import (
    articles,
    captures,
    comparisons,
    digests,
    listing,
    opening,
    readings,
)
from reportedly.casefile.custody import Custody
from reportedly.casefile.finding import Finding
from reportedly.casefile.people import People
from reportedly.casefile.results import (
    Added,
    ArticleRow,
    ListQuery,
    Page,
    Summary,
    Tally,
)
from reportedly.casefile.store import Store
from reportedly.record import (
    Article,
    Comparison,
    Passage,
    Problem,
    Reading,
    Stamp,
    Story,
    Tie,
)

BUSY_SECONDS = 5.0
"""How long a write waits for another process by default, in seconds: SQLite's customary value, longer than our longest batch."""


def create_casefile(path: str | PathLike[str], *, timeout: float = BUSY_SECONDS) -> Casefile:
    """A new, empty casefile, open for writing.

    The file appears whole or not at all. Raises ``InputError`` where a casefile is there already,
    ``NotACasefileError`` where something else is, ``CasefileError`` where the folder is missing or cannot be
    written.
    """
    return Casefile(opening.create(path, timeout))


def open_casefile(
    path: str | PathLike[str], *, readonly: bool = False, timeout: float = BUSY_SECONDS
) -> Casefile:
    """A casefile that exists, as a context manager; an older schema is brought forward when open for writing.

    ``timeout`` is how many seconds a write waits for another process before ``BusyError``. A ``readonly`` one is
    cheap to open (under 5 ms) and may be used from any thread, by one thread at a time. Raises
    ``NotACasefileError``, ``NewerSchemaError``, ``BusyError``, or ``CasefileError`` (no such file, no permission,
    damaged, older schema when ``readonly``), each with what was expected and what is there.
    """
    return Casefile(opening.open_existing(path, readonly, timeout))


class Casefile(People, Finding, Custody):
    """Records in one SQLite file; made by :func:`create_casefile` and :func:`open_casefile`.

    Writing methods are transactions: after a crash at any moment everything before the open batch is there, and
    running the same input again completes it without doubling anything. Where a file turns out damaged, full,
    busy or not writable, each method raises ``CasefileError`` or one of its kinds.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Casefile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._store.close()

    @property
    def path(self) -> str:
        """Where the file is."""
        return self._store.path

    # -- articles and problems -------------------------------------------------------------------------------

    def add(self, article: Article, reading: Reading | None = None) -> Added:
        """Store an article, and its reading where one is given, in one transaction.

        ``"known"``: the same id and text are there, nothing of the article changes. ``"conflict"``: the id is
        taken by another text; the first one stays and a Problem ``duplicate_id`` is stored (the reading is not).
        Raises ``InputError`` for what cannot be stored (NUL or lone surrogates, a reading of another text).
        """
        return articles.add(self._store, article, reading)

    def add_all(
        self,
        items: Iterable[Article | Problem],
        on_item: Callable[[Article | Problem], None] | None = None,
    ) -> Tally:
        """Store a stream of articles and problems; the same stream twice adds nothing.

        Written in batches of bounded size (``articles.BATCH_ITEMS``, ``articles.BATCH_BYTES``), each one
        transaction; no lock is held while waiting for the next item. ``on_item`` is called for each item after
        it was written, inside its batch. An article that cannot be stored becomes a Problem.
        """
        return articles.add_all(self._store, items, on_item)

    def add_problem(self, problem: Problem) -> None:
        """Keep a problem; the same problem twice is one."""
        articles.add_problem(self._store, problem)

    def problems(self, limit: int = 50, offset: int = 0) -> Page[Problem]:
        """Problems of all stages in the order they came, those of readings among them."""
        return listing.problems(self._store, limit, offset)

    def article(self, id: str) -> Article:
        """The article with that id; its capture comes without the bytes (see :meth:`capture`).

        Raises ``UnknownItemError``.
        """
        return articles.one(self._store, id)

    def capture(self, sha256: str) -> bytes:
        """The bytes as they came. Raises ``UnknownItemError`` where none are kept under that hash."""
        return captures.get(self._store, sha256)

    def articles(self) -> Iterator[Article]:
        """Every article in the order of ids (code points), a bounded number in memory at a time."""
        return articles.every(self._store)

    def article_list(self, query: ListQuery | None = None) -> Page[ArticleRow]:
        """A page of the article list with its counts."""
        return listing.article_list(self._store, query or ListQuery())

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Every outlet with its number of articles, by name."""
        return listing.outlets(self._store)

    # -- readings --------------------------------------------------------------------------------------------

    def unread(self, stamp: Stamp) -> Iterator[str]:
        """Ids of articles without a reading of this stamp, in the order of ids.

        Readings may be stored while this runs: an id that has been given is not given again.
        """
        return readings.unread(self._store, stamp)

    def store_readings(
        self, readings_: Iterable[Reading], on_item: Callable[[Reading], None] | None = None
    ) -> int:
        """Store readings, each in place of the article's earlier one, whole; gives how many were stored.

        Batches of ``readings.BATCH_READINGS`` are one transaction each; what a reading holds of problems is
        stored too. A reading that fits no article or another text becomes a Problem. ``on_item`` is called for
        each reading after it was written, inside its batch.
        """
        return readings.store_all(self._store, readings_, on_item)

    def reading(self, id: str) -> Reading:
        """The reading of the article with that id. Raises ``UnknownItemError``."""
        return readings.one(self._store, id)

    def has_reading(self, id: str) -> bool:
        """Whether the article with that id has a reading, of whatever stamp."""
        return readings.has(self._store, id)

    def readings(self) -> Iterator[Reading]:
        """Every reading in the order of article ids, a bounded number in memory at a time."""
        return readings.every(self._store)

    # -- comparison ------------------------------------------------------------------------------------------

    def store_comparison(self, comparison: Comparison, inputs: str | None = None) -> None:
        """Put a comparison in place of the earlier one, in one transaction.

        ``inputs`` is :meth:`inputs_digest` from before the articles were taken out; by default that of now.
        Raises ``UnknownItemError`` where it names an article that is not in the case.
        """
        comparisons.store(self._store, comparison, inputs)

    def comparison(self) -> Comparison:
        """The comparison stored, empty where there is none."""
        return comparisons.whole(self._store)

    def comparison_stamp(self) -> str | None:
        """The inputs' digest of the comparison stored, or ``None``. Equal to :meth:`inputs_digest`: nothing to do."""
        return comparisons.stamp(self._store)

    def inputs_digest(self) -> str:
        """SHA-256 over this program's version, the articles and the readings. About 13 s per million articles."""
        return digests.inputs_digest(self._store)

    def ties_of(self, article_id: str) -> tuple[Tie, ...]:
        """Ties that have this article at either end, as stored. Raises ``UnknownItemError``."""
        return comparisons.ties_of(self._store, article_id)

    def passages_of(self, article_id: str) -> tuple[Passage, ...]:
        """Passages with one side in this article, in the order of the comparison. Raises ``UnknownItemError``."""
        return comparisons.passages_of(self._store, article_id)

    def story_of(self, article_id: str) -> Story | None:
        """The story this article belongs to, ``None`` where it hangs together with no other.

        Raises ``UnknownItemError`` for an unknown article.
        """
        return comparisons.story_of(self._store, article_id)

    def origins_found(self, article_id: str) -> tuple[str, int] | None:
        """Id of the article's story and how many separate origins were found for it; ``None`` where it is in none.

        Costs the same however many articles the story has. Raises ``UnknownItemError`` for an unknown article.
        """
        return comparisons.origins_found(self._store, article_id)

    def stories(self, limit: int = 50, offset: int = 0) -> Page[Story]:
        """Stories, those with the most articles first."""
        return comparisons.stories(self._store, limit, offset)

    def story(self, id: str) -> Story:
        """The story with that id. Raises ``UnknownItemError``."""
        return comparisons.story(self._store, id)

    # -- the whole -------------------------------------------------------------------------------------------

    def snapshot(self) -> AbstractContextManager[None]:
        """Within it every call sees one state of the casefile, whatever others write; nothing may be written in it."""
        return self._store.snapshot()

    def summary(self) -> Summary:
        """The case in numbers."""
        return listing.summary(self._store)

    def digest(self) -> str:
        """SHA-256 over the machine's layer: articles, readings, comparison.

        Equal for equal records whatever their order of arrival, the time, and kills on the way. It is computed
        from the stored hashes; :meth:`verify` shows that these fit the records.
        """
        return digests.digest(self._store)
