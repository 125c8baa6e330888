package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// saltLife is how long a salt is kept after its day, for events that come late.
const saltLife = 48 * time.Hour

// Salt returns the 32 random bytes of a site's day, made when there are none. ends is the
// end of that day. They are destroyed 48 hours after ends, or after they were made when
// that is later; nobody can tell afterwards whose hashes were made with them.
func (db *DB) Salt(ctx context.Context, site int64, day string, ends time.Time) ([]byte, error) {
	const get = `/* Salt */ SELECT value FROM salt WHERE site = ? AND day = ?`
	var salt []byte
	err := translate(db.read.QueryRowContext(ctx, get, site, day).Scan(&salt))
	if !errors.Is(err, store.ErrNotFound) {
		return salt, err
	}
	dies := ends
	if now := db.config.Now(); dies.Before(now) {
		dies = now
	}
	dies = dies.Add(saltLife)
	var made []byte
	err = db.update(ctx, func(tx *sql.Tx) error {
		if err := db.sweepSalts(tx); err != nil {
			return err
		}
		_, err := tx.Exec(`/* Salt */ INSERT INTO salt (site, day, value, dies) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			site, day, randomSecret(), dies.UnixMilli())
		if err != nil {
			return err
		}
		return tx.QueryRow(get, site, day).Scan(&made)
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

// sweepSalts destroys the salts whose time has come. Their bytes are overwritten in the
// file (secure_delete); emptyLog sees to the write-ahead log.
func (db *DB) sweepSalts(tx *sql.Tx) error {
	result, err := tx.Exec(`/* sweepSalts */ DELETE FROM salt WHERE dies <= ?`, db.config.Now().UnixMilli())
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err == nil && n > 0 {
		db.wipe = true
	}
	return nil
}
