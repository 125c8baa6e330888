package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// folder brings the facts up to date with the events.
type folder interface {
	// fold works on dirty households for about as long as budget, on the writer's
	// goroutine, and tells whether any are left. ctx ends when the database closes.
	fold(ctx context.Context, budget time.Duration) (more bool, err error)
	// clear removes all facts that can be made again.
	clear(tx *sql.Tx) error
}

// step does a slice of the work that can wait: first a rebuild under way, then
// forgetting who is to be erased, then folding, and letting go of old events when nothing is left
// to fold.
func (db *DB) step(slice time.Duration) (more bool, err error) {
	db.folds = 0
	more, err = db.rebuildSlice(slice)
	if more {
		db.arrears.forgive()
	}
	forgetting := false
	if err == nil && !more {
		forgetting, err = db.forgetSlice(slice, false)
	}
	if err == nil && !more && db.folder != nil {
		more, err = db.folder.fold(db.closing, slice)
	}
	db.arrears.fold(db.folds, more, err)
	if err == nil && !more && !forgetting {
		forgetting, err = db.forgetSlice(slice, true)
	}
	if err == nil && !more && !forgetting && db.folder != nil {
		more = db.letGo(slice)
	}
	more = more || forgetting
	if err != nil && db.closing.Err() == nil {
		db.config.Meter.FoldFailed()
		db.log.Error("folding failed, trying again", "error", err, "pause", foldPause)
	}
	db.steps.Lock()
	defer db.steps.Unlock()
	db.foldErr = err
	close(db.folded)
	db.folded = make(chan struct{})
	return more, err
}

// Settle returns when the facts are up to date with everything that was accepted before
// the call; no household rests meanwhile. It fails when ctx ends first, with the reason if folding has been failing.
func (db *DB) Settle(ctx context.Context) error {
	if db.folder == nil {
		return nil
	}
	db.settling.Add(1)
	defer db.settling.Add(-1)
	target, err := db.lastSeq(ctx)
	if err != nil {
		return err
	}
	for {
		db.steps.Lock()
		folded := db.folded
		db.steps.Unlock()
		settled, err := db.settled(ctx, target)
		if err != nil || settled {
			return err
		}
		select {
		case db.wake <- struct{}{}:
		default:
		}
		select {
		case <-folded:
		case <-db.stopped:
			return store.ErrUnavailable
		case <-ctx.Done():
			db.steps.Lock()
			defer db.steps.Unlock()
			return errors.Join(ctx.Err(), db.foldErr)
		}
	}
}
