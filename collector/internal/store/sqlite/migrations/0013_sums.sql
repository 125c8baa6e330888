-- Which hours' facts have changed when, so that sums of hours that have not need not be taken
-- again. Hours are counted from 1970 in UTC, turns are transactions that changed facts.

ALTER TABLE folded ADD COLUMN digest BLOB; -- of the facts, hour by hour; NULL: folded before there were digests

CREATE TABLE turn (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  latest INTEGER NOT NULL,
  whole  INTEGER NOT NULL -- the latest that changed all hours of all sites
) STRICT;
INSERT INTO turn (id, latest, whole) VALUES (1, 1, 1);

CREATE TABLE changed (
  site INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  turn INTEGER NOT NULL, -- the latest that changed it
  PRIMARY KEY (site, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX changed_turn ON changed (site, turn);

-- Whether a visitor had come before is asked of visits of every kind, not of first ones alone, and
-- which visits of its person an order had before it.
DROP INDEX session_first;
CREATE INDEX session_visitor ON session (visitor, start);
CREATE INDEX session_person ON session (person, start);

-- Orders are looked for by the codes that brought them when a code turns out to be another's.
CREATE INDEX referral_code ON referral (code);

-- What statements say of days: kept, so that a page about many days need not look at their facts
-- again. All of it can be taken anew at any time.

CREATE TABLE shape (
  id    INTEGER PRIMARY KEY,
  hash  BLOB NOT NULL UNIQUE, -- of a statement with its site
  asked INTEGER NOT NULL      -- the day when it was last, since 1970
) STRICT;

CREATE TABLE part (
  shape  INTEGER NOT NULL,
  "from" INTEGER NOT NULL, -- Unix milliseconds, half open
  "to"   INTEGER NOT NULL,
  turn   INTEGER NOT NULL, -- as of which it is true
  seen   INTEGER NOT NULL, -- from and before which an as_of sees the same
  until  INTEGER NOT NULL,
  body   BLOB NOT NULL,
  PRIMARY KEY (shape, "from", "to")
) STRICT, WITHOUT ROWID;
