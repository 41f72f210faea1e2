"""The plain kernels of comparing: fingerprints, candidates, alignment, voices, furniture, components."""

import random
import subprocess
import sys
from array import array
from itertools import pairwise
from types import SimpleNamespace
from typing import NamedTuple

from compare_invented import WIRE, prose
from hypothesis import given
from hypothesis import strategies as st

import factory
from reportedly.compare import kernel, passages_between, words_of
from reportedly.compare.alignment import GAP, LEAST, align
from reportedly.compare.candidates import COVERED, CROWD, EXPANDED, candidates, expanded
from reportedly.compare.components import Components
from reportedly.compare.fingerprints import GRAM, WINDOW, prints_of
from reportedly.compare.words import FURNITURE, OWN, QUOTED
from reportedly.record import Article, Credit, Span

ids = st.lists(st.integers(0, 6), max_size=60)


def numbers(seed, count):
    chance = random.Random(seed)
    return [chance.getrandbits(64) for _ in range(count)]


class Chain(NamedTuple):
    """A chain of ``align``, with what tests ask of it."""

    runs: list[list[int]]

    @property
    def matched(self):
        return sum(length for _, _, length in self.runs)

    @property
    def ends(self):
        (a, b, _), (a_last, b_last, length) = self.runs[0], self.runs[-1]
        return (a, a_last + length - 1), (b, b_last + length - 1)


def chains(a, b):
    found = align([array("Q", a), array("Q", b)], [(0, 1)])
    return [Chain(found.runs[i:j].tolist()) for i, j in pairwise(found.chains.tolist())]


def prints(texts):
    return prints_of({id: SimpleNamespace(ids=array("Q", ids)) for id, ids in texts.items()})


def fingerprints(ids):
    """Gram → place, in the order of the text."""
    found = prints({"a": ids})
    return dict(sorted(zip(found.grams.tolist(), found.places.tolist(), strict=True), key=lambda p: p[1]))


def of(found, id):
    return set(found.grams[found.of(found.articles.index(id))].tolist())


# -- words ------------------------------------------------------------------------------------------------------


def voices_of(text, reading=None):
    words = words_of(Article.from_text(text, id="a"), reading)
    return {text[s:e]: words.voices[k] for k, (s, e) in enumerate(zip(words.starts, words.ends, strict=True))}


def test_words_inside_marks_of_any_style_are_quoted():
    voices = voices_of('Kelmar said “never” and «nowhere» and "nothing" today.')
    assert {w for w, v in voices.items() if v == QUOTED} == {"never", "nowhere", "nothing"}


def test_a_nested_quotation_stays_quoted_to_the_end_of_the_outer_one():
    voices = voices_of("He said “the ‘old quay’ must go” yesterday.")
    assert {w for w, v in voices.items() if v == QUOTED} == {"the", "old", "quay", "must", "go"}


def test_a_mark_that_another_style_closes_does_not_quote_the_rest_of_the_paragraph():
    voices = voices_of('"We wait here,” Kelmar said. The harbour stayed closed all day.')
    assert voices["here"] == QUOTED
    assert voices["harbour"] == OWN


def test_an_embedded_post_is_somebodys_words_without_marks():
    voices = voices_of("The toll is gone today! — Mayor Ilvan (@ilvan) May 3, 2031\n\nTraders cheered.")
    assert voices["toll"] == QUOTED
    assert voices["Traders"] == OWN


def test_the_words_of_a_dateline_are_furniture_and_those_of_a_self_credit_are_not():
    article = factory.article("TOSVEN, May 3 -- The bridge closed, Kelpress reports.", id="a")
    credits = (
        Credit("dateline", Span(0, 16), "Kelpress"),
        Credit("self", factory.span(article.text, "Kelpress reports"), "Kelpress"),
    )
    words = words_of(article, factory.reading(article, credits=credits))
    assert list(words.voices) == [FURNITURE] * 3 + [OWN] * 5


def test_place_leads_back_through_emoji_and_combining_marks():
    text = "😀 e\u0301clair 👩‍👩‍👧 bridge closed"
    words = words_of(Article.from_text(text, id="a"))
    assert words.place(len(words.ids) - 2, len(words.ids) - 1).of(text) == "bridge closed"


def test_word_ids_do_not_depend_on_the_salt_of_the_run():
    code = "from reportedly.compare import kernel; print(kernel.words('Kelmar')[0].hex())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{kernel.words('KELMAR')[0].hex()}\n".encode()}


# -- fingerprints -----------------------------------------------------------------------------------------------


@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 40), st.integers(0, 30))
def test_a_shared_run_of_fourteen_words_is_always_noticed(seed, before, after, extra):
    # Kills: a window one gram too wide, and a winnowing that keeps the smallest of every second window.
    run = numbers(seed, GRAM + WINDOW - 1 + extra)
    one = numbers(seed + 1, before) + run + numbers(seed + 2, after)
    other = numbers(seed + 3, after) + run + numbers(seed + 4, before)
    assert fingerprints(one).keys() & fingerprints(other).keys()


