-- A row of event holds nothing twice: an id that is a UUID as its 16 bytes, the time as sent only
-- where it is another than the corrected one, and neither the hour of that nor, in the index by
-- household, the time again. Rows keep their order and their payloads.

CREATE TABLE compact (
  seq     INTEGER PRIMARY KEY, -- order of acceptance
  site    INTEGER NOT NULL REFERENCES site (id),
  kind    INTEGER NOT NULL,
  hash    INTEGER NOT NULL,    -- of id
  id      ANY NOT NULL,        -- text; a UUID in lower case as its bytes
  sent    INTEGER,             -- NULL: time
  time    INTEGER NOT NULL,    -- corrected
  home    INTEGER,             -- node; NULL for a robot's event, which belongs to nothing
  payload BLOB NOT NULL        -- the rest of the hit, see row.go
) STRICT;
INSERT INTO compact (seq, site, kind, hash, id, sent, time, home, payload)
SELECT seq, site, kind, hash,
  iif(id = format('%s-%s-%s-%s-%s', substr(digits, 1, 8), substr(digits, 9, 4), substr(digits, 13, 4), substr(digits, 17, 4), substr(digits, 21)),
    unhex(digits), id),
  nullif(sent, time), time, home, payload
FROM (SELECT *, coalesce(lower(hex(unhex(id, '-'))), '') AS digits FROM event)
ORDER BY seq;
DROP TABLE event;
ALTER TABLE compact RENAME TO event;
CREATE INDEX event_identity ON event (coalesce(sent, time) / 3600000, hash);
CREATE INDEX event_home ON event (home) WHERE home IS NOT NULL;
CREATE INDEX event_time ON event (site, time);
