"""What is there to judge, and what the judgements say: the queue, samples with precision, orphans, agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.casefile import edits, readings, reviews
from reportedly.casefile.estimates import Share, drawn, krippendorff_alpha, share, weighted
from reportedly.casefile.results import Page
from reportedly.casefile.store import Row, Store, number
from reportedly.errors import InputError
from reportedly.record import Review, Span

STRATA = {
    "outlet": "coalesce(outlet, '')",
    "kind": "kind",
    "stance": "stance",
    "form": "form",
    "resolution": "resolution",
    "inferred": "CASE inferred WHEN 1 THEN 'inferred' ELSE 'with a cue' END",
}
"""What a sample can be stratified by → the column."""

REATTACHED = 0.8
"""Least share of characters that an orphan's content and a statement's have in common for the statement to be proposed
(DESIGN § 2): of all characters of either, so that a part of a long content is no match."""

_ITEM = """statement.id, article.id, outlet, published, speaker, resolution, inferred, source, cue, content, stance,
    kind, form, score, (SELECT count(*) FROM standing_review WHERE target_kind = 'statement' AND target = statement.id)"""
_FROM = "FROM statement JOIN article ON article.number = statement.article"
_OPEN = """WHERE voice = 'attributed' AND statement.id NOT IN (
    SELECT target FROM standing_review WHERE target_kind = 'statement' AND (?1 IS NULL OR "by" = ?1))"""
# Most doubtful first: nobody settled who speaks, then no cue of its own, then the reader's own score.
_QUEUE = f"""SELECT {_ITEM} {_FROM} {_OPEN}
    ORDER BY resolution = 'unresolved' DESC, inferred DESC, score, statement.number LIMIT ?2 OFFSET ?3"""
_VERDICTS = "SELECT target, verdict FROM final_review WHERE target_kind = 'statement'"
_LIST = "CASE WHEN json_valid(target) THEN target ELSE '[]' END"
_MISSING = {
    "statement": "SELECT 1 FROM statement WHERE id = target",
    "article": "SELECT 1 FROM article WHERE id = target",
    "story": "SELECT 1 FROM story WHERE id = target",
    "speaker": "SELECT 1 FROM speaker WHERE name = target",
    "tie": f"""SELECT 1 FROM article AS one JOIN tie ON tie.a = one.number JOIN article AS other ON other.number = tie.b
        WHERE one.id = json_extract({_LIST}, '$[0]') AND other.id = json_extract({_LIST}, '$[1]')""",
}
_ORPHANS = "SELECT id FROM standing_review WHERE " + " OR ".join(
    f"(target_kind = '{kind}' AND NOT EXISTS ({there}))" for kind, there in _MISSING.items()
)


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A statement as a reviewer needs to see it; words are mended for display, ``reviewers`` counts who judged it."""

    statement: str
    article: str
    outlet: str | None
    published: str | None
    speaker: str | None
    resolution: str
    inferred: bool
    source: str
    cue: str
    content: str
    stance: str
    kind: str
    form: str
    score: float
    reviewers: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of a sample: its values, how many statements it has, what was drawn and judged, and its precision.

    ``precision`` is the share found right of those found right, wrong or edited; ``unsure`` are counted apart.
    """

    values: tuple[str, ...]
    size: int
    drawn: int
    judged: int
    unsure: int
    precision: Share


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn sample with what its judgements say. ``open`` are the statements of it that nobody judged yet."""

    n: int
    seed: int
    stratified_by: tuple[str, ...]
    strata: tuple[Stratum, ...]
    precision: Share
    open: tuple[ToJudge, ...]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement whose target is gone. ``proposed`` is the one statement with nearly the same content, if there is one."""

    review: Review
    article: str | None
    proposed: str | None
    overlap: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on targets that several judged: Krippendorff's alpha over verdicts, ``None`` without any."""

    alpha: float | None
    targets: int
    reviewers: tuple[str, ...]
    split: tuple[tuple[str, str], ...]


def queue(store: Store, by: str | None, limit: int, offset: int) -> Page[ToJudge]:
    """Attributed statements that nobody (or not this person) has judged, the most doubtful first.

    One pass over the statements (about a second per million).
    """
    bounds = (number("limit", limit), number("offset", offset))
    with store.snapshot():
        items = tuple(map(_to_judge, store.rows(_QUEUE, (by, *bounds))))
        return Page(items, store.value(f"SELECT count(*) FROM statement {_OPEN}", (by,)), offset)