def test_no_window_is_skipped_at_the_start():
    for seed in range(1, 300):
        run = numbers(seed, GRAM + WINDOW - 1)
        one, other = numbers(-seed, 1) + run + numbers(seed + 999, 5), run
        assert fingerprints(one).keys() & fingerprints(other).keys()


def test_a_repeated_gram_is_noted_at_its_first_place():
    twice = numbers(1, 50)
    places_found = list(fingerprints(twice + numbers(2, 50) + twice).values())
    assert places_found == sorted(places_found)


@given(ids)
def test_fingerprints_stand_in_text_order_at_their_first_place(given_ids):
    # Kills: a set instead of a dict, and a gram read past the end.
    found = fingerprints(given_ids)
    assert list(found.values()) == sorted(found.values())
    assert (len(given_ids) < GRAM) == (not found)


def test_about_one_gram_in_five_is_kept():
    assert 150 <= len(fingerprints(numbers(1, 1000))) <= 215


# -- candidates -------------------------------------------------------------------------------------------------


def test_equal_texts_are_compared_with_their_leader_only_and_the_rest_is_counted():
    found = candidates(prints({f"a{k:03}": numbers(1, 200) for k in range(300)}))
    pairs, left = expanded(found)
    assert len(pairs) == 299
    assert {a for a, _ in pairs} == {"a000"}
    assert left == 299 * 298 // 2


def test_a_small_family_is_compared_completely():
    found = candidates(prints({f"a{k}": numbers(1, 200) for k in range(EXPANDED)}))
    pairs, left = expanded(found)
    assert len(pairs) == EXPANDED * (EXPANDED - 1) // 2
    assert left == 0


def test_one_gram_everywhere_makes_no_pairs_and_a_stock_run_makes_boundedly_many():
    once = {f"a{k:03}": numbers(7, GRAM) + numbers(k + 100, 100) for k in range(200)}
    assert not (candidates(prints(once)).shared > 1).any()
    stock = numbers(999, 40)
    often = {f"a{k:03}": stock + numbers(k, 200) for k in range(200)}
    found = candidates(prints(often))
    assert 0 < len(expanded(found)[0]) <= CROWD * len(often)
    assert 0 < found.crowded <= len(fingerprints(stock)) + 1


def test_the_rest_of_a_family_member_still_finds_its_partner():
    # A member adds what its leader lacks to the index: 6 % of it copied elsewhere must be found.
    story, extra = numbers(1, 1000), numbers(2, 60)
    texts = {
        "leader": story + numbers(4, 200),
        "member": story + extra,
        "other": extra + numbers(3, 100),
    }
    found = candidates(prints(texts))
    assert found.families["leader"] == ["leader", "member"]
    assert ("member", "other") in found.direct


@given(st.integers(0, 1000))
def test_candidates_do_not_depend_on_the_order_of_articles(seed):
    # Kills: the `sorted` in `prints_of` (the first article would lead, whichever it is).
    texts = {f"a{k}": numbers(k % 3, 60 + 20 * (k % 2)) for k in range(6)}
    order = sorted(texts)
    random.Random(seed).shuffle(order)
    mixed = candidates(prints({id: texts[id] for id in order}))
    plain = candidates(prints({id: texts[id] for id in sorted(texts)}))
    assert (expanded(mixed), mixed.families) == (expanded(plain), plain.families)


def test_every_member_is_almost_covered_by_its_leader():
    base = numbers(1, 400)
    found = prints({f"a{k}": base[: 400 - 15 * k] + numbers(50 + k, 10 * k) for k in range(8)})
    for leader, members in candidates(found).families.items():
        for id in members:
            assert len(of(found, id) & of(found, leader)) >= COVERED * len(of(found, id))


# -- alignment --------------------------------------------------------------------------------------------------


def test_a_verbatim_run_is_exact_at_both_ends():
    run = numbers(1, 30)
    (chain,) = chains(numbers(2, 11) + run + numbers(3, 5), numbers(4, 3) + run + numbers(5, 9))
    assert chain.ends == ((11, 40), (3, 32))
    assert chain.matched == 30


def test_changed_words_are_leapt_and_counted_as_not_equal():
    story = numbers(1, 60)
    edited = [*story]
    for index in (10, 25, 26, 44):
        edited[index] = index
    (chain,) = chains(story, edited)
    assert chain.ends == ((0, 59), (0, 59))
    assert chain.matched == 56


def test_equal_words_between_and_beside_changed_ones_belong_to_the_passage():
    # Kills: `_filled` without either side of a gap, and an edge that stops at the first changed word.
    story = numbers(1, 60)
    edited = [*story]
    for index in (2, 20, 23, 26, 57):
        edited[index] = index
    (chain,) = chains(numbers(2, 9) + story + numbers(3, 9), edited)
    assert chain.ends == ((9, 68), (0, 59))
    assert chain.matched == 55


