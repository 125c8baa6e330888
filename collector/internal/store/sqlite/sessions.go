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
	_, err := tx.Exec(`/* insertSession */ INSERT INTO user_session (hash, user, created, seen, expires, browser) VALUES (?, ?, ?, ?, ?, ?)`,
		s.Hash, s.User, s.Created.UnixMilli(), s.Seen.UnixMilli(), s.Expires.UnixMilli(), s.Browser)
	return err
}

// SessionByHash returns the session of that hash, expired or not, and whose it is.
func (db *DB) SessionByHash(ctx context.Context, hash []byte) (store.Session, store.User, error) {
	var s store.Session
	user, err := scanUser(db.read.QueryRowContext(ctx, `/* SessionByHash */ SELECT s.hash, s.user, s.created, s.seen, s.expires, s.browser, `+userColumns+`
		FROM user_session AS s JOIN user ON user.id = s.user WHERE s.hash = ?`, hash),
		&s.Hash, &s.User, milliseconds{&s.Created}, milliseconds{&s.Seen}, milliseconds{&s.Expires}, &s.Browser)
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

// UserSessions lists the sessions of a user, expired ones too, the latest used first.
func (db *DB) UserSessions(ctx context.Context, user int64) ([]store.Session, error) {
	rows, err := db.read.QueryContext(ctx, `/* UserSessions */ SELECT hash, user, created, seen, expires, browser FROM user_session
		WHERE user = ? ORDER BY seen DESC, created DESC, hash`, user)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Session
	for rows.Next() {
		var s store.Session
		if err := rows.Scan(&s.Hash, &s.User, milliseconds{&s.Created}, milliseconds{&s.Seen}, milliseconds{&s.Expires}, &s.Browser); err != nil {
			return nil, translate(err)
		}
		list = append(list, s)
	}
	return list, translate(rows.Err())
}

// DeleteOtherSessions ends all sessions of a user but that of a hash, which may be nil.
func (db *DB) DeleteOtherSessions(ctx context.Context, user int64, but []byte) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec(`/* DeleteOtherSessions */ DELETE FROM user_session WHERE user = ? AND hash IS NOT ?`, user, but)
		return err
	})
}

// SetPassword gives the session's user a password. All of his sessions and sign-in links end,
// and the session begins.
func (db *DB) SetPassword(ctx context.Context, password string, session store.Session) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		err := affectOne(tx.Exec(`/* SetPassword */ UPDATE user SET password = ? WHERE id = ?`, password, session.User))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`/* SetPassword */ DELETE FROM link WHERE user = ?`, session.User); err != nil {
			return err
		}
		return replaceSessions(tx, session)
	})
}

// replaceSessions ends all sessions of a user and begins one.
func replaceSessions(tx *sql.Tx, session store.Session) error {
	if err := endSessions(tx, session.User); err != nil {
		return err
	}
	return insertSession(tx, session)
}

func endSessions(tx *sql.Tx, user int64) error {
	_, err := tx.Exec(`/* endSessions */ DELETE FROM user_session WHERE user = ?`, user)
	return err
}
