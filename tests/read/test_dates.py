"""What dates in invented sentences stand for: value, first and last day, anchor."""

from datetime import date

import pytest

from reportedly.read.dates import Anchors, find_dates
from reportedly.read.dates.anchors import anchors_of
from reportedly.record import Credit, Span

PUBLISHED = Anchors(date(2023, 2, 24))  # a Friday

WRITTEN = [
    ("It began on September 27, 2020.", "2020-09-27"),
    ("It began on Sunday, 27 September 2020.", "2020-09-27"),
    ("It began on the 27th of September, 2020.", "2020-09-27"),
    ("Report of 8-May-2006.", "2006-05-08"),
    ("As of 2020-09-27 it stood.", "2020-09-27"),
    ("Printed 27.09.2020 in Lomar.", "2020-09-27"),
    ("Printed 27/09/2020 in Lomar.", "2020-09-27"),
    ("Printed 03/05/2031 in Lomar.", "[2031-03-05,2031-05-03]"),
    ("In May 1992 the road closed.", "1992-05"),
    ("In May, 1992, the road closed.", "1992-05"),
    ("By 1992 the road was closed.", "1992"),
    ("In the 1980s the road closed.", "198X"),
    ("In the '80s the road closed.", "198X"),
    ("In the sixties the road closed.", "196X"),
    ("In the early 1980s the road closed.", "198X"),
    ("A 19th-century bridge.", "18XX"),
    ("A bridge of the twentieth century.", "19XX"),
    ("A bridge of the twenty-first century.", "20XX"),
    ("A bridge of the 1800s.", "18XX"),
    ("In the summer of 2022 the road closed.", "2022-22"),
    ("In the winter of 2021 the road closed.", "2021-24"),
    ("In late 2020 the road closed.", "2020"),
    ("In mid-2020 the road closed.", "2020"),
    ("At the beginning of 2021 the road closed.", "2021"),
    ("In the first quarter of 2023 the road closed.", "2023-33"),
    ("In the second half of 2022 the road closed.", "2022-41"),
    ("From September 27 to November 10, 2020 they fought.", "2020-09-27/2020-11-10"),
    ("Between 27 and 30 June 2021 they met.", "2021-06-27/2021-06-30"),
    ("From 2016 to 2020 they met.", "2016/2020"),
    ("The years 1992-94 were hard.", "1992/1994"),
    ("January–June 2016 was dry.", "2016-01/2016-06"),
    ("Since 2005 it has stood.", "2005/.."),
    ("Before 1998 it stood.", "../1997"),
    ("After May 1998 it fell.", "1998-06/.."),
    ("About 1350 it was built.", "1350~"),
    ("Possibly in 1612 it fell.", "1612?"),
    ("In 2027/28 it will fall.", "2027/2028"),
    ("The road was opened after the second world war.", "1939-09-01/1945-09-02"),
    ("A temple of 500 BCE.", "-0499"),
    ("A temple of 347 AD.", "0347"),
]

