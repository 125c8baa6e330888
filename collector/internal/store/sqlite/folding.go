package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// foldBatch is how many dirty households are read at a time, and the most that one step folds.
const foldBatch = 256

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
		if err := f.db.due.mark(tx, f.db.config.Now()); err != nil {
			return err
		}
		households, err := dirtyHouseholds(ctx, tx, f.resting(begun))
		if err != nil {
			return err
		}
		more = len(households) == foldBatch
		bench := newBench(ctx, f.db.direct, f.db, households)
		for i, h := range households {
			if i > 0 && (time.Since(begun) > budget || stopping.Err() != nil) {
				more = true
				break
			}
			if err := bench.refold(h); err != nil {
				var poison *poisonError
				if !errors.As(err, &poison) {
					return fmt.Errorf("fold household %d: %w", h.id, err)
				}
				f.db.log.Error("a household cannot be folded and was set aside", "household", h.id, "error", err)
				if err := bench.setAside(h, poison); err != nil {
					return err
				}
			}
		}
		f.db.folds = len(bench.done)
		return bench.finish()
	})
	return more, errors.Join(err, f.db.due.wait(ctx, f.db))
}

// resting lists the households that are left alone for now, and has the writer woken when that
// is over.
func (f folding) resting(now time.Time) []int64 {
	list, until := f.db.rests.resting(now)
	if f.db.settling.Load() > 0 {
		return nil
	}
	if len(list) > 0 {
		f.db.rested.Reset(until.Sub(now))
	}
	return list
}

// clear implements folder.
func (f folding) clear(tx *sql.Tx) error {
	for _, table := range factTables {
		if _, err := tx.Exec("/* folding.clear */ DELETE FROM " + table + " WHERE unit > 0"); err != nil { //nolint:gosec // a table of a literal list
			return err
		}
	}
	if _, err := tx.Exec("/* folding.clear */ DELETE FROM poison; DELETE FROM folded; DELETE FROM due"); err != nil {
		return err
	}
	return changeEverything(context.Background(), tx)
}

// dirtyHousehold is a household to fold, and what folding it has left before.
type dirtyHousehold struct {
	id       int64
	facts    factSet
	digest   []byte // of these facts
	poisoned bool
}

