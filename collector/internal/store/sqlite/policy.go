package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Policy returns what holds for every user: what is usual until somebody sets it.
func (db *DB) Policy(ctx context.Context) (store.Policy, error) {
	var p store.Policy
	err := db.read.QueryRowContext(ctx, `/* Policy */ SELECT strict_sessions FROM policy`).Scan(&p.StrictSessions)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	return p, translate(err)
}

// SetPolicy changes what holds for every user.
func (db *DB) SetPolicy(ctx context.Context, p store.Policy) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec(`/* SetPolicy */ INSERT OR REPLACE INTO policy (only, strict_sessions) VALUES (1, ?)`, p.StrictSessions)
		return err
	})
}
