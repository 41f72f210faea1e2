"""The machine's layer as people left it, record by record: what the views ``final_*`` are to SQL users."""

from __future__ import annotations

from dataclasses import replace

from reportedly.casefile import edits, readings
from reportedly.casefile.schema_2 import MOST_HOPS
from reportedly.casefile.store import Store
from reportedly.record import Reading, Review, Speaker, Statement, content_id

# Columns in the order of a review's fields; what the machine had before is not needed here.
_OF_ARTICLE = """SELECT f.id, f.target_kind, f.target, f.verdict, f."by", f.at, f.reason, NULL, f.after
    FROM final_review AS f JOIN statement ON statement.id = f.target
    JOIN article ON article.number = statement.article WHERE f.target_kind = 'statement' AND article.id = ?"""
_JUDGED = """SELECT DISTINCT article.id FROM final_review JOIN statement ON statement.id = target
    JOIN article ON article.number = statement.article WHERE target_kind = 'statement' ORDER BY article.id"""
_GIVEN = "SELECT name, article, now FROM given_name WHERE article IN ('', ?)"


def final_reading(store: Store, id: str) -> Reading:
    """A reading as people left it: statements found wrong are gone, edits are made, names merged and split.

    A statement keeps its id, whatever was edited, as reviews and other statements name it by that.
    """
    with store.snapshot():
        reading = readings.one(store, id)
        judged = {row[2]: Review(*row) for row in store.rows(_OF_ARTICLE, (id,))}
        names = _Names(store, id)
    speakers = {s.id: replace(s, name=names.final(s.name)) for s in reading.speakers}
    kept = [s for s in reading.statements if s.id not in judged or judged[s.id].verdict != "wrong"]
    statements = [_final(s, judged.get(s.id), reading.id, speakers, names) for s in kept]
    ids = {s.id for s in statements}
    return replace(
        reading,
        statements=tuple(s if s.parent in ids else replace(s, parent=None) for s in statements),
        speakers=tuple(speakers.values()),
    )


class _Names:
    """Speakers' names as people gave them in one article."""

    def __init__(self, store: Store, article: str) -> None:
        rows = store.rows(_GIVEN, (article,))
        self._here = {name: now for name, where, now in rows if where}
        self._everywhere = {name: now for name, where, now in rows if not where}

    def final(self, name: str) -> str:
        """The name in place of the machine's."""
        return self.followed(self._here.get(name, name))

    def followed(self, name: str) -> str:
        """The name at the end of merges."""
        for _ in range(MOST_HOPS):
            name = self._everywhere.get(name, name)
        return name


def _final(
    s: Statement, review: Review | None, article: str, speakers: dict[str, Speaker], names: _Names
) -> Statement:
    if review is None or review.verdict != "edited":
        return s
    changed = replace(s, **edits.applied(review))
    if changed.voice == "outlet":
        return replace(changed, speaker=None, resolution="none")
    found = edits.told("statement", review.after)
    if "speaker" not in found.given:
        return changed
    if found.edit.speaker is None:
        return replace(changed, speaker=None, resolution="unresolved")
    speaker = _speaker(names.followed(found.edit.speaker), s.speaker, article, speakers)
    return replace(changed, speaker=speaker, resolution="resolved")


def _speaker(name: str, before: str | None, article: str, speakers: dict[str, Speaker]) -> str:
    """The id of the article's speaker of that name; one made now, of the kind of the one before, where there is none."""
    found = next((s.id for s in speakers.values() if s.name == name), None)
    if found is None:
        found = content_id("speaker", article, name)
        speakers[found] = Speaker(found, name, speakers[before].kind if before else "person")
    return found


def training_article(store: Store, id: str) -> dict[str, object] | None:
    """An article with what people judged in it, in the form the reader is trained on (``training/corpora.py``).

    ``attributions`` are the attributed statements of its text found right or edited. What was judged wrong is left
    out, so that it counts as nothing to find; what nobody settled stands in ``discard``, which training passes over.
    ``None`` where no statement of the article was judged right, wrong or edited.
    """
    judged = {row[2]: row[3] for row in store.rows(_OF_ARTICLE, (id,))}
    settled = {target for target, verdict in judged.items() if verdict != "unsure"}
    if not settled:
        return None
    machine, final = readings.one(store, id), final_reading(store, id)
    text = store.value("SELECT text FROM article WHERE id = ?", (id,))
    told = [s for s in final.statements if s.id in settled and s.part == "text" and s.voice == "attributed"]
    open_ = [
        s for s in machine.statements if s.id not in settled and s.part == "text" and s.voice == "attributed"
    ]
    discard = sorted({tuple(span) for s in open_ for span in (*s.content, *s.cue, *s.source)})
    return {"id": id, "text": text, "attributions": [*map(_row, told)], "discard": discard, "layers": True}


def _row(s: Statement) -> dict[str, object]:
    places = {role: [list(span) for span in getattr(s, role)] for role in ("source", "cue", "content")}
    return {**places, "kind": s.kind, "stance": s.stance}


def articles_judged(store: Store) -> tuple[str, ...]:
    """Ids of articles with a statement that somebody judged, in their order."""
    return tuple(id for (id,) in store.rows(_JUDGED))
