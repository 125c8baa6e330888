-- How many events a key may bring a day; those that it brings are counted in receipt.

ALTER TABLE key ADD COLUMN events_per_day INTEGER NOT NULL DEFAULT 0; -- 0: as many as come
