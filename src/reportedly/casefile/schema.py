"""The tables of a casefile, version by version. Comments stay in the file: ``.schema`` in any SQLite shell shows them.

A version that was released is never edited; a change is a new tuple and a new step in ``migrations``.

Decisions. Tables are STRICT, so a column holds what its type says. Rows are numbered by ``number`` (an alias of
SQLite's rowid that survives VACUUM, which the full-text tables need) and named by ``id``, which follows from
content. A reading is kept twice: whole, as compressed JSON (the record, from which it is rebuilt exactly), and as
rows for search, listing and SQL users, made in the same transaction. Full-text tables take their content from
the row's own table and are kept level by the code that writes the row, not by triggers: with ``trusted_schema``
off, which strangers' files call for, SQLite before 3.41 lets no trigger write to FTS5. Rows they index can't be
updated (triggers), so none can go stale. Their table is named in *double
quotes*: with single or no quotes Datasette 0.65 does not see that a table can be searched (measured, research
engine § 6). ``remove_diacritics 2`` folds all diacritics, also those of letters with more than one.
"""

APPLICATION_ID = 0x72707464
"""Marks our files among SQLite files: ``rptd`` in ASCII, at byte 68 of the file."""

VERSION_1: tuple[str, ...] = (
    """
CREATE TABLE capture ( -- the bytes as they came, once each
  sha256 TEXT PRIMARY KEY, -- of the bytes, hexadecimal
  size INTEGER NOT NULL, -- in bytes, before compression
  media_type TEXT NOT NULL,
  content BLOB -- zlib; NULL where only the hash is kept
) STRICT""",
    """
CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT, -- mended for display; metadata has it as it came
  outlet TEXT,
  published TEXT, -- ISO 8601, as noted
  modified TEXT,
  url TEXT,
  byline TEXT,
  language TEXT,
  text_sha256 TEXT NOT NULL, -- of the UTF-8 of text
  metadata TEXT NOT NULL, -- JSON: every candidate with where it was found and by which rule
  extra TEXT NOT NULL, -- JSON: other fields, as they came
  capture_sha256 TEXT REFERENCES capture (sha256),
  capture TEXT, -- JSON: how, from where and when the bytes came
  text TEXT NOT NULL, -- as it came: all spans count its code points
  mended TEXT, -- for search and display; NULL where text needed no mending
  shown TEXT GENERATED ALWAYS AS (coalesce(mended, text)) VIRTUAL
) STRICT""",
    "CREATE INDEX article_published ON article (published)",
    "CREATE INDEX article_outlet ON article (outlet)",
    """
CREATE TABLE reading ( -- the machine's record of one article
  article INTEGER PRIMARY KEY REFERENCES article (number),
  reportedly TEXT NOT NULL, -- stamp: version of the program
  model TEXT NOT NULL, -- stamp: version of the model
  schema TEXT NOT NULL, -- stamp: version of the record's form
  n_attributed INTEGER NOT NULL, -- statements given to a speaker; counted here as lists ask for it all the time
  n_outlet INTEGER NOT NULL, -- statements in the outlet's own voice
  sha256 TEXT NOT NULL, -- of the record's JSON
  record BLOB NOT NULL -- the reading whole: zlib of its JSON; the tables below are taken from it
) STRICT""",
    """
CREATE TABLE speaker (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (number),
  name TEXT NOT NULL, -- a description where no name is known
  kind TEXT NOT NULL,
  title TEXT,
  affiliation TEXT,
  protected INTEGER NOT NULL,
  UNIQUE (article, id)
) STRICT""",
    "CREATE INDEX speaker_name ON speaker (name)",
    """
CREATE TABLE statement (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES article (number),
  position INTEGER NOT NULL, -- in the order of the text, from 0
  part TEXT NOT NULL, -- text or title
  start INTEGER NOT NULL, -- of the first content, in code points of the part
  stop INTEGER NOT NULL, -- of the last content, half-open
  speaker_id TEXT, -- NULL for the outlet's own voice and where nobody is given
  speaker TEXT, -- its name
  resolution TEXT NOT NULL, -- named, resolved, inferred, unresolved, none
  source TEXT NOT NULL, -- words at the source's spans, mended; '' where there are none
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  form TEXT NOT NULL,
  kind TEXT NOT NULL,
  stance TEXT NOT NULL, -- what the wording does; says nothing on whether it happened
  voice TEXT NOT NULL, -- attributed, or outlet: the outlet's own
  inferred INTEGER NOT NULL, -- attributed without a cue
  topic_only INTEGER NOT NULL, -- a cue and a topic, no claim
  parent TEXT, -- id of the statement this one stands in
  relays TEXT NOT NULL, -- JSON: carriers, nearest the speaker first; null when unknown
  score REAL NOT NULL,
  FOREIGN KEY (article, speaker_id) REFERENCES speaker (article, id)
) STRICT""",
    "CREATE INDEX statement_article ON statement (article, position)",
    """
CREATE TABLE credit ( -- provenance that the text itself gives
  number INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (number),
  kind TEXT NOT NULL,
  agency TEXT,
  place TEXT,
  date TEXT,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  words TEXT NOT NULL -- at the span, mended
) STRICT""",
    "CREATE INDEX credit_article ON credit (article)",
    """
CREATE TABLE gap ( -- what the text leaves open
  number INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (number),
  part TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  question TEXT NOT NULL,
  candidates TEXT NOT NULL -- JSON
) STRICT""",
    "CREATE INDEX gap_article ON gap (article)",
    """
CREATE TABLE problem ( -- items that failed
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  item TEXT -- id of the article, or path, or line
) STRICT""",
    "CREATE INDEX problem_item ON problem (item)",
    """
CREATE TABLE comparison ( -- one row: the comparison the tables below hold
  number INTEGER PRIMARY KEY CHECK (number = 1),
  inputs TEXT NOT NULL, -- digest of what was compared
  stale INTEGER NOT NULL, -- 1 when an article or reading came since
  sha256 TEXT NOT NULL, -- of what was found
  summary TEXT NOT NULL -- JSON
) STRICT""",
    """
CREATE TABLE passage ( -- two places with the same words
  number INTEGER PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES article (number),
  b INTEGER NOT NULL REFERENCES article (number),
  a_start INTEGER NOT NULL,
  a_stop INTEGER NOT NULL,
  b_start INTEGER NOT NULL,
  b_stop INTEGER NOT NULL,
  similarity REAL NOT NULL,
  identical INTEGER NOT NULL,
  in_quotation REAL NOT NULL, -- share of its words inside quotation marks in both
  boilerplate INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX passage_a ON passage (a)",
    "CREATE INDEX passage_b ON passage (b)",
    """
CREATE TABLE tie ( -- how two articles hang together by their words
  number INTEGER PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES article (number),
  b INTEGER NOT NULL REFERENCES article (number),
  kind TEXT NOT NULL,
  containment_a REAL NOT NULL, -- share of a found again in b
  containment_b REAL NOT NULL,
  jaccard REAL NOT NULL,
  direction TEXT NOT NULL,
  evidence TEXT NOT NULL -- JSON
) STRICT""",
    "CREATE INDEX tie_a ON tie (a)",
    "CREATE INDEX tie_b ON tie (b)",
    """
CREATE TABLE story ( -- articles joined by copying
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  n_articles INTEGER NOT NULL,
  independent_origins INTEGER NOT NULL, -- separate origins found: an upper bound
  origins_basis TEXT NOT NULL,
  uncertain_ties INTEGER NOT NULL
) STRICT""",
    """
CREATE TABLE story_article (
  story INTEGER NOT NULL REFERENCES story (number),
  position INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (number),
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX story_article_article ON story_article (article)",
    """
CREATE TABLE origin ( -- where a story's articles go back to
  story INTEGER NOT NULL REFERENCES story (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  named TEXT, -- agency or organisation, where known
  earliest TEXT,
  articles TEXT NOT NULL, -- JSON: ids
  evidence TEXT NOT NULL, -- JSON
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE finding ( -- claims, relations, alterations: candidates until reviewed
  kind TEXT NOT NULL, -- claim, relation, alteration
  position INTEGER NOT NULL,
  record TEXT NOT NULL, -- JSON, as in claims.jsonl, relations.jsonl, alterations.jsonl
  PRIMARY KEY (kind, position)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE review ( -- people's judgements on the reading; append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  target_kind TEXT NOT NULL, -- statement, tie, story, ...
  target TEXT NOT NULL,
  verdict TEXT NOT NULL, -- right, wrong, unsure, edited: about the reading, never about what the text says
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL,
  before TEXT, -- JSON, edited only
  after TEXT, -- JSON, edited only
  supersedes TEXT REFERENCES review (id)
) STRICT""",
    "CREATE INDEX review_target ON review (target, target_kind)",
    """
CREATE TABLE audit ( -- what was done; append-only, each entry chained to the one before
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL, -- UTC, ISO 8601
  action TEXT NOT NULL,
  detail TEXT NOT NULL, -- JSON
  previous TEXT NOT NULL, -- hash of the entry before; '' for the first
  hash TEXT NOT NULL -- SHA-256 of [number, at, action, detail, previous] as compact JSON
) STRICT""",
    """
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, source, content,
  content="statement", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
)""",
    """
CREATE VIRTUAL TABLE article_words USING fts5 (
  title, shown,
  content="article", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
)""",
    """
CREATE TRIGGER statement_fixed BEFORE UPDATE ON statement BEGIN
  SELECT raise(ABORT, 'a statement is replaced with its reading, never changed');
END""",
    """
CREATE TRIGGER article_fixed BEFORE UPDATE ON article BEGIN
  SELECT raise(ABORT, 'an article is never changed');
END""",
    *(
        f"""
CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} BEGIN
  SELECT raise(ABORT, '{table} is append-only');
END"""
        for table in ("review", "audit")
        for name, event, when in (
            ("never_updated", "UPDATE", ""),
            ("never_deleted", "DELETE", ""),
            # INSERT OR REPLACE deletes without firing the trigger above, so a taken number is refused as well.
            (
                "never_replaced",
                "INSERT",
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE number = new.number)"
                + (" OR EXISTS (SELECT 1 FROM review WHERE id = new.id)" if table == "review" else ""),
            ),
        )
    ),
)
