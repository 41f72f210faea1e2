"""What a pipeline tells while it runs: progress, problems, and the result of a line that gave no article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reportedly.record import Problem, Reading

FAILED = "failed"
"""Kind of the Problem of an article that could not be read because of a defect of ours."""

Tick = Callable[[str, int, int | None], None]
"""Progress: what is being done, how many are done, of how many (``None`` where that isn't known)."""

Tell = Callable[[Problem], None]
"""Is given each problem as it is met, with the item it belongs to."""


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Progress that shows nothing."""


def unheard(_problem: Problem) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class NoArticle:
    """The result of a line that gave no article; ``id`` is there where it could be read (INTERFACE, article in)."""

    line: int
    id: str | None
    problems: tuple[Problem, ...]


def problems_of(result: Reading | NoArticle) -> Iterator[Problem]:
    """The problems of a result, each naming its item: path and line, or the article."""
    return (replace(problem, item=problem.item or result.id) for problem in result.problems)


def has_failed(result: Reading | NoArticle) -> bool:
    """Whether there is no reading: the line gave no article, or a defect of ours stopped the reader."""
    return isinstance(result, NoArticle) or any(problem.kind == FAILED for problem in result.problems)


def each(tell: Tell, problems: Iterable[Problem]) -> None:
    """Tell problems one by one."""
    for problem in problems:
        tell(problem)
