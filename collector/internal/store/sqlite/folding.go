package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// foldBatch is how many dirty households are read at a time.
const foldBatch = 64

// folding brings facts up to date. It belongs to the writer.
type folding struct {
	db *DB
}

// fold implements folder.
func (f folding) fold(ctx context.Context, budget time.Duration) (more bool, err error) {
	begun := time.Now()
	stopping := ctx
	ctx = context.Background() // one that can end costs a goroutine per statement
	err = f.db.transact(func(tx *sql.Tx) error {
		households, err := dirtyHouseholds(ctx, tx)
		if err != nil {
			return err
		}
		more = len(households) == foldBatch
		bench := newBench(ctx, tx)
		for i, household := range households {
			if i > 0 && (time.Since(begun) > budget || stopping.Err() != nil) {
				more = true
				return nil
			}
			if err := bench.refold(household); err != nil {
				var poison *poisonError
				if !errors.As(err, &poison) {
					return fmt.Errorf("fold household %d: %w", household, err)
				}
				f.db.log.Error("a household cannot be folded and was set aside", "household", household, "error", err)
				if err := setAside(ctx, tx, household, poison); err != nil {
					return err
				}
			}
			if _, err := tx.ExecContext(ctx, "/* fold */ DELETE FROM dirty WHERE household = ?", household); err != nil {
				return err
			}
		}
		return nil
	})
	return more, err
}

// clear implements folder.
func (f folding) clear(tx *sql.Tx) error {
	for _, table := range append([]string{"poison"}, factTables...) {
		if _, err := tx.Exec("/* folding.clear */ DELETE FROM " + table); err != nil {
			return err
		}
	}
	return nil
}

func dirtyHouseholds(ctx context.Context, tx *sql.Tx) ([]int64, error) {
	return column64(ctx, tx, "/* dirtyHouseholds */ SELECT household FROM dirty ORDER BY mark LIMIT ?", foldBatch)
}

// poisonError says that a household's events can't be folded: a fault of ours, or a
// damaged row, that must not stop the others.
type poisonError struct{ reason any }

func (e *poisonError) Error() string { return fmt.Sprint("cannot fold: ", e.reason) }

// setAside leaves a household without facts and writes down why.
func setAside(ctx context.Context, tx *sql.Tx, household int64, why *poisonError) error {
	if err := removeFacts(ctx, tx, household); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `/* setAside */ INSERT INTO poison (household, reason) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET reason = excluded.reason`, household, why.Error())
	return err
}

// bench is what folding households within one transaction shares.
type bench struct {
	ctx   context.Context
	tx    *sql.Tx
	sites map[int64]store.Site
	last  map[string]int64 // ids given, by table
}

func newBench(ctx context.Context, tx *sql.Tx) *bench {
	return &bench{ctx: ctx, tx: tx, sites: map[int64]store.Site{}, last: map[string]int64{}}
}

// refold replaces the facts of a household. One without nodes was merged into another, so
// its facts only go.
func (b *bench) refold(household int64) error {
	if err := removeFacts(b.ctx, b.tx, household); err != nil {
		return err
	}
	if _, err := b.tx.ExecContext(b.ctx, "/* refold */ DELETE FROM poison WHERE household = ?", household); err != nil {
		return err
	}
	unit, err := readHousehold(b.ctx, b.tx, household)
	if err != nil || unit == nil {
		return err
	}
	site, err := b.site(unit.site)
	if err != nil {
		return err
	}
	w := &factWriter{ctx: b.ctx, in: b.tx, site: unit.site, unit: household, people: unit.people, next: b.next}
	return unit.fold(b.ctx, b.tx, site.Settings, allTime, w.write)
}

func (b *bench) site(id int64) (store.Site, error) {
	if site, ok := b.sites[id]; ok {
		return site, nil
	}
	site, err := siteByID(b.ctx, b.tx, id)
	b.sites[id] = site
	return site, err
}

func (b *bench) next(table string) int64 {
	if _, ok := b.last[table]; !ok {
		var last int64
		// An error shows again at the insert, since its id is taken then.
		_ = b.tx.QueryRowContext(b.ctx, "/* bench.next */ SELECT coalesce(max(id), 0) FROM "+table).Scan(&last)
		b.last[table] = last
	}
	b.last[table]++
	return b.last[table]
}

// allTime is the as_of of facts as they are stored.
const allTime = journey.Never
