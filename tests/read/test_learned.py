"""The learned attributor round a stand-in for the model: what is kept, nested, taken from the rules; no model is loaded."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from reportedly.models import Attribution
from reportedly.models.learned import Finding
from reportedly.read.learned import LearnedAttributor, nested
from reportedly.record import Span


@dataclass
class Stand:
    """Gives the findings it is told."""

    found: list[tuple[list[str], str, list[str], float]]
    manifest: Any = field(default_factory=lambda: SimpleNamespace(version="reader-test"))

    def find(self, text: str) -> list[Finding]:
        def place(words: str) -> Span:
            return Span(text.index(words), text.index(words) + len(words))

        return [
            Finding(
                tuple(map(place, content)),
                place(cue),
                tuple(map(place, source)),
                "statement",
                "asserts",
                score,
                0.0,
            )
            for content, cue, source, score in self.found
        ]


def attribute(text: str, *found: tuple[list[str], str, list[str], float]) -> list[Attribution]:
    return LearnedAttributor(Stand(list(found)), 0.5).attribute(text)


def shown(a: Attribution, text: str) -> tuple[str, str, str]:
    said, cue, source = (" … ".join(s.of(text) for s in part) for part in (a.content, a.cue, a.source))
    return source, cue, said


def test_only_what_is_likely_enough_is_said() -> None:
    text = "He mused that rain falls and she maintained that it snows."
    found = attribute(
        text, (["that rain falls"], "mused", ["He"], 0.4), (["that it snows"], "maintained", ["she"], 0.6)
    )
    assert [shown(a, text) for a in found] == [("she", "maintained", "that it snows")]
    assert (found[0].by, found[0].score) == ("reader-test", 0.6)


def test_inner_statements_have_the_smallest_outer_one_as_parent() -> None:
    """Kills: the outermost taken as the parent of the innermost."""
    text = "Ann says that Bob claims that Cy denied that it rained."
    found = attribute(
        text,
        (["that Bob claims that Cy denied that it rained"], "says", ["Ann"], 0.9),
        (["that it rained"], "denied", ["Cy"], 0.9),
        (["that Cy denied that it rained"], "claims", ["Bob"], 0.9),
    )
    assert [a.parent for a in found] == [None, 0, 1]


def test_two_verbs_of_one_content_are_no_parents_of_each_other() -> None:
    a = Attribution((Span(0, 9),), (Span(10, 12),), (), "x", 1.0)
    b = Attribution((Span(0, 9),), (Span(14, 16),), (), "x", 1.0)
    assert [x.parent for x in nested([a, b])] == [None, None]


def test_where_the_model_finds_nothing_the_sure_rules_speak() -> None:
    text = "“The bridge is closed,” said the mayor.\n\nThe mayor feared rain."
    found = attribute(text)
    assert [(shown(a, text), a.by) for a in found] == [
        (("the mayor", "said", "“The bridge is closed,”"), "rules-1:inverted")
    ]


def test_the_rules_add_nothing_to_what_the_model_read() -> None:
    text = "“The bridge is closed,” said the mayor."
    found = attribute(text, (["The bridge is closed"], "said", ["the mayor"], 0.9))
    assert [a.by for a in found] == ["reader-test"]


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_flagged() -> None:
    text = "“The bridge is closed,” said the mayor.\n\n“It stays so until the thaw comes.”"
    found = attribute(text, (["The bridge is closed"], "said", ["the mayor"], 0.9))
    assert [(a.inferred, a.cue) for a in found][1:] == [(True, ())]
