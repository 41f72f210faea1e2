"""Articles go in once, whole, and come out as they came."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator

import pytest
from casefile_builders import article, reading
from hypothesis import HealthCheck, given, settings

import strategies
from reportedly.casefile import ArticleRow, Casefile, ListQuery, Tally, articles
from reportedly.errors import InputError, UnknownItemError
from reportedly.record import Article, Capture, Problem


def without_bytes(given: Article) -> Article:
    return dataclasses.replace(
        given, capture=given.capture and dataclasses.replace(given.capture, content=None)
    )


# Kills: any column left out of the row or read back in another place; text stored mended instead of as it came.
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=strategies.articles())
def test_an_article_comes_out_as_it_went_in(case: Casefile, given: Article) -> None:
    given = dataclasses.replace(given, id="x" + given.id, capture=None)
    outcome = case.add(given)
    stored = case.article(given.id)
    assert outcome != "new" or stored == given
    assert case.add(stored) == "known"


def test_the_bytes_are_kept_once_and_come_back(case: Casefile) -> None:
    one = article(1)
    assert one.capture is not None
    other = dataclasses.replace(one, id="b")
    case.add_all([one, other])
    assert case.capture(one.capture.sha256) == one.capture.content
    assert case.article("b").capture == dataclasses.replace(one.capture, content=None)
    assert case._store.value("SELECT count(*) FROM capture") == 1


def test_bytes_that_come_later_join_their_hash(case: Casefile) -> None:
    one = article(1)
    assert one.capture is not None
    case.add(without_bytes(dataclasses.replace(one, id="b")))
    with pytest.raises(UnknownItemError, match="no bytes are kept"):
        case.capture(one.capture.sha256)
    case.add(one)
    assert case.capture(one.capture.sha256) == one.capture.content


def test_bytes_that_do_not_fit_their_hash_are_refused_whole(case: Casefile) -> None:
    wrong = dataclasses.replace(
        article(1), capture=Capture(hashlib.sha256(b"x").hexdigest(), 1, "text/plain", "file", content=b"y")
    )
    with pytest.raises(InputError, match="expected bytes with SHA-256"):
        case.add(wrong)
    assert case.summary().articles == 0


def test_the_same_input_twice_adds_nothing(case: Casefile) -> None:
    items = [article(1), Problem("acquire", "empty", "expected a text, got none", "b.txt"), article(2)]
    assert case.add_all(items) == Tally(new=2, problems=1)
    before = case.digest(), case.summary()
    assert case.add_all(items) == Tally(known=2, problems=1)
    assert (case.digest(), case.summary()) == before
    assert before[1].problems == 1


def test_another_text_under_a_known_id_is_a_problem_and_the_first_stays(case: Casefile) -> None:
    case.add(article(1))
    changed = dataclasses.replace(article(1), text="Another text.")
    assert case.add(changed, reading(article(1))) == "conflict"
    assert case.add_all([changed, changed]) == Tally(conflict=2)
    assert case.article("a00001") == without_bytes(article(1))
    assert not case.has_reading("a00001")
    page = case.problems()
    assert [(p.stage, p.kind, p.item) for p in page.items] == [("casefile", "duplicate_id", "a00001")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "a\0b"}, "text: expected characters without NUL, got one at 1"),
        ({"text": "a\ud800b"}, "text: expected no lone surrogate, got one at 1"),
        ({"id": ""}, "expected an id"),
        ({"extra": {"x": "\udfff"}}, "extra: expected what can be written as JSON"),
        ({"extra": {"x": object()}}, "extra: expected what can be written as JSON"),
    ],
)
def test_what_a_file_cannot_hold_raises_alone_and_is_a_problem_in_a_batch(
    case: Casefile, change: dict[str, object], said: str
) -> None:
    bad = dataclasses.replace(article(1), **{"id": "bad", **change})
    with pytest.raises(InputError, match=said):
        case.add(bad)
    assert case.add_all([article(1), bad, article(2)]).new == 2
    (problem,) = case.problems().items
    assert problem.kind == "article_refused"
    assert said in problem.message


def test_a_problem_that_names_a_path_of_odd_bytes_is_kept(case: Casefile) -> None:
    case.add_problem(Problem("acquire", "unreadable", "a\0b", "caf\udce9.txt"))
    (problem,) = case.problems().items
    assert (problem.message, problem.item) == ("a\\x00b", "caf\\udce9.txt")


def test_no_lock_is_held_while_waiting_for_the_next_item(
    case: Casefile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "BATCH_ITEMS", 2)
    held: list[bool] = []

    def slow() -> Iterator[Article]:
        for n in range(5):
            held.append(case._store._connection.in_transaction)
            yield article(n)

    seen: list[int] = []
    tally = case.add_all(slow(), lambda item: seen.append(len(held)))
    assert held == [False] * 5
    assert seen == [2, 2, 4, 4, 5]  # the callback runs inside its own batch, not at the end
    assert tally.total == 5


def test_a_source_that_breaks_keeps_the_batches_before(
    case: Casefile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "BATCH_ITEMS", 2)

    def broken() -> Iterator[Article]:
        yield from (article(n) for n in range(3))
        raise InputError("the source broke")

    with pytest.raises(InputError, match="the source broke"):
        case.add_all(broken())
    assert case.summary().articles == 2


def test_weight_bounds_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "BATCH_BYTES", 1000)
    sizes = [len(batch) for batch in articles._batches(article(n) for n in range(10))]
    assert sum(sizes) == 10
    assert max(sizes) <= 1000 // len(article(0).text)


def test_the_list_counts_and_says_how_long_it_is(case: Casefile) -> None:
    case.add_all([article(n) for n in range(1, 6)])
    case.add(dataclasses.replace(article(9), metadata=()))
    case.store_readings([reading(article(2), copies=3)])
    page = case.article_list(ListQuery(limit=2, offset=3))
    assert ([row.id for row in page.items], page.count, page.truncated) == (["a00002", "a00001"], 6, True)
    title = "Crossing shut, part 2"
    assert page.items[0] == ArticleRow(
        "a00002", title, "The Example", "2031-03-03", True, 1, 3, 1, 0, None, 1
    )
    last = case.article_list(ListQuery(offset=5)).items
    assert [(row.id, row.title, row.read) for row in last] == [("a00009", "", False)]  # undated comes last
    assert case.article_list(ListQuery(outlet="The Example")).count == 5
    assert case.article_list(ListQuery(order="oldest")).items[0].id == "a00001"
    assert case.outlets() == (("The Example", 5),)


@pytest.mark.parametrize("query", [ListQuery(limit=-1), ListQuery(offset=2**70), ListQuery(order="best")])  # type: ignore[arg-type]
def test_a_list_that_cannot_be_is_refused(case: Casefile, query: ListQuery) -> None:
    with pytest.raises(InputError, match="expected"):
        case.article_list(query)


def test_unknown_ids_raise(case: Casefile) -> None:
    for ask in (case.article, case.reading, case.ties_of, case.passages_of, case.story_of, case.story):
        with pytest.raises(UnknownItemError, match=r"there is no .*'nowhere'"):
            ask("nowhere")
    with pytest.raises(InputError, match="no lone surrogates"):
        case.article("\ud800")
