package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// maxLinks is how many unused links of one purpose and user are kept, the newest: a program
// that is started again and again makes one each time.
const maxLinks = 16

// CreateLink keeps a link. Links that have expired by now are swept away, and so are the
// oldest beyond 16 of the same purpose and user. A user who is gone is store.ErrNotFound.
func (db *DB) CreateLink(ctx context.Context, link store.Link, now time.Time) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec(`/* CreateLink */ DELETE FROM link WHERE expires <= ?`, now.UnixMilli()); err != nil {
			return err
		}
		_, err := tx.Exec(`/* CreateLink */ INSERT INTO link (hash, purpose, user, expires) VALUES (?, ?, nullif(?, 0), ?)`,
			link.Hash, link.Purpose, link.User, link.Expires.UnixMilli())
		if err != nil {
			return err
		}
		_, err = tx.Exec(`/* CreateLink */ DELETE FROM link WHERE hash IN (SELECT hash FROM link
			WHERE purpose = ? AND user IS nullif(?, 0) ORDER BY expires DESC LIMIT -1 OFFSET ?)`,
			link.Purpose, link.User, maxLinks)
		return err
	})
}

// LinkByHash returns the link of that hash, expired or not.
func (db *DB) LinkByHash(ctx context.Context, hash []byte) (store.Link, error) {
	var l store.Link
	err := db.read.QueryRowContext(ctx, `/* LinkByHash */ SELECT hash, purpose, coalesce(user, 0), expires FROM link WHERE hash = ?`, hash).
		Scan(&l.Hash, &l.Purpose, &l.User, milliseconds{&l.Expires})
	return l, translate(err)
}

// UserByLink returns whom a sign-in link signs in that works at that time, or store.ErrNotFound.
func (db *DB) UserByLink(ctx context.Context, link []byte, now time.Time) (store.User, error) {
	return scanUser(db.read.QueryRowContext(ctx, `/* UserByLink */ SELECT `+userColumns+` FROM link JOIN user ON user.id = link.user
		WHERE link.hash = ? AND link.purpose = ? AND link.expires > ?`, link, store.LinkSignIn, now.UnixMilli()))
}

// RedeemLink uses a sign-in link up and begins a session of its user. It returns
// store.ErrNotFound when there is no such link that works when the session begins. Of
// several who try at once one succeeds.
func (db *DB) RedeemLink(ctx context.Context, link []byte, session store.Session) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRow(`/* RedeemLink */ DELETE FROM link WHERE hash = ? AND purpose = ? AND expires > ? RETURNING user`,
			link, store.LinkSignIn, session.Created.UnixMilli()).Scan(&session.User)
		if err != nil {
			return err // none is sql.ErrNoRows, which becomes store.ErrNotFound
		}
		return insertSession(tx, session)
	})
}

// SetPasswordByLink uses an invitation or a reset up and gives its user a password. His
// sessions and other links end. It returns store.ErrNotFound when there is no such link that
// still works. Of several who try at once one succeeds.
func (db *DB) SetPasswordByLink(ctx context.Context, link []byte, password string, now time.Time) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		var user int64
		err := tx.QueryRow(`/* SetPasswordByLink */ DELETE FROM link WHERE hash = ? AND purpose IN (?, ?) AND expires > ? RETURNING user`,
			link, store.LinkInvite, store.LinkReset, now.UnixMilli()).Scan(&user)
		if err != nil {
			return err // none is sql.ErrNoRows, which becomes store.ErrNotFound
		}
		if err := affectOne(tx.Exec(`/* SetPasswordByLink */ UPDATE user SET password = ? WHERE id = ?`, password, user)); err != nil {
			return err
		}
		if _, err := tx.Exec(`/* SetPasswordByLink */ DELETE FROM user_session WHERE user = ?`, user); err != nil {
			return err
		}
		_, err = tx.Exec(`/* SetPasswordByLink */ DELETE FROM link WHERE user = ?`, user)
		return err
	})
}
