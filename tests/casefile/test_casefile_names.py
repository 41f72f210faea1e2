"""Spellings of one name meet, those of different names don't."""

from __future__ import annotations

import pytest
from casefile_builders import article, reading
from hypothesis import given
from hypothesis import strategies as st

from reportedly.casefile import Casefile
from reportedly.casefile.name_keys import key, words_of


@pytest.mark.parametrize(
    "spellings",
    [
        "Kelmaryev Kelmariev Kelmarjev Kel'maryev Келмарьев Келмарев",
        "Toszhenko Тосженко Tosženko",
        "Ənvərli Anvarli",
        "Halvikyan Halvikian Халвикян Հալվիկյան",
        "Orbisçi Orbischi",
        "Xaldun Khaldun Хальдун",
        "Yurik Iurik Юрик",
        "Γαλβικόπουλος Galvikopoulos",
        "Tosvenşah Tosvenshah",
        "Dzhelmar Djelmar Джелмар",
        "Łesmar Lesmar",
        "კელმარი Kelmari",
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: str) -> None:
    assert len({key(word) for word in spellings.split()}) == 1, {w: key(w) for w in spellings.split()}


def test_different_names_have_different_keys() -> None:
    names = "Kelmar Tosven Halvik Orbis Zelhan Dorvald Renn Sorn Pavo Ina Vass Voss".split()
    assert len({key(name) for name in names}) == len(names)


# Kills: a rule that leaves marks or doubled letters, so that a key had a key of its own.
@given(word=st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéşğıəАВдж", min_size=1, max_size=10))
def test_case_and_order_of_marks_do_not_matter(word: str) -> None:
    assert key(word.lower()) == key(word.casefold())
    assert not any(a == b for a, b in zip(key(word), key(word)[1:], strict=False))


def test_words_keep_their_apostrophes() -> None:
    assert list(words_of("Ina D’Orvald-Renn, (mayor)")) == ["ina", "d’orvald", "renn", "mayor"]


def test_names_are_counted_in_and_out(case: Casefile) -> None:
    case.add_all([article(1), article(2)])
    case.store_readings([reading(article(1)), reading(article(2)), reading(article(1))])
    counted = dict(case._store.rows("SELECT word, n FROM name_word"))
    assert counted == {"ministry": 2, "of": 2, "kelmar": 2}