func dirtyHouseholds(ctx context.Context, tx source, resting []int64) ([]dirtyHousehold, error) {
	rows, err := tx.QueryContext(ctx, `/* dirtyHouseholds */ SELECT d.household, coalesce(f.tables, 0), f.digest, p.household IS NOT NULL
		FROM dirty AS d LEFT JOIN folded AS f ON f.household = d.household LEFT JOIN poison AS p ON p.household = d.household
		WHERE d.household NOT IN (SELECT value FROM json_each(?)) ORDER BY d.mark LIMIT ?`, jsonList(resting), foldBatch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []dirtyHousehold
	for rows.Next() {
		var h dirtyHousehold
		if err := rows.Scan(&h.id, &h.facts, &h.digest, &h.poisoned); err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, rows.Err()
}

// poisonError says that a household's events can't be folded: a fault of ours, or a
// damaged row, that must not stop the others.
type poisonError struct{ reason any }

func (e *poisonError) Error() string { return fmt.Sprint("cannot fold: ", e.reason) }

// bench is what folding households within one transaction shares.
type bench struct {
	ctx    context.Context
	tx     source
	sites  map[int64]store.Site
	last   map[string]int64 // ids given, by table
	rests  rests
	words  *words
	sheets *sheets
	shelf  *shelf
	digest *digest
	turns  turns
	hinges hinges
	seen   int64   // the instant as of which facts are folded
	due    []any   // rows of that table to write
	done   []int64 // households
	folded []any   // rows of that table to write
}

func newBench(ctx context.Context, tx source, db *DB, households []dirtyHousehold) *bench {
	return &bench{
		ctx: ctx, tx: tx, sites: map[int64]store.Site{}, last: map[string]int64{},
		sheets: newSheets(ctx, tx, ""), rests: db.rests, words: db.words,
		shelf:  newShelf(lexicon{db.words, ctx, tx}, households),
		seen:   db.config.Now().UnixMilli(),
		digest: newDigest(), turns: turns{map[siteHour]struct{}{}}, hinges: hinges{ctx, tx, map[hinge]int64{}},
	}
}

// refold replaces the facts of a household. One without nodes was merged into another, so
// its facts only go.
func (b *bench) refold(h dirtyHousehold) error {
	if err := b.hinges.leave(h.id, h.facts); err != nil {
		return err
	}
	if err := removeFacts(b.ctx, b.tx, h.id, h.facts); err != nil {
		return err
	}
	if h.poisoned {
		if err := change(b.ctx, b.tx, "/* refold */ DELETE FROM poison WHERE household = ?", h.id); err != nil {
			return err
		}
	}
	wrote, digest, err := b.fold(h.id)
	if err != nil {
		return err
	}
	return b.note(h, wrote, digest)
}

// note gathers where the facts of a household are by now and in which hours they have changed.
func (b *bench) note(h dirtyHousehold, wrote factSet, digest []byte) error {
	b.done = append(b.done, h.id)
	if wrote != h.facts || !bytes.Equal(digest, h.digest) {
		b.folded = append(b.folded, h.id, int64(wrote), digest)
	}
	if h.facts != 0 && h.digest == nil {
		return changeEverything(b.ctx, b.tx) // nobody knows which hours they were in
	}
	site, hours, err := changed(h.digest, digest)
	b.turns.mark(site, hours)
	return err
}

// fold writes the facts of a household that has none and tells where, with their digest.
func (b *bench) fold(household int64) (wrote factSet, digest []byte, err error) {
	unit, err := b.shelf.take(household)
	if err != nil || unit == nil {
		return 0, nil, err
	}
	site, err := b.site(unit.site)
	if err != nil {
		return 0, nil, err
	}
	b.digest.reset()
	w := &factWriter{sheets: b.sheets, site: unit.site, unit: rowID(household), people: unit.people, next: b.next, digest: b.digest}
	err = unit.fold(lexicon{b.words, b.ctx, b.tx}, site.Settings, b.seen, func(f *journey.Facts) error {
		if err := b.hinges.come(unit.site, f); err != nil {
			return err
		}
		return w.write(f)
	})
	b.rests.folded(household, unit.events, time.Now())
	if unit.later != allTime {
		b.due = append(b.due, household, unit.site, b.seen, unit.later)
	}
	return w.wrote, b.digest.stored(unit.site), err
}

// setAside leaves a household without facts and writes down why. A crowd may have left some
// before its poison was met.
func (b *bench) setAside(h dirtyHousehold, why *poisonError) error {
	if err := b.sheets.flush(); err != nil {
		return err
	}
	if err := removeFacts(b.ctx, b.tx, h.id, allFacts); err != nil {
		return err
	}
	if err := b.note(h, 0, nil); err != nil {
		return err
	}
	return change(b.ctx, b.tx, `/* setAside */ INSERT INTO poison (household, reason) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET reason = excluded.reason`, h.id, why.Error())
}

var insertFolded = newBulk(3, `/* finish */ INSERT INTO folded (household, tables, digest) VALUES %s
	ON CONFLICT DO UPDATE SET tables = excluded.tables, digest = excluded.digest`)

// finish writes what was gathered, and that the households are dirty no more.
func (b *bench) finish() error {
	if err := b.sheets.flush(); err != nil {
		return err
	}
	if err := insertFolded.write(b.ctx, b.tx, b.folded); err != nil {
		return fmt.Errorf("note where facts are: %w", err)
	}
	if err := b.hinges.turn(&b.turns); err != nil {
		return err
	}
	if err := b.turns.write(b.ctx, b.tx); err != nil {
		return err
	}
	if err := b.postpone(); err != nil {
		return fmt.Errorf("note what is due later: %w", err)
	}
	return change(b.ctx, b.tx, "/* finish */ DELETE FROM dirty WHERE household IN (SELECT value FROM json_each(?))", jsonList(b.done))
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

// allTime is after everything that will ever happen.
const allTime = journey.Never
