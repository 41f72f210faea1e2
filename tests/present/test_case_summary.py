"""A case at a glance: the whole output as golden text, and what it says where there is little to say."""

import re

from reportedly.present.case_summary import summary_lines
from reportedly.present.layout import cells

CASE = {
    "articles": 21,
    "read": 19,
    "unread": 2,
    "attributed": 1278,
    "outlet_voice": 124,
    "speakers": 75,
    "problems": 1,
    "ties": {"copy": 4},
    "copies": 4,
    "stories": 2,
    "separate_origins": 3,
    "reviews": 0,
    "compared": True,
    "outlets": 9,
    "in_stories": 9,
    "forms": {"direct": 53, "indirect": 1204, "mixed": 21},
    "stances": {"asserts": 1205, "denies": 22, "accuses": 22, "alleges": 4, "promises": 9, "recalls": 16},
    "unresolved": 6,
    "inferred": 1,
    "open_questions": 10,
}

GOLDEN = """\
   21 articles by 9 outlets
    9 of them share text, in 2 stories, and go back to 3 separate origins found
   12 in no story
1,278 attributed statements; 75 speakers
      form: direct 53; indirect 1,204; mixed 21
      stance: says 1,205; denies 22; accuses 22; alleges 4; promises 9; recalls
        16
  124 statements in the outlets' own voice
   20 to look at: 6 unresolved speakers; 1 inferred attribution; 10 open
        questions; 1 problem; 2 articles not read yet
"""

NOTHING: dict[str, object] = {
    **{key: 0 for key, value in CASE.items() if isinstance(value, int)},
    **{key: {} for key, value in CASE.items() if isinstance(value, dict)},
    "compared": True,
}


def lines(**over: object) -> list[str]:
    return list(summary_lines({**NOTHING, **over}))


def test_the_whole_is_aligned_and_fits_80_columns() -> None:
    printed = list(summary_lines(CASE))
    assert "".join(f"{line}\n" for line in printed) == GOLDEN
    assert max(map(cells, printed)) <= 80


def test_an_empty_case_has_zeros_and_no_story() -> None:
    assert lines() == [
        "0 articles",
        "0 attributed statements; 0 speakers",
        "0 statements in the outlets' own voice",
        "0 to look at",
    ]


def test_one_of_each_is_in_the_singular() -> None:
    one = lines(articles=1, outlets=1, attributed=1, speakers=1, outlet_voice=1, open_questions=1)
    assert one == [
        "1 article by 1 outlet",
        "1 attributed statement; 1 speaker",
        "1 statement in the outlets' own voice",
        "1 to look at: 1 open question",
    ]


def test_a_case_where_all_share_text_has_none_in_no_story() -> None:
    shown = lines(articles=3, in_stories=3, stories=1, separate_origins=1)
    assert shown[:2] == [
        "3 articles by no known outlet",
        "3 of them share text, in 1 story, and go back to 1 separate origin found",
    ]
    assert not any("in no story" in line for line in shown)


def test_an_old_comparison_is_said() -> None:
    shown = lines(articles=2, compared=False)
    assert shown[1] == "  not compared since the last change; reportedly run does it"


def test_colour_marks_figures_and_changes_no_word() -> None:
    colored = list(summary_lines(CASE, color=True))
    assert colored[0] == "\x1b[1m   21\x1b[0m articles by 9 outlets"
    assert "\x1b" not in colored[4]
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in colored] == GOLDEN.splitlines()
