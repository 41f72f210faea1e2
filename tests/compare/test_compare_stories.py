"""Whole comparisons: kinds, directions, stories and origins, on shapes that coverage has (CASES 1, 2, 7, 11, 12)."""

from datetime import UTC, datetime

import pytest
from compare_invented import SPEECH, WIRE, credit, prose, read

import factory
from reportedly.compare import compare
from reportedly.compare.names import names_as_source, same_name
from reportedly.compare.sources import moment


def only_tie(*articles, readings=()):
    (tie,) = compare(articles, readings).ties
    return tie


# -- kinds ------------------------------------------------------------------------------------------------------


def test_a_copy_under_a_new_headline_is_one_story_with_one_origin():
    found = compare([factory.article(WIRE, "a"), factory.article(f"Update. {WIRE}", "b")])
    (tie,), (story,) = found.ties, found.stories
    assert (tie.kind, tie.direction, tie.containment_a) == ("copy", "unknown", 1.0)
    assert (story.articles, story.independent_origins, story.uncertain_ties) == (("a", "b"), 1, 1)
    assert "upper bound" in story.origins_basis


def test_a_brief_cut_from_a_long_item_is_a_copy():
    long = WIRE + " " + prose(1, 300)
    tie = only_tie(factory.article(WIRE, "a"), factory.article(long, "b"))
    assert (tie.kind, tie.containment_a) == ("copy", 1.0)
    assert tie.containment_b < 0.3


def test_a_paragraph_inside_another_article_is_partial():
    first = WIRE.split(" The council")[0]
    tie = only_tie(
        factory.article(first + " " + prose(1, 200), "a"), factory.article(prose(2, 200) + " " + first, "b")
    )
    assert tie.kind == "partial"
    assert 0.1 < tie.containment_a < 0.3


@pytest.mark.parametrize("marks", ["“{}”", "«{}»", '"{}"', "„{}“"])
def test_two_outlets_at_one_speech_share_a_quotation_and_no_story(marks):
    said = marks.format(SPEECH)
    found = compare(
        [
            factory.article(f"{prose(1, 90)} He said: {said}", "a"),
            factory.article(f"{said} he said. {prose(2, 90)}", "b"),
        ]
    )
    assert [tie.kind for tie in found.ties] == ["shared_quotation"]
    assert found.stories == ()
    assert found.passages[0].in_quotation > 0.9


def test_a_speech_whose_marks_one_outlet_drops_is_still_a_speech():
    found = compare(
        [
            factory.article(f"{prose(1, 60)} He said: “{SPEECH}”", "a"),
            factory.article(f"{prose(2, 60)} {SPEECH.capitalize()}.", "b"),
        ]
    )
    assert [tie.kind for tie in found.ties] == ["shared_quotation"]


def test_a_document_that_one_prints_and_the_other_quotes_is_shared():
    # Some of it stands without marks in both, as block quotes do; most in marks on one side only.
    document = prose(1, 50), prose(2, 90)
    found = compare(
        [
            factory.article(f"{prose(3, 60)} {document[0]} {document[1]}", "a"),
            factory.article(f"{prose(4, 60)} {document[0]} “{document[1]}”", "b"),
        ]
    )
    assert [(tie.kind, tie.direction) for tie in found.ties] == [("shared_quotation", "unknown")]
    assert found.stories == ()


def test_unrelated_articles_have_no_tie():
    found = compare([factory.article(prose(k), f"a{k}") for k in range(5)])
    assert (found.passages, found.ties, found.stories) == ((), (), ())


def test_one_address_is_one_page():
    a = factory.article(WIRE, "a", url="https://www.tosven.example/news/1?from=home")
    b = factory.article(WIRE, "b", url="http://tosven.example/news/1/#top")
    assert only_tie(a, b).kind == "same_page"
    c = factory.article(WIRE, "c", url="http://tosven.example/news/2")
    assert only_tie(a, c).kind == "copy"


