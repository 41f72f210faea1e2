"""The kinds of damage that crawls, copies and conversions do to a text: one finder each (CASES 45).

A finder takes a text and gives the :class:`Edit` s that mend it, in text order, none overlapping. Finders are
conservative: where damage cannot be told from intent, the text stays as it is. Not mended, since no rule was
sure enough on the shared corpora: words joined without a full stop ("bridgeReuters" looks like "WhatsApp"), a
space missing after a comma or colon, paragraph breaks inside sentences (lists look the same), repeated spaces,
entities left over from HTML.
"""

from collections.abc import Callable, Sequence

from reportedly.text.damage.breaks import crawl_breaks, stray_breaks, wraps
from reportedly.text.damage.characters import invisible, line_ends, odd_spaces
from reportedly.text.damage.edit import Edit
from reportedly.text.damage.encodings import doubled_encodings, stray_controls
from reportedly.text.damage.joined import joined

KINDS: dict[str, Callable[[str], Sequence[Edit]]] = {
    "line end": line_ends,
    "doubled encoding": doubled_encodings,
    "stray control": stray_controls,
    "invisible": invisible,
    "odd space": odd_spaces,
    "crawl break": crawl_breaks,
    "wrap": wraps,
    "stray break": stray_breaks,
    "joined": joined,
}
"""Name of each kind → its finder, in the order of mending: encodings before the characters that they may hide
(``Â`` + no-break space is one of them), line ends before breaks, breaks before words that they may have cut."""

__all__ = ["KINDS", "Edit"]
