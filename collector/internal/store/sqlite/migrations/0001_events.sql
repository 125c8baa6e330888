-- What is taken in: who may send, what was sent, and which events belong together.
-- Times are Unix milliseconds.

CREATE TABLE site (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  timezone TEXT NOT NULL,
  settings TEXT NOT NULL, -- JSON
  domains  TEXT NOT NULL, -- JSON list
  gateways TEXT NOT NULL  -- JSON list
) STRICT;

CREATE TABLE key (
  id      INTEGER PRIMARY KEY,
  site    INTEGER NOT NULL REFERENCES site (id),
  kind    INTEGER NOT NULL,
  label   TEXT NOT NULL,
  hash    BLOB NOT NULL UNIQUE,
  origins TEXT NOT NULL, -- JSON list
  revoked INTEGER NOT NULL
) STRICT;
CREATE INDEX key_site ON key (site);

CREATE TABLE token (
  id      INTEGER PRIMARY KEY,
  site    INTEGER REFERENCES site (id), -- NULL: every site
  label   TEXT NOT NULL,
  hash    BLOB NOT NULL UNIQUE,
  revoked INTEGER NOT NULL
) STRICT;

CREATE TABLE salt (
  site  INTEGER NOT NULL REFERENCES site (id),
  day   TEXT NOT NULL,
  value BLOB NOT NULL,
  dies  INTEGER NOT NULL,
  PRIMARY KEY (site, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq     INTEGER PRIMARY KEY, -- order of acceptance
  site    INTEGER NOT NULL REFERENCES site (id),
  kind    INTEGER NOT NULL,
  hour    INTEGER NOT NULL,    -- of sent
  hash    INTEGER NOT NULL,    -- of id
  id      TEXT NOT NULL,
  sent    INTEGER NOT NULL,
  time    INTEGER NOT NULL,    -- corrected
  home    INTEGER,             -- node; NULL for a robot's event, which belongs to nothing
  payload BLOB NOT NULL        -- the whole hit, see row.go
) STRICT;
CREATE INDEX event_identity ON event (site, kind, hour, hash);
CREATE INDEX event_home ON event (home, time) WHERE home IS NOT NULL;
CREATE INDEX event_time ON event (site, time);

-- AUTOINCREMENT, because a number that once labelled a household must never name another.
CREATE TABLE node (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  site      INTEGER NOT NULL,
  kind      INTEGER NOT NULL, -- journey.IdentifierKind
  key       TEXT NOT NULL,
  basket    INTEGER NOT NULL, -- a node of the group joined without customers
  household INTEGER NOT NULL, -- a node of the group joined with customers
  UNIQUE (site, kind, key)
) STRICT;
CREATE INDEX node_basket ON node (basket);
CREATE INDEX node_household ON node (household);

-- Households whose facts are older than their events. One without nodes was merged into
-- another. mark is the seq of the latest event when it first became dirty.
CREATE TABLE dirty (
  household INTEGER PRIMARY KEY,
  mark      INTEGER NOT NULL
) STRICT;
CREATE INDEX dirty_mark ON dirty (mark);

-- A rebuild of the nodes under way: events from next to last are still without a node.
CREATE TABLE rebuild (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  first INTEGER NOT NULL,
  next  INTEGER NOT NULL,
  last  INTEGER NOT NULL
) STRICT;

CREATE TABLE receipt (
  site    INTEGER NOT NULL REFERENCES site (id),
  quarter INTEGER NOT NULL, -- beginning of the UTC quarter hour of receipt
  what    INTEGER NOT NULL, -- see receipts.go
  name    TEXT NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (site, quarter, what, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (
  seq      INTEGER PRIMARY KEY,
  site     INTEGER NOT NULL REFERENCES site (id),
  received INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  code     TEXT NOT NULL,
  field    TEXT NOT NULL,
  message  TEXT NOT NULL,
  body     BLOB NOT NULL,
  bytes    INTEGER NOT NULL -- of all the texts and the body
) STRICT;
CREATE INDEX reject_site ON reject (site, seq);
