package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"github.com/safar-cx/safar/collector/internal/store"
)

// roomToTry is how much of the disk must be free before it is tried again: a page may still fit
// where no batch does.
const roomToTry = 1 << 20

// Ready says why the store can take nothing at the moment, nil when it can. Once the disk has
// refused something it is tried again, since where nothing is sent any more nothing else would
// find out that it takes things again.
func (db *DB) Ready(ctx context.Context) error {
	if db.closing.Err() != nil {
		return fmt.Errorf("%w: closing", store.ErrUnavailable)
	}
	var n int
	if err := db.read.QueryRowContext(ctx, `/* Ready */ SELECT count(*) FROM site`).Scan(&n); err != nil {
		return translate(err)
	}
	refusal := db.refusal.Load()
	if refusal == nil {
		return nil
	}
	if free := diskFree(filepath.Dir(db.config.Path)); free >= 0 && free < roomToTry {
		return *refusal
	}
	if err := db.update(ctx, tryDisk); err != nil {
		return err
	}
	db.refusal.CompareAndSwap(refusal, nil)
	return nil
}

// tryDisk writes a page as it is.
func tryDisk(tx *sql.Tx) error {
	var version int
	if err := tx.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	_, err := tx.Exec(fmt.Sprintf(`/* tryDisk */ PRAGMA user_version = %d`, version))
	return err
}

// refused remembers what the disk said, until it takes a batch or a trial: something smaller
// may fit on a full one.
func (db *DB) refused(err error) {
	err = translate(err)
	db.refusal.Store(&err)
}
