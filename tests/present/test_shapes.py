"""JSON shapes: INTERFACE's names, lists that say how long the whole is."""

import factory
from reportedly.codec import encode
from reportedly.present.shapes import article_shape, list_shape, list_table
from reportedly.record import Problem


def test_an_article_with_its_reading() -> None:
    a = factory.article("Kelmar said no.", outlet="The Courier")
    s = factory.statement(a, "no", cue="said", source="Kelmar")
    shape = article_shape(a, factory.reading(a, s))
    assert shape["article"] == {"id": "a1", "text": "Kelmar said no.", "outlet": "The Courier"}
    assert shape["metadata"][0]["where"] == "caller"
    assert shape["reading"]["statements"][0]["content"] == ((12, 14),)
    assert encode(shape)


def test_an_article_without_a_reading() -> None:
    shape = article_shape(factory.article(), None)
    assert (shape["reading"], shape["ties"], shape["story"]) == (None, [], None)


def test_a_list_says_whether_it_goes_on() -> None:
    shape = list_shape([Problem("read", "k", "m")], count=9, truncated=True, offset=3)
    assert (shape["count"], shape["offset"], shape["truncated"]) == (9, 3, True)
    assert shape["items"] == [{"stage": "read", "kind": "k", "message": "m", "item": None}]


def test_rows_say_which_of_how_many_they_are() -> None:
    # Kills: counting from the page instead of the list, the page's length in place of the list's.
    problems = [Problem("read", "k", "=1+1"), Problem("read", "k", "m", "i")]
    table = list_table("problems", Problem, problems, count=9, offset=4)
    assert table.columns == ("row", "of", "stage", "kind", "message", "item")
    assert table.rows == (("5", "9", "read", "k", "=1+1", ""), ("6", "9", "read", "k", "m", "i"))
    assert list_table("problems", Problem, (), 0).rows == ()
