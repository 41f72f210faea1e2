"""The rules that bound what the model found."""

from reportedly.read.bounds import Ground, quoted_share, tidy_content
from reportedly.record import Span
from reportedly.text import quotations, sentences


def ground(text: str) -> Ground:
    whole = Span(0, len(text))
    return Ground(text, sentences(text, whole), [q.span for q in quotations(text) if q.depth == 1])


def spans(text: str, *written: str) -> list[Span]:
    return [Span(text.index(w), text.index(w) + len(w)) for w in written]


def tidy(text: str, content: list[str], fixed: list[str]) -> list[str]:
    found = tidy_content(spans(text, *content), spans(text, *fixed), ground(text))
    return [s.of(text) for s in found]


def test_a_quotation_ends_where_its_marks_are() -> None:
    """Kills: a quotation given by half because the model saw half of it."""
    text = "“We left. They shot at us,” she said, and left."
    assert tidy(text, ["“We left."], ["she", "said"]) == ["“We left. They shot at us,”"]
    assert tidy(text, ["left. They shot at us,"], ["she", "said"]) == ["“We left. They shot at us,”"]


def test_a_word_in_marks_within_indirect_speech_draws_nothing_with_it() -> None:
    text = "She said that the “ceasefire” of May was over."
    assert tidy(text, ["that the “ceasefire” of May was over"], ["She", "said"]) == [
        "that the “ceasefire” of May was over"
    ]


def test_no_quotation_grows_over_the_cue_that_stands_in_it() -> None:
    """Kills: inner speech blown up to the speech it stands in."""
    text = "“My mother told me that the well was dry and I wept,” he said."
    assert tidy(text, ["that the well was dry"], ["My mother", "told"]) == ["that the well was dry"]


def test_far_unquoted_fragments_are_nobodys_words() -> None:
    """Kills: the outlet's sentence put into a speaker's mouth (READER, point 6)."""
    text = "The envoy said the post was shelled. The hills are quiet in May. “We counted nine,” he had added."
    kept = tidy(text, ["the post was shelled", "The hills are quiet in May"], ["The envoy", "said"])
    assert kept == ["the post was shelled"]
    assert tidy(text, ["the post was shelled", "“We counted nine,”"], ["The envoy", "said"]) == [
        "the post was shelled",
        "“We counted nine,”",
    ]


def test_joints_at_the_ends_are_cut() -> None:
    text = "He said that it rained, while she denied that it did."
    assert tidy(text, ["that it rained, while"], ["He", "said"]) == ["that it rained"]
    text = "It rained, he said, and that it would rain."
    assert tidy(text, ["It rained,", "and that it would rain."], ["he", "said"]) == [
        "It rained",
        "that it would rain.",
    ]


def test_a_content_of_nothing_but_marks_is_none() -> None:
    assert tidy("He said, and", [", and"], ["He", "said"]) == []


def test_share_in_marks() -> None:
    text = "“ab”cd"
    assert quoted_share(Span(0, 6), ground(text).quotes) == 4 / 6
    assert quoted_share(Span(4, 6), ground(text).quotes) == 0
