"""Any order of adding, re-reading, judging, undoing, merging and purging keeps what must hold."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from pathlib import Path

from casefile_builders import STAMP, article, comparison, reading
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reportedly.casefile import Casefile, create_casefile
from reportedly.record import Reading, Review, Stamp

NUMBERS = st.integers(1, 4)
PEOPLE = st.sampled_from(["Ada", "Ben"])
COPIES = st.sampled_from(["one", "two"])


def version(n: int, copies: int, later: bool) -> Reading:
    """A reading of article ``n``; a later version's statement is another."""
    made = reading(article(n), Stamp("0.2.0", "rules-2", "1.0.0") if later else STAMP, copies)
    if later:
        return dataclasses.replace(made, statements=made.statements[1:])
    return made


class Copies(RuleBasedStateMachine):
    """Two copies of a case, worked on by two people, beside what they should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.minute = 0
        self.cases = {name: create_casefile(self.folder / f"{name}.db") for name in ("one", "two")}
        self.read: dict[str, dict[int, Reading]] = {"one": {}, "two": {}}
        self.given: dict[str, dict[str, Review]] = {"one": {}, "two": {}}
        self.purged: dict[str, set[int]] = {"one": set(), "two": set()}

    def teardown(self) -> None:
        for case in self.cases.values():
            case.close()
        shutil.rmtree(self.folder)

    def at(self) -> str:
        self.minute += 1
        return (
            f"2031-03-{2 + self.minute // 1440:02d}T{self.minute // 60 % 24:02d}:{self.minute % 60:02d}:00Z"
        )

    @rule(name=COPIES, n=NUMBERS, copies=st.integers(1, 3), later=st.booleans())
    def add(self, name: str, n: int, copies: int, later: bool) -> None:
        made = version(n, copies, later)
        outcome = self.cases[name].add(article(n), made)
        assert (outcome == "conflict") == (n in self.purged[name])
        if outcome != "conflict":
            self.read[name][n] = made

    @precondition(lambda self: any(self.read.values()))
    @rule(data=st.data(), by=PEOPLE, verdict=st.sampled_from(["right", "wrong", "unsure", "edited"]))
    def judge(self, data: st.DataObject, by: str, verdict: str) -> None:
        name = data.draw(st.sampled_from([name for name in self.read if self.read[name]]))
        n = data.draw(st.sampled_from(sorted(self.read[name])))
        statement = data.draw(st.sampled_from(self.read[name][n].statements))
        after = json.dumps({"stance": "denies"}) if verdict == "edited" else None
        kept = self.cases[name].review("statement", statement.id, verdict, by, self.at(), after=after)  # type: ignore[arg-type]
        self.given[name][kept.id] = kept

    @rule(name=COPIES, by=PEOPLE)
    def undo(self, name: str, by: str) -> None:
        case = self.cases[name]
        back = {w.review for w in case.withdrawals()}
        open_ = [r for r in case.reviews() if r.by == by and r.id not in back]
        if open_:
            assert case.undo_review(by, self.at()) == open_[-1]

    @rule(into=COPIES)
    def merge(self, into: str) -> None:
        source = "two" if into == "one" else "one"
        self.cases[into].merge(self.folder / f"{source}.db")
        for n, made in self.read[source].items():
            if n not in self.purged[into]:
                self.read[into].setdefault(n, made)
        places = {
            r: self.cases[source]._store.value("SELECT article FROM review_place WHERE review = ?", (r,))
            for r in self.given[source]
        }
        gone = {article(n).id for n in self.purged[into]}
        self.given[into] |= {id: r for id, r in self.given[source].items() if places[id] not in gone}

    @precondition(lambda self: any(self.read.values()))
    @rule(data=st.data())
    def purge(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from([name for name in self.read if self.read[name]]))
        n = data.draw(st.sampled_from(sorted(self.read[name])))
        case = self.cases[name]
        about = {
            id
            for (id,) in case._store.rows(
                "SELECT review FROM review_place WHERE article = ?", (article(n).id,)
            )
        }
        case.purge([article(n).id], "asked", "Cleo", self.at())
        del self.read[name][n]
        self.purged[name].add(n)
        self.given[name] = {id: r for id, r in self.given[name].items() if id not in about}

    @rule(name=COPIES)
    def compare(self, name: str) -> None:
        articles = [article(n) for n in sorted(self.read[name])]
        if len(articles) > 1:
            self.cases[name].store_comparison(comparison(articles))

    @invariant()
    def holds(self) -> None:
        for name, case in self.cases.items():
            assert (outcome := case.verify()).ok, outcome.findings
            assert {r.id: r for r in case.readings()} == {m.id: m for m in self.read[name].values()}
            assert {r.id: r for r in case.reviews()} == self.given[name]
            self.people(case)

    def people(self, case: Casefile) -> None:
        standing = case.standing_reviews()
        assert len({(r.target, r.by) for r in standing}) == len(standing)
        assert not {r.id for r in standing} & {w.review for w in case.withdrawals()}
        here = {s.id for r in case.readings() for s in r.statements}
        assert {o.review.target for o in case.orphans()} == {r.target for r in standing} - here
        words = {w for r in case.readings() for s in r.speakers for w in s.name.lower().split()}
        assert {w for (w,) in case._store.rows("SELECT word FROM name_word")} == words


# Kills: a re-run, merge or purge that loses, doubles or revives anything; undo that forgets what it uncovers.
TestCopies = Copies.TestCase
TestCopies.settings = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
