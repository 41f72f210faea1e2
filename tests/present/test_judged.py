"""What people found of a statement: the latest counts, differences are told, edits are shown as words."""

import json
from typing import Any

import factory
from reportedly.present.judged import in_context, judged
from reportedly.record import Review

TEXT = "Nothing here.\n\nKelmar denied that it\r\nhad fired. More followed.\n\nThe end."
ARTICLE = factory.article(TEXT, title="Kelmar denies fire")
SAID = factory.statement(ARTICLE, "had fired", cue="denied", source="Kelmar")


def review(by: str = "Ada", at: str = "2031-03-14T10:00:00Z", **over: Any) -> Review:
    given = {"id": f"{by}{at}", "target_kind": "statement", "target": SAID.id, "verdict": "right"}
    return Review(**{**given, "by": by, "at": at, **over})


def test_nobody_judged() -> None:
    assert judged((), ARTICLE, "text") is None


def test_the_latest_counts_and_differences_are_told() -> None:
    # Kills: the order of arrival taken for that of time, agreement of verdicts whose edits differ.
    late, early = review("Bo", "2031-03-15T10:00:00Z", verdict="wrong"), review("Ada")
    found = judged((late, early), ARTICLE, "text", me="Ada")
    assert found is not None
    assert (found.latest.review, found.agreed) == (late, False)
    assert [j.mine for j in found.all] == [True, False]
    edits = [
        review(by, verdict="edited", after=json.dumps({"stance": s}))
        for by, s in (("A", "asks"), ("B", "denies"))
    ]
    assert (both := judged(edits, ARTICLE, "text")) is not None
    assert not both.agreed


def test_an_edit_is_shown_as_words_mended_for_display() -> None:
    place = factory.span(TEXT, "that it\r\nhad fired")
    before = json.dumps({"content": [list(s) for s in SAID.content], "speaker": None, "stance": "asserts"})
    after = json.dumps({"content": [list(place)], "speaker": "Kelmar", "stance": "denies"})
    found = judged((review(verdict="edited", before=before, after=after),), ARTICLE, "text")
    assert found is not None
    assert [(c.field, c.before, c.after) for c in found.latest.changes] == [
        ("content", "had fired", "that it had fired"),
        ("speaker", "—", "Kelmar"),
        ("stance", "says", "denies"),
    ]


def test_a_place_that_is_no_longer_in_the_text_is_left_out() -> None:
    after = json.dumps({"content": [[0, 999]]})
    found = judged((review(verdict="edited", before=after, after=after),), ARTICLE, "text")
    assert found is not None
    assert found.latest.changes[0].after == "—"


def test_a_statement_stands_in_the_paragraphs_it_touches_and_no_others() -> None:
    paragraphs = in_context(ARTICLE, SAID)
    assert ["".join(p.text for p in par).strip() for par in paragraphs] == [
        "Kelmar denied that it had fired. More followed."
    ]
    titled = factory.statement(ARTICLE, "fire", cue="denies", source="Kelmar", part="title")
    ((first, *_),) = in_context(ARTICLE, titled)
    assert first.text == "Kelmar"
