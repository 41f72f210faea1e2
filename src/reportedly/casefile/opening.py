"""Making and opening the file: everything that can be wrong with a path is told apart here."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from os import PathLike
from pathlib import Path

from reportedly.casefile import audit, schema_check
from reportedly.casefile.migrations import migrate, present_version, version_of
from reportedly.casefile.schema import APPLICATION_ID
from reportedly.casefile.store import Store, errors
from reportedly.errors import CasefileError, InputError, NewerSchemaError, NotACasefileError
from reportedly.version import __version__

_MAGIC = b"SQLite format 3\x00"

_EVERY_CONNECTION = (
    "PRAGMA trusted_schema = OFF",  # a stranger's views and triggers call no function that does harm
    "PRAGMA cell_size_check = ON",  # damage is noticed when a page is read, not later
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # REPLACE fires the triggers that keep reviews and audit
)

_FOR_WRITING = (
    # FULL: a committed review survives a power cut. NORMAL would lose the last commits; as we commit in batches,
    # the difference is one fsync per batch (2,000 articles with 24,000 statements: 2.1 s either way).
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",  # 64 MiB: the full-text index of a batch stays in memory
)


def create(path: str | PathLike[str], timeout: float) -> Store:
    """A new file, built beside its place and put there whole, then open for writing."""
    place = Path(path)
    refuse_taken(place)
    draft = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        _build(draft)
        put_in_place(draft, place)
    except OSError as error:
        raise CasefileError(f"{place}: expected to create a file there, got: {error.strerror}") from error
    finally:
        if place.parent.is_dir():
            draft.unlink(missing_ok=True)
    return open_existing(place, False, timeout)


def open_existing(path: str | PathLike[str], readonly: bool, timeout: float) -> Store:
    """The file that is there, checked and brought forward (or, for reading, refused when it is older)."""
    place = Path(path)
    _check_header(place)
    store = _reader(place, timeout) if readonly else _writer(place, timeout)
    try:
        _check_version(store, readonly)
        schema_check.check(store, version_of(store))
        if not readonly:
            migrate(store)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def stranger(path: str | PathLike[str]) -> Iterator[Store]:
    """A casefile that somebody else may have made, for reading: nothing of it runs, nothing of it is changed.

    Its schema is ours to the letter, with no table, trigger or view more; every page is checked; an older one is
    brought forward in a copy. Raises as :func:`open_existing`, and ``CasefileError`` for what is not ours or damaged.
    Cost: reads the whole file once, and again for a copy.
    """
    place = Path(path)
    _check_header(place)
    store = _reader(place, 0.0)
    try:
        version = version_of(store)
        if version > present_version():
            _check_version(store, True)
        schema_check.check(store, version, strict=True)
        _check_pages(store)
        if version == present_version():
            yield store
            return
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / place.name
            store.run("VACUUM INTO ?", (str(copy),))
            with closing(open_existing(copy, False, 0.0)) as forward:
                yield forward
    finally:
        store.close()


def _check_pages(store: Store) -> None:
    found = [told for (told,) in store.rows("PRAGMA integrity_check(5)") if told != "ok"]
    if found:
        raise CasefileError(f"{store.path}: expected an undamaged file, got: {'; '.join(found)}")


def refuse_taken(place: Path) -> None:
    """Raise where a file is there already, or no folder to put one in."""
    if os.path.lexists(place):
        _check_header(place)
        raise InputError(
            f"{place}: expected no file there yet, got a casefile; open it, or choose another name"
        )
    if not place.parent.is_dir():
        raise CasefileError(f"{place}: expected the folder {place.parent} to exist")


def _build(draft: Path) -> None:
    store = _connect(draft, "rwc", 0.0)
    try:
        migrate(store)
        audit.log(store, "created", {"reportedly": __version__, "schema": present_version()})
        # Only now: until here all goes to the file itself, so its header says what it is from the first byte on.
        store.value("PRAGMA journal_mode = WAL")
    finally:
        store.close()


def finish_copy(draft: Path) -> None:
    """Check a copy page by page and make it a file that readers and a writer can share."""
    with closing(_connect(draft, "rw", 0.0)) as store:
        _check_pages(store)
        store.value("PRAGMA journal_mode = WAL")


def put_in_place(draft: Path, place: Path) -> None:
    """Give the draft its name, without ever replacing a file."""
    try:
        os.link(draft, place)
    except FileExistsError as error:
        raise InputError(f"{place}: expected no file there yet, but one has just appeared") from error
    except OSError:  # a file system without hard links
        draft.rename(place)


def _connect(place: Path, mode: str, timeout: float, *, threads: bool = False, more: str = "") -> Store:
    address = f"{place.absolute().as_uri()}?mode={mode}{more}"
    with errors(str(place)):
        connection = sqlite3.connect(
            address, timeout=timeout, isolation_level=None, check_same_thread=not threads, uri=True
        )
    store = Store(connection, str(place))
    for pragma in _EVERY_CONNECTION:
        store.run(pragma)
    return store


def _writer(place: Path, timeout: float) -> Store:
    for target in (place, place.absolute().parent):
        if not os.access(target, os.W_OK):
            raise CasefileError(
                f"{place}: expected to be allowed to write {target}; it can be opened for reading only"
            )
    store = _connect(place, "rw", timeout)
    for pragma in _FOR_WRITING:
        store.run(pragma)
    return store


def _reader(place: Path, timeout: float) -> Store:
    store = _connect(place, "ro", timeout, threads=True)
    try:
        version_of(store)  # the first touch of the file
    except CasefileError:
        store.close()
        if not _still(place):
            raise
        # A folder that cannot be written: SQLite wants a file beside it, unless told that nobody writes.
        return _connect(place, "ro", timeout, threads=True, more="&immutable=1")
    return store


def _still(place: Path) -> bool:
    """Whether nobody can be writing: the folder is closed to us and no journal with content lies beside the file."""
    journal = place.with_name(place.name + "-wal")
    empty = not journal.exists() or journal.stat().st_size == 0
    return empty and not os.access(place.absolute().parent, os.W_OK)


def _check_header(place: Path) -> None:
    """Raise unless the first 100 bytes are those of a casefile; nothing of the file reaches SQLite before."""
    try:
        with place.open("rb") as file:
            head = file.read(100)
    except IsADirectoryError as error:
        raise NotACasefileError(f"{place}: expected a casefile, got a directory") from error
    except FileNotFoundError as error:
        raise CasefileError(
            f"{place}: expected a casefile, got no such file; `reportedly init {place}` makes one"
        ) from error
    except OSError as error:
        raise CasefileError(f"{place}: expected a readable casefile, got: {error.strerror}") from error
    if found := _other_than_casefile(head):
        raise NotACasefileError(f"{place}: expected a casefile, got {found}")


def _other_than_casefile(head: bytes) -> str:
    if not head:
        return "an empty file"
    if not head.startswith(_MAGIC):
        return f"a file that is no SQLite database (it begins with {head[:16]!r})"
    mark = int.from_bytes(head[68:72], "big")
    if len(head) < 100 or mark != APPLICATION_ID:
        return (
            f"another program's SQLite database (application id {mark:#010x}, ours is {APPLICATION_ID:#010x})"
        )
    return ""


def _check_version(store: Store, readonly: bool) -> None:
    version, present = version_of(store), present_version()
    if version > present:
        raise NewerSchemaError(
            f"{store.path}: expected schema {present} or older, got {version}; a later reportedly wrote it"
        )
    if readonly and version < present:
        raise CasefileError(
            f"{store.path}: expected schema {present}, got {version}; open it once for writing to bring it forward"
        )
