"""Interviews as questions and answers."""

from reportedly.read.turns import turns

LABELLED = (
    "The president received us on Monday.\n\n"
    "Journalist: Why have you moved your guns?\n\n"
    "Aldo Ferin: I have not. Let them look.\n\n"
    "They never looked.\n\n"
    "– Would you meet her?\n\n"
    "– Tomorrow.\n\n"
    "Lodd, 2031."
)


def shown(text: str) -> list[tuple[str, str, bool, str]]:
    return [
        (" ".join(s.of(text) for s in t.source), t.content[0].of(text), t.inferred, t.kind)
        for t in turns(text)
    ]


def test_labels_dashes_and_what_stands_between() -> None:
    """Kills: a dash given to the speaker who spoke last, the closing line taken for an answer."""
    assert shown(LABELLED) == [
        ("Journalist", "Why have you moved your guns?", False, "question"),
        ("Aldo Ferin", "I have not. Let them look.", False, "statement"),
        ("Aldo Ferin", "They never looked.", True, "statement"),
        ("Journalist", "Would you meet her?", True, "question"),
        ("Aldo Ferin", "Tomorrow.", True, "statement"),
    ]


def test_one_label_makes_no_interview() -> None:
    assert turns("Photo: a bridge.\n\nThe mayor: “It is closed.”\n\nSnow fell.") == []


def test_labels_of_pictures_and_links_are_no_speakers() -> None:
    assert turns("Photo: a bridge.\n\nRead: more on bridges.\n\nVideo: the bridge falls.") == []


def test_bold_questions_have_no_source() -> None:
    text = "**Why now?**\n\nBecause of the thaw.\n\n**And then?**\n\nWe wait."
    assert shown(text) == [("", "Why now?", True, "question"), ("", "And then?", True, "question")]


def test_a_list_of_dashes_is_an_interview_only_from_three_on() -> None:
    assert turns("– Snow fell.\n\n– It rained.") == []
    assert len(turns("– Why?\n\n– So.\n\n– And then?")) == 3


def test_headings_before_a_colon_are_no_speakers() -> None:
    """Kills: two labels of whatever kind taken for a conversation, so that the outlet's own words get a speaker."""
    assert turns("Ports And Piers: Two are open.\n\nRoads: One is closed.\n\nBridges: None.") == []


def test_a_transcript_in_quotation_marks() -> None:
    text = "“FERIN: We will stay.\n\n“RUUN: For how long?\n\n“FERIN: As long as it takes.”"
    assert [s for s, *_ in shown(text)] == ["FERIN", "RUUN", "FERIN"]
