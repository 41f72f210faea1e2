"""What the wording of one statement does, case by case; parties and places are invented."""

import pytest

from reportedly.read.stance import frame_of, turns_round, wording

CASES = [
    ("asked", "whether the list was hidden", "asks", "question"),
    ("said", "Who felled the mast?", "asks", "question"),
    ("warned", "not to cross the ice", "asks", "statement"),
    ("denied", "that the mill was shelled", "denies", "statement"),
    ("denied", "access to the archive", "asserts", "statement"),
    ("rejected", "the charge that drivers were beaten", "denies", "statement"),
    ("rejected", "the union's request for the report", "asserts", "statement"),
    ("rejected", "112 postal votes", "asserts", "statement"),
    ("dismissed", "the report as baseless", "denies", "statement"),
    ("disputed", "the fraction", "denies", "statement"),
    ("contested", "the election", "asserts", "statement"),
    ("called", "the claim a lie", "denies", "statement"),
    ("did not deny", "that it was closed", "asserts", "no_comment"),
    ("could no longer deny", "that it was closed", "confirms", "statement"),
    ("conceded", "that shots were fired", "confirms", "statement"),
    ("accepted", "the invitation", "asserts", "statement"),
    ("recalled", "the flood of that year", "recalls", "statement"),
    ("recalled", "its ambassador", "asserts", "statement"),
    ("assured", "that the bread would come by noon", "promises", "statement"),
    ("assured", "that the bread was fresh", "asserts", "statement"),
    ("accused", "Kelmar of looting the depot", "accuses", "statement"),
    ("said", "They looted the depot", "accuses", "statement"),
    ("said", "We looted nothing", "asserts", "statement"),
    ("allegations", "that the wells were poisoned", "alleges", "statement"),
    ("would not be drawn", "on the dates", "asserts", "no_comment"),
]


@pytest.mark.parametrize(("cue", "content", "stance", "kind"), CASES)
def test_what_the_words_do(cue: str, content: str, stance: str, kind: str) -> None:
    """Kills: each of the questions left out or asked in another order."""
    source = "" if cue == "allegations" else "Ada Ruun"
    said = wording(cue, content, source)
    assert (said.stance, said.kind) == (stance, kind)


@pytest.mark.parametrize(
    ("content", "topic_only"),
    [("the closing of the road", True), ("that it was closed", False), ("“a shame”", False)],
)
def test_a_topic_without_a_claim(content: str, topic_only: bool) -> None:
    assert wording("addressed", content, "Ada Ruun").topic_only is topic_only


def test_only_a_cue_that_denies_turns_its_content_round() -> None:
    assert turns_round("categorically denied")
    assert not turns_round("did not deny")
    assert not turns_round("said")


def test_what_a_cue_takes_for_granted() -> None:
    assert wording("noted", "that it rained", "Ada Ruun").presupposes
    assert not wording("said", "that it rained", "Ada Ruun").presupposes


def test_the_longest_frame_wins() -> None:
    """Kills: a frame found by single words ("deny" in "neither confirm nor deny")."""
    frame = frame_of("would neither confirm nor deny")
    assert frame is not None
    assert frame.kind == "no_comment"


@pytest.mark.parametrize("names", [("Kelmar", "Tosven"), ("Tosven", "Kelmar")])
def test_parties_exchanged_get_the_same(names: tuple[str, str]) -> None:
    one, other = names
    assert wording("said", f"{other} troops looted the depot", one).stance == "accuses"
