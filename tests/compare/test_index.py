"""A case that grows by batches is compared as if it had come at once."""

import random

import numpy as np
import pytest
from compare_invented import SPEECH, WIRE, credit, prose, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

import factory
from reportedly.compare import compare
from reportedly.compare.candidates import candidates
from reportedly.compare.fingerprints import Prints
from reportedly.compare.index import indexed
from reportedly.compare.index.level import Level
from reportedly.compare.index.postings import Postings
from reportedly.errors import InputError
from reportedly.record import Comparison


class Folder:
    """What a casefile would keep of a growing comparison: rows by pair and by story, replaced as ``Changes`` say."""

    def __init__(self, articles, readings=()):
        self.entries = {a.id: (a, None) for a in articles}
        self.note(articles, readings)
        self.index, found = indexed(articles, readings)
        self.passages, self.ties, self.alterations = {}, {}, {}
        for p in found.passages:
            self.passages[p.a, p.b] = (*self.passages.get((p.a, p.b), ()), p)
        self.ties = {(t.a, t.b): t for t in found.ties}
        for a in found.alterations:
            pair = tuple(sorted((a.origin.article, a.copy.article)))
            self.alterations[pair] = (*self.alterations.get(pair, ()), a)
        self.stories = {s.id: s for s in found.stories}
        self.summary = found.summary

    def note(self, articles, readings):
        given_readings = {r.id: r for r in readings}
        self.entries |= {a.id: (a, given_readings.get(a.id)) for a in articles}

    def add(self, articles, readings=()):
        changes = self.index.add(articles, readings, self.entries.__getitem__)
        self.note(articles, readings)
        for kept, given_rows in (
            (self.passages, changes.passages),
            (self.ties, changes.ties),
            (self.alterations, changes.alterations),
        ):
            for pair, rows in given_rows.items():
                kept.pop(pair, None)
                if rows:
                    kept[pair] = rows
        for id in changes.gone:
            del self.stories[id]
        self.stories |= {s.id: s for s in changes.stories}
        self.summary = changes.summary
        return changes

    def comparison(self):
        return Comparison(
            tuple(p for pair in sorted(self.passages) for p in self.passages[pair]),
            tuple(self.ties[pair] for pair in sorted(self.ties)),
            tuple(sorted(self.stories.values(), key=lambda s: s.articles[0])),
            alterations=tuple(a for pair in sorted(self.alterations) for a in self.alterations[pair]),
            summary=self.summary,
        )


def grown(batches, readings=()):
    by_id = {r.id: r for r in readings}
    of = lambda batch: [by_id[a.id] for a in batch if a.id in by_id]  # noqa: E731
    folder = Folder(batches[0], of(batches[0]))
    for batch in batches[1:]:
        folder.add(batch, of(batch))
    return folder.comparison()


PARTS = [prose(900 + k, 24) for k in range(14)]
"""Paragraphs of which articles of the property are put together: 24 words are some four fingerprints each."""


def built(recipe):
    articles = []
    for k, (parts, own, outlet, day, order) in enumerate(recipe):
        text = "\n\n".join([*(PARTS[p] for p in parts), prose(5000 + own, 30)][:: order or 1])
        published = f"2031-05-{day:02}" if day else ""
        articles.append(factory.article(text, f"{(k * 7) % 40:02}", outlet=outlet, published=published))
    return articles


recipes = st.lists(
    st.tuples(
        st.lists(st.integers(0, 13), max_size=5, unique=True),
        st.integers(0, 30),
        st.sampled_from(["Quay", "Lantern", "Gate", None]),
        st.integers(0, 9),
        st.sampled_from([1, -1]),
    ),
    min_size=2,
    max_size=36,
)


