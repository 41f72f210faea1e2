"""Labels: one for every word of the record that people see, and none that judges."""

import pytest

import factory
from reportedly.errors import InputError
from reportedly.present.case_summary import numbers
from reportedly.present.words import GLOSSARY, NOTICE, counted, day, flags, kind_word, stance_word, word
from reportedly.record import ENUMERATIONS


def test_every_word_of_each_list_shown_has_a_label_and_a_meaning() -> None:
    for name, words in GLOSSARY.items():
        assert tuple(words) == ENUMERATIONS[name]
        assert all(w.label and w.meaning.endswith((".", "”.")) for w in words.values())


def test_words_for_accusing_and_denying_say_that_they_describe_wording() -> None:
    for stance in ("accuses", "denies"):
        meaning = word("statement.stance", stance).meaning
        assert "wording" in meaning
        assert "does not say whether it happened" in meaning
    assert "wording" in NOTICE


def test_a_word_outside_the_lists_is_refused() -> None:
    with pytest.raises(InputError, match="glossary"):
        word("statement.stance", "invents")


def test_plain_saying_needs_no_label() -> None:
    a = factory.article()
    s = factory.statement(a, "the bridge was closed", cue="said", source="Kelmar", speaker="s1")
    assert (stance_word(s), kind_word(s), flags(s, factory.speaker())) == (None, None, ())


def test_flags_come_in_a_fixed_order() -> None:
    a = factory.article()
    s = factory.statement(
        a, "the bridge was closed", cue="said", topic_only=True, inferred=True, resolution="unresolved"
    )
    shown = [f.label for f in flags(s, factory.speaker(protected=True))]
    assert shown == ["inferred", "unresolved", "topic only", "protected name"]


def test_an_inferred_speaker_is_flagged_even_where_the_statement_has_a_cue() -> None:
    a = factory.article()
    s = factory.statement(a, "the bridge was closed", cue="said", resolution="inferred")
    assert [f.label for f in flags(s, None)] == ["inferred"]


def test_counted() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(0, "article") == "0 articles"
    assert counted(1279, "story", "stories") == "1,279 stories"


def test_day_of_a_date_and_of_what_is_none() -> None:
    assert [day(w) for w in ("2031-03-14", "2031-03-14T08:00:00Z", "14 March", "2031-03-14ish")] == [
        "2031-03-14",
        "2031-03-14",
        "14 March",
        "2031-03-14ish",
    ]


def test_separate_origins_are_called_an_upper_bound() -> None:
    (number,) = numbers({"separate_origins": 3})
    assert "upper bound" in number.meaning
