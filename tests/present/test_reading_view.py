"""What the reading page shows: pieces that are the text, cards that carry the words and the doubts."""

from hypothesis import given
from hypothesis import strategies as st

import factory
import strategies
from reportedly.present.reading_view import PASSAGE_KEY, Piece, reading_view
from reportedly.record import Article, Credit, Evidence, Gap, Reading, Relay, Span
from reportedly.text.mending import mend

TEXT = "Dorn said the bridge, which is old, was shut.\n\nKelmar noted it. 😀 cafe\u0301 over."


def _reading() -> tuple[Article, Reading]:
    a = factory.article(TEXT, title="Dorn says no", outlet="The Courier")
    shut = factory.statement(
        a,
        ("the bridge", "was shut"),
        cue="said",
        source="Dorn",
        speaker="p1",
        relays=(Relay(None, "inferred"), Relay("The Courier", "explicit")),
        evidence=Evidence(rule="frame/2", score=0.5, alternatives=("Kelmar",)),
    )
    noted = factory.statement(
        a, factory.span(TEXT, "it."), cue="noted", source="Kelmar", parent=shut.id, stance="denies"
    )
    over = factory.statement(a, "😀 cafe\u0301 over")
    says = factory.statement(a, "no", cue="says", source="Dorn", part="title", speaker="p1")
    return a, factory.reading(a, says, shut, noted, over, speakers=[factory.speaker("Iva Dorn", id="p1")])


def _marked(pieces: tuple[Piece, ...], layer: str, key: str) -> list[str]:
    return [p.text for p in pieces if any(x.layer == layer and key in x.keys for x in p.layers)]


@given(st.data())
def test_paragraphs_joined_are_the_mended_text(data: st.DataObject) -> None:
    # Kills: dropping line ends at a cut, cutting before instead of after them, spans taken as mended places.
    text = data.draw(strategies.texts(max_size=60).map(lambda t: t.replace("z", "\n")))
    a = factory.article(text)
    spans = data.draw(st.lists(strategies.spans_of(text).filter(lambda s: s.length), max_size=4, unique=True))
    r = factory.reading(a, *(factory.statement(a, s, cue=s, source=s) for s in spans))
    view = reading_view(a, r)
    mended = mend(text)
    assert "".join(p.text for paragraph in view.paragraphs for p in paragraph) == mended.text
    for statement in r.statements:
        place = mended.to_mended(statement.content[0])
        pieces = tuple(p for paragraph in view.paragraphs for p in paragraph)
        assert "".join(_marked(pieces, "cue", statement.id)) == place.of(mended.text)


def test_each_layer_stands_on_its_own_words() -> None:
    a, r = _reading()
    _, shut, noted, over = r.statements
    first, second = reading_view(a, r).paragraphs
    assert _marked(first, "content", shut.id) == ["the bridge", "was shut"]
    assert _marked(first, "cue", shut.id) == ["said"]
    assert _marked(second, "source", noted.id) == ["Kelmar"]
    assert _marked(second, "voice", over.id) == ["😀 cafe\u0301 over"]


def test_marks_of_the_title_stand_in_the_title() -> None:
    a, r = _reading()
    view = reading_view(a, r)
    assert _marked(view.title, "cue", r.statements[0].id) == ["says"]
    assert "".join(p.text for p in view.title) == a.title


def test_each_statement_has_one_anchor_and_one_link() -> None:
    a, r = _reading()
    view = reading_view(a, r)
    pieces = [p for paragraph in (view.title, *view.paragraphs) for p in paragraph]
    assert sorted(k for p in pieces for k in p.anchors) == sorted(s.id for s in r.statements)
    links = [p.link for p in pieces if p.link]
    assert sorted(links) == sorted(s.id for s in r.statements if s.voice == "attributed")
    assert [p.text for p in pieces if p.link] == ["says", "said", "noted"]


def test_cards_carry_words_numbers_and_doubts() -> None:
    a, r = _reading()
    says, shut, noted = reading_view(a, r).cards
    assert [c.number for c in (says, shut, noted)] == [1, 2, 3]
    assert (shut.name, shut.cue, shut.content) == ("Iva Dorn", "said", "the bridge … was shut")
    assert [(x.name, x.basis, x.here) for x in shut.links] == [
        ("unknown", "inferred", False),
        ("The Courier", "explicit", True),
    ]
    assert (shut.relayed, noted.relayed) == (True, False)
    assert (noted.name, noted.within, noted.depth) == ("“Kelmar”", 2, 1)
    assert [f.label for f in noted.flags] == ["unresolved"]
    assert noted.stance is not None
    assert noted.stance.label == "denies"
    assert shut.stance is None
    assert shut.basis == "rule frame/2, score 0.5, also weighed: Kelmar"


def test_the_outlets_own_voice_is_listed_apart() -> None:
    a, r = _reading()
    (own,) = reading_view(a, r).own_voice
    assert (own.number, own.name, own.content) == (0, "The Courier", "😀 cafe\u0301 over")


def test_a_passage_asked_for_is_marked_over_the_rest() -> None:
    a, r = _reading()
    at = factory.span(TEXT, "Kelmar noted")
    view = reading_view(a, r, at)
    pieces = [p for paragraph in view.paragraphs for p in paragraph]
    assert "".join(p.text for p in pieces if p.layers and p.layers[0].layer == "passage") == "Kelmar noted"
    assert sum(PASSAGE_KEY in p.anchors for p in pieces) == 1


def test_places_of_the_source_are_found_in_the_mended_text() -> None:
    text = "Dorn said the cafÃ© is open. Kelmar agreed."
    a = factory.article(text)
    s = factory.statement(a, "Kelmar agreed", cue="agreed", source="Kelmar")
    view = reading_view(a, factory.reading(a, s))
    assert _marked(view.paragraphs[0], "cue", s.id) == ["agreed"]
    assert view.mendings == 1


def test_without_a_reading_the_text_is_still_shown() -> None:
    view = reading_view(factory.article("One.\nTwo."), None)
    assert [[p.text for p in paragraph] for paragraph in view.paragraphs] == [["One.\n"], ["Two."]]
    assert (view.cards, view.questions, view.credits) == ((), (), ())


def test_credits_and_questions_point_at_their_words() -> None:
    a = factory.article("(Vesta) - He said no.", title="He says no")
    r = factory.reading(
        a,
        credits=(Credit("wire", Span(0, 7), "Vesta"),),
        gaps=(
            Gap(factory.span(a.text, "He"), "text", "Who?", ("Dorn",)),
            Gap(Span(0, 2), "title", "Who, in the title?"),
        ),
    )
    view = reading_view(a, r)
    assert [(c.word.label, c.value, c.words) for c in view.credits] == [("wire credit", "Vesta", "(Vesta)")]
    assert [(q.words, q.at) for q in view.questions] == [("He", Span(10, 12)), ("He", None)]
