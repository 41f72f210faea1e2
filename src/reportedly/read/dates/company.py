"""What a word's company says: whether "May" is a month, "2000" a year, "Wed." a day. Traps are told here, each by a table."""

from __future__ import annotations

import functools
import re

from reportedly.read.dates.words import Words
from reportedly.text.lexicon import table

_BEFORE_MONTH = frozenset(
    "in since of last next this until till by from during through early late mid before after to between "
    "and or for previous every around about throughout".split()
)
"""Words that a bare month stands behind."""

_BEFORE_NUMBER = frozenset(
    "resolution resolutions no nos number article articles section paragraph page pages flight room order law decree "
    "chapter route highway channel model type grade form case act bill protocol directive regulation unit "
    "boeing airbus version rule item volume copyright © c bus tram train hull seat seats lot lots serial code pin extension apartment flat "
    "block locker road street avenue plot parcel car wagon engine contract case cases file record ticket licence license plate "
    "prisoner inmate account box zip postcode edition issue frequency hill height camp bunker post base brigade division regiment "
    "battalion squadron convoy gate bay berth pier dock channel number size total exactly only nearly almost least over".split()
)
"""Words whose number is a name: "Resolution 2001"."""

_AMOUNT_BEFORE = frozenset("$ € £ ¥ usd eur than".split())
"""Words and marks before an amount: "more than 2000"."""

_APPROXIMATE = frozenset("about around nearly almost roughly approximately some circa over under".split())

_DAY_COMPANY = frozenset("on by until till since last next this every from of and or to".split())


@functools.cache
def _counted() -> dict[str, str]:
    """Nouns of which news gives numbers → their kind (``units.tsv``)."""
    return {row[0]: row[1] for row in table("units.tsv")}


def month(words: Words, match: re.Match[str], *, has_head: bool) -> bool:
    """Whether a bare month is one: July always; May, March and the names of persons only in company."""
    place = match.start("m")
    before, after = words.norm(place - 1), words.norm(place + 1)
    if words.classes[place] == "M" and len(words.norm(place)) > 3:
        return before in _BEFORE_MONTH or not _part_of_name(words, place, place)
    if _part_of_name(words, place, place) and not has_head:
        return False
    alone = words.capital(place) and not words.capital(place + 1)
    return alone and (has_head or before in _BEFORE_MONTH or after in ("-", "’", "'"))


def _part_of_name(words: Words, first: int, last: int) -> bool:
    """Whether a capitalised word stands on either side that is no date word: "Theresa May", "June Brown"."""
    sides = ((first - 1, -1), (last + 1, 1))
    return any(words.classes[i] == "x" and words.capital(i) for i, _ in sides if 0 <= i < len(words.classes))


def day_and_month(words: Words, match: re.Match[str]) -> bool:
    """Whether a number beside a month is its day: not in "In May 12 people were hurt", "the first March"."""
    place, number = match.start("m"), match.start("d")
    if number < place and words.classes[number] == "O" and words.norm(number)[0].isalpha():
        return "o" in words.classes[number + 1 : place]
    after = words.norm(match.end())
    counted = after in _counted() or after in ("%", "percent", "per")
    amount = number > place and words.classes[number] == "D" and counted and match.end() == number + 1
    return not (amount and words.norm(match.start() - 1) not in ("on", "by", "since", "until"))


def weekday(words: Words, match: re.Match[str]) -> bool:
    """Whether a short form is a weekday: "Sun" and "Sat" only before a full stop or behind "on"."""
    place = match.start("w")
    if words.classes[place] == "W":
        return not (words.capital(place) and words.norm(place - 1) in _NAMED_WEEKDAYS)
    return words.norm(place - 1) in _DAY_COMPANY or words.norm(place + 1) == "."


def year(words: Words, match: re.Match[str]) -> bool:
    """Whether four digits are a year: no number of a resolution, no amount, no count of people."""
    first = match.start()
    place = next(i for i in range(first, match.end()) if words.classes[i] == "Y")
    number, before, after = words.words[place].value, words.norm(first - 1), words.norm(match.end())
    if before in _BEFORE_NUMBER or before in _AMOUNT_BEFORE or not 1000 <= number <= 2150:
        return False
    kind = "" if words.capital(match.end()) else _counted().get(after, "")
    if after in ("%", "percent", "per", "gmt") or kind in ("people", "outcome", "measure", "money"):
        return False
    plural = after.isalpha() and after.endswith("s") and len(after) > 3 and not words.capital(match.end())
    if plural and after not in _NO_PLURALS and before not in _YEAR_LED:
        return False
    if words.classes[match.end() : match.end() + 1] in ("u", "n") and before not in (
        "in",
        "since",
        "of",
        "the",
    ):
        return False
    return number >= 1500 or before in _YEAR_COMPANY


_NAMED_WEEKDAYS = frozenset("black bloody good ash easter palm super cyber holy maundy giving".split())
"""Words that make a weekday the name of another day."""

_YEAR_LED = frozenset("in since of during until till by the early late mid this next last for s ' ’".split())
"""Words before a year that stands before a plural: "the 2016 elections", "in 2016 prices"."""

_NO_PLURALS = frozenset("was has is does this as its his us towards besides perhaps sometimes always".split())

_YEAR_COMPANY = frozenset("in since of by until from year after before to and about around circa (".split())


def season(words: Words, match: re.Match[str]) -> bool:
    """Whether a bare season is one: "fall" and "spring" are verbs too, and need "in" or "the"."""
    place = match.start("s")
    before = words.norm(place - 1)
    led = before in ("in", "the", "during", "of", "every", "each", "by", "until")
    return led or (words.norm(place) in ("summer", "winter") and before not in ("a", "an"))


def end(words: Words, match: re.Match[str]) -> bool:
    """Whether no unit or counted noun follows, which would make the number an amount."""
    after = match.end()
    return words.classes[after : after + 1] not in ("u", "n", "-") and words.norm(after) not in _counted()


def approximate(words: Words, match: re.Match[str]) -> bool:
    """Whether the words before soften a count: "nearly 30 years ago"."""
    return words.norm(match.start() - 1) in _APPROXIMATE


def goes_on(words: Words, match: re.Match[str]) -> bool:
    """Whether "before" or "after" begins a clause of its own that tells from what is counted: "two days after the vote"."""
    at = match.end()
    return at < len(words.classes) and words.classes[at] not in ".,;:)¶"
