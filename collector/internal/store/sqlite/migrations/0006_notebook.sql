-- What the merchant writes down, and the orders that touchpoints are credited with. Households
-- with touchpoints are folded anew for the latter.

CREATE TABLE meeting ( -- an order and a touchpoint that its visit met
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  touchpoint TEXT NOT NULL,
  time       INTEGER NOT NULL, -- the order, as all that follows
  surface    TEXT NOT NULL,
  value      INTEGER NOT NULL,
  currency   TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_unit ON meeting (unit);
CREATE INDEX meeting_time ON meeting (site, time);

INSERT INTO dirty (household, mark)
SELECT DISTINCT unit, (SELECT coalesce(max(seq), 0) FROM event) FROM contact WHERE TRUE
ON CONFLICT DO NOTHING;

CREATE TABLE touchpoint ( -- what the merchant says of one
  site       INTEGER NOT NULL REFERENCES site (id),
  name       TEXT NOT NULL,
  label      TEXT NOT NULL, -- '' for none
  stage      TEXT NOT NULL, -- '' for that of its events
  goal_of    TEXT NOT NULL, -- metric.Aim, '' for none
  goal_value TEXT NOT NULL, -- decimal
  PRIMARY KEY (site, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE persona ( -- filters with a name
  id      INTEGER PRIMARY KEY AUTOINCREMENT, -- a page may hold the number of one that is gone
  site    INTEGER NOT NULL REFERENCES site (id),
  name    TEXT NOT NULL,
  note    TEXT NOT NULL,
  filters TEXT NOT NULL, -- JSON list
  UNIQUE (site, name)
) STRICT;

CREATE TABLE annotation ( -- what happened in the shop, or was changed, and when
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  site  INTEGER NOT NULL REFERENCES site (id),
  date  TEXT NOT NULL, -- of the site's calendar, 2006-01-02
  text  TEXT NOT NULL,
  stage TEXT NOT NULL  -- '' for none
) STRICT;
CREATE INDEX annotation_date ON annotation (site, date);
