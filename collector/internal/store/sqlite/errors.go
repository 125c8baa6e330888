package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"github.com/safar-cx/safar/collector/internal/store"
)

// environmental tells errors of the disk, the file or another process from errors of the
// data: the former hit everybody and may pass, the latter belong to one batch.
func environmental(err error) bool {
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		return true
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case sqlite3.ErrPerm, sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrNomem, sqlite3.ErrReadonly,
		sqlite3.ErrInterrupt, sqlite3.ErrIoErr, sqlite3.ErrCorrupt, sqlite3.ErrFull, sqlite3.ErrCantOpen,
		sqlite3.ErrProtocol, sqlite3.ErrNotADB:
		return true
	}
	return false
}

// damaged tells that the file is not a sound database.
func damaged(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB)
}

// translate gives an error of the database the store's name for it.
func translate(err error) error {
	var e sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return store.ErrNotFound
	case errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintUnique:
		return store.ErrExists
	case errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintForeignKey:
		return fmt.Errorf("what it belongs to: %w", store.ErrNotFound)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case environmental(err) && !errors.Is(err, store.ErrUnavailable):
		return fmt.Errorf("%w: %w", store.ErrUnavailable, err)
	}
	return err
}
