package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"

	"github.com/safar-cx/safar/collector/internal/store"
)

// secretBytes is the length of salts and secrets.
const secretBytes = 32

func randomSecret() []byte {
	secret := make([]byte, secretBytes)
	rand.Read(secret) // never fails
	return secret
}

// Secret returns the 32 random bytes of that name, made on first use and kept for good.
func (db *DB) Secret(ctx context.Context, name string) ([]byte, error) {
	const get = `/* Secret */ SELECT value FROM secret WHERE name = ?`
	var secret []byte
	err := translate(db.read.QueryRowContext(ctx, get, name).Scan(&secret))
	if !errors.Is(err, store.ErrNotFound) {
		return secret, err
	}
	var made []byte // not secret, which the writer could still be filling when ctx ends
	err = db.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec(`/* Secret */ INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING`, name, randomSecret()); err != nil {
			return err
		}
		return tx.QueryRow(get, name).Scan(&made)
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}
