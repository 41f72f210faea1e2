"""Ids are stable: golden values, since reviews hang on them across versions and machines."""

from hypothesis import given

import factory
import strategies
from reportedly.record import Span, content_id, statement_id, text_sha256


def test_golden_ids() -> None:
    # If one of these changes, every stored review is orphaned: that needs a migration and a decision record.
    assert content_id("statement", "a1", [1, 2], None, 0.5, "Ж") == "fdef13a618014549"
    assert (
        statement_id("a1", "text", (Span(4, 9),), (Span(1, 3),), (Span(0, 1),), "attributed")
        == "5c493a73a9b03171"
    )
    assert (
        text_sha256("Ж\U0001f30a\r\n") == "76ef93c5ef79969e44e9b5ae2cbb8483c5900bb4ebcd07ce14951fdf02d7df78"
    )


def test_spans_tuples_and_lists_are_one() -> None:
    assert content_id((Span(1, 2),)) == content_id([[1, 2]]) == content_id(((1, 2),))


def test_each_part_of_a_statement_counts() -> None:
    same = ("text", (Span(4, 9),), (Span(1, 3),), (Span(0, 1),), "attributed")
    ids = {
        statement_id("a1", *same),
        statement_id("a2", *same),
        statement_id("a1", "title", *same[1:]),
        statement_id("a1", "text", (Span(4, 8),), *same[2:]),
        statement_id("a1", "text", (Span(4, 5), Span(6, 9)), *same[2:]),
        statement_id("a1", "text", (Span(4, 9),), (), *same[3:]),
        statement_id("a1", "text", (Span(4, 9),), (Span(1, 3),), (), "attributed"),
        statement_id("a1", *same[:-1], "outlet"),
    }
    assert len(ids) == 8


def test_what_is_made_of_a_statement_does_not_count() -> None:
    a = factory.article("Kelmar denied that the bridge was closed.")
    one = factory.statement(a, "the bridge was closed", cue="denied", source="Kelmar")
    two = factory.statement(
        a, "the bridge was closed", cue="denied", source="Kelmar", stance="denies", speaker="s1", score=0.2
    )
    assert one.id == two.id


@given(strategies.texts(), strategies.texts())
def test_the_border_between_parts_counts(a: str, b: str) -> None:
    # Kills: parts joined without a separator.
    assert content_id(a, b) != content_id(a + b)
    assert content_id(a, b) != content_id(a + b, "")[:16] or not b
