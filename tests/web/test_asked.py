"""What a request asks for: checked, and refused with what was expected."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.record import Span
from reportedly.web.addresses import article_href, here, passage_href, statement_href, token
from reportedly.web.asked import Cut, choice, cut, paging, place


@pytest.mark.parametrize("limit", ["0", "501", "-1", "ten", "", "1e2", "٣", "9" * 30])
def test_a_limit_out_of_bounds_is_refused(limit: str) -> None:
    with pytest.raises(InputError, match="limit"):
        cut({"limit": limit})


def test_limit_and_offset() -> None:
    assert cut({}) == Cut(50, 0)
    assert cut({"limit": "7", "offset": "21"}) == Cut(7, 21)


def test_a_choice_is_one_of_its_words() -> None:
    words = {"a": "first", "b": "second"}
    assert (choice({}, "order", words), choice({"order": "b"}, "order", words)) == ("a", "b")
    with pytest.raises(InputError, match="one of a, b"):
        choice({"order": "c"}, "order", words)


def test_a_place_within_the_text() -> None:
    assert place({"at": "2-5"}, 5) == Span(2, 5)
    assert place({}, 5) is None
    for wrong in ("2-6", "5-2", "2", "a-b", "2-5-7", "-1-3"):
        with pytest.raises(InputError, match="at="):
            place({"at": wrong}, 5)


def test_paging_knows_what_lies_around() -> None:
    around = paging("/", {"order": "title", "offset": "50"}, Cut(50, 50), 50, 120)
    assert (around.first, around.last, around.count) == (51, 100, 120)
    assert (around.previous, around.next) == ("/?order=title", "/?order=title&offset=100")
    alone = paging("/", {}, Cut(50, 0), 3, 3)
    assert (alone.previous, alone.next) == (None, None)
    beyond = paging("/", {"offset": "90"}, Cut(50, 90), 0, 3)
    assert (beyond.first, beyond.last, beyond.next) == (0, 0, None)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_id_stays_one_segment_of_the_path(id: str) -> None:
    # Kills: leaving "/" or "%" or "?" of an id as they are.
    split = urlsplit(article_href(id))
    assert split.path.count("/") == 2
    assert unquote(split.path.removeprefix("/article/")) == id
    assert (split.query, split.fragment) == ("", "")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_token_has_no_blank_and_nothing_that_ends_an_attribute(id: str) -> None:
    assert not set(token(id)) & set(" \t\n\"'<>&#?/")


def test_addresses() -> None:
    assert statement_href("a/b", "s1") == "/article/a%2Fb?s=s1#m-s1"
    assert passage_href("a", Span(3, 9)) == "/article/a?at=3-9#m-at"
    assert here("/search", q="a b&c", order=None) == "/search?q=a+b%26c"
