"""Whole comparisons: attributions that get lost, what order, salt, names and size change (nothing), and what is the caller's mistake."""

import os
import random
import subprocess
import sys
import time
from array import array
from types import SimpleNamespace

import pytest
from compare_invented import SPEECH, WIRE, credit, prose, read

import factory
from reportedly.compare import compare, kernel
from reportedly.compare.alignment import align
from reportedly.compare.candidates import candidates, expanded
from reportedly.compare.fingerprints import prints_of
from reportedly.errors import InputError
from reportedly.record import Article, Credit, Reading, Span, Stamp

# -- alterations ------------------------------------------------------------------------------------------------

CLAIM = "forty lorries crossed the river by night without papers and without lights"


def _with_and_without(copy_text, *copied_statements):
    a = factory.article(f"{WIRE} The customs office said that {CLAIM}.", "a", published="2031-05-01")
    b = factory.article(copy_text, "b", published="2031-05-09")
    said = factory.statement(a, CLAIM, cue="said", source="The customs office")
    statements = [make(b) for make in copied_statements]
    return compare([a, b], [factory.reading(a, said), factory.reading(b, *statements)]).alterations


def test_an_attribution_that_the_copy_drops_is_lost():
    (lost,) = _with_and_without(f"{WIRE} {CLAIM.capitalize()}.")
    assert lost.kind == "attribution_lost"
    assert lost.before == f"The customs office said that {CLAIM}"
    assert lost.after == CLAIM.capitalize()
    assert (lost.origin.article, lost.copy.article, lost.copy.statement) == ("a", "b", None)


def test_an_attribution_that_the_copy_keeps_is_not_lost_even_if_it_was_not_read():
    assert _with_and_without(f"{WIRE} The customs office said that {CLAIM}.") == ()


def test_a_copy_that_attributes_in_other_words_loses_nothing():
    text = f"{WIRE} {CLAIM.capitalize()}, officials noted."
    noted = lambda b: factory.statement(b, CLAIM.capitalize(), cue="noted", source="officials")  # noqa: E731
    assert _with_and_without(text, noted) == ()


def test_words_in_quotation_marks_are_not_the_outlets_own():
    assert _with_and_without(f"{WIRE} “{CLAIM.capitalize()}.”") == ()


def test_without_a_known_direction_nothing_is_lost():
    a = factory.article(f"{WIRE} The customs office said that {CLAIM}.", "a")
    b = factory.article(f"{WIRE} {CLAIM.capitalize()}.", "b")
    said = factory.statement(a, CLAIM, cue="said", source="The customs office")
    assert compare([a, b], [factory.reading(a, said), factory.reading(b)]).alterations == ()


# -- order, salt, names, bounds --------------------------------------------------------------------------------


