"""Copies are read once: equal windows share what was found, and nothing of it shows in a reading."""

import pytest

from reportedly.models import learned
from reportedly.models.learned import key, load_learned
from reportedly.models.windows import windows

NEWS = (
    "The harbour office said on Monday that the piers were closed.\n\n“We will open them,” Mara Delk told reporters.\n\n"
    "Snow fell. The ministry denied that anybody had been warned, and asked for patience."
)


@pytest.fixture(scope="module")
def reader():
    return load_learned()


def test_a_copy_is_answered_from_what_was_read(reader) -> None:
    reader.seen.clear()
    before = reader.hits
    first = reader.find(NEWS)
    assert reader.hits == before
    assert reader.find(NEWS) == first
    assert reader.hits - before == len(windows(NEWS, reader.wordpiece))


def test_what_was_read_before_changes_nothing(reader) -> None:
    """Kills: an activation scale, a padding or a key that depends on the windows beside."""
    others = [
        f"{NEWS}\n\nThe {n} lorries were late, {w} said." for n, w in enumerate(("he", "officials", "it"))
    ]
    reader.seen.clear()
    alone = [(reader.seen.clear(), reader.find(t))[1] for t in others]
    reader.seen.clear()
    assert [reader.find(t) for t in (*others[::-1], *others)][3:] == alone


def test_windows_that_differ_in_a_feature_are_not_equal(reader) -> None:
    """Kills: a key over the word-pieces alone."""
    quoted, plain = (windows(t, reader.wordpiece)[0] for t in ("“it is so”", "“it is so”"))
    plain.quoted = [1] * len(plain.quoted)
    assert plain.ids == quoted.ids
    assert key(plain) != key(quoted)


def test_no_more_windows_are_kept_than_said(reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "KEPT", 2)
    reader.seen.clear()
    for n in range(5):
        reader.find(f"The {n} piers were closed, the office said.")
    assert len(reader.seen) == 2
