-- Which fields refused which digits. Households in which a field refused anything are folded
-- anew; until that is over these answers cover only a part, while all others stay whole.

CREATE TABLE refusal (
  unit    INTEGER NOT NULL,
  site    INTEGER NOT NULL,
  session INTEGER,
  person  INTEGER,
  entry   TEXT NOT NULL, -- metric.Entry
  surface TEXT NOT NULL,
  time    INTEGER NOT NULL
) STRICT;
CREATE INDEX refusal_unit ON refusal (unit);
CREATE INDEX refusal_time ON refusal (site, time);

CREATE TABLE stumble ( -- a field that refused digits in a checkout, once however often it did
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  entry      TEXT NOT NULL,
  begun      INTEGER NOT NULL, -- the checkout
  window_end INTEGER NOT NULL,
  completed  INTEGER NOT NULL,
  value      INTEGER NOT NULL, -- of its cart
  currency   TEXT NOT NULL,
  surface    TEXT NOT NULL
) STRICT;
CREATE INDEX stumble_unit ON stumble (unit);
CREATE INDEX stumble_begun ON stumble (site, begun);

INSERT INTO dirty (household, mark)
SELECT DISTINCT unit, (SELECT coalesce(max(seq), 0) FROM event) FROM friction WHERE name = 'form_error' AND unit > 0
ON CONFLICT DO NOTHING;
