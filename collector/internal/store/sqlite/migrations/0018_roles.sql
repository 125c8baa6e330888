-- Who may do what. Whoever could sign in before saw and wrote everything, so he owns everything.

CREATE TABLE user_role (
  user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  site INTEGER REFERENCES site (id), -- NULL: every site, those to come as well
  role TEXT NOT NULL                 -- store.Role
) STRICT;
CREATE UNIQUE INDEX user_role_user ON user_role (user, coalesce(site, 0));

INSERT INTO user_role (user, site, role) SELECT id, NULL, 'owner' FROM user;

-- Tokens that were made before tell all that there is to read, and do not expire.
ALTER TABLE token ADD COLUMN kind    TEXT NOT NULL DEFAULT 'read';    -- store.TokenKind
ALTER TABLE token ADD COLUMN scope   TEXT NOT NULL DEFAULT 'details'; -- store.Scope
ALTER TABLE token ADD COLUMN name    TEXT NOT NULL DEFAULT '';        -- what it is for, '' for nothing said
ALTER TABLE token ADD COLUMN created INTEGER;                         -- Unix milliseconds, NULL: before this was noted
ALTER TABLE token ADD COLUMN expires INTEGER;                         -- Unix milliseconds, NULL: never
