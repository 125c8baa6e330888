-- What a merchant asks visitors.

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
