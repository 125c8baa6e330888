-- What the rest of the catalogue counts, and the properties by which units are told apart. All
-- households are folded anew; until that is over these answers cover only a part, while all
-- others stay whole.

ALTER TABLE session ADD COLUMN past_orders INTEGER NOT NULL DEFAULT 0; -- its person's, before it began

ALTER TABLE cart ADD COLUMN surface    TEXT NOT NULL DEFAULT '';
ALTER TABLE cart ADD COLUMN touchpoint TEXT NOT NULL DEFAULT '';

ALTER TABLE checkout ADD COLUMN surface      TEXT NOT NULL DEFAULT '';
ALTER TABLE checkout ADD COLUMN payment_type TEXT NOT NULL DEFAULT '';

ALTER TABLE placed ADD COLUMN payment_type TEXT NOT NULL DEFAULT '';

ALTER TABLE answer ADD COLUMN surface TEXT NOT NULL DEFAULT '';

ALTER TABLE hindrance ADD COLUMN checkout INTEGER;
ALTER TABLE hindrance ADD COLUMN surface  TEXT NOT NULL DEFAULT ''; -- of the checkout
CREATE INDEX hindrance_checkout ON hindrance (checkout);

ALTER TABLE verdict ADD COLUMN surface TEXT NOT NULL DEFAULT ''; -- of the checkout

ALTER TABLE tally ADD COLUMN surface    TEXT NOT NULL DEFAULT '';
ALTER TABLE tally ADD COLUMN touchpoint TEXT NOT NULL DEFAULT '';

CREATE INDEX message_sent ON message (site, sent);
CREATE INDEX message_campaign ON message (site, campaign, delivered);

CREATE TABLE attempt ( -- failed attempts at paying, and orders on web and app
  unit         INTEGER NOT NULL,
  site         INTEGER NOT NULL,
  session      INTEGER,
  failed       INTEGER NOT NULL,
  time         INTEGER NOT NULL,
  surface      TEXT NOT NULL,
  payment_type TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_unit ON attempt (unit);
CREATE INDEX attempt_time ON attempt (site, time);

-- Failures of one attempt now belong together: every event is joined again, into the nodes
-- that there are.
DELETE FROM rebuild;
INSERT INTO rebuild (id, first, next, last)
SELECT 1, min(seq), min(seq), max(seq) FROM event HAVING count(*) > 0;

INSERT INTO dirty (household, mark)
SELECT DISTINCT household, (SELECT coalesce(max(seq), 0) FROM event) FROM node WHERE TRUE
ON CONFLICT DO NOTHING;
