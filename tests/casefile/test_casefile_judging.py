"""Judgements: edits and final layer, undo, orphans, queue and samples, agreement, training data."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from casefile_builders import article, comparison, reading, statement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.casefile import Casefile
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import Reading, Review, Span

ARTICLES = [article(n) for n in range(1, 5)]
SAID = {a.id: reading(a).statements[0].id for a in ARTICLES}


@pytest.fixture
def filled(case: Casefile) -> Casefile:
    case.add_all(ARTICLES)
    case.store_readings(map(reading, ARTICLES))
    case.store_comparison(comparison(ARTICLES))
    return case


def at(minute: int) -> str:
    return f"2031-03-02T10:{minute:02d}:00Z"


def edit(case: Casefile, kind: str, target: str, by: str = "Ada", minute: int = 0, /, **after: Any) -> Review:
    return case.review(kind, target, "edited", by, at(minute), after=json.dumps(after))


def final(case: Casefile, columns: str = "speaker", id: str = "a00001") -> list[Any]:
    sql = f"SELECT {columns} FROM final_statement WHERE article = ? AND voice = 'attributed'"
    return case._store.rows(sql, (id,))


def test_an_edit_changes_the_final_layer_and_not_the_machines(filled: Casefile) -> None:
    before = filled.digest()
    kept = edit(filled, "statement", SAID["a00001"], content=[[73, 86]], stance="denies", speaker=None)
    assert json.loads(kept.before or "") == {
        "content": [[69, 97]],
        "stance": "asserts",
        "speaker": "Ministry of Kelmar",
    }
    assert final(filled, "content, start, stop, stance, speaker, layer, verdict, reviewers, agreed") == [
        ("café crossing", 73, 86, "denies", None, "edited", "edited", 1, 1)
    ]
    (said,) = [s for s in filled.final_reading("a00001").statements if s.voice == "attributed"]
    assert (said.content, said.stance, said.speaker) == ((Span(73, 86),), "denies", None)
    assert said.resolution == "unresolved"
    assert filled.reading("a00001") == reading(article(1))
    assert filled.digest() == before
    assert filled.verify().ok


def test_wrong_leaves_the_final_layer_and_others_stay(filled: Casefile) -> None:
    filled.review("statement", SAID["a00001"], "wrong", "Ada", at(0))
    filled.review("statement", SAID["a00002"], "right", "Ada", at(0))
    assert final(filled) == []
    assert final(filled, "layer, verdict", "a00002") == [("reviewed", "right")]
    assert final(filled, "layer, reviewers, agreed", "a00003") == [("machine", 0, None)]
    assert [s.voice for s in filled.final_reading("a00001").statements] == ["outlet"]


def test_names_merge_and_split(filled: Casefile) -> None:
    edit(filled, "speaker", "Ministry of Kelmar", name="Kelmar", articles={"a00002": "Tosven"})
    assert final(filled) == [("Kelmar",)]
    assert final(filled, id="a00002") == [("Tosven",)]
    assert [s.name for s in filled.final_reading("a00002").speakers] == ["Tosven"]
    filled.undo_review("Ada", at(1))
    assert final(filled, id="a00002") == [("Ministry of Kelmar",)]
    assert filled._store.rows("SELECT DISTINCT machine_name FROM final_speaker") == [("Ministry of Kelmar",)]


def test_a_tie_can_be_given_another_kind(filled: Casefile) -> None:
    kept = edit(filled, "tie", '["a00001","a00002"]', kind="partial")
    assert kept.before == '{"kind":"copy"}'
    rows = filled._store.rows("SELECT a, kind, layer FROM final_tie ORDER BY number")
    assert rows == [
        ("a00001", "partial", "edited"),
        ("a00002", "copy", "machine"),
        ("a00003", "copy", "machine"),
    ]
    filled.review("tie", '["a00002","a00003"]', "wrong", "Ada", at(1))
    assert filled._store.value("SELECT count(*) FROM final_tie") == 2


@pytest.mark.parametrize(
    ("kind", "target", "after", "said"),
    [
        ("statement", SAID["a00001"], {"stanse": "denies"}, "one or more of content, cue"),
        ("statement", SAID["a00001"], {"stance": "shouts"}, "Invalid enum value 'shouts'"),
        ("statement", SAID["a00001"], {}, "one or more of content"),
        ("statement", SAID["a00001"], {"content": [[5, 4000]]}, "places of at least one character within"),
        ("statement", SAID["a00001"], {"content": [[5, 5]]}, "places of at least one character"),
        ("statement", SAID["a00001"], {"content": []}, "at least one place"),
        ("statement", SAID["a00001"], {"stance": None}, "after: stance: expected a value"),
        ("statement", SAID["a00001"], {"speaker": " "}, "a name, or null"),
        ("speaker", "Ministry of Kelmar", {"name": "Ministry of Kelmar"}, "another name than"),
        ("speaker", "Ministry of Kelmar", {"name": ""}, "a name"),
        ("tie", '["a00001","a00002"]', {"kind": "theft"}, "Invalid enum value"),
        ("story", "st1", {"name": "x"}, "a target among statement, tie, speaker"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(
    filled: Casefile, kind: str, target: str, after: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        edit(filled, kind, target, **after)
    assert filled.reviews() == ()


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("tie", '["a00001","a00004"]'),
        ("tie", "a00001"),
        ("speaker", "Nobody"),
        ("statement", "x"),
        ("story", "x"),
    ],
)
def test_a_target_that_is_not_there_is_told(filled: Casefile, kind: str, target: str) -> None:
    with pytest.raises(UnknownItemError, match=f"no {kind}"):
        filled.review(kind, target, "wrong", "Ada", at(0))


def test_merging_names_in_a_ring_is_refused(filled: Casefile) -> None:
    other = dataclasses.replace(reading(article(2)), speakers=(reading(article(2)).speakers[0],))
    renamed = dataclasses.replace(other, speakers=(dataclasses.replace(other.speakers[0], name="Tosven"),))
    filled.store_readings([renamed])
    edit(filled, "speaker", "Ministry of Kelmar", name="Tosven")
    with pytest.raises(InputError, match="and none given to it"):
        edit(filled, "speaker", "Tosven", name="Ministry of Kelmar")


def test_undo_goes_back_one_by_one_and_across_sessions(filled: Casefile) -> None:
    target = SAID["a00001"]
    first = filled.review("statement", target, "right", "Ada", at(0))
    filled.review("statement", target, "unsure", "Ben", at(1))
    second = filled.review("statement", target, "wrong", "Ada", at(2))
    assert second.supersedes == first.id
    assert filled.undo_review("Ada", at(3)) == second
    assert [r.verdict for r in filled.standing_reviews(target)] == ["right", "unsure"]
    assert filled.undo_review("Ada", at(4)) == first
    with pytest.raises(UnknownItemError, match="no review by 'Ada'"):
        filled.undo_review("Ada", at(5))
    assert [r.verdict for r in filled.standing_reviews(target)] == ["unsure"]
    assert len(filled.reviews(target)) == 3
    assert filled.verify().ok


def test_judged_undone_and_judged_again_in_one_second(filled: Casefile) -> None:
    kept = [filled.review("statement", SAID["a00001"], "right", "Ada", at(0))]
    for _ in range(3):
        filled.undo_review("Ada", at(0))
        kept.append(filled.review("statement", SAID["a00001"], "right", "Ada", at(0)))
    assert len({review.id for review in kept}) == 4
    assert filled.standing_reviews() == (kept[-1],)
    assert filled.verify().ok


def test_only_who_gave_a_judgement_takes_it_back(filled: Casefile) -> None:
    kept = filled.review("statement", SAID["a00001"], "right", "Ada", at(0))
    with pytest.raises(InputError, match="'Ada', whose review it is"):
        filled.withdraw_review(kept.id, "Ben", at(1))
    filled.withdraw_review(kept.id, "Ada", at(1), "looked again")
    with pytest.raises(InputError, match="taken back already"):
        filled.withdraw_review(kept.id, "Ada", at(2))


def shifted(by: int) -> Reading:
    """The reading of article 1 by a later version, that ends the content earlier."""
    made, of = reading(article(1)), article(1)
    what = of.text[69 : 97 - by]
    return dataclasses.replace(
        made, statements=(statement(of, what, "said", "The ministry of Kelmar", "s1"), *made.statements[1:])
    )


def test_a_later_run_keeps_judgements_and_orphans_loudly(filled: Casefile) -> None:
    filled.review("statement", SAID["a00001"], "right", "Ada", at(0), "clear")
    filled.store_readings([reading(article(1))])
    assert filled.orphans() == ()
    filled.store_readings([shifted(3)])
    assert filled.summary().orphans == 1
    (orphan,) = filled.orphans()
    assert (orphan.proposed, orphan.overlap) == (shifted(3).statements[0].id, round(25 / 28, 3))
    made = filled.reattach_review(orphan.review.id, orphan.proposed or "", "Ben", at(1))
    assert (made.verdict, made.by, made.target) == ("right", "Ben", orphan.proposed)
    assert "by Ada, attached anew: clear" in made.reason
    assert filled.orphans() == ()
    assert filled.withdrawals()[0].became == made.id
    assert filled.verify().ok


def test_an_orphan_with_too_little_in_common_is_not_proposed(filled: Casefile) -> None:
    filled.review("statement", SAID["a00001"], "right", "Ada", at(0))
    filled.store_readings([shifted(6)])
    (orphan,) = filled.orphans()
    assert (orphan.proposed, orphan.article) == (None, "a00001")
    kept = filled.review("statement", SAID["a00002"], "right", "Ada", at(1))
    with pytest.raises(InputError, match="expected one whose target is gone"):
        filled.reattach_review(kept.id, SAID["a00003"], "Ada", at(2))


def test_a_queue_is_of_what_nobody_or_not_this_person_judged(filled: Casefile) -> None:
    assert filled.review_queue().count == 4
    filled.review("statement", SAID["a00001"], "unsure", "Ada", at(0))
    assert (
        filled.review_queue().count,
        filled.review_queue("Ada").count,
        filled.review_queue("Ben").count,
    ) == (
        3,
        3,
        4,
    )
    assert filled.review_queue("Ben", limit=1).truncated


def test_the_most_doubtful_comes_first(filled: Casefile) -> None:
    made = reading(article(3))
    doubtful = dataclasses.replace(made.statements[0], resolution="unresolved")
    weak = reading(article(2))
    weak = dataclasses.replace(
        weak, statements=(dataclasses.replace(weak.statements[0], score=0.2), *weak.statements[1:])
    )
    filled.store_readings([dataclasses.replace(made, statements=(doubtful, *made.statements[1:])), weak])
    assert [item.article for item in filled.review_queue().items] == ["a00003", "a00002", "a00001", "a00004"]


def test_a_sample_gives_precision_of_its_strata(filled: Casefile) -> None:
    drawn = filled.sample(4, ("outlet", "kind"), seed=1)
    assert [item.statement for item in drawn.open] == [
        item.statement for item in filled.sample(4, ("outlet", "kind"), seed=1).open
    ]
    for id, verdict in zip(SAID.values(), ("right", "right", "wrong", "unsure"), strict=True):
        filled.review("statement", id, verdict, "Ada", at(0))  # type: ignore[arg-type]
    found = filled.sample(4, ("outlet", "kind"), seed=1)
    (stratum,) = found.strata
    assert (stratum.values, stratum.size, stratum.judged, stratum.unsure) == (
        ("The Example", "statement"),
        4,
        4,
        1,
    )
    assert (stratum.precision.held, stratum.precision.n) == (2, 3)
    assert found.precision.value == pytest.approx(2 / 3)
    assert found.open == ()
    with pytest.raises(InputError, match="stratify: expected one or more of outlet"):
        filled.sample(4, ("mood",))


def test_agreement_names_what_reviewers_differ_on(filled: Casefile) -> None:
    for id, others in zip(SAID.values(), ("right", "right", "wrong", "right"), strict=True):
        filled.review("statement", id, "right", "Ada", at(0))
        filled.review("statement", id, others, "Ben", at(1))  # type: ignore[arg-type]
    found = filled.agreement()
    assert (found.targets, found.reviewers) == (4, ("Ada", "Ben"))
    assert found.split == (("statement", SAID["a00003"]),)
    assert found.alpha == pytest.approx(0.0)
    assert final(filled, "verdict, reviewers, agreed", "a00003") == []  # the latest counts: wrong
    assert final(filled, "verdict, reviewers, agreed", "a00001") == [("right", 2, 1)]


def test_corrections_come_out_as_training_data(filled: Casefile) -> None:
    second = reading(article(2), copies=1)
    filled.review("statement", SAID["a00001"], "right", "Ada", at(0))
    edit(filled, "statement", SAID["a00002"], stance="denies")
    filled.review("statement", SAID["a00003"], "wrong", "Ada", at(0))
    filled.review("statement", SAID["a00004"], "unsure", "Ada", at(0))
    one, two, three = filled.training_articles()
    row = {"source": [[26, 48]], "cue": [[49, 53]], "content": [[69, 97]], "kind": "statement"}
    assert one == {
        "id": "a00001",
        "text": article(1).text,
        "attributions": [{**row, "stance": "asserts"}],
        "discard": [],
        "layers": True,
    }
    assert two["attributions"] == [{**row, "stance": "denies"}]
    assert (three["id"], three["attributions"], three["discard"]) == ("a00003", [], [])
    assert second.statements[0].stance == "asserts"


verdicts = st.sampled_from(["right", "wrong", "unsure", "stance", "speaker", "nobody", "spans", "voice"])
EDITS: dict[str, dict[str, Any]] = {
    "stance": {"stance": "denies", "kind": "belief"},
    "speaker": {"speaker": "Tosven"},
    "nobody": {"speaker": None},
    "spans": {"content": [[69, 80], [85, 97]], "source": [], "cue": [[49, 50]]},
    "voice": {"voice": "outlet"},
}


# Kills: any field that the views and the record take differently from the same reviews.
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_=st.lists(
        st.tuples(st.sampled_from(sorted(SAID)), st.sampled_from(["Ada", "Ben"]), verdicts), max_size=5
    )
)
def test_the_views_and_the_final_record_agree(filled: Casefile, given_: list[tuple[str, str, str]]) -> None:
    while filled.standing_reviews():
        filled.undo_review(filled.standing_reviews()[-1].by, at(0))
    for minute, (id, by, verdict) in enumerate(given_):
        if verdict in EDITS:
            edit(filled, "statement", SAID[id], by, minute, **EDITS[verdict])
        else:
            filled.review("statement", SAID[id], verdict, by, at(minute))  # type: ignore[arg-type]
    edit(filled, "speaker", "Ministry of Kelmar", "Ada", 30, name="Kelmar", articles={"a00002": "Orbis"})
    for of in ARTICLES:
        seen = filled._store.rows(
            "SELECT id, source, cue, content, stance, kind, voice, speaker FROM final_statement WHERE article = ?"
            " ORDER BY position",
            (of.id,),
        )
        whole = filled.final_reading(of.id)
        names = {s.id: s.name for s in whole.speakers}
        words = {
            s.id: tuple(" … ".join(p.of(of.text) for p in r) for r in (s.source, s.cue, s.content))
            for s in whole.statements
        }
        told = [
            (s.id, *words[s.id], s.stance, s.kind, s.voice, names.get(s.speaker or ""))
            for s in whole.statements
        ]
        assert seen == told
    assert filled.verify().ok
