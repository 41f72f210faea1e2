"""Quotation marks of all styles."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text import quotations
from reportedly.text.quotation import DEEPEST
from strategies import texts

MARKS = st.lists(
    st.sampled_from(
        [*"“”„‟«»‹›「」『』＂\"‘’'", "``", "''", "a", "B", " ", ",", "n't", "s", "(", "—", "\u00a0"]
    ),
    max_size=25,
).map("".join)


def found(text: str) -> list[tuple[str, int]]:
    return [(q.span.of(text), q.depth) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A,” he said, “b.”", [("“A,”", 1), ("“b.”", 1)]),
        ('"A," he said, "b."', [('"A,"', 1), ('"b."', 1)]),
        ("``Yes,'' he said", [("``Yes,''", 1)]),
        ("„Ja“, sagte er", [("„Ja“", 1)]),
        ("„Tak”, powiedział", [("„Tak”", 1)]),
        ("»Ja«, sagte er", [("»Ja«", 1)]),
        ("«Oui», dit-il", [("«Oui»", 1)]),
        ("« Oui », dit-il", [("« Oui »", 1)]),
        ("«\u00a0Oui\u00a0» et «\u202fnon\u202f».", [("«\u00a0Oui\u00a0»", 1), ("«\u202fnon\u202f»", 1)]),
        ("”Ja”, sa han", [("”Ja”", 1)]),
        ("「はい」と言った", [("「はい」", 1)]),
        ("“A ‘b’ c”", [("“A ‘b’ c”", 1), ("‘b’", 2)]),
        ("“A “b” c”", [("“A “b” c”", 1), ("“b”", 2)]),
        ('"A "b" c"', [('"A "b" c"', 1), ('"b"', 2)]),
        ("«A «b» c»", [("«A «b» c»", 1), ("«b»", 2)]),
        ("'It's late, don't go,' he said", [("'It's late, don't go,'", 1)]),
        ("‘It’s ours,’ she said", [("‘It’s ours,’", 1)]),
        ("the ministers' talks and the parties' plans", []),
        ("the ’90s and rock’n’roll", []),
        ('5\'10" tall and 6" wide', []),
        ("She said ‘yes", []),
        ("“Unclosed to the end", [("“Unclosed to the end", 1)]),
        ('She said: "no (and "never") more', [('"no (and "never") more', 1), ('"never"', 2)]),
        ("“”", [("“”", 1)]),
        ('"', []),
        ("a ”stray", [("”stray", 1)]),
    ],
)
def test_what_stands_in_quotation_marks(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_the_inside_leaves_the_marks_out_and_closed_says_whether_they_close() -> None:
    text = "``A'' and “b"
    assert [(q.inner.of(text), q.closed) for q in quotations(text)] == [("A", True), ("b", False)]


def test_a_quotation_left_open_goes_on_where_the_next_paragraph_opens_again() -> None:
    text = "Delk: “One.\n\n“Two.\n\n“Three.” Tal."
    assert [(q.inner.of(text), q.closed, q.continues) for q in quotations(text)] == [
        ("One.", False, True),
        ("Two.", False, True),
        ("Three.", True, False),
    ]


def test_a_quotation_left_open_ends_with_its_paragraph_where_the_next_does_not_open() -> None:
    text = "“One.\n\nTwo “three”."
    assert [(q.span.of(text), q.continues) for q in quotations(text)] == [
        ("“One.", False),
        ("“three”", False),
    ]


@given(st.one_of(texts(), MARKS))
def test_quotations_lie_in_the_text_in_order_and_nest(text: str) -> None:
    """Kills: an inner span that leaves its quotation, crossing pairs, and any raise on odd marks."""
    quotes = quotations(text)
    assert [q.span.start for q in quotes] == sorted(q.span.start for q in quotes)
    for q in quotes:
        assert q.span.end <= len(text)
        assert q.span.contains(q.inner)
        assert q.depth >= 1
    for a, b in pairwise(quotes):
        assert not a.span.overlaps(b.span) or a.span.contains(b.span) or b.span.contains(a.span)


@given(st.lists(MARKS, max_size=4))
def test_paragraphs_are_read_one_by_one(parts: list[str]) -> None:
    """Kills: an open mark carried into the next paragraph, which would turn everything inside out."""
    expected, offset = [], 0
    for part in parts:
        expected += [(q.span.shifted(offset), q.closed, q.depth) for q in quotations(part)]
        offset += len(part) + 2
    assert [(q.span, q.closed, q.depth) for q in quotations("\n\n".join(parts))] == expected


@given(MARKS)
def test_marks_outside_a_closed_pair_do_not_change_it(text: str) -> None:
    """Kills: counting marks by parity, where one stray mark before swaps inside and outside."""
    whole = text + "\n\n“A road.”"
    assert quotations(whole)[-1].span.of(whole) == "“A road.”"


def test_no_more_marks_are_open_at_once_than_news_can_have() -> None:
    assert max(q.depth for q in quotations("“a " * 50 + "b” " * 50)) == DEEPEST


@pytest.mark.parametrize("piece", ["“a ", "'a ", "« a ", '"a ', "‘a “b "])
def test_made_up_texts_cost_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        start = time.process_time()
        quotations(piece * n)
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 20 * max(seconds(2000), 0.005)
