"""Through whom a statement came: interviewer, agency, outlet, nearest the speaker first (CASES 1-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.read.chains import Chain
from reportedly.read.credits import is_media
from reportedly.read.places import overlapping
from reportedly.record import Article, Credit, Relay, Span
from reportedly.text import sentences

_TOLD = re.compile(r"\btold (?:the )?(?P<name>[A-ZÀ-Þ][\w.&’'\-]*(?: (?:[A-ZÀ-Þ][\w.&’'\-]*|of|de|la)){0,4})")


@dataclass(frozen=True, slots=True)
class Said:
    """What a relay depends on: the statement's place in the text, who speaks, and who stands over it."""

    span: Span
    speaker: Chain | None
    outer: tuple[str, Span] | None


class Relays:
    """The relay chains of one article's statements, from its credits and the sentences the statements stand in."""

    def __init__(self, article: Article, text: str, credits: list[Credit]) -> None:
        self.article, self.text, self.credits = article, text, credits
        self._sentences = sentences(text)

    def of(self, said: Said) -> tuple[Relay, ...]:
        """The chain of one statement; nearest the speaker first, the publishing outlet last."""
        found = [*self._interview(said), *self._told(said), *self._over(said), *self._whole_item()]
        outlet = self.article.outlet
        chain: list[Relay] = []
        for relay in found:
            taken = {
                _key(outlet),
                _key(said.speaker.name if said.speaker else None),
                *(_key(r.carrier) for r in chain),
            }
            if relay.carrier and _key(relay.carrier) not in taken:
                chain.append(relay)
        return (*chain, Relay(outlet, "explicit"))

    def _interview(self, said: Said) -> Iterator[Relay]:
        """The paper that asked; an agency or ministry in the same sentence was not the one interviewed."""
        if said.speaker and said.speaker.kind == "organisation":
            return
        sentence = self._sentence(said.span)
        for credit in self.credits:
            if credit.kind == "interview" and credit.span.overlaps(sentence):
                yield Relay(credit.agency, "explicit", credit.span)
                return
            if (
                credit.kind == "interview"
                and credit.span.end <= said.span.start
                and self._is_asked(said, credit)
            ):
                yield Relay(credit.agency, "inherited", credit.span)
                return

    def _is_asked(self, said: Said, credit: Credit) -> bool:
        """Whether the speaker is named in the sentence that names the interview: its scope is their words from there on."""
        sentence = self._sentence(credit.span)
        return said.speaker is not None and any(
            p == "text" and s.overlaps(sentence) for p, s, _ in said.speaker.places
        )

    def _told(self, said: Said) -> Iterator[Relay]:
        sentence = self._sentence(said.span)
        for match in _TOLD.finditer(self.text, *sentence):
            name = match["name"].rstrip(".")
            if is_media(name):
                yield Relay(name, "explicit", Span(match.start("name"), match.start("name") + len(name)))

    def _over(self, said: Said) -> Iterator[Relay]:
        if said.outer:
            yield Relay(said.outer[0], "explicit", said.outer[1])

    def _whole_item(self) -> Iterator[Relay]:
        for credit in self.credits:
            if credit.kind in ("dateline", "self", "wire", "source_link") and credit.agency:
                for agency in reversed(credit.agency.split(" / ")):
                    yield Relay(agency, "inherited", credit.span)

    def _sentence(self, span: Span) -> Span:
        return next(iter(overlapping(self._sentences, span)), span)


def _key(name: str | None) -> str:
    return re.sub(r"^the ", "", (name or "").casefold())