@settings(max_examples=60, deadline=None)
@given(recipes, st.randoms(), st.integers(1, 5))
def test_a_case_that_grows_is_compared_as_one_that_came_at_once(recipe, chance, batches):
    # Kills: a leader, a crowded gram or furniture decided by who came first; furniture learned on a part of the articles;
    # a pair, tie or story left behind that the whole hasn't; a count that drifts.
    articles = built(recipe)
    mixed = [*articles]
    chance.shuffle(mixed)
    cuts = sorted(chance.randrange(len(mixed) + 1) for _ in range(batches - 1))
    parts = [mixed[i:j] for i, j in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
    assert grown(parts) == compare(articles)


def news(seed, count=70):
    """A larger case: boxes of outlets, stock paragraphs, families of copies, briefs, quotations, parts of others."""
    chance = random.Random(seed)
    boxes = {outlet: prose(7000 + k, 20) for k, outlet in enumerate(("Quay", "Lantern", "Gate"))}
    wires = [" ".join(prose(8000 + 10 * k + j, 30) for j in range(5)) for k in range(4)]
    articles = []
    for k in range(count):
        outlet = chance.choice([*boxes, "Pier", None])
        wire = chance.choice(wires).split(". ")
        start = chance.randrange(len(wire))
        body = {
            0: ". ".join(wire),
            1: ". ".join(wire[start:]),
            2: f"{prose(seed * 100 + k, 60)} {'. '.join(wire[start : start + 4])}",
            3: prose(seed * 100 + k, 90),
            4: f"{prose(seed * 100 + k, 50)} “{SPEECH}”",
        }[chance.choice((0, 0, 1, 1, 2, 3, 3, 4))]
        stock = prose(7777, 20) if chance.random() < 0.3 else ""
        text = "\n\n".join(part for part in (body, boxes.get(outlet, ""), stock) if part)
        published = f"20{chance.choice((30, 31))}-05-{chance.randint(1, 9):02}"
        articles.append(factory.article(text, f"{chance.random():.6f}", outlet=outlet, published=published))
    readings = [
        read(a, credit(a, a.text[:20], "Kelpress", "dateline")) for a in articles if chance.random() < 0.2
    ]
    return articles, readings


@pytest.mark.parametrize("seed", range(8))
def test_boxes_families_and_crowds_come_out_the_same_one_by_one_and_in_batches(seed):
    # Kills: the same, where crowds, large families and furniture that is learned and unlearned are sure to occur.
    articles, readings = news(seed)
    whole = compare(articles, readings)
    assert whole.summary["truncated"]
    assert any(passage.boilerplate for passage in whole.passages)
    step = (1, 7, 30, 69)[seed % 4]
    first = articles[:20] if seed < 4 else articles[:1]
    rest = articles[len(first) :]
    assert grown([first, *(rest[k : k + step] for k in range(0, len(rest), step))], readings) == whole


def test_what_changes_is_told_and_nothing_else():
    # Kills: telling the whole comparison at each addition.
    articles, readings = news(3)
    folder = Folder(articles, readings)
    changes = folder.add([factory.article(prose(1, 90), "z1")])
    assert (changes.passages, changes.ties, changes.stories, changes.gone) == ({}, {}, (), ())
    assert changes.summary["articles"] == len(articles) + 1 == len(folder.index)
    changes = folder.add([factory.article(prose(1, 90), "z2")])
    assert set(changes.ties) == {("z1", "z2")}
    assert [s.articles for s in changes.stories] == [("z1", "z2")]


def test_a_story_that_gets_an_article_goes_and_comes():
    folder = Folder([factory.article(WIRE, "a"), factory.article(WIRE, "b")])
    (old,) = folder.stories
    changes = folder.add([factory.article(WIRE, "c")])
    assert changes.gone == (old,)
    assert [s.articles for s in changes.stories] == [("a", "b", "c")]


def test_a_direction_that_turns_finds_the_attribution_that_was_lost():
    # Kills: looking for alterations only in pairs that are laid side by side for the first time.
    claim = "forty lorries crossed the river by night without papers and without lights"
    a = factory.article(f"{WIRE} The customs office said that {claim}.", "a", outlet="Kelpress")
    b = factory.article(f"{WIRE} {claim.capitalize()}.", "b", outlet="Quay")
    said = factory.reading(a, factory.statement(a, claim, cue="said", source="The customs office"))
    others = [factory.article(f"{WIRE} {prose(k, 9)}", f"c{k}", published="2031-05-09") for k in range(5)]
    every = [a, b, *others]
    readings = [said, *(factory.reading(x) for x in every[1:])]
    assert grown([[a, b], others[:2], others[2:]], readings) == compare(every, readings)


def test_an_article_that_is_there_already_is_the_callers_mistake():
    folder = Folder([factory.article(WIRE, "a")])
    with pytest.raises(InputError, match="ids that the index doesn't have"):
        folder.add([factory.article(WIRE, "a")])


def test_articles_that_stay_out_of_it_are_not_fetched():
    # Kills: reading the whole case at each addition.
    articles = [factory.article(prose(k, 90), f"a{k:02}") for k in range(30)]
    index, _ = indexed(articles)
    asked = []
    known = {a.id: (a, None) for a in articles}
    index.add([factory.article(articles[7].text, "z")], (), lambda id: asked.append(id) or known[id])
    assert asked == ["a07"]


# -- the index of fingerprints ----------------------------------------------------------------------------------


def columns(texts):
    """Fingerprints of articles named by number, as sets of numbers."""
    names = tuple(sorted(texts))
    grams = [np.array(sorted(texts[name]), np.uint64) for name in names]
    offsets = np.cumsum([0, *map(len, grams)]).astype(np.int64)
    flat = np.concatenate([np.zeros(0, np.uint64), *grams])
    return Prints(names, offsets, flat, np.zeros(len(flat), np.uint32))


def told(level, names):
    leaders = {names[k]: names[leader] for k, leader in enumerate(level.leaders)}
    near = {(names[a], names[b]): n for a in range(len(names)) for b, n in level.near[a].items()}
    return leaders, {pair: n for pair, n in near.items() if pair[0] < pair[1]}, level.crowded


def test_who_no_longer_sees_an_article_behind_a_newcomer_hears_of_it():
    # Kills: telling only those who have enough in common with the newcomer itself.
    texts = {"d": set(range(1, 7)), "h": {1, 2, 30, 31, 32}, "n": {1, *range(40, 48)}}
    assert settled_by({k: texts[k] for k in "dh"}, [["d", "h"]], 1).near == [{1: 2}, {0: 2}]
    assert settled_by(texts, [["d", "h"], ["n"]], 1).near == [{}, {}, {}]


def settled_by(texts, batches, crowd):
    """A level to which articles were added in batches."""
    postings = Postings()
    level = Level(postings, crowd, with_furniture=True)
    for batch in batches:
        level.rest()
        prints = columns({name: texts[name] for name in batch})
        new = np.arange(len(level.keys), len(level.keys) + len(prints.articles), dtype=np.uint32)
        postings.add(prints.grams, np.repeat(new, prints.sizes), np.zeros(len(prints.grams), np.bool_))
        for k, name in enumerate(prints.articles):
            level.append(name, prints.grams[prints.of(k)])
        level.settle(new.tolist())
    return level


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 14), max_size=12), max_size=16),
    st.randoms(),
    st.integers(1, 3),
    st.integers(1, 5),
)
def test_pairs_leaders_and_crowded_grams_are_those_of_the_kernel(sets, chance, crowd, step):
    # Kills: a rank counted with the article itself, a leader's fall that its followers don't hear of, a member that posts all.
    texts = {f"{k:02}": grams for k, grams in enumerate(sets)}
    order = sorted(texts)
    chance.shuffle(order)
    batches = [order[start : start + step] for start in range(0, len(order), step)]
    level = settled_by(texts, batches, crowd)
    whole = Level(Postings(), crowd, with_furniture=True)
    whole.fill(columns(texts), candidates(columns(texts), crowd))
    assert told(level, [key[1] for key in level.keys]) == told(whole, sorted(texts))


