"""Line breaks that a crawl or a mailer put into running text.

Three habits are known, each with a shape of its own that a text must have as a whole before one break is touched:
a break after every so many characters, wherever that falls (``crawl_breaks``), lines filled with whole words up to
a right margin (``wraps``), and single breaks at uneven places in a text whose paragraphs stand apart
(``stray_breaks``). A break between a full stop and a capital stays a paragraph's end in both,
unless the text marks its paragraphs otherwise.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportedly.text.damage.edit import Edit

CRAWL_WIDTH = 1024
"""Characters between the breaks of the one crawl known (a seed of this project and CASES 45): one break suffices."""
SHORTEST_CRAWL = 200
"""Characters, below which breaks at even distances could be lines of a list or a table."""
UNKNOWN_CRAWL_HITS = 3
"""Breaks at exactly even distances before another width is believed: by chance fewer than 1 in 10^6 (a paragraph
of 300 characters, twice more at the same place)."""

SHORTEST_MARGIN, LONGEST_MARGIN = 55, 85
"""Characters of a wrapped text's longest line. Reuters-21578 (21,578 wrapped items) peaks at 59-65; mail and plain
text files use 65-80. Paragraphs set one to a line are longer."""
FEWEST_FULL_LINES = 3
FULL_SHARE = 0.8
"""Share of lines followed by a word that would not have fitted any more. Lists and verse reach about 0.3; the first
line of a wrapped text, whose dateline was cut off, is not full either."""
RUNNING_SHARE = 0.4
"""Share of lines whose next begins with a small letter: running English text has about 0.7, headlines 0.1."""

_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_INDENT = (" ", "\t")


def crawl_breaks(text: str) -> list[Edit]:
    """Breaks after every so many characters, inside words too, are taken out and nothing is put in.

    The known crawl counted a paragraph's end as two characters and kept one of them. A text must have a break at
    each place where the width asks for one, at least one that does not look like a paragraph's end, and no break
    elsewhere that cuts a sentence (1 in 200 wrapped texts has one at 1,024 characters by chance).
    """
    newlines = [m.start() for m in re.finditer("\n", text)]
    weights = (1,) if "\n\n" in text else (2, 1)
    for width, weight, fewest in _widths(text, newlines, weights):
        hits = _hits(text, newlines, width, weight)
        if len(hits) < fewest or not any(_cuts(text, at) for at in hits):
            continue
        if not any(_runs_on(text, at) for at in set(newlines).difference(hits)):
            return [Edit(at, at + 1, "") for at in hits]
    return []


def _widths(text: str, newlines: list[int], weights: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Width, weight of a paragraph's end and fewest hits, of each crawl worth trying."""
    suspect = next((i for i, at in enumerate(newlines) if _runs_on(text, at)), None)
    for weight in weights:
        yield CRAWL_WIDTH, weight, 1
        if suspect is not None:
            width = newlines[suspect] + (weight - 1) * suspect
            if width >= SHORTEST_CRAWL:
                yield width, weight, UNKNOWN_CRAWL_HITS


def _hits(text: str, newlines: list[int], width: int, weight: int) -> list[int]:
    """Places of the breaks that such a crawl made; none when one is missing where it must be."""
    hits, column, last = [], 0, -1
    for at in newlines:
        column += at - last - 1
        last = at
        if column == width and not _ends_paragraph(text, at):
            hits.append(at)
            column = 0
        elif column > width:
            return []
        else:
            column += weight
            # a crawl's break that fell into a paragraph's end was swallowed by it
            column -= width if weight == 2 and column >= width else 0
    return hits if column + len(text) - last - 1 <= width else []


def _ends_paragraph(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    if "\n" in (after, text[max(0, at - 1) : at]):
        return True
    return bool(_ENDS.search(text[max(0, at - 4) : at])) and not (after.islower() or after.isspace())


def _cuts(text: str, at: int) -> bool:
    """Whether something other than a sentence's end stands before a break."""
    before = text[max(0, at - 1) : at]
    return before.isalnum() or before in (",", " ")


def _runs_on(text: str, at: int) -> bool:
    """Whether a break plainly cuts a sentence: no capital begins after it either."""
    after = text[at + 1 : at + 2]
    return _cuts(text, at) and (after.islower() or after in (",", " ", ".", ";"))


def wraps(text: str) -> list[Edit]:
    """Breaks at a right margin become spaces (nothing after a hyphen); paragraphs stay.

    A line runs on into the next when that one is not indented and its first word would not have fitted, or when
    the sentence plainly goes on. A full line that ends a sentence runs on only where blank or indented lines
    mark the paragraphs.
    """
    lines = text.split("\n")
    margin = _margin(lines)
    if not margin:
        return []
    marked = any(not line or line.startswith(_INDENT) for line in lines[1:-1])
    return list(_wrap_edits(lines, margin, marked))


def _margin(lines: list[str]) -> int:
    """Length of the longest line where the lines are filled up to it, else 0."""
    longest = max((len(line.rstrip()) for line in lines if " " in line.strip()), default=0)
    if not SHORTEST_MARGIN <= longest <= LONGEST_MARGIN:
        return 0
    within = [(a, b) for a, b in pairwise(lines) if _one_paragraph(a, b) and not _ENDS.search(a.rstrip())]
    full = [(a, b) for a, b in within if _is_full(a, b, longest)]
    running = [b for _, b in full if b[0].islower()]
    enough = len(full) >= FEWEST_FULL_LINES and len(full) >= FULL_SHARE * len(within)
    return longest if enough and len(running) >= RUNNING_SHARE * len(full) else 0


def _one_paragraph(line: str, following: str) -> bool:
    return bool(line.strip()) and bool(following.strip()) and not following.startswith(_INDENT)


def _is_full(line: str, following: str, margin: int) -> bool:
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > margin


def _wrap_edits(lines: list[str], margin: int, marked: bool) -> Iterator[Edit]:
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        if _one_paragraph(line, following) and _continues(line, following, margin, marked):
            yield Edit(at, at + 1, _between(line))
        at += 1


def _continues(line: str, following: str, margin: int, marked: bool) -> bool:
    if _ENDS.search(line.rstrip()) and not following[0].islower():
        return marked and _is_full(line, following, margin)
    return _is_full(line, following, margin) or following[0].islower()


def _between(line: str) -> str:
    hyphenated = line.endswith("-") and line[-2:-1].isalnum()
    return "" if hyphenated or line[-1:].isspace() else " "


def stray_breaks(text: str) -> list[Edit]:
    """Single breaks that cut a sentence where blank lines mark the paragraphs.

    A crawl that breaks anywhere leaves the space where a break fell between two words, so one such space among
    the breaks tells that those between two letters cut words: they are taken out and nothing is put in. With
    no such space each break stood for one, and becomes one.
    """
    if "\n\n" not in text:
        return []
    cuts = [m.start() for m in _SINGLE_BREAK.finditer(text)]
    anywhere = any(text[at - 1] == " " or text[at + 1] == " " for at in cuts)
    return [Edit(at, at + 1, "" if anywhere else " ") for at in cuts]


_SINGLE_BREAK = re.compile(r"(?<=[a-z] )\n(?=[a-z])|(?<=[a-z])\n(?= ?[a-z])")
"""Between small letters only: after a comma the next line may as well be the next item of a list."""
