"""The casefile's methods for people's layer: reviews, undo, the final record, samples, agreement, exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.casefile import exchange, finals, judging, reviews
from reportedly.casefile.exchange import Imported, ReviewLine
from reportedly.casefile.judging import Agreement, Orphan, Sample, ToJudge
from reportedly.casefile.results import Page
from reportedly.casefile.store import Store
from reportedly.record import Reading, Review, Withdrawal
from reportedly.record.vocabulary import Verdict


class People:
    """What a casefile does with people's judgements; part of :class:`Casefile`."""

    _store: Store

    def review(
        self,
        target_kind: str,
        target: str,
        verdict: Verdict,
        by: str,
        at: str,
        reason: str = "",
        before: str | None = None,
        after: str | None = None,
    ) -> Review:
        """Keep a person's judgement; it supersedes that person's earlier one on the same target, which stays.

        ``at`` is UTC in ISO 8601. ``edited`` comes with ``after``, JSON of the fields put in place of the machine's:
        for a ``statement`` any of content, cue, source (spans), stance, kind, form, voice, speaker (a name or null),
        inferred, topic_only; for a ``tie`` (target ``["A","B"]``) kind, direction; for a ``speaker`` (target: the
        name) ``name``, whose it is (merge), or ``articles``, id → name (split). ``before`` is filled in with what
        the machine has. The same call twice is one review. Raises ``InputError``, or ``UnknownItemError`` for an
        article, statement, story, speaker or tie that is not in the case.
        """
        return reviews.add(
            self._store, reviews.Draft(target_kind, target, verdict, by, at, reason, before, after)
        )

    def reviews(self, target: str | None = None) -> tuple[Review, ...]:
        """Every review, or those of one target, in the order they were given, superseded and withdrawn ones too."""
        return reviews.of(self._store, target)

    def standing_reviews(self, target: str | None = None, by: str | None = None) -> tuple[Review, ...]:
        """Each person's judgement that counts now, of all targets or one, in the order they were given."""
        return reviews.standing(self._store, None, target, by)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Every review that was taken back, in the order it was done."""
        return reviews.withdrawals(self._store)

    def undo_review(self, by: str, at: str) -> Review:
        """Take back a person's last review that was not taken back, in whatever session it was given; gives it.

        What it superseded counts again. Raises ``UnknownItemError`` where there is nothing to take back.
        """
        return reviews.undo(self._store, by, at)

    def withdraw_review(self, id: str, by: str, at: str, reason: str = "") -> Withdrawal:
        """Take back one review; only who gave it can. Raises ``InputError``, ``UnknownItemError``."""
        return reviews.take_back(self._store, id, by, at, reason)

    def final_reading(self, id: str) -> Reading:
        """The reading of an article as people left it: edits made, names merged and split, wrong ones left out.

        Statements keep the machine's ids. Raises ``UnknownItemError``.
        """
        return finals.final_reading(self._store, id)

    def review_queue(self, by: str | None = None, limit: int = 50, offset: int = 0) -> Page[ToJudge]:
        """Attributed statements that nobody (or not ``by``) has judged, the most doubtful first."""
        return judging.queue(self._store, by, limit, offset)

    def sample(self, n: int, stratify: Sequence[str] = (), seed: int = 0) -> Sample:
        """A sample of attributed statements with the precision that its judgements give so far.

        It follows from the seed and the statements alone. ``stratify``: names of ``judging.STRATA``. Raises
        ``InputError``.
        """
        return judging.sample(self._store, n, stratify, seed)

    def orphans(self) -> tuple[Orphan, ...]:
        """Judgements that stand and whose target is gone (a later run read otherwise), each with what may fit now."""
        return judging.orphans(self._store)

    def reattach_review(self, id: str, statement: str, by: str, at: str) -> Review:
        """Give an orphaned judgement to a statement; nothing does so by itself. Raises ``InputError``."""
        return judging.reattach(self._store, id, statement, by, at)

    def agreement(self) -> Agreement:
        """How far reviewers agree, by Krippendorff's alpha over the verdicts on targets that several judged."""
        return judging.agreement(self._store)

    def review_lines(self) -> Iterator[bytes]:
        """All reviews and withdrawals as JSON lines that :meth:`take_reviews` of a copy understands."""
        return exchange.lines(self._store)

    def take_reviews(self, came: Iterable[ReviewLine], source: str) -> Imported:
        """Add reviews of a copy of this casefile; what both have is there once, and conflicts are told.

        All or nothing, noted in the audit. ``source`` says where they came from.
        """
        return exchange.take_in(self._store, came, source)

    def training_articles(self) -> Iterator[dict[str, object]]:
        """Articles that people judged, in the form the reader is trained on (training/corpora.py), one by one."""
        found = (finals.training_article(self._store, id) for id in finals.articles_judged(self._store))
        return (article for article in found if article is not None)
