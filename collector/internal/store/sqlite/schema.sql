-- What all migrations amount to. Written by go generate: a change belongs into a new migration.

CREATE TABLE site (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  timezone TEXT NOT NULL,
  settings TEXT NOT NULL, -- JSON
  domains  TEXT NOT NULL, -- JSON list
  gateways TEXT NOT NULL  -- JSON list
, keep_days INTEGER NOT NULL DEFAULT 0, sealed INTEGER, moved  INTEGER, swept  INTEGER, since  INTEGER, apart TEXT NOT NULL DEFAULT '{}', keep_orders_days INTEGER NOT NULL DEFAULT 0, kept_from INTEGER, kept_moved INTEGER, expired INTEGER) STRICT;

CREATE TABLE key (
  id      INTEGER PRIMARY KEY,
  site    INTEGER NOT NULL REFERENCES site (id),
  kind    INTEGER NOT NULL,
  label   TEXT NOT NULL,
  hash    BLOB NOT NULL UNIQUE,
  origins TEXT NOT NULL, -- JSON list
  revoked INTEGER NOT NULL
, events_per_day INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX key_site ON key (site);

CREATE TABLE token (
  id      INTEGER PRIMARY KEY,
  site    INTEGER REFERENCES site (id), -- NULL: every site
  label   TEXT NOT NULL,
  hash    BLOB NOT NULL UNIQUE,
  revoked INTEGER NOT NULL
, kind    TEXT NOT NULL DEFAULT 'read', scope   TEXT NOT NULL DEFAULT 'details', name    TEXT NOT NULL DEFAULT '', created INTEGER, expires INTEGER) STRICT;

CREATE TABLE salt (
  site  INTEGER NOT NULL REFERENCES site (id),
  day   TEXT NOT NULL,
  value BLOB NOT NULL,
  dies  INTEGER NOT NULL,
  PRIMARY KEY (site, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE node (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  site      INTEGER NOT NULL,
  kind      INTEGER NOT NULL, -- journey.IdentifierKind
  key       TEXT NOT NULL,
  basket    INTEGER NOT NULL, -- a node of the group joined without customers
  household INTEGER NOT NULL, -- a node of the group joined with customers
  UNIQUE (site, kind, key)
) STRICT;

CREATE INDEX node_basket ON node (basket);

CREATE INDEX node_household ON node (household);

CREATE TABLE rebuild (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  first INTEGER NOT NULL,
  next  INTEGER NOT NULL,
  last  INTEGER NOT NULL
) STRICT;

CREATE TABLE receipt (
  site    INTEGER NOT NULL REFERENCES site (id),
  quarter INTEGER NOT NULL, -- beginning of the UTC quarter hour of receipt
  what    INTEGER NOT NULL, -- see receipts.go
  name    TEXT NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (site, quarter, what, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (
  seq      INTEGER PRIMARY KEY,
  site     INTEGER NOT NULL REFERENCES site (id),
  received INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  code     TEXT NOT NULL,
  field    TEXT NOT NULL,
  message  TEXT NOT NULL,
  body     BLOB NOT NULL,
  bytes    INTEGER NOT NULL -- of all the texts and the body
, who BLOB) STRICT;

CREATE INDEX reject_site ON reject (site, seq);

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
, reached  INTEGER NOT NULL DEFAULT 0, closed   INTEGER NOT NULL DEFAULT 0, stages   INTEGER NOT NULL DEFAULT 0, troubled INTEGER NOT NULL DEFAULT 0, past_orders INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX session_unit ON session (unit);

CREATE INDEX session_start ON session (site, start);

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
, surface    TEXT NOT NULL DEFAULT '', touchpoint TEXT NOT NULL DEFAULT '', reached INTEGER NOT NULL DEFAULT 0, closed  INTEGER NOT NULL DEFAULT 0) STRICT;

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
, surface      TEXT NOT NULL DEFAULT '', payment_type TEXT NOT NULL DEFAULT '') STRICT;

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
, payment_type TEXT NOT NULL DEFAULT '') STRICT;

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
, stage TEXT    NOT NULL DEFAULT '', words INTEGER NOT NULL DEFAULT 0, surface TEXT NOT NULL DEFAULT '') STRICT;

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
, start  INTEGER, step   INTEGER NOT NULL DEFAULT 0, closed INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX friction_unit ON friction (unit);

CREATE TABLE tally ( -- events of one name in a quarter of an hour
  unit    INTEGER NOT NULL,
  site    INTEGER NOT NULL,
  session INTEGER,
  name    TEXT NOT NULL,
  time    INTEGER NOT NULL,
  count   INTEGER NOT NULL
, surface    TEXT NOT NULL DEFAULT '', touchpoint TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX tally_unit ON tally (unit);

CREATE INDEX tally_time ON tally (site, time);

CREATE TABLE poison ( -- households that could not be folded, and why; their events are kept
  household INTEGER PRIMARY KEY,
  reason    TEXT NOT NULL
) STRICT;

CREATE TABLE user (
  id       INTEGER PRIMARY KEY,
  email    TEXT NOT NULL UNIQUE, -- as account.Email writes it
  password TEXT NOT NULL,        -- argon2id in PHC form; '' when links alone let in
  created  INTEGER NOT NULL
) STRICT;

CREATE TABLE user_session ( -- "session" is a visitor's
  hash    BLOB PRIMARY KEY,
  user    INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  seen    INTEGER NOT NULL,
  expires INTEGER NOT NULL
, browser TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE INDEX user_session_user ON user_session (user);

CREATE TABLE link ( -- rights that can be used once
  hash    BLOB PRIMARY KEY,
  purpose TEXT NOT NULL,                                  -- store.LinkPurpose
  user    INTEGER REFERENCES user (id) ON DELETE CASCADE, -- NULL: nobody's yet
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX link_user ON link (user);

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
, checkout INTEGER, surface  TEXT NOT NULL DEFAULT '') STRICT;

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
, surface TEXT NOT NULL DEFAULT '') STRICT;

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

CREATE TABLE goal ( -- what a merchant wants of a metric
  site   INTEGER NOT NULL REFERENCES site (id),
  metric TEXT NOT NULL,
  value  TEXT NOT NULL, -- decimal
  PRIMARY KEY (site, metric)
) STRICT, WITHOUT ROWID;

CREATE INDEX hindrance_checkout ON hindrance (checkout);

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

CREATE TABLE handling ( -- what a visit did with a product in a quarter of an hour
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  surface    TEXT NOT NULL,
  product    TEXT NOT NULL,
  name       TEXT NOT NULL,
  category   TEXT NOT NULL,
  deed       INTEGER NOT NULL, -- journey.Deed
  time       INTEGER NOT NULL,
  count      INTEGER NOT NULL,
  quantity   INTEGER NOT NULL,
  then_added INTEGER NOT NULL
) STRICT;

CREATE INDEX handling_unit ON handling (unit);

CREATE INDEX handling_time ON handling (site, time);

CREATE TABLE order_item (
  unit     INTEGER NOT NULL,
  site     INTEGER NOT NULL,
  session  INTEGER,
  surface  TEXT NOT NULL,
  placed   INTEGER NOT NULL,
  product  TEXT NOT NULL,
  name     TEXT NOT NULL,
  category TEXT NOT NULL,
  time     INTEGER NOT NULL, -- the order
  quantity INTEGER NOT NULL,
  revenue  INTEGER NOT NULL,
  currency TEXT NOT NULL
) STRICT;

CREATE INDEX order_item_unit ON order_item (unit);

CREATE INDEX order_item_time ON order_item (site, time);

CREATE INDEX order_item_placed ON order_item (placed, product);

CREATE TABLE cart_item (
  unit       INTEGER NOT NULL,
  site       INTEGER NOT NULL,
  session    INTEGER,
  surface    TEXT NOT NULL,
  cart       INTEGER NOT NULL,
  product    TEXT NOT NULL,
  name       TEXT NOT NULL,
  category   TEXT NOT NULL,
  quantity   INTEGER NOT NULL, -- added less taken out
  opened     INTEGER NOT NULL, -- the cart
  window_end INTEGER NOT NULL,
  ordered    INTEGER NOT NULL,
  emptied    INTEGER NOT NULL
) STRICT;

CREATE INDEX cart_item_unit ON cart_item (unit);

CREATE INDEX cart_item_opened ON cart_item (site, opened);

CREATE INDEX cart_item_cart ON cart_item (cart, product);

CREATE TABLE category ( -- of an order's or a cart's products, each once
  unit   INTEGER NOT NULL,
  placed INTEGER,
  cart   INTEGER,
  name   TEXT NOT NULL
) STRICT;

CREATE INDEX category_unit ON category (unit);

CREATE INDEX category_placed ON category (placed, name) WHERE placed IS NOT NULL;

CREATE INDEX category_cart ON category (cart, name) WHERE cart IS NOT NULL;

CREATE TABLE passage ( -- the instant at which a visit or a cart came to a step
  unit          INTEGER NOT NULL,
  site          INTEGER NOT NULL,
  session       INTEGER,
  person        INTEGER, -- the visit's; NULL for a cart's passage
  of_cart       INTEGER NOT NULL,
  surface       TEXT NOT NULL,    -- the cart's
  start         INTEGER NOT NULL, -- the visit or the cart
  turn          INTEGER NOT NULL,
  step          INTEGER NOT NULL, -- journey.Step
  time          INTEGER NOT NULL,
  place         INTEGER NOT NULL,
  reached_after INTEGER, -- since the step before
  closed_after  INTEGER
) STRICT;

CREATE INDEX passage_unit ON passage (unit);

CREATE INDEX passage_start ON passage (site, of_cart, start);

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

CREATE TABLE "dirty" (
  household INTEGER PRIMARY KEY,
  mark      INTEGER NOT NULL,
  since     INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;

CREATE INDEX dirty_mark ON dirty (mark);

CREATE TABLE folded (
  household INTEGER PRIMARY KEY,
  tables    INTEGER NOT NULL -- bits by the order of factTables
, digest BLOB) STRICT;

CREATE TABLE word (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE "event" (
  seq     INTEGER PRIMARY KEY, -- order of acceptance
  site    INTEGER NOT NULL REFERENCES site (id),
  kind    INTEGER NOT NULL,
  hash    INTEGER NOT NULL,    -- of id
  id      ANY NOT NULL,        -- text; a UUID in lower case as its bytes
  sent    INTEGER,             -- NULL: time
  time    INTEGER NOT NULL,    -- corrected
  home    INTEGER,             -- node; NULL for a robot's event, which belongs to nothing
  payload BLOB NOT NULL        -- the rest of the hit, see row.go
, seal INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX event_identity ON event (coalesce(sent, time) / 3600000, hash);

CREATE INDEX event_home ON event (home) WHERE home IS NOT NULL;

CREATE INDEX event_time ON event (site, time);

CREATE TABLE turn (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  latest INTEGER NOT NULL,
  whole  INTEGER NOT NULL -- the latest that changed all hours of all sites
, seen INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE changed (
  site INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  turn INTEGER NOT NULL, -- the latest that changed it
  PRIMARY KEY (site, hour)
) STRICT, WITHOUT ROWID;

CREATE INDEX changed_turn ON changed (site, turn);

CREATE INDEX session_visitor ON session (visitor, start);

CREATE INDEX session_person ON session (person, start);

CREATE INDEX referral_code ON referral (code);

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

CREATE TABLE sealed_order ( -- what only the sealed facts around an order tell of it
  site          INTEGER NOT NULL,
  "transaction" TEXT NOT NULL,
  time          INTEGER NOT NULL,
  session       INTEGER,
  cart          INTEGER,
  surface       TEXT NOT NULL,
  payment_type  TEXT NOT NULL,
  PRIMARY KEY (site, "transaction", time)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey (
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- a page may hold the number of one that is gone
  site       INTEGER NOT NULL REFERENCES site (id),
  name       TEXT NOT NULL,    -- survey_id of its answers
  kind       TEXT NOT NULL,    -- nps, csat, ces, reason or text
  asked      INTEGER NOT NULL, -- on the shop's pages
  questions  TEXT NOT NULL,    -- JSON object, own words by language
  touchpoint TEXT NOT NULL,    -- '' for none
  stage      TEXT NOT NULL,    -- '' for that of the touchpoint or the kind
  page       TEXT NOT NULL,    -- path with * for any text, '' for every page
  occasion   TEXT NOT NULL,    -- store.Occasion
  seconds    INTEGER NOT NULL, -- from the occasion to the question
  leaving    INTEGER NOT NULL, -- not before the pointer leaves the window
  share      INTEGER NOT NULL, -- of visitors, in percent
  days       INTEGER NOT NULL, -- until somebody is asked again
  UNIQUE (site, name)
) STRICT;

CREATE TABLE due (
  household INTEGER PRIMARY KEY,
  site      INTEGER NOT NULL,
  seen      INTEGER NOT NULL, -- from when its facts are seen, Unix milliseconds: later events are not in them
  at        INTEGER NOT NULL  -- of its first event after that
) STRICT;

CREATE INDEX due_at ON due (at);

CREATE TABLE audit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,    -- e-mail address of a user, label of a token or key, 'safar', or '' for nobody known
  action TEXT NOT NULL,    -- audit.Action
  site   TEXT NOT NULL,    -- its name, '' for none
  object TEXT NOT NULL,    -- account or label, '' for none
  detail TEXT NOT NULL,
  times  INTEGER NOT NULL, -- how often from at to last
  last   INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_at ON audit (at);

CREATE TRIGGER audit_stays BEFORE UPDATE OF id, at, actor, action, site, object, detail ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit 
  WHEN OLD.last > (SELECT max(last) FROM audit) - 30 * 86400 * 1000
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;

CREATE TABLE user_role (
  user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  site INTEGER REFERENCES site (id), -- NULL: every site, those to come as well
  role TEXT NOT NULL                 -- store.Role
) STRICT;

CREATE UNIQUE INDEX user_role_user ON user_role (user, coalesce(site, 0));

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

CREATE TABLE second_factor (
  user      INTEGER PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  secret    BLOB NOT NULL,    -- sealed, see account.Vault
  confirmed INTEGER NOT NULL, -- until then it counts for nothing
  used      INTEGER NOT NULL  -- the step of time of the latest code that was used
) STRICT;

CREATE TABLE recovery_code ( -- instead of a code, once
  hash BLOB PRIMARY KEY,     -- SHA-256
  user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX recovery_code_user ON recovery_code (user);

CREATE TABLE policy ( -- what holds for every user; without a row what is usual
  only            INTEGER PRIMARY KEY CHECK (only = 1),
  strict_sessions INTEGER NOT NULL
) STRICT;

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

CREATE TABLE fading ( -- words of events that went, which perhaps nobody else uses
  word INTEGER PRIMARY KEY
) STRICT;

CREATE INDEX sealed_order_time ON sealed_order (site, time);

CREATE INDEX cart_settled ON cart (person) WHERE unit < 0;

CREATE INDEX answer_settled ON answer (person) WHERE unit < 0;

CREATE INDEX message_settled ON message (person) WHERE unit < 0;

CREATE INDEX refusal_settled ON refusal (person) WHERE unit < 0;

CREATE INDEX passage_settled ON passage (person) WHERE unit < 0;

CREATE INDEX event_robot ON event (site, time) WHERE home IS NULL;

INSERT INTO erasing VALUES (1, 0, 0, 0, 0);

INSERT INTO turn VALUES (1, 1, 1, 0);
