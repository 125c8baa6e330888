-- What happened to products, and when visits and carts came to the steps of the funnel.
-- Everything is folded anew; until that is over these answers cover only a part, while all
-- others stay whole. Quantities are in thousandths.

ALTER TABLE cart ADD COLUMN reached INTEGER NOT NULL DEFAULT 0; -- journey.Step, with steps skipped
ALTER TABLE cart ADD COLUMN closed  INTEGER NOT NULL DEFAULT 0; -- the same, one after the other

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

INSERT INTO dirty (household, mark)
SELECT DISTINCT household, (SELECT coalesce(max(seq), 0) FROM event) FROM node WHERE TRUE
ON CONFLICT DO NOTHING;
