"""Where the words of a story come from: trees of copies, sources that are not in the case, counts that stay open."""

from itertools import combinations

from compare_invented import SPEECH, WIRE, credit, prose, read

import factory
from reportedly.compare import compare
from reportedly.compare.origins import origins_of
from reportedly.compare.sources import source_of
from reportedly.record import Evidence, Tie


def test_one_article_made_of_two_has_two_origins():
    other = prose(1, 90)
    found = compare(
        [
            factory.article(WIRE, "a", outlet="Quay", published="2031-05-01"),
            factory.article(other, "b", outlet="Lantern", published="2031-05-01"),
            factory.article(f"{prose(2, 150)} {WIRE} {other}", "c", outlet="Gate", published="2031-05-04"),
        ]
    )
    (story,) = found.stories
    assert {(o.named, o.articles) for o in story.origins} == {("Quay", ("a", "c")), ("Lantern", ("b", "c"))}
    assert story.independent_origins == 2


def test_directions_in_a_circle_still_have_an_origin():
    parts = [prose(k, 60) for k in range(3)]
    own = [prose(k + 10, 60) for k in range(3)]
    texts = {id: " ".join((parts[k], parts[k - 1], own[k])) for k, id in enumerate("abc")}
    names = {"a": "Quay", "b": "Lantern", "c": "Gate"}
    credits = {"a": "Lantern", "b": "Gate", "c": "Quay"}
    articles = [factory.article(f"{texts[k]} By {credits[k]}", k, outlet=names[k]) for k in texts]
    readings = [read(x, credit(x, f"By {credits[x.id]}", credits[x.id])) for x in articles]
    (story,) = compare(articles, readings).stories
    assert story.independent_origins >= 1
    assert {id for origin in story.origins for id in origin.articles} == {"a", "b", "c"}


def test_two_copies_of_one_source_are_siblings_whichever_came_first():
    first, second, third = prose(7, 50), prose(8, 50), prose(9, 50)
    wire = factory.article(f"{first} {second} {third}", "w", outlet="Kelpress", published="2031-05-01T06:00Z")
    b = factory.article(f"{first} {second}", "b", outlet="Quay", published="2031-05-01T09:00Z")
    c = factory.article(f"{first} {third}", "c", outlet="Gate", published="2031-05-01T12:00Z")
    found = compare([wire, b, c])
    assert {(t.a, t.b): t.direction for t in found.ties} == {
        ("b", "c"): "common_origin",
        ("b", "w"): "b_to_a",
        ("c", "w"): "b_to_a",
    }
    (story,) = found.stories
    assert [(o.named, o.articles) for o in story.origins] == [("Kelpress", ("b", "c", "w"))]


def test_of_two_later_copies_that_resemble_each_other_most_the_order_decides_nothing():
    # Both may have the added part from an article that is not in the case (docs/decisions/0006).
    added = prose(8, 60)
    a = factory.article(WIRE, "a", published="2031-05-01T06:00Z")
    b = factory.article(f"{WIRE} {added}", "b", published="2031-05-01T09:00Z")
    c = factory.article(f"{WIRE} {added}", "c", published="2031-05-01T12:00Z")
    found = {(t.a, t.b): t.direction for t in compare([a, b, c]).ties}
    assert found == {("a", "b"): "a_to_b", ("a", "c"): "a_to_b", ("b", "c"): "unknown"}


def _copies_of_one(count):
    parts = [prose(100 + k, 40) for k in range(count + 1)]
    whole = factory.article(" ".join(parts), "m")
    copies = [
        factory.article(f"{parts[0]} {parts[k]} {prose(200 + k, 30)}", f"c{k}") for k in range(1, count + 1)
    ]
    return {(t.a, t.b): t for t in compare([whole, *copies]).ties}


def test_what_is_nearest_to_many_is_what_they_were_made_of():
    # Kills: a hub of any size, and a hub that decides where it came from itself.
    ties = _copies_of_one(4)
    assert ties["c1", "c2"].direction == "common_origin"
    assert "nearer-to-one" in ties["c1", "c2"].evidence.rule
    assert ties["c1", "m"].direction == "unknown"
    assert _copies_of_one(3)["c1", "c2"].direction == "unknown"


def test_a_shared_quotation_points_only_where_the_text_says_so():
    a = factory.article(f"{prose(1, 200)} “{SPEECH},” Ilvan told the Daily Quay.", "a", outlet="Lantern")
    b = factory.article(f"{prose(2, 90)} “{SPEECH}”", "b", outlet="Daily Quay", published="2031-05-01")
    c = factory.article(f"{prose(3, 90)} “{SPEECH}”", "c", outlet="Gate", published="2031-05-09")
    found = compare([a, b, c])
    assert {t.kind for t in found.ties} == {"shared_quotation"}
    assert {(t.a, t.b): t.direction for t in found.ties} == {
        ("a", "b"): "b_to_a",
        ("a", "c"): "unknown",
        ("b", "c"): "unknown",
    }
    assert found.stories == ()