def test_quoting_an_outlet_that_is_named_is_aggregation_and_points_to_it():
    a = factory.article(f"{prose(1, 40)} “{SPEECH},” Ilvan told the Daily Quay.", "a", outlet="The Lantern")
    b = factory.article(f"{prose(2, 60)} “{SPEECH},” Ilvan said.", "b", outlet="Daily Quay")
    tie = only_tie(a, b)
    assert (tie.kind, tie.direction) == ("aggregation", "b_to_a")


# -- direction: credits, names, dates ---------------------------------------------------------------------------


def test_case_1_a_copy_that_credits_the_other_outlet_points_back_to_it():
    a = factory.article(f"{WIRE} It will reopen on Friday, Kelpress reports.", "a", outlet="Tosven Daily")
    b = factory.article(f"{WIRE} It will reopen on Friday.", "b", outlet="Kelpress")
    tie = only_tie(a, b, readings=[read(a, credit(a, "Kelpress reports", "Kelpress", "source_link"))])
    assert tie.direction == "b_to_a"
    assert "credits-the-other" in tie.evidence.rule
    assert "a credits Kelpress" in tie.evidence.alternatives


def test_case_1_the_template_with_the_name_swapped_decides_nothing():
    a = factory.article(f"{WIRE} It will reopen on Friday, Kelpress reports.", "a", outlet="Kelpress")
    b = factory.article(f"{WIRE} It will reopen on Friday, Tosnews reports.", "b", outlet="Tosnews")
    readings = [
        read(a, credit(a, "Kelpress reports", "Kelpress", "self")),
        read(b, credit(b, "Tosnews reports", "Tosnews", "self")),
    ]
    assert only_tie(a, b, readings=readings).direction == "unknown"


def test_case_2_of_a_distributor_on_top_and_an_agency_in_the_text_the_agency_is_the_origin():
    text = f"TOSVEN (Newsfeed Pool) - {WIRE} All this Kelpress reports. Disclaimer 12-K."
    articles = [factory.article(text, "a", outlet="The Lantern"), factory.article(text, "b", outlet="Quay")]
    readings = [
        read(
            x,
            credit(x, "(Newsfeed Pool)", "Newsfeed Pool", "dateline"),
            credit(x, "Kelpress reports", "Kelpress", "source_link"),
        )
        for x in articles
    ]
    found = compare(articles, readings)
    (story,) = found.stories
    assert found.ties[0].direction == "common_origin"
    assert [(o.named, o.articles) for o in story.origins] == [("Kelpress", ("a", "b"))]


def test_an_according_to_within_the_text_is_no_credit_of_the_whole_item():
    text = f"{prose(1, 100)} So it stands according to Tosnews. {prose(2, 100)} {WIRE}"
    a = factory.article(f"(Kelpress) {text}", "a", outlet="The Lantern")
    b = factory.article(text, "b", outlet="Quay")
    given = read(
        a, credit(a, "(Kelpress)", "Kelpress"), credit(a, "according to Tosnews", "Tosnews", "source_link")
    )
    (story,) = compare([a, b], [given]).stories
    assert [origin.named for origin in story.origins] == ["Kelpress"]


def test_case_7_two_carriers_of_one_agency_of_which_one_lost_the_credit_have_one_named_origin():
    a = factory.article(f"TOSVEN (Kelpress) - {WIRE}", "a", outlet="The Lantern")
    b = factory.article(WIRE, "b", outlet="Quay")
    found = compare([a, b], [read(a, credit(a, "(Kelpress)", "Kelpress"))])
    (story,) = found.stories
    assert (found.ties[0].direction, story.independent_origins) == ("common_origin", 1)
    assert story.origins[0].named == "Kelpress"
    assert story.origins[0].evidence.rule == "credited-agency"


def test_case_11_who_was_interviewed_is_not_who_wrote_the_text():
    transcript = f"Question: what now? {WIRE} {prose(3, 60)}"
    articles = [
        factory.article(f"{transcript} Ilvan gave an interview to Tosnews.", id, outlet=outlet)
        for id, outlet in (("b", "Quay"), ("c", "Lantern"))
    ]
    interviewer = factory.article(
        f"{prose(9, 80)} Ilvan told us: “{SPEECH}”", "a", outlet="Tosnews", published="2031-05-01"
    )
    readings = [read(x, credit(x, "an interview to Tosnews", "Tosnews", "interview")) for x in articles]
    (story,) = compare([interviewer, *articles], readings).stories
    assert story.articles == ("b", "c")
    assert story.origins[0].named != "Tosnews"


