package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

// SecondFactor returns a user's second factor, confirmed or not, or store.ErrNotFound.
func (db *DB) SecondFactor(ctx context.Context, user int64) (store.SecondFactor, error) {
	var f store.SecondFactor
	err := db.read.QueryRowContext(ctx, `/* SecondFactor */ SELECT secret, confirmed, used,
		(SELECT count(*) FROM recovery_code WHERE recovery_code.user = second_factor.user) FROM second_factor WHERE user = ?`, user).
		Scan(&f.Secret, &f.Confirmed, &f.Used, &f.Recovery)
	return f, translate(err)
}

// PrepareSecondFactor keeps a sealed secret that is still to be confirmed, in the place of an
// earlier one of the kind. A user who has a confirmed one is store.ErrExists.
func (db *DB) PrepareSecondFactor(ctx context.Context, user int64, secret []byte) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec(`/* PrepareSecondFactor */ DELETE FROM second_factor WHERE user = ? AND NOT confirmed`, user); err != nil {
			return err
		}
		_, err := tx.Exec(`/* PrepareSecondFactor */ INSERT INTO second_factor (user, secret, confirmed, used) VALUES (?, ?, 0, 0)
			ON CONFLICT (user) DO NOTHING`, user, secret)
		if err != nil {
			return err
		}
		var there bool
		if err := tx.QueryRow(`/* PrepareSecondFactor */ SELECT confirmed FROM second_factor WHERE user = ?`, user).Scan(&there); err != nil {
			return err
		}
		if there {
			return store.ErrExists
		}
		return nil
	})
}

// ConfirmSecondFactor makes a prepared second factor count, with the step of the code that
// confirmed it and the hashes of recovery codes. All sessions of the user end, and the one
// that is given begins. A secret that is not the prepared one is store.ErrNotFound.
func (db *DB) ConfirmSecondFactor(ctx context.Context, secret []byte, step int64, recovery [][]byte, session store.Session) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		err := affectOne(tx.Exec(`/* ConfirmSecondFactor */ UPDATE second_factor SET confirmed = 1, used = ? WHERE user = ? AND secret = ? AND NOT confirmed`,
			step, session.User, secret))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`/* ConfirmSecondFactor */ DELETE FROM recovery_code WHERE user = ?`, session.User); err != nil {
			return err
		}
		for _, hash := range recovery {
			if _, err := tx.Exec(`/* ConfirmSecondFactor */ INSERT INTO recovery_code (hash, user) VALUES (?, ?)`, hash, session.User); err != nil {
				return err
			}
		}
		return replaceSessions(tx, session)
	})
}

// UseCode notes that the code of a step was used. That of an earlier step, or of the same one
// again, is store.ErrNotFound.
func (db *DB) UseCode(ctx context.Context, user, step int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* UseCode */ UPDATE second_factor SET used = ?1 WHERE user = ?2 AND used < ?1`, step, user))
	})
}

// UseRecoveryCode uses a recovery code up, or returns store.ErrNotFound.
func (db *DB) UseRecoveryCode(ctx context.Context, user int64, hash []byte) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* UseRecoveryCode */ DELETE FROM recovery_code WHERE hash = ? AND user = ?`, hash, user))
	})
}

// DeleteSecondFactor removes a user's second factor with its recovery codes, and ends all of
// his sessions. One who has none is store.ErrNotFound.
func (db *DB) DeleteSecondFactor(ctx context.Context, user int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		if err := affectOne(tx.Exec(`/* DeleteSecondFactor */ DELETE FROM second_factor WHERE user = ?`, user)); err != nil {
			return err
		}
		if _, err := tx.Exec(`/* DeleteSecondFactor */ DELETE FROM recovery_code WHERE user = ?`, user); err != nil {
			return err
		}
		return endSessions(tx, user)
	})
}
