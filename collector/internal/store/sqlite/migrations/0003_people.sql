-- Who may sign in to the pages. Times are Unix milliseconds; hash is the SHA-256 of a
-- random token, which is kept nowhere.

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
) STRICT, WITHOUT ROWID;
CREATE INDEX user_session_user ON user_session (user);

CREATE TABLE link ( -- rights that can be used once
  hash    BLOB PRIMARY KEY,
  purpose TEXT NOT NULL,                                  -- store.LinkPurpose
  user    INTEGER REFERENCES user (id) ON DELETE CASCADE, -- NULL: nobody's yet
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_user ON link (user);
