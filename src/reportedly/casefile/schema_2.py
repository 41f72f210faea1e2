"""Version 2 of the schema: people's layer whole (undo, places, final views), custody, names' keys, saved searches.

Added to version 1, nothing of which is changed but one column of ``capture``. The ``final_*`` views are the machine's
layer as people left it: each reads the reviews that stand now, so nothing in them can go stale. ``docs/schema.md`` is
made from a file of this version.
"""

MOST_HOPS = 20
"""Names followed from one merge to the next: longer chains come of copies merged into a ring, and end there."""


def _append_only(table: str) -> tuple[str, ...]:
    """The triggers that keep a table as those of version 1 keep review and audit."""
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE number = new.number OR id = new.id)"
    return tuple(
        f"""
CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} BEGIN
  SELECT raise(ABORT, '{table} is append-only');
END"""
        for name, event, when in (
            ("never_updated", "UPDATE", ""),
            ("never_deleted", "DELETE", ""),
            ("never_replaced", "INSERT", taken),
        )
    )


def _field(name: str) -> str:
    """A column's value: the machine's, or what a person put in its place."""
    return f"coalesce(e.{name}, s.{name}) AS {name}"


def _quoted(column: str) -> str:
    """A text as JSON has it; SQLite before 3.41 lets no view call its JSON functions with ``trusted_schema`` off."""
    return f"""'"' || replace(replace({column}, '\\', '\\\\'), '"', '\\"') || '"'"""


_LAYER = "CASE r.verdict WHEN 'edited' THEN 'edited' WHEN 'right' THEN 'reviewed' ELSE 'machine' END"
_REVIEWED = f"""{_LAYER} AS layer, -- machine, reviewed (somebody found it right), edited
  r.verdict, -- of the latest review that stands
  coalesce(r.reviewers, 0) AS reviewers,
  r.agreed -- 1 where all who reviewed it say the same, NULL where nobody did"""

_SPEAKER = "CASE WHEN e.speaker_given THEN e.speaker ELSE coalesce(p.now, s.speaker) END"

TIE_TARGET = f"'[' || {_quoted('one.id')} || ',' || {_quoted('other.id')} || ']'"
"""What a review of a tie names: the ids of its articles, in its order, as a JSON list."""

