-- Raw events of sites that do not keep them for ever. Sealed facts, which nothing can make
-- again, have a unit below zero, so that they belong to no household. Times are Unix
-- milliseconds.

ALTER TABLE event ADD COLUMN seal INTEGER NOT NULL DEFAULT 0; -- journey.Seal

ALTER TABLE site ADD COLUMN keep_days INTEGER NOT NULL DEFAULT 0; -- 0: for ever
ALTER TABLE site ADD COLUMN sealed INTEGER; -- nothing timed before is accepted
ALTER TABLE site ADD COLUMN moved  INTEGER; -- when that last changed, by this machine's clock
ALTER TABLE site ADD COLUMN swept  INTEGER; -- what could go before it has gone
ALTER TABLE site ADD COLUMN since  INTEGER; -- the first event ever, once events have gone

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
