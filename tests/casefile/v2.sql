PRAGMA application_id = 1919972452;
PRAGMA user_version = 2;
CREATE TABLE capture ( -- the bytes as they came, once each
  sha256 TEXT PRIMARY KEY, -- of the bytes, hexadecimal
  size INTEGER NOT NULL, -- in bytes, before compression
  media_type TEXT NOT NULL,
  content BLOB -- zlib; NULL where only the hash is kept
, beside INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO capture (sha256, size, media_type, content, beside) VALUES ('25197477b0f577577fece1e70a05c2d4c151f043a45437f71878dc727b264650', 124, 'text/plain', X'789C0DCB310AC2401005D0ABFC52411672041B51A20812ECC7CD263B98ECC8CC586CE71D3C85E7F0269EC434AF7BFBEDF17A68373891C68C06ABB3DED8D6F8BDDEE872C2CC85CDB54206B4699A4961C43DA460A7DC538567F2858448C3F783A862C66584395583E5A7077434DD0DA32C2DE0921EA28E26FC017E452B8C', 0);
INSERT INTO capture (sha256, size, media_type, content, beside) VALUES ('2e498f81a0bb2e95c9e683ef856b66fea7eba881ac53967c5ba7f6ad332337c6', 124, 'text/plain', X'789C0DCB310AC2401005D0ABFC524116F40636A2441124D88F9B4D7630D99199B1D8CE3B780ACFE14D3C89695EF7F6DBE3F5D0AC70228D196B2CCE7A635BE2F77AA3CD09131736D70AE9D1A4712285117790829D7247159EC9671222F5DF0FA28A199701E6540D969F1ED0D278370C32B7804B7A883A36E10F7E472B8D', 0);
INSERT INTO capture (sha256, size, media_type, content, beside) VALUES ('7ab7a04e879b87204c761dc8a2b2c6075b28a7f99fe6aa93889364748d8e6d99', 127, 'text/plain', X'789C0DCB310AC2401046E1ABFCA5822C8827B011258A20C1C26E4CC6ECE06627CC6C93CE3B780E2FE1513C89DBBCE283B7DF1EAF876685135917B1C6E26C77F1257EAF37DAC818258B179BA10F349C463238490FCDD899F434A3442A358CCED4FDFB913CA0CA8D53A40C71E8C439A0A5F4740C5ACF800B4F6A059BF007FDD22C54', 0);
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
) STRICT;
INSERT INTO article (number, id, title, outlet, published, modified, url, byline, language, text_sha256, metadata, extra, capture_sha256, capture, text, mended) VALUES (1, 'a00001', 'Crossing shut, part 1', 'The Example', '2031-03-02', NULL, NULL, NULL, NULL, '25197477b0f577577fece1e70a05c2d4c151f043a45437f71878dc727b264650', '[{"name":"outlet","value":"The Example","where":"line 1","rule":"field"},{"name":"title","value":"Crossing shut, part 1","where":"line 1","rule":"field"},{"name":"published","value":"2031-03-02","where":"line 1","rule":"field"}]', '{"page":1,"tags":["x",null]}', '25197477b0f577577fece1e70a05c2d4c151f043a45437f71878dc727b264650', '{"sha256":"25197477b0f577577fece1e70a05c2d4c151f043a45437f71878dc727b264650","size":124,"media_type":"text/plain","how":"file","url":null,"fetched_at":"2031-03-01T00:00:00Z","custody":"","content":null}', 'HALVIK, March 1 (Orbis) – The ministry of Kelmar said on Friday that the café crossing stays shut. Talks go on. Report 1.', NULL);
INSERT INTO article (number, id, title, outlet, published, modified, url, byline, language, text_sha256, metadata, extra, capture_sha256, capture, text, mended) VALUES (2, 'a00002', 'Crossing shut, part 2', 'The Example', '2031-03-03', NULL, NULL, NULL, NULL, '2e498f81a0bb2e95c9e683ef856b66fea7eba881ac53967c5ba7f6ad332337c6', '[{"name":"outlet","value":"The Example","where":"line 1","rule":"field"},{"name":"title","value":"Crossing shut, part 2","where":"line 1","rule":"field"},{"name":"published","value":"2031-03-03","where":"line 1","rule":"field"}]', '{"page":2,"tags":["x",null]}', '2e498f81a0bb2e95c9e683ef856b66fea7eba881ac53967c5ba7f6ad332337c6', '{"sha256":"2e498f81a0bb2e95c9e683ef856b66fea7eba881ac53967c5ba7f6ad332337c6","size":124,"media_type":"text/plain","how":"file","url":null,"fetched_at":"2031-03-01T00:00:00Z","custody":"","content":null}', 'HALVIK, March 1 (Orbis) – The ministry of Kelmar said on Friday that the café crossing stays shut. Talks go on. Report 2.', NULL);
INSERT INTO article (number, id, title, outlet, published, modified, url, byline, language, text_sha256, metadata, extra, capture_sha256, capture, text, mended) VALUES (3, 'a00003', 'Crossing shut, part 3', 'The Example', '2031-03-04', NULL, NULL, NULL, NULL, '7ab7a04e879b87204c761dc8a2b2c6075b28a7f99fe6aa93889364748d8e6d99', '[{"name":"outlet","value":"The Example","where":"line 1","rule":"field"},{"name":"title","value":"Crossing shut, part 3","where":"line 1","rule":"field"},{"name":"published","value":"2031-03-04","where":"line 1","rule":"field"}]', '{"page":3,"tags":["x",null]}', '7ab7a04e879b87204c761dc8a2b2c6075b28a7f99fe6aa93889364748d8e6d99', '{"sha256":"7ab7a04e879b87204c761dc8a2b2c6075b28a7f99fe6aa93889364748d8e6d99","size":127,"media_type":"text/plain","how":"file","url":null,"fetched_at":"2031-03-01T00:00:00Z","custody":"","content":null}', 'HALVIK, March 1 (Orbis) – The ministry of Kelmar said on Friday that the cross­ing at Zelhan is open. Talks go on. Report 3.', 'HALVIK, March 1 (Orbis) – The ministry of Kelmar said on Friday that the crossing at Zelhan is open. Talks go on. Report 3.');
CREATE INDEX article_published ON article (published);
CREATE INDEX article_outlet ON article (outlet);
CREATE TABLE reading ( -- the machine's record of one article
  article INTEGER PRIMARY KEY REFERENCES article (number),
  reportedly TEXT NOT NULL, -- stamp: version of the program
  model TEXT NOT NULL, -- stamp: version of the model
  schema TEXT NOT NULL, -- stamp: version of the record's form
  n_attributed INTEGER NOT NULL, -- statements given to a speaker; counted here as lists ask for it all the time
  n_outlet INTEGER NOT NULL, -- statements in the outlet's own voice
  sha256 TEXT NOT NULL, -- of the record's JSON
  record BLOB NOT NULL -- the reading whole: zlib of its JSON; the tables below are taken from it
) STRICT;
INSERT INTO reading (article, reportedly, model, schema, n_attributed, n_outlet, sha256, record) VALUES (2, '0.1.0', 'rules-1', '1.0.0', 1, 1, '00986e01a59d62e0aaf7ea39dd48362fb74b1349852c1d57e106b42cd1bcfead', X'789CED553D6FDB3010FD2B0267C5B0245B96BC141D0AA4488B2E4597C0084ED4C92642892A49393602FFB36EFD63BDD387ED346DA78CD522DD17F9DEDD13F92C5429D602E6F4C42214CE43DD8AF5B3B0D81AEBB1D4470ACF67D16C4ED1DA94A8C9B69D46771371BEDC610DE4A2044A3985C2E3C13FB81DC4CB94DC312EF2ACCA229817458CF952E698660956D9322DD2B44258610119C5E532C9D3955C16B0AA522893244E92954C690B69B154DE89F5FDB378540DC32DC1A3560D3280161A0ACDC338D98402B6D84846FCC516CA51B8D52091ECDBF79FBE7DBC2307978A75D3691D0ADCAB92F2B1E74B9426FF4873309C349622C46FD88C81F04EDAA36DC0AB3DF69ED3899CD878E5158E29359B662A702DC223DA8147DF74C70D6CA0667C9F55A39CB7C7C054C11DEA1A2CC546B6C66E81A2C08B897193E3048FBE19B8A8C7052801AA4A6935A44F8C5E4069ADF12869B8625D8176C8D069F01E39ED0AE0927A57C65922578B285E5405F713ACA7080F9947631A4F2554719FE661BEDAD042B243B61779B84CD876A6B3B277C569B8C8D855195BD322C44E59C271617A063128B11F8D00E7D07A1EE6DEA8C1E3BD5545C704CE7D9DFA69D119DD0DDCFBE69603EA1EE6D00C8B1A8E034D09D6AABE78124C018EDE6B8187562BA9FC59625C7B0AAF4BBEEE30F870A0FF45E355A16A2AB47684762E24D6E7C0D0741A9D69957C300DFF62A30B0AD379962348D939CEEDB526CFD8473D0FC6B59649C8BDF0268AAE354DE926D82F54FC5AF63CB49BCAB214FFACFEF92C5B2D2FFABF4CF7F56F108EE249CA22CDCA649EC8ACCCB30CFF259E3C0FA328BAA8E75A366FA017EAA9467FAD957397AEB4621AFC2F953797CA5F8FCAFD78D66C0670E367A5B69D9D8C2DB443EFCF877CBAF95D45DF3B74E3049F764AEE825BD07BF5F88E05062498696D9AAFF53BD10B8BDE9BD3700E161AEB710F4F9707DF6D08E54561DA34DB0787AC54D93346E7863C9A7A7F8606E083DA381FE4F3E0C9D8D285C1D6F8208AF9C25424CFCBF5DAF33E780BDCCEC6F044EEA3309E51BB7EFE2048A75F3C797891');
INSERT INTO reading (article, reportedly, model, schema, n_attributed, n_outlet, sha256, record) VALUES (3, '0.1.0', 'rules-1', '1.0.0', 1, 1, '709417dd19cb1c3374832a77a67f8677f3c5d483549396fedf577f5634ad941f', X'789CED55C98EDB3810FD158167A521C9B2165F8239044890047319E4D2301A25B264134D891A9272BAD1F09FE5363F36555A6C7732C929C7F145AE8D7CAFEA917C115A899D80847E1B110B1FA01BC4EE45381CAC0BA8CC338593BBF42EA16867151AB2DD68D0BF49395F1EB103725102A59C6311F0293CF82364DB82DC25342524395665DD546596E4B22C52252BC89A4C1649B96DB20ACAB6AE5B2C00EA4D55D59B222FF34A5558A8BAA62DA443A58317BBFB17F1A87B86AB20A0D13D3280017A0A2571B6D9C7020ED84B46FCA76BB4A7F0604022D9EFFFF8F4E5C3477270A9D8F5A331B1C09356948F135FA2B4FA179AB3E1A57514217EF3660C847732015D0F419F70F29CCFE4C43EE8A07149E9D8B46B811F101ED1CD3CA6A67B6E600F1DE3FBAC7BED837B8E6C1B7D44D381A3D8C2D6BA0350147831B16CF2BCC2A3FF0C5C74CB0294006DAB8D9ED35746AFA00CCE0694345CB16BC17864E834F8809C7603B051759EE6DBAAA88B147299733FC1058AF0907934B60F544215F7451DA749B2A795E488ECC8EB78BB61DBDBD1C9C99515715EB1ABB5AEA355889E7604E44AF5826296E2341B01DEA30B3CCD93D5B32704A79B91195C1ABB36D4A1B7669CC94FDD5533EC09E7DC0D87069E679E129CD353F1AA98063C7D77029F06A3A50E178D71ED39BE2DF9EB88D1BB273A30066F0A75DFA2730BB44B21B1BE04E6AED3ECECA0E583EDF98C2D2E68EC18588F20E5E83977129BBC605F043D1BB76226254FCA5B29FAC1F6CAAFB05FC9F847DDF3D0DEB48EB5F8DFF24FEEAA727B3D00D7E9FE780EE2453DD556B5AA68DBBC94AA06D8FC4A3D6992C5699A5FE573AB9BDF20186AAAC1702B964B9B6EC462A71BE57FADFC5EADFCF4B23C2DB7CD7E06B7FC6DF56174AB718061EEFDE59A2FF6DFCBE8EF11FD32C1AF472D8FD17B3027FDF89615062498756D9AAF0B4731098BBEFBF37C133606BB658F40CF07BF6E08EAAA3063FBC3834796AA9C18A3F7731E4D7DBA45230851677D88EA24FA6A9DF27174B0214A337E3235C9F3FAC04EBC9F82036E676F7922F7699CDD51BBFEF94690CEFF027A5F7807');
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
) STRICT;
INSERT INTO speaker (number, id, article, name, kind, title, affiliation, protected) VALUES (1, 's1', 2, 'Ministry of Kelmar', 'organisation', 'ministry', NULL, 0);
INSERT INTO speaker (number, id, article, name, kind, title, affiliation, protected) VALUES (2, 's1', 3, 'Ministry of Kelmar', 'organisation', 'ministry', NULL, 0);
CREATE INDEX speaker_name ON speaker (name);
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
) STRICT;
INSERT INTO statement (number, id, article, position, part, start, stop, speaker_id, speaker, resolution, source, cue, content, form, kind, stance, voice, inferred, topic_only, parent, relays, score) VALUES (1, '5aced283c74124fb', 2, 0, 'text', 69, 97, 's1', 'Ministry of Kelmar', 'named', 'The ministry of Kelmar', 'said', 'the café crossing stays shut', 'indirect', 'statement', 'asserts', 'attributed', 0, 0, NULL, '["Orbis","The Example"]', 1.0);
INSERT INTO statement (number, id, article, position, part, start, stop, speaker_id, speaker, resolution, source, cue, content, form, kind, stance, voice, inferred, topic_only, parent, relays, score) VALUES (2, '3db68d303c8d988e', 2, 1, 'text', 99, 111, NULL, NULL, 'none', '', '', 'Talks go on.', 'indirect', 'statement', 'asserts', 'outlet', 0, 0, NULL, '["Orbis","The Example"]', 1.0);
INSERT INTO statement (number, id, article, position, part, start, stop, speaker_id, speaker, resolution, source, cue, content, form, kind, stance, voice, inferred, topic_only, parent, relays, score) VALUES (3, 'bd9414586961a4c4', 3, 0, 'text', 69, 100, 's1', 'Ministry of Kelmar', 'named', 'The ministry of Kelmar', 'said', 'the crossing at Zelhan is open', 'indirect', 'statement', 'asserts', 'attributed', 0, 0, NULL, '["Orbis","The Example"]', 1.0);
INSERT INTO statement (number, id, article, position, part, start, stop, speaker_id, speaker, resolution, source, cue, content, form, kind, stance, voice, inferred, topic_only, parent, relays, score) VALUES (4, '85dfd6ff47cd9aa3', 3, 1, 'text', 102, 114, NULL, NULL, 'none', '', '', 'Talks go on.', 'indirect', 'statement', 'asserts', 'outlet', 0, 0, NULL, '["Orbis","The Example"]', 1.0);
CREATE INDEX statement_article ON statement (article, position);
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
) STRICT;
INSERT INTO credit (number, article, kind, agency, place, date, start, stop, words) VALUES (1, 2, 'dateline', 'Orbis', 'HALVIK', NULL, 0, 23, 'HALVIK, March 1 (Orbis)');
INSERT INTO credit (number, article, kind, agency, place, date, start, stop, words) VALUES (2, 3, 'dateline', 'Orbis', 'HALVIK', NULL, 0, 23, 'HALVIK, March 1 (Orbis)');
CREATE INDEX credit_article ON credit (article);
CREATE TABLE gap ( -- what the text leaves open
  number INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (number),
  part TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  question TEXT NOT NULL,
  candidates TEXT NOT NULL -- JSON
) STRICT;
INSERT INTO gap (number, article, part, start, stop, question, candidates) VALUES (1, 2, 'text', 0, 6, 'which Halvik?', '["north","south"]');
INSERT INTO gap (number, article, part, start, stop, question, candidates) VALUES (2, 3, 'text', 0, 6, 'which Halvik?', '["north","south"]');
CREATE INDEX gap_article ON gap (article);
CREATE TABLE problem ( -- items that failed
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  item TEXT -- id of the article, or path, or line
) STRICT;
INSERT INTO problem (number, id, stage, kind, message, item) VALUES (1, '258af355a28992cd', 'acquire', 'empty', 'expected a text, got none', 'b.txt');
INSERT INTO problem (number, id, stage, kind, message, item) VALUES (2, 'cf898f18fe53c65b', 'read', 'long_sentence', 'expected at most 90 words, got 120', 'a00002');
INSERT INTO problem (number, id, stage, kind, message, item) VALUES (3, 'd02339e20ad96370', 'read', 'long_sentence', 'expected at most 90 words, got 120', 'a00003');
CREATE INDEX problem_item ON problem (item);
CREATE TABLE comparison ( -- one row: the comparison the tables below hold
  number INTEGER PRIMARY KEY CHECK (number = 1),
  inputs TEXT NOT NULL, -- digest of what was compared
  stale INTEGER NOT NULL, -- 1 when an article or reading came since
  sha256 TEXT NOT NULL, -- of what was found
  summary TEXT NOT NULL -- JSON
) STRICT;
INSERT INTO comparison (number, inputs, stale, sha256, summary) VALUES (1, '99af3b3a6fc7fceda400d888bc1831115e56f8d78963ac531b4d03a5a889c6e7', 0, 'dfc926a2d29a9d0e605a0d114a541e3cb10636ac78fbed51c5271628cc842505', '{"ties":2}');
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
) STRICT;
INSERT INTO passage (number, a, b, a_start, a_stop, b_start, b_stop, similarity, identical, in_quotation, boilerplate) VALUES (1, 1, 2, 0, 20, 0, 20, 0.96875, 0, 0.25, 0);
INSERT INTO passage (number, a, b, a_start, a_stop, b_start, b_stop, similarity, identical, in_quotation, boilerplate) VALUES (2, 2, 3, 0, 20, 0, 20, 0.96875, 0, 0.25, 0);
CREATE INDEX passage_a ON passage (a);
CREATE INDEX passage_b ON passage (b);
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
) STRICT;
INSERT INTO tie (number, a, b, kind, containment_a, containment_b, jaccard, direction, evidence) VALUES (1, 1, 2, 'copy', 0.9, 0.8, 0.75, 'a_to_b', '{"rule":"containment","model":null,"score":1.0,"spans":[],"alternatives":[]}');
INSERT INTO tie (number, a, b, kind, containment_a, containment_b, jaccard, direction, evidence) VALUES (2, 2, 3, 'copy', 0.9, 0.8, 0.75, 'a_to_b', '{"rule":"containment","model":null,"score":1.0,"spans":[],"alternatives":[]}');
CREATE INDEX tie_a ON tie (a);
CREATE INDEX tie_b ON tie (b);
CREATE TABLE story ( -- articles joined by copying
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  n_articles INTEGER NOT NULL,
  independent_origins INTEGER NOT NULL, -- separate origins found: an upper bound
  origins_basis TEXT NOT NULL,
  uncertain_ties INTEGER NOT NULL
) STRICT;
INSERT INTO story (number, id, n_articles, independent_origins, origins_basis, uncertain_ties) VALUES (1, 'st1', 3, 2, 'no copying found between them', 1);
CREATE TABLE story_article (
  story INTEGER NOT NULL REFERENCES story (number),
  position INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (number),
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;
INSERT INTO story_article (story, position, article) VALUES (1, 0, 1);
INSERT INTO story_article (story, position, article) VALUES (1, 1, 2);
INSERT INTO story_article (story, position, article) VALUES (1, 2, 3);
CREATE INDEX story_article_article ON story_article (article);
CREATE TABLE origin ( -- where a story's articles go back to
  story INTEGER NOT NULL REFERENCES story (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  named TEXT, -- agency or organisation, where known
  earliest TEXT,
  articles TEXT NOT NULL, -- JSON: ids
  evidence TEXT NOT NULL, -- JSON
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;
INSERT INTO origin (story, position, id, named, earliest, articles, evidence) VALUES (1, 0, 'o1', 'Orbis', '2031-03-01', '["a00001"]', '{"rule":"dateline","model":null,"score":0.5,"spans":[],"alternatives":[]}');
INSERT INTO origin (story, position, id, named, earliest, articles, evidence) VALUES (1, 1, 'o2', NULL, NULL, '["a00002","a00003"]', '{"rule":null,"model":null,"score":1.0,"spans":[],"alternatives":[]}');
CREATE TABLE finding ( -- claims, relations, alterations: candidates until reviewed
  kind TEXT NOT NULL, -- claim, relation, alteration
  position INTEGER NOT NULL,
  record TEXT NOT NULL, -- JSON, as in claims.jsonl, relations.jsonl, alterations.jsonl
  PRIMARY KEY (kind, position)
) STRICT, WITHOUT ROWID;
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
) STRICT;
INSERT INTO review (number, id, target_kind, target, verdict, by, at, reason, before, after, supersedes) VALUES (1, 'a32d3076c0dcb34f', 'article', 'a00001', 'right', 'Ada', '2031-03-02T10:00:00Z', '', NULL, NULL, NULL);
CREATE INDEX review_target ON review (target, target_kind);
CREATE TABLE audit ( -- what was done; append-only, each entry chained to the one before
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL, -- UTC, ISO 8601
  action TEXT NOT NULL,
  detail TEXT NOT NULL, -- JSON
  previous TEXT NOT NULL, -- hash of the entry before; '' for the first
  hash TEXT NOT NULL -- SHA-256 of [number, at, action, detail, previous] as compact JSON
) STRICT;
INSERT INTO audit (number, at, action, detail, previous, hash) VALUES (1, '2026-11-23T03:12:20.689301+00:00', 'created', '{"reportedly":"0.1.0","schema":2}', '', 'ccf52ec930ec2fe9161195dc92b0983e42899277d410e4645de1d7e7cc732964');
INSERT INTO audit (number, at, action, detail, previous, hash) VALUES (2, '2026-11-23T03:12:20.857876+00:00', 'review', '{"id":"a32d3076c0dcb34f"}', 'ccf52ec930ec2fe9161195dc92b0983e42899277d410e4645de1d7e7cc732964', '8adf6af9eeac03ed36c8a4c6b764c8771cc509c6ce8a2e36df0a28f1b3755d23');
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, source, content,
  content="statement", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE article_words USING fts5 (
  title, shown,
  content="article", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER statement_fixed BEFORE UPDATE ON statement BEGIN
  SELECT raise(ABORT, 'a statement is replaced with its reading, never changed');
END;
CREATE TRIGGER article_fixed BEFORE UPDATE ON article BEGIN
  SELECT raise(ABORT, 'an article is never changed');
END;
CREATE TRIGGER review_never_updated BEFORE UPDATE ON review  BEGIN
  SELECT raise(ABORT, 'review is append-only');
END;
CREATE TRIGGER review_never_deleted BEFORE DELETE ON review  BEGIN
  SELECT raise(ABORT, 'review is append-only');
END;
CREATE TRIGGER review_never_replaced BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE number = new.number) OR EXISTS (SELECT 1 FROM review WHERE id = new.id) BEGIN
  SELECT raise(ABORT, 'review is append-only');
END;
CREATE TRIGGER audit_never_updated BEFORE UPDATE ON audit  BEGIN
  SELECT raise(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit  BEGIN
  SELECT raise(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_never_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE number = new.number) BEGIN
  SELECT raise(ABORT, 'audit is append-only');
END;
CREATE TABLE setting ( -- what holds for this casefile
  name TEXT PRIMARY KEY, -- captures: the folder beside it in which bytes are kept
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE review_place ( -- where the statement stood that a review is about: finds it again under another id
  review TEXT PRIMARY KEY REFERENCES review (id),
  article TEXT NOT NULL, -- id
  part TEXT NOT NULL,
  content TEXT NOT NULL, -- JSON: spans of its content
  text_sha256 TEXT NOT NULL -- of the article
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawal ( -- reviews taken back (undo); append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  review TEXT NOT NULL REFERENCES review (id),
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL,
  became TEXT REFERENCES review (id) -- the review in its place, where it was attached to another statement
) STRICT;
CREATE INDEX withdrawal_review ON withdrawal (review);
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
) STRICT, WITHOUT ROWID;
CREATE TABLE name_edit ( -- whom an edited review of a speaker's name gives it to
  review TEXT NOT NULL REFERENCES review (id),
  article TEXT NOT NULL, -- id, for a name that is split; '' for everywhere else
  now TEXT NOT NULL,
  PRIMARY KEY (review, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE hold ( -- legal hold, set and lifted; the last row of a target holds; append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL, -- id of an article; '' for the whole casefile
  held INTEGER NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE tombstone ( -- articles that were purged; append-only
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- SHA-256 of the article's id
  text_sha256 TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL, -- UTC, ISO 8601
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX tombstone_text ON tombstone (text_sha256);
CREATE INDEX credit_agency ON credit (agency);
CREATE TABLE name_word ( -- words of speakers' names, by the key under which spellings meet
  key TEXT NOT NULL,
  word TEXT NOT NULL, -- in lower case
  n INTEGER NOT NULL, -- speakers with it
  PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID;
INSERT INTO name_word (key, word, n) VALUES ('kelmar', 'kelmar', 2);
INSERT INTO name_word (key, word, n) VALUES ('ministri', 'ministry', 2);
INSERT INTO name_word (key, word, n) VALUES ('of', 'of', 2);
CREATE TABLE saved_search (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL -- UTC, ISO 8601: when its hits were last looked at
) STRICT, WITHOUT ROWID;
CREATE TABLE seen ( -- hits of saved searches that were looked at
  search TEXT NOT NULL REFERENCES saved_search (name) ON DELETE CASCADE,
  item TEXT NOT NULL, -- id of a statement; of an article, after a slash
  PRIMARY KEY (search, item)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER withdrawal_never_updated BEFORE UPDATE ON withdrawal  BEGIN
  SELECT raise(ABORT, 'withdrawal is append-only');
END;
CREATE TRIGGER withdrawal_never_deleted BEFORE DELETE ON withdrawal  BEGIN
  SELECT raise(ABORT, 'withdrawal is append-only');
END;
CREATE TRIGGER withdrawal_never_replaced BEFORE INSERT ON withdrawal WHEN EXISTS (SELECT 1 FROM withdrawal WHERE number = new.number OR id = new.id) BEGIN
  SELECT raise(ABORT, 'withdrawal is append-only');
END;
CREATE TRIGGER hold_never_updated BEFORE UPDATE ON hold  BEGIN
  SELECT raise(ABORT, 'hold is append-only');
END;
CREATE TRIGGER hold_never_deleted BEFORE DELETE ON hold  BEGIN
  SELECT raise(ABORT, 'hold is append-only');
END;
CREATE TRIGGER hold_never_replaced BEFORE INSERT ON hold WHEN EXISTS (SELECT 1 FROM hold WHERE number = new.number OR id = new.id) BEGIN
  SELECT raise(ABORT, 'hold is append-only');
END;
CREATE TRIGGER tombstone_never_updated BEFORE UPDATE ON tombstone  BEGIN
  SELECT raise(ABORT, 'tombstone is append-only');
END;
CREATE TRIGGER tombstone_never_deleted BEFORE DELETE ON tombstone  BEGIN
  SELECT raise(ABORT, 'tombstone is append-only');
END;
CREATE TRIGGER tombstone_never_replaced BEFORE INSERT ON tombstone WHEN EXISTS (SELECT 1 FROM tombstone WHERE number = new.number OR id = new.id) BEGIN
  SELECT raise(ABORT, 'tombstone is append-only');
END;
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
WHERE place = 1;
CREATE VIEW final_review AS -- the latest judgement on each target, and whether others say the same
SELECT id, target_kind, target, verdict, "by", at, reason, after, reviewers, agreed FROM (
  SELECT standing_review.*,
    row_number() OVER (PARTITION BY target_kind, target ORDER BY julianday(at) DESC, id DESC) AS place,
    count(*) OVER (PARTITION BY target_kind, target) AS reviewers,
    min(verdict || coalesce(after, '')) OVER (PARTITION BY target_kind, target)
    = max(verdict || coalesce(after, '')) OVER (PARTITION BY target_kind, target) AS agreed
  FROM standing_review)
WHERE place = 1;
CREATE VIEW given_name AS -- names of speakers as people gave them; article '' is everywhere else
SELECT target AS name, name_edit.article, now FROM final_review JOIN name_edit ON review = id
WHERE target_kind = 'speaker';
CREATE VIEW final_name AS -- names of speakers that people gave to be another's, followed to the end
WITH RECURSIVE followed (name, now, hops) AS (
    SELECT name, now, 1 FROM given_name WHERE article = ''
    UNION ALL SELECT followed.name, given_name.now, hops + 1 FROM followed
      JOIN given_name ON given_name.name = followed.now AND given_name.article = ''
      WHERE hops < 20)
SELECT name, now, max(hops) AS hops FROM followed GROUP BY name;
CREATE VIEW final_speaker AS -- speakers of each article, merged and split as people said
SELECT a.id AS article, s.id, coalesce(m.now, p.now, s.name) AS name, s.name AS machine_name, s.kind, s.title,
  s.affiliation, s.protected
FROM speaker AS s JOIN article AS a ON a.number = s.article
LEFT JOIN given_name AS p ON p.name = s.name AND p.article = a.id
LEFT JOIN final_name AS m ON m.name = coalesce(p.now, s.name);
CREATE VIEW final_statement AS -- statements as people left them; those whose reading was found wrong are left out
SELECT s.number, s.id, a.id AS article, a.outlet, a.published, s.part, s.position,
  coalesce(e.start, s.start) AS start, coalesce(e.stop, s.stop) AS stop,
  CASE coalesce(e.voice, s.voice) WHEN 'attributed'
    THEN coalesce(m.now, CASE WHEN e.speaker_given THEN e.speaker ELSE coalesce(p.now, s.speaker) END) END AS speaker,
  coalesce(e.source, s.source) AS source, coalesce(e.cue, s.cue) AS cue, coalesce(e.content, s.content) AS content,
  coalesce(e.form, s.form) AS form, coalesce(e.kind, s.kind) AS kind, coalesce(e.stance, s.stance) AS stance, coalesce(e.voice, s.voice) AS voice,
  coalesce(e.inferred, s.inferred) AS inferred, coalesce(e.topic_only, s.topic_only) AS topic_only, s.score,
  CASE r.verdict WHEN 'edited' THEN 'edited' WHEN 'right' THEN 'reviewed' ELSE 'machine' END AS layer, -- machine, reviewed (somebody found it right), edited
  r.verdict, -- of the latest review that stands
  coalesce(r.reviewers, 0) AS reviewers,
  r.agreed -- 1 where all who reviewed it say the same, NULL where nobody did
FROM statement AS s JOIN article AS a ON a.number = s.article
LEFT JOIN final_review AS r ON r.target_kind = 'statement' AND r.target = s.id
LEFT JOIN edit AS e ON e.review = r.id
LEFT JOIN given_name AS p ON p.name = s.speaker AND p.article = a.id
LEFT JOIN final_name AS m ON m.name = CASE WHEN e.speaker_given THEN e.speaker ELSE coalesce(p.now, s.speaker) END
WHERE r.verdict IS NULL OR r.verdict <> 'wrong';
CREATE VIEW final_tie AS -- ties as people left them; those found wrong are left out
SELECT s.number, one.id AS a, other.id AS b, coalesce(e.kind, s.kind) AS kind, coalesce(e.direction, s.direction) AS direction,
  s.containment_a, s.containment_b, s.jaccard,
  CASE r.verdict WHEN 'edited' THEN 'edited' WHEN 'right' THEN 'reviewed' ELSE 'machine' END AS layer, -- machine, reviewed (somebody found it right), edited
  r.verdict, -- of the latest review that stands
  coalesce(r.reviewers, 0) AS reviewers,
  r.agreed -- 1 where all who reviewed it say the same, NULL where nobody did
FROM tie AS s JOIN article AS one ON one.number = s.a JOIN article AS other ON other.number = s.b
LEFT JOIN final_review AS r ON r.target_kind = 'tie' AND r.target = '[' || '"' || replace(replace(one.id, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(other.id, '\', '\\'), '"', '\"') || '"' || ']'
LEFT JOIN edit AS e ON e.review = r.id
WHERE r.verdict IS NULL OR r.verdict <> 'wrong';
INSERT INTO article_words (article_words) VALUES ('rebuild');
INSERT INTO statement_words (statement_words) VALUES ('rebuild');
