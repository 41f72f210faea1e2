"""``read`` as a whole: what holds for every reading, whatever the text."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_words import reading_of

from reportedly import codec
from reportedly.models import Attribution
from reportedly.read import Reader, load_reader, read
from reportedly.read.parts import prepare
from reportedly.record import Article, Reading, Span, Statement
from reportedly.text import mend
from strategies import texts

FRAGMENTS = [
    "Mara Delk said the road was shut.",
    " The minister denied that.",
    " She said “no”, and added: “Never.",
    "\n\n“Go on.”",
    "According to Ardess, Kosta Вен said ",
    "that the 🚢 lay at Ru\u0301mec.",
    "BROVIN (Ardess) - ",
    "It was reported that ",
    ", Ardess reports.",
    "the armyâ€™s road",
    "clo\nsed roa",
    "ds.He left",
    "\r\n",
    " \u00a0",
    "👩\u200d👩\u200d👧 told Radio Odrel,",
    " Mr. Delk",
    "Дорога закрыта, говорит Делк. ",
    "”",
    "‘",
    "— ",
    "Photo: x",
    "\u2028",
    "said said said ",
    "© 2031 Lodd\n",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12).map("".join), texts(min_size=1)
)
READER = load_reader("rules")


def article_of(text: str, title: str = "") -> Article:
    return Article.from_text(text, id="a1", outlet="Lodd", **({"title": title} if title else {}))


def places(statement: Statement) -> list[Span]:
    return [*statement.content, *statement.cue, *statement.source]


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["", "Road shut, minister says", "🚢: ‘Go’"]))
def test_whatever_the_text(text: str, title: str) -> None:
    article = article_of(text, title)
    reading = read(article, READER)
    spans_lie_inside_their_part(article, reading)
    ids_are_unique_and_parents_exist(reading)
    statements_stand_in_text_order(reading)
    the_own_voice_overlaps_nothing_attributed(reading)
    the_words_are_those_of_the_text(article, reading)
    assert codec.encode(read(article, READER)) == codec.encode(reading)
    assert codec.decode(codec.encode(reading), Reading) == reading


def spans_lie_inside_their_part(article: Article, reading: Reading) -> None:
    """Kills: a span of the mended text handed out as one of the source."""
    limit = {"text": len(article.text), "title": len(article.title)}
    for s in reading.statements:
        assert all(p.end <= limit[s.part] for p in places(s))
        assert all(r.span.end <= len(article.text) for r in s.relays if r.span)
    assert all(c.span.end <= len(article.text) for c in reading.credits)
    assert all(x.span.end <= limit[x.part] for x in (*reading.gaps, *reading.mentions))


def ids_are_unique_and_parents_exist(reading: Reading) -> None:
    """Kills: a parent counted in another list than the one it is looked up in."""
    ids = [s.id for s in reading.statements]
    assert len(set(ids)) == len(ids)
    assert {s.parent for s in reading.statements} - {None} <= set(ids)
    assert all(s.parent != s.id for s in reading.statements)
    speakers = {s.id for s in reading.speakers}
    assert {s.speaker for s in reading.statements} - {None} <= speakers


def statements_stand_in_text_order(reading: Reading) -> None:
    """Kills: own voice appended after what is attributed."""
    for part in ("text", "title"):
        starts = [s.content[0].start for s in reading.statements if s.part == part]
        assert starts == sorted(starts)


def the_own_voice_overlaps_nothing_attributed(reading: Reading) -> None:
    """Kills: an outlet's sentence that holds somebody's words."""
    said = [c for s in reading.statements if s.voice == "attributed" and s.part == "text" for c in s.content]
    own = [c for s in reading.statements if s.voice == "outlet" for c in s.content]
    assert not [(a, b) for a in own for b in said if a.overlaps(b)]


def the_words_are_those_of_the_text(article: Article, reading: Reading) -> None:
    """Kills: a span that is one off behind an emoji or a mended break: its words would differ from those read."""
    text, _ = prepare(article)
    for s in reading.statements:
        if s.part == "text":
            for p in places(s):
                assert mend(p.of(article.text)).text.strip() or not text.text.strip()
                assert not p.of(article.text)[:1].isspace()


def test_spans_are_code_points_of_the_text_as_it_came() -> None:
    text = "🚢🚢 Mara Ru\u0301mec said the armyâ€™s road was shut."
    article, reading = reading_of(text)
    (statement,) = reading.statements
    assert statement.source[0].of(article.text) == "Mara Ru\u0301mec"
    assert statement.content[0].of(article.text) == "the armyâ€™s road was shut"


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    """Kills: iterating a set of words, which another process walks in another order."""
    script = (
        "import sys; from reportedly import Article, read, codec\n"
        "t = 'Ana Boruk and Tomas Boruk met. Boruk said A was shut. The minister said B was. She said C.'\n"
        "sys.stdout.buffer.write(codec.encode(read(Article.from_text(t, id='x', outlet='Lodd'))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("language", ["de", "ru", "hy-AM"])
def test_another_language_is_a_problem_and_no_statement(language: str) -> None:
    _, reading = reading_of("Mara Delk said the road was shut.", language=language)
    assert reading.statements == ()
    assert [(p.stage, p.kind) for p in reading.problems] == [("read", "language")]


@pytest.mark.parametrize("language", ["en", "en-GB", "EN"])
def test_english_is_read_however_it_is_tagged(language: str) -> None:
    assert reading_of("Mara Delk said the road was shut.", language=language)[1].statements


def test_without_a_title_nothing_is_read_in_it() -> None:
    _, reading = reading_of("Mara Delk said the road was shut.")
    assert {s.part for s in reading.statements} == {"text"}


def test_a_reading_says_what_made_it_and_hands_other_fields_back() -> None:
    article = Article.from_text("Mara Delk said A.", id="a1", extra={"seen": 3})
    reading = read(article, READER)
    assert (reading.id, reading.extra, reading.stamp) == ("a1", {"seen": 3}, READER.stamp)
    assert reading.stamp.model == READER.attributor.version


class OneContent:
    """An attributor that gives the second word of every text to the first: whatever stands in the socket."""

    version = "stub-1"

    def attribute(self, text: str) -> list[Attribution]:
        ends = [i for i, c in enumerate(text) if c == " "]
        if len(ends) < 2:
            return []
        return [Attribution((Span(ends[0] + 1, ends[1]),), (), (Span(0, ends[0]),), "stub", 0.7)]


def test_another_attributor_fits_the_socket() -> None:
    article = article_of("Delk sings loudly. Snow fell on the dam all night.")
    reading = read(article, Reader(OneContent()))
    first, *rest = reading.statements
    assert (first.content[0].of(article.text), first.evidence.model, first.score) == ("sings", "stub", 0.7)
    assert [s.voice for s in rest] == ["outlet"]
    assert reading.stamp.model == "stub-1"


def test_a_model_that_is_not_there_is_said_to_be_missing(tmp_path: object) -> None:
    from reportedly.errors import ModelError

    with pytest.raises(ModelError, match="expected a folder with a model"):
        load_reader(str(tmp_path))


def test_a_long_live_blog_costs_linear_time() -> None:
    """Kills: any step that walks all statements for each sentence; 300 kB took minutes so."""
    import time

    def seconds(n: int) -> float:
        line = (
            "Mara Delk said that the road was shut. She said, “It is what it is.” The ministry denied this.\n"
        )
        start = time.process_time()
        read(article_of(line * n), READER)
        return time.process_time() - start

    seconds(5)
    assert seconds(800) < 9 * seconds(200)
