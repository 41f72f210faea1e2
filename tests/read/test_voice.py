"""What the outlet says itself: sentences, clauses beside a statement, nothing that it quotes."""

from reportedly.models import Attribution
from reportedly.read.found import Found
from reportedly.read.parts import prepare
from reportedly.read.voice import own_voice
from reportedly.record import Article, Span


def own(text: str, *said: str) -> list[tuple[list[str], bool]]:
    """The outlet's words, given the stretches of somebody's."""
    part, _ = prepare(Article.from_text(text, id="a"))
    spans = [Span(text.index(s), text.index(s) + len(s)) for s in said]
    found = [Found(part, Attribution((s,), (), (), "test", 1.0)) for s in spans]
    return [([s.of(part.text) for s in w.spans], w.hedged) for w in own_voice(part, found, [])]


def test_a_clause_beside_a_statement_is_the_outlets() -> None:
    text = "The mill at Orvin was closed for the whole winter, and Mara Delk said it would open."
    assert own(text, "Mara Delk said it would open") == [
        (["The mill at Orvin was closed for the whole winter"], False)
    ]


def test_a_scene_is_no_clause() -> None:
    """Kills: a setting without a verb taken for a claim of the outlet's."""
    assert (
        own("On Monday in the port of Orvin, Mara Delk said it would open.", "Mara Delk said it would open")
        == []
    )


def test_quotes_are_left_out() -> None:
    assert own("The “people’s council” of Orvin met again.") == [(["The", "of Orvin met again."], False)]


def test_hedged_words_are_marked() -> None:
    assert own("Two alleged attacks hit the mill.") == [(["Two alleged attacks hit the mill."], True)]
