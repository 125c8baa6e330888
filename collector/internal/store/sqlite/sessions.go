package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// CreateSession signs a user in. Sessions that have expired by then are swept away. A user
// who is gone is store.ErrNotFound.
func (db *DB) CreateSession(ctx context.Context, session store.Session) error {
	return db.update(ctx, func(tx *sql.Tx) error { return insertSession(tx, session) })
}

func insertSession(tx *sql.Tx, s store.Session) error {
	if _, err := tx.Exec(`/* insertSession */ DELETE FROM user_session WHERE expires <= ?`, s.Created.UnixMilli()); err != nil {
		return err
	}
	_, err := tx.Exec(`/* insertSession */ INSERT INTO user_session (hash, user, created, seen, expires) VALUES (?, ?, ?, ?, ?)`,
		s.Hash, s.User, s.Created.UnixMilli(), s.Seen.UnixMilli(), s.Expires.UnixMilli())
	return err
}

// SessionByHash returns the session of that hash, expired or not, and whose it is.
func (db *DB) SessionByHash(ctx context.Context, hash []byte) (store.Session, store.User, error) {
	var s store.Session
	user, err := scanUser(db.read.QueryRowContext(ctx, `/* SessionByHash */ SELECT s.hash, s.user, s.created, s.seen, s.expires, `+userColumns+`
		FROM user_session AS s JOIN user ON user.id = s.user WHERE s.hash = ?`, hash),
		&s.Hash, &s.User, milliseconds{&s.Created}, milliseconds{&s.Seen}, milliseconds{&s.Expires})
	return s, user, err
}

// TouchSession notes when a session was used last and until when it lives on. One that is
// gone is store.ErrNotFound.
func (db *DB) TouchSession(ctx context.Context, hash []byte, seen, expires time.Time) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* TouchSession */ UPDATE user_session SET seen = ?, expires = ? WHERE hash = ?`,
			seen.UnixMilli(), expires.UnixMilli(), hash))
	})
}

// DeleteSession ends a session. Ending one that is gone changes nothing.
func (db *DB) DeleteSession(ctx context.Context, hash []byte) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec(`/* DeleteSession */ DELETE FROM user_session WHERE hash = ?`, hash)
		return err
	})
}
