package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// The phases of forgetting. They are stored, so that what was interrupted goes on.
const (
	forgetNothing = iota
	// forgetHouseholds looks for identifiers that are on the list and lets go of whom they name;
	// next is the node looked at last.
	forgetHouseholds
	// forgetRobots looks for events of robots that name those; next is the event looked at last.
	forgetRobots
	// forgetWords goes through all events for words that only those used who went; next is the
	// event looked at last.
	forgetWords
	// forgetBytes overwrites what the file still holds between its rows; next is the page.
	forgetBytes
)

const (
	// erasedNodes is how many identifiers one transaction looks at.
	erasedNodes = 2000
	// aheadOfClock is how far beyond now the time of events may lie that an erasure covers.
	aheadOfClock = 10 * time.Minute
)

// forgetting is where the work of erasing stands in this process. It belongs to the writer.
type forgetting struct {
	state forgetState
	words map[uint64]struct{} // candidates to fade, while in forgetWords; nil: to be read
	pause time.Time           // not to go on before
}

// forgetState is the row of erasing.
type forgetState struct {
	phase  int
	next   int64
	target int64
}

// Erase lets go of everything that is held of a customer of a site, whose id is given as it is
// stored, and returns when no byte of it is left in the database and its log. Until ctx ends it
// waits for that; what was begun goes on without it, after a restart too. See doc.go.
func (db *DB) Erase(ctx context.Context, site int64, customer string) error {
	if err := db.BeginErasing(ctx, site, customer); err != nil {
		return err
	}
	return db.AwaitErasures(ctx)
}

// BeginErasing begins what Erase does, and returns when it can't be forgotten any more.
func (db *DB) BeginErasing(ctx context.Context, site int64, customer string) error {
	now := db.config.Now()
	who := db.erased.marker.of(site, journey.Identifier{Kind: journey.Customer, Key: customer})
	err := db.update(ctx, func(tx *sql.Tx) error { return beginErasing(tx, map[mark]int64{who: now.UnixMilli()}) })
	if err != nil {
		return fmt.Errorf("begin to erase: %w", err)
	}
	// After the fact, so that the list names nobody whom the database has not heard of, and with the
	// right to write, so that no older list replaces a newer one.
	if err := db.update(ctx, db.writeErased); err != nil {
		return fmt.Errorf("write the list of erasures: %w", err)
	}
	return nil
}

