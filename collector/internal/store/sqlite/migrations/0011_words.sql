-- Texts that many events have in common, which their payloads name by number. Never changed or
-- removed. Each stands in the table and in its index, so one damaged page loses none.

CREATE TABLE word (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
