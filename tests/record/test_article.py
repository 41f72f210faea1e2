"""Articles from values at hand, and several candidates for one metadatum."""

import pytest

from reportedly.errors import InputError
from reportedly.record import METADATA, Article, Noted


def test_metadata_are_noted_as_given_by_the_caller() -> None:
    article = Article.from_text("t", id="a1", outlet="The Example", published="2031-05-03", extra={"k": 1})
    assert article.candidates("outlet") == (Noted("outlet", "The Example", "caller", "given"),)
    assert (article.outlet, article.published, article.title, article.url) == (
        "The Example",
        "2031-05-03",
        "",
        None,
    )
    assert (article.byline, article.language, article.capture, article.extra) == (None, None, None, {"k": 1})


def test_unknown_metadata_are_refused_by_name() -> None:
    with pytest.raises(InputError) as error:
        Article.from_text("t", id="a1", outlett="The Example")
    assert str(error.value) == f"article: expected metadata among {', '.join(METADATA)}, got ['outlett']"


def test_the_first_candidate_is_shown_and_all_are_kept() -> None:
    both = (
        Noted("published", "2031-05-03", "line 1:published", "field"),
        Noted("published", "2031-05-01", "x", "y"),
    )
    article = Article("a1", "t", both)
    assert article.published == "2031-05-03"
    assert article.candidates("published") == both


def test_an_article_cannot_be_edited() -> None:
    with pytest.raises(AttributeError):
        Article("a1", "t").text = "u"  # type: ignore[misc]
