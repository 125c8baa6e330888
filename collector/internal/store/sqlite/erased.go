package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// erased is the list of who was erased, as far as this process knows it. It is safe for concurrent
// use; the writer alone changes it.
type erased struct {
	marker marker

	mu         sync.RWMutex
	at         map[mark]int64
	latest     int64 // of at
	generation int64
	stale      bool // another process may have changed it; the writer's
}

// has tells whether what a hit tells of was erased before: it is timed before somebody's erasure
// whom it names.
func (e *erased) has(site int64, h *journey.Hit) bool {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if h.Time >= e.latest {
		return false // as all is that comes in time
	}
	for _, id := range namesOf(h) {
		if h.Time < e.at[e.marker.of(site, id)] {
			return true
		}
	}
	return false
}

func (e *erased) add(m mark, at int64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.at[m] = max(e.at[m], at)
	e.latest = max(e.latest, at)
}

// read takes up the list as it is on disk.
func (e *erased) read(ctx context.Context, in source) error {
	rows, err := in.QueryContext(ctx, `/* erased */ SELECT mark, at FROM erased`)
	if err != nil {
		return err
	}
	defer rows.Close()
	at, latest := map[mark]int64{}, int64(0)
	for rows.Next() {
		var bytes []byte
		var t int64
		if err := rows.Scan(&bytes, &t); err != nil {
			return err
		}
		at[mark(bytes)] = t
		latest = max(latest, t)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.at, e.latest = at, latest
	return rows.Err()
}

// refresh takes up what other processes have erased, the words that went with it included.
func (db *DB) refresh(tx source) error {
	if !db.erased.stale {
		return nil
	}
	ctx := context.Background()
	var generation int64
	if err := tx.QueryRowContext(ctx, `/* refresh */ SELECT generation FROM erasing`).Scan(&generation); err != nil {
		return err
	}
	if generation != db.erased.generation {
		if err := db.erased.read(ctx, tx); err != nil {
			return fmt.Errorf("read who was erased: %w", err)
		}
		if err := db.words.reload(ctx, tx); err != nil {
			return fmt.Errorf("read words again: %w", err)
		}
		db.erased.generation = generation
	}
	db.erased.stale = false
	return nil
}

// Erased tells whether an event that comes now, as h, tells of somebody who was erased after it
// happened: it must not be stored.
func (db *DB) Erased(site int64, h *journey.Hit) bool { return db.erased.has(site, h) }

// customerSecret reads the installation's secret of that name, and makes it where there is none.
func customerSecret(ctx context.Context, tx *sql.Tx) (secret []byte, err error) {
	_, err = tx.ExecContext(ctx, `/* customerSecret */ INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING`, store.CustomerSecret, randomSecret())
	if err != nil {
		return nil, err
	}
	err = tx.QueryRowContext(ctx, `/* customerSecret */ SELECT value FROM secret WHERE name = ?`, store.CustomerSecret).Scan(&secret)
	return secret, err
}