def _news():
    """A small case with copies, a partial copy, a shared quotation and an unrelated article."""
    return [
        factory.article(f"TOSVEN (Kelpress) - {WIRE}", "n1", outlet="Kelpress", published="2031-05-01"),
        factory.article(WIRE, "n2", outlet="Quay", published="2031-05-04"),
        factory.article(f"{prose(4, 90)} {WIRE[:200]}", "n3", outlet="Lantern"),
        factory.article(f"{prose(5, 60)} “{SPEECH}”", "n4", outlet="Gate"),
        factory.article(f"“{SPEECH}” {prose(6, 60)}", "n5", outlet="Quay"),
        factory.article(prose(7, 90), "n6", outlet="Gate"),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_result_does_not_depend_on_the_order_of_articles(seed):
    # Kills: taking articles, pairs or groups in the order in which they come.
    mixed = _news()
    random.Random(seed).shuffle(mixed)
    assert compare(mixed) == compare(_news())


def test_the_result_does_not_depend_on_the_salt_of_the_run():
    # Kills: iterating a set of strings into the output.
    code = (
        "from test_compare_whole import _news; from reportedly.compare import compare;"
        "print(compare(_news()).summary['digest'])"
    )
    found = set()
    for seed in ("0", "1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
        found.add(run.stdout)
    assert found == {f"{compare(_news()).summary['digest']}\n".encode()}


def _exchanged(value):
    """Kelmar and Tosven exchanged, in any text."""
    return value.replace("Kelmar", "\0").replace("Tosven", "Kelmar").replace("\0", "Tosven")


def test_exchanging_the_parties_changes_nothing():
    # Kills: any rule or word list that knows a party. The names have equal length, so spans are equal too.
    texts = {
        "a": f"Kelmar said so. {WIRE} Tosven denied it, Kelmar News reports.",
        "b": f"{WIRE} Tosven denied it.",
        "c": f"{prose(1, 80)} Tosven told the Kelmar News: “{SPEECH}”",
        "d": f"“{SPEECH}” {prose(2, 80)}",
    }
    outlets = {"a": "Kelmar News", "b": "Tosven News", "c": "Quay", "d": "Kelmar News"}

    def result(change):
        articles = [factory.article(change(texts[k]), k, outlet=change(outlets[k])) for k in texts]
        a = articles[0]
        name = change("Kelmar News")
        return compare(articles, [read(a, credit(a, f"{name} reports", name, "self"))])

    plain, swapped = result(lambda text: text), result(_exchanged)
    assert plain.ties
    assert plain.passages == swapped.passages
    assert [(t.kind, t.direction, t.containment_a, t.jaccard) for t in plain.ties] == [
        (t.kind, t.direction, t.containment_a, t.jaccard) for t in swapped.ties
    ]
    assert [(s.articles, s.independent_origins) for s in plain.stories] == [
        (s.articles, s.independent_origins) for s in swapped.stories
    ]


@pytest.mark.parametrize("text", ["", "Closed", "…", "😀 “", "one two three four five six"])
def test_texts_too_short_to_share_anything(text):
    found = compare([factory.article(text, "a"), factory.article(text, "b"), factory.article(WIRE, "c")])
    assert found.ties == ()


def test_no_articles():
    found = compare([])
    assert found.summary["articles"] == 0
    assert not found.summary["truncated"]


def test_three_hundred_equal_texts_cost_three_hundred_comparisons_and_say_what_was_left():
    started = time.process_time()
    found = compare(factory.article(WIRE, f"a{k:03}") for k in range(300))
    assert time.process_time() - started < 5
    assert len(found.ties) == 299
    assert found.summary["truncated"]
    (story,) = found.stories
    assert (len(story.articles), story.independent_origins) == (300, 1)


def test_one_paragraph_everywhere_makes_no_story_and_no_crowd():
    stock = prose(500, 40)
    found = compare(factory.article(f"{prose(k, 80)} {stock}", f"a{k:03}") for k in range(150))
    assert found.stories == ()
    assert found.summary["pairs_compared"] <= 32 * 150


def test_summary_counts_and_names_its_versions():
    found = compare(_news())
    assert found.summary["ties"] == {"copy": 1, "partial": 2, "shared_quotation": 1}
    assert found.summary["stories"] == 1
    assert found.summary["schema"]
    assert len(found.summary["digest"]) == 64


def test_readings_come_as_a_sequence_or_by_id():
    a, b = _news()[:2]
    given = read(a, credit(a, "(Kelpress)", "Kelpress", "dateline"))
    assert compare([a, b], [given]) == compare([a, b], {a.id: given})


def test_an_id_that_comes_twice_is_the_callers_mistake():
    with pytest.raises(InputError, match="every id once"):
        compare([factory.article(WIRE, "a"), factory.article(prose(1), "a")])


def test_a_reading_of_another_text_is_the_callers_mistake():
    article = Article.from_text(WIRE, id="a")
    other = Reading("a", Stamp("0", "none", "0"), "0" * 64, (Credit("wire", Span(0, 3), "Kelpress"),))
    with pytest.raises(InputError, match="hash of its article's text"):
        compare([article], [other])


def test_a_hundred_thousand_equal_texts_are_compared_with_one_leader_and_bounded_time():
    # Kills: a look-up of all that have a gram, pairs of a family listed before it is known to be large.
    ids = array("Q", kernel.words(WIRE)[0])
    started = time.process_time()
    found = candidates(prints_of({f"a{k:06}": SimpleNamespace(ids=ids) for k in range(100_000)}))
    pairs, left = expanded(found)
    assert time.process_time() - started < 30
    assert (len(pairs), left) == (99_999, 99_999 * 99_998 // 2)


def test_ten_megabytes_are_aligned_in_bounded_time():
    # Kills: a step of the alignment that is more than linear in texts that do not repeat themselves.
    chance = random.Random(1)
    ids = array("Q", (chance.getrandbits(64) for _ in range(1_500_000)))
    started = time.process_time()
    found = align([ids, ids[100_000:]], [(0, 1)])
    assert time.process_time() - started < 20
    assert found.runs.tolist() == [[100_000, 0, 1_400_000]]


def test_one_word_two_hundred_thousand_times_ends():
    started = time.process_time()
    found = compare([factory.article("bridge " * n, f"a{n}") for n in (30_000, 200_000)])
    assert time.process_time() - started < 20
    assert [tie.kind for tie in found.ties] == ["copy"]