def test_two_copies_of_a_text_that_nobody_names_have_one_origin_outside_the_case():
    # Kills: counting siblings whose common source is not in the case as two origins.
    parts = [prose(300 + k, 40) for k in range(6)]
    tied = [(0, 1), (1, 2), (2, 3), (3, 0)]
    ties = [
        Tie(f"a{a}", f"a{b}", "partial", 0.3, 0.3, 0.2, "common_origin", Evidence("x / y"))
        for a, b in map(sorted, tied)
    ]
    ids = [f"a{k}" for k in range(4)]
    known = {id: source_of(factory.article(parts[k], id)) for k, id in enumerate(ids)}
    found = origins_of(ids, ties, known)
    (origin,) = found.found
    assert (origin.named, origin.articles, origin.evidence.rule) == (
        None,
        tuple(ids),
        "one-source-not-in-the-case",
    )
    assert (found.fewest, found.undecided) == (1, ())


def test_what_many_siblings_have_words_from_is_their_origin_whatever_its_direction():
    # Kills: the middle of a star counted as made of each of its ends.
    ends = ["a", "b", "c", "d"]
    ties = [
        *(Tie(e, "m", "partial", 0.4, 0.3, 0.2, "unknown", Evidence("x / nothing-decides")) for e in ends),
        *(
            Tie(a, b, "partial", 0.2, 0.2, 0.1, "common_origin", Evidence("x / y"))
            for a, b in combinations(ends, 2)
        ),
    ]
    known = {id: source_of(factory.article(prose(ord(id), 40), id)) for id in [*ends, "m"]}
    (origin,) = origins_of([*ends, "m"], ties, known).found
    assert origin.evidence.alternatives == ("m",)


def test_where_the_evidence_leaves_an_interval_it_is_said_with_what_decides():
    # b has a part of a and a part of c: made of both, or both made of it.
    one, two = prose(401, 60), prose(402, 60)
    found = compare(
        [
            factory.article(f"{one} {prose(403, 90)}", "a"),
            factory.article(f"{one} {two}", "b"),
            factory.article(f"{two} {prose(404, 90)}", "c"),
        ]
    )
    (story,) = found.stories
    assert story.independent_origins == 2
    assert story.origins_basis.startswith("1 to 2 separate origins.")
    assert "a and b (in common: 40% and 50%" in story.origins_basis
    assert "b and c" in story.origins_basis


def test_where_directions_are_known_the_count_is_one_number():
    a = factory.article(WIRE, "a", outlet="Kelpress", published="2031-05-01")
    b = factory.article(f"{WIRE} {prose(1, 90)}", "b", outlet="Quay", published="2031-05-04")
    (story,) = compare([a, b]).stories
    assert story.origins_basis.startswith("1 separate origin found.")


def test_who_quotes_another_by_name_has_a_story_of_its_own():
    a = factory.article(f"{prose(1, 40)} “{SPEECH},” Ilvan told the Daily Quay.", "a", outlet="The Lantern")
    b = factory.article(f"{prose(2, 60)} “{SPEECH},” Ilvan said.", "b", outlet="Daily Quay")
    found = compare([a, b])
    assert [tie.kind for tie in found.ties] == ["aggregation"]
    assert found.stories == ()


def test_without_a_label_the_outlet_is_the_pages_host_and_one_address_is_one_page_under_any_label():
    a = factory.article(WIRE, "a", url="https://www.quay.example/1")
    assert source_of(a).publisher == "quay.example"
    b = factory.article(WIRE, "b", url="https://m.quay.example/1?x=2", outlet="Quay Online")
    (story,) = compare([a, b]).stories
    assert (compare([a, b]).ties[0].kind, story.independent_origins) == ("same_page", 1)


def test_a_credit_for_one_sentence_names_no_origin_of_the_whole():
    # Kills: an agency named in passing as the hidden source of all that the article has in common with others.
    text = f"{prose(1, 100)} So it stands according to Tosnews. {prose(2, 100)}"
    a, b = factory.article(text, "a", outlet="Quay"), factory.article(text, "b", outlet="Gate")
    readings = [read(x, credit(x, "according to Tosnews", "Tosnews", "source_link")) for x in (a, b)]
    (story,) = compare([a, b], readings).stories
    assert [origin.named for origin in story.origins] == [None]
    assert source_of(a, readings[0]).also == ("Tosnews",)


def test_the_story_keeps_its_id_when_other_articles_come():
    pair = [factory.article(WIRE, "a"), factory.article(WIRE, "b")]
    (alone,) = compare(pair).stories
    assert alone.id in {s.id for s in compare([*pair, factory.article(prose(1), "c")]).stories}
