-- How long the facts of a household have been older than its events can be told by a clock
-- alone: since is Unix milliseconds by this machine's. What waits already has waited since now
-- as far as anybody knows.
CREATE TABLE waiting (
  household INTEGER PRIMARY KEY,
  mark      INTEGER NOT NULL,
  since     INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
INSERT INTO waiting (household, mark) SELECT household, mark FROM dirty;
DROP TABLE dirty;
ALTER TABLE waiting RENAME TO dirty;
CREATE INDEX dirty_mark ON dirty (mark);
