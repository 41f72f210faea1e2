"""What a paragraph looks like: a dateline or credit, prose, or neither. Judged by shape alone, never by names."""

from __future__ import annotations

import re

from reportedly.acquire.pages.blocks import Block
from reportedly.acquire.pages.printed import Core, is_elsewhere, marks_of

LONGEST_CREDIT = 160
"""Characters of a dateline or credit that stands in a paragraph of its own."""
FEWEST_PROSE = 8
"""Words of a sentence that is surely the article's: labels and buttons have fewer."""
LONGEST_LABEL = 6
"""Words up to which text in a box is a label ("Play 00:00 / 01:32")."""
MOST_LINKED = 0.5
"""Share of characters in links from which a paragraph is a list of other stories rather than prose."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\w*\.?"
_PLACE = r"[^\W\d_a-z][\w.'’-]*(?:[ ,/]+[^\W\d_a-z][\w.'’-]*){0,4}"
_DASH = r"[-–—―]+"
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_PLACE}[,.: ]*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})",  # KELMAR, May 3 …
        rf"^(?:\S+[ ,]+){{0,8}}\(\s*[^\W\d_a-z][\w .&/-]{{1,40}}\)\s*(?:{_DASH})?\s*[.:]?$",  # … KELMAR (NEA) -
        rf"^{_PLACE}\s*(?:{_DASH}|/)\s*[A-Z][\w .&/-]{{1,30}}\s*(?:{_DASH}|/)?$",  # KELMAR – NEA
        rf"^[^\W\d_a-z][^\W_a-z., /-]*(?:[ ,/-]+[^\W_a-z][^\W_a-z.]*)*\s*[.,]?\s*(?:{_DASH})$",  # KELMAR --
        r"(?i)^(?:\W*)(?:source|sources|via|agency|credit|reporting by|additional reporting|compiled by|with reporting"
        r"|editing by|writing by|translated by|with agency|with agencies)\b",
        r"(?i)\b(?:contributed to this (?:report|story|article)|from (?:an? )?\w+ (?:feed|news agency|release))\b",
        r"^.{0,60}\b(?:reports?|reported|informs)\.?$",  # NEA reports.
    )
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔][\"'”’»›)\]]*$")
_BOX = re.compile(r"(?:^|[\s_-])(?:caption|player|audio|figure|photo|image|gallery|video|copyright|tags?|topics|share|social|"
    r"newsletter|subscribe|subscription|paywall|cookies?|consent|banner|advert\w*|ads?|sponsor\w*|promo\w*|pull-?quote|"
    r"disclaimer|bio|about-author|author-bio)(?:$|[\s_-])")  # fmt: skip
_INVITATION = re.compile(
    r"(?i)(?:subscribe|sign (?:up|in)|log ?in|register|already (?:a|have)|continue reading|to (?:read|continue)|"
    r"(?:please )?support|join|follow us|download)\b"
)
_BOXES = frozenset("figure figcaption form table nav footer aside button dialog".split())


def is_credit(block: Block) -> bool:
    """Whether a paragraph looks like a dateline or a credit line that stands alone."""
    return len(block.text) <= LONGEST_CREDIT and any(shape.search(block.text) for shape in _CREDITS)


def is_prose(block: Block) -> bool:
    """Whether a paragraph looks like a sentence of an article."""
    if block.linked > MOST_LINKED or block.is_heading or not _SENTENCE_END.search(block.text):
        return False
    return len(block.words) >= FEWEST_PROSE or (len(block.words) >= 1 and len(block.text) >= 5 * FEWEST_PROSE)


def is_residue(block: Block, core: Core) -> bool:
    """Whether a paragraph that an extractor kept is none of the article's: a label or an invitation in a box that is
    marked as one (players, newsletters, subscriptions). Other text in such boxes stays: some hold the whole article."""
    is_label = len(block.words) <= LONGEST_LABEL and not is_prose(block) and not is_credit(block)
    return (is_label or bool(_INVITATION.match(block.text))) and _is_boxed(block, core)


def is_furniture(block: Block, core: Core) -> bool:
    """Whether a paragraph stands where no article text stands: boxes, what is hidden, other stories, navigation."""
    return _is_boxed(block, core) or is_elsewhere(block.element, core)


def _is_boxed(block: Block, core: Core) -> bool:
    for element in (block.element, *block.element.iterancestors()):
        if element in core or element.tag in ("article", "main"):
            return False
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        style = (element.get("style") or "").replace(" ", "").lower()
        if element.tag in _BOXES or hidden or "display:none" in style or _BOX.search(marks_of(element)):
            return True
    return False
