package store

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"time"
)

// One-time codes of six digits hold for codeAge and codeTries entries.
const (
	codeAge   = 10 * time.Minute
	codeTries = 5
)

// NewCode makes the one-time code that proves a contact; the one before is void.
func (s *Store) NewCode(ctx context.Context, contact string) (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("make a one-time code: %w", err)
	}
	code := fmt.Sprintf("%06d", n)
	_, err = s.db.ExecContext(ctx, `INSERT INTO codes (contact, code, tries, expires_at) VALUES (?, ?, 0, ?)
		ON CONFLICT (contact) DO UPDATE SET code = excluded.code, tries = 0, expires_at = excluded.expires_at`,
		contact, code, s.now().Add(codeAge).UnixMilli())
	if err != nil {
		return "", fmt.Errorf("keep a one-time code: %w", err)
	}
	return code, nil
}

// UseCode tells whether a one-time code is the one that was sent to the contact. A right one
// is used up by it, a wrong one counts as a try.
func (s *Store) UseCode(ctx context.Context, contact, entered string) (right bool, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var code string
		err := tx.QueryRowContext(ctx, `UPDATE codes SET tries = tries + 1
			WHERE contact = ? AND expires_at > ? AND tries < ? RETURNING code`, contact, s.millis(), codeTries).Scan(&code)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if subtle.ConstantTimeCompare([]byte(code), []byte(entered)) == 0 {
			return nil
		}
		right = true
		_, err = tx.ExecContext(ctx, `DELETE FROM codes WHERE contact = ?`, contact)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("check a one-time code: %w", err)
	}
	return right, nil
}