// beginErasing puts marks on the list, so that whatever is stored by now of those they stand for
// goes.
func beginErasing(tx *sql.Tx, marks map[mark]int64) error {
	for m, at := range marks {
		_, err := tx.Exec(`/* beginErasing */ INSERT INTO erased (mark, at, until) VALUES (?, ?, (SELECT coalesce(max(seq), 0) FROM event))
			ON CONFLICT DO UPDATE SET at = max(at, excluded.at), until = excluded.until`, m[:], at)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(`/* beginErasing */ UPDATE erasing SET generation = generation + 1, phase = ?, next = 0,
		target = (SELECT coalesce(max(seq), 0) FROM event)`, forgetHouseholds)
	return err
}

// AwaitErasures returns when nothing is left to forget.
func (db *DB) AwaitErasures(ctx context.Context) error {
	db.settling.Add(1) // so that nothing rests
	defer db.settling.Add(-1)
	for {
		db.steps.Lock()
		folded := db.folded
		db.steps.Unlock()
		var phase int
		if err := db.read.QueryRowContext(ctx, `/* AwaitErasures */ SELECT phase FROM erasing`).Scan(&phase); err != nil {
			return translate(err)
		}
		if phase == forgetNothing {
			return nil
		}
		db.stir()
		select {
		case <-folded:
		case <-db.stopped:
			return store.ErrUnavailable
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Erasing waits for what AwaitErasures does, but not longer than patience, and tells how far it has
// come.
func (db *DB) Erasing(ctx context.Context, patience time.Duration) (store.Erasing, error) {
	short, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := db.AwaitErasures(short); err == nil || short.Err() == nil {
		return store.Erasing{}, err
	}
	// Steps are counted in identifiers, events, events and pages.
	var phase int
	var next, end int64
	err := db.read.QueryRowContext(ctx, `/* Erasing */ SELECT phase, next, CASE phase
			WHEN ?1 THEN (SELECT coalesce(max(id), 0) FROM node)
			WHEN ?2 THEN (SELECT page_count FROM pragma_page_count)
			ELSE (SELECT coalesce(max(seq), 0) FROM event) END
		FROM erasing`, forgetHouseholds, forgetBytes).Scan(&phase, &next, &end)
	if err != nil {
		return store.Erasing{}, translate(err)
	}
	return store.Erasing{Step: phase, Part: min(1, float64(next)/float64(max(1, end)))}, nil
}

// stir has the writer look whether there is something to do.
func (db *DB) stir() {
	select {
	case db.wake <- struct{}{}:
	default:
	}
}

// forgetSlice goes on with forgetting for about as long as budget and tells whether there is more.
// folded says that all facts are up to date: before that no bytes are overwritten.
func (db *DB) forgetSlice(budget time.Duration, folded bool) (more bool, err error) {
	f := &db.forgets
	for begun := time.Now(); ; {
		if err := f.look(db.write); err != nil {
			return false, err
		}
		if f.state.phase == forgetNothing || begun.Before(f.pause) || f.state.phase == forgetBytes && !folded {
			return false, nil
		}
		if time.Since(begun) > budget {
			return true, nil
		}
		if f.state.phase == forgetBytes && db.folder != nil {
			// A household that rests still has facts of those who went.
			done, err := db.settled(context.Background(), f.state.target)
			if err != nil {
				return false, err
			}
			if !done {
				f.rest(db)
				return false, nil
			}
		}
		switch f.state.phase {
		case forgetHouseholds:
			err = db.transact(func(tx *sql.Tx) error { return db.forgetHouseholds(tx, begun, budget) })
		case forgetRobots:
			err = db.transact(db.forgetRobots)
		case forgetWords:
			err = db.transact(db.forgetWords)
		default:
			err = db.forgetBytes(budget)
		}
		if err != nil {
			f.words = nil
			return false, fmt.Errorf("erase: %w", err)
		}
	}
}

// look reads where the work stands.
func (f *forgetting) look(in rowQuerier) error {
	before := f.state.phase
	err := in.QueryRow(`/* forgetting */ SELECT phase, next, target FROM erasing`).Scan(&f.state.phase, &f.state.next, &f.state.target)
	if before != f.state.phase {
		f.words = nil
	}
	return err
}

// enter begins a phase.
func enter(tx *sql.Tx, phase int) error {
	_, err := tx.Exec(`/* enter */ UPDATE erasing SET phase = ?, next = 0`, phase)
	return err
}

// listed is a node whose identifier is on the list and still to be let go of.
type listed struct {
	id        int64
	household int64
	name      name
	until     int64
}

// forgetHouseholds looks at the next nodes.
func (db *DB) forgetHouseholds(tx *sql.Tx, begun time.Time, budget time.Duration) error {
	ctx := context.Background()
	if db.forgets.state.next == 0 {
		if err := db.words.load(ctx, tx); err != nil { // those of other processes
			return err
		}
	}
	pending, err := pendingMarks(ctx, tx)
	if err != nil {
		return err
	}
	found, last, over, err := db.findListed(ctx, tx, pending)
	if err != nil {
		return err
	}
	gone := false
	for i, l := range found {
		// What was let go of before may have taken others of the page with it.
		var label int64
		err := tx.QueryRow(`/* forgetHouseholds */ SELECT coalesce((SELECT household FROM node WHERE id = ?), 0)`, l.id).Scan(&label)
		if err != nil {
			return err
		}
		if label == 0 {
			continue
		}
		l.household = label
		if err := db.forgetHousehold(ctx, l, pending); err != nil {
			return err
		}
		gone = true
		if i < len(found)-1 && time.Since(begun) > budget {
			last, over = l.id, false
			break
		}
	}
	if gone {
		_, err := tx.Exec(`/* forgetHouseholds */ UPDATE erasing SET generation = generation + 1, target = (SELECT coalesce(max(seq), 0) FROM event)`)
		if err != nil {
			return err
		}
	}
	if over {
		return enter(tx, forgetRobots)
	}
	_, err = tx.Exec(`/* forgetHouseholds */ UPDATE erasing SET next = ?`, last)
	return err
}

// pendingMarks are those on the list whose events may not all have gone, with the last that may
// have to.
func pendingMarks(ctx context.Context, in source) (map[mark]pending, error) {
	rows, err := in.QueryContext(ctx, `/* pendingMarks */ SELECT mark, at, until FROM erased WHERE until IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[mark]pending{}
	for rows.Next() {
		var m []byte
		var p pending
		if err := rows.Scan(&m, &p.at, &p.until); err != nil {
			return nil, err
		}
		all[mark(m)] = p
	}
	return all, rows.Err()
}

// pending is an erasure under way.
type pending struct {
	at    int64 // Unix milliseconds
	until int64 // the last event that may have to go
}

// findListed finds those of the next nodes that are on the list.
func (db *DB) findListed(ctx context.Context, tx *sql.Tx, marks map[mark]pending) (found []listed, last int64, over bool, err error) {
	rows, err := tx.QueryContext(ctx, `/* findListed */ SELECT id, household, site, kind, key FROM node WHERE id > ? ORDER BY id LIMIT ?`, db.forgets.state.next, erasedNodes)
	if err != nil {
		return nil, 0, false, err
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var l listed
		if err := rows.Scan(&l.id, &l.household, &l.name.site, &l.name.Kind, &l.name.Key); err != nil {
			return nil, 0, false, err
		}
		last = l.id
		if p, ok := marks[db.erased.marker.of(l.name.site, l.name.Identifier)]; ok {
			l.until = p.until
			found = append(found, l)
		}
	}
	return found, last, n < erasedNodes, rows.Err()
}
