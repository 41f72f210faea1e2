PRAGMA application_id = 1919972452;
PRAGMA user_version = 1;
CREATE TABLE capture ( -- the bytes as they came, once each
  sha256 TEXT PRIMARY KEY, -- of the bytes, hexadecimal
  size INTEGER NOT NULL, -- in bytes, before compression
  media_type TEXT NOT NULL,
  content BLOB -- zlib; NULL where only the hash is kept
) STRICT;
INSERT INTO capture (sha256, size, media_type, content) VALUES ('25197477b0f577577fece1e70a05c2d4c151f043a45437f71878dc727b264650', 124, 'text/plain', X'785E0DCB310AC2401005D0ABFC52411672041B51A20812ECC7CD263B98ECC8CC586CE71D3C85E7F0269EC434AF7BFBEDF17A68373891C68C06ABB3DED8D6F8BDDEE872C2CC85CDB54206B4699A4961C43DA460A7DC538567F2858448C3F783A862C66584395583E5A7077434DD0DA32C2DE0921EA28E26FC017E452B8C');
INSERT INTO capture (sha256, size, media_type, content) VALUES ('2e498f81a0bb2e95c9e683ef856b66fea7eba881ac53967c5ba7f6ad332337c6', 124, 'text/plain', X'785E0DCB310AC2401005D0ABFC524116F40636A2441124D88F9B4D7630D99199B1D8CE3B780ACFE14D3C89695EF7F6DBE3F5D0AC70228D196B2CCE7A635BE2F77AA3CD09131736D70AE9D1A4712285117790829D7247159EC9671222F5DF0FA28A199701E6540D969F1ED0D278370C32B7804B7A883A36E10F7E472B8D');
INSERT INTO capture (sha256, size, media_type, content) VALUES ('7ab7a04e879b87204c761dc8a2b2c6075b28a7f99fe6aa93889364748d8e6d99', 127, 'text/plain', X'785E0DCB310AC2401046E1ABFCA5822C8827B011258A20C1C26E4CC6ECE06627CC6C93CE3B780E2FE1513C89DBBCE283B7DF1EAF876685135917B1C6E26C77F1257EAF37DAC818258B179BA10F349C463238490FCDD899F434A3442A358CCED4FDFB913CA0CA8D53A40C71E8C439A0A5F4740C5ACF800B4F6A059BF007FDD22C54');
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
  sha256 TEXT NOT NULL, -- of the record's JSON
  record BLOB NOT NULL -- the reading whole: zlib of its JSON; the tables below are taken from it
) STRICT;
INSERT INTO reading (article, reportedly, model, schema, sha256, record) VALUES (2, '0.1.0', 'rules-1', '1.0.0', '00986e01a59d62e0aaf7ea39dd48362fb74b1349852c1d57e106b42cd1bcfead', X'785EED553D8FE33610FD2B026BDDC2926C597213A40870C1254813A431160B8A1AD9C452A24252BE5D18FE67E9F2C7F246943F1687EBAE8C2A713EC837336F66CE42B76227E40A5F2E52E183EC47B13B0B47A375815AF30EF5EA297B5A41DBDB960CCE6E32E43F656CAF8ED44B886000934B2A02BD85177F94F9A68438A7755D755526574D9353BD51359555415DB5299BB2EC486EA99115F46A53D4E5566D1AB9ED4AD916455E145B55E209E5A8D5C18BDDFE2C5EF5C0705B19C8E88118C02807A856695E3CA7421E68508CF80FD7680FF568A4229C3FFFFCDB5FBF7E81805DC56E988C49059D740B7B9C112F42BACA9730A39157D64183F8E2630C845F3281DC20833ED12CB95C20A421E8A0A300D9E2A3BD3AF891E42BB918C79C74CF091C64CFF87ED783F6C1BD27B64BBE90E9A5836E89D6BA8384166FD901D2F911C418E1E19F818B7EB90006B2EBB4D1D17CB1FA08657436904271C5AE93C6134347E103B1D903C00D72D7E655A1B6EB2C5F770DE753BA80D7B8C85C1A3B04B820A47D59A7F5F61917A90970F6FB759D6E0A3E7B3B394EF17E9F97E9BA6251675D8F4B504BED80E31EE90D4464E25C1A21BD270758A938591D252138DD4C1C00D764CEEB359F8EBC35538C7D4E2EDB00F50C33A6CC9191EF314C259DD3B3F395308DF420CE4ED0DB68B4D20C2E528C7D2FE9A3CB9F474A7E7943BFA000A9B83AEAA12307CA7E7444D437454C3A4A6747AD5EECC02DB688646327E03C0BA9D4E4B94033D790A305FBC2E718C8239741E49978D710FD68877639A32B1F59FC2DEDB9689F3AC754BC35F907F6AF9EAAEDE6CEFF7B75BF6D03A4686677D13665D516AB42556D5D557CF377C953D769966577F63CD2E607F0053935142BB970E596A507AED8799EFC4F951F4B95EF8ECAD3326B60C03C5E6666A70F135A38F2FE20C7D8A6B7215F42FA91457F4FE4976EFF7AD4EA987C96E6A45F7FE2E9243160AE778B01EBECC81C001B8EE299671EE66063A85FDE08581EBCDB4872EF2EB3D7D8E1F0E20175DE133CD3BD8F761810F30C4D64487AEB4352AF92AFD6B53E4D0E362459CE0B5363A6DED7EBBC22DE82C3BE3C030F2FA27D96E64FE8AC7FFF01A4CB7F3C797891');
INSERT INTO reading (article, reportedly, model, schema, sha256, record) VALUES (3, '0.1.0', 'rules-1', '1.0.0', '709417dd19cb1c3374832a77a67f8677f3c5d483549396fedf577f5634ad941f', X'785EED554B8FD3400CFE2BD19CC32A49D33C7A411C904080B8202ED56AE54C9C76B4934C9899945D55FD67DCF863D899F4B15A71E3484F1D3FE2CFF667FB28542B360212FAAD442C9C877E149BA3B0381AEBB1D5CFA44EEED2BB84B4BD6951D3DB4E1ADD9B94EDE51E7B20111990C929161E9FFC83DB43B62E485C425342926355D64D5566492ECB226D65055993C92229D74D5641D9D575870540BDAAAA7A55E4655EB515166D5D530869B155DE89CDF6281ED5C0705BF0A8D5800C60848154499CADEE63013B1C2423FE6A1BE5483D6A9048EF0FEF3E7FFFF88904EC2A36C3A4752CF0A05AB2A737E54B299DE54B9AC1C849634943F985600C8423698F7600AF0E384B4E2712E2E095574140D5E2A7393BB811E1116DC8632EBAE3020ED033BE2F6A50CEDBE7C874D127D43D58D22DD91ABB03D2522C3390740E42390678F49F818B7EF9001940D729AD82F962F512CA688D4749CD159B0EB443864E8DF7C86637009BB6CED37C5D157591422E73AE27584FD1B8C9DC1A337872A194B6451DA749724F5F9213E1D96EF33A5EAFF8EDCC64B9C6DB6D56C479C5A2CED89EBE42CD5496805C53BDA008549C7B23C039B4842B1607A382C47BAB9A8933E0A6CC853D17D4A2337A0AC9CFD5651B823DE30C35B3A8E139E429C15A353B9F19D38023E66C043E8D5A49C5E002C7D8F714DFBA7CDB63F4FE8906863A108BB3A31A3AB4C4D9978E94F54511AA4EBD33A3920F66E0195B44D09889701E05483939EED04C36AAD1827D217448E496CCC4E49979E714DD68867679D358DED2F835EFB9696F3ACB5CBC4CF90BFA277755B9BE0EC0B5BBAFE7804A34D3BB5AB75D5B745D5ECAB606E0EDF257F6A44916A7697EA5CF2D6FFE0161A8A81A432B17B25CCA744316336F94FF5CF9B75CF9EBB23C2CDB860C98C8CBD6ECD46EA2190EC4DFC118E6F4B2E60B92BEA4D18F09DD32EE3FF74AEEA30FA00FEAF12DEF27A00D73FEB618E8A0ED9903C486BDB8E7AD479BB0D1D82F313C9D0FBE6E083CBCCBF6D566D83D38823A5F0ADEEACE053BDA10F3168DC047BD713EAA93E8A7B1AD8BA39DF1519AF1C954B455AF07763E124FDED2C53C121E3E45DB34CEEE68B47EFF2248A73F7A5F7807');
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
  sha256 TEXT NOT NULL, -- of what was found
  summary TEXT NOT NULL -- JSON
) STRICT;
INSERT INTO comparison (number, inputs, sha256, summary) VALUES (1, '659ac64c8c2ae2a4ac43de8cc0226fe42a492a69a51b9dc6a560f4133d992517', 'dfc926a2d29a9d0e605a0d114a541e3cb10636ac78fbed51c5271628cc842505', '{"ties":2}');
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
INSERT INTO audit (number, at, action, detail, previous, hash) VALUES (1, '2026-11-22T20:56:12.055028+00:00', 'created', '{"reportedly":"0.1.0","schema":1}', '', '195aed02c55b37bbc70d1454686f210d7a304c1e3efda783b5c3d41a071a5f7c');
INSERT INTO audit (number, at, action, detail, previous, hash) VALUES (2, '2026-11-22T20:56:12.061234+00:00', 'review', '{"id":"a32d3076c0dcb34f"}', '195aed02c55b37bbc70d1454686f210d7a304c1e3efda783b5c3d41a071a5f7c', '318f8117ab485969cc0c8858c881df9eaa5af38d34b8b24c445ad09be496e941');
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
INSERT INTO article_words (article_words) VALUES ('rebuild');
INSERT INTO statement_words (statement_words) VALUES ('rebuild');