def sample(store: Store, n: int, stratify: Sequence[str], seed: int) -> Sample:
    """A sample of attributed statements, drawn from the seed alone, with its precision so far.

    Raises ``InputError`` for what a sample cannot be stratified by.
    """
    number("sample", n, 1)
    if unknown := [name for name in stratify if name not in STRATA]:
        raise InputError.expected("stratify", f"one or more of {', '.join(STRATA)}", unknown[0])
    columns = "".join(f", {STRATA[name]}" for name in stratify)
    with store.snapshot():
        members: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for id, *values in store.rows(f"SELECT statement.id{columns} {_FROM} WHERE voice = 'attributed'"):
            members[tuple(values)].append(id)
        verdicts: dict[str, str] = dict(store.rows(_VERDICTS))
        picked = drawn(members, n, seed)
        strata = [_stratum(key, len(members[key]), picked[key], verdicts) for key in sorted(members)]
        left = [id for key in sorted(members) for id in picked[key] if id not in verdicts]
        open_ = tuple(
            _to_judge(row)
            for id in left
            for row in store.rows(f"SELECT {_ITEM} {_FROM} WHERE statement.id = ?", (id,))
        )
    total = weighted((s.size, s.precision) for s in strata)
    return Sample(n, seed, tuple(stratify), tuple(strata), total, open_)


def _stratum(values: tuple[str, ...], size: int, ids: list[str], verdicts: dict[str, str]) -> Stratum:
    found = [verdicts[id] for id in ids if id in verdicts]
    settled = [verdict for verdict in found if verdict != "unsure"]
    return Stratum(
        values,
        size,
        len(ids),
        len(found),
        len(found) - len(settled),
        share(settled.count("right"), len(settled)),
    )


def orphans(store: Store) -> tuple[Orphan, ...]:
    """Judgements that stand and whose target is no longer there, each with the statement it may belong to now."""
    with store.snapshot():
        found = [reviews.one(store, id) for (id,) in store.rows(f"{_ORPHANS} ORDER BY number")]
        return tuple(_orphan(store, review) for review in found)


def count_orphans(store: Store) -> int:
    """How many judgements stand whose target is no longer there."""
    return int(store.value(f"SELECT count(*) FROM ({_ORPHANS})"))


def _orphan(store: Store, review: Review) -> Orphan:
    place = edits.place_of(store, review.id)
    if place is None or not readings.has(store, place.article):
        return Orphan(review, place.article if place else None, None, 0.0)
    article, reading = place.article, readings.one(store, place.article)
    if reading.text_sha256 != place.text_sha256:
        return Orphan(review, article, None, 0.0)
    near = [(overlap(place.content, s.content), s.id) for s in reading.statements if s.part == place.part]
    fitting = sorted((found for found in near if found[0] >= REATTACHED), reverse=True)
    if len(fitting) != 1:  # of two that fit, neither is proposed: a person looks
        return Orphan(review, article, None, fitting[0][0] if fitting else 0.0)
    return Orphan(review, article, fitting[0][1], round(fitting[0][0], 3))


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """The share of characters that two lists of places have in common, of all characters of either; 0 to 1."""
    one, other = ({i for span in spans for i in range(span.start, span.end)} for spans in (a, b))
    return len(one & other) / len(one | other) if one | other else 0.0


def reattach(store: Store, review: str, target: str, by: str, at: str) -> Review:
    """Give an orphaned judgement to a statement: a new review by the person who does it, the old one taken back."""
    with store.transaction():
        old = reviews.one(store, review)
        if review not in {orphan.review.id for orphan in orphans(store)}:
            raise InputError(f"review {review}: expected one whose target is gone and that stands")
        reason = f"review {review} by {old.by}, attached anew" + (f": {old.reason}" if old.reason else "")
        draft = reviews.Draft("statement", target, old.verdict, by, at, reason, None, old.after)
        made = reviews.add(store, draft)
        reviews.take_back(store, review, by, at, "attached anew", made.id)
    return made


def agreement(store: Store) -> Agreement:
    """How far the reviewers agree, over every target that two or more of them judged."""
    judged: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for review in reviews.standing(store):
        judged[review.target_kind, review.target].append(review)
    shared = {target: found for target, found in judged.items() if len(found) > 1}
    units = [[review.verdict for review in found] for found in shared.values()]
    split = sorted(
        target for target, found in shared.items() if len({(r.verdict, r.after) for r in found}) > 1
    )
    people = sorted({review.by for found in shared.values() for review in found})
    return Agreement(krippendorff_alpha(units), len(shared), tuple(people), tuple(split))


def _to_judge(row: Row) -> ToJudge:
    return ToJudge(*(*row[:6], bool(row[6]), *row[7:]))
