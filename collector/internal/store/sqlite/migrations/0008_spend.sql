-- What advertisements cost. Everything is folded anew; until that is over the costs of
-- channels cover only a part, while all other answers stay whole.

CREATE TABLE spend ( -- of one campaign in a quarter of an hour
  unit        INTEGER NOT NULL,
  site        INTEGER NOT NULL,
  session     INTEGER,
  channel     TEXT NOT NULL, -- the advertisement's own
  source      TEXT NOT NULL,
  medium      TEXT NOT NULL,
  campaign    TEXT NOT NULL,
  surface     TEXT NOT NULL,
  currency    TEXT NOT NULL,
  time        INTEGER NOT NULL,
  impressions INTEGER NOT NULL,
  clicks      INTEGER NOT NULL,
  cost        INTEGER NOT NULL
) STRICT;
CREATE INDEX spend_unit ON spend (unit);
CREATE INDEX spend_time ON spend (site, time);

INSERT INTO dirty (household, mark)
SELECT DISTINCT household, (SELECT coalesce(max(seq), 0) FROM event) FROM node WHERE TRUE
ON CONFLICT DO NOTHING;
