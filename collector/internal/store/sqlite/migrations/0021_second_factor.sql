-- How people sign in, and for how long.

ALTER TABLE user_session ADD COLUMN browser TEXT NOT NULL DEFAULT ''; -- its family, for lists

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