def test_a_lone_equal_word_in_other_text_is_no_part_of_a_passage():
    story = numbers(1, 30)
    (chain,) = chains([*numbers(2, 8), 5, 9, *story], [*numbers(3, 8), 5, 7, *story])
    assert chain.matched == 30


def test_a_dropped_sentence_is_leapt_and_a_page_between_is_not():
    head, tail = numbers(1, 40), numbers(2, 40)
    assert len(chains(head + numbers(3, GAP) + tail, head + tail)) == 1
    assert len(chains(head + numbers(3, GAP + 1) + tail, head + tail)) == 2


def test_a_run_at_the_start_does_not_wrap_round_to_the_end():
    run = numbers(1, int(LEAST) - 1)
    assert chains([9, *run], [*run, 9]) == []


def test_a_word_typed_twice_is_counted_once():
    head, tail = numbers(1, 20), numbers(2, 20)
    once, twice = [*head, 7, *tail], [*head, 7, 7, *tail]
    for a, b in ((once, twice), (twice, once)):
        (chain,) = chains(a, b)
        assert chain.matched == 41


def test_paragraphs_in_another_order_are_all_found():
    one, two, three = (numbers(k, 30) for k in (1, 2, 3))
    found = chains(one + two + three, three + one + two)
    assert sum(chain.matched for chain in found) == 90


def test_thirteen_words_are_too_few_and_fourteen_are_not():
    run = numbers(1, int(LEAST))
    assert chains(numbers(2, 9) + run, run + numbers(3, 9))
    assert not chains(numbers(2, 9) + run[1:], run[1:] + numbers(3, 9))


@given(ids, ids)
def test_runs_are_equal_words_in_the_order_of_both_texts(a, b):
    # Kills: a run grown past the other text's end, an overlap cut on one side only.
    for chain in chains(a, b):
        end_a = end_b = 0
        for in_a, in_b, length in chain.runs:
            assert a[in_a : in_a + length] == b[in_b : in_b + length]
            assert length > 0
            assert in_a >= end_a
            assert in_b >= end_b
            end_a, end_b = in_a + length, in_b + length


@given(st.lists(st.integers(0, 6), min_size=int(LEAST), max_size=60))
def test_a_text_is_wholly_found_in_itself(given_ids):
    # Kills: pairing the k-th occurrence of a gram with the first instead of the k-th.
    assert max(chain.matched for chain in chains(given_ids, given_ids)) == len(given_ids)


def test_texts_that_repeat_one_word_are_aligned_in_linear_time():
    (chain,) = chains([1] * 20_000, [1] * 20_000)
    assert chain.matched == 20_000
    assert chains([1] * 20_000, [1] * 300)[0].matched <= 20_000


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20), st.randoms())
def test_components_do_not_depend_on_the_order_of_joining(pairs, chance):
    # Kills: naming a group by the last root instead of the smallest id.
    named = [(f"a{x}", f"a{y}") for x, y in pairs]
    mixed = [*named]
    chance.shuffle(mixed)
    everyone = [f"a{k}" for k in range(10)]
    assert Components(named).groups(everyone) == Components(mixed).groups(everyone)


# -- passages ---------------------------------------------------------------------------------------------------


@given(st.text("aé😀 \u00a0\n\u0301Ж", max_size=30), st.text("bЯ👍🏽 \n", max_size=30))
def test_a_passage_after_odd_characters_has_exact_ends(before, after):
    # Kills: offsets counted in bytes, UTF-16 units or normalised characters.
    a = words_of(Article.from_text(f"{before}\n{WIRE}\n{after}", id="a"))
    b = words_of(Article.from_text(f"{after}\n{WIRE}", id="b"))
    longest = max(passages_between(a, b).passages, key=lambda p: p.a_span.length)
    body = WIRE.rstrip(".")
    if not (set(before) & {"a", "é", "Ж"} or set(after) & {"b", "Я"}):
        assert longest.a_span.of(a.mended.source) == longest.b_span.of(b.mended.source) == body
    assert body in longest.a_span.of(a.mended.source)
    assert longest.identical == (longest.a_span.of(a.mended.source) == longest.b_span.of(b.mended.source))


def test_retyped_marks_spaces_and_hyphens_hide_no_copy():
    text = prose(1, 60) + ' The "north-east" gate - the old one - stayed shut.'
    retyped = text.replace('"', "”").replace(" - ", " — ").replace("-", "\u2011").replace(". ", ".\u00a0")
    (passage,) = passages_between(
        words_of(Article.from_text(text, id="a")), words_of(Article.from_text(retyped, id="b"))
    ).passages
    assert passage.similarity == 1.0
    assert not passage.identical


def test_a_hard_wrap_inside_a_word_is_mended_and_the_span_is_of_the_text_as_it_came():
    broken = WIRE.replace("harbour", "har\u00adbour")
    (passage,) = passages_between(
        words_of(Article.from_text(WIRE, id="a")), words_of(Article.from_text(broken, id="b"))
    ).passages
    assert passage.b_span.of(broken) == broken.rstrip(".")
    assert passage.similarity == 1.0
