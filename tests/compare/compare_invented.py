"""Invented prose for the tests of comparing: no two sentences of different seeds share a run of words."""

import random

import factory
from reportedly.record import Article, Credit, Reading

_WORDS = (
    "bridge harbour council valley ferry border orchard engine market winter river tunnel senate captain ledger "
    "northern quiet wooden recent narrow public distant careful heavy early closed opened carried mended painted "
    "counted crossed measured delayed guarded between beneath beyond without during against before after behind"
).split()


def prose(seed: int, words: int = 120) -> str:
    """``words`` words in sentences of 8 to 16, the same for the same seed."""
    chance = random.Random(seed)
    sentences = []
    while words > 0:
        count = min(words, chance.randint(8, 16))
        sentences.append(" ".join(f"{chance.choice(_WORDS)}" for _ in range(count)).capitalize() + ".")
        words -= count
    return " ".join(sentences)


WIRE = (
    "The ministry of Kelmar closed the northern crossing at dawn after a barge struck the pier. "
    "Engineers found two cracked beams and a missing rail, and the harbour office turned lorries back until noon. "
    "Traders on both banks waited in the cold while ferries carried mail and medicine across the river. "
    "The council will meet again in the spring to weigh a second bridge, which the valley has wanted for years."
)
"""A wire story of 70 words."""

SPEECH = (
    "we never agreed to a toll on that river and we shall not pay one now or in any year to come, "
    "because our fathers built the quay with their own hands and nobody asked them for a coin"
)
"""A speech of 37 words, without its marks."""


def credit(article: Article, words: str, agency: str, kind: str = "wire") -> Credit:
    """A credit that stands in an article's text in these words."""
    return Credit(kind, factory.span(article.text, words), agency)


def read(article: Article, *credits: Credit) -> Reading:
    """A reading with nothing in it but credits."""
    return factory.reading(article, credits=credits)
