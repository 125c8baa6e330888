-- What the events add up to: written by folding, made again by a rebuild. unit is the
-- household that a fact was folded from. Times are Unix milliseconds, 9223372036854775807
-- is never; persons and visitors are nodes; money is in minor units.

CREATE TABLE session (
  id         INTEGER PRIMARY KEY,
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  visitor    INTEGER NOT NULL,
  hashed     INTEGER NOT NULL,
  person     INTEGER,
  first      INTEGER NOT NULL, -- the visitor's first ever
  start      INTEGER NOT NULL,
  channel    TEXT NOT NULL,
  source     TEXT NOT NULL,
  medium     TEXT NOT NULL,
  campaign   TEXT NOT NULL,
  landing    TEXT NOT NULL,
  device     TEXT NOT NULL,
  browser    TEXT NOT NULL,
  os         TEXT NOT NULL,
  country    TEXT NOT NULL,
  surface    TEXT NOT NULL,
  pageviews  INTEGER NOT NULL,
  engaged_ms INTEGER NOT NULL,
  engaged    INTEGER NOT NULL,
  lead       INTEGER NOT NULL,
  view_item  INTEGER NOT NULL,
  add_to_cart INTEGER NOT NULL,
  orders     INTEGER NOT NULL
) STRICT;
CREATE INDEX session_unit ON session (unit);
CREATE INDEX session_start ON session (site, start);
CREATE INDEX session_first ON session (visitor, start) WHERE first;

CREATE TABLE cart (
  id         INTEGER PRIMARY KEY,
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  person     INTEGER,
  opened     INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  ordered    INTEGER NOT NULL,
  emptied    INTEGER NOT NULL,
  recovered  INTEGER NOT NULL
) STRICT;
CREATE INDEX cart_unit ON cart (unit);
CREATE INDEX cart_opened ON cart (site, opened);

CREATE TABLE checkout (
  id          INTEGER PRIMARY KEY,
  unit        INTEGER NOT NULL,
  site        INTEGER NOT NULL,
  session     INTEGER,
  cart        INTEGER NOT NULL,
  begun       INTEGER NOT NULL,
  window_end  INTEGER NOT NULL,
  completed   INTEGER NOT NULL,
  friction_at INTEGER NOT NULL -- when the first friction was certain
) STRICT;
CREATE INDEX checkout_unit ON checkout (unit);
CREATE INDEX checkout_begun ON checkout (site, begun);

CREATE TABLE placed ( -- orders; "order" is a word of SQL
  id          INTEGER PRIMARY KEY,
  unit        INTEGER NOT NULL,
  site        INTEGER NOT NULL,
  session     INTEGER,
  cart        INTEGER,
  "transaction" TEXT NOT NULL,
  time        INTEGER NOT NULL,
  kind        INTEGER NOT NULL, -- key kind and event id of the dating purchase
  event       TEXT NOT NULL,
  person      INTEGER,
  customer    INTEGER NOT NULL, -- whether person is one
  surface     TEXT NOT NULL,
  currency    TEXT NOT NULL,
  value       INTEGER NOT NULL,
  refunded    INTEGER NOT NULL,
  refunds     INTEGER NOT NULL,
  coupon      TEXT NOT NULL,
  by_browser  INTEGER NOT NULL, -- a purchase of that kind of key was seen
  by_server   INTEGER NOT NULL,
  reused      INTEGER NOT NULL  -- its transaction id had belonged to an order before
) STRICT;
CREATE INDEX placed_unit ON placed (unit);
CREATE INDEX placed_time ON placed (site, time);
CREATE INDEX placed_customer ON placed (person, time, kind, event) WHERE customer AND value > 0;

CREATE TABLE referral ( -- codes that brought an order's buyer; '' for a visit that named none
  unit    INTEGER NOT NULL,
  placed  INTEGER NOT NULL,
  code    TEXT NOT NULL
) STRICT;
CREATE INDEX referral_unit ON referral (unit);
CREATE INDEX referral_placed ON referral (placed);

CREATE TABLE code ( -- sharings of referral codes; the first of a code owns it
  unit   INTEGER NOT NULL,
  site   INTEGER NOT NULL,
  code   TEXT NOT NULL,
  person INTEGER NOT NULL,
  time   INTEGER NOT NULL,
  kind   INTEGER NOT NULL,
  event  TEXT NOT NULL
) STRICT;
CREATE INDEX code_unit ON code (unit);
CREATE INDEX code_code ON code (site, code, time, kind, event);

CREATE TABLE answer (
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  person     INTEGER,
  time       INTEGER NOT NULL,
  survey     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  score      INTEGER
) STRICT;
CREATE INDEX answer_unit ON answer (unit);
CREATE INDEX answer_time ON answer (site, time);

CREATE TABLE message (
  unit      INTEGER NOT NULL,
  site      INTEGER NOT NULL,
  message   TEXT NOT NULL,
  campaign  TEXT NOT NULL,
  surface   TEXT NOT NULL,
  person    INTEGER,
  sent      INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  opened    INTEGER NOT NULL,
  clicked   INTEGER NOT NULL,
  bounced   INTEGER NOT NULL
) STRICT;
CREATE INDEX message_unit ON message (unit);
CREATE INDEX message_delivered ON message (site, delivered);

CREATE TABLE friction (
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  checkout   INTEGER,
  name       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  time       INTEGER NOT NULL,
  certain_at INTEGER NOT NULL
) STRICT;
CREATE INDEX friction_unit ON friction (unit);
CREATE INDEX friction_time ON friction (site, time);

CREATE TABLE tally ( -- events of one name in a quarter of an hour
  unit    INTEGER NOT NULL,
  site    INTEGER NOT NULL,
  session INTEGER,
  name    TEXT NOT NULL,
  time    INTEGER NOT NULL,
  count   INTEGER NOT NULL
) STRICT;
CREATE INDEX tally_unit ON tally (unit);
CREATE INDEX tally_time ON tally (site, time);

CREATE TABLE poison ( -- households that could not be folded, and why; their events are kept
  household INTEGER PRIMARY KEY,
  reason    TEXT NOT NULL
) STRICT;