def test_case_12_a_rerun_years_later_joins_no_story():
    a = factory.article(WIRE, "a", published="2028-05-01")
    b = factory.article(WIRE, "b", published="2031-05-01")
    found = compare([a, b])
    assert [tie.kind for tie in found.ties] == ["copy"]
    assert found.stories == ()


def test_case_12_a_series_lead_and_a_background_paragraph_make_no_tie():
    lead = (
        "Our series on the quays of the river looks each week at one of the families that have worked there. "
    )
    background = f" {prose(77, 60)}"
    found = compare(
        factory.article(f"{lead}\n\n{prose(k, 150)}\n\n{background}", f"a{k}", outlet="Quay")
        for k in range(6)
    )
    assert found.ties == ()
    assert found.stories == ()
    assert found.passages
    assert all(passage.boilerplate for passage in found.passages)


def test_versions_of_one_running_story_are_no_furniture():
    # Six versions of one outlet's story share more than furniture would: they are one story.
    found = compare(
        factory.article(f"{WIRE} {prose(5, 100)} {prose(50 + k, 60)}", f"a{k}", outlet="Quay")
        for k in range(6)
    )
    assert [len(story.articles) for story in found.stories] == [6]


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        ("2031-05-01", "2031-05-02", "unknown"),
        ("2031-05-01", "2031-05-03", "a_to_b"),
        ("2031-05-01T10:00:00Z", "2031-05-01T11:00:00+00:00", "a_to_b"),
        ("2031-05-01T10:00:00+04:00", "2031-05-01T07:00:00+00:00", "a_to_b"),
        ("2031-05-01T10:00:00Z", "2031-05-01T10:03:00Z", "unknown"),
        ("2031-05-01T10:00:00", "2031-05-01T20:00:00", "unknown"),
        ("2031-05-01T10:00:00Z", "2031-05-01", "unknown"),
        ("yesterday", "2031-05-01", "unknown"),
    ],
)
def test_dates_decide_only_beyond_what_zones_and_clocks_leave_open(first, second, direction):
    a, b = factory.article(WIRE, "a", published=first), factory.article(WIRE, "b", published=second)
    assert only_tie(a, b).direction == direction
    swapped = {"a_to_b": "b_to_a"}.get(direction, direction)
    a, b = factory.article(WIRE, "a", published=second), factory.article(WIRE, "b", published=first)
    assert only_tie(a, b).direction == swapped


def test_a_credit_outweighs_a_date():
    a = factory.article(f"{WIRE} Kelpress reports.", "a", outlet="Quay", published="2031-05-01")
    b = factory.article(WIRE, "b", outlet="Kelpress", published="2031-05-09")
    tie = only_tie(a, b, readings=[read(a, credit(a, "Kelpress reports", "Kelpress", "source_link"))])
    assert tie.direction == "b_to_a"
    assert "a was published before b" in tie.evidence.alternatives


def test_moments_are_in_utc():
    assert moment("2031-05-01T10:00:00+04:00").start == datetime(2031, 5, 1, 6, tzinfo=UTC)
    assert moment("2031-05-01").end == datetime(2031, 5, 2, tzinfo=UTC)
    assert moment("") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Tosven News", "Tosven", True),
        ("Kelmar Union Press", "KUP", True),
        ("Associated Press", "AP", True),
        ("Quay - Opinion", "The Quay (Online)", True),
        ("Tosven Post", "Tosven Times", False),
        ("News", "Press", False),
        (None, None, False),
    ],
)
def test_names(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_name_counts_where_one_says_whose_words_follow():
    assert names_as_source("Ilvan told the Daily Quay on Monday.", "Daily Quay")
    assert names_as_source("The toll is gone, Daily Quay reported.", "The Daily Quay")
    assert not names_as_source("They met at the daily quay market.", "Daily Quay")
    assert not names_as_source("It is said that the quay is shut.", None)
