"""Reviews on their way between copies of a casefile: as JSON lines out, and in again with the conflicts they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.casefile import audit, edits, reviews
from reportedly.casefile.purging import id_sha256
from reportedly.casefile.store import Store
from reportedly.codec import decode, encode
from reportedly.errors import FormatError, InputError
from reportedly.record import Review, ReviewedPlace, Withdrawal


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of exported reviews: a review with the place of its statement, or a withdrawal."""

    review: Review | None = None
    place: ReviewedPlace | None = None
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A target on which judgements that stand differ after a merge; the latest counts until people settle it."""

    target_kind: str
    target: str
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reviews from elsewhere: how many were new, known and refused, why, and where people now differ."""

    new: int
    known: int
    refused: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def every(store: Store) -> Iterator[ReviewLine]:
    """Every review and withdrawal, in an order in which they can be taken in."""
    for review in reviews.of(store, None):
        yield ReviewLine(review, edits.place_of(store, review.id))
    for withdrawal in reviews.withdrawals(store):
        yield ReviewLine(withdrawal=withdrawal)


def lines(store: Store) -> Iterator[bytes]:
    """Every review and withdrawal, one JSON object a line."""
    with store.snapshot():
        yield from [encode(line) + b"\n" for line in every(store)]


def parsed(raw: Iterable[bytes], where: str) -> Iterator[ReviewLine]:
    """The lines of exported reviews. Raises ``FormatError`` naming the line that is none."""
    for number, line in enumerate(raw, 1):
        if line.strip():
            try:
                found = decode(line, ReviewLine)
            except FormatError as error:
                raise FormatError(f"{where}:{number}: {error}") from error
            if (found.review is None) == (found.withdrawal is None):
                raise FormatError.expected(f"{where}:{number}", "a review or a withdrawal", line[:60])
            yield found


def take_in(store: Store, came: Iterable[ReviewLine], source: str) -> Imported:
    """Add what is new of reviews from elsewhere, in one transaction with one entry in the audit.

    What does not follow the rules (an id that does not follow from what it says, a chain without its beginning) is
    refused with the reason; a review of something that is not here is kept, and shows as an orphan.
    """
    taken: list[Review] = []
    back: list[Withdrawal] = []
    refused: list[str] = []
    known = 0
    with store.transaction():
        for line in came:
            try:
                item = _take(store, line)
            except InputError as error:
                refused.append(str(error))
                continue
            known += item is None
            if isinstance(item, Review):
                taken.append(item)
            elif item is not None:
                back.append(item)
        if taken or back:
            ids = {"reviews": [r.id for r in taken], "withdrawals": [w.id for w in back]}
            audit.log(store, "reviews_merged", {"from": source, **ids})
        touched = {(r.target_kind, r.target) for r in taken} | {_target(store, w) for w in back}
        conflicts = tuple(filter(None, (_conflict(store, *target) for target in sorted(touched))))
    return Imported(len(taken) + len(back), known, tuple(refused), conflicts)


def _target(store: Store, withdrawal: Withdrawal) -> tuple[str, str]:
    taken = reviews.one(store, withdrawal.review)
    return taken.target_kind, taken.target


def _take(store: Store, line: ReviewLine) -> Review | Withdrawal | None:
    """What was added, ``None`` where it is known."""
    if line.review is not None:
        return _take_review(store, line.review, line.place)
    assert line.withdrawal is not None  # parsed and made so
    return _take_withdrawal(store, line.withdrawal)


def _take_review(store: Store, review: Review, place: ReviewedPlace | None) -> Review | None:
    if store.row("SELECT 1 FROM review WHERE id = ?", (review.id,)):
        return None
    reviews.check(review)
    if review.id != reviews.expected_id(review):
        raise InputError(f"review {review.id}: expected an id that follows from what it says")
    if review.supersedes and not store.row(
        "SELECT 1 FROM review WHERE id = ? AND target_kind = ? AND target = ? AND by = ?",
        (review.supersedes, review.target_kind, review.target, review.by),
    ):
        raise InputError(
            f"review {review.id}: expected the review it supersedes, got none of that person and target"
        )
    _check_text(store, review, place)
    article = place.article if place else review.target if review.target_kind == "article" else ""
    if store.row("SELECT 1 FROM tombstone WHERE id = ?", (id_sha256(article),)):
        raise InputError(f"review {review.id}: expected one of an article that was not purged here")
    with store.attempt():
        reviews.keep(store, review, place)
    return review


def _check_text(store: Store, review: Review, place: ReviewedPlace | None) -> None:
    """Raise where the review is of an article whose id has another text here: its places would be other words."""
    here = place and store.value("SELECT text_sha256 FROM article WHERE id = ?", (place.article,))
    if place and here not in (None, place.text_sha256):
        raise InputError(
            f"review {review.id}: expected article {place.article!r} with the text kept here, got another"
        )


def _take_withdrawal(store: Store, withdrawal: Withdrawal) -> Withdrawal | None:
    if store.row("SELECT 1 FROM withdrawal WHERE id = ?", (withdrawal.id,)):
        return None
    if withdrawal.id != reviews.expected_withdrawal_id(withdrawal):
        raise InputError(f"withdrawal {withdrawal.id}: expected an id that follows from what it says")
    for id in filter(None, (withdrawal.review, withdrawal.became)):
        if not store.row("SELECT 1 FROM review WHERE id = ?", (id,)):
            raise InputError(f"withdrawal {withdrawal.id}: expected the review {id}, got none")
    reviews.keep_withdrawal(store, withdrawal)
    return withdrawal


def _conflict(store: Store, kind: str, target: str) -> Conflict | None:
    stand = reviews.standing(store, kind, target)
    heads = _heads(store, kind, target)
    differing = len({(r.verdict, r.after) for r in heads}) > 1
    return Conflict(kind, target, heads if len(heads) > len(stand) else stand) if differing else None


def _heads(store: Store, kind: str, target: str) -> tuple[Review, ...]:
    """Judgements that nothing supersedes or takes back; one person may have two, given on two copies."""
    back = {w.review for w in reviews.withdrawals(store)}
    live = [r for r in reviews.of(store, target) if r.target_kind == kind and r.id not in back]
    chains, covered = {r.id: r.supersedes for r in reviews.of(store, target)}, set()
    for review in live:
        at = review.supersedes
        while at is not None and at not in covered:
            covered.add(at)
            at = chains.get(at)
    return tuple(r for r in live if r.id not in covered)
