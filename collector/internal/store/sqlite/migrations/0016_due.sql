-- Facts are those of events that have happened by the clock of the one who folds. Clocks of
-- browsers and shops run ahead: a household with an event of which the time is yet to come is
-- folded without it, and again when it is due.

CREATE TABLE due (
  household INTEGER PRIMARY KEY,
  site      INTEGER NOT NULL,
  seen      INTEGER NOT NULL, -- from when its facts are seen, Unix milliseconds: later events are not in them
  at        INTEGER NOT NULL  -- of its first event after that
) STRICT;
CREATE INDEX due_at ON due (at);

-- No event in any fact is later. Before, all events were.
ALTER TABLE turn ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
UPDATE turn SET seen = coalesce((SELECT max((SELECT max(time) FROM event WHERE site = site.id)) FROM site), 0);