FROM_PUBLICATION = [
    ("He arrived today.", "2023-02-24"),
    ("He arrived yesterday.", "2023-02-23"),
    ("He leaves tomorrow.", "2023-02-25"),
    ("He arrived the day before yesterday.", "2023-02-22"),
    ("Two villages were shelled overnight.", "2023-02-23/2023-02-24"),
    ("He arrived on Tuesday.", "2023-02-21"),
    ("He arrived on Friday.", "2023-02-24"),
    ("He arrived last Friday.", "2023-02-17"),
    ("Talks will resume on Tuesday.", "2023-02-28"),
    ("On Tuesday, the council will vote.", "2023-02-28"),
    ("He said on Tuesday that talks will resume.", "2023-02-21"),
    ("He arrived on Monday of last week.", "2023-02-13"),
    ("It happened this morning.", "2023-02-24"),
    ("It happened last night.", "2023-02-23"),
    ("They met last week.", "2023-02-13/2023-02-19"),
    ("They meet next month.", "2023-03"),
    ("They met last year.", "2022"),
    ("They met earlier this year.", "2023"),
    ("They met in January.", "2023-01"),
    ("They met in March.", "2022-03"),
    ("They will meet in March.", "2023-03"),
    ("They met on January 23.", "2023-01-23"),
    ("They met on December 11.", "2022-12-11"),
    ("They are set to meet on May 16.", "2023-05-16"),
    ("They met last July.", "2022-07"),
    ("They met last winter.", "2021-24"),
    ("The war ended 31 years ago.", "1992"),
    ("The war ended nearly 30 years ago.", "1993~"),
    ("The war ended three decades ago.", "1993~"),
    ("He left two months ago.", "2022-12"),
    ("He left three days ago.", "2023-02-21"),
    ("He left two weeks ago.", "2023-02-10~"),
    ("He stayed until Tuesday.", "../2023-02-21"),
    ("He came after 20 February.", "2023-02-21/.."),
    ("He was here in summer.", "2022-22"),
    ("He was here from Monday to Wednesday.", "2023-02-20/2023-02-22"),
    ("He must leave within ten days.", "2023-02-24/2023-03-06"),
    ("The court opens on Monday.", "2023-02-27"),
    ("He will be here in spring.", "2023-21"),
    ("It will be ready in ten years.", "2033"),
    ("A year and a half ago he left.", "2021-08~"),
    ("In the past 30 days he left.", "2023-01-26/2023-02-24"),
    ("In recent years he left.", "../2023-02-24"),
    ("It had its 21st anniversary.", "2002"),
    ("They kept a 21st anniversary of the May 2002 fire.", "2002-05"),
]

FROM_TEXT = [
    ("On 27 September 2020 it began; two days later it spread.", "2020-09-29"),
    ("On 27 September 2020 it began. The next day it spread.", "2020-09-28"),
    ("In 1992 the road closed. That year the bank closed.", "1992"),
    ("On 3 March 1992 the road closed. In May the bank closed.", "1992-05"),
    ("In 1992 the road closed; five years later it opened.", "1997"),
    ("It began in May 1992 and spread in June of the same year.", "1992-06"),
]


def test_a_bare_year_lends_no_year_to_a_month() -> None:
    """In news "built in 1992 … closed in January" is this January; kills: a silent year from another context."""
    text = "The bridge was built in 1992. It was closed in January."
    assert [d.value.edtf for d in find_dates(text, PUBLISHED)] == ["1992", "2023-01"]
    assert [d.value.edtf for d in find_dates(text, Anchors())] == ["1992", "XXXX-01"]


DURATIONS = [
    ("The 44-day war ended.", "P44D"),
    ("For 30 years it stood.", "P30Y"),
    ("After three decades it fell.", "P30Y"),
    ("Two and a half years it stood.", "P2.5Y"),
    ("They fought for 24 hours.", "PT24H"),
    ("Two days after the vote he left.", "P2D"),
]

NONE = [
    "He may march on, said Theresa May.",
    "March on, he said, and may you win.",
    "Resolution 2001 was read, and 1992 people heard it.",
    "It lasted a second, more than 2000 metres away.",
    "The Boeing 1900 landed.",
    "A 12-year-old boy came.",
    "He is in his 80s.",
    "They met at Christmas.",
    "The sun sat low.",
    "The last months of his life were quiet.",
    "He spent $2020.",
]


def edtf(text: str, anchors: Anchors = PUBLISHED) -> list[str]:
    return [d.value.edtf for d in find_dates(text, anchors)]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_written_date_needs_no_anchor(text: str, expected: str) -> None:
    for anchors in (Anchors(), PUBLISHED):
        found = find_dates(text, anchors)
        assert [d.value.edtf for d in found] == [expected]
        assert found[0].anchor == "text"


@pytest.mark.parametrize(("text", "expected"), FROM_PUBLICATION)
def test_a_date_is_reckoned_from_publication(text: str, expected: str) -> None:
    assert edtf(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), FROM_PUBLICATION)
def test_without_an_anchor_it_stays_unresolved(text: str, expected: str) -> None:
    found = find_dates(text, Anchors())
    assert [d for d in found if d.anchor == "none" and d.value.known] == []
    if "May 2002" not in text:
        assert {d.anchor for d in found} == {"none"}
        assert all(d.value.edtf.startswith("XXXX") for d in found)  # even "until Tuesday"