VERSION_2: tuple[str, ...] = (
    # 1 where the bytes lie in the captures' folder (SQLite takes no comment here)
    "ALTER TABLE capture ADD COLUMN beside INTEGER NOT NULL DEFAULT 0",
    """
CREATE TABLE setting ( -- what holds for this casefile
  name TEXT PRIMARY KEY, -- captures: the folder beside it in which bytes are kept
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE review_place ( -- where the statement stood that a review is about: finds it again under another id
  review TEXT PRIMARY KEY REFERENCES review (id),
  article TEXT NOT NULL, -- id
  part TEXT NOT NULL,
  content TEXT NOT NULL, -- JSON: spans of its content
  text_sha256 TEXT NOT NULL -- of the article
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE withdrawal ( -- reviews taken back (undo); append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  review TEXT NOT NULL REFERENCES review (id),
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL,
  became TEXT REFERENCES review (id) -- the review in its place, where it was attached to another statement
) STRICT""",
    "CREATE INDEX withdrawal_review ON withdrawal (review)",
    """
CREATE TABLE edit ( -- what an edited review puts in place of the machine's, taken from its JSON; NULL: left as it is
  review TEXT PRIMARY KEY REFERENCES review (id),
  source TEXT, -- words at the places given, mended
  cue TEXT,
  content TEXT,
  start INTEGER, -- of the first content
  stop INTEGER, -- of the last content
  form TEXT,
  kind TEXT, -- of a statement, or of a tie
  stance TEXT,
  voice TEXT,
  speaker TEXT, -- the name
  speaker_given INTEGER NOT NULL, -- 1 where speaker holds, NULL meaning nobody
  inferred INTEGER,
  topic_only INTEGER,
  direction TEXT -- of a tie
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE name_edit ( -- whom an edited review of a speaker's name gives it to
  review TEXT NOT NULL REFERENCES review (id),
  article TEXT NOT NULL, -- id, for a name that is split; '' for everywhere else
  now TEXT NOT NULL,
  PRIMARY KEY (review, article)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE hold ( -- legal hold, set and lifted; the last row of a target holds; append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL, -- id of an article; '' for the whole casefile
  held INTEGER NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL
) STRICT""",
    """
CREATE TABLE tombstone ( -- articles that were purged; append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- SHA-256 of the article's id
  text_sha256 TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL
) STRICT""",
    "CREATE INDEX tombstone_text ON tombstone (text_sha256)",
    "CREATE INDEX credit_agency ON credit (agency)",
    """
CREATE TABLE name_word ( -- words of speakers' names, by the key under which spellings meet
  key TEXT NOT NULL,
  word TEXT NOT NULL, -- in lower case
  n INTEGER NOT NULL, -- speakers with it
  PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE saved_search (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL -- UTC, ISO 8601: when its hits were last looked at
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE seen ( -- hits of saved searches that were looked at
  search TEXT NOT NULL REFERENCES saved_search (name) ON DELETE CASCADE,
  item TEXT NOT NULL, -- id of a statement; of an article, after a slash
  PRIMARY KEY (search, item)
) STRICT, WITHOUT ROWID""",
    *(trigger for table in ("withdrawal", "hold", "tombstone") for trigger in _append_only(table)),
    """
CREATE VIEW standing_review AS -- each person's judgement on each target that counts now
WITH RECURSIVE live AS (SELECT * FROM review WHERE id NOT IN (SELECT review FROM withdrawal)),
  covered (id) AS (
    SELECT supersedes FROM live WHERE supersedes IS NOT NULL
    UNION SELECT review.supersedes FROM covered JOIN review ON review.id = covered.id
      WHERE review.supersedes IS NOT NULL)
SELECT number, id, target_kind, target, verdict, "by", at, reason, before, after, supersedes FROM (
  SELECT live.*, row_number() OVER (
    PARTITION BY target_kind, target, "by" ORDER BY julianday(at) DESC, id DESC) AS place
  FROM live WHERE id NOT IN (SELECT id FROM covered))
WHERE place = 1""",
    """
CREATE VIEW final_review AS -- the latest judgement on each target, and whether others say the same
SELECT id, target_kind, target, verdict, "by", at, reason, after, reviewers, agreed FROM (
  SELECT standing_review.*,
    row_number() OVER (PARTITION BY target_kind, target ORDER BY julianday(at) DESC, id DESC) AS place,
    count(*) OVER (PARTITION BY target_kind, target) AS reviewers,
    min(verdict || coalesce(after, '')) OVER (PARTITION BY target_kind, target)
    = max(verdict || coalesce(after, '')) OVER (PARTITION BY target_kind, target) AS agreed
  FROM standing_review)
WHERE place = 1""",
    """
CREATE VIEW given_name AS -- names of speakers as people gave them; article '' is everywhere else
SELECT target AS name, name_edit.article, now FROM final_review JOIN name_edit ON review = id
WHERE target_kind = 'speaker'""",
    f"""
CREATE VIEW final_name AS -- names of speakers that people gave to be another's, followed to the end
WITH RECURSIVE followed (name, now, hops) AS (
    SELECT name, now, 1 FROM given_name WHERE article = ''
    UNION ALL SELECT followed.name, given_name.now, hops + 1 FROM followed
      JOIN given_name ON given_name.name = followed.now AND given_name.article = ''
      WHERE hops < {MOST_HOPS})
SELECT name, now, max(hops) AS hops FROM followed GROUP BY name""",
    """
CREATE VIEW final_speaker AS -- speakers of each article, merged and split as people said
SELECT a.id AS article, s.id, coalesce(m.now, p.now, s.name) AS name, s.name AS machine_name, s.kind, s.title,
  s.affiliation, s.protected
FROM speaker AS s JOIN article AS a ON a.number = s.article
LEFT JOIN given_name AS p ON p.name = s.name AND p.article = a.id
LEFT JOIN final_name AS m ON m.name = coalesce(p.now, s.name)""",
    f"""
CREATE VIEW final_statement AS -- statements as people left them; those whose reading was found wrong are left out
SELECT s.number, s.id, a.id AS article, a.outlet, a.published, s.part, s.position,
  {_field("start")}, {_field("stop")},
  CASE coalesce(e.voice, s.voice) WHEN 'attributed'
    THEN coalesce(m.now, {_SPEAKER}) END AS speaker,
  {_field("source")}, {_field("cue")}, {_field("content")},
  {_field("form")}, {_field("kind")}, {_field("stance")}, {_field("voice")},
  {_field("inferred")}, {_field("topic_only")}, s.score,
  {_REVIEWED}
FROM statement AS s JOIN article AS a ON a.number = s.article
LEFT JOIN final_review AS r ON r.target_kind = 'statement' AND r.target = s.id
LEFT JOIN edit AS e ON e.review = r.id
LEFT JOIN given_name AS p ON p.name = s.speaker AND p.article = a.id
LEFT JOIN final_name AS m ON m.name = {_SPEAKER}
WHERE r.verdict IS NULL OR r.verdict <> 'wrong'""",
    f"""
CREATE VIEW final_tie AS -- ties as people left them; those found wrong are left out
SELECT s.number, one.id AS a, other.id AS b, {_field("kind")}, {_field("direction")},
  s.containment_a, s.containment_b, s.jaccard,
  {_REVIEWED}
FROM tie AS s JOIN article AS one ON one.number = s.a JOIN article AS other ON other.number = s.b
LEFT JOIN final_review AS r ON r.target_kind = 'tie' AND r.target = {TIE_TARGET}
LEFT JOIN edit AS e ON e.review = r.id
WHERE r.verdict IS NULL OR r.verdict <> 'wrong'""",
)
