"""Bringing things into a casefile that were made elsewhere: a casefile, a folder of results, or exported reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportedly import codec
from reportedly.casefile import Casefile, Imported, Merged, Tally, review_lines_of
from reportedly.errors import AcquireError, FormatError, InputError
from reportedly.pipeline.batches import stored_readings
from reportedly.pipeline.casework import ingest
from reportedly.pipeline.following import Tell, Tick, quiet, unheard
from reportedly.record import Comparison, Reading

_MAGIC = b"SQLite format 3\x00"
_NOTHING = Imported(0, 0, (), ())


def bring_in(
    case: Casefile, source: Path, now: Callable[[], str], tick: Tick = quiet, tell: Tell = unheard
) -> Merged:
    """Merge one source: a casefile (perhaps a stranger's), reviews (``*.jsonl``), or a folder of results.

    A folder may hold ``articles.jsonl``, ``readings.jsonl``, ``reviews.jsonl`` and the files of a comparison, which is
    taken where the case has none and no other articles. The same source twice adds nothing. Told are problems met.
    """
    if source.is_dir():
        return _folder(case, source, now, tick, tell)
    try:
        with source.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise AcquireError(
            f"{source}: expected a casefile, reviews or a folder, got: {error.strerror}"
        ) from error
    if head != _MAGIC and source.suffix == ".jsonl":
        return Merged(source.name, Tally(), 0, _reviews(case, source), False, ())
    tick("merging", 0, None)
    return case.merge(source)


def _folder(case: Casefile, folder: Path, now: Callable[[], str], tick: Tick, tell: Tell) -> Merged:
    there = {name: folder / f"{name}.jsonl" for name in ("articles", "readings", "reviews")}
    whole = (folder / "summary.json").is_file()
    if not whole and not any(path.is_file() for path in there.values()):
        raise InputError.expected(
            f"{folder}", "articles.jsonl, readings.jsonl, reviews.jsonl or a comparison", "none"
        )
    empty = case.article_list().count == 0
    tally = (
        ingest(case, [str(there["articles"])], None, now, tick, tell)
        if there["articles"].is_file()
        else Tally()
    )
    read = case.store_readings(_unread(case, there["readings"])) if there["readings"].is_file() else 0
    reviews = _reviews(case, there["reviews"]) if there["reviews"].is_file() else _NOTHING
    compared = whole and empty and not tally.problems and case.comparison_stamp() is None
    if compared:
        case.store_comparison(_comparison(folder))
    merged = Merged(folder.name, tally, read, reviews, compared, ())
    if read or compared:
        case.log(
            "merge", {"from": folder.name, "articles": tally.new, "readings": read, "comparison": compared}
        )
    return merged


def _unread(case: Casefile, path: Path) -> Iterator[Reading]:
    """Readings of the file for articles that have none here; one for no article becomes a Problem in the casefile."""
    return (reading for reading in stored_readings(path) if not case.has_reading(reading.id))


def _reviews(case: Casefile, path: Path) -> Imported:
    try:
        with path.open("rb") as stream:
            return case.take_reviews(review_lines_of(stream, str(path)), path.name)
    except OSError as error:
        raise AcquireError(f"{path}: expected a file that can be read, got: {error.strerror}") from error


def _comparison(folder: Path) -> Comparison:
    found: dict[str, Any] = {
        name: tuple(_lines(folder / f"{name}.jsonl", type_)) for name, type_ in codec.LINES.items()
    }
    return Comparison(**found, summary=codec.decode((folder / "summary.json").read_bytes(), dict))


def _lines(path: Path, type_: type) -> Iterator[object]:
    if not path.is_file():
        return
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        try:
            yield codec.decode(raw, type_)
        except FormatError as error:
            raise FormatError(f"{path}:{number}: {error}") from error