@pytest.mark.parametrize(("text", "expected"), FROM_TEXT)
def test_a_date_is_reckoned_from_the_one_before(text: str, expected: str) -> None:
    for anchors in (Anchors(), PUBLISHED):
        last = find_dates(text, anchors)[-1]
        assert (last.value.edtf, last.anchor) == (expected, "text")


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_a_length_of_time_has_no_place_in_time(text: str, expected: str) -> None:
    found = find_dates(text, PUBLISHED)
    assert [(d.value.edtf, d.value.earliest, d.value.latest, d.anchor) for d in found] == [
        (expected, None, None, "none")
    ]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert edtf(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In late 2020 it fell.", date(2020, 7, 2), date(2020, 12, 31)),
        ("In the early 1980s it fell.", date(1980, 1, 1), date(1984, 12, 31)),
        ("In mid-May 2020 it fell.", date(2020, 5, 8), date(2020, 5, 23)),
        ("It fell earlier this year.", date(2023, 1, 1), date(2023, 2, 24)),
    ],
)
def test_a_part_of_a_period_narrows_its_bounds(text: str, first: date, last: date) -> None:
    value = find_dates(text, PUBLISHED)[0].value
    assert (value.earliest, value.latest) == (first, last)


def test_a_day_of_a_month_is_not_a_count_of_people() -> None:
    assert edtf("In May 12 people were hurt.") == ["2022-05"]
    assert edtf("On May 12 it rained.") == ["2022-05-12"]


def test_the_dateline_goes_before_publication() -> None:
    anchors = Anchors(date(2023, 2, 27), date(2023, 2, 24))
    found = find_dates("He arrived on Tuesday.", anchors)[0]
    assert (found.value.edtf, found.anchor) == ("2023-02-21", "dateline")


@pytest.mark.parametrize(
    ("published", "written", "expected"),
    [
        ("2023-02-25", "February 24", date(2023, 2, 24)),
        ("2023-01-02", "31 December", date(2022, 12, 31)),
        ("2023-02-25T10:00:00Z", "24 February 2021", date(2021, 2, 24)),
        (None, "24 February 2021", date(2021, 2, 24)),
        (None, "February 24", None),
        ("2023-02-25", "Febtember 24", None),
    ],
)
def test_a_dateline_is_dated_by_itself_or_by_publication(
    published: str | None, written: str, expected: date | None
) -> None:
    assert anchors_of(published, [Credit("dateline", Span(0, 5), date=written)]).dateline == expected


@pytest.mark.parametrize("published", ["", "soon", "2023", "2023-02-31", "2023-2-1"])
def test_what_is_no_day_of_publication_anchors_nothing(published: str) -> None:
    assert anchors_of(published, []) == Anchors()


class TestSpeech:
    text = "“We will decide today,” Boruk said."
    quoted = (Span(0, 23),)
    cue = Span(text.index("said"), text.index("said") + 4)

    def test_today_in_speech_keeps_both_anchors(self) -> None:
        found = find_dates(self.text, PUBLISHED, self.quoted)[0]
        assert (found.value.edtf, found.anchor, found.in_speech) == ("2023-02-24?", "speech", True)
        assert (found.value.earliest, found.value.latest) == (date(2023, 2, 24), date(2023, 2, 24))

    def test_the_day_beside_the_cue_is_that_of_speaking(self) -> None:
        text = self.text[:-1] + " on Tuesday."
        found = find_dates(text, PUBLISHED, self.quoted, [(self.cue, [self.quoted[0]])])
        assert [(d.value.edtf, d.anchor) for d in found] == [
            ("2023-02-21", "speech"),
            ("2023-02-21", "published"),
        ]
        assert not found[0].in_speech

    def test_without_a_day_of_writing_nothing_is_known(self) -> None:
        found = find_dates(self.text, Anchors(), self.quoted)[0]
        assert (found.value.edtf, found.anchor, found.value.known) == ("XXXX-XX-XX", "speech", False)

    def test_a_written_date_in_speech_is_what_it_says(self) -> None:
        found = find_dates("“It was in May 1992,” he said.", PUBLISHED, (Span(0, 21),))[0]
        assert (found.value.edtf, found.anchor) == ("1992-05", "text")
