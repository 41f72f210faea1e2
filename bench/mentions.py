"""Persons, organisations and places against four open corpora: ``python bench/mentions.py [MODEL_FOLDER]``.

F1 of exact spans with their kind, by corpus and kind, as the tagger gives them and with the article's memory of names; what
changes when two names of one kind are exchanged; and what the head costs beside the reader, in one run. No sentence is printed.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "training" / "mentions"))
from sets import KINDS, OPEN, SETS, Marked, marked

import polnear
from reportedly.models.learned import SHIPPED, LearnedReader, _session, load_learned
from reportedly.models.mentions import MentionTagger, Named, Splitter, load_mentions, unknown
from reportedly.models.windows import windows
from reportedly.read.mentions import find_mentions
from reportedly.record import Span
from reportedly.text.tokens import tokenize

EXAMPLES = Path(__file__).parents[1] / "examples"
SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}
ARTICLES = 20
Found = set[tuple[int, int, str]]
Counts = dict[tuple[str, str], list[int]]


class Strange(Splitter):
    """As if the vocabulary knew no name: the lower bound for names that no corpus holds."""

    def _own(self, word: str, masked: bool) -> tuple[tuple[int, ...], int, int, int]:
        return unknown(word) if masked else super()._own(word, masked)


def tagged(text: str, reader: LearnedReader, tagger: MentionTagger) -> list[Named]:
    """What the tagger gives for a text."""
    packed = windows(text, reader.wordpiece)
    return tagger.find(text, packed, [reader._encode(w)[0] for w in packed])


def add(counts: Counts, m: Marked, found: Found) -> None:
    """Count right, made and marked names; what a corpus leaves open counts neither way."""
    names = {number: name for name, number in KINDS.items()}
    gold = {(a, b, names[k]) for a, b, k in m.marks if k != OPEN}
    open_ = [Span(a, b) for a, b, k in m.marks if k == OPEN]
    made = {f for f in found if f in gold or not any(Span(f[0], f[1]).overlaps(o) for o in open_)}
    for kind in ("all", *KINDS):
        row = counts.setdefault((SETS[m.set], kind), [0, 0, 0])
        for k, some in enumerate((made & gold, made, gold)):
            row[k] += sum(kind in ("all", x[2]) for x in some)


def vocabulary(reader: LearnedReader) -> list[str]:
    """The model's word-pieces."""
    lines = (reader.manifest.folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return [w for w in lines if w]


def show(title: str, counts: Counts) -> None:
    """One table."""
    print(f"\n{title}\n{'':12}{'kind':6}{'P':>7}{'R':>7}{'F1':>7}{'n':>7}")
    for (name, kind), (right, made, gold) in counts.items():
        precision, recall = 100 * right / max(1, made), 100 * right / max(1, gold)
        print(
            f"{name:12}{kind:6}{precision:7.1f}{recall:7.1f}{200 * right / max(1, made + gold):7.1f}{gold:7}"
        )


def score(reader: LearnedReader, tagger: MentionTagger, texts: Iterable[Marked]) -> tuple[Counts, Counts]:
    """Counts as tagged, and with the memory of names."""
    plain: Counts = {}
    whole: Counts = {}
    for m in texts:
        named = tagged(m.text, reader, tagger)
        add(plain, m, {(*n.span, SHORT[n.kind]) for n in named})
        add(whole, m, {(*s.span, SHORT[s.kind]) for s in find_mentions(m.text, named)})
    return plain, whole


def kinds_by_token(text: str, found: Iterable[Named]) -> list[str]:
    """The kind at each run of letters and digits, empty outside names."""
    tokens = tokenize(text)
    kinds = [""] * len(tokens)
    for n in found:
        for k, t in enumerate(tokens):
            if n.span.start <= t.start < n.span.end:
                kinds[k] = n.kind
    return kinds


def exchanged(text: str, pairs: list[tuple[str, str]]) -> str:
    """The text with the words of each pair exchanged."""
    other = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    pieces, at = [], 0
    for t in tokenize(text):
        word = text[t.start : t.end]
        pieces += [text[at : t.start], other.get(word, word)]
        at = t.end
    return "".join(pieces) + text[at:]


def a_pair(m: Marked) -> list[tuple[str, str]]:
    """The two commonest names of one word and one kind in a text, if there are two."""
    for kind in sorted(KINDS.values()):
        words = Counter(
            w for a, b, k in m.marks if k == kind and (w := m.text[a:b]).isalpha() and w[0].isupper()
        )
        if len(words) > 1:
            (a, _), (b, _) = sorted(words.items(), key=lambda x: (-x[1], x[0]))[:2]
            return [(a, b)]
    return []


def flips(
    reader: LearnedReader, tagger: MentionTagger, texts: list[tuple[str, list[tuple[str, str]]]]
) -> tuple[int, int, int]:
    """Of the words in names: how many there are, and how many get another kind (or begin or cease to be a name) under exchange, before and with the memory."""
    total = plain = whole = 0
    for text, pairs in texts:
        if not pairs:
            continue
        turned = exchanged(text, pairs)
        one, two = tagged(text, reader, tagger), tagged(turned, reader, tagger)
        before, after = kinds_by_token(text, one), kinds_by_token(turned, two)
        total += sum(bool(x or y) for x, y in zip(before, after, strict=True))
        plain += sum(x != y for x, y in zip(before, after, strict=True))
        first, second = (
            [Named(s.span, s.kind, s.score) for s in find_mentions(t, f)]
            for t, f in ((text, one), (turned, two))
        )
        pairs_of = zip(kinds_by_token(text, first), kinds_by_token(turned, second), strict=True)
        whole += sum(x != y for x, y in pairs_of)
    return total, plain, whole


def seconds(work: Callable[[], object]) -> float:
    """Best of three, in CPU seconds."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def speed(reader: LearnedReader, tagger: MentionTagger) -> None:
    """The reader alone and with the head, on the same articles in one run."""
    texts = [a["text"] for a in itertools.islice(polnear.articles("dev"), ARTICLES)]
    words = sum(len(t.split()) for t in texts)
    packed = [(t, windows(t, reader.wordpiece)) for t in texts]
    states = [[reader._encode(w)[0] for w in p] for _, p in packed]
    alone = seconds(lambda: [reader.find(t) for t in texts])
    head = seconds(lambda: [tagger.find(t, p, h) for (t, p), h in zip(packed, states, strict=True)])
    named = [tagger.find(t, p, h) for (t, p), h in zip(packed, states, strict=True)]
    memory = seconds(lambda: [find_mentions(t, n) for (t, _), n in zip(packed, named, strict=True)])
    print(
        f"\nreader without names {words / alone:8,.0f} words/s; with names {words / (alone + head + memory):8,.0f} words/s"
    )
    print(
        f"head {100 * head / alone:.1f} %, memory and titles {100 * memory / alone:.1f} % of the reader's time; {words:,} words of PolNeAR dev"
    )


def main(model: str = "") -> None:
    """Print all tables."""
    reader = load_learned(Path(model) if model else SHIPPED)
    tagger = load_mentions(reader.manifest, _session)
    dev = list(marked("dev"))
    plain, whole = score(reader, tagger, dev)
    show("as tagged, exact spans", plain)
    show("with the article's memory of names and without titles", whole)
    strange = MentionTagger(tagger.graph, tagger.crf, Strange(vocabulary(reader)))
    show("as tagged, every name unknown to the vocabulary", score(reader, strange, dev)[0])
    pairs = [tuple(p) for p in json.loads((EXAMPLES / "parties.json").read_text("utf-8"))["swap"]]
    case = [
        json.loads(line)["text"] for line in (EXAMPLES / "articles.jsonl").read_text("utf-8").splitlines()
    ]
    for name, texts in (
        ("example case", [(t, pairs) for t in case]),
        ("dev sets, two names of a kind", [(m.text, a_pair(m)) for m in dev]),
    ):
        total, tags, memory = flips(reader, tagger, texts)
        print(
            f"\nexchange in {name}: {tags} of {total} words in names change kind as tagged, {memory} with the memory"
        )
    speed(reader, tagger)


if __name__ == "__main__":
    main(*sys.argv[1:])
