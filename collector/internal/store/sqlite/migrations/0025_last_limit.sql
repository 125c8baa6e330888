-- Beyond a last limit a site holds nothing at all: no orders, no answers, no figures, no identifiers.
ALTER TABLE site ADD COLUMN keep_orders_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN kept_from INTEGER; -- what happened before goes, or has gone
ALTER TABLE site ADD COLUMN kept_moved INTEGER; -- when that changed
ALTER TABLE site ADD COLUMN expired INTEGER; -- up to where all has gone

CREATE INDEX sealed_order_time ON sealed_order (site, time);

-- Whether an identifier is still named by what is settled.
CREATE INDEX cart_settled ON cart (person) WHERE unit < 0;
CREATE INDEX answer_settled ON answer (person) WHERE unit < 0;
CREATE INDEX message_settled ON message (person) WHERE unit < 0;
CREATE INDEX refusal_settled ON refusal (person) WHERE unit < 0;
CREATE INDEX passage_settled ON passage (person) WHERE unit < 0;

-- Events of robots, which go after a month.
CREATE INDEX event_robot ON event (site, time) WHERE home IS NULL;
