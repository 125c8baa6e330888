-- Who changed what, and who came in. Times are Unix milliseconds.

CREATE TABLE audit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,    -- e-mail address of a user, label of a token or key, 'safar', or '' for nobody known
  action TEXT NOT NULL,    -- audit.Action
  site   TEXT NOT NULL,    -- its name, '' for none
  object TEXT NOT NULL,    -- account or label, '' for none
  detail TEXT NOT NULL,
  times  INTEGER NOT NULL, -- how often from at to last
  last   INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);

-- What stands there stays as it is until it is old. Whoever has the file can do without
-- triggers; they keep our own mistakes out.
CREATE TRIGGER audit_stays BEFORE UPDATE OF id, at, actor, action, site, object, detail ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit 
  WHEN OLD.last > (SELECT max(last) FROM audit) - 30 * 86400 * 1000
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
