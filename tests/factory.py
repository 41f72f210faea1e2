"""Small functions that build records by hand, so that a test shows what it is about and nothing else.

Places are given as the words that stand there: ``span(text, "said")``; a test that names a phrase which is not
in its text fails at once with that phrase.

::

    import factory

    a = factory.article("Kelmar said the bridge was closed.", outlet="The Example")
    s = factory.statement(a, "the bridge was closed", cue="said", source="Kelmar", speaker="s1")
    r = factory.reading(a, s, speakers=[factory.speaker("Kelmar", id="s1", kind="organisation")])
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from reportedly.record import (
    Article,
    Capture,
    Entity,
    Mention,
    Reading,
    Span,
    Speaker,
    Stamp,
    Statement,
    statement_id,
    text_sha256,
)

Places = str | Span | Sequence[str | Span]
"""Where something stands: its words, a span, or several of these."""

STAMP = Stamp("0.0", "none", "0.0")


def span(text: str, words: str, nth: int = 1) -> Span:
    """The place of the ``nth`` occurrence of ``words`` in ``text``; fails the test when it is not there."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        assert start >= 0, f"{words!r} does not stand {nth} time(s) in {text!r}"
    return Span(start, start + len(words))


def spans(text: str, places: Places) -> tuple[Span, ...]:
    """The places of several phrases; ``()`` for an empty string or list."""
    if isinstance(places, Span):
        return (places,)
    if isinstance(places, str):
        return (span(text, places),) if places else ()
    return tuple(p if isinstance(p, Span) else span(text, p) for p in places)


def article(text: str = "Kelmar said the bridge was closed.", id: str = "a1", **metadata: Any) -> Article:
    """An article from its text; metadata (and ``extra``) by name."""
    return Article.from_text(text, id=id, **metadata)


def capture(content: bytes = b"bytes", **over: Any) -> Capture:
    """A capture of these bytes, as from a file."""
    given: dict[str, Any] = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "text/plain",
        "how": "file",
        "content": content,
    }
    return Capture(**given | over)


def statement(
    of: Article, content: Places, *, cue: Places = (), source: Places = (), **over: Any
) -> Statement:
    """A statement in ``of``: an attributed assertion in indirect speech unless ``over`` says otherwise.

    Without a cue and a source it is the outlet's own voice. The id is computed as the program does.
    """
    text = of.title if over.get("part") == "title" else of.text
    where = {
        "content": spans(text, content),
        "cue": spans(text, cue),
        "source": spans(text, source),
    }
    own_voice = not where["cue"] and not where["source"]
    given: dict[str, Any] = {
        "part": "text",
        "form": "indirect",
        "kind": "statement",
        "stance": "asserts",
        "voice": "outlet" if own_voice else "attributed",
        "speaker": None,
        "resolution": "none" if own_voice else "named" if over.get("speaker") else "unresolved",
        **where,
        **over,
    }
    id = statement_id(of.id, given["part"], given["content"], given["cue"], given["source"], given["voice"])
    return Statement(**{"id": id, **given})


def speaker(name: str = "Kelmar", *, id: str = "s1", kind: Any = "person", **over: Any) -> Speaker:
    """A speaker."""
    return Speaker(id=id, name=name, kind=kind, **over)


def entity(name: str = "Kelmar", *, id: str = "e1", kind: Any = "organisation") -> Entity:
    """An entity."""
    return Entity(id, name, kind)


def mention(of: Article, words: str | Span, *, id: str = "m1", **over: Any) -> Mention:
    """A mention of a person by name in the text of ``of``."""
    given: dict[str, Any] = {"part": "text", "kind": "person", "form": "name"}
    return Mention(id, spans(of.text, words)[0], **given | over)


def reading(of: Article, *statements: Statement, speakers: Iterable[Speaker] = (), **over: Any) -> Reading:
    """The reading of ``of`` that has these statements; its other parts by name, as tuples."""
    return Reading(
        of.id, STAMP, text_sha256(of.text), speakers=tuple(speakers), statements=statements, **over
    )
