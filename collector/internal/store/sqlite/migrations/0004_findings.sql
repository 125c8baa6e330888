-- What the map, the funnel and the report of friction are made of. Everything is folded anew;
-- until that is over these answers cover only a part, while all others stay whole.

ALTER TABLE session ADD COLUMN reached  INTEGER NOT NULL DEFAULT 0; -- journey.Step, with steps skipped
ALTER TABLE session ADD COLUMN closed   INTEGER NOT NULL DEFAULT 0; -- the same, one after the other
ALTER TABLE session ADD COLUMN stages   INTEGER NOT NULL DEFAULT 0; -- journey.StageSet
ALTER TABLE session ADD COLUMN troubled INTEGER NOT NULL DEFAULT 0; -- journey.StageSet

ALTER TABLE answer ADD COLUMN stage TEXT    NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN words INTEGER NOT NULL DEFAULT 0; -- whether there are any

ALTER TABLE friction ADD COLUMN start  INTEGER;                    -- of its session
ALTER TABLE friction ADD COLUMN step   INTEGER NOT NULL DEFAULT 0; -- journey.Step that the session had reached before
ALTER TABLE friction ADD COLUMN closed INTEGER NOT NULL DEFAULT 0; -- the same, one after the other
DROP INDEX friction_time;
CREATE INDEX friction_start ON friction (site, start);

CREATE TABLE hindrance ( -- a reason that stood in the way of a checkout
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  reason     TEXT NOT NULL,
  certain_at INTEGER NOT NULL,
  begun      INTEGER NOT NULL, -- the checkout
  window_end INTEGER NOT NULL,
  completed  INTEGER NOT NULL,
  value      INTEGER NOT NULL, -- of its cart
  currency   TEXT NOT NULL
) STRICT;
CREATE INDEX hindrance_unit ON hindrance (unit);
CREATE INDEX hindrance_begun ON hindrance (site, begun);

CREATE TABLE verdict ( -- the reason that an abandoned checkout is put down to
  unit     INTEGER NOT NULL,
  site     INTEGER NOT NULL,
  session  INTEGER,
  reason   TEXT NOT NULL,
  since    INTEGER NOT NULL, -- as seen from instants from here on
  until    INTEGER NOT NULL, -- and before here
  begun    INTEGER NOT NULL, -- the checkout
  value    INTEGER NOT NULL, -- of its cart
  currency TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_unit ON verdict (unit);
CREATE INDEX verdict_begun ON verdict (site, begun);

CREATE TABLE contact ( -- events of one kind at a touchpoint in a quarter of an hour
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  touchpoint TEXT NOT NULL,
  name       TEXT NOT NULL,
  stage      TEXT NOT NULL,
  surface    TEXT NOT NULL,
  time       INTEGER NOT NULL,
  count      INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_unit ON contact (unit);
CREATE INDEX contact_time ON contact (site, time);

INSERT INTO dirty (household, mark)
SELECT DISTINCT household, (SELECT coalesce(max(seq), 0) FROM event) FROM node WHERE TRUE
ON CONFLICT DO NOTHING;

CREATE TABLE goal ( -- what a merchant wants of a metric
  site   INTEGER NOT NULL REFERENCES site (id),
  metric TEXT NOT NULL,
  value  TEXT NOT NULL, -- decimal
  PRIMARY KEY (site, metric)
) STRICT, WITHOUT ROWID;
