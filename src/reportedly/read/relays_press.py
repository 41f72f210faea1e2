"""What an article lets know of its press: names it shows to be media, "the paper" that points back, and who is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from reportedly.read.chains import Chain
from reportedly.read.credits_media import (
    KIND,
    MEDIA_WORDS,
    NAME,
    Medium,
    agencies,
    is_body,
    is_media,
    is_name,
    key,
)
from reportedly.record import Credit, Span

Accepts = Literal["medium", "led", "maybe", "body", "person", "any"]
"""What a rule takes as a carrier: a sure medium only, one behind "the" too, a bare name too, a ministry too, a person of the press too, or whoever
stands there."""

_SHOWN = re.compile(
    rf"\b(?P<led>{KIND}) (?P<a>{NAME})|\b(?P<b>{NAME}) (?P<kind>{KIND})\b|(?P<c>{NAME})[’']s? (?:[a-z]+ )?(?:reporter|correspondent|journalist)s?\b"
    rf"|\b(?:reporter|correspondent|journalist)s? (?:of|from|for|at|with) (?:the )?(?P<d>{NAME})"
)
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_AGENCY_CREDITS = frozenset({"dateline", "wire", "source_link", "self"})
_AGENCY_KINDS = frozenset({"agency", "wire", "newswire", "service"})
_DOC = re.compile(
    r"(?:the|that|this) (?:same )?(?P<noun>transcript|communiqué|statement|readout|release|report|letter|summary|minutes|recording|study|document|record)"
)


class Press:
    """Decides what a phrase names as carrier, from the article's own words, credits and chains."""

    def __init__(
        self, text: str, credits: Sequence[Credit], outlet: str | None, chains: Sequence[Chain]
    ) -> None:
        self.text, self.chains, self._own = text, chains, key(outlet)
        self._credited = [c.agency for c in credits if c.agency]
        self._named: list[tuple[Span, str, str]] = []
        self._grounds: dict[str, tuple[set[int], bool]] = {}
        self._papers: list[tuple[Span, str, str]] = []
        known = [(c.span, c.agency) for c in credits if c.agency and c.kind not in ("byline", "copyright")]
        for match in _SHOWN.finditer(text):
            group = next(g for g in "abcd" if match[g])
            name = re.sub(r"[’']s?$", "", match[group])
            if not is_name(name):
                continue
            known.append((Span(*match.span(group)), name))
            self._named.append((known[-1][0], name, match["led"] or match["kind"] or ""))
        self._named += [
            (c.span, c.agency, "agency") for c in credits if c.agency and c.kind in _AGENCY_CREDITS
        ]
        self._named.sort(key=lambda n: n[0])
        self._agencies = {key(name) for _, name, kind in self._named if kind.endswith("agency")}
        self.known = {key(name) for _, name in known}

    def takes(self, found: Medium, accepts: Accepts) -> bool:
        """Whether a rule takes what a phrase names."""
        if found.sure in ("own", "back", "unnamed"):
            return True
        if found.sure == "person":
            return accepts in ("person", "any")
        if found.sure == "medium" or self.is_medium(found.name):
            return True
        return accepts not in ("medium", "any") and self._may_be(found, accepts)

    def is_medium(self, name: str) -> bool:
        """Whether a name is a medium's, anywhere in the article or by its words."""
        return is_media(name) or key(name) in self.known or self.is_own(name)

    def is_own(self, name: str | None) -> bool:
        """Whether a name is the outlet's."""
        if not self._own or not name:
            return False
        short = self._own.removeprefix(f"{key(name)} ")
        return key(name) == self._own or (
            short != self._own and set(short.split()) <= MEDIA_WORDS | {"service"}
        )

    def _may_be(self, found: Medium, accepts: Accepts) -> bool:
        """A bare name that is no person of the article, no place it speaks of and, unless a rule takes bodies, no parliament."""
        name = found.name
        if (
            accepts == "led"
            and not self.text[: found.span.start].endswith((" the", " the ", "The "))
            and not name.startswith("The ")
        ):
            return False
        if is_body(name):
            return accepts == "body"
        if (self.person(name) and accepts != "person") or _DAY.match(name):
            return False
        if name not in self._grounds:
            self._grounds[name] = self._ground(name)
        places, state = self._grounds[name]
        return not state and not places - {found.span.end}

    def _ground(self, name: str) -> tuple[set[int], bool]:
        """Where something is in or near what bears the name, and whether it has a government; once for each name."""
        place = rf"\b(?:in|at|near|across|outside|throughout|into) {re.escape(name)}\b(?![’'])"
        state = rf"\b{re.escape(name)}[’']s? (?:\w+ )?(?:government|army|president|ministry|minister|parliament|embassy|ambassador|border|forces|troops)"
        return {m.end() for m in re.finditer(place, self.text)}, bool(re.search(state, self.text))

    def person(self, name: str) -> bool:
        """Whether a name is some person's of the article."""
        words = re.findall(r"\w+", name.casefold())
        return any(
            c.kind == "person"
            and (c.sure or c.title)
            and not is_media(c.name)
            and (c.words == words or c.words[-1:] == words or c.words[:1] == words)
            for c in self.chains
        )

    def note(self, name: str, span: Span, rule: str) -> None:
        """Keep whom a mark names for "the paper" or "the report" later on."""
        if rule == "document_of":
            self._papers.append((span, name, self.text[max(0, span.start - 60) : span.start]))
        self._named.append((span, name, ""))
        self._named.sort(key=lambda n: n[0])

    def named(self, found: Medium) -> str | None:
        """The name of what a phrase names: "the paper" has that of the medium it points back to, if there is one."""
        if found.sure != "back":
            credited = (n for n in self._credited if found.name.endswith(f" {n}"))
            return next(credited, found.name)  # "the Tosvian Lodd" is the Lodd that a credit names
        before = [n for n in self._named if n[0].start < found.span.start and n[0] != found.span]
        before = [n for n in before if self.is_medium(n[1]) or not self.person(n[1])]
        kind = found.kind.split()[-1] if found.kind else ""
        same = [n for n in before if n[2] and n[2].split()[-1] == kind]
        alike = [n for n in before if (self._is_agency(n)) == (kind in _AGENCY_KINDS)]
        return next((n[1] for n in reversed(same or alike or before)), None)

    def _is_agency(self, named: tuple[Span, str, str]) -> bool:
        return key(named[1]) in self._agencies or key(named[1]) in agencies()

    def pointed(self, words: str) -> str | None:
        """Whose report "the report" is, where one was credited before."""
        match = _DOC.match(words)
        return self._papers[-1][1] if match and self._papers else None
