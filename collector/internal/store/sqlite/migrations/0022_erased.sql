-- Who asked to be forgotten, as keyed hashes that name nobody, and how far forgetting has come.

CREATE TABLE erased (
  mark  BLOB PRIMARY KEY, -- keyed hash of an identifier: what is timed before at is not taken any more
  at    INTEGER NOT NULL, -- Unix milliseconds
  until INTEGER           -- the last event that may have to go; NULL: gone
) STRICT, WITHOUT ROWID;

CREATE TABLE erasing (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL, -- of the list and of the words: counts their changes
  phase      INTEGER NOT NULL, -- see erasing.go
  next       INTEGER NOT NULL, -- where the phase goes on
  target     INTEGER NOT NULL  -- the last event when households were changed last
) STRICT;
INSERT INTO erasing (id, generation, phase, next, target) VALUES (1, 0, 0, 0, 0);

CREATE TABLE fading ( -- words of events that went, which perhaps nobody else uses
  word INTEGER PRIMARY KEY
) STRICT;

ALTER TABLE reject ADD COLUMN who BLOB; -- marks of whom it names; NULL: nobody looked
