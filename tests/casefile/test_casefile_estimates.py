"""Shares, draws and agreement, against worked figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.casefile.estimates import drawn, krippendorff_alpha, share, weighted

# Krippendorff (2011), § C: four observers, twelve units, nominal alpha .743.
PUBLISHED = (
    "1 1 . 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2",
    ". 5 5 5", ". . 1 1", ". 3 . .",
)  # fmt: skip


def test_alpha_is_the_published_one() -> None:
    units = [[value for value in row.split() if value != "."] for row in PUBLISHED]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([], None),
        ([["right"], ["wrong"]], None),
        ([["right", "right"], ["right", "right"]], 1.0),
        ([["right", "right"], ["wrong", "wrong"]], 1.0),
        ([["right", "wrong"], ["wrong", "right"]], -0.5),
    ],
)
def test_alpha_at_its_ends(units: list[list[str]], alpha: float | None) -> None:
    assert krippendorff_alpha(units) == (alpha if alpha is None else pytest.approx(alpha))


# Published figures of Wilson's interval: 81 of 263 gives .2553 to .3662 (Newcombe, Stat. Med. 17, 1998, table I).
@pytest.mark.parametrize(
    ("held", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(held: int, n: int, low: float, high: float) -> None:
    found = share(held, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_judged_says_so() -> None:
    assert share(0, 0).value is None
    assert weighted([(10, share(0, 0))]).value is None


def test_strata_count_by_their_sizes() -> None:
    found = weighted([(900, share(9, 10)), (100, share(1, 10)), (500, share(0, 0))])
    assert found.value == pytest.approx(0.9 * 0.9 + 0.1 * 0.1)
    assert (found.held, found.n) == (10, 20)
    assert found.low < found.value < found.high
    assert weighted([(900, share(9, 9)), (100, share(5, 5))]).low == pytest.approx(share(14, 14).low)


# Kills: a stratum left out, one drawn beyond its size, a draw that follows the order of the ids.
@given(sizes=st.lists(st.integers(0, 40), max_size=6), n=st.integers(1, 60), seed=st.integers(0, 9))
def test_a_draw_is_of_its_strata_and_its_seed(sizes: list[int], n: int, seed: int) -> None:
    strata = {f"s{i}": [f"{i}-{k}" for k in range(size)] for i, size in enumerate(sizes)}
    found = drawn(strata, n, seed)
    backwards = drawn({name: ids[::-1] for name, ids in strata.items()}, n, seed)
    assert found == backwards
    assert sum(map(len, found.values())) == min(n, sum(sizes))
    for name, ids in found.items():
        assert set(ids) <= set(strata[name])
        assert len(set(ids)) == len(ids)
    filled = [name for name in strata if strata[name]]
    assert n < len(filled) or all(found[name] for name in filled)


def test_another_seed_draws_others() -> None:
    strata = {"all": [str(i) for i in range(1000)]}
    assert drawn(strata, 10, 1) != drawn(strata, 10, 2)