def test_who_followed_one_that_leads_no_more_hears_of_it_by_what_that_one_still_posts():
    # Kills: telling only those who have a gram that is posted no more.
    texts = {"a": set(range(10)), "h": {9}, "l": {*range(9), 20, 21}}
    before = settled_by({k: texts[k] for k in "ah"}, [["a", "h"]], 8)
    assert told(before, ("a", "h"))[0] == {"a": "a", "h": "a"}
    assert told(settled_by(texts, [["a", "h"], ["l"]], 8), ("a", "h", "l"))[0] == {
        "a": "l",
        "h": "h",
        "l": "l",
    }


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 14), min_size=3, max_size=12), max_size=14),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 14)), max_size=12),
    st.integers(1, 3),
)
@example([set(range(10)), set(range(9)), {0, 12, 13}], [(0, 0)], 1)
def test_articles_whose_grams_become_furniture_are_weighed_as_if_they_never_had_them(sets, lost, crowd):
    # Kills: followers that keep a leader whose grams changed, a gram of theirs that stays counted as crowded.
    texts = {f"{k:02}": grams for k, grams in enumerate(sets)}
    prints = columns(texts)
    postings = Postings()
    postings.add(
        prints.grams,
        np.repeat(np.arange(len(sets), dtype=np.uint32), prints.sizes),
        np.zeros(len(prints.grams), np.bool_),
    )
    level = Level(postings, crowd, with_furniture=False)
    level.fill(prints, candidates(prints, crowd))
    changed = {k for k, gram in lost if k < len(sets) and gram in sets[k]}
    concerned = level.withdraw(changed)
    rows = postings.having(np.arange(15, dtype=np.uint64))
    gone = np.array(
        [pair in set(lost) for pair in zip(rows.article.tolist(), rows.gram.tolist(), strict=True)], np.bool_
    )
    postings.flag(rows.at[gone], gone[gone])
    left = {name: grams - {gram for k, gram in lost if k == int(name)} for name, grams in texts.items()}
    now = columns(left)
    level.regram({k: now.grams[now.of(k)] for k in changed})
    level.settle(concerned)
    whole = Level(Postings(), crowd, with_furniture=True)
    whole.fill(now, candidates(now, crowd))
    assert told(level, now.articles) == told(whole, now.articles)


@given(st.lists(st.lists(st.integers(0, 20), max_size=9), max_size=12))
def test_rows_are_found_and_flagged_in_whichever_segment_they_stand(batches):
    # Kills: a base of a segment off by the one before, a merge that loses a flag.
    postings, kept = Postings(), set()
    for number, grams in enumerate(batches):
        wanted = np.array(sorted(set(grams)), np.uint64)
        postings.add(wanted, np.full(len(wanted), number, np.uint32), np.zeros(len(wanted), np.bool_))
        rows = postings.having(np.array([3, 5], np.uint64))
        postings.flag(rows.at, rows.article % 2 == 0)
        kept |= {(gram, number) for gram in {3, 5} & set(grams)}
    rows = postings.having(np.array([3, 5], np.uint64))
    assert {((3, 5)[g], a) for g, a in zip(rows.gram.tolist(), rows.article.tolist(), strict=True)} == kept
    assert rows.furniture.tolist() == (rows.article % 2 == 0).tolist()
